/** A file about customers: what it says of each, from a day on, fills what their lines leave empty; versions on the record clock, like lines. */
import { createHash } from "node:crypto";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { matchCustomerColumns, type CustomerColumns } from "../sources/customer-columns.js";
import type { Database } from "./database.js";
import type { Derivations } from "./derivation.js";
import { ClosedWatch } from "./closed-watch.js";
import { deriveAll } from "./derive.js";
import { hiddenFacts, type IgnoredBy } from "./import-account.js";
import { rowsOfCustomers } from "./customer-rows.js";
import { arrOn, landUnder, moneyOf, refresh, refuseRejects, unlessRestated, withRows, Undone, type ImportOptions, type ImportResult } from "./import.js";
import { lastImport, logImport } from "./import-log.js";
import type { Reject } from "./land.js";
import { momentNow } from "./now.js";
import { policyHash } from "./policy-tables.js";
import { rowsOfArray, type Assumption, type FilledRows, type RowSet } from "./row-set.js";

/** A row about a customer: customer_id, from_date, name, parent_id, parent_name and attributes. */
export type CustomerInput = Record<string, unknown>;

/** The temporary relations, which are as large as the file. */
const customerFiles = ["land/read_csv", "land/given_row", "land/customer_row", "land/keep_fact"];

export async function importCustomers(db: Database, derivations: Derivations, policy: Policy, given: CustomerInput[] | string, options: ImportOptions): Promise<ImportResult> {
  const context = { reportingCurrency: policy.reporting_currency, timeZone: policy.time_zone, progress: options.progress };
  const rows = typeof given === "string" ? await rowsOfCustomers(given, options, context) : rowsOfArray(given, options.source ?? "customers");
  return withRows(db, rows, options, customerFiles, async () => {
    const match = matchCustomerColumns(rows.header, options.map, rows.source);
    if (match.problems.length > 0) throw new ProblemError(match.problems);
    const filled = await rows.fill(db);
    return () => keepFacts(db, derivations, policy, { rows, match, filled }, options);
  });
}

interface GivenFacts {
  rows: RowSet;
  match: CustomerColumns;
  filled: FilledRows;
}

async function keepFacts(db: Database, derivations: Derivations, policy: Policy, given: GivenFacts, options: ImportOptions): Promise<ImportResult> {
  await landUnder(db, policy);
  const result = await judgedFacts(db, policy, given);
  const before = await lastImport(db);
  let isFresh = await derivations.isStored(policyHash(policy), before.data_hash);
  if (isFresh) result.arr_before = result.arr_after = moneyOf(await arrOn(db, policy, ""), policy);
  refuseRejects(result, options);
  if (result.used === 0) throw new Undone(result);
  const watch = await ClosedWatch.beforeChange({ db, derivations }, policy, async () => {
    if (!isFresh) await derivations.store(policy, before.data_hash, () => deriveAll(db));
    isFresh = true;
  });
  const { rows, match } = given;
  const importId = before.import_id + 1;
  const now = momentNow();
  const recordedAt = importId === 1 ? null : now;
  await db.runFile("land/keep_fact", { import_id: importId, now, recorded_at: recordedAt });
  const content = createHash("sha256").update(JSON.stringify(["customers", rows.content, [...match.places]])).digest("hex");
  const dataHash = await logImport(db, { importId, kind: "customers", source: rows.source, note: "", content, recordedAt, previous: before.data_hash, counts: result });
  if (isFresh) await refresh(db, derivations, policy, dataHash, true);
  const restated = await unlessRestated(result, policy, watch, options);
  const told = { ...restated, kept: !options.dryRun, import_id: options.dryRun ? null : importId };
  if (options.dryRun) throw new Undone(told);
  options.progress?.("committing", 0, 1);
  return told;
}

async function judgedFacts(db: Database, policy: Policy, { rows, match, filled }: GivenFacts): Promise<ImportResult> {
  const told = [...match.places].filter(([name]) => name !== "customer_id" && name !== "from_date");
  const at = (name: string) => (match.places.has(name) ? match.places.get(name)! + 1 : null);
  await db.runFile("land/customer_row", { customer_at: at("customer_id"), from_at: at("from_date"), names: JSON.stringify(told.map(([name, place]) => ({ name, at: place + 1 }))) });
  const verdicts = new Map((await db.rows("select verdict, count(*) as rows from judged_customer group by verdict")).map((row) => [String(row["verdict"]), Number(row["rows"])]));
  const count = (...names: string[]) => names.reduce((sum, name) => sum + (verdicts.get(name) ?? 0), 0);
  const leftOut = (filled.leftOut ?? []).reduce((sum, { rows: left }) => sum + left, 0);
  const rejects = [...filled.broken.map((p): Reject => ({ row: p.at.row ?? 0, problems: [p] })), ...(await refusedFacts(db, rows))].sort((a, b) => a.row - b.row);
  const ignored: IgnoredBy = Object.fromEntries([...(filled.leftOut ?? []).map(({ why, rows: left }) => [why, left]), ["blank", count("blank", "nothing")], ["repeated", count("repeated")]].filter(([, many]) => many !== 0));
  const nothing = decimalText(0n, minorPlaces(policy.reporting_currency));
  return {
    rows_of: "customers", reading: null, kept: false, import_id: null, read: filled.read,
    used: count("used"), unchanged: count("unchanged"), ignored: count("blank", "nothing", "repeated") + leftOut, rejected: rejects.length,
    money: { used: [], unchanged: [], ignored: [], rejected: [], without_amount: { used: 0, unchanged: 0, ignored: 0, rejected: 0 } }, rejects,
    columns: ["customer_id", ...["from_date", "name", "parent_id", "parent_name"].filter((name) => match.places.has(name))], attributes: match.attributes,
    arr: nothing, arr_before: nothing, arr_after: nothing, currency: policy.reporting_currency,
    left_out: [], ignored_by: ignored, assumptions: assumed(match, rows, filled), ended: null, problems: [...rows.warnings, ...(await hiddenFacts(db, rows)), ...(await strangers(db))],
  };
}

function assumed(match: CustomerColumns, rows: RowSet, filled: FilledRows): Assumption[] {
  const always = match.places.has("from_date") ? "Rows without a from_date hold ever since" : "Without a from_date what is said holds ever since";
  return [...(rows.assumptions ?? []), ...(filled.assumptions ?? []), { text: always }, { text: "It fills what lines leave empty; what a line says itself stands" }];
}

async function refusedFacts(db: Database, rows: RowSet): Promise<Reject[]> {
  const found = await db.rows(
    `select row_no, verdict, from_text, contested, (select min(value) from told_fact where told_fact.row_no = judged_customer.row_no and told_fact.name = contested) as value
     from judged_customer where verdict in ('customer-id-missing', 'date-unreadable', 'customer-fact-twice') order by row_no`,
  );
  return found.map((found_row) => {
    const row = Number(found_row["row_no"]);
    return { row, problems: [refusal(String(found_row["verdict"]), row, { file: rows.source, row }, found_row)] };
  });
}

function refusal(verdict: string, row: number, at: { file: string; row: number }, found: Record<string, unknown>): Problem {
  const value = String(found["value"] ?? "");
  if (verdict === "customer-id-missing") return problem("customer-id-missing", { row, column: "customer_id", value: "empty" }, { ...at, column: "customer_id", value: "" });
  if (verdict === "customer-fact-twice") return problem("customer-fact-twice", { row, column: String(found["contested"]), value }, { ...at, column: String(found["contested"]), value });
  const date = String(found["from_text"]);
  return problem("date-unreadable", { row, column: "from_date", value: date }, { ...at, column: "from_date", value: date });
}

/** Customers of whom no line of the book tells. */
async function strangers(db: Database): Promise<Problem[]> {
  const { customers, examples } = await db.row(
    `select count(*) as customers, array_to_string(list_sort(list(customer_id))[:3], ', ') as examples
     from (select distinct customer_id from told_fact where customer_id not in (select customer_id from customer)) as unknown`,
  );
  return Number(customers) === 0 ? [] : [problem("customer-unknown", { customers: Number(customers), examples: String(examples) })];
}
