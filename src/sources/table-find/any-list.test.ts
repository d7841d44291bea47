/**
 * Whatever stands around a list, its lines are found, each once, and nothing else; a line whose customer is called like a total and nothing more
 * is never taken for one.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { workbookOf, type Cell } from "../../../test/files/workbook.js";
import { openTable } from "../open-table.js";

const folder = mkdtempSync(join(tmpdir(), "annua-any-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = ["Acme", "Total Energies", "Total", "Sum Corp", "Subtotal Ltd", "2024 Ventures", "Notes Inc", "Page 1 Books", "Source Co", "Customer", "MRR GmbH", "Bolt", "100", "Summe AG", "Dune, Inc", "ENT Total"];
const totals = new Set(["Total", "Subtotal Ltd"]);
const line = fc.record({
  customer: fc.constantFrom(...names),
  plan: fc.constantFrom("Basic", "Pro", "Total Care", "Setup fee"),
  start: fc.date({ min: new Date("2020-01-01"), max: new Date("2026-12-31"), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  end: fc.option(fc.constant("2027-01-01"), { nil: "" }),
  mrr: fc.integer({ min: -500, max: 900_000 }).map((cents) => (cents / 100).toFixed(2)),
});

const list = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 40 }),
  headings: fc.constantFrom(["Customer", "Plan", "Start", "End", "MRR"], ["customer_name", "product", "from", "to", "amount"], ["Kunde", "Tarif", "Beginn", "Ende", "Betrag"], ["A1", "A2", "A3", "A4", "A5"]),
  title: fc.constantFrom([], [["Acme Corp: ARR report"]], [["Report", "Contracts"], []], [["Contracts"], ["As of", "2025-04-01"], []]),
  total: fc.boolean(),
  notes: fc.constantFrom([], [[], ["Generated on 2025-04-01"]], [["Confidential"], ["Page 1 of 1"]]),
  repeat: fc.boolean(),
});

type List = typeof list extends fc.Arbitrary<infer T> ? T : never;

function rowsOf({ lines, headings, title, total, notes, repeat }: List): { rows: string[][]; wanted: string[][] } {
  const wanted = lines.map(({ customer, plan, start, end, mrr }) => [customer, plan, start, end, mrr]);
  const sum = (lines.reduce((cents, { mrr }) => cents + Math.round(Number(mrr) * 100), 0) / 100).toFixed(2);
  const again = repeat && lines.length > 2 ? [...wanted.slice(0, 2), [...headings], ...wanted.slice(2)] : wanted;
  const lineRows = wanted.filter(([customer]) => !totals.has(customer!));
  const rows = [...title, headings, ...again, ...(total ? [["Total", "", "", "", sum]] : []), ...notes].map((row) => [...row]);
  return { rows, wanted: lineRows };
}

async function linesIn(bytes: string | Buffer): Promise<string[][]> {
  const path = join(folder, "list");
  writeFileSync(path, bytes);
  const outcome = await openTable(path);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  const found: string[][] = [];
  let others = 0;
  for await (const row of outcome.table.rows()) {
    if ("cells" in row) found.push(row.cells);
    else others += 1;
  }
  await outcome.table.dispose();
  // a reader that knows of nothing to leave out would take the same rows
  if (outcome.table.plain) expect([outcome.table.plain.records, others]).toEqual([found.length, 0]);
  return found;
}

const csvOf = (rows: string[][], delimiter: string, width: number): string =>
  rows.map((cells) => Array.from({ length: width || cells.length }, (_, at) => quoted(cells[at] ?? "", delimiter)).join(delimiter)).join("\n") + "\n";

const quoted = (cell: string, delimiter: string): string => (cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell);

test("in CSV of any delimiter, padded as Excel does or not", async () => {
  await fc.assert(fc.asyncProperty(list, fc.constantFrom(",", ";", "\t", "|"), fc.constantFrom(0, 5), async (given, delimiter, width) => {
    const { rows, wanted } = rowsOf(given);
    expect(await linesIn(csvOf(rows, delimiter, width))).toEqual(wanted);
  }), { numRuns: 300 });
});

test("in a workbook", async () => {
  await fc.assert(fc.asyncProperty(list, async (given) => {
    const { rows, wanted } = rowsOf(given);
    const cells = rows.map((row) => row.map((cell): Cell => (cell === "" ? null : /^-?\d+\.\d\d$/.test(cell) ? Number(cell) : cell)));
    const shown = wanted.map((row) => row.map((cell) => (/^-?\d+\.\d\d$/.test(cell) ? String(Number(cell)) : cell)));
    expect(await linesIn(workbookOf({ sheets: [{ name: "Sheet1", rows: cells }] }))).toEqual(shown);
  }), { numRuns: 200 });
});
