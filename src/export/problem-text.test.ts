import { expect, it } from "vitest";
import { problem, type Problem } from "../domain/problem.js";
import { plain } from "./paint.js";
import { problemsText } from "./problem-text.js";

const text = (problems: Problem[], width?: number): string => [...problemsText(problems, { paint: plain, width }, "USD")].join("");
const at = { file: "c.csv", row: 3, column: "amount", value: "1,000" };
const unreadable = problem("number-unreadable", { row: 3, column: "amount", value: "1,000" }, at);

it("tells where, what stands there, what it does to the number, and the remedy", () => {
  expect(text([unreadable])).toBe(`c.csv:3: number-unreadable\n  3 | amount: 1,000\n${unreadable.message}\n${unreadable.remedy}\n`);
});

it("shows the record where it has it, safely", () => {
  expect(text([{ ...unreadable, at: { ...at, text: "L1,a\u202eb" } }])).toContain("  3 | L1,a\\u{202e}b\n");
});

it("names file, line and column of a policy, and a mere error without a place", () => {
  expect(text([problem("policy-knob-unknown", { knob: "x" }, { file: "annua.yaml", line: 2, column: 5 })])).toMatch(/^annua\.yaml:2:5: policy-knob-unknown\n/);
  expect(text([problem("report-unknown", { report: "x", known: [] })])).toMatch(/^error: report-unknown\n/);
});

it("puts errors before warnings and the ARR that hangs on them beside", () => {
  const warning: Problem = { ...unreadable, code: "line-overlap", severity: "warning", arr_at_stake: "1200.00" };
  const shown = text([warning, unreadable]);
  expect(shown.indexOf("number-unreadable")).toBeLessThan(shown.indexOf("line-overlap"));
  expect(shown).toContain("ARR at stake: USD 1,200.00\n");
});

it("spells out ten of a kind and counts the rest", () => {
  const shown = text(Array.from({ length: 25 }, (_, at) => problem("line-returned", { line_id: `L${at}` }, { file: "c.csv", row: 3 })));
  expect(shown.match(/c\.csv:3/g)).toHaveLength(10);
  expect(shown).toContain("… and 15 more of line-returned.");
});

it("tells rows that are wrong in one way once, with the first of them and how many there are", () => {
  const wrong = (row: number, column: string, value: string) => problem("number-unreadable", { row, column, value, spelled: "1,234.50" }, { file: "c.csv", row, column, value });
  const first = wrong(3, "Jan-25", "x1");
  expect(text([first, wrong(3, "Mar-25", "x2"), wrong(5, "Jan-25", "abc")])).toBe(
    `c.csv:3: number-unreadable, 2 rows\n  3 | Jan-25: x1\n  3 | Mar-25: x2\n  5 | Jan-25: abc\n${first.message}\n${first.remedy}\n`);
  const many = text(Array.from({ length: 40 }, (_, at) => wrong(at + 2, "Jan-25", `x${at}`)));
  expect(many).toContain("c.csv:2: number-unreadable, 40 rows\n  2 | Jan-25: x0\n");
  expect(many).toContain(`\n  … and rows ${Array.from({ length: 20 }, (_, at) => at + 7).join(", ")}, …\n`);
  const empty = (row: number) => problem("start-missing", { row, column: "start_date", value: "empty" }, { file: "c.csv", row, column: "start_date", value: "" });
  expect(text([empty(2), empty(9)])).toContain("c.csv:2: start-missing, 2 rows\n  rows 2, 9\n");
});

it("tells together what has one code and one remedy, and apart what is to be mended otherwise", () => {
  const unknown = (column: string, nearest: string) => problem("column-unknown", { column, known: [], nearest });
  expect(text([unknown("segmnt", "segment"), unknown("regoin", "region")]).match(/error: column-unknown\n/g)).toHaveLength(2);
  const restated = (period: string): Problem => ({ ...unknown(period, "x"), code: "period-restated", severity: "warning", message: `${period} is another now.`, arr_at_stake: "100.00" });
  const { remedy } = restated("2025-01");
  expect(text([restated("2025-01"), restated("2025-02")])).toBe(`warning: period-restated, 2 times\n2025-01 is another now. ARR at stake: USD 100.00.\n2025-02 is another now. ARR at stake: USD 100.00.\n${remedy}\n`);
  expect(text([restated("2025-01"), { ...restated("2025-02"), unrated_at_stake: { EUR: "5.00" } }])).toContain("ARR at stake: EUR 5.00, which has no rate.");
  const many = text(Array.from({ length: 24 }, (_, at) => restated(`2024-${at}`)));
  expect(many).toContain("2024-9 is another now.");
  expect(many).not.toContain("2024-10 is another now.");
  expect(many).toContain(`\n… and 14 more.\n${remedy}\n`);
});

it("keeps to the page", () => {
  for (const line of text([unreadable], 50).split("\n")) expect(line.length).toBeLessThanOrEqual(50);
});
