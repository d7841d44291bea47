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
  "due_end", "due_line", "looked_due", "due_pair", "renewal_chance", "renewal_outcome",
  "product_line", "price_volume", "tier_band", "customer_parent",
  "restatement_causes",
] as const;

/** Currencies and measures, as the facts that never change are made of them. */
export const constants = (): { currencies: string; measures: string } => ({
  currencies: JSON.stringify(Object.entries(unusualPlaces).map(([currency, places]) => ({ currency, places }))),
  measures: JSON.stringify(measures.map(({ name, over }) => ({ measure: name, over }))),
});

/** What needs no book, and the marks of the view that is bound later and of decisions that there are none of. */
export async function prepareConnection(db: Database): Promise<void> {
  await db.mean(["number", "macro", "formula", "figure", "land/macro"]);
  await db.runFile("constant", constants());
  await db.runFile("land/refusal");
  await db.run("create temp table bound_view (tables varchar, is_sold boolean); create temp table undecided (is_so boolean)");
}

/**
 * The macros of the questions mean what they usually do: a macro can only be made where the relations that it names are, and means those of the tables
 * in use wherever it is called.
 */
export async function meanQuestions(db: Database): Promise<void> {
  await db.run("create temp table if not exists scope_customer (customer_key integer)");
  await db.mean([...questionFiles.map((name) => `question/${name}`), "derive/scope_flow"]);
}
