/**
 * What customers would come to if something were decided otherwise: their lines are copied, once for each way to decide, and priced by
 * the very stages that price the book. Nothing of it is stored, and no figure reads it.
 */
import type { Database } from "./database.js";
import { decidedFiles, dropStages, runStages, spoilView, useView } from "./derive.js";

/** A field that a choice sets of the lines that it names. */
export interface FieldSet {
  target: string;
  target_id: string;
  target_name: string;
  field: string;
  value: string;
}

/** A customer's product, or all of its products, by their keys: what a way to decide can move, and what it is worked out with. */
export interface ScopePlace {
  scope_no: number;
  customer_key: number;
  product_key: number | null;
}

export interface Scenario {
  scenario_no: number;
  scope_no: number;
  /** Decisions that stand and were recorded no later than this one. */
  most_rank: number;
  /** Chosen on top of them; a later one wins. */
  sets: FieldSet[];
}

export interface Trial {
  scopes: ScopePlace[];
  scenarios: Scenario[];
}

/** All decisions that stand. */
export const everyRank = 900_000_000;

/** Scenarios that are worked out at a time: memory stays bounded. */
const atOnce = 20_000;

const made = ["customer_group", "standing_set", "standing_reach", "standing_home", "line_link", "scope_mate", "scope_line", "scenario", "scenario_payer", "scenario_line"];

/** Fills `scenario_worth`, the ARR of each scenario's scope at the closes of two days, and `scope_worth`, the same as it is, for the derivation in use. */
export async function workOut(db: Database, { scopes, scenarios }: Trial, days: { on: string; close: string }): Promise<void> {
  await useView(db);
  await db.runFile("decide/standing");
  await db.runFile("decide/scope_line", { scopes: JSON.stringify(scopes), ...days });
  await spoilView(db);
  try {
    for (let first = 0; first < scenarios.length; first += atOnce) await workOutSome(db, scenarios.slice(first, first + atOnce), days);
  } finally {
    await dropStages(db);
    await db.runFile("derive/present_line"); // macros that a cut by parent reads name it, also where nothing is cut
    for (const table of made) await db.run(`drop table if exists temp.${table}`);
  }
}

async function workOutSome(db: Database, scenarios: readonly Scenario[], days: { on: string; close: string }): Promise<void> {
  await db.runFile("decide/scenario", { scenarios: JSON.stringify(scenarios) });
  await db.joiningAsWritten(async () => {
    await db.run("delete from temp.undecided");
    for (const name of decidedFiles.slice(1)) await db.runFile(name);
  });
  await db.runFile("derive/present_line");
  const { moved } = await db.row("select count(*) as moved from decided_line where cell_set is not null");
  if (Number(moved) > 0) await db.runFile("derive/cell_facts");
  await db.runFile("decide/scenario_line");
  await runStages(db);
  await db.runFile("decide/scenario_worth", { ...days });
}
