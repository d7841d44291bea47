/** Any file as rows to land: its table is found, how it is read is guessed or told, and every row is read into lines. */
import { createHash } from "node:crypto";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { withBeside } from "../sources/beside.js";
import { matchColumns } from "../sources/columns.js";
import { openTable } from "../sources/open-table.js";
import type { Profile, Reader } from "../sources/profile/index.js";
import { hasTellingColumn, leadingColumn, spellingOf } from "../sources/reading/index.js";
import { exactRows, probe, type Probe } from "../sources/source.js";
import { isPlain } from "../sources/table-find/plain.js";
import type { Table, TableRow } from "../sources/table.js";
import type { Database } from "./database.js";
import { parquetAsCsv } from "./parquet-as-csv.js";
import { rowsOfProbe, tallyLeftOut, type Assumption, type FilledRows, type RowSet } from "./row-set.js";
import { fillFrom, hiddenColumnProblems, leftOutProblems, leftOutRow, originalsOf, type GivenRow } from "./table-fill.js";
import { hintsOf, planOf, tellingLinesOf, type ReadingContext, type ReadingOptions } from "./table-reading.js";

/** Rows that say whether a list with our own columns is spelled as landing reads it. */
const sampleSize = 1000;

/** Lines of one row are told apart by what is added to its number; see land/given_row. */
const rowsPerLine = 2 ** 32;

/** A file's rows: a plain list with the columns of a line goes straight to the engine, any other table is read first. */
export async function rowsOfAnyFile(path: string, options: ReadingOptions, context: ReadingContext): Promise<RowSet> {
  if (isTold(options)) return rowsOfTable(path, options, context);
  const outcome = await probe(path, (done, total) => context.progress?.("reading", done, total));
  if ("problems" in outcome) {
    if (path !== "-" && outcome.problems.some((p) => p.code === "file-not-text" || p.code === "header-broken")) return rowsOfTable(path, options, context);
    throw new ProblemError(outcome.problems);
  }
  const file = outcome.probe;
  const isOurs = await isList(file, options).catch(async (error: unknown) => {
    await file.dispose();
    throw error;
  });
  if (isOurs && !tellsMore(file, options) && (!file.plain || (await isPlain(file)))) return rowsOfProbe(file);
  return afterProbe(file, () => rowsOfTable(file.readFrom, { ...options, isOurs }, context));
}

/** Whether a list with our own columns has one more that ARR may hang on. */
function tellsMore(file: Probe, { map }: ReadingOptions): boolean {
  const { fields } = matchColumns(file.header, map);
  return hasTellingColumn(file.header.filter((_, at) => fields[at]?.startsWith("attribute:")), fields.includes("end_date"));
}

/** The rows of a file that was probed and is read in another way; both go when it is done. */
export async function afterProbe(file: Probe, read: () => Promise<RowSet>): Promise<RowSet> {
  try {
    const rows = await read();
    return { ...rows, source: file.file, dispose: () => Promise.all([rows.dispose(), file.dispose()]).then(() => undefined) };
  } catch (error) {
    await file.dispose();
    throw error;
  }
}

/** A map alone says only what a column is called. */
const isTold = ({ map: _map, ...said }: ReadingOptions): boolean =>
  [said.sheet, said.headerRow, said.encoding, said.profile, said.constants, said.dateOrder, said.decimal, said.measure, said.amountsIn, said.fillDown, said.endConvention, said.rows, said.beside].some((value) => value !== undefined);

/** A list with the columns of a line, in the spelling that landing reads. */
async function isList(file: Probe, { map }: ReadingOptions): Promise<boolean> {
  const match = matchColumns(file.header, map, file.file);
  const errors = match.problems.filter((p) => p.severity === "error");
  if (errors.some((p) => p.code === "column-missing")) return false;
  if (errors.length > 0) throw new ProblemError(errors);
  const profile: Profile = { name: file.file, columns: Object.fromEntries(match.fields.flatMap((field, at) => (field === null ? [] : [[field.replace(/^attribute:/, ""), { from: file.header[at]! }]]))) };
  return !isSpelledOtherwise(profile, file.header, await firstOf(exactRows(file), sampleSize));
}

/** Most cells of some column of numbers or dates are not in the plain spelling, and leave no doubt about theirs. */
function isSpelledOtherwise(profile: Profile, header: string[], rows: TableRow[]): boolean {
  const spelling = spellingOf(profile, header, rows);
  if (spelling.problems.length > 0) return false;
  return header.some((_, position) => {
    const filled = rows.map((row) => (row.cells[position] ?? "").trim()).filter((text) => text !== "");
    return filled.filter((text) => spelling.spell(position, text) !== text).length * 2 > filled.length;
  });
}

async function rowsOfTable(path: string, options: ReadingOptions, context: ReadingContext): Promise<RowSet> {
  const { sheet, headerRow, profile } = options;
  const chosenSheet = sheet ?? profile?.sheet;
  const chosenRow = headerRow ?? profile?.header_row;
  const encoding = options.encoding ?? profile?.encoding;
  const opened = await openTable(path, {
    parquetAsCsv,
    ...(chosenSheet === undefined ? {} : { sheet: chosenSheet }), ...(chosenRow === undefined ? {} : { headerRow: chosenRow }), ...(encoding === undefined ? {} : { encoding }),
    onProgress: (done, total) => context.progress?.("reading", done, total),
  });
  if ("problems" in opened) throw new ProblemError(opened.problems);
  let { table } = opened;
  try {
    if (options.beside !== undefined) table = await besideOf(table, options.beside, profile?.beside ?? []);
    return await rowsReadFrom(table, options, context);
  } catch (error) {
    await table.dispose();
    throw error;
  }
}

async function besideOf(table: Table, path: string, keys: readonly string[]): Promise<Table> {
  const other = await openTable(path, { parquetAsCsv });
  if ("problems" in other) throw new ProblemError(other.problems);
  try {
    return await withBeside(table, other.table, keys);
  } catch (error) {
    await other.table.dispose();
    throw error;
  }
}

async function rowsReadFrom(table: Table, options: ReadingOptions, context: ReadingContext): Promise<RowSet> {
  const sample = await tellingLinesOf(table, (first) => leadingColumn(table.header, first, hintsOf(table, first, options, context)));
  if (sample.rows.length === 0) throw new ProblemError([problem("table-without-rows", { file: table.source }, { file: table.source })]);
  const { reading, reader, assumptions, problems, spelledAs } = await planOf(table, sample, options, context);
  const convention = reader.end_convention === undefined ? [] : [reader.end_convention];
  const fields = [...reader.fields, ...convention.map(() => "end_convention")];
  const isReadAfterAll = ({ code, at }: Problem): boolean => code === "column-unnamed" && typeof reading.columns[Number(at.column) - 1]?.role === "object";
  const warnings: Problem[] = [...table.warnings.filter((warning) => !isReadAfterAll(warning)), ...hiddenColumnProblems(table, reading.columns), ...problems];
  return {
    source: table.source,
    header: [...reader.fields.map((field, at) => columnOf(reading.profile, field) ?? reader.header[at]!), ...convention.map(() => "end_convention")],
    size: table.size,
    content: createHash("sha256").update(JSON.stringify([table.content, { ...reading.profile, name: "" }])).digest("hex"),
    warnings,
    assumptions,
    match: { fields, problems: [], attributes: fields.flatMap((field) => (field.startsWith("attribute:") ? [field.slice("attribute:".length)] : [])) },
    reading,
    ...(table.hiddenRows === undefined ? {} : { hiddenRows: table.hiddenRows }),
    spelledAs,
    fill: async (db) => {
      const filled = await fillFromTable(db, table, reader, convention);
      warnings.push(...reader.warnings(), ...leftOutProblems(filled, table.source));
      return { ...filled, assumptions: [...filledDownText(reader, reading.profile), ...filteredText(reader)] };
    },
    originals: (wanted) => originalsOf(table, wanted),
    dispose: () => table.dispose(),
  };
}

/** How many rows took their customer from above. */
function filledDownText(reader: Reader, { fill_down = [] }: Profile): Assumption[] {
  const rows = reader.filledDown();
  return rows === 0 ? [] : [{ text: `${rows} row${rows === 1 ? "" : "s"} without ${fill_down.join(", ")} took ${fill_down.length === 1 ? "it" : "them"} from the row above. If they should not: --fill-down none.` }];
}

/** What filters left out: a value that nobody thought of would be missing from every figure. */
const filteredText = (reader: Reader): Assumption[] => reader.filteredBy().map((text) => ({ text: `${text} If one of these counts: list it under rows of a profile, or with --keep.` }));

/** The table's own name of the column that a field is read from. */
function columnOf(profile: Profile, field: string): string | undefined {
  const source = profile.columns[field.replace(/^attribute:/, "")];
  return source !== undefined && "from" in source ? source.from : undefined;
}

/** Every line that the reader makes of the table's rows. */
function fillFromTable(db: Database, table: Table, reader: Reader, convention: string[]): Promise<FilledRows> {
  const made = new Map<number, number>();
  const numbered = (row: number, cells: string[]): GivenRow => {
    if (reader.isOneLineARow) return { row, cells: [...cells, ...convention] };
    const before = made.get(row) ?? 0;
    made.set(row, before + 1);
    return { row: row + before * rowsPerLine, cells: [...cells, ...convention] };
  };
  return fillFrom(db, table, async function* (rows, { broken, leftOut }) {
    for await (const row of rows) {
      const read = reader.read(row);
      if ("refused" in read) broken.push(read.refused);
      else if ("leftOut" in read) {
        tallyLeftOut(leftOut, { row: row.row, why: read.leftOut, text: read.text });
        if (read.cells !== undefined) yield leftOutRow([...read.cells, ...convention]);
      } else for (const cells of read.lines) yield numbered(row.row, cells);
    }
    for (const ended of reader.end()) {
      if ("refused" in ended) broken.push(ended.refused);
      else yield numbered(ended.row, ended.cells);
    }
  });
}

async function firstOf(rows: AsyncIterable<unknown>, most: number): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) {
    if (typeof row === "object" && row !== null && "cells" in row) first.push(row as TableRow);
    if (first.length >= most) break;
  }
  return first;
}
