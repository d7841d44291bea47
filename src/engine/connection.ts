/** What lives as long as a connection: the constants and macros that every book is asked with. */
import { measures } from "../domain/measures.js";
import { unusualPlaces } from "../domain/money.js";
import type { Database } from "./database.js";

/** Files whose macros the derivation and the reports call, in the order in which they may name each other. */
export const questionFiles = [
  "everyone", "customer_top", "payer", "period_list", "day_step", "customer_step", "rate_move", "currency_step", "customer_flow", "movement", "change_period", "period_flow", "change_event", "movement_reason", "movement_cancel",
  "customer_told", "customer_name", "line_formula", "attributed_line", "cut_plain", "cut_step", "cut_flow", "kept_cell", "cohort_member", "cohort_cell", "cohort_retained", "in_total", "group_balance",
  "statement_span", "statement_amount", "renewal_word", "customer_note", "key_event", "prevented_loss", "input_told", "moved_periods",
  "coming_line", "place_taken", "kept_whole", "carr_part",
  "due_end", "due_line", "due_pair", "renewal_chance", "renewal_outcome",
  "product_line", "price_volume", "tier_band", "customer_parent",
  "restatement_causes",
] as const;

/** Currencies and measures, as the facts that never change are made of them. */
export const constants = (): { currencies: string; measures: string } => ({
  currencies: JSON.stringify(Object.entries(unusualPlaces).map(([currency, places]) => ({ currency, places }))),
  measures: JSON.stringify(measures.map(({ name, over }) => ({ measure: name, over }))),
});

/** What needs no book, and the marks of what is made later: the view that is bound, the macros of the questions. */
export async function prepareConnection(db: Database): Promise<void> {
  await db.runFile("number");
  await db.runFile("macro");
  await db.runFile("figure");
  await db.runFile("land/macro");
  await db.runFile("constant", constants());
  await db.runFile("land/refusal");
  await db.run("create temp table bound_view (tables varchar, is_sold boolean); create temp table made_question (made boolean)");
}

/**
 * Makes the macros of the questions, once: a macro can only be made where the relations that it names are, and means those of the tables in use wherever
 * it is called. The mark is taken back together with the macros where the change in which they were made is.
 */
export async function makeQuestions(db: Database): Promise<void> {
  if ((await db.rows("from temp.made_question")).length > 0) return;
  await db.run("create temp table if not exists scope_customer (customer_key integer)");
  for (const name of questionFiles) await db.runFile(`question/${name}`);
  await db.runFile("derive/scope_flow");
  await remadeQuestions(db);
}

/** They are as they are to be. */
export const remadeQuestions = (db: Database): Promise<void> => db.run("insert into temp.made_question values (true)");

/** One of them is about to mean something else for a while. */
export const unmakeQuestions = (db: Database): Promise<void> => db.run("delete from temp.made_question");
