import { expect, test } from "vitest";
import type { Column } from "../catalogue/index.js";
import { csvOf } from "./csv.js";
import { markdownOf } from "./markdown.js";
import { plain } from "./paint.js";
import type { Sheet } from "./sheet.js";
import { spreadOver } from "./spread.js";
import { textOf } from "./text.js";

const columns: Column[] = [
  { name: "cohort", type: "text", kind: "label", title: "Cohort" }, { name: "size", type: "count", kind: "stock", title: "Customers" },
  { name: "age", type: "count", kind: "label", title: "Age" }, { name: "value", type: "ratio", kind: "label", title: "NRR" },
];
const rows = [
  { cohort: "2025-01", size: 2, age: 0, value: "1.000000" }, { cohort: "2025-01", size: 2, age: 1, value: "0.500000" },
  { cohort: "2025-02", size: 1, age: 0, value: null },
];
const sheet: Sheet = { title: "Cohorts", scope: [], currency: "USD", columns, rows, shape: "plain", notes: [], spread: { across: "age", value: "value" } };

const text = (width: number | undefined): string[] => [...textOf(sheet, { width, unicode: true, paint: plain })].join("").split("\n").slice(2);

test("a triangle is blank where nothing is told yet, and says where a ratio is undefined", () => {
  expect(text(undefined)).toEqual([
    "Cohort   Customers   Age 0      1",
    "───────  ─────────  ──────  ─────",
    "2025-01          2  100.0%  50.0%",
    "2025-02          1     n/a",
    "",
  ]);
  expect([...markdownOf(sheet)].join("")).toContain("| 2025-01 | 2 | 100.0% | 50.0% |\n| 2025-02 | 1 | n/a |  |\n");
});

test("columns that find no room are told", () => {
  expect(text(28).join(" ")).toContain("No room for 1, the last of 2 columns;");
  expect(text(12).join(" ").replaceAll(/\s+/g, " ")).toContain("No room for the last 2 of 2 columns (Age 0 to 1);");
});

test("CSV is long, or as wide as the table", () => {
  expect([...csvOf(sheet)].join("")).toBe("cohort,size,age,value\r\n2025-01,2,0,1.000000\r\n2025-01,2,1,0.500000\r\n2025-02,1,0,\r\n");
  expect([...csvOf(spreadOver(sheet))].join("")).toBe("cohort,size,0,1\r\n2025-01,2,1.000000,0.500000\r\n2025-02,1,,\r\n");
});

test("a sheet of which nothing is spread stays as it is", () => {
  const { spread: _, ...other } = sheet;
  expect(spreadOver(other)).toBe(other);
  expect(spreadOver({ ...sheet, rows: [] }).columns).toBe(columns);
});
