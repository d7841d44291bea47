/** What a report is: data. Every surface (CLI, library, HTTP, docs) is a loop over the catalogue made of these. */

/**
 * How a value is written: money as exact decimal text, ratio as text with six decimals or null, count as an integer. A figure is exact decimal text
 * whose unit stands in the row's column `unit`: percent (1 is 100 %), times, months, a currency, count, or what is counted.
 */
export type ColumnType = "money" | "ratio" | "count" | "figure" | "text" | "date";

/** A stock is a balance at an instant and must not be added over time; a flow may be. Neither: a label or a ratio. */
export type ColumnKind = "stock" | "flow" | "label";

/**
 * What a figure is made of, for those that can be explained: lines that stand before the period (before) or at its close (after), movements of
 * the kind that the column is named after (kind) or of all kinds (kinds), or a twelfth of what stands at its close (twelfth).
 */
export type Basis = "before" | "after" | "kind" | "kinds" | "twelfth";

export interface Column {
  name: string;
  type: ColumnType;
  kind: ColumnKind;
  /** What a board reads. */
  title: string;
  /** Shown only when the parameter of this name is set, or the level, the list, the detail or the measure is so called; `by`: when there are groups. */
  when?: string;
  /** Not shown in the list or the detail of this name. */
  unless?: string;
  /** Shown only in the lists, details or kinds of these names; `total` is the answer without one. */
  parts?: readonly string[];
  /** Words that are read whole: a table goes on in the next line instead of cutting them. */
  isProse?: true;
  /** What a table shows where it is empty. */
  blank?: string;
  /** Shown only in the one row without groups, or only in rows of groups. */
  only?: "total" | "groups";
  /** It stands beside the column before it: the same figure of something else, or the difference of the two. */
  beside?: "vs" | "difference";
  /** Other periods of the question have a part in it, so that one period alone has another figure. */
  isChained?: true;
  /** What `explain` takes it apart into; without it, it can't be explained. */
  basis?: Basis;
  /** Its values name a customer, a contract or a line, which those who may see sums alone are not told. */
  isNaming?: true;
  /** What people wrote of the whole book: left empty for those who see sums or some rows alone. */
  isFreeText?: true;
}

/** A figure that is divided, such as arr_per_customer: it is no part of any sum, and undefined where there is nothing to divide by. */
export const isAverage = (column: Pick<Column, "name">): boolean => column.name.includes("_per_");

export type ParamType = "period" | "date" | "choice" | "text" | "list" | "condition" | "whole" | "months" | "switch" | "currency" | "numbers" | "bands" | "column" | "amount" | "rate" | "scenario";

export interface Param {
  name: string;
  type: ParamType;
  sentence: string;
  choices?: readonly string[];
  default?: string | number | boolean;
  required?: true;
  /** The greatest whole number that is taken. */
  most?: number;
  /** Numbers above zero alone. */
  isPositive?: true;
  /** What it says of other parameters where it is said: one value, or the first of those that go with it; a number only where nobody says another. */
  implies?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** How a report is drawn. */
export interface Chart {
  /** waterfall: from the first column of y to the last, over those between; heatmap: a cell for each x and series, coloured by y. */
  as: "waterfall" | "line" | "bars" | "stacked" | "heatmap";
  /** The column along the axis; `group`: the columns that the question groups by. */
  x: string;
  /** The figures that are drawn. */
  y: readonly string[];
  /** The column that makes a line, a bar's part or a row of the map of its own. */
  series?: string;
}

/** Where a figure of a row leads: the report of what is behind it. Filters, level and policy of the question go along, and its groups become filters. */
export interface Drill {
  /** The figures that lead there; without it all of the row. */
  of?: readonly string[];
  /** Of these rows alone: those that say so in a column. */
  row?: Readonly<Record<string, string>>;
  /** Nothing leads there where the question says one of these parameters, or says just this of one: `list`, `level=customer_product`. */
  unless?: readonly string[];
  /** Only where the question says this parameter. */
  asked?: string;
  to: string;
  /** Parameters of that report, from columns of the row; `@column`: the name of the figure itself; `@on`, `@customer`: what the question says of them. */
  with?: Readonly<Record<string, string>>;
  /** Parameters of that report that are always so. */
  set?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** What the question says of these goes along, beside what always does. */
  keep?: readonly string[];
  /** Filters of that report: a column is what the row says under this name. */
  where?: Readonly<Record<string, string>>;
}

/** An input that figures of a report hang on: one of these measures, of each period, or of the period before it. */
export interface NeededInput {
  measures: readonly string[];
  isBefore?: true;
  /** The figures that are undefined without it. */
  of: readonly string[];
  /** The parameter that chooses among the measures by how they begin. */
  param?: string;
}

/**
 * What a report is made of where no one query answers it: the findings of a list of checks, of questions or of alerts, one row each of several
 * definitions or benchmarks, what came after a close, the steps of a plan, what was supposed, or forecasts of past closes.
 */
export type MadeOf =
  | "checks"
  | "questions"
  | "alerts"
  | "definitions"
  | "benchmarks"
  | "closes"
  | "plan"
  | "supposed"
  | "backtest";

export interface Report {
  name: string;
  aliases?: readonly string[];
  title: string;
  /** One sentence: what question it answers. */
  sentence: string;
  params: readonly Param[];
  columns: readonly Column[];
  /** One row a period (`periods`), a state at a day (`day`), or neither. */
  asks: "periods" | "day" | "all";
  /** Its periods are the months after the day of the question, as many as its horizon, seen with what was signed and known by the close of that day. */
  looksAhead?: true;
  /**
   * Its periods are followed: each is looked at again at its end and at every later one (of age_grain). They are whole periods, from the first with
   * data unless `from` says otherwise, and rows name them themselves.
   */
  isFollowed?: true;
  /** Its balances stand beside each other: the flows of a period lead from none to another, and rows that are of no period add up to nothing. */
  isUnchained?: true;
  madeOf?: MadeOf;
  /** Its figures hold saves, which are said of a customer and its owner, and of no line. */
  holdsSaves?: true;
  /** Its rows are by the column that this parameter names, and call it by the parameter's name. */
  groupedBy?: string;
  /** The rows of this list are put together from those that its query gives: moves that even the books of owners. */
  arranges?: { list: string; as: "moves" };
  /** Columns of the lines themselves that it groups and filters by, beside what every report does. */
  lineColumns?: readonly string[];
  /** What people have to tell for it. */
  inputs?: readonly NeededInput[];
  /** Pages by limit and cursor. */
  isList?: true;
  /** Columns that a narrow table does without, the first of them first. */
  expendable?: readonly string[];
  /** The rows of a page where no limit is said: more would hardly fit into memory. */
  mostRows?: number;
  /** Without groups its first amount and those after it sum to the last. */
  isBridge?: true;
  /** Amounts of a row that sum to another of its amounts. */
  sum?: { of: readonly string[]; to: string };
  /** The column of its rows by which a script may be told to fail, and its values, the worst first. */
  fails?: { by: string; worstFirst: readonly string[] };
  /** How it is drawn; without it, it is a table. */
  chart?: Chart;
  /** A table for people spreads one figure over the page: a column for each value of `across`, one line for all rows that are alike but for these two. */
  spread?: { across: string; value: string };
  /** What is behind its figures; the first that fits a figure. */
  drill?: readonly Drill[];
  /** A command line that a reader can paste. */
  example: string;
  /** One line that says how the figures tie, for the foot of a table. */
  tie?: string;
}

/** A column whose name and type the compiler knows, too. */
type Named<Name extends string, Type extends ColumnType> = Column & { name: Name; type: Type };

export const money = <Name extends string>(name: Name, kind: "stock" | "flow", title: string): Named<Name, "money"> => ({ name, type: "money", kind, title });
export const ratio = <Name extends string>(name: Name, title: string, when?: string): Named<Name, "ratio"> => ({ name, type: "ratio", kind: "label", title, ...(when ? { when } : {}) });
export const count = <Name extends string>(name: Name, kind: "stock" | "flow", title: string): Named<Name, "count"> => ({ name, type: "count", kind, title });
export const figure = <Name extends string>(name: Name, title: string): Named<Name, "figure"> => ({ name, type: "figure", kind: "label", title });
/** The column, to be explained by its basis. */
export const explained = <C extends Column>(basis: Basis, column: C): C => ({ ...column, basis });
/** The column, whose values name a customer, a contract or a line. */
export const naming = <C extends Column>(column: C): C => ({ ...column, isNaming: true });
export const label = <Name extends string>(name: Name, title: string): Named<Name, "text"> => ({ name, type: "text", kind: "label", title });
export const date = <Name extends string>(name: Name, title: string): Named<Name, "date"> => ({ name, type: "date", kind: "label", title });
