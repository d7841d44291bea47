/**
 * What customers would come to if something were decided otherwise: their lines are copied, once for each way to decide, and priced by
 * the very stages that price the book. Nothing of it is stored, and no figure reads it.
 */
import type { Database } from "./database.js";
import { bindView, decidedFiles, dropStages, stages } from "./derive.js";

/** A field that a choice sets of the lines that it names. */
export interface FieldSet {
  target: string;
  target_id: string;
  target_name: string;
  field: string;
  value: string;
}

export interface Scenario {
  scenario_no: number;
  /** Keys of customers; those that decisions put together with them come along. */
  customers: number[];
  /** Decisions that stand and were recorded no later than this one. */
  most_rank: number;
  /** Chosen on top of them. */
  sets: FieldSet[];
}

/** All decisions that stand. */
export const everyRank = 900_000_000;

/** Scenarios that are worked out at a time: memory stays bounded. */
const atOnce = 5_000;

const made = ["standing_set", "standing_reach", "standing_home", "foreign_link", "scenario", "scenario_member", "scenario_line"];

/** Fills `scenario_worth`: the ARR of each scenario's customers at the closes of two days, for the derivation in use. */
export async function workOut(db: Database, scenarios: readonly Scenario[], days: { on: string; close: string }): Promise<void> {
  await bindView(db);
  await db.runFile("decide/standing");
  try {
    for (let first = 0; first < scenarios.length; first += atOnce) await workOutSome(db, scenarios.slice(first, first + atOnce), days);
  } finally {
    await dropStages(db);
    await bindView(db);
    for (const table of made) await db.run(`drop table if exists temp.${table}`);
  }
}

async function workOutSome(db: Database, scenarios: readonly Scenario[], days: { on: string; close: string }): Promise<void> {
  await db.runFile("decide/scenario", { scenarios: JSON.stringify(scenarios) });
  await db.runFile(decidedFiles[1]);
  await db.runFile("derive/present_line");
  await db.runFile("decide/scenario_line");
  for (const stage of stages) await db.runFile(`derive/${stage}`);
  await db.runFile("decide/scenario_worth", { ...days });
}
