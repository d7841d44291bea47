/** Importing: judge every row, keep all that is new or nothing, bring the figures of those it touches up to date; one transaction. */
import { createHash } from "node:crypto";
import { today } from "../domain/calendar.js";
import { lineColumns, type LineInput } from "../domain/contract.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, ProblemError, reworded, type Problem } from "../domain/problem.js";
import { looksOf, type Look } from "./check.js";
import { ClosedWatch, refusalOf, restatementTold, type RestatementOptions } from "./closed-watch.js";
import { fitThreads } from "./book-file.js";
import type { Database } from "./database.js";
import type { Derivations } from "./derivation.js";
import { deriveAll, deriveTouched, setPolicyTables, type Progress } from "./derive.js";
import { assumptionsOf, decidedLines, hiddenRows, ignoredBy, leftOutOfArr, type IgnoredBy, type LeftOutOfArr } from "./import-account.js";
import { importOf, lastImport, logImport } from "./import-log.js";
import { jumpOf, namedAnew, type ArrOfDay } from "./jump.js";
import { judgeRows, keepRows, landingFiles, type Judgement, type RowsToJudge } from "./land.js";
import { momentNow } from "./now.js";
import { groupedText } from "./stake.js";
import { repricedLines, standingLines } from "./standing-lines.js";
import { unsaidEnds } from "./unsaid-ends.js";
import { isOverflow, overflowProblem, widestLines } from "./overflow.js";
import { policyHash } from "./policy-tables.js";
import { columnsOf, rowsOfArray, type Assumption, type RowSet } from "./row-set.js";
import type { ReadingOptions, TableReading } from "./table-reading.js";
import { rowsOfAnyFile } from "./table-rows.js";
import { endedLines, endMissing, findMissing, mostEndedPercent, rememberNames, type EndedLines } from "./whole-list.js";

export interface ImportOptions extends ReadingOptions, RestatementOptions {
  /** Go on without the rows that can't be used. */
  allowRejects?: boolean | undefined;
  /** With allowRejects: at most so many. */
  maxRejects?: number | undefined;
  /** Judge and derive, answer, and keep nothing. */
  dryRun?: boolean | undefined;
  /** The name of the source that the rows come from. Default: the file's base name; "rows" where they are objects. */
  source?: string | undefined;
  /** Names that the source had before: their lines are its lines, from now on. */
  formerly?: readonly string[] | undefined;
  /** The rows are the whole list of their source: present lines of it that they lack end now. */
  full?: boolean | undefined;
  /** With full: stop where more than so many percent of the source's lines, or of its ARR, would end. Default: 25. */
  maxEnded?: number | undefined;
  /** With full: asked before anything ends; without it the call itself is the confirmation, up to maxEnded. */
  confirmEnded?: ((ended: EndedLines) => Promise<boolean>) | undefined;
  /** Give the rejects with their cells as they stand in the source. */
  originals?: boolean | undefined;
  /** With dryRun: tell what deserves a look in the book as it would be. */
  look?: boolean | undefined;
  /** Go on where ARR today becomes about ten times what it was, or a tenth, or beyond. Default: false for files, which may be misread, true for objects. */
  acceptJump?: boolean | undefined;
  progress?: Progress | undefined;
}

export interface ImportResult extends Judgement {
  /** How a table that is no plain list was read; null for a list with the columns of a line. */
  reading: TableReading | null;
  /** What a row tells of. */
  rows_of: "lines" | "customers";
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
  /** Used rows that are in no ARR, and which knob would count them. */
  left_out: LeftOutOfArr[];
  /** Why rows were ignored; the numbers sum to `ignored`. */
  ignored_by: IgnoredBy;
  /** What was taken for granted, and the knob that says otherwise. */
  assumptions: Assumption[];
  /** Lines that a whole list lacks and therefore ends; null where it ends none. */
  ended: EndedLines | null;
  /** Asked for with `look`. */
  looks?: Look[];
  problems: Problem[];
}

/** Up to so many rows, sharing the work among threads costs more than it brings. */
const smallImport = 200_000;

/** What became of an import that failed. */
const nothingKept = "nothing was kept";

/** Undoes the transaction and carries what was found out of it. */
export class Undone extends Error {
  constructor(readonly result: ImportResult) {
    super("undone");
  }
}

export async function importRows(db: Database, derivations: Derivations, policy: Policy, given: LineInput[] | string, options: ImportOptions): Promise<ImportResult> {
  const context = { reportingCurrency: policy.reporting_currency, timeZone: policy.time_zone, progress: options.progress };
  const rows = typeof given === "string" ? await rowsOfAnyFile(given, options, context) : rowsOfArray(given, options.source ?? "rows");
  return withRows(db, rows, options, landingFiles, async () => {
    const match = columnsOf(rows, options.map);
    options.progress?.("landing", 0, 1);
    // before the transaction: the fast reader may fail on an odd file, and a failed statement would take the transaction with it
    const filled = await rows.fill(db);
    const asked = { ...options, acceptJump: options.acceptJump ?? typeof given !== "string" };
    return () => importInside(db, derivations, policy, { rows, match, filled }, asked, typeof given === "string");
  });
}

/** Reads the rows and keeps what they bring in one transaction; whatever happens, what landing made goes. @param made files of src/sql */
export async function withRows(db: Database, rows: RowSet, options: ImportOptions, made: readonly string[], read: () => Promise<() => Promise<ImportResult>>): Promise<ImportResult> {
  await db.useThreads(rows.size <= smallImport ? 1 : undefined);
  try {
    const keep = await read();
    const result = await db.transaction(keep).catch((error: unknown) => {
      if (error instanceof Undone) return error.result;
      throw error;
    });
    if (options.originals && result.rejects.length > 0) await fillOriginals(rows, result);
    return result;
  } catch (error) {
    throw writeProblem(error);
  } finally {
    await rows.dispose();
    await fitThreads(db).catch(() => undefined);
    await db.dropMade(made).catch(() => undefined);
  }
}

async function fillOriginals(rows: RowSet, result: ImportResult): Promise<void> {
  const found = await rows.originals?.(new Set(result.rejects.map((reject) => reject.row)));
  if (found === undefined) return;
  for (const reject of result.rejects) {
    const cells = found.cells.get(reject.row) ?? [];
    reject.cells = cells.map((cell, at) => [found.names[at] ?? "", cell]);
  }
}

async function importInside(db: Database, derivations: Derivations, policy: Policy, given: RowsToJudge, options: ImportOptions, isFile: boolean): Promise<ImportResult> {
  const { rows, match } = given;
  await landUnder(db, policy);
  const source = options.source ?? rows.source;
  const result = await judged(db, policy, given, source);
  const before = await lastImport(db);
  const hash = policyHash(policy);
  let isFresh = await derivations.isStored(hash, before.data_hash);
  if (isFresh) result.arr_before = result.arr_after = moneyOf(await arrOn(db, policy, ""), policy);
  refuseRejects(result, options);
  const { missing, problems } = options.full ? await findMissing(db, source, wholeListOptions(options)) : { missing: 0, problems: [] };
  stopAt(result, [...problems.filter((p) => p.severity === "error"), ...(missing > 0 ? unreadableNames(result) : [])]);
  result.problems.push(...problems);
  if (result.used === 0 && missing === 0) {
    if (isFresh) result.problems.push(...(await standingLines(db, policy, rows.source)));
    throw new Undone(result);
  }
  if (!isFresh && before.import_id > 0) {
    // what ARR was is asked under the same definition as what it becomes
    await derivations.store(policy, before.data_hash, () => deriveAll(db, options.progress));
    isFresh = true;
  }
  const arrBefore = isFresh ? await arrOn(db, policy, "") : noArr;
  const watch = isFresh ? await ClosedWatch.beforeChange({ db, derivations }, policy) : undefined;
  result.arr_before = result.arr_after = moneyOf(arrBefore, policy);
  if (missing > 0) result.ended = await confirmed(db, policy, source, result, options);
  const importId = before.import_id + 1;
  const recordedAt = before.import_id === 0 ? null : momentNow();
  await keepRows(db, importId, recordedAt, missing > 0 ? () => endMissing(db, importId, recordedAt!) : undefined);
  if (options.formerly) await rememberNames(db, importId, source, options.formerly);
  const content = createHash("sha256").update(JSON.stringify([rows.content, match.fields])).digest("hex");
  const again = await fileAgain(db, { source: rows.source, content, importId });
  result.problems.push(...(await returnedLines(db, rows.source)), ...(await linesBehind(db, rows.source)), ...(await decidedLines(db, rows.source)), ...again);
  const dataHash = await logImport(db, { importId, kind: "import", source: rows.source, note: noteOf(source, result, options), content, recordedAt, previous: before.data_hash, counts: result, said: saidOf(source, options) });
  const widest = await widestLines(db, importId);
  await refresh(db, derivations, policy, dataHash, isFresh, options.progress).catch((error: unknown) => {
    throw isOverflow(error) ? overflowProblem(error, nothingKept, widest) : error;
  });
  if (isFile && before.import_id > 0) stopAt(result, await unsaidEnds(db, policy, rows));
  if (before.import_id > 0) result.problems.push(...(await standingLines(db, policy, rows.source)), ...(isFile ? await repricedLines(db, policy, rows.source) : []));
  const restated = await unlessRestated({ ...result, kept: true, import_id: importId }, policy, watch, options);
  return accounted(db, policy, restated, arrBefore, { ...options, source });
}

/** The same with what it restates of closed periods; stopped where nobody accepted that. */
export async function unlessRestated(result: ImportResult, policy: Policy, watch: ClosedWatch | undefined, options: ImportOptions): Promise<ImportResult> {
  const changes = (await watch?.changes(policy)) ?? [];
  const refusal = options.dryRun ? undefined : await refusalOf(changes, options);
  if (refusal) stopAt(result, [refusal]);
  return { ...result, problems: [...result.problems, ...restatementTold(changes, options.dryRun !== true)] };
}

/** What the rows are, before anything is known of what they do. */
async function judged(db: Database, policy: Policy, given: RowsToJudge, source: string): Promise<ImportResult> {
  const { rows, match, filled } = given;
  const judgement = await judgeRows(db, given, source);
  const nothing = decimalText(0n, minorPlaces(policy.reporting_currency));
  return {
    rows_of: "lines", reading: rows.reading ?? null, ...judgement, kept: false, import_id: null, columns: lineColumns.filter((column) => match.fields.includes(column)), attributes: match.attributes,
    arr: nothing, arr_before: nothing, arr_after: nothing, currency: policy.reporting_currency,
    left_out: [], ignored_by: judgement.ignored === 0 ? {} : await ignoredBy(db, filled), assumptions: [...(rows.assumptions ?? []), ...(filled.assumptions ?? [])], ended: null,
    problems: [...rows.warnings, ...(await hiddenRows(db, rows)), ...match.problems],
  };
}

/** What the rows did, and whether it may stand. */
async function accounted(db: Database, policy: Policy, result: ImportResult, before: ArrOfDay, options: ImportOptions): Promise<ImportResult> {
  const on = today(policy.time_zone);
  const [after, used] = [await arrOn(db, policy, ""), await arrOn(db, policy, "where line_key in (select line_key from new_version)")];
  const told = {
    ...result, arr: moneyOf(used, policy), arr_after: moneyOf(after, policy),
    left_out: await leftOutOfArr(db), assumptions: [...result.assumptions, ...(await assumptionsOf(db, policy, on))],
  };
  const ended = result.ended === null ? noArr : { arr: result.ended.arr.replace(".", ""), lines: String(result.ended.live_lines) };
  const jump = options.acceptJump || result.import_id === 1 ? undefined : await jumpOf(db, { before, after, used, ended }, policy.reporting_currency);
  const anew = options.acceptJump || result.import_id === 1 || jump !== undefined ? undefined : await namedAnew(db, options.source ?? "");
  stopAt(told, [jump, anew].filter((found) => found !== undefined));
  if (options.dryRun) {
    const looks = options.look ? { looks: await looksOf(db, on, minorPlaces(policy.reporting_currency)) } : {};
    throw new Undone(unkept({ ...told, ...looks }));
  }
  options.progress?.("committing", 0, 1);
  return told;
}

/** Ends the import with what was found, if anything was. */
function stopAt(result: ImportResult, found: Problem[]): void {
  if (found.length > 0) throw new Undone(unkept({ ...result, problems: [...found, ...result.problems] }));
}

/** Of an import that is not kept, which so has no number to be named by. */
const unkept = (result: ImportResult): ImportResult => ({
  ...result, kept: false, import_id: null, problems: result.problems.map((found) => (found.code === "file-again" ? reworded(found, () => ({ import_id: null })) : found)),
});

const wholeListOptions = (options: ImportOptions) => ({ source: options.source, formerly: options.formerly ?? [], maxEnded: options.maxEnded });

/** Refused rows whose line nobody can name may be lines of the list. */
function unreadableNames(result: ImportResult): Problem[] {
  const rows = result.rejects.filter((reject) => reject.problems.some((p) => p.code === "line-id-missing" || p.code.startsWith("row-")));
  return rows.length === 0 ? [] : [problem("full-row-unreadable", { rows: rows.length, row: rows[0]!.row })];
}

/** What the whole list ends, if it may. */
async function confirmed(db: Database, policy: Policy, source: string, result: ImportResult, options: ImportOptions): Promise<EndedLines> {
  const ended = await endedLines(db, source, policy, today(policy.time_zone), wholeListOptions(options));
  const { lines, of_lines, currency, needed_percent: needed } = ended;
  const told = { ...result, ended };
  const words = { source, lines, of_lines, arr: groupedText(ended.arr), of_arr: groupedText(ended.of_arr), currency };
  if (options.confirmEnded && !options.dryRun) {
    if (!(await options.confirmEnded(ended))) stopAt(told, [problem("full-unconfirmed", words)]);
  } else if (ended.is_over) {
    stopAt(told, [problem("full-ends-much", { ...words, percent: options.maxEnded ?? mostEndedPercent, needed })]);
  }
  return ended;
}

/** For the log: what else than rows came. */
function noteOf(source: string, { ended }: ImportResult, { full, source: named }: ImportOptions): string {
  if (full) return `whole list of ${source}${ended === null ? "" : `: ${ended.lines === 1 ? "1 line" : `${ended.lines} lines`} that it lacks ended`}`;
  return named === undefined ? "" : `from ${source}`;
}

const saidOf = (source: string, { full, source: named, formerly }: ImportOptions): unknown => (full || named !== undefined || formerly ? [full === true, source, formerly ?? []] : undefined);

/** The policy's tables in the book itself, which landing and the stored derivation read; inside the transaction, for they must go with its end. */
export async function landUnder(db: Database, policy: Policy): Promise<void> {
  await db.run("set search_path = 'book'; set variable is_adjusting = false");
  await setPolicyTables(db, policy);
}

export function refuseRejects(result: ImportResult, options: ImportOptions): void {
  if (result.rejected === 0) return;
  const most = options.allowRejects ? (options.maxRejects ?? Infinity) : 0;
  if (result.rejected <= most) return;
  const found = most > 0 ? problem("too-many-rejects", { rejected: result.rejected, most }) : problem("rows-rejected", { rejected: result.rejected, read: result.read });
  throw new Undone({ ...result, problems: [found, ...result.problems] });
}

/** Brings the book's own derived tables up to date: for the customers touched, or for all where there is nothing to build on. */
export async function refresh(db: Database, derivations: Derivations, policy: Policy, dataHash: string, isFresh: boolean, progress?: Progress): Promise<void> {
  await derivations.store(policy, dataHash, async () => {
    await fitThreads(db);
    if (!isFresh) return deriveAll(db, progress);
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
     where version.superseded_at is null and version.line_key < (select min(line_key) from new_version)
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

/** ARR at the close of today in minor units, and the lines that carry it. */
export async function arrOn(db: Database, policy: Policy, filter: string): Promise<ArrOfDay> {
  const { arr, lines } = await db.row(
    `select coalesce(sum(arr), 0) as arr, count(*) filter (where arr > 0) as lines from (select * from arr_line ${filter}) as line where from_on <= cast($on as date) and cast($on as date) < to_on`,
    { on: today(policy.time_zone) },
  );
  return { arr: String(arr), lines: String(lines) };
}

/** Of a book without any import. */
const noArr: ArrOfDay = { arr: "0", lines: "0" };

export const moneyOf = ({ arr }: ArrOfDay, policy: Policy): string => decimalText(BigInt(arr), minorPlaces(policy.reporting_currency));

function writeProblem(error: unknown): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error;
  const reason = error.message.split("\n")[0]!;
  if (/Out of Memory|failed to allocate/i.test(reason)) return new ProblemError([problem("memory-short", { reason })]);
  if (/No space left|disk|Could not write|IO Error/i.test(reason)) return new ProblemError([problem("book-write-failed", { reason })]);
  if (isOverflow(error)) return overflowProblem(error, nothingKept, null);
  return error;
}
