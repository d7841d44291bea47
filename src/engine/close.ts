/** Closing a period: its figures as known at that moment, kept beside the lines and never rewritten; and working them out again. */
import { instantOf } from "../domain/instant.js";
import type { Column } from "../catalogue/define.js";
import type { Provenance, ReportResult, ReportRow } from "../catalogue/result.js";
import { findReport } from "../catalogue/index.js";
import { today } from "../domain/calendar.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import { parsePeriod, type Period } from "../domain/period.js";
import { readPolicy, type Policy } from "../domain/policy.js";
import { nearest, problem, ProblemError, refuse, type Problem } from "../domain/problem.js";
import { closedQuestion, closedReports, closedRows, type ClosedReport, type ClosedSpan } from "./closed-figure.js";
import type { Database, Row } from "./database.js";
import type { Derivations } from "./derivation.js";
import type { Progress } from "./derive.js";
import { knownColumns } from "./group-column.js";
import { keepRequest, knownAfter, lastImport } from "./import-log.js";
import { momentNow } from "./now.js";
import { columnsOf, shapedRow } from "./run.js";
import { sqlFile } from "./sql-file.js";

/** A period that was closed: what was reported, when, and from what. */
export interface Close {
  close_id: number;
  /** As it was named: 2026-01. */
  period: string;
  from_date: string;
  /** The first day after it. */
  to_date: string;
  /** In UTC. */
  closed_at: string;
  note: string;
  /** The cuts beside the total, each a list of columns. */
  cuts: string[][];
  currency: string;
  /** ARR at the close of its last day as reported, exact decimal text. */
  closing: string;
  /** The last entry of the log of imports by then: what was known. */
  import_id: number;
  /** The definition, with the rates of then. */
  policy: Policy;
  policy_hash: string;
  data_hash: string;
  decisions_hash: string;
  /** Of the SQL that made the figures. */
  model_hash: string;
  version: string;
}

export interface CloseOptions {
  note?: string | undefined;
  /** Cuts to keep beside the total, each a list of columns. Default: those of the close before. */
  by?: readonly (readonly string[])[] | undefined;
  /** Close a period that was closed before; both closes are kept. */
  again?: boolean | undefined;
}

/** A cell of a close that does not come out again; exact text as in the report. */
export interface ClosedCell {
  report: string;
  /** "segment=ENT"; "" of the total. */
  group: string;
  column: string;
  reported: string | null;
  recomputed: string | null;
  difference: string;
}

export interface Verification {
  close: Close;
  agrees: boolean;
  /** How many cells were compared. */
  compared: number;
  cells: ClosedCell[];
  /** False where the close was made by other SQL than this version's. */
  same_model: boolean;
}

/** What closing and verifying need to know of a book. */
export interface Closing {
  db: Database;
  derivations: Derivations;
  dataHash: string;
  progress: Progress | undefined;
}

/** Every close, oldest first. */
export async function listCloses(db: Database): Promise<Close[]> {
  const rows = await db.rows(
    `select period_close.* replace (cast(closed_at as varchar) as closed_at), figures['closing'] as closing
     from book.period_close join book.closed_row using (close_id) where report = 'waterfall' and cut = '[]' order by close_id`,
  );
  return rows.map(closeOf);
}

/** Of a period that was closed more than once, the last close. */
export function lastCloses(closes: readonly Close[]): Close[] {
  return [...new Map(closes.map((close) => [`${close.from_date} ${close.to_date}`, close])).values()];
}

/** What is watched of closed periods: each as its last close, by every cut that any of its closes keeps. */
export function watchedSpans(closes: readonly Close[]): ClosedSpan[] {
  return lastCloses(closes).map((last) => {
    const cuts = closes.filter((close) => close.from_date === last.from_date && close.to_date === last.to_date).flatMap((close) => close.cuts);
    return { ...last, cuts: [...new Set([[], ...cuts].map((cut) => JSON.stringify(cut)))].map((cut) => JSON.parse(cut) as string[]) };
  });
}

/** The last close of a period that is named by a word such as 2026-01, or the close of a number. */
export async function findClose(db: Database, word: string, policy: Policy): Promise<Close> {
  const closes = await listCloses(db);
  const period = parsePeriod(word.toUpperCase(), policy);
  // a period may have meant other days when it was closed: then it is known by its name
  const found = period ? (closes.findLast((close) => isOf(close, period)) ?? closes.findLast((close) => close.period === period.period)) : closes.find((close) => String(close.close_id) === word);
  const known = [...new Set(closes.map((close) => close.period))];
  return found ?? refuse("period-not-closed", { period: word, known, nearest: nearest(word, known) });
}

const isOf = (close: Close, period: Period): boolean => close.from_date === period.from_date && close.to_date === period.to_date;

/** Freezes a period under the derivation in use, which is that of `policy`. */
export async function closePeriod({ db }: Closing, word: string, policy: Policy, made: Provenance, options: CloseOptions): Promise<Close> {
  const period = parsePeriod(word.toUpperCase(), policy);
  if (period === undefined) return refuse("option-value", { option: "The period to close", value: word, expected: "a period such as 2026-01, 2026-Q1 or 2026" });
  const day = today(policy.time_zone);
  if (period.to_date > day) refuse("period-not-over", { period: period.period, today: day });
  const closes = await listCloses(db);
  const before = closes.findLast((close) => isOf(close, period));
  if (before && options.again !== true) refuse("period-closed-already", { period: period.period, closed_at: before.closed_at.slice(0, 10), close_id: before.close_id });
  const cuts = (options.by ?? closes.at(-1)?.cuts ?? []).map((cut) => [...cut]).filter((cut) => cut.length > 0);
  await checkCuts(db, cuts);
  const { import_id } = await lastImport(db);
  if (import_id === 0) refuse("close-empty", { period: period.period });
  const span: ClosedSpan = { close_id: (closes.at(-1)?.close_id ?? 0) + 1, ...period, cuts: [[], ...cuts] };
  const rows = await closedRows(db, policy, [span]);
  await db.transaction(async () => {
    await db.runFile("close/keep_close", {
      close_id: span.close_id, ...period, now: momentNow(), import_id, note: options.note ?? "", cuts: JSON.stringify(cuts), currency: policy.reporting_currency,
      policy: JSON.stringify(policy), policy_hash: made.policy, data_hash: made.data, decisions_hash: made.decisions, model_hash: made.model, version: made.version, rows: JSON.stringify(rows),
    });
    await keepRequest(db, import_id);
  });
  return (await listCloses(db)).at(-1)!;
}

async function checkCuts(db: Database, cuts: readonly string[][]): Promise<void> {
  // what is worked out for each period is told anew by every question, and is no cut that stays
  const { names, computed } = await knownColumns(db);
  const known = names.filter((name) => !computed.includes(name));
  const problems = cuts.flat().filter((column) => !known.includes(column)).map((column): Problem => problem("column-unknown", { column, known, nearest: nearest(column, known) }));
  if (problems.length > 0) throw new ProblemError(problems);
}

/** Works a close out again from what was known then, under the policy of then, and compares every cell. */
export async function verifyClose({ db, derivations, dataHash, progress }: Closing, close: Close, model: string): Promise<Verification> {
  await derivations.use(close.policy, dataHash, progress, await knownAfter(db, close.import_id));
  const rows = await closedRows(db, close.policy, [{ ...close, cuts: [[], ...close.cuts] }]);
  await db.runFile("close/closed_figure");
  await db.runFile("close/reported_figure", { closes: JSON.stringify([close.close_id]) });
  await db.runFile("close/worked_figure", { state: "recomputed", rows: JSON.stringify(rows) });
  const { compared } = await db.row("select count(*) as compared from closed_figure where state = 'reported'");
  const cells = (await db.rows(sqlFile("close/differing_figure"), { one: "reported", other: "recomputed" })).map((row) => cellOf(row, close));
  await db.dropMade(["close/closed_figure"]);
  return { close, agrees: cells.length === 0, compared: Number(compared), cells, same_model: close.model_hash === model };
}

/** A figure of two states that differs. */
export function cellOf(row: Row, close: Close): ClosedCell {
  const columns = JSON.parse(String(row["cut"])) as string[];
  const values = row["group_values"] as string[];
  const report = String(row["report"]);
  const figure = String(row["figure"]);
  const type = findReport(report)!.columns.find((column) => column.name === figure)?.type;
  const places = type === "money" ? minorPlaces(close.currency) : type === "ratio" ? 6 : 0;
  const text = (value: Row[string] | undefined) => (value === null || value === undefined ? null : decimalText(BigInt(String(value)), places));
  return {
    report, group: columns.map((column, at) => `${column}=${values[at] ?? ""}`).join(", "), column: figure,
    reported: text(row["one"]), recomputed: text(row["other"]), difference: text(row["difference"])!,
  };
}

/** The rows that a close keeps of a report, as the report answers them; those of the total, or by one of its cuts. */
export async function closedAnswer(db: Database, close: Close, report: string, by: readonly string[] = []): Promise<ReportResult> {
  const kept = closedReports.find((name) => name === report);
  if (kept === undefined) return refuse("close-without", { period: close.period, wanted: report, kept: [...closedReports] });
  checkCutKept(close, report, by);
  const question = closedQuestion(kept, close.policy, by, [close]);
  const columns = columnsOf(question.report, question);
  const params = { period: close.period, close: close.close_id, level: close.policy.level, ...(by.length > 0 ? { by: [...by] } : {}) };
  return { report, params, currency: close.currency, columns, rows: await keptRows(db, close, kept, by, columns), next_cursor: null, problems: [], provenance: provenanceOf(close) };
}

/** Whether a close keeps a cut; the total is one that each keeps. */
export const keepsCut = ({ cuts }: Close, by: readonly string[]): boolean => [[], ...cuts].some((cut) => JSON.stringify(cut) === JSON.stringify(by));

/** Refuses a cut that a close does not keep. */
export function checkCutKept(close: Close, report: string, by: readonly string[]): void {
  if (keepsCut(close, by)) return;
  refuse("close-without", { period: close.period, wanted: `${report} by ${by.join(",")}`, kept: ["the total", ...close.cuts.map((cut) => `by ${cut.join(",")}`)] });
}

/** The rows that a close keeps of a report by one of its cuts, in these of its columns. */
export async function keptRows(db: Database, close: Close, report: ClosedReport, by: readonly string[], columns: Column[]): Promise<ReportRow[]> {
  const found = await db.rows(
    "select group_values, map_entries(figures) as figures from book.closed_row where close_id = $close_id and report = $report and cut = $cut order by row_no",
    { close_id: close.close_id, report, cut: JSON.stringify(by) },
  );
  return found.map(({ group_values, figures }) => {
    const values = Object.fromEntries((figures as { key: string; value: string | null }[]).map(({ key, value }) => [key, value]));
    return shapedRow({ ...values, period: close.period, group_values: group_values ?? [] }, columns, [...by], minorPlaces(close.currency));
  });
}

/** What a close was made from. */
export const provenanceOf = (close: Close): Provenance => ({
  data: close.data_hash, policy: close.policy_hash, decisions: close.decisions_hash, model: close.model_hash, known_on: close.closed_at, version: close.version,
});

function closeOf(row: Row): Close {
  const text = (name: string) => String(row[name]);
  const currency = text("currency");
  return {
    close_id: Number(row["close_id"]), period: text("period"), from_date: text("from_date"), to_date: text("to_date"), closed_at: instantOf(row["closed_at"]), note: text("note"),
    cuts: JSON.parse(text("cuts")) as string[][], currency, closing: decimalText(BigInt(text("closing")), minorPlaces(currency)), import_id: Number(row["import_id"]),
    policy: readPolicy(JSON.parse(text("policy")) as Record<string, unknown>).policy, policy_hash: text("policy_hash"), data_hash: text("data_hash"),
    decisions_hash: text("decisions_hash"), model_hash: text("model_hash"), version: text("version"),
  };
}
