/** The log of what was done to the data: an entry for each import, retraction and undo. Entries are never changed; what holds is read from all of them. */
import { instantOf } from "../domain/instant.js";
import { createHash } from "node:crypto";
import type { TopicName } from "../domain/statements.js";
import type { Database, Row } from "./database.js";
import type { Known } from "./derivation.js";
import { momentNow } from "./now.js";

export interface ImportRecord {
  import_id: number;
  kind: "import" | "customers" | "retract" | "undo" | "decision" | "inputs" | TopicName;
  source: string;
  done_at: string;
  note: string;
  rows_read: number;
  used: number;
  unchanged: number;
  ignored: number;
  rejected: number;
  /** Versions that it ended. */
  superseded: number;
  /** The undo that took it back and stands itself; null where there is none, also where that undo was taken back. */
  undone_by: number | null;
  /** The undo that brought it back, where one that took it back was itself taken back, and nothing has since. */
  brought_back_by: number | null;
}

type LogRow = Omit<ImportRecord, "undone_by" | "brought_back_by">;

export async function listImports(db: Database): Promise<ImportRecord[]> {
  const rows = await db.rows("select * replace (cast(done_at as varchar) as done_at) from book.import order by import_id");
  return withUndone(rows.map(recordOf));
}

/** What an undo takes back stands in its source: the log alone tells what stands, however often one undo followed another. */
export const undoSource = (importId: number) => `import ${importId}`;

/** The same log, each with the undo that holds; an undo comes after what it takes back. */
export function withUndone(log: LogRow[]): ImportRecord[] {
  const standing = new Map<string, number>(); // by source, the undos that stand, the last of them
  const backBy = new Map<string, number>(); // by source, what took back the last of the undos that do not
  const records = log.toReversed().map((entry): ImportRecord => {
    const source = undoSource(entry.import_id);
    const undone_by = standing.get(source) ?? null;
    if (entry.kind === "undo" && !standing.has(entry.source)) {
      if (undone_by === null) standing.set(entry.source, entry.import_id);
      else if (!backBy.has(entry.source)) backBy.set(entry.source, undone_by);
    }
    return { ...entry, undone_by, brought_back_by: undone_by === null ? (backBy.get(source) ?? null) : null };
  });
  return records.reverse();
}

/** The last import that stands of what has this hash. */
export async function importOf(db: Database, content: string): Promise<ImportRecord | undefined> {
  const same = (await db.rows("select import_id from book.import where kind = 'import' and content = $content", { content })).map((row) => Number(row["import_id"]));
  if (same.length === 0) return undefined;
  return (await listImports(db)).findLast((entry) => same.includes(entry.import_id) && entry.undone_by === null);
}

interface LastImport {
  import_id: number;
  data_hash: string;
}

/** The state that a change builds on. */
export async function lastImport(db: Database): Promise<LastImport> {
  const row = await db.row("select import_id, data_hash from book.import order by import_id desc limit 1");
  return { import_id: Number(row["import_id"] ?? 0), data_hash: row["data_hash"] === undefined ? "" : String(row["data_hash"]) };
}

/** What the book knew after an entry of its log; undefined where it knows no more now. */
export async function knownAfter(db: Database, importId: number): Promise<Known | undefined> {
  const { import_id } = await lastImport(db);
  return import_id === importId ? undefined : { last_import: importId, last_decision: importId };
}

/** When an entry was made, in UTC, and the hash of the data since. */
export async function entryOf(db: Database, importId: number): Promise<{ done_at: string; data_hash: string }> {
  const row = await db.row("select cast(done_at as varchar) as done_at, data_hash from book.import where import_id = $import_id", { import_id: importId });
  return { done_at: instantOf(row["done_at"]), data_hash: String(row["data_hash"]) };
}

interface LogEntry {
  importId: number;
  kind: ImportRecord["kind"];
  source: string;
  note: string;
  /** What was given, as a hash: the same file read through the same columns has the same. */
  content: string;
  /** The record time of what names none. */
  recordedAt: string | null;
  previous: string;
  /** What else the state hangs on. */
  said?: unknown;
  counts: Record<"read" | "used" | "unchanged" | "ignored" | "rejected", number>;
}

/** Writes the log row; the data hash chains what was done to what was there before. */
export async function logImport(db: Database, entry: LogEntry): Promise<string> {
  const { counts } = entry;
  const chain = JSON.stringify([entry.previous, entry.kind, entry.source, entry.content, entry.recordedAt, counts.used, ...(entry.said === undefined ? [] : [entry.said])]);
  const dataHash = `sha256:${createHash("sha256").update(chain).digest("hex")}`;
  await db.run(
    `insert into import by name select $import_id as import_id, $kind as kind, $source as source, coalesce(cast($recorded_at as timestamp), cast(now() at time zone 'UTC' as timestamp)) as done_at, $note as note,
       $read as rows_read, $used as used, $unchanged as unchanged, $ignored as ignored, $rejected as rejected,
       (select count(*) from ended_version) as superseded, $content as content, $data_hash as data_hash`,
    {
      import_id: entry.importId, recorded_at: entry.recordedAt, kind: entry.kind, source: entry.source, note: entry.note, read: counts.read, used: counts.used,
      unchanged: counts.unchanged, ignored: counts.ignored, rejected: counts.rejected, content: entry.content, data_hash: dataHash,
    },
  );
  await keepRequest(db, entry.importId);
  return dataHash;
}

/** Under which key the change was asked for, kept or rolled back together with it. */
export async function keepRequest(db: Database, importId: number): Promise<void> {
  if (db.request !== undefined) await db.run("insert into book.request select $request_key, $import_id, cast(now() at time zone 'UTC' as timestamp)", { request_key: db.request, import_id: importId });
}

/** The entry of the log that a request made within the last day; undefined where it made none. */
export async function importOfRequest(db: Database, request: string): Promise<number | undefined> {
  const row = await db.row("select max(import_id) as import_id from book.request where request_key = $request_key and done_at > cast(now() at time zone 'UTC' as timestamp) - interval 1 day", { request_key: request });
  return row["import_id"] === null ? undefined : Number(row["import_id"]);
}

/** A thing done by hand, and the moment and number under which it is in the log. */
export interface HandStep {
  importId: number;
  now: string;
}

/**
 * Lets `work` change lines or decisions, inside a transaction, and tells it in the log; answers the hash of the data as they are then.
 * @param work what else than the words of the log tells this change from another
 */
export async function logByHand(db: Database, told: { kind: ImportRecord["kind"]; source: string; note: string }, work: (step: HandStep) => Promise<readonly string[]>): Promise<string> {
  const before = await lastImport(db);
  const step = { importId: before.import_id + 1, now: momentNow() };
  const others = await work(step);
  const content = createHash("sha256").update(JSON.stringify([told.kind, told.source, told.note, ...others])).digest("hex");
  const counts = { read: 0, used: 0, unchanged: 0, ignored: 0, rejected: 0 };
  return logImport(db, { importId: step.importId, ...told, content, recordedAt: step.now, previous: before.data_hash, counts });
}

const recordOf = (row: Row): LogRow => ({
  import_id: Number(row["import_id"]),
  kind: row["kind"] as ImportRecord["kind"],
  source: String(row["source"]),
  done_at: instantOf(row["done_at"]),
  note: String(row["note"]),
  rows_read: Number(row["rows_read"]),
  used: Number(row["used"]),
  unchanged: Number(row["unchanged"]),
  ignored: Number(row["ignored"]),
  rejected: Number(row["rejected"]),
  superseded: Number(row["superseded"]),
});

/** Every name under which lines of a source came: its own, and those that standing imports called former names of it. */
export async function namesOfSource(db: Database, source: string): Promise<string[]> {
  const aliases = await db.rows("select import_id, former from book.source_alias where source = $source", { source });
  if (aliases.length === 0) return [source];
  const standing = new Set((await listImports(db)).filter((entry) => entry.undone_by === null).map((entry) => entry.import_id));
  return [...new Set([source, ...aliases.filter((row) => standing.has(Number(row["import_id"]))).map((row) => String(row["former"]))])];
}
