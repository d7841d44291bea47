/**
 * What every line in view is sold for, and what it earns when: for reports that tell of all lines, those that the policy keeps out of ARR too. It is worked
 * out by the stages that price counted lines, under a policy by which every line counts, when a question needs it first, and stays until the view changes.
 */
import { problem, type Problem } from "../domain/problem.js";
import { safeText } from "../sources/safe-text.js";
import type { Database, SqlParams } from "./database.js";
import { dropStages } from "./derive.js";
import type { Question } from "./question.js";
import { sqlFile } from "./sql-file.js";

/** Whether the text of a report reads what lines are sold for. */
export const readsSold = (sql: string): boolean => /\b(line_month|kind_earned)\b/.test(sql);

interface Step {
  sql: string;
  params: SqlParams;
}

const file = (name: string): Step => ({ sql: sqlFile(name), params: {} });
const text = (sql: string): Step => ({ sql, params: {} });

/** What makes `sold_line` and the macros on top of it, in order. */
export const soldSteps = (): Step[] => [
  text("create or replace temp table scope_customer as select customer_key from customer;"),
  ...["derive/known_line", "derive/line_cut", "sold/every_line", "derive/plan_line", "derive/line_factor"].map(file),
  text("drop table temp.include_kind;"),
  ...["sold/sold_term", "derive/run_on", "derive/counted_line", "derive/line_rate", "derive/ramp_price"].map(file),
  text("drop table temp.policy;"),
  ...["sold/sold_macro", "sold/sold_line", "sold/sold_cell", "sold/line_step"].map(file),
];

/** What a question makes of it: in which groups lines stand, what they earned and billed by the ends of its months, and the sums that its report asks. */
export const soldFiles = ({ sql, isComputed, isOfGroups }: Cut): string[] => [
  isComputed ? "sold/place_computed" : isOfGroups ? "sold/place_plain" : "sold/place_total",
  ...(/\bline_month\b/.test(sql) ? ["sold/line_by", "sold/sold_sums", "sold/period_cause"] : []),
  "sold/trailing_earned",
];

interface Cut {
  /** The report's. */
  sql: string;
  /** By what is worked out for each period. */
  isComputed: boolean;
  isOfGroups: boolean;
}

/** What a question that reads them has to say of lines in a currency without a rate. */
export async function unratedSold(db: Database, sql: string, params: SqlParams): Promise<Problem[]> {
  if (!readsSold(sql)) return [];
  const rows = await db.rows(sqlFile("sold/unrated_sold"), params);
  return rows.map(({ currency, lines, examples, first }) => problem("sold-without-rate", { currency: String(currency), lines: String(lines), examples: safeText(String(examples)), first: first === null ? null : String(first) }));
}

/** Makes `sold_line` mean the derivation in use, and its groups those of the question. */
export async function useSold(db: Database, question: Question, { sql, params }: Step): Promise<void> {
  const made = await db.rows("from temp.bound_view where is_sold and tables = current_setting('search_path')");
  if (made.length === 0) await makeSold(db);
  for (const name of soldFiles({ sql, isComputed: question.computed.length > 0, isOfGroups: question.by.length + question.where.length > 0 })) await db.runFile(name, params);
}

async function makeSold(db: Database): Promise<void> {
  try {
    await db.joiningAsWritten(async () => {
      for (const { sql, params } of soldSteps()) await db.run(sql, params);
    });
    await db.run("update temp.bound_view set is_sold = true");
  } finally {
    await db.run("drop table if exists temp.policy; drop table if exists temp.include_kind; drop table if exists temp.sold_term");
    await dropStages(db);
  }
}
