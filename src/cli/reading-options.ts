/** What a person says of how a file is read: the sheet, the columns, the order of dates; or a profile that keeps all of it. */
import { dirname } from "node:path";
import { Option, type Command } from "commander";
import { ProblemError, refuse } from "../domain/problem.js";
import type { ReadingOptions } from "../engine/table-reading.js";
import { isEncoding } from "../sources/in-utf8.js";
import type { RowFilter } from "../sources/profile/profile.js";
import { filtersOfText } from "../sources/reading/keep.js";

/** The flags, as typed. */
export interface ReadingFlags {
  profile?: string;
  saveProfile?: string;
  beside?: string;
  sheet?: string;
  headerRow?: string;
  map?: string[];
  const?: string[];
  keep?: string[];
  dateOrder?: string;
  decimal?: string;
  /** Several where a report has a parameter of this name, too. */
  measure?: string | string[];
  amountsIn?: string;
  encoding?: string;
  fillDown?: string;
  endConvention?: string;
  /** What was answered at the terminal, as the flags that would say the same. */
  answered?: string[];
}

const collected = (value: string, before: string[] = []): string[] => [...before, value];

const chosen = (flags: string, text: string, choices: string[]): Option => {
  const option = new Option(flags, text);
  option.argChoices = choices;
  return option;
};

const measures = ["mrr", "arr"] as const;

export function addReadingOptions(command: Command): void {
  const options = [
    new Option("--profile <name>", "How the file is read, kept as YAML: a file, or one that ships (docs/profiles.md)."),
    new Option("--save-profile <file>", "Keep how it was read, for the next file."),
    new Option("--beside <file>", "A file whose rows belong to those of this one by the profile's key, such as the invoices of invoice lines."),
    new Option("--sheet <name>", "The sheet of a workbook, by name or number. Default: the one that looks like contracts."),
    new Option("--header-row <n>", "The row that names the columns, as a spreadsheet numbers rows."),
    new Option("--encoding <name>", "How the text is written, where it is not UTF-8: windows-1252 is what Excel writes in Western Europe."),
    new Option("--map <field=name>", "The file's own name for a column; repeatable.").argParser(collected),
    new Option("--const <field=value>", "One value for every row, such as amount_per=month; repeatable.").argParser(collected),
    new Option("--keep <column=values>", "Rows that count, such as Status=Active,Paused or Status!=Draft; or all; repeatable.").argParser(collected),
    chosen("--date-order <order>", "How dates in digits are written.", ["dmy", "mdy", "ymd"]),
    chosen("--decimal <mark>", "The mark before the decimals.", [".", ","]),
    chosen("--measure <measure>", "What the cells of a table by month hold.", [...measures]),
    chosen("--amounts-in <unit>", "What the amounts count.", ["cents", "units", "thousands", "millions"]),
    new Option("--fill-down <column>", "The column that names a customer only in the first of its rows; or none."),
    chosen("--end-convention <convention>", "Whether an end is the last day of service or the day after.", ["inclusive", "exclusive"]),
  ];
  for (const option of options) {
    const own = command.options.find(({ long }) => long === option.long);
    if (own === undefined) command.addOption(option.helpGroup("How the file is read:"));
    else sharedOption(own, option);
  }
}

/** A report has a parameter of the same name: both are said by it, one after the other, and each takes the words that it knows. */
function sharedOption(own: Option, reading: Option): void {
  own.description += ` ${reading.description.replace(/\.$/, "")}: ${reading.argChoices!.join(", ")} beside it.`;
  own.argChoices = [...new Set([...own.argChoices!, ...reading.argChoices!])];
  own.argParser(collected);
}

/** What of a shared option's words is for the report: one that nobody knows before any that it knows. */
export function reportWord(said: readonly string[], choices: readonly string[]): string | undefined {
  return said.find((word) => !choices.includes(word) && !measures.some((known) => known === word)) ?? wordAmong([...said], choices);
}

/** The last word of an option that is one of these; of one that is not shared, its word. */
export function wordAmong(said: string | string[] | undefined, words: readonly string[]): string | undefined {
  return Array.isArray(said) ? said.findLast((word) => words.includes(word)) : said;
}

/** The same as the library takes it. Throws a ProblemError where a profile can't be read. */
export async function readingOptionsOf(options: ReadingFlags & { book?: string }): Promise<ReadingOptions> {
  const rows = options.keep === undefined ? undefined : options.keep.flatMap(filterOf);
  return {
    profile: options.profile === undefined ? undefined : await profileOf(options.profile, options.book),
    beside: options.beside,
    sheet: options.sheet,
    headerRow: options.headerRow === undefined ? undefined : rowNumber(options.headerRow),
    map: pairsOf("--map", options.map, "field=Their Name, such as --map customer_id='Account ID'"),
    constants: pairsOf("--const", options.const, "field=value, such as --const amount_per=month", true),
    rows,
    dateOrder: options.dateOrder as ReadingOptions["dateOrder"],
    decimal: options.decimal as ReadingOptions["decimal"],
    measure: wordAmong(options.measure, measures) as ReadingOptions["measure"],
    fillDown: options.fillDown,
    encoding: encodingOf(options.encoding),
    amountsIn: options.amountsIn as ReadingOptions["amountsIn"],
    endConvention: options.endConvention as ReadingOptions["endConvention"],
  };
}

async function profileOf(name: string, book: string | undefined): Promise<NonNullable<ReadingOptions["profile"]>> {
  const { findProfile } = await import("../sources/profile/index.js");
  const found = findProfile(name, dirname(book ?? "."));
  if (found.profile === undefined) throw new ProblemError(found.problems);
  return found.profile;
}

function encodingOf(name: string | undefined): string | undefined {
  if (name !== undefined && !isEncoding(name)) refuse("option-value", { option: "--encoding", value: name, expected: "an encoding such as windows-1252, windows-1250, macintosh or utf-16le" });
  return name;
}

function rowNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) refuse("option-value", { option: "--header-row", value: text, expected: "the number of a row, such as 4" });
  return Number(text);
}

/** @param mayBeEmpty whether a value may say that no row has one: `end_date=` */
function pairsOf(option: string, pairs: string[] | undefined, expected: string, mayBeEmpty = false): Record<string, string> | undefined {
  if (pairs === undefined) return undefined;
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf("=");
    if (at <= 0 || (at === pair.length - 1 && !mayBeEmpty)) refuse("option-value", { option, value: pair, expected });
    return [pair.slice(0, at).trim(), pair.slice(at + 1)];
  }));
}

function filterOf(text: string): RowFilter[] {
  return filtersOfText(text) ?? refuse("option-value", { option: "--keep", value: text, expected: "Column=value,value or Column!=value, or all" });
}
