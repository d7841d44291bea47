/** Landing the rows of a table: what is no row, or was left out, is told apart and counted. */
import { problem, type Problem } from "../domain/problem.js";
import { problemOfBroken } from "../sources/source.js";
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

/** The table's rows as they stand, those that are wanted. */
export async function originalsOf(table: Table, wanted: ReadonlySet<number>): Promise<{ names: string[]; cells: Map<number, string[]> }> {
  const cells = new Map<number, string[]>();
  for await (const row of table.rows()) if ("cells" in row && wanted.has(row.row)) cells.set(row.row, row.cells);
  return { names: table.header, cells };
}
