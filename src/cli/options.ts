/** The options that commands share, each said once. */
import { Option, type Command } from "commander";
import type { Param, Report } from "../catalogue/index.js";
import { addReadingOptions, reportWord, type ReadingFlags } from "./reading-options.js";

/** As commander hands them over: names in camelCase, what was not said missing. */
export interface Options extends ReadingFlags {
  book?: string;
  lines?: string[];
  allowRejects?: boolean;
  maxRejects?: string;
  rejects?: string;
  policy?: string;
  set?: string[];
  in?: string;
  format?: string;
  out?: string;
  showSql?: boolean;
  /** Questions that are listed keep their numbers, so the book is written to. */
  keepsNumbers?: boolean;
  [asked: string]: unknown;
}

export const formats = ["table", "json", "csv", "markdown"] as const;
export type Format = (typeof formats)[number];

/** The short form of --grain. */
export const grainLetters = { D: "day", W: "week", M: "month", Q: "quarter", Y: "year", T: "total" } as const;

/** Parameters that exist and do not work on every report yet: taken everywhere, so that the answer can say what does. */
const askedEverywhere = [
  ["--by <columns>", "by"], ["--where <condition>", "where"], ["--level <level>", "level"], ["--known-on <day>", "known_on"], ["--vs <what>", "vs"], ["--on <day>", "on"],
] as const;

const collected = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

const placeholders: Record<string, string> = {
  period: "<period>", date: "<day>", list: "<columns>", condition: "<condition>", whole: "<n>", months: "<months>", currency: "<code>", amount: "<amount>", rate: "<share>", scenario: "<file>",
};

/** --from, --by and the like, from the catalogue. */
export function addParams(command: Command, report: Pick<Report, "params">): void {
  for (const param of report.params) command.addOption(paramOption(param).helpGroup("What to ask:"));
  if (report.params.some((param) => param.name === "grain")) {
    for (const [letter, grain] of Object.entries(grainLetters)) command.addOption(new Option(`-${letter}`, `Same as --grain ${grain}.`).hideHelp());
  }
  const known = new Set(report.params.map((param) => param.name));
  for (const [flags, name] of askedEverywhere) {
    if (known.has(name)) continue;
    const option = new Option(flags).hideHelp();
    command.addOption(name === "by" || name === "where" ? option.argParser(collected) : option);
  }
}

/** Whether its words may be said one by one, too. */
const isListed = (type: Param["type"] | undefined): boolean => type === "list" || type === "bands";

/** The option of a parameter. */
export function paramOption(param: Param): Option {
  const flag = `--${param.name.replaceAll("_", "-")}`;
  if (param.type === "switch") return new Option(flag, param.sentence);
  const short = param.name === "grain" ? ` Short: ${Object.keys(grainLetters).map((letter) => `-${letter}`).join(" ")}.` : "";
  const placeholder = param.type === "list" && param.name !== "by" ? `<${param.name}>` : (placeholders[param.type] ?? `<${param.name}>`);
  const option = new Option(`${flag} ${placeholder}`, `${param.sentence}${short}`);
  if (param.choices) option.argChoices = [...param.choices];
  return isListed(param.type) || param.type === "condition" ? option.argParser(collected) : option;
}

/** What commander read, in the catalogue's words. */
export function paramsOf(options: Options, report: Pick<Report, "params">): Record<string, unknown> {
  const names = [...report.params.map((param) => param.name), ...askedEverywhere.map(([, name]) => name)];
  const asked: Record<string, unknown> = {};
  for (const name of names) {
    const value = options[name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
    const { type, choices } = report.params.find((param) => param.name === name) ?? {};
    const isList = name === "by" || isListed(type);
    if (type === "choice" && Array.isArray(value)) {
      asked[name] = reportWord(value as string[], choices!);
      continue;
    }
    if (value !== undefined) asked[name] = isList ? (value as string[]).flatMap((list) => list.split(",")).map((column) => column.trim()).filter(Boolean) : value;
  }
  return asked;
}

/** Where lines and their definition come from. */
export function addSources(command: Command): void {
  const group = "Where from:";
  addBook(command);
  command
    .addOption(new Option("--lines <file>", "A file of lines instead of a book; the long form of FILE. - is standard input.").argParser(collected).helpGroup(group))
    .addOption(new Option("--policy <file>", "Another definition for this answer: a file, or a preset such as stripe. Default: annua.yaml beside the book, else what the book remembers.").helpGroup(group))
    .addOption(new Option("--set <knob=value>", "Change one knob of it; repeatable.").argParser(collected).helpGroup(group));
  addRowOptions(command, group);
}

export function addBook(command: Command): void {
  command.addOption(new Option("--book <file>", "The book. Default: $ANNUA_BOOK, else company.annua.").helpGroup("Where from:"));
}

/** How the rows of a file are read and which of them may be refused. */
export function addRowOptions(command: Command, group: string): void {
  addReadingOptions(command);
  command
    .addOption(new Option("--allow-rejects", "Go on without the rows that can't be used.").helpGroup(group))
    .addOption(new Option("--max-rejects <n>", "Go on without them if there are at most so many.").helpGroup(group))
    .addOption(new Option("--rejects <file>", "Write them to a CSV file, each with its reason.").helpGroup(group));
}

/** Which list of its source a file is, and what it may end. */
export function addListOptions(command: Command): void {
  const group = "Whole lists:";
  command
    .addOption(new Option("--full", "The file is its source's whole list: lines that it lacks end now, after they were shown.").helpGroup(group))
    .addOption(new Option("--source <name>", "The name of the source, also of the next file of it. Default: the file's name.").helpGroup(group))
    .addOption(new Option("--formerly <name>", "A name that the source had before; repeatable.").argParser(collected).helpGroup(group))
    .addOption(new Option("--yes", "End them without being asked.").helpGroup(group))
    .addOption(new Option("--max-ended <percent>", "At most so much of the source's lines and ARR, with --yes; 25.").helpGroup(group))
    .addOption(new Option("--accept-jump", "Go on where ARR becomes about ten times what it was, or a tenth.").helpGroup(group));
}

/** Whether a script fails by what is found. */
export function addFailOn(command: Command, { by, worstFirst }: NonNullable<Report["fails"]>): void {
  const option = new Option(`--fail-on <${by}>`, `End with status 1 where a row is of this ${by} or a worse one.`).helpGroup("What to ask:");
  option.argChoices = [...worstFirst];
  command.addOption(option);
}

/** How an answer is shown. */
export function addShowing(command: Command, hasMoney: boolean, isSpread = false): void {
  const group = "How to show it:";
  if (isSpread) command.addOption(new Option("--wide", "CSV with one figure spread over its columns, as the table is.").helpGroup(group));
  const format = new Option("--format <format>", "Default: table on a terminal, else json. Of reports parquet, too, with --out.").helpGroup(group);
  format.argChoices = [...formats];
  command.addOption(format);
  if (hasMoney) {
    const unit = new Option("--in <unit>", "Money in thousands or millions, rounded so that it adds up; table and markdown.").helpGroup(group);
    unit.argChoices = ["k", "M"];
    command.addOption(unit);
  }
  command
    .addOption(new Option("--out <file>", "Write it to a file; .csv, .json and .md choose the format.").helpGroup(group))
    .addOption(new Option("--no-color", "No colours.").helpGroup(group))
    .addHelpOption(new Option("-h, --help", "This help.").helpGroup(group));
}
