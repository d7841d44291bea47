/** In which format an answer is given, and to whom. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { csvOf } from "../export/csv.js";
import type { Unit } from "../export/in-units.js";
import { markdownOf } from "../export/markdown.js";
import type { Sheet } from "../export/sheet.js";
import { spreadOver } from "../export/spread.js";
import { textOf } from "../export/text.js";
import { nearest, problem, ProblemError, refuse } from "../domain/problem.js";
import { formats, type Format, type Options } from "./options.js";
import { onOwnBook } from "./own-book.js";
import { filePage, optionValue, pageFor, write, type Shell } from "./shell.js";

export interface Showing {
  format: Format;
  /** A file of exact types instead of text. */
  isParquet: boolean;
  unit: Unit | undefined;
  out: string | undefined;
  /** CSV, too, has one figure spread over its columns. */
  isWide: boolean;
}

/** An answer: its table, and its exact JSON. */
export interface Shown {
  sheet: () => Sheet;
  json: () => Iterable<string>;
  /** The answer of a report as a file of exact types; others have none. */
  parquet?: () => Promise<Uint8Array>;
}

const byExtension: Record<string, Format> = { ".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown", ".txt": "table" };
const laterFormats: readonly string[] = ["xlsx"];

/** @param isReport whether what is shown has a form of exact types, too */
export function showingOf(shell: Shell, options: Options, isReport = false): Showing {
  const { out } = options;
  if (out === "") refuse("option-value", { option: "--out", value: "", expected: "the name of a file" });
  const extension = out === undefined ? "" : extname(out).toLowerCase();
  if (laterFormats.includes(extension.slice(1))) later(`--out ${out!}`);
  const isParquet = (options.format ?? extension.slice(1)) === "parquet";
  if (isParquet) return { format: checkedParquet(out, isReport), isParquet, unit: undefined, out, isWide: false };
  const format = options.format === undefined ? (byExtension[extension] ?? (shell.stdout.isTTY || out !== undefined ? "table" : "json")) : formatOf(options.format);
  return { format, isParquet, unit: unitOf(options.in), out, isWide: options["wide"] === true };
}

/** What a terminal can't show goes to a file; problems are told as JSON tells them. */
function checkedParquet(out: string | undefined, isReport: boolean): Format {
  if (!isReport) refuse("option-value", { option: "--format", value: "parquet", expected: `${formats.join(", ")}; reports alone have parquet` });
  if (out === undefined) refuse("option-value", { option: "--format", value: "parquet", expected: "--out FILE with it: it is no text, such as --format parquet --out waterfall.parquet" });
  return "json";
}

function formatOf(text: string): Format {
  const format = formats.find((known) => known === text);
  if (format) return format;
  if (laterFormats.includes(text)) later(`--format ${text}`);
  return refuse("option-value", { option: "--format", value: text, expected: formats.join(", "), nearest: nearest(text, formats) });
}

function later(option: string): never {
  throw new ProblemError([problem("option-later", { option, works: "--format csv, which every spreadsheet opens, or table, json, markdown, and parquet with --out" })]);
}

function unitOf(text: string | undefined): Unit | undefined {
  if (text === undefined || text === "k" || text === "M") return text;
  return refuse("option-value", { option: "--in", value: text, expected: "k for thousands or M for millions", nearest: text === "K" ? "k" : text === "m" ? "M" : undefined });
}

/** The format as far as the words tell, for a command that could not be read. */
export function guessedFormat(shell: Shell): Format {
  const said = optionValue(shell, "--format");
  return formats.find((known) => known === said) ?? (shell.stdout.isTTY ? "table" : "json");
}

/** Gives the answer. */
export async function give(shell: Shell, showing: Showing, shown: Shown): Promise<void> {
  if (showing.isParquet && showing.out !== undefined && shown.parquet !== undefined) return writeOut(shell, showing.out, await shown.parquet());
  if (showing.out === undefined) return write(shell.stdout, chunksOf(shell, showing, shown));
  await writeOut(shell, showing.out, chunksOf(shell, showing, shown));
}

/** Writes a file that the user named, and says so. */
export async function writeOut(shell: Shell, file: string, chunks: Iterable<string> | Uint8Array): Promise<void> {
  try {
    await writeFile(file, chunks);
  } catch (error) {
    refuseUnwritable(file, error);
  }
  await write(shell.stderr, `Wrote ${file}\n`);
}

/** What the operating system said about writing a file, as a problem; anything else is our bug and thrown on. */
export function refuseUnwritable(file: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  refuse("file-unwritable", { file, reason: reasons[code] ?? code }, { file });
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such folder", EACCES: "you have no permission", EPERM: "you have no permission", EISDIR: "it is a folder", ENOSPC: "the disk is full", EROFS: "the disk is read-only",
};

function chunksOf(shell: Shell, { format, unit, out, isWide }: Showing, shown: Shown): Iterable<string> {
  if (format === "json") return shown.json();
  if (format === "csv") return csvOf(isWide ? spreadOver(shown.sheet()) : shown.sheet());
  const sheet = shown.sheet();
  const told = { ...sheet, notes: sheet.notes.map((note) => onOwnBook(shell, note)) };
  if (format === "markdown") return markdownOf(told, unit);
  return textOf(told, out === undefined ? pageFor(shell) : filePage, unit);
}
