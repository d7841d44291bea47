/** What a guess is given and what it answers. */
import type { Problem } from "../../domain/problem.js";
import type { AmountsIn, DateOrder, Profile } from "../profile/profile.js";
import type { TableRow } from "../table.js";

export interface Hints {
  /** Field -> the column that gives it: `--map amount=ACV`. */
  map?: Record<string, string>;
  /** Field -> a value for every row: `--const amount_per=month`. */
  constants?: Record<string, string>;
  dateOrder?: DateOrder;
  decimal?: "." | ",";
  /** What the cells of a grid hold. */
  measure?: "mrr" | "arr";
  /** What a profile already says; it is believed. `rows`, even empty, settles which rows are kept. */
  profile?: Partial<Profile>;
  /** The policy's; a `$` alone is USD only if that is USD. */
  reportingCurrency?: string;
  /** What stands above the table, where a word such as MRR may stand. */
  title?: string;
  /** The name of the sheet. */
  sheet?: string;
  /** The column that stands only in the first of a customer's rows; "none": no such column. */
  fillDown?: string;
  /** What the amounts count. */
  amountsIn?: AmountsIn;
  /** Shown in problems. */
  file?: string;
}

export type Shape = "lines" | "subscriptions" | "deals" | "grid";

export interface GuessedColumn {
  name: string;
  /** A column of the line; `attribute` for what is kept to group and filter by; `ignored` for what is not read. */
  role: { field: string } | "attribute" | "ignored";
  /** 0 to 1. */
  sureness: number;
  why: string;
  /** The first five different values. */
  samples: string[];
}

/** What was taken for granted, and how to say otherwise. */
export interface Assumption {
  sentence: string;
  remedy: string;
}

/** What only a person can say; without an answer no row is read. */
export interface Question {
  /** A column of the line, `rows` (which rows count), `measure` or `amounts_in`. */
  field: string;
  sentence: string;
  candidates: { column: string; samples: string[] }[];
  /** Values to choose from, where the answer is no column. */
  choices: string[];
  /** The flag that gives the likeliest answer, ready to be typed. */
  flag: string;
}

export interface Guess {
  profile: Profile;
  columns: GuessedColumn[];
  shape: Shape;
  assumptions: Assumption[];
  questions: Question[];
  /** The column found for ends, where nothing tells whether they are the last day of service or the day after: the policy decides. */
  openEnds?: string;
  /** Also one for each question. */
  problems: Problem[];
  /** Begins to look at all rows of the table, block by block in order: which of a block would have changed this guess. Undefined where it relies on nothing that rows further down could break. */
  watch?: () => (rows: readonly TableRow[]) => TableRow[];
}
