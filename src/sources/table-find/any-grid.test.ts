/** Grids of customers and months: every customer is found with all its cells, also one called Total, and no totals row is. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { workbookOf, type Cell } from "../../../test/files/workbook.js";
import { openTable } from "../open-table.js";

const folder = mkdtempSync(join(tmpdir(), "annua-grid-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = ["Acme", "Total Energies", "Sum Corp", "2024 Ventures", "Notes Inc", "Bolt", "Core", "Dune", "Page 1 Books", "Source Co", "Echo Total"];
const spellings = [
  (year: number, month: number) => `${year}-${String(month).padStart(2, "0")}`,
  (year: number, month: number) => `${year}-${String(month).padStart(2, "0")}-01`,
  (year: number, month: number) => `${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]}-${year % 100}`,
  (year: number, month: number) => `${month}/${year}`,
];

const grid = fc.record({
  customers: fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: names.length }),
  months: fc.integer({ min: 3, max: 14 }),
  spelling: fc.constantFrom(...spellings),
  segment: fc.boolean(),
  title: fc.boolean(),
  totalRow: fc.boolean(),
  totalColumn: fc.boolean(),
  cells: fc.array(fc.option(fc.integer({ min: 1, max: 5000 }), { freq: 3 }), { minLength: 200, maxLength: 200 }),
});

type Grid = typeof grid extends fc.Arbitrary<infer T> ? T : never;

function rowsOf({ customers, months, spelling, segment, title, totalRow, totalColumn, cells }: Grid) {
  const heads = Array.from({ length: months }, (_, at) => spelling(2024 + Math.floor(at / 12), (at % 12) + 1));
  const header = ["Customer", ...(segment ? ["Segment"] : []), ...heads, ...(totalColumn ? ["Total"] : [])];
  // the first month of each customer is filled, since a name alone is told from a heading by nothing
  const amounts = customers.map((_, row) => heads.map((_, at) => (at === row % months ? 7 : (cells[(row * months + at) % cells.length] ?? null))));
  const sum = (values: (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
  const lines = customers.map((name, row) => [name, ...(segment ? ["ENT"] : []), ...amounts[row]!, ...(totalColumn ? [sum(amounts[row]!)] : [])]);
  const columns = heads.map((_, at) => sum(amounts.map((row) => row[at]!)));
  const total = ["Total", ...(segment ? [null] : []), ...columns, ...(totalColumn ? [sum(columns)] : [])];
  const rows: (string | number | null)[][] = [...(title ? [["MRR by customer"], []] : []), header, ...lines, ...(totalRow ? [total] : [])];
  return { rows, header, wanted: lines.map((line) => line.map((cell) => String(cell ?? ""))) };
}

async function found(bytes: string | Buffer) {
  const path = join(folder, "grid");
  writeFileSync(path, bytes);
  const outcome = await openTable(path);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  const lines: string[][] = [];
  for await (const row of outcome.table.rows()) if ("cells" in row) lines.push(row.cells);
  await outcome.table.dispose();
  return { header: outcome.table.header, lines };
}

test("in CSV", async () => {
  await fc.assert(fc.asyncProperty(grid, async (given) => {
    const { rows, header, wanted } = rowsOf(given);
    const text = rows.map((row) => Array.from({ length: header.length }, (_, at) => row[at] ?? "").join(",")).join("\n") + "\n";
    expect(await found(text)).toEqual({ header, lines: wanted });
  }), { numRuns: 200 });
});

test("in a workbook", async () => {
  await fc.assert(fc.asyncProperty(grid, async (given) => {
    const { rows, header, wanted } = rowsOf(given);
    expect(await found(workbookOf({ sheets: [{ name: "MRR", rows: rows as Cell[][] }] }))).toEqual({ header, lines: wanted });
  }), { numRuns: 200 });
});
