/** The shapes of a file that was read: what its probe found out, and its rows. */
import type { Problem } from "../domain/problem.js";

/** How a file ends its lines. A file that mixes the first two is read by `\n`, a carriage return before it being part of the end. */
export type Newline = "\n" | "\r\n" | "\r";

/** What the scan saw that a strict CSV reader stumbles over, or reads otherwise than we do. */
export type Oddity =
  | "stray_quote" // a quote inside an unquoted cell, or text after a closing quote
  | "open_quote" // the file ends inside a quoted cell
  | "cell_count" // a record with another number of cells than the header
  | "too_long" // a record over the limit
  | "nul"
  | "lone_cr" // a carriage return that ends no line
  | "mixed_newlines"
  | "blank_line" // before or between records: it takes a row number
  | "multiline_header"
  | "one_column";

/** What one pass over the bytes found out. */
export interface Probe {
  /** As given; `-` is standard input. */
  path: string;
  /** The name to show: base name, or `standard input`. */
  file: string;
  /** Path of the bytes on disk (plain, or gzipped where `gzip`); a spooled copy for standard input and pipes. */
  readFrom: string;
  /** Size and SHA-256 (hex) of the bytes as given, before gunzip. */
  bytes: number;
  sha256: string;
  format: "csv" | "jsonl";
  gzip: boolean;
  /** CSV: one of `,` `;` tab `|`; JSON lines: empty. */
  delimiter: string;
  newline: Newline;
  bom: boolean;
  /** CSV: the cells of the first record, as they stand. JSON lines: the union of keys in order of first sight. */
  header: string[];
  /** CSV: the row that the header stands in (1 unless blank lines come first), and the physical lines up to its end; else 0. */
  headerRow: number;
  headerLines: number;
  /**
   * Data records: header and wholly blank lines not counted, RFC 4180 quotes obeyed.
   * Where `oddities` tell of broken quotes it is what that reading gives, and `exactRows` may recover more.
   */
  records: number;
  oddities: ReadonlySet<Oddity>;
  /** CSV without any oddity: a strict reader must find exactly `records` rows. */
  plain: boolean;
  /** Change no number, but someone should look: unnamed columns with values, cells that seem to hold whole rows. */
  warnings: Problem[];
  /** Removes the spooled copy, if there is one. */
  dispose(): Promise<void>;
}

export type ProbeOutcome = { probe: Probe } | { problems: Problem[] };

/**
 * `row` is the number a spreadsheet shows: the header is 1, a record of several lines is one row, a blank line takes a number.
 * JSON lines have no header: the first line is row 1. `line` is the physical line on which the record starts.
 */
export interface ExactRow {
  row: number;
  line: number;
  /** One text for each name of the header, in its order. */
  cells: string[];
}

export type Breakage = "stray_quote" | "cell_count" | "too_long" | "control_bytes" | "bad_json" | "no_object" | "no_value" | "total_or_line" | "line_or_below";

/** One physical line that is no record; reading went on with the next line. */
export interface BrokenRow {
  row: number;
  line: number;
  broken: Breakage;
  /** What is wrong, as the rest of a sentence that starts with "Row 7 ". */
  detail: string;
  /** The first 200 characters, control characters made visible. */
  text: string;
}

/** Longest record, in bytes: a longer one is reported, never held in memory. */
export const LONGEST_RECORD = 1024 * 1024;
/** Most lines that one quoted cell may run over. */
export const MOST_LINES = 1000;
export const MOST_COLUMNS = 2000;
