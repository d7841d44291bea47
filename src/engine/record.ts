/** The log of what was done to the data, and taking it back. Nothing is deleted: what ends, ends on the record clock. */
import type { Policy } from "../domain/policy.js";
import { nearest, problem, ProblemError, refuse, type Problem } from "../domain/problem.js";
import { ClosedWatch, keptOnly, madeBy, type RestatementOptions, type Restating } from "./closed-watch.js";
import { correctionsOf, type Correction } from "./corrections.js";
import type { Database } from "./database.js";
import type { Derivations } from "./derivation.js";
import { policyHash } from "./policy-tables.js";
import { deriveAll } from "./derive.js";
import { arrOn, landUnder, moneyOf, refresh } from "./import.js";
import { lastImport, listImports, logByHand, type ImportRecord, undoSource, withUndone } from "./import-log.js";

export interface ImportChange extends ImportRecord {
  lines: { line_id: string; customer: string; row: number; change: "brought" | "ended" }[];
  /** The lines that it both ended and brought anew, each with what differs. */
  corrections: Correction[];
  /** What it said of customers, and what of that it ended. */
  facts: { customer: string; from_date: string; name: string; value: string; row: number; change: "brought" | "ended" }[];
  /** What it says beside the lines, what it takes back of that, and what an undo took out. */
  statements: { topic: string; customer: string; what: string; row: number; change: "brought" | "removed" | "ended" }[];
}

/** What a change by hand did, or with `dryRun` would do, and ARR at the close of today on both sides of it. */
export interface HandChange extends Omit<ImportChange, "import_id">, Restating {
  /** Null where nothing was kept. */
  import_id: number | null;
  /** Exact decimal text in `currency`. */
  arr_before: string;
  arr_after: string;
  currency: string;
}

export interface HandOptions extends RestatementOptions {
  /** Why, for the log. */
  note?: string | undefined;
}

/** Whose lines, under which policy. */
interface Changing {
  db: Database;
  derivations: Derivations;
  policy: Policy;
}

/** A part of each list that an entry of the log has: so many of its rows, after so many. */
export interface ListPart {
  from: number;
  size: number;
}

export const wholeLists: ListPart = { from: 0, size: 1e12 };

export async function showImport(db: Database, importId: number, part: ListPart = wholeLists): Promise<ImportChange> {
  const record = (await listImports(db)).find((entry) => entry.import_id === importId);
  if (!record) refuse("import-not-found", { import_id: String(importId) });
  const rows = await db.rows(
    `select line_id, customer_id, source_row, 'brought' as change from book.line_version join book.customer using (customer_key) where import_id = $id
     union all
     select line_id, customer_id, source_row, 'ended' from book.line_version join book.customer using (customer_key) where superseded_by = $id
     order by change, source_row, line_id limit $size offset $from`,
    { id: importId, ...part },
  );
  const lines = rows.map((row) => ({ line_id: String(row["line_id"]), customer: String(row["customer_id"]), row: Number(row["source_row"]), change: row["change"] as "brought" | "ended" }));
  return { ...record, lines, corrections: await correctionsOf(db, importId, part), facts: await factsOf(db, importId, part), statements: await statementsOf(db, importId, part) };
}

async function statementsOf(db: Database, importId: number, part: ListPart): Promise<ImportChange["statements"]> {
  const rows = await db.rows(
    `select topic, coalesce(said['customer_id'], '') as customer, source_row as row, case when import_id <> $id then 'ended' when is_removed then 'removed' else 'brought' end as change,
       array_to_string(list_transform(list_filter(map_entries(said), e -> e.key <> 'customer_id'), e -> e.key || ': ' || e.value), '; ') as what
     from book.statement where import_id = $id or withdrawn_import = $id order by change, source_row, statement_key limit $size offset $from`,
    { id: importId, ...part },
  );
  return rows.map(({ topic, customer, what, row, change }) => ({
    topic: String(topic), customer: String(customer), what: String(what), row: Number(row), change: change as ImportChange["statements"][number]["change"],
  }));
}

async function factsOf(db: Database, importId: number, part: ListPart): Promise<ImportChange["facts"]> {
  const rows = await db.rows(
    `select customer_id as customer, coalesce(cast(from_date as varchar), '') as from_date, name, value, source_row as row, case when import_id = $id then 'brought' else 'ended' end as change
     from book.customer_fact where import_id = $id or superseded_by = $id order by change, source_row, fact_key limit $size offset $from`,
    { id: importId, ...part },
  );
  return rows.map(({ customer, from_date, name, value, row, change }) => ({
    customer: String(customer), from_date: String(from_date), name: String(name), value: String(value), row: Number(row), change: change as "brought" | "ended",
  }));
}

/** Ends lines of the present view now, by hand. */
export async function retractLines(changing: Changing, lineIds: string[], options: HandOptions): Promise<HandChange> {
  const { db } = changing;
  const adjusted = lineIds.filter((line) => /^decision-\d+$/.test(line));
  if (adjusted.length > 0) throw new ProblemError(adjusted.map((line) => problem("line-is-decision", { line_id: line, decision: line.slice("decision-".length) })));
  return changeLines(changing, { kind: "retract", source: lineIds.join(" ") }, options, async (now, changeId) => {
    await db.runFile("land/named_line", { line_ids: JSON.stringify(lineIds) });
    const missing = await missingLines(db);
    if (missing.length > 0) throw new ProblemError(missing);
    await db.runFile("land/retract", { now, change_id: changeId });
  });
}

/** What ended a line, as its problem says it before the number. */
const deeds: Partial<Record<ImportRecord["kind"], string>> = {
  retract: "was retracted already, by import", undo: "went when something was taken back, by import", import: "is missing in a whole list, and was ended by import",
};

/** Named lines that are not in the present view: taken out before, or never there. */
async function missingLines(db: Database): Promise<Problem[]> {
  const rows = await db.rows(
    `with gone as (
       select line_id, max(retracted_by) as import_id from changed_line left join line_version using (line_id)
       group by line_id having count(line_key) filter (where superseded_at is null) = 0
     )
     select line_id, import_id, kind, note, cast(cast(done_at as date) as varchar) as done_on from gone left join import using (import_id) order by line_id`,
  );
  if (rows.length === 0) return [];
  const known = (await db.rows("select distinct line_id from line_version where superseded_at is null limit 100000")).map((row) => String(row["line_id"]));
  return rows.map(({ line_id, import_id, kind, note, done_on }) => {
    const lineId = String(line_id);
    const deed = deeds[kind as ImportRecord["kind"]];
    if (deed === undefined) return problem("line-not-found", { line_id: lineId, nearest: nearest(lineId, known) });
    return problem("line-gone", { line_id: lineId, import_id: Number(import_id), deed, note: kind === "retract" ? String(note) : "", done_on: String(done_on) });
  });
}

/** Makes the view what it would be without an import, a retraction or an undo: ends what it brought, and records anew what it had ended. */
export async function undoImport(changing: Changing, importId: number, options: HandOptions): Promise<HandChange> {
  const { db } = changing;
  const log = await listImports(db);
  const record = log.find((entry) => entry.import_id === importId);
  if (!record) refuse("import-not-found", { import_id: String(importId) });
  if (record.kind === "decision") refuse("import-is-decision", { import_id: importId, source: record.source });
  if (record.undone_by !== null) refuse("import-undone", { import_id: importId, undone_by: record.undone_by });
  return changeLines(changing, { kind: "undo", source: undoSource(importId) }, options, async (now, changeId) => {
    const undo = { ...record, import_id: changeId, kind: "undo", source: undoSource(importId) } as const;
    const undone = withUndone([...log, undo]).filter((entry) => entry.undone_by !== null).map((entry) => entry.import_id);
    await db.runFile("land/undo", { now, change_id: changeId, acts: JSON.stringify(actsOf(log, record)), undone: JSON.stringify(undone) });
    await db.runFile("land/undo_fact", { now, change_id: changeId, acts: JSON.stringify(actsOf(log, record)), undone: JSON.stringify(undone) });
    await db.runFile("land/undo_statement", { now, change_id: changeId, undone: JSON.stringify(undone) });
  });
}

/** An undo, what it took back, and so on down to an import or a retraction. */
function actsOf(log: ImportRecord[], record: ImportRecord): number[] {
  const taken = record.kind === "undo" ? log.find((entry) => undoSource(entry.import_id) === record.source) : undefined;
  return [record.import_id, ...(taken === undefined ? [] : actsOf(log, taken))];
}

/** The files that take lines out and bring them back; what they make on the way goes when it is done. */
const changingFiles = ["land/named_line", "land/undo", "land/supersede", "land/touched"];

async function changeLines(
  { db, derivations, policy }: Changing, { kind, source }: { kind: "retract" | "undo"; source: string }, options: HandOptions,
  work: (now: string, changeId: number) => Promise<void>,
): Promise<HandChange> {
  const { note = "", dryRun = false } = options;
  const changed = db.transaction(async () => {
    await landUnder(db, policy);
    const { import_id: last, data_hash } = await lastImport(db);
    // what ARR was is asked under the same definition as what it becomes
    if (!(await derivations.isStored(policyHash(policy), data_hash))) await derivations.store(policy, data_hash, () => deriveAll(db));
    const arrBefore = moneyOf(await arrOn(db, policy, ""), policy);
    const watch = await ClosedWatch.beforeChange({ db, derivations }, policy);
    const dataHash = await logByHand(db, { kind, source, note }, async ({ importId, now }) => {
      await work(now, importId);
      await db.runFile("land/supersede", { import_id: importId });
      return [];
    });
    await refresh(db, derivations, policy, dataHash, true);
    const restated = await watch.settle(policy, options);
    const told = { ...(await showImport(db, last + 1)), restated, arr_before: arrBefore, arr_after: moneyOf(await arrOn(db, policy, ""), policy), currency: policy.reporting_currency };
    return keptOnly<HandChange>(dryRun ? { ...told, import_id: null, kept: false } : { ...told, kept: true });
  });
  return madeBy(changed).finally(() => db.dropMade(changingFiles));
}
