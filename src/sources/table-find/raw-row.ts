/** A row as its file holds it, before anyone has judged what it is. */
import type { BrokenRow } from "../probed.js";

export interface RawRow {
  /** The number that a spreadsheet shows. */
  row: number;
  /** As many as the row has; those behind the last are empty. */
  cells: string[];
  /** Columns (from 0) whose formula adds up the cells above. */
  sums?: number[];
  /** Columns whose formula has no value in the file. */
  unvalued?: number[];
  /** The workbook does not show it. */
  hidden?: true;
  /** The last column whose text is longer than a cell may be. */
  tooLong?: number;
  /** It has fewer cells than the header: refused with this, unless it is no line at all. */
  broken?: BrokenRow;
}

export type Raw = RawRow | BrokenRow;

export const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "");
