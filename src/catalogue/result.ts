/** A report's answer: the same shape from every surface. */
import type { Problem } from "../domain/problem.js";
import type { Column } from "./define.js";

/** Money and ratios are exact text, counts numbers, what is undefined null. */
export type ReportRow = Record<string, string | number | boolean | null>;

/** What an answer was made from: the same provenance and parameters give the same rows, byte for byte. */
export interface Provenance {
  /** Hash of everything imported and retracted, in order. */
  data: string;
  policy: string;
  /** Of the policy whose figures stand beside them, where another one's do. */
  vs_policy?: string;
  decisions: string;
  /** Hash of the SQL that made it. */
  model: string;
  known_on: string | null;
  version: string;
}

export interface ReportResult {
  report: string;
  params: Record<string, unknown>;
  currency: string;
  columns: Column[];
  rows: ReportRow[];
  next_cursor: string | null;
  problems: Problem[];
  provenance: Provenance;
}
