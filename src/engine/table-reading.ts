/** How a table is read: as a person or a profile says, else as its header and its rows tell; what only a person can say is asked. */
import { today } from "../domain/calendar.js";
import { amountPers, lineColumns } from "../domain/contract.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { loose } from "../sources/loose.js";
import { applyProfile, profileOfExport, type AmountsIn, type DateOrder, type Profile, type Reader, type RowFilter } from "../sources/profile/index.js";
import { guessReading, spellingOf, TellingRows, toldColumns, type Guess, type GuessedColumn, type Hints, type Question, type Shape, type Spelling } from "../sources/reading/index.js";
import type { Table, TableRow } from "../sources/table.js";
import type { Progress } from "./derive.js";
import type { Assumption } from "./row-set.js";

/** What a person says of how a file is to be read; what is left out is found out. */
export interface ReadingOptions {
  /** A sheet of a workbook, by name or number. */
  sheet?: string | undefined;
  headerRow?: number | undefined;
  /** How the text is written, where it is not UTF-8: windows-1252. */
  encoding?: string | undefined;
  profile?: Profile | undefined;
  /** A file whose rows belong to those of this one by the profile's `beside`: the invoices of invoice lines. */
  beside?: string | undefined;
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
  /** The column whose ends the policy has to tell, as neither a profile nor the list does. */
  openEnds?: string;
}

export interface ReadingContext {
  reportingCurrency: string;
  timeZone: string;
  progress?: Progress | undefined;
}

/** Rows that are looked at together. */
const blockSize = 1000;

/** The rows that tell how the table is read, after looking at all that are lines. */
export async function tellingLinesOf(table: Table, leading?: (first: readonly TableRow[]) => number | undefined): Promise<TellingRows> {
  const telling = new TellingRows(table.header.length, leading);
  for await (const row of linesOnly(table)) telling.take(row);
  return telling;
}

async function* linesOnly(table: Table): AsyncIterable<TableRow> {
  for await (const row of table.rows()) if ("cells" in row) yield row;
}

/** A table's reading, and what reads its rows so. */
export interface ReadingPlan {
  reading: TableReading;
  reader: Reader;
  assumptions: Assumption[];
  /** Warnings. */
  problems: Problem[];
  spelledAs: (field: string) => string | undefined;
}

export function hintsOf(table: Table, rows: readonly TableRow[], options: ReadingOptions, context: ReadingContext): Hints {
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
export async function planOf(table: Table, sample: TellingRows, options: ReadingOptions, context: ReadingContext): Promise<ReadingPlan> {
  const guess = await guessOf(table, sample, options, context);
  const isGiven = options.profile !== undefined;
  const profile: Profile = isGiven ? { ...options.profile!, ...toldBy(options) } : guess.profile;
  const spelling = spellingOf(profile, table.header, sample.rows, table.source);
  const problems = isGiven ? spelling.problems : [...knownExport(table, options), ...guess.problems];
  const errors = problems.filter((p) => p.severity === "error");
  // before a question that the profile answers
  if (errors.length > 0) throw new ProblemError(problems.map((p) => (p.code === "profile-made-for" ? { ...p, severity: "error" } : p)));
  const applied = applyProfile(profile, table.header, { spell: options.isOurs === true ? spellOthers(table.header, spelling.spell) : spelling.spell, monthOf: spelling.monthOf, monthsOf: spelling.monthsOf, reporting_zone: context.timeZone, today: today(context.timeZone), file: table.source });
  if ("problems" in applied) throw new ProblemError([...lacksBeside(profile, options, table.source), ...applied.problems]);
  return {
    reading: { shape: guess.shape, columns: isGiven ? toldColumns(profile, guess.columns) : guess.columns, profile, otherSheets: table.otherSheets, ...(table.sheet === undefined ? {} : { sheet: table.sheet }), ...(isGiven || guess.openEnds === undefined ? {} : { openEnds: guess.openEnds }) },
    reader: applied.reader,
    assumptions: (isGiven ? spelling.assumptions : guess.assumptions).map(({ sentence, remedy }) => ({ text: `${sentence} ${remedy}` })),
    problems,
    spelledAs: options.isOurs === true ? () => undefined : spelling.spelledAs,
  };
}

/** Columns that a table lacks may stand in the file beside it. */
const lacksBeside = ({ name, beside }: Profile, options: ReadingOptions, file: string): Problem[] =>
  beside === undefined || options.beside !== undefined ? [] : [problem("beside-wanted", { profile: name, keys: beside.join(", ") }, { file })];

/** That a profile is made for a table which is guessed: the guess knows neither its trials nor its states. */
function knownExport({ header, title, source }: Table, { isOurs }: ReadingOptions): Problem[] {
  const name = isOurs === true ? undefined : profileOfExport(header, title);
  return name === undefined ? [] : [problem("profile-made-for", { name }, { file: source })];
}

/** In a list with our own columns these are plain, and a cell that is not is refused; what is read beside them is spelled in its own way. */
function spellOthers(header: readonly string[], spell: Spelling["spell"]): Spelling["spell"] {
  const own = new Set<string>(lineColumns.map(loose));
  return (position, text) => (own.has(loose(header[position] ?? "")) ? text : spell(position, text));
}

/** What the options say beyond a whole profile, or with it. */
function toldBy({ profile, encoding, endConvention, dateOrder, decimal, amountsIn, rows }: ReadingOptions): Partial<Profile> | undefined {
  if (profile === undefined && encoding === undefined && endConvention === undefined && rows === undefined) return undefined;
  return {
    ...profile, ...(encoding === undefined ? {} : { encoding }), ...(rows === undefined ? {} : { rows }), ...(endConvention === undefined ? {} : { end_convention: endConvention }),
    ...(dateOrder === undefined ? {} : { date_order: dateOrder }), ...(decimal === undefined ? {} : { decimal }), ...(amountsIn === undefined ? {} : { amounts_in: amountsIn }),
  };
}
