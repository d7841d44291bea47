/**
 * From landed lines to the ledger under one policy. The relations are worked out for the customers in scope only, and in ranges of
 * customers, so that memory stays bounded and an import redoes nobody but those it touched.
 */
import type { Policy } from "../domain/policy.js";
import { meanQuestions } from "./connection.js";
import type { Database } from "./database.js";
import { policyParameter } from "./policy-tables.js";

/** The stages of a derivation, in order; each is the file of the relation that it makes. */
export const stages = [
  "known_line", "line_cut", "plan_line", "line_factor", "run_on", "counted_line", "line_rate", "ramp_price", "line_price", "priced_line",
  "delicate_pair", "covering_line", "cover_gap", "held_line", "placed_line", "converted_line", "last_cover", "arr_line",
] as const;

/** What is kept of the movements of all customers together: taken out for those of a scope before they change, and added again. They are netted over the days of `day_total`. */
const sums = ["scope_moved", "month_flow", "set_flow"] as const;

/** What is made of the ARR of lines and of nothing else, be it all lines or some. */
export const ledgerRelations = ["arr_line", "arr_change", "customer_day", "payer_set", "day_total", ...sums] as const;

/** The relations that stay: each file adds the scope's rows to its own. */
export const storedRelations = [
  "counted_line", ...ledgerRelations, "unrated_line", "signed_line", "noticed_line", "replaced_line", "held_cover",
] as const;

/** What decisions set of present lines, in order. */
export const decidedFiles = ["decide/set_in_force", "decide/customer_head", "decide/decided_field", "decide/decided_amount", "decide/decided_tie", "decide/decided_line", "decide/customer_home"] as const;

/** No customer has a greater key. */
export const lastKey = 2_147_483_647;

/** Lines worked on at a time, about. */
const linesInRange = 1_000_000;

export type Progress = (phase: string, done: number, total: number) => void;

/** The policy's tables, in the schema that is searched first. */
export async function setPolicyTables(db: Database, policy: Policy): Promise<void> {
  await db.runFile("policy", { policy: policyParameter(policy) });
  await spoilView(db);
}

/**
 * Makes what reports call mean the tables of the derivation in use. What rates did is looked at only under rates that move: looking costs a third of
 * planning a waterfall.
 */
export async function bindQuestions(db: Database): Promise<void> {
  await useView(db);
  await meanQuestions(db);
  const { moves } = await db.row("select exists (select 1 from rate group by currency having count(*) > 1) as moves");
  if (moves !== true) await db.mean(["question/currency_still"]);
}

/** Derives everything anew. */
export async function deriveAll(db: Database, progress?: Progress): Promise<void> {
  await db.runFile("derived");
  await bindView(db);
  await bindQuestions(db);
  await keepCells(db);
  await deriveFacts(db);
  await inRanges(db, deriveScope, progress);
  await dropStages(db);
}

/** Does `work` for all customers, so many at a time that memory stays bounded. */
export async function inRanges(db: Database, work: (db: Database) => Promise<void>, progress?: Progress): Promise<void> {
  const { customers, ranges } = await customerRanges(db);
  for (const { from, to } of ranges) {
    progress?.("deriving", from - 1, customers);
    await scopeTo(db, { from, to });
    await db.runFile("derive/scope");
    await work(db);
  }
  progress?.("deriving", customers, customers);
}

interface KeyRange {
  from: number;
  to: number;
}

/** Makes the customers of a range the scope, each with whoever is worked out together with it. */
export async function scopeTo(db: Database, { from, to }: KeyRange): Promise<void> {
  await db.run(
    `create or replace temp table scope_customer as
     select customer_key from customer left join customer_home using (customer_key) left join customer_group using (customer_key)
     where coalesce(group_key, home_key, customer_key) >= $from and coalesce(group_key, home_key, customer_key) < $to`,
    { from, to },
  );
}

/** Ranges of customer keys, half-open, of about as many lines as are worked on at a time; one range where customers hang together by parents and by decisions. */
export async function customerRanges(db: Database): Promise<{ customers: number; ranges: KeyRange[] }> {
  const size = await db.row(`select (select count(*) from customer) as customers, (select count(*) from line_version) as lines,
    exists (from customer_group) and exists (from customer_home) as is_tied`);
  const [customers, lines] = [Number(size["customers"]), Number(size["lines"])];
  const step = size["is_tied"] === true ? Math.max(1, customers) : Math.max(1, Math.ceil((customers * linesInRange) / Math.max(lines, 1)));
  const ranges = Array.from({ length: Math.ceil(customers / step) }, (_, index) => ({ from: 1 + index * step, to: 1 + (index + 1) * step }));
  return { customers, ranges };
}

/** Derives the customers of `scope_customer` anew, and nobody else. @param isBound whether the view was bound after the last change */
export async function deriveTouched(db: Database, isBound = false): Promise<void> {
  if (!isBound) await bindView(db);
  await bindQuestions(db);
  await keepCells(db);
  await db.joiningAsWritten(() => db.runFile("decide/scope_reach"));
  await db.run("create or replace temp table former_group as from customer_group");
  await deriveFacts(db);
  await reachGroups(db);
  await db.runFile("derive/scope");
  for (const sum of [...sums, "day_total"]) await db.runFile(`store/${sum}`, { sign: -1 });
  await db.runFile("derive/forget");
  await deriveScope(db);
  await dropStages(db);
  await netSetFlow(db);
}

/** Each change adds rows: they are netted once there are far more of them than days of change, so that reading them stays cheap. */
async function netSetFlow(db: Database): Promise<void> {
  const { flows, days } = await db.row("select (select count(*) from set_flow) as flows, (select count(*) from customer_day) as days");
  if (Number(flows) > 4 * Number(days) + 1000) await db.runFile("store/netted_flow");
}

/** Whoever shares a parent with a customer in scope brings those that decisions tie to it, and these their parents' others, until nobody is added. */
async function reachGroups(db: Database): Promise<void> {
  for (let known = await scopeSize(db); ; known = await scopeSize(db)) {
    await db.runFile("derive/group_reach");
    if ((await scopeSize(db)) === known) return;
    await db.joiningAsWritten(() => db.runFile("decide/scope_reach"));
  }
}

const scopeSize = async (db: Database): Promise<number> => Number((await db.row("select count(*) as customers from scope_customer"))["customers"]);

/** The present view of the lines and the facts of their cells, under the policy in use: to be made anew whenever data, decisions or that policy have changed. */
export async function bindView(db: Database): Promise<void> {
  await spoilView(db);
  await bindDecisions(db);
  await db.runFile("derive/present_line");
  await db.runFile("derive/cell_facts");
  await db.run("insert into temp.bound_view select current_setting('search_path'), false");
}

/** What decisions set; where nobody ever decided, that is nothing of any line under any policy, and made once. */
async function bindDecisions(db: Database): Promise<void> {
  const { none, made } = await db.row("select not exists (from book.decision) as none, exists (from temp.undecided) as made");
  if (none === true && made === true) return;
  await db.joiningAsWritten(async () => {
    for (const name of decidedFiles) await db.runFile(name);
  });
  await db.run("delete from temp.undecided");
  if (none === true) await db.run("insert into temp.undecided values (true)");
}

/** The same, unless it was made of the tables in use and nothing was bound since; what says so is rolled back with it. */
export async function useView(db: Database): Promise<void> {
  const bound = await db.rows("from temp.bound_view where tables = current_setting('search_path')");
  if (bound.length === 0) await bindView(db);
}

/** What the view was made of has changed, or something else takes its place. */
export async function spoilView(db: Database): Promise<void> {
  await db.run("delete from temp.bound_view");
}

/** What is small and worked out as a whole: rates, top parents of customers, the attributes that they go by. */
export async function deriveFacts(db: Database): Promise<void> {
  await meanQuestions(db);
  await db.runFile("derive/fx_rate");
  await db.runFile("derive/customer_group");
  await db.runFile("derive/restated_customer");
  await db.runFile("derive/told_stretch");
}

/** There is something to keep only after a change of the data: a book that is read has kept it. */
async function keepCells(db: Database): Promise<void> {
  const { made } = await db.row("select count(*) as made from made_cell");
  if (Number(made) > 0) await db.runFile("decide/keep_cell");
}

/** Prices the lines in view of the customers in scope: what is left is `arr_line_scope`. */
export async function runStages(db: Database): Promise<void> {
  await db.joiningAsWritten(async () => {
    for (const stage of stages) await db.runFile(`derive/${stage}`);
  });
}

async function deriveScope(db: Database): Promise<void> {
  await runStages(db);
  for (const relation of storedRelations) await db.runFile(`store/${relation}`, { sign: 1 });
}

/** Stages are scaffolding: large, and of one scope only. */
export async function dropStages(db: Database): Promise<void> {
  await db.dropMade([...stages.map((stage) => `derive/${stage}`), "store/scope_moved"]);
}
