/**
 * How a table is read into lines: what a guess finds out, what a person confirms, and what a profile keeps for next month are one thing.
 * Names of columns are those of the table's header, found by exact text, else loosely (case, spaces and punctuation do not count);
 * `#1` is the first column, for one without a name.
 */

/** Order of day, month and year where a date is written in digits alone. */
export type DateOrder = "dmy" | "mdy" | "ymd";

/** A column of the table under any of its names, as exports spell it by label or by field. */
export interface NamedColumn {
  /** Other names of the column, tried in order where the first is not there. */
  or?: string[];
  /** The table may lack the column; it is then read as empty. */
  optional?: true;
}

/** What amounts count: 12.5 in thousands is 12500, 4900 in cents is 49.00. */
export type AmountsIn = "cents" | "units" | "thousands" | "millions";

/** What may be said of a column that a field is read from. */
export interface ReadColumn extends NamedColumn {
  from: string;
  /** The column that is read where this one's cell is empty, by its name, or with more said of it; the table may lack it. */
  if_empty?: string | ReadColumn;
  /** It is read only from rows that this filter keeps, and empty for any other: `{from: End, where: {column: Status, is: [Churned]}}`. */
  where?: RowFilter;
  /** Of an end: one before the start is the start, for an empty line that never counts. What was cancelled in its trial ended before it began. */
  not_before?: "start_date";
}

/** One column of a line, or one attribute. */
export type FieldSource =
  /** A constant: `amount_per: {const: month}`. */
  | { const: string }
  /** A column as it stands, or by a lookup: `{from: Churn, values: {"Yes": x}, otherwise: y}`; without `otherwise` an unlisted value is refused. `minor_places: 2` reads 12345 as 123.45. */
  | (ReadColumn & { values?: Record<string, string>; otherwise?: string; minor_places?: number })
  /** A date so many months or days after that of another column: `{from: Start, months: 12}`, `{from: Start, months: {from: Term}, days: -1}`. */
  | (ReadColumn & { months?: number | ({ from: string } & NamedColumn); days?: number });

/** Rows are kept where each filter holds. Texts are compared without case and surrounding spaces. One on an optional column that is lacking does not act. */
export type ColumnFilter = NamedColumn & ({ column: string; is: string[] } | { column: string; is_not: string[] } | { column: string; begins: string[] } | { column: string; empty: boolean });

/** A filter on a column, or several of which one has to hold: `{any: [{column: Status, is_not: [Churned]}, {column: End, empty: false}]}`. */
export type RowFilter = ColumnFilter | { any: ColumnFilter[] };

/** A table of amounts by month: every run of months with one amount becomes a line. */
export interface GridReading {
  /** Months in the header (`across`, the default), customers in the header and months in a column (`down`), or one row a customer and month (`long`). */
  layout?: "across" | "down" | "long";
  /** `across`: headers of the months, each with its first day (YYYY-MM-01), in order; left out: every header that reads as a month. */
  months?: { column: string; month: string }[];
  /** `down` and `long`: the column that names the month. */
  month?: string;
  /** `down`: what the rows of the header name, `Acme | Core` being two of them; left out: each column is a customer. */
  of?: string[];
  /** `down`: columns that are no customers. */
  without?: string[];
  /** What a cell holds. */
  measure: "mrr" | "arr";
}

export interface Profile {
  name: string;
  /** Columns, or words of the title above the table, that together give away an export which this profile reads; one list for each of its forms. */
  known_by?: string[][];
  /** The column by which each row of another file belongs to rows of this one, by any of its names: the invoice of an invoice's lines. */
  beside?: string[];
  sheet?: string;
  header_row?: number;
  /** How the text is written, where it is not UTF-8: windows-1252. */
  encoding?: string;
  date_order?: DateOrder;
  /** The mark before the decimals; the other one groups thousands. */
  decimal?: "." | ",";
  /** What the amounts of the table count. Default: units. */
  amounts_in?: AmountsIn;
  /** Ends are last days of service (inclusive) or the days after (exclusive). Default: what the policy says. */
  end_convention?: "exclusive" | "inclusive";
  /** The zone that times without an offset are written in; without it they are cut to their day as they stand. */
  time_zone?: string;
  columns: Record<string, FieldSource>;
  /** Which of the columns that nothing names become attributes. Default: all. */
  attributes?: "all" | "none" | string[];
  /** Columns whose text stands only in the first of several rows, that of the customers among them; empty cells take that of the row right above. */
  fill_down?: string[];
  rows?: RowFilter[];
  /** Rows that are read like any other, but that someone should look at: each filter is counted and its rows are named. */
  notice?: RowFilter[];
  /** Columns that together name a line, where the table has no line id. Default: customer, product and start. */
  key?: string[];
  /** Columns with the prices of a deal's years from its start on, in order: each year is a line. */
  years?: string[];
  grid?: GridReading;
}
