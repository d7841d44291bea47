/** Importing: judge every row, keep all that is new or nothing, bring the figures of those it touches up to date; one transaction. */
import { createHash } from "node:crypto";
import { today } from "../domain/calendar.js";
import { lineColumns, type LineInput } from "../domain/contract.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import type { Derivations } from "./derivation.js";
import { deriveAll, deriveTouched, setPolicyTables, type Progress } from "./derive.js";
import { importOf, lastImport, logImport } from "./import-log.js";
import { judgeRows, keepRows, landingFiles, type Judgement, type RowsToJudge } from "./land.js";
import { isOverflow, overflowProblem, widestLines } from "./overflow.js";
import { policyHash } from "./policy-tables.js";
import { columnsOf, rowsOfArray, rowsOfFile } from "./row-set.js";

export interface ImportOptions {
  /** Field -> the file's own column name, where they differ. */
  map?: Record<string, string> | undefined;
  /** Go on without the rows that can't be used. */
  allowRejects?: boolean | undefined;
  /** With allowRejects: at most so many. */
  maxRejects?: number | undefined;
  /** Judge and derive, answer, and keep nothing. */
  dryRun?: boolean | undefined;
  /** Shown as the source of the rows where they are objects. */
  source?: string | undefined;
  progress?: Progress | undefined;
}

export interface ImportResult extends Judgement {
  /** False where nothing was kept: a dry run, rejects, or nothing new. */
  kept: boolean;
  import_id: number | null;
  read: number;
  /** Columns of a line that the rows have. */
  columns: string[];
  /** Columns that became attributes. */
  attributes: string[];
  /** ARR of the used lines at the close of today, in the reporting currency. */
  arr: string;
  arr_before: string;
  arr_after: string;
  currency: string;
  problems: Problem[];
}

/** Up to so many rows, sharing the work among threads costs more than it brings. */
const smallImport = 200_000;

/** What became of an import that failed. */
const nothingKept = "nothing was kept";

/** Undoes the transaction and carries what was found out of it. */
class Undone extends Error {
  constructor(readonly result: ImportResult) {
    super("undone");
  }
}

export async function importRows(db: Database, derivations: Derivations, policy: Policy, given: LineInput[] | string, options: ImportOptions): Promise<ImportResult> {
  const rows = typeof given === "string" ? await rowsOfFile(given, options.progress) : rowsOfArray(given, options.source ?? "rows");
  if (rows.size <= smallImport) await db.useThreads(1);
  try {
    const match = columnsOf(rows, options.map);
    options.progress?.("landing", 0, 1);
    // before the transaction: the fast reader may fail on an odd file, and a failed statement would take the transaction with it
    const filled = await rows.fill(db);
    return await db.transaction(() => importInside(db, derivations, policy, { rows, match, filled }, options));
  } catch (error) {
    if (error instanceof Undone) return error.result;
    throw writeProblem(error);
  } finally {
    await rows.dispose();
    if (rows.size <= smallImport) await db.useThreads(undefined);
    await db.dropMade(landingFiles).catch(() => undefined);
  }
}

async function importInside(db: Database, derivations: Derivations, policy: Policy, given: RowsToJudge, options: ImportOptions): Promise<ImportResult> {
  const { rows, match } = given;
  await landUnder(db, policy);
  const judgement = await judgeRows(db, given);
  const places = minorPlaces(policy.reporting_currency);
  const before = await lastImport(db);
  const isFresh = await derivations.isStored(policyHash(policy), before.data_hash);
  const arrBefore = isFresh ? await arrToday(db, policy, "") : null;
  const nothing = decimalText(0n, places);
  const result: ImportResult = {
    ...judgement, kept: false, import_id: null, columns: lineColumns.filter((column) => match.fields.includes(column)), attributes: match.attributes,
    arr: nothing, arr_before: arrBefore ?? nothing, arr_after: arrBefore ?? nothing, currency: policy.reporting_currency, problems: [...rows.warnings, ...match.problems],
  };
  refuseRejects(result, options);
  if (result.used === 0) throw new Undone(result);
  const importId = before.import_id + 1;
  const recordedAt = before.import_id === 0 ? null : new Date().toISOString().replace("T", " ").replace("Z", "");
  await keepRows(db, importId, recordedAt);
  const content = createHash("sha256").update(JSON.stringify([rows.content, match.fields])).digest("hex");
  const again = await fileAgain(db, { source: rows.source, content, importId });
  result.problems.push(...(await returnedLines(db, rows.source)), ...(await linesBehind(db, rows.source)), ...again);
  const dataHash = await logImport(db, { importId, kind: "import", source: rows.source, note: "", content, recordedAt, previous: before.data_hash, counts: result });
  const widest = await widestLines(db, importId);
  await refresh(db, derivations, policy, dataHash, isFresh, options.progress).catch((error: unknown) => {
    throw isOverflow(error) ? overflowProblem(error, nothingKept, widest) : error;
  });
  const after = { ...result, kept: true, import_id: importId, arr: await arrToday(db, policy, "where line_key in (select line_key from new_version)"), arr_after: await arrToday(db, policy, "") };
  if (options.dryRun) throw new Undone({ ...after, kept: false, import_id: null });
  options.progress?.("committing", 0, 1);
  return after;
}

/** The policy's tables in the book itself, which landing and the stored derivation read; inside the transaction, for they must go with its end. */
export async function landUnder(db: Database, policy: Policy): Promise<void> {
  await db.run("set search_path = 'book'");
  await setPolicyTables(db, policy);
}

function refuseRejects(result: ImportResult, options: ImportOptions): void {
  if (result.rejected === 0) return;
  const most = options.allowRejects ? (options.maxRejects ?? Infinity) : 0;
  if (result.rejected <= most) return;
  const found = most > 0 ? problem("too-many-rejects", { rejected: result.rejected, most }) : problem("rows-rejected", { rejected: result.rejected, read: result.read });
  throw new Undone({ ...result, problems: [found, ...result.problems] });
}

/** Brings the book's own derived tables up to date: for the customers touched, or for all where there is nothing to build on. */
export async function refresh(db: Database, derivations: Derivations, policy: Policy, dataHash: string, isFresh: boolean, progress?: Progress): Promise<void> {
  await derivations.store(policy, dataHash, async () => {
    if (!isFresh) {
      await db.useThreads(undefined);
      return deriveAll(db, progress);
    }
    progress?.("deriving", 0, 1);
    await db.runFile("land/touched", { import_id: (await lastImport(db)).import_id });
    await deriveTouched(db);
  });
}

/** Lines that someone took out by hand and that this file brings back. */
async function returnedLines(db: Database, file: string): Promise<Problem[]> {
  const rows = await db.rows(
    `select line_id, min(row_no) as row_no from new_version join typed_row using (row_no)
     where line_id in (select line_id from line_version join import on import.import_id = retracted_by where import.kind = 'retract')
     group by line_id order by row_no limit 20`,
  );
  return rows.map((row) => problem("line-returned", { line_id: String(row["line_id"]) }, { file, row: Number(row["row_no"]) }));
}

/** Rows whose record time lies before that of the version in force, which someone else brought: kept, but in no present figure. */
async function linesBehind(db: Database, file: string): Promise<Problem[]> {
  const rows = await db.rows(
    `select line_id, min(row_no) as row_no, cast(max(version.recorded_at) as varchar) as recorded_at
     from new_version join typed_row using (row_no) join line_version as version using (line_id)
     where version.superseded_at is null and version.line_key not in (select line_key from new_version)
     group by line_id order by row_no limit 20`,
  );
  return rows.map((row) => problem("line-behind", { line_id: String(row["line_id"]), recorded_at: String(row["recorded_at"]) }, { file, row: Number(row["row_no"]) }));
}

/** A file that was imported before and that undoes what came after it: rows without a record time are recorded now, whatever their age. */
async function fileAgain(db: Database, file: { source: string; content: string; importId: number }): Promise<Problem[]> {
  const earlier = await importOf(db, file.content);
  if (!earlier) return [];
  const { lines, imports } = await db.row(
    `select count(distinct line_id) as lines, array_to_string(list_sort(list(distinct import_id)), ', ') as imports
     from line_version semi join ended_version using (line_key) where import_id > $earlier`,
    { earlier: earlier.import_id },
  );
  if (Number(lines) === 0) return [];
  const changes = { lines: Number(lines), imports: String(imports) };
  return [problem("file-again", { earlier: earlier.import_id, earlier_on: earlier.done_at.slice(0, 10), import_id: file.importId, ...changes }, { file: file.source })];
}

async function arrToday(db: Database, policy: Policy, filter: string): Promise<string> {
  const { arr } = await db.row(
    `select coalesce(sum(arr), 0) as arr from (select * from arr_line ${filter}) as line where from_on <= cast($on as date) and cast($on as date) < to_on`,
    { on: today(policy.time_zone) },
  );
  return decimalText(BigInt(String(arr)), minorPlaces(policy.reporting_currency));
}

function writeProblem(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error;
  const reason = error.message.split("\n")[0]!;
  if (/Out of Memory|failed to allocate/i.test(reason)) return new ProblemError([problem("memory-short", { reason })]);
  if (/No space left|disk|Could not write|IO Error/i.test(reason)) return new ProblemError([problem("book-write-failed", { reason })]);
  if (isOverflow(error)) return overflowProblem(error, nothingKept, []);
  return error;
}
