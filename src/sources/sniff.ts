/** What the beginning of a text file tells: format, newline, header and delimiter. */
import { problem, type Problem } from "../domain/problem.js";
import { LONGEST_RECORD, MOST_COLUMNS } from "./probed.js";
import { countOf, readCells } from "./record.js";
import { safeText } from "./safe-text.js";

export interface Sniffed {
  format: "csv" | "jsonl";
  bom: boolean;
  newline: "\n" | "\r\n" | "\r";
  delimiter: string;
  /** Cells of the header; empty for JSON lines. */
  header: string[];
  /** The physical lines up to and with the header, and the row it stands in; 0 for JSON lines. */
  headerLines: number;
  headerRow: number;
  /** Bytes before the header: byte order mark and blank lines. */
  start: number;
}

/** Where the header stands in a file that has a title above it, and how its cells are parted. */
export interface Beginning {
  /** Physical lines and rows that come before it. */
  lines: number;
  rows: number;
  delimiter: string;
}

export type SniffOutcome = { sniffed: Sniffed } | { problems: Problem[] } | { more: true };

const BOM = Buffer.from("\ufeff");
const delimiters = [",", ";", "\t", "|"];

/** Judges the beginning of a file; asks for more of it while the header is not complete and `ended` is false. */
export function sniff(head: Buffer, ended: boolean, file: string, beginning?: Beginning): SniffOutcome {
  const bom = head.subarray(0, 3).equals(BOM);
  const text = head.toString("utf8", bom ? 3 : 0);
  const enough = ended || head.length > LONGEST_RECORD;
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return enough ? { problems: [problem("file-empty", { file }, { file })] } : { more: true };
  if (beginning === undefined && /^\s*\[\s*(\{|\]|$)/.test(text)) return { problems: [problem("json-array", { file }, { file })] };
  const newline = newlineOf(text);
  const start = bom ? 3 : 0;
  if (first === "{" && beginning === undefined) return { sniffed: { format: "jsonl", bom, newline, delimiter: "", header: [], headerLines: 0, headerRow: 0, start } };
  const mark = newline === "\r" ? "\r" : "\n";
  const before = beginning === undefined ? /^(\s*[\r\n])?/.exec(text)![0] : firstLines(text, beginning.lines, mark);
  const header = headerText(text, before.length, mark, ended);
  if (header === undefined && !enough) return { more: true };
  const linesBefore = countOf(mark, before);
  const headerRow = (beginning?.rows ?? linesBefore) + 1;
  const headerLines = linesBefore + 1 + countOf(mark, header ?? "");
  const place = { bom, newline, file, headerRow, headerLines, start: start + Buffer.byteLength(before) };
  return readHeader(header ?? firstLine(text.slice(before.length)), place, beginning?.delimiter);
}

/** Carriage returns end lines only where there is no line feed at all, as old Macs wrote. */
function newlineOf(text: string): "\n" | "\r\n" | "\r" {
  const end = text.indexOf("\n");
  if (end === -1) return text.includes("\r") ? "\r" : "\n";
  return text[end - 1] === "\r" ? "\r\n" : "\n";
}

/** The first record that is no blank line, starting at `from`; undefined if it does not end in `text`. */
function headerText(text: string, from: number, newline: string, ended: boolean): string | undefined {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === newline && !quoted) return withoutCr(text.slice(from, at));
  }
  return ended && !quoted ? withoutCr(text.slice(from)) : undefined;
}

/** The first `count` lines with their newlines. */
function firstLines(text: string, count: number, newline: string): string {
  let at = 0;
  for (let line = 0; line < count; line++) at = text.indexOf(newline, at) + 1;
  return text.slice(0, at);
}

const firstLine = (text: string): string => /[^\r\n]+/.exec(text)?.[0] ?? "";
const withoutCr = (text: string): string => (text.endsWith("\r") ? text.slice(0, -1) : text);

type HeaderPlace = Pick<Sniffed, "bom" | "newline" | "headerLines" | "headerRow" | "start"> & { file: string };

function readHeader(text: string, { file, ...place }: HeaderPlace, given: string | undefined): SniffOutcome {
  const at = { file, row: place.headerRow, text: safeText(text) };
  const broken = (reason: string): SniffOutcome => ({ problems: [problem("header-broken", { file, reason }, at)] });
  if (text.length > LONGEST_RECORD) return broken("it is over 1 MB long");
  if (text.includes("\0")) return broken("it holds a NUL byte");
  const delimiter = given ?? delimiterOf(text);
  const read = readCells(text, delimiter);
  if ("open" in read) return broken(`the quote that opens cell ${read.open} is never closed`);
  if ("stray" in read) return broken(`a quote in cell ${read.stray} is out of place`);
  const header = read.cells;
  if (header.length > MOST_COLUMNS) return { problems: [problem("too-many-columns", { file, columns: header.length, most: MOST_COLUMNS }, at)] };
  return { sniffed: { format: "csv", ...place, delimiter, header } };
}

/** The mark that stands most often outside quotes; the earlier of the list where two do. */
function delimiterOf(header: string): string {
  const outside = header.split('"').filter((_, i) => i % 2 === 0).join("");
  const counts = delimiters.map((mark) => countOf(mark, outside));
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}
