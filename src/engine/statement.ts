/** What people say beside the lines, kept in versions on the record clock: the last word on a subject counts, nothing is ever deleted. */
import { instantOf } from "../domain/instant.js";
import { createHash } from "node:crypto";
import { today } from "../domain/calendar.js";
import type { Policy } from "../domain/policy.js";
import { nearest, problem, ProblemError, refuse, type Place, type Problem } from "../domain/problem.js";
import { readSaid, topicOf, type Said, type TopicName } from "../domain/statements.js";
import type { Database, Row } from "./database.js";
import type { Derivations } from "./derivation.js";
import { idleWords } from "./idle-words.js";
import { lastImport, logImport, type ImportRecord } from "./import-log.js";
import { momentNow } from "./now.js";
import { policyHash } from "./policy-tables.js";

/** A thing that was said. */
export interface Statement {
  /** Null where it was not kept. */
  statement_id: number | null;
  topic: string;
  /** Its fields, as they were read: days as YYYY-MM-DD, amounts as plain decimals. */
  said: Record<string, string>;
  recorded_at: string;
  /** Under which number it is in the log of imports. */
  import_id: number | null;
  /** False for a dry run, and where the same was said before. */
  kept: boolean;
}

/** What was said by hand, and what it fits nothing of. */
export interface SaidWord extends Statement {
  problems: Problem[];
}

export interface SayOptions {
  /** Read and judge it, and keep nothing. */
  dryRun?: boolean | undefined;
}

/** Fields of a topic by their names (src/domain/statements), `by` (who says it) and `recorded_on` (since when it is known; default: now). */
export type StatementInput = Readonly<Record<string, string | number | undefined>>;

/** What a change of things said needs to know of the book. */
export interface Saying {
  db: Database;
  derivations: Derivations;
  policy: Policy;
  /** Makes the tables of the book's own policy the ones in use. */
  useOwn: () => Promise<unknown>;
}

/** A row that is to be kept. */
export interface StatementRow extends Said {
  row_no: number;
  topic: string;
  /** A day or a moment; empty: now. */
  recorded_on: string;
  is_removed: boolean;
}

/** How it stands in the log. */
interface Told {
  kind: ImportRecord["kind"];
  source: string;
  note: string;
  content?: string;
  /** What became of the rows of a file, of which these say something new. */
  counts?: (fresh: readonly number[]) => Record<"read" | "used" | "unchanged" | "ignored" | "rejected", number>;
}

const byHand = { read: 0, used: 0, unchanged: 0, ignored: 0, rejected: 0 };

/** Ends a transaction of which nothing is to be kept, with what it found. */
class Unsaid extends Error {
  constructor(readonly rows: KeptRows) {
    super("nothing is kept");
  }
}

export interface KeptRows {
  /** Null where nothing was kept. */
  importId: number | null;
  /** The rows that say something new. */
  fresh: number[];
  statements: Statement[];
}

/** Says one thing by hand. */
export async function say(saying: Saying, name: TopicName, given: StatementInput, options: SayOptions = {}): Promise<SaidWord> {
  const topic = topicOf(name);
  const read = readSaid(topic, given, { calendar: saying.policy, today: today(saying.policy.time_zone) }, { place: {}, nameOf: (field) => field });
  if (Array.isArray(read)) throw new ProblemError(read);
  const unknown = await unknownNames(saying.db, read.said, {});
  if (unknown.length > 0) throw new ProblemError(unknown);
  const row = { ...read, row_no: 1, topic: name, recorded_on: recordedOn(given["recorded_on"]), is_removed: false };
  const { said } = read;
  const problems = await idleWords(saying.db, [{ ...row, at: {} }], today(saying.policy.time_zone), saying.useOwn);
  const source = [topic.verb, ...topic.subject.map((field) => said[field] ?? "")].filter(Boolean).join(" ");
  const { statements } = await keepRows(saying, { kind: name, source, note: said["note"] ?? "" }, [row], options.dryRun === true);
  const known = statements.length > 0 ? [] : (await standing(saying.db, name)).filter((one) => sameSubject(one, read, topic.subject));
  const told = [...statements, ...known.map((one) => ({ ...one, kept: false })), { statement_id: null, topic: name, said, recorded_at: "", import_id: null, kept: false }][0]!;
  return { ...told, problems };
}

const sameSubject = (one: Statement, { said }: Said, subject: readonly string[]): boolean => subject.every((field) => (one.said[field] ?? "") === (said[field] ?? ""));

function recordedOn(given: unknown): string {
  const text = given === undefined ? "" : String(given).trim();
  if (text !== "" && !/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/.test(text)) refuse("option-value", { option: "recorded_on", value: text, expected: "a day such as 2026-03-01" });
  return text;
}

/** Takes things back that were said; they stay known for what they were. */
export async function unsay(saying: Saying, name: TopicName | "input", ids: readonly number[], options: SayOptions & { note?: string | undefined } = {}): Promise<Statement[]> {
  const { title, kind } = name === "input" ? { title: "inputs", kind: "inputs" as const } : { title: topicOf(name).title.toLowerCase(), kind: name };
  const known = await standing(saying.db, name);
  const subjects = new Map((await saying.db.rows("select statement_key, subject from standing_statement($topic)", { topic: name })).map((row) => [Number(row["statement_key"]), String(row["subject"])]));
  const rows = [...new Set(ids)].map((id, at): StatementRow => {
    const found = known.find((one) => one.statement_id === id);
    if (!found) refuse("statement-not-found", { title, id: String(id), known: known.slice(0, 3).map((one) => String(one.statement_id)), command: name === "input" ? "annua inputs list" : `annua ${name} list` });
    return { row_no: at + 1, topic: name, subject: subjects.get(id)!, said: found.said, recorded_on: "", is_removed: true };
  });
  const kept = await keepRows(saying, { kind, source: `remove ${ids.join(" ")}`, note: options.note ?? "" }, rows, options.dryRun === true);
  return kept.statements.map((one, at) => ({ ...one, statement_id: [...new Set(ids)][at]! }));
}

/** What is said of a topic and holds, in the order of its days. */
export async function standing(db: Database, name: string): Promise<Statement[]> {
  await useOwnTables(db);
  const rows = await db.rows(
    `select statement_key, topic, map_entries(said) as said, cast(recorded_at as varchar) as recorded_at, import_id from standing_statement($topic)
     order by coalesce(said['date'], said['from_date'], ''), statement_key`,
    { topic: name },
  );
  return rows.map((row) => statementOf(row, true));
}

/** Customers and products that no line has. @param at where they stand */
export async function unknownNames(db: Database, said: Readonly<Record<string, string>>, at: Place): Promise<Problem[]> {
  const { customer_id, product } = said;
  return [
    ...(customer_id === undefined ? [] : await unknownAmong(db, { table: "customer", value: customer_id }, (near) => problem("statement-customer", { customer: customer_id, nearest: near }, at))),
    ...(product === undefined ? [] : await unknownAmong(db, { table: "product", value: product }, (near) => problem("statement-product", { product, nearest: near }, at))),
  ];
}

const likeQueries = {
  customer: "select customer_id as name from book.customer order by customer_id <> $value, levenshtein(lower(customer_id), lower($value)), customer_id limit 1",
  product: "select product as name from book.product order by product <> $value, levenshtein(lower(product), lower($value)), product limit 1",
} as const;

async function unknownAmong(db: Database, { table, value }: { table: keyof typeof likeQueries; value: string }, told: (near: string | undefined) => Problem): Promise<Problem[]> {
  const name = String((await db.row(likeQueries[table], { value }))["name"] ?? "");
  return name === value ? [] : [told(nearest(value, [name]))];
}

/** Keeps rows in one transaction, as one entry of the log; nothing where none of them says anything new, or with `dryRun`. */
export async function keepRows({ db, derivations, policy }: Saying, told: Told, rows: readonly StatementRow[], dryRun: boolean): Promise<KeptRows> {
  await useOwnTables(db);
  const kept = db.transaction(async (): Promise<KeptRows> => {
    const before = await lastImport(db);
    if (before.import_id === 0) refuse("statement-before-lines", {});
    const isFresh = await derivations.isStored(policyHash(policy), before.data_hash);
    const [importId, now] = [before.import_id + 1, momentNow()];
    const given = JSON.stringify(rows.map((row) => ({ ...row, said: sorted(row.said) })));
    await db.runFile("land/keep_statement", { rows: given, import_id: importId, now, time_zone: policy.time_zone });
    const fresh = (await db.rows("select row_no from new_statement order by row_no")).map((row) => Number(row["row_no"]));
    const statements = await madeBy(db, importId);
    if (fresh.length === 0 || dryRun) throw new Unsaid({ importId: null, fresh, statements: statements.map((one) => ({ ...one, statement_id: null, import_id: null, kept: false })) });
    const counts = told.counts?.(fresh) ?? byHand;
    const content = told.content ?? createHash("sha256").update(JSON.stringify([told.kind, told.source, told.note, given])).digest("hex");
    const dataHash = await logImport(db, { importId, kind: told.kind, source: told.source, note: told.note, content, recordedAt: now, previous: before.data_hash, counts });
    // no line has changed, so what was derived of them holds for the data as they are now
    if (isFresh) await derivations.store(policy, dataHash, async () => undefined);
    return { importId, fresh, statements };
  });
  return kept
    .catch((error: unknown) => {
      if (error instanceof Unsaid) return error.rows;
      throw error;
    })
    .finally(() => db.dropMade(["land/keep_statement"]));
}

/** The book's own tables, and what is said in them: a book that was just opened has not been asked anything yet. */
async function useOwnTables(db: Database): Promise<void> {
  await db.run("set search_path = 'book'");
  await db.runFile("question/statement_span");
}

async function madeBy(db: Database, importId: number): Promise<Statement[]> {
  const rows = await db.rows(
    "select statement_key, topic, map_entries(said) as said, cast(recorded_at as varchar) as recorded_at, import_id from statement where import_id = $import_id order by statement_key",
    { import_id: importId },
  );
  return rows.map((row) => statementOf(row, true));
}

/** The same fields in one order: what is said again is known by it. */
const sorted = (said: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));

const statementOf = (row: Row, kept: boolean): Statement => ({
  statement_id: Number(row["statement_key"]),
  topic: String(row["topic"]),
  said: Object.fromEntries((row["said"] as { key: string; value: string }[]).map(({ key, value }) => [key, value])),
  recorded_at: instantOf(row["recorded_at"]),
  import_id: Number(row["import_id"]),
  kept,
});
