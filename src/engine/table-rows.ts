/** Any file as rows to land: its table is found, how it is read is guessed or told, and every row is read into lines. */
import { createHash } from "node:crypto";
import { amountPers } from "../domain/contract.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { matchColumns } from "../sources/columns.js";
import { loose } from "../sources/loose.js";
import { openTable } from "../sources/open-table.js";
import { applyProfile, type AmountsIn, type DateOrder, type Profile, type Reader, type RowFilter } from "../sources/profile/index.js";
import { guessReading, leadingColumn, spellingOf, TellingRows, type Guess, type Hints, type GuessedColumn, type Question, type Shape } from "../sources/reading/index.js";
import { exactRows, probe, problemOfBroken, type Probe } from "../sources/source.js";
import { isPlain } from "../sources/table-find/plain.js";
import type { Table, TableRow } from "../sources/table.js";
import type { Database } from "./database.js";
import type { Progress } from "./derive.js";
import { parquetAsCsv } from "./parquet-as-csv.js";
import { rowsOfProbe, tallyLeftOut, type Assumption, type FilledRows, type LeftOutCount, type RowSet } from "./row-set.js";

/** What a person says of how a file is to be read; what is left out is found out. */
export interface ReadingOptions {
  /** A sheet of a workbook, by name or number. */
  sheet?: string | undefined;
  headerRow?: number | undefined;
  /** How the text is written, where it is not UTF-8: windows-1252. */
  encoding?: string | undefined;
  profile?: Profile | undefined;
  /** Field -> the file's own column name, where they differ. */
  map?: Record<string, string> | undefined;
  /** Field -> a value for every row. */
  constants?: Record<string, string> | undefined;
  /** Rows that count; an empty list: all of them. */
  rows?: RowFilter[] | undefined;
  dateOrder?: DateOrder | undefined;
  decimal?: "." | "," | undefined;
  /** What the cells of a grid hold. */
  measure?: "mrr" | "arr" | undefined;
  /** The column of customers that stands only in the first of their rows; "none" where rows without one are to be refused. */
  fillDown?: string | undefined;
  /** What the amounts count: 12.5 in thousands is 12500. */
  amountsIn?: AmountsIn | undefined;
  endConvention?: "exclusive" | "inclusive" | undefined;
  /** The columns are called as a line's and spelled plainly: what is not is refused by row, and nothing is read into it. */
  isOurs?: boolean | undefined;
  /** Asked what only a person can say, one thing after the other; undefined: there is no answer, and the question becomes a problem. */
  ask?: ((question: Question) => Promise<ReadingAnswer | undefined>) | undefined;
}

/** What answers a question. */
export type ReadingAnswer = Pick<ReadingOptions, "map" | "constants" | "rows" | "measure" | "amountsIn" | "fillDown" | "dateOrder" | "decimal">;

/** How a table was read. */
export interface TableReading {
  shape: Shape;
  columns: GuessedColumn[];
  /** What a profile would have to say to read the next file in the same way. */
  profile: Profile;
  sheet?: string;
  otherSheets: string[];
}

export interface ReadingContext {
  reportingCurrency: string;
  timeZone: string;
  progress?: Progress | undefined;
}

/** Rows that say whether a list with our own columns is spelled as landing reads it. */
const sampleSize = 1000;

/** Rows that are looked at together. */
const blockSize = 1000;

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
  if (isOurs && (!file.plain || (await isPlain(file)))) return rowsOfProbe(file);
  try {
    const rows = await rowsOfTable(file.readFrom, { ...options, isOurs }, context);
    return { ...rows, source: file.file, dispose: () => Promise.all([rows.dispose(), file.dispose()]).then(() => undefined) };
  } catch (error) {
    await file.dispose();
    throw error;
  }
}

/** A map alone says only what a column is called. */
const isTold = ({ map: _map, ...said }: ReadingOptions): boolean =>
  [said.sheet, said.headerRow, said.encoding, said.profile, said.constants, said.dateOrder, said.decimal, said.measure, said.amountsIn, said.fillDown, said.endConvention, said.rows].some((value) => value !== undefined);

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
  const { table } = opened;
  try {
    return await rowsReadFrom(table, options, context);
  } catch (error) {
    await table.dispose();
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
  const warnings: Problem[] = [...table.warnings.filter((warning) => !isReadAfterAll(warning)), ...problems];
  return {
    source: table.source,
    header: [...reader.fields.map((field, at) => columnOf(reading.profile, field) ?? reader.header[at]!), ...convention.map(() => "end_convention")],
    size: table.size,
    content: createHash("sha256").update(JSON.stringify([table.content, { ...reading.profile, name: "" }])).digest("hex"),
    warnings,
    assumptions,
    match: { fields, problems: [], attributes: fields.flatMap((field) => (field.startsWith("attribute:") ? [field.slice("attribute:".length)] : [])) },
    reading,
    spelledAs,
    fill: async (db) => {
      const filled = await fillFromTable(db, table, reader, convention);
      warnings.push(...reader.warnings(), ...leftOutProblems(filled, table.source));
      return { ...filled, assumptions: filledDownText(reader, reading.profile) };
    },
    originals: (wanted) => originalsOf(table, wanted),
    dispose: () => table.dispose(),
  };
}

interface Plan {
  reading: TableReading;
  reader: Reader;
  assumptions: Assumption[];
  /** Warnings. */
  problems: Problem[];
  spelledAs: (field: string) => string | undefined;
}

function hintsOf(table: Table, rows: readonly TableRow[], options: ReadingOptions, context: ReadingContext): Hints {
  const told = toldBy(options);
  return {
    map: { ...saidPeriod(table, rows), ...options.map }, ...(options.constants === undefined ? {} : { constants: options.constants }),
    ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }), ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
    ...(options.measure === undefined ? {} : { measure: options.measure }), ...(told === undefined ? {} : { profile: told }),
    reportingCurrency: context.reportingCurrency, ...(table.title === undefined ? {} : { title: table.title }), ...(table.sheet === undefined ? {} : { sheet: table.sheet }), file: table.source,
    ...(options.fillDown === undefined ? {} : { fillDown: options.fillDown }),
    ...(options.amountsIn === undefined ? {} : { amountsIn: options.amountsIn }),
  };
}

/** The reading that the header and the rows tell, with what was said; what is doubtful is asked, as long as there are answers. */
async function guessOf(table: Table, sample: TellingRows, options: ReadingOptions, context: ReadingContext): Promise<Guess> {
  const guess = guessReading(table.header, sample.rows, hintsOf(table, sample.rows, options, context));
  if (options.profile === undefined && (await findBroken(table, sample, guess))) return guessOf(table, sample, options, context);
  const question = options.profile === undefined ? (guess.questions[0] ?? spellingQuestion(guess.problems)) : undefined;
  const answer = question === undefined ? undefined : await options.ask?.(question);
  if (answer === undefined) return guess;
  const both = { ...options, ...answer, map: { ...options.map, ...answer.map }, constants: { ...options.constants, ...answer.constants } };
  return guessOf(table, sample, both, context);
}

/** Texts that can be read in two ways, as a question to whoever can be asked. */
function spellingQuestion(problems: readonly Problem[]): Question | undefined {
  const flags: Record<string, [string, string, string]> = { "date-order-unknown": ["date_order", "--date-order dmy", "--date-order mdy"], "decimal-unknown": ["decimal", "--decimal ,", "--decimal ."] };
  for (const { code, message } of problems) {
    const [field, flag, other] = flags[code] ?? [];
    if (field !== undefined) return { field, sentence: message, candidates: [], choices: [other!], flag: flag! };
  }
  return undefined;
}

/** A column amount_per that holds nothing but periods is believed, whatever the name of the amount. */
function saidPeriod(table: Table, sample: readonly TableRow[]): Record<string, string> {
  const at = table.header.findIndex((name) => loose(name) === loose("amount_per"));
  const words = new Set(sample.map(({ cells }) => (cells[at] ?? "").trim().toLowerCase().replace(/[- ]/g, "_")));
  return at >= 0 && [...words].every((word) => periods.has(word)) ? { amount_per: table.header[at]! } : {};
}

const periods = new Set<string>(["", ...amountPers]);

/** Adds to `sample` the rows that would have changed the guess; whether there are any. */
async function findBroken(table: Table, sample: TellingRows, { watch }: Guess): Promise<boolean> {
  const before = sample.rows.length;
  const look = watch?.();
  if (look === undefined || sample.isWhole) return false;
  for await (const block of blocksOf(linesOnly(table), blockSize)) {
    const broken = new Set(look(block));
    for (const row of block) sample.passBy(row, broken.has(row));
  }
  return sample.rows.length > before;
}

async function* blocksOf<Each>(all: AsyncIterable<Each>, size: number): AsyncIterable<Each[]> {
  let block: Each[] = [];
  for await (const each of all) {
    if (block.push(each) < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** How the table is read: as the profile says, else as its header and rows tell. Throws where only a person can say. */
async function planOf(table: Table, sample: TellingRows, options: ReadingOptions, context: ReadingContext): Promise<Plan> {
  const guess = await guessOf(table, sample, options, context);
  const isGiven = options.profile !== undefined;
  const profile: Profile = isGiven ? { ...options.profile!, ...toldBy(options) } : guess.profile;
  const spelling = spellingOf(profile, table.header, sample.rows, table.source);
  const problems = isGiven ? spelling.problems : guess.problems;
  const errors = problems.filter((p) => p.severity === "error");
  if (errors.length > 0) throw new ProblemError(problems);
  const applied = applyProfile(profile, table.header, { ...(options.isOurs === true ? {} : { spell: spelling.spell }), monthOf: spelling.monthOf, monthsOf: spelling.monthsOf, reporting_zone: context.timeZone, file: table.source });
  if ("problems" in applied) throw new ProblemError(applied.problems);
  return {
    reading: { shape: guess.shape, columns: guess.columns, profile, otherSheets: table.otherSheets, ...(table.sheet === undefined ? {} : { sheet: table.sheet }) },
    reader: applied.reader,
    assumptions: (isGiven ? spelling.assumptions : guess.assumptions).map(({ sentence, remedy }) => ({ text: `${sentence} ${remedy}` })),
    problems,
    spelledAs: options.isOurs === true ? () => undefined : spelling.spelledAs,
  };
}

/** What the options say beyond a whole profile, or with it. */
function toldBy({ profile, encoding, endConvention, dateOrder, decimal, amountsIn, rows }: ReadingOptions): Partial<Profile> | undefined {
  if (profile === undefined && encoding === undefined && endConvention === undefined && rows === undefined) return undefined;
  return {
    ...profile, ...(encoding === undefined ? {} : { encoding }), ...(rows === undefined ? {} : { rows }), ...(endConvention === undefined ? {} : { end_convention: endConvention }),
    ...(dateOrder === undefined ? {} : { date_order: dateOrder }), ...(decimal === undefined ? {} : { decimal }), ...(amountsIn === undefined ? {} : { amounts_in: amountsIn }),
  };
}

/** What is said of a list below the one that was read, and of totals that are not the sum of their lines. */
export function leftOutProblems({ leftOut = [] }: FilledRows, file: string): Problem[] {
  const warnings = leftOut.flatMap(({ warnings = [] }) => warnings.map((warning): Problem => ({ ...warning, at: { file, ...warning.at } })));
  const other = leftOut.find(({ why }) => why === "other_list");
  const first = other?.examples[0];
  if (other === undefined || first === undefined) return warnings;
  return [...warnings, problem("second-list", { where: `in row ${first.row}`, names: first.text, rows: other.rows - 1, headerRow: first.row }, { file, row: first.row })];
}

/** How many rows took their customer from above. */
function filledDownText(reader: Reader, { fill_down = [] }: Profile): Assumption[] {
  const rows = reader.filledDown();
  return rows === 0 ? [] : [{ text: `${rows} row${rows === 1 ? "" : "s"} without ${fill_down.join(", ")} took ${fill_down.length === 1 ? "it" : "them"} from the row above. If they should not: --fill-down none.` }];
}

/** The table's own name of the column that a field is read from. */
function columnOf(profile: Profile, field: string): string | undefined {
  const source = profile.columns[field.replace(/^attribute:/, "")];
  return source !== undefined && "from" in source ? source.from : undefined;
}

async function fillFromTable(db: Database, table: Table, reader: Reader, convention: string[]): Promise<FilledRows> {
  await db.runFile("land/given_row");
  const leftOut: LeftOutCount[] = [];
  const broken: Problem[] = [];
  const made = new Map<number, number>();
  const numbered = (row: number, cells: string[]) => {
    if (reader.isOneLineARow) return { row, cells: [...cells, ...convention] };
    const before = made.get(row) ?? 0;
    made.set(row, before + 1);
    return { row: row + before * rowsPerLine, cells: [...cells, ...convention] };
  };
  async function* lines() {
    for await (const row of table.rows()) {
      if ("why" in row) {
        tallyLeftOut(leftOut, row);
        continue;
      }
      if ("broken" in row) {
        broken.push(problemOfBroken(row, table.source));
        continue;
      }
      const read = reader.read(row);
      if ("refused" in read) broken.push(read.refused);
      else if ("leftOut" in read) tallyLeftOut(leftOut, { row: row.row, why: read.leftOut, text: read.text });
      else for (const cells of read.lines) yield numbered(row.row, cells);
    }
    for (const { row, cells } of reader.end()) yield numbered(row, cells);
  }
  const landed = await db.appendCells("given_row", lines());
  return { read: landed + broken.length + leftOut.reduce((sum, { rows }) => sum + rows, 0), broken, leftOut };
}

/** The rows that tell how the table is read, after looking at all that are lines. */
export async function tellingLinesOf(table: Table, leading?: (first: readonly TableRow[]) => number | undefined): Promise<TellingRows> {
  const telling = new TellingRows(table.header.length, leading);
  for await (const row of linesOnly(table)) telling.take(row);
  return telling;
}

async function* linesOnly(table: Table): AsyncIterable<TableRow> {
  for await (const row of table.rows()) if ("cells" in row) yield row;
}

async function firstOf(rows: AsyncIterable<unknown>, most: number): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) {
    if (typeof row === "object" && row !== null && "cells" in row) first.push(row as TableRow);
    if (first.length >= most) break;
  }
  return first;
}

/** The table's rows as they stand, those that are wanted. */
export async function originalsOf(table: Table, wanted: ReadonlySet<number>): Promise<{ names: string[]; cells: Map<number, string[]> }> {
  const cells = new Map<number, string[]>();
  for await (const row of table.rows()) if ("cells" in row && wanted.has(row.row)) cells.set(row.row, row.cells);
  return { names: table.header, cells };
}
