import { describe, expect, it } from "vitest";
import { label, money, ratio, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { displayWidth } from "./display-width.js";
import { markdownOf } from "./markdown.js";
import { coloured, plain } from "./paint.js";
import type { Sheet } from "./sheet.js";
import { textOf, type Page } from "./text.js";

const columns: Column[] = [
  label("period", "Period"), money("opening", "stock", "Beginning ARR"), money("new", "flow", "New"), money("churn", "flow", "Churn"),
  money("closing", "stock", "Ending ARR"), money("net_new", "flow", "Net new ARR"), ratio("growth", "Growth"),
];
const row = (period: string, opening: string, gained: string, closing: string, growth: string | null): ReportRow => ({ period, opening, new: gained, churn: "0.00", closing, net_new: gained, growth });
const months = Array.from({ length: 12 }, (_, at) => row(`2025-${String(at + 1).padStart(2, "0")}`, `${1_000_000 + at}.00`, "1.00", `${1_000_001 + at}.00`, "0.000001"));
const waterfall = (rows: ReportRow[], change: Partial<Sheet> = {}): Sheet => ({ title: "ARR waterfall", scope: ["2025 by month"], currency: "USD", columns, rows, shape: "periods", tie: "It ties, to the cent.", notes: ["made of this"], ...change });
const page = (width?: number): Page => ({ paint: plain, unicode: true, width });
const text = (sheet: Sheet, to: Page, unit?: "k"): string => [...textOf(sheet, to, unit)].join("");

describe("a waterfall", () => {
  it("stands across where it fits, hides movements that never happen, and says how it ties", () => {
    expect(text(waterfall([row("2025-01", "0.00", "1200.00", "1200.00", null)]), page(24))).toBe(
      [
        "ARR waterfall in USD", "2025 by month", "",
        "               2025-01", "─────────────  ───────", "Beginning ARR        0", "  New            1,200", "─────────────  ───────", "Ending ARR       1,200", "Net new ARR      1,200", "Growth             n/a",
        "", "It ties, to the cent.", "made of this", "",
      ].join("\n"),
    );
  });

  it("shows cents as soon as one amount has some", () => {
    expect(text(waterfall([row("2025-01", "0.00", "1200.50", "1200.50", null)]), page(60))).toContain("Beginning ARR      0.00\n");
  });

  it("stands down the page where that fits and across does not", () => {
    const lines = text(waterfall(months), page(80)).split("\n");
    expect(lines.some((line) => /^Period +ARR +New +ARR +ARR +Growth$/.test(line))).toBe(true);
    expect(lines.filter((line) => /^2025-\d\d/.test(line))).toHaveLength(12);
  });

  it("stands in blocks where neither fits", () => {
    const blocks = text(waterfall(months), page(40));
    expect(blocks.match(/Beginning ARR/g)).toHaveLength(6);
    expect(months.every(({ period }) => blocks.includes(String(period)))).toBe(true);
  });

  it("by groups that find no room side by side has a table for each, and no figure without the name of what it is of", () => {
    const rows = ["ENT", "SMB"].flatMap((segment) => months.slice(0, 2).map((one) => ({ ...one, segment })));
    const grouped = waterfall(rows, { columns: [columns[0]!, label("segment", "Segment"), ...columns.slice(1)] });
    expect(text(grouped, page(120))).toMatch(/Period +Segment +ARR/);
    const shown = text(grouped, page(50));
    expect(shown.match(/^Segment (ENT|SMB)$/gm)).toEqual(["Segment ENT", "Segment SMB"]);
    expect(shown.match(/^Beginning ARR .*$/gm)).toHaveLength(2);
    expect(shown).not.toContain("No room for");
    const many = waterfall(Array.from({ length: 30 }, (_, at) => ({ ...months[0]!, segment: `group ${at}` })), { columns: grouped.columns });
    expect(text(many, page(50))).toMatch(/2025-01 +group 29/);
  });

  it.each([40, 48, 60, 80, 100, 120, 200])("no line is wider than a page of %i columns", (width) => {
    const widest = Math.max(...text(waterfall(months), page(width)).split("\n").map(displayWidth));
    expect(widest).toBeLessThanOrEqual(width);
  });

  it("in thousands says so and no longer promises cents", () => {
    const shown = text(waterfall(months.slice(0, 1)), page(100), "k");
    expect(shown).toContain("ARR waterfall in USD k (rounded so that it adds up)");
    expect(shown).toMatch(/Beginning ARR +1,000\n/);
    expect(shown).toContain("It ties.\n");
  });

  it("has a bar for each movement where there is room, and ASCII where the terminal knows no more", () => {
    const one = waterfall([{ ...row("2025", "0.00", "300.00", "200.00", null), churn: "-100.00", net_new: "200.00" }]);
    const bars = text(one, { ...page(60), unicode: false }).split("\n");
    expect(bars.find((line) => line.includes("New "))).toMatch(/300 {2} +=+$/);
    expect(bars.find((line) => line.includes("Churn"))).toMatch(/-100 {2}=+$/);
    expect(bars.join("")).not.toMatch(/[^\x20-\x7e]/);
    expect(text(one, page(28))).not.toContain("▆");
  });

  it("is coloured only by a painting page", () => {
    expect(text(waterfall(months), { ...page(80), paint: coloured })).toContain("\u001b[");
    expect(text(waterfall(months), page(80))).not.toContain("\u001b[");
  });

  it("without rows says so", () => {
    expect(text(waterfall([]), page(80))).toContain("No rows.\n");
  });
});

describe("a list", () => {
  const list: Sheet = {
    title: "Lines", scope: [], currency: "USD", shape: "list", notes: [],
    columns: [label("line_id", "Line"), label("name", "Name"), label("parent", "Parent"), label("formula", "Formula"), money("arr", "stock", "ARR")],
    rows: [{ line_id: "L1", name: "日本電気\u202e", parent: "", formula: "1200 x 12 of a formula that is very long indeed and goes on", arr: "-1200.00" }],
  };

  it("hides what is empty, keeps its figures, and names what it left out", () => {
    const shown = text(list, page(34));
    expect(shown).not.toContain("Parent");
    expect(shown).toMatch(/L1 {4}日本電気\\u\{202e\} +-1,200\n/);
    expect(shown).toContain("No room for Formula; --format csv\nhas every column.");
  });

  it("is shown whole where nothing limits a line", () => {
    expect(text(list, page())).toContain("indeed and goes on  -1,200\n");
  });
});

it("prose goes on below its row where it would be too narrow", () => {
  const prose: Sheet = { title: "Checks", scope: [], currency: null, shape: "plain", notes: [], columns: [label("check", "Check"), label("example", "Example")], rows: [{ check: "line-overlap", example: "word ".repeat(30).trim() }] };
  const lines = text(prose, page(44)).split("\n");
  expect(lines[4]).toBe("line-overlap");
  expect(lines[5]).toMatch(/^ {4}word word/);
  expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(44);
});

it("a tree goes on beside the lines that its texts take, and beside the prose below them", () => {
  const tree: Sheet = {
    title: "Tree", scope: [], currency: null, shape: "plain", notes: [], columns: [label("tree", "What"), label("how", "How"), label("source", "Source")],
    rows: [{ tree: "all", how: "", source: "" }, { tree: "├ a customer with a long name", how: "some words that go on and on", source: "" }, { tree: "│ └ L1", how: "x", source: "file.csv:12, import 1, recorded 2025-01-01" }, { tree: "└ other", how: "", source: "" }],
  };
  const lines = text(tree, page(40)).split("\n").slice(4);
  expect(lines[1]).toMatch(/^├ a customer/);
  expect(lines[2]).toMatch(/^│ /);
  const leaf = lines.findIndex((line) => line.startsWith("│ └ L1"));
  expect(lines[leaf + 1]).toMatch(/^│ {5}file\.csv:12, import/);
  for (const line of lines.slice(1, lines.findIndex((one) => one.startsWith("└ other")))) expect(line).toMatch(/^[├│]/);
});

describe("markdown", () => {
  it("stands few periods across with numbers to the right, and escapes what would be markup", () => {
    const sheet = waterfall([row("a|b", "0.00", "1.00", "1.00", null)]);
    expect([...markdownOf(sheet)].join("")).toBe(
      "**ARR waterfall in USD, 2025 by month**\n\n|  | a\\|b |\n| --- | ---: |\n| Beginning ARR | 0 |\n| New | 1 |\n| Ending ARR | 1 |\n| Net new ARR | 1 |\n| Growth | n/a |\n\nIt ties, to the cent.\n\nmade of this\n",
    );
  });

  it("stands many periods down", () => {
    expect([...markdownOf(waterfall(months))].join("")).toContain("| 2025-12 | 1,000,011 | 1 | 1,000,012 | 1 | 0.0% |");
  });
});
