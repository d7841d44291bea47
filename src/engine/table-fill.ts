/** Landing the rows of a table: what is no row, or was left out, is told apart and counted. */
import { problem, type Problem } from "../domain/problem.js";
import { problemOfBroken } from "../sources/source.js";
import { safeText } from "../sources/safe-text.js";
import { looksLikeAmount } from "../sources/table-find/cell-kind.js";
import { columnName } from "../sources/workbook/reference.js";
import type { Table, TableRow } from "../sources/table.js";
import type { Database } from "./database.js";
import { tallyLeftOut, type FilledRows, type LeftOutCount } from "./row-set.js";

/** Rows that do not land. */
export interface PassedOver {
  broken: Problem[];
  leftOut: LeftOutCount[];
}

/** A row as `given_row` holds it. */
export interface GivenRow {
  row: number;
  cells: string[];
}

/** A row that was left out, for its money; see land/given_row. */
export const leftOutRow = (cells: string[]): GivenRow => ({ row: -1, cells });

/** Lands what `given` makes of the rows of a table; it adds those of which it makes nothing to what is passed over. */
export async function fillFrom(db: Database, table: Table, given: (rows: AsyncIterable<TableRow>, passed: PassedOver) => AsyncIterable<GivenRow>): Promise<FilledRows> {
  await db.runFile("land/given_row");
  const passed: PassedOver = { broken: [], leftOut: [] };
  const landed = await db.appendCells("given_row", given(wholeRows(table, passed), passed));
  const { with_cells } = await db.row("select count(*) as with_cells from left_out_row");
  const withCells = Number(with_cells);
  return { read: landed - withCells + passed.broken.length + passed.leftOut.reduce((sum, { rows }) => sum + rows, 0), leftOutWithCells: withCells, ...passed };
}

async function* wholeRows(table: Table, { broken, leftOut }: PassedOver): AsyncIterable<TableRow> {
  for await (const row of table.rows()) {
    if ("why" in row) tallyLeftOut(leftOut, row);
    else if ("broken" in row) broken.push(problemOfBroken(row, table.source));
    else yield row;
  }
}

/** What is said of a list below the one that was read, and of totals that are not the sum of their lines. */
export function leftOutProblems({ leftOut = [] }: FilledRows, file: string): Problem[] {
  const warnings = leftOut.flatMap(({ warnings = [] }) => warnings.map((warning): Problem => ({ ...warning, at: { file, ...warning.at } })));
  const other = leftOut.find(({ why }) => why === "other_list");
  const first = other?.examples[0];
  if (other === undefined || first === undefined) return warnings;
  return [...warnings, problem("second-list", { where: `in row ${first.row}`, names: first.text, rows: other.rows - 1, headerRow: first.row }, { file, row: first.row })];
}

/** Columns that a workbook does not show and that something is read from, or that hold amounts. `roles`: what each column of the table is. */
export function hiddenColumnProblems({ hiddenColumns = [], header, source, headerRow }: Table, roles: readonly HiddenRole[]): Problem[] {
  const told = hiddenColumns.flatMap((at) => {
    const { role, samples } = roles[at] ?? { role: "ignored" as const, samples: [] };
    if (samples.length === 0 || (typeof role !== "object" && !samples.some(looksLikeAmount))) return [];
    const what = typeof role === "object" ? (role.field === "grid" ? "read with the table by month" : `read as ${role.field}`) : role === "attribute" ? "kept as an attribute" : "not read";
    return [`${columnName(at)} ${safeText(header[at]!)} (${what})`];
  });
  if (told.length === 0) return [];
  const named = `${told.slice(0, mostHiddenNamed).join(", ")}${told.length > mostHiddenNamed ? `, and ${told.length - mostHiddenNamed} more` : ""}`;
  return [problem("columns-hidden", { columns: told.length, named }, { file: source, row: headerRow, column: safeText(header[hiddenColumns[0]!]!) })];
}

/** What a column of a table came to be, with some of its values. */
export interface HiddenRole {
  role: { field: string } | "attribute" | "ignored";
  samples: readonly string[];
}

const mostHiddenNamed = 10;

/** The table's rows as they stand, those that are wanted. */
export async function originalsOf(table: Table, wanted: ReadonlySet<number>): Promise<{ names: string[]; cells: Map<number, string[]> }> {
  const cells = new Map<number, string[]>();
  for await (const row of table.rows()) if ("cells" in row && wanted.has(row.row)) cells.set(row.row, row.cells);
  return { names: table.header, cells };
}
