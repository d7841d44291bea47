/**
 * How a table is read into lines: what a guess finds out, what a person confirms, and what a profile keeps for next month are one thing.
 * Names of columns are those of the table's header, found by exact text, else loosely (case, spaces and punctuation do not count).
 */

/** Order of day, month and year where a date is written in digits alone. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** One column of a line, or one attribute. */
export type FieldSource =
  /** A constant: `amount_per: {const: month}`. */
  | { const: string }
  /** A column as it stands, or by a lookup: `{from: Churn, values: {"Yes": x}, otherwise: y}`; without `otherwise` an unlisted value is refused. */
  | { from: string; values?: Record<string, string>; otherwise?: string }
  /** A date so many months or days after that of another column: `{from: Start, months: 12}`, `{from: Start, months: {from: Term}, days: -1}`. */
  | { from: string; months?: number | { from: string }; days?: number };

/** Rows are kept where each filter holds. Texts are compared without case and surrounding spaces. */
export type RowFilter = { column: string; is: string[] } | { column: string; is_not: string[] } | { column: string; empty: boolean };

/** Customers down and months across: every run of months with one amount becomes a line. */
export interface GridReading {
  /** Headers of the months, each with its first day (YYYY-MM-01), in order. */
  months: { column: string; month: string }[];
  /** What a cell holds. */
  measure: "mrr" | "arr";
}

export interface Profile {
  name: string;
  sheet?: string;
  header_row?: number;
  date_order?: DateOrder;
  /** The mark before the decimals; the other one groups thousands. */
  decimal?: "." | ",";
  /** Ends are last days of service (inclusive) or the days after (exclusive). Default: what the policy says. */
  end_convention?: "exclusive" | "inclusive";
  /** Of times without an offset; they are cut to days there. */
  time_zone?: string;
  columns: Record<string, FieldSource>;
  /** Whether columns that nothing names become attributes. Default: all. */
  attributes?: "all" | "none";
  rows?: RowFilter[];
  /** Columns that together name a line, where the table has no line id. */
  key?: string[];
  grid?: GridReading;
}
