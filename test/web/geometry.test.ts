/** Where the pieces of charts stand, and how figures are written on a page. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { floating, labelRows, spanOf, stacked, type Piece } from "../../web/chart/geometry.js";
import { binOf } from "../../web/chart/bins.js";
import { cellText, periodText, shortMoney } from "../../web/format.js";
import { hatchOf } from "../../web/hatch.js";
import { readSearch, writeSearch } from "../../web/params.js";
import { money, ratio } from "../../src/catalogue/define.js";

const piece = (name: string, amount: number, isBalance = false): Piece => ({ name, title: name, amount, isBalance });
const year = [piece("opening", 100, true), piece("new", 40), piece("churn", -60), piece("closing", 80, true)];

describe("a waterfall", () => {
  test("floats from the beginning to the ending, each piece where the one before it ended", () => {
    expect(floating(year).map(({ from, to }) => [from, to])).toEqual([[0, 100], [100, 140], [140, 80], [0, 80]]);
  });

  test("of any amounts that tie ends where its last movement ends", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.integer({ min: -1e8, max: 1e8 }), { maxLength: 8 }), (opening, moves) => {
      const closing = moves.reduce((sum, move) => sum + move, opening);
      const bars = floating([piece("opening", opening, true), ...moves.map((move, at) => piece(`m${at}`, move)), piece("closing", closing, true)]);
      expect(bars.at(-2)!.to).toBe(bars.at(-1)!.to);
      const { low, high } = spanOf(bars);
      for (const { from, to, isBalance } of bars) for (const end of isBalance ? [to] : [from, to]) expect(low <= end && end <= high).toBe(true);
    }));
  });

  test("cuts its axis only where balances dwarf what moved, and never where something is at zero or below", () => {
    expect(spanOf(floating(year)).isCut).toBe(false);
    expect(spanOf(floating([piece("opening", 1000, true), piece("new", 50), piece("closing", 1050, true)]))).toMatchObject({ isCut: true, high: 1050 });
    expect(spanOf(floating([piece("opening", 0, true), piece("new", 50), piece("closing", 50, true)]))).toEqual({ low: 0, high: 50, isCut: false });
    expect(spanOf(floating([piece("opening", 10, true), piece("churn", -30), piece("closing", -20, true)]))).toMatchObject({ low: -20, isCut: false });
  });
});

describe("the movements of a period", () => {
  test("stack up from zero, and losses hang from their top to the net", () => {
    const { gains, losses, top, net } = stacked(year);
    expect([gains.map(({ from, to }) => [from, to]), losses.map(({ from, to }) => [from, to]), top, net]).toEqual([[[0, 40]], [[40, -20]], 40, -20]);
  });

  test("without any have no bar and a net of zero", () => {
    expect(stacked([piece("opening", 5, true), piece("new", 0), piece("closing", 5, true)])).toEqual({ gains: [], losses: [], top: 0, net: 0 });
  });
});

test("labels that would touch stand in different rows, the heaviest in the first", () => {
  fc.assert(fc.property(fc.array(fc.record({ middle: fc.integer({ min: 0, max: 500 }), width: fc.integer({ min: 1, max: 90 }), weight: fc.integer({ min: 0, max: 99 }) }), { maxLength: 12 }), (labels) => {
    const rows = labelRows(labels);
    for (const [at, one] of labels.entries()) {
      for (const [other, two] of labels.entries()) if (at < other && rows[at] === rows[other]) expect(Math.abs(one.middle - two.middle)).toBeGreaterThanOrEqual((one.width + two.width) / 2);
    }
    if (labels.length > 0) expect(rows[labels.findIndex(({ weight }) => weight === Math.max(...labels.map((label) => label.weight)))]).toBe(0);
  }));
});

test("no line of a hatch leaves its piece", () => {
  fc.assert(fc.property(fc.constantFrom("rising" as const, "falling" as const, "lines" as const, "dots" as const), fc.integer({ min: 4, max: 90 }), fc.integer({ min: 4, max: 90 }), (pattern, width, height) => {
    for (const [, x, y] of hatchOf(pattern, 10, 20, width, height).matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(9);
      expect(Number(x)).toBeLessThanOrEqual(10 + width);
      expect(Number(y)).toBeGreaterThanOrEqual(20);
      expect(Number(y)).toBeLessThanOrEqual(20 + height);
    }
  }));
});

test("a cell of a heat map is coloured by the number that it shows", () => {
  expect(["69.9%", "100.0%", "99.9%", "100.1%", "150.0%", "1,200.0%", "−5.0%"].map(binOf)).toEqual(["h0", "hn", "h3", "h4", "h7", "h7", "h0"]);
});

describe("figures", () => {
  test.each([["1234567.50", "1,234,568"], ["-0.49", "0"], ["-1234.50", "−1,235"], ["999999999999999999.99", "1,000,000,000,000,000,000"]])("%s is written %s", (amount, text) => {
    expect(cellText(amount, money("arr", "stock", "ARR"))).toBe(text);
  });

  test("say what is undefined, and the unit of a ratio", () => {
    expect(cellText(null, ratio("nrr", "NRR"))).toBe("n/a");
    expect(cellText("1.054900", ratio("nrr", "NRR"))).toBe("105.5%");
    expect(cellText("7.900000", ratio("quick_ratio", "Quick ratio"))).toBe("7.90×");
    expect(cellText("-0.021000", { ...ratio("diff_nrr", "NRR"), beside: "difference" })).toBe("−2.1 pt");
    expect(shortMoney("-18240", "USD")).toMatch(/^−\$?18\.24k/);
    expect([periodText("2026-Q1"), periodText("2026-03"), periodText("2025-01-01/2025-12-31")]).toEqual(["Q1 2026", "Mar 2026", expect.stringContaining(" – ")]);
  });
});

test("an address holds the words of a question as a request does", () => {
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.oneof(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 }))), (words) => {
    expect(readSearch(writeSearch(words))).toEqual(words);
  }));
});
