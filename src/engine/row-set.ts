/** Rows to land, whatever they came from: a file that was probed, or objects that the library was given. */
import { createHash } from "node:crypto";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { matchColumns, type ColumnMatch } from "../sources/columns.js";
import { rowsOfObjects } from "../sources/objects.js";
import type { LeftOut, LeftOutRow } from "../sources/table.js";
import { exactBatches, problemOfBroken } from "../sources/source.js";
import type { BrokenRow, Probe } from "../sources/probed.js";
import type { Database } from "./database.js";
import type { TableReading } from "./table-reading.js";

/** Rows that the reading of a table left out, by why; they count as ignored. */
export interface LeftOutCount {
  why: LeftOut;
  rows: number;
  /** The first few, for showing. */
  examples: { row: number; text: string }[];
  /** What someone should look at, of the first of them. */
  warnings?: Problem[];
}

/** What was taken for granted, in a sentence, and the knob or the column that says otherwise. */
export interface Assumption {
  text: string;
  knob?: string;
}

/** How many rows were read: those that were filled in, those that are no rows at all (`broken`), and those that were left out. */
export interface FilledRows {
  read: number;
  broken: Problem[];
  leftOut?: LeftOutCount[];
  /** How many of those left out lie in `left_out_row`, so that their money can be told. */
  leftOutWithCells?: number;
  /** What only reading the rows could tell. */
  assumptions?: Assumption[];
}

export interface RowSet {
  /** Shown as the source of each row: a file's base name, or "rows". */
  source: string;
  header: string[];
  /** Rows, about: what is broken may hide some. */
  size: number;
  /** sha256 of what was given. */
  content: string;
  warnings: Problem[];
  /** What the reading took for granted: a date order, a constant, a guessed column. */
  assumptions?: Assumption[];
  /** Which column is which, where reading the table told it already. */
  match?: ColumnMatch;
  /** How a table that is no plain list was read. */
  reading?: TableReading;
  /** Rows that a workbook does not show, and that are read like all others. */
  hiddenRows?: readonly number[];
  /** How the numbers or dates of a field are written, where the reading of a table told it: `1.234,50`, `day first`. */
  spelledAs?(field: string): string | undefined;
  /** Fills what `raw_row (row_no, cells)` shows; to be called outside a transaction. */
  fill(db: Database): Promise<FilledRows>;
  /** Rows as they stand in the source, each a cell for each name of `names`; those that can't be taken apart are one cell. */
  originals?(rows: ReadonlySet<number>): Promise<{ names: string[]; cells: Map<number, string[]> }>;
  dispose(): Promise<void>;
}

/** The rows of a file that was probed. */
export function rowsOfProbe(file: Probe): RowSet {
  return {
    source: file.file,
    header: file.header,
    size: file.records,
    content: file.sha256,
    warnings: file.warnings,
    fill: (db) => fillFromFile(db, file),
    originals: (wanted) => originalsOf(file, wanted),
    dispose: () => file.dispose(),
  };
}

async function originalsOf(file: Probe, wanted: ReadonlySet<number>): Promise<{ names: string[]; cells: Map<number, string[]> }> {
  const cells = new Map<number, string[]>();
  for await (const batch of exactBatches(file)) {
    for (const row of batch) if (wanted.has(row.row)) cells.set(row.row, "cells" in row ? row.cells : [row.text]);
  }
  return { names: file.header, cells };
}

/** The rows of an array of objects. */
export function rowsOfArray(objects: Record<string, unknown>[], source: string): RowSet {
  const { header, rows } = rowsOfObjects(objects);
  if (rows.length === 0) throw new ProblemError([problem("rows-empty", {})]);
  const content = createHash("sha256").update(JSON.stringify([header, rows])).digest("hex");
  async function* numbered() {
    for (const [index, cells] of rows.entries()) yield { row: index + 1, cells };
  }
  return {
    source,
    header,
    size: rows.length,
    content,
    warnings: [],
    fill: async (db) => {
      await db.runFile("land/given_row");
      return { read: await db.appendCells("given_row", numbered()), broken: [] };
    },
    dispose: async () => undefined,
  };
}

/** The columns of a row set, or every problem with them. */
export function columnsOf(rows: RowSet, map: Record<string, string> | undefined): ColumnMatch {
  if (rows.match !== undefined) return rows.match;
  const match = matchColumns(rows.header, map, rows.source);
  const errors = match.problems.filter((p) => p.severity === "error");
  if (errors.length > 0) throw new ProblemError(errors);
  return match;
}

/** The engine's own reader is fast but not exact where a file is odd; the count of our scan says whether it may be believed. */
async function fillFromFile(db: Database, file: Probe): Promise<FilledRows> {
  if (file.plain && (await fillFast(db, file))) return { read: file.records, broken: [] };
  await db.runFile("land/given_row");
  const broken: BrokenRow[] = [];
  const read = await db.appendCells("given_row", goodRows(file, broken));
  return { read: read + broken.length, broken: broken.map((row) => problemOfBroken(row, file.file)) };
}

async function* goodRows(file: Probe, broken: BrokenRow[]) {
  for await (const batch of exactBatches(file)) {
    for (const row of batch) {
      if ("cells" in row) yield row;
      else broken.push(row);
    }
  }
}

async function fillFast(db: Database, file: Probe): Promise<boolean> {
  try {
    await db.runFile("land/read_csv", { path: file.readFrom.replace(/[*?[]/g, "[$&]"), delimiter: file.delimiter, compression: file.gzip ? "gzip" : "none", columns: file.header.map((_, index) => `c${index}`) });
  } catch (error) {
    if (/Out of Memory|failed to allocate|INTERRUPT/i.test(String(error))) throw error;
    return false;
  }
  const { read } = await db.row("select count(*) as read from raw_cell");
  return Number(read) === file.records;
}

/** Adds one more row to the counts of those left out. */
export function tallyLeftOut(counts: LeftOutCount[], { row, why, text, warning }: LeftOutRow): void {
  let count = counts.find((one) => one.why === why);
  if (count === undefined) counts.push((count = { why, rows: 0, examples: [] }));
  count.rows++;
  if (count.examples.length < mostExamples) count.examples.push({ row, text });
  if (warning !== undefined && (count.warnings ??= []).length < mostWarnings) count.warnings.push(warning);
}

const mostExamples = 3;
const mostWarnings = 20;
