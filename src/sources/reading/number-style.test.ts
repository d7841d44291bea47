import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numberSpelling, readNumber, type NumberStyle } from "./number-style.js";

/** What a column of these texts is read as; a doubt is its kind. */
function read(texts: string[], decimal?: "." | ","): (string | undefined)[] | string | undefined {
  const spelled = numberSpelling(texts, decimal);
  if (spelled === undefined) return undefined;
  return spelled.kind === "number" ? texts.map((text) => readNumber(text, spelled.style)) : spelled.kind;
}

describe("a column of numbers", () => {
  const cases: [name: string, texts: string[], read: ReturnType<typeof read>][] = [
    ["plain", ["1000", "-0.5", "+3"], ["1000", "-0.5", undefined]],
    ["dollars", ["$1,200.00", "-$5", "$-5.10", "$ 7"], ["1200.00", "-5", "-5.10", "7"]],
    ["codes before and behind", ["USD 1,200", "1,200.50 USD", "EUR 3"], ["1200", "1200.50", "3"]],
    ["brackets for less than nothing", ["(500.00)", "($1,200.00)", "$(3.00)", "( 4 )"], ["-500.00", "-1200.00", "-3.00", "-4"]],
    ["a minus behind, and one that typesetters use", ["500.00-", "\u2212500.00"], ["-500.00", "-500.00"]],
    ["two minuses are none", ["(-500)", "-5-", "5.00"], undefined],
    ["Europe", ["1.200,00", "12,5", "1.234.567"], ["1200.00", "12.5", "1234567"]],
    ["spaces of all kinds", ["1 200,00", "1\u00a0200,50", "1\u202f200"], ["1200.00", "1200.50", "1200"]],
    ["Switzerland", ["1'200.00", "1\u2019200'000"], ["1200.00", "1200000"]],
    ["India", ["1,00,000", "12,34,567.50"], ["100000", "1234567.50"]],
    ["percent", ["45%", "12.5 %"], ["45", "12.5"]],
    ["grouped without decimals", ["1,200", "950", "12,000"], ["1200", "950", "12000"]],
    ["no leading nought", [".5", "1.25"], ["0.5", "1.25"]],
    ["grouped wrongly", ["1,20,0.00", "1,200.00", "3.00"], [undefined, "1200.00", "3.00"]],
    ["k and M are for people", ["12k", "1.5M", "3", "4"], [undefined, undefined, "3", "4"]],
    ["words are no numbers", ["Acme", "Beta", "3"], undefined],
    ["codes that are no currency", ["INV 001", "INV 002"], undefined],
    ["dates are no numbers", ["2024-01-31", "2024-02-29"], undefined],
    ["points that may group or not", ["1.200", "12.000", "950"], "which_mark"],
    ["both marks", ["1,200.50", "1.200,50"], "both_marks"],
    ["a slip that turns 1,200 into 1.2", ["1,200", "12,50"], "both_marks"],
    ["a slip that turns 1.200 into 1200", ["950.50", "1.200", "3.000"], "both_marks"],
    ["one that does it beside decimals without noughts", ["950.5", "1.200"], "both_marks"],
    ["decimals as a program writes them, without noughts at their end", ["950.5", "83.333", "7"], ["950.5", "83.333", "7"]],
    ["as many decimals in every row", ["1.200", "1950.500", "3.000"], ["1.200", "1950.500", "3.000"]],
    ["a point that can only be one", ["0.125", "950.50"], ["0.125", "950.50"]],
    ["nothing", ["", " "], undefined],
  ];
  test.each(cases)("%s", (_, texts, expected) => expect(read(texts)).toEqual(expected));

  test("is read by the mark that someone stated, and what does not fit is refused", () => {
    expect(read(["1.200", "12.000"], ",")).toEqual(["1200", "12000"]);
    expect(read(["1.200", "12.000"], ".")).toEqual(["1.200", "12.000"]);
    expect(read(["1.200,50", "1,200.50"], ",")).toEqual(["1200.50", undefined]);
  });

  test("tells its currencies and whether percents were met", () => {
    expect(numberSpelling(["$5", "€6", "7 USD", "8"])).toMatchObject({ currencies: ["$", "€", "USD"], percent: false });
    expect(numberSpelling(["5%"])).toMatchObject({ percent: true });
  });

  test("moves the point of parts of one, digit by digit", () => {
    const style: NumberStyle = { decimal: ".", group: "", hundredfold: true };
    expect(["0.15", "0.1", "0", "1", "0.123456789012345678", "-0.05", "1.5", "15%"].map((text) => readNumber(text, style))).toEqual(["15", "10", "0", "100", "12.3456789012345678", "-5", undefined, "15"]);
  });
});

describe("any decimal in any style", () => {
  const writers: { name: string; decimal: string; group: string; dress: (digits: string, negative: boolean) => string }[] = [
    { name: "plain", decimal: ".", group: "", dress: (digits, negative) => `${negative ? "-" : ""}${digits}` },
    { name: "dollars", decimal: ".", group: ",", dress: (digits, negative) => `${negative ? "-" : ""}$${digits}` },
    { name: "brackets", decimal: ".", group: ",", dress: (digits, negative) => (negative ? `(${digits})` : digits) },
    { name: "codes", decimal: ".", group: ",", dress: (digits, negative) => `USD ${negative ? "-" : ""}${digits}` },
    { name: "a minus behind", decimal: ".", group: ",", dress: (digits, negative) => `${digits}${negative ? "-" : ""}` },
    { name: "euros", decimal: ",", group: ".", dress: (digits, negative) => `${negative ? "-" : ""}${digits} €` },
    { name: "spaces", decimal: ",", group: "\u00a0", dress: (digits, negative) => `${negative ? "-" : ""}${digits}` },
    { name: "apostrophes", decimal: ".", group: "'", dress: (digits, negative) => `CHF ${negative ? "-" : ""}${digits}` },
    { name: "percents", decimal: ",", group: ".", dress: (digits, negative) => `${negative ? "-" : ""}${digits}%` },
  ];
  const grouped = (whole: string, group: string) => whole.replace(/\B(?=(\d{3})+$)/g, group);
  /** No currency has three decimals behind a comma alone; `1,200` is a thousand two hundred. */
  const decimals = fc.oneof(fc.constant(""), fc.stringMatching(/^\d{1,2}$/), fc.stringMatching(/^\d{4,8}$/));
  const decimal = fc.record({ negative: fc.boolean(), whole: fc.stringMatching(/^(0|[1-9]\d{0,14})$/), decimals });

  test.each(writers)("$name: read as it was meant, or said to be doubtful", (writer) => {
    fc.assert(fc.property(fc.array(decimal, { minLength: 1, maxLength: 20 }), (values) => {
      const texts = values.map((value) => writer.dress(grouped(value.whole, writer.group) + (value.decimals === "" ? "" : writer.decimal + value.decimals), value.negative));
      const spelled = numberSpelling(texts);
      expect(spelled).toBeDefined();
      if (spelled?.kind !== "number") return;
      const meant = values.map((value) => `${value.negative ? "-" : ""}${value.whole}${value.decimals === "" ? "" : `.${value.decimals}`}`);
      expect(texts.map((text) => readNumber(text, spelled.style))).toEqual(meant);
    }), { numRuns: 300 });
  });

  test("is never doubtful where one of them has two decimals", () => {
    fc.assert(fc.property(fc.array(decimal, { minLength: 1, maxLength: 10 }), fc.constantFrom(...writers), (values, writer) => {
      const all = [...values.map((value) => ({ ...value, decimals: value.decimals.slice(0, 2) })), { negative: false, whole: "1234", decimals: "50" }];
      const texts = all.map((value) => writer.dress(grouped(value.whole, writer.group) + (value.decimals === "" ? "" : writer.decimal + value.decimals), value.negative));
      expect(numberSpelling(texts)?.kind).toBe("number");
    }), { numRuns: 300 });
  });
});
