/** What lives as long as a connection: the constants and macros that every book is asked with. */
import { unusualPlaces } from "../domain/money.js";
import { defaultPolicy } from "../domain/policy.js";
import type { Database } from "./database.js";
import { bindView, setPolicyTables } from "./derive.js";

/** Files whose macros the derivation and the reports call, in the order in which they may name each other. */
export const questionFiles = [
  "customer_top", "payer", "period_list", "day_step", "customer_step", "currency_step", "customer_flow", "movement", "change_period", "period_flow", "change_event", "movement_reason",
  "customer_told", "customer_name", "line_formula", "attributed_line", "cut_plain", "cut_step", "cut_flow", "kept_cell", "in_total", "group_balance",
  "coming_line", "place_taken", "product_line", "price_volume", "restatement_causes",
] as const;

/** Makes them; the book must be attached, and is the one that unqualified names mean afterwards. */
export async function prepareConnection(db: Database): Promise<void> {
  const currencies = JSON.stringify(Object.entries(unusualPlaces).map(([currency, places]) => ({ currency, places })));
  await db.runFile("macro");
  await db.runFile("figure");
  await db.runFile("land/macro");
  await db.runFile("constant", { currencies });
  await db.runFile("land/refusal");
  await bindQuestions(db);
}

/** A macro is only made where the tables that it names exist, and means those of the book that is asked: so it is made on a blank book. */
async function bindQuestions(db: Database): Promise<void> {
  await db.run("attach ':memory:' as blank; set search_path = 'blank'");
  await db.runFile("table");
  await setPolicyTables(db, defaultPolicy);
  await db.runFile("derived");
  await db.run("create table scope_customer (customer_key integer)");
  await bindView(db);
  for (const name of questionFiles) await db.runFile(`question/${name}`);
  await db.runFile("derive/scope_flow");
  await db.run("set search_path = 'book'; detach blank");
}
