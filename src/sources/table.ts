/** A table found in a file, whatever its format: a header and rows of text, numbered as a spreadsheet numbers them. */
import type { Problem } from "../domain/problem.js";
import type { BrokenRow, Probe } from "./probed.js";

export interface TableRow {
  /** The number a spreadsheet shows; the line of a JSON lines file. */
  row: number;
  /** One text for each name of the header: numbers as plain decimals, dates and times of a workbook in ISO form, empty cells "". */
  cells: string[];
}

/** Why a row is no line: it counts as ignored. */
export type LeftOut = "blank" | "totals" | "subtotal" | "repeated_header" | "note" | "filtered" | "no_amount" | "other_list" | "below_total";

export interface LeftOutRow {
  row: number;
  why: LeftOut;
  /** The first cells that are not empty, for showing. */
  text: string;
  /** What someone should look at, the file left to be named. */
  warning?: Problem;
}

/** `cells` in it: a line; `why` in it: left out; `broken` in it: refused. */
export type SiftedRow = TableRow | LeftOutRow | BrokenRow;

export interface Table {
  /** Shown as the source of each row: the file's base name. */
  source: string;
  /** The sheet of a workbook. */
  sheet?: string;
  /** What stands above the header, such as "MRR by customer ($k)"; undefined where nothing does. */
  title?: string;
  /** Sheets that were passed over, in order. */
  otherSheets: string[];
  /** Texts of the header; those of a header of several rows joined by a space. */
  header: string[];
  /** The last row of the header; 0 where there is none (JSON lines); 1 for Parquet. */
  headerRow: number;
  /** Rows that the workbook does not show; they are read like all others. */
  hiddenRows?: readonly number[];
  /** Positions of columns that it does not show; they are read like all others. */
  hiddenColumns?: readonly number[];
  /** sha256 of the bytes of the file. */
  content: string;
  /** Rows, about. */
  size: number;
  /** Change no number, but someone should look. */
  warnings: Problem[];
  /** The probe of a CSV file with its header in row 1 and nothing to leave out: the engine's own fast reader may take it. */
  plain?: Probe;
  /**
   * Every row below the header once, in order, some at a time; those that are no line carry the reason, those that can't be read say
   * what is broken (`problemOfBroken`). It may be asked again. Throws a ProblemError where the file has gone or broken meanwhile.
   */
  batches(): AsyncIterable<SiftedRow[]>;
  /** The same, one by one. */
  rows(): AsyncIterable<SiftedRow>;
  dispose(): Promise<void>;
}
