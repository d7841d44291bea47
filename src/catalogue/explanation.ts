/** A figure taken apart, down to the rows of the files that it was made from: what is asked, and what is answered. */
import type { Problem } from "../domain/problem.js";
import { reports } from "./index.js";
import { by, currency, knownOn, level, method, where } from "./params.js";
import type { Column, Param, Report } from "./define.js";
import type { Provenance } from "./result.js";

/** Parts and lines that are spelled out unless a question says otherwise. */
export const usualTop = 10;

export const explainParams: readonly Param[] = [
  { name: "cell", type: "text", required: true, sentence: "The column of the figure, such as expansion, closing or arr, or its title." },
  { name: "period", type: "period", sentence: "Its row: a period or a day, or FROM/TO as a total is named. Of a snapshot the day at whose close it stands; default: today." },
  { name: "on", type: "date", sentence: "The same of a snapshot, as it is asked itself." },
  { ...by, sentence: "Its group: COL=value for each column that the report is cut by." },
  where, method, level, knownOn, currency,
  { name: "top", type: "whole", default: usualTop, sentence: "Spell out the largest n of each level; the others are one line that still sums." },
];

/** The columns of a report that can be explained. */
export const explainedColumns = (report: Report): Column[] => report.columns.filter((column) => column.basis !== undefined);

/** The reports that have some. */
export const explainedReports: readonly Report[] = (reports as readonly Report[]).filter((report) => explainedColumns(report).length > 0);

/** Money is exact decimal text in the reporting currency, a number of customers an integer. */
export type Figure = string | number;

/** What is beyond the largest n of a level. */
export interface ExplainedRest {
  count: number;
  amount: Figure;
}

/** The same of lines, with their ARR at both closes. */
export interface ExplainedRestOfLines extends ExplainedRest {
  before: string | null;
  after: string | null;
}

/** The landed row that a line is. */
export interface ExplainedSource {
  /** The name of its file or source. */
  file: string;
  /** Its row there, the header being row 1. */
  row: number;
  /** The import that brought it, and when (UTC). */
  import_id: number;
  imported_at: string;
  /** Since when it is known (UTC); null: since ever. */
  recorded_at: string | null;
}

/** The value that a knob had where it acted, in its spelling of a policy file. */
export interface ExplainedKnob {
  knob: string;
  value: string;
}

/** What one unit of a currency was worth in the reporting currency, and since when; null: ever since. */
export interface ExplainedRate {
  currency: string;
  rate: string;
  from_on: string | null;
}

/** A contract line: ARR at both closes in the cell; what it has not at one of them is null. */
export interface ExplainedLine {
  line_id: string;
  customer: string;
  product: string;
  /** after - before; of a balance what it has. */
  amount: string;
  before: string | null;
  after: string | null;
  /** The arithmetic of its ARR after, else before; formula_before where that before was another. */
  formula: string;
  formula_before: string | null;
  knobs: ExplainedKnob[];
  /** Of a line in another currency: the rate before, where it had ARR then, and the rate after. */
  rates: ExplainedRate[];
  /** What was decided of it, such as "Q7 renewed"; empty: nothing. */
  decisions: string;
  source: ExplainedSource;
}

/** A part of the same change that stands in another column, and so is taken off here. */
export interface ExplainedApart {
  column: string;
  amount: string;
}

/** A line that is in no sum of the part, and yet has to be known to work it out. */
export interface ExplainedBeside {
  line_id: string;
  customer: string;
  product: string;
  before: string | null;
  after: string | null;
  /** Lines that it takes the place of; empty: none. */
  replaces: string;
  source: ExplainedSource;
}

/** A movement, or of a balance a customer. The amounts of its lines, of the rest of them and of what stands apart sum to its amount where that is money. */
export interface ExplainedPart {
  customer: string;
  name: string;
  /** At level customer_product, else empty. */
  product: string;
  /** Kind and reason of a movement; empty for a balance. */
  kind: string;
  reason: string;
  /** The days whose closes are compared; of a balance only the second. */
  before_on: string | null;
  after_on: string;
  amount: Figure;
  /** The customer's ARR in the cell at both closes. */
  before: string | null;
  after: string;
  knobs: ExplainedKnob[];
  lines: ExplainedLine[];
  rest: ExplainedRestOfLines | null;
  apart: ExplainedApart[];
  beside: ExplainedBeside[];
}

/** One figure of a report and what it is made of: the amounts of its parts and of the rest sum to `whole`. */
export interface Explanation {
  report: string;
  cell: string;
  title: string;
  params: Record<string, unknown>;
  currency: string;
  unit: "money" | "customers";
  /** The figure as the report gives it. */
  amount: Figure;
  /** What the parts sum to: the figure itself, or for MRR the ARR of which it is a twelfth. */
  whole: Figure;
  parts: ExplainedPart[];
  rest: ExplainedRest | null;
  problems: Problem[];
  provenance: Provenance;
}
