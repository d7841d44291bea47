/** Runs one report: parameters in, the catalogue's columns out. Which report it is makes no difference here. */
import { checks } from "../catalogue/checks.js";
import type { Column, Report } from "../catalogue/define.js";
import { groupTitle } from "../catalogue/dimensions.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { addDays, addMonths, isDate, today } from "../domain/calendar.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import { type Period, periodsBetween } from "../domain/period.js";
import { defaultPolicy, type Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import { alertParams, alertSql } from "./alert-sql.js";
import { yearUpTo } from "./definitions.js";
import { casesOf, checkBook, checkSql } from "./check.js";
import { useView, lastKey } from "./derive.js";
import type { Database, Row, SqlParams } from "./database.js";
import type { Question } from "./question.js";
import { rowsInSteps } from "./in-steps.js";
import { movedBooks } from "./moved-books.js";
import { missingInputs } from "./missing-inputs.js";
import { questionSql, type NumberQuestions } from "./question-list.js";
import { questionRows, questionViews, type QuestionStatus } from "./question-report.js";
import { readsSold, unratedSold, useSold } from "./sold.js";
import { sqlFile } from "./sql-file.js";

/** Renewals of so many months up to a day say how likely those after it are. */
export const monthsOfHistory = 24;

/** The SQL of a report and the values of its parameters. */
export function sqlOf(question: Question): { sql: string; params: SqlParams } {
  const params: SqlParams = {
    periods: JSON.stringify(periodsOf(question).map((period, index) => ({ period_no: index + 1, ...period }))),
    cohorts: JSON.stringify(question.followed?.cohorts ?? []),
    looks: JSON.stringify(question.followed?.looks ?? []),
    on: question.on,
    by: JSON.stringify(question.by),
    cut_by: JSON.stringify(cutBy(question)),
    level: question.get("level") === "customer_product" ? "customer_product" : "customer",
    where: JSON.stringify(question.where),
    computed: JSON.stringify(question.computed),
    limit: question.limit === undefined ? null : question.limit + 1,
    after: question.after,
    since: (question.get("since") as string | undefined) ?? null,
    past: JSON.stringify(monthsBefore(question.on, monthsOfHistory)),
    planned: question.planned ?? null,
    first_customer: question.customerKey ?? 0,
    last_customer: question.customerKey ?? lastKey,
  };
  for (const param of question.report.params) {
    const value = question.get(param.name);
    if (!(param.name in params)) params[param.name] = value === undefined ? null : Array.isArray(value) ? JSON.stringify(value) : (value as string | number | boolean);
  }
  for (const { name, type } of question.report.params) if (type === "scenario") params[name] = JSON.stringify(question.params[name] ?? {});
  const { madeOf, name } = question.report;
  if (madeOf === "definitions") return figuresSql(params);
  if (madeOf === "alerts") return { sql: alertSql(), params: { ...params, ...alertParams(question.on) } };
  if (madeOf === "plan" || madeOf === "supposed" || madeOf === "backtest") return planSql(params);
  return { sql: madeOf === "checks" ? checkSql() : madeOf === "questions" ? questionSql() : sqlFile(`report/${name}`), params };
}

/** The columns of the lines by which a query cuts them: those that it groups by, and one that a parameter names; a word of the report's own is none. */
const cutBy = ({ report, by, get }: Question): string[] => [
  ...(report.params.some(({ name, choices }) => name === "by" && choices !== undefined) ? [] : by),
  ...report.params.filter(({ type }) => type === "column").map(({ name }) => String(get(name))),
];

/** The figures of one definition: ARR and customers of the day, retention of the year up to it. */
function figuresSql(params: SqlParams): { sql: string; params: SqlParams } {
  const { from, to } = yearUpTo(String(params["on"]));
  const periods = JSON.stringify(periodsBetween(from, addDays(to, 1), "total", defaultPolicy).map((period) => ({ period_no: 1, ...period })));
  return { sql: `${sqlFile("report/snapshot")}\n${sqlFile("report/retention")}`, params: { ...params, periods, method: "cohort" } };
}

/** What a plan takes of the book: ARR of the day, and the movements of the year up to it. */
function planSql(params: SqlParams): { sql: string; params: SqlParams } {
  const { from, to } = yearUpTo(String(params["on"]));
  const periods = JSON.stringify(periodsBetween(from, addDays(to, 1), "total", defaultPolicy).map((period) => ({ period_no: 1, ...period })));
  return { sql: `${sqlFile("report/snapshot")}\n${sqlFile("report/waterfall")}`, params: { ...params, periods, method: "net" } };
}

/** The rest of a month that has begun, and so many months after it. */
function monthsAfter(on: string, months: number): Period[] {
  const from = addDays(on, 1);
  const first = from.endsWith("-01") ? from : addMonths(`${from.slice(0, 7)}-01`, 1);
  return periodsBetween(from, addMonths(first, months), "month", defaultPolicy);
}

/** So many months up to the close of a day; none where a question has no day. */
function monthsBefore(on: string, months: number): (Period & { period_no: number })[] {
  if (!isDate(on)) return [];
  const end = addDays(on, 1);
  const starts = Array.from({ length: months }, (_, at) => addMonths(end, at - months));
  return starts.map((from_date, at) => ({ period_no: at + 1, period: from_date, from_date, to_date: starts[at + 1] ?? end }));
}

/** A day is a period whose opening and closing are its close. */
function periodsOf({ periods, report, on, followed, get }: Question): Period[] {
  if (followed !== undefined) return followed.closes;
  if (report.looksAhead === true && isDate(on)) return monthsAfter(on, Number(get("horizon")));
  if (report.asks !== "day" || !isDate(on)) return periods;
  const next = addDays(on, 1);
  return [{ period: on, from_date: next, to_date: next }];
}

/** The file of the macros by which reports ask of groups: of the one that is everything, or of those of a cut. */
export const groupFile = ({ report, by, where, get }: Pick<Question, "report" | "by" | "where" | "get">): string =>
  by.length + where.length > 0 || report.params.some(({ type }) => type === "column") || get("level") === "customer_product" ? "by_group" : "in_total";

/** Makes the macros that a question cuts by mean its cut. */
export async function bindCut(db: Database, question: Question, params: SqlParams): Promise<void> {
  if (question.computed.length > 0) await db.runFile("question/cut_computed", params);
  else await db.mean(["question/cut_plain"]);
  await db.mean([`question/${groupFile(question)}`, `question/${question.where.length > 0 ? "kept_cut" : "kept_whole"}`]);
}

/** The rows of a report, after how many of all its next page starts, and what it found wrong. @param keep keeps the numbers of questions */
export async function rowsOf(db: Database, question: Question, policy: Policy, keep: NumberQuestions | undefined): Promise<Pick<ReportResult, "columns" | "rows" | "next_cursor" | "problems">> {
  if (question.report.madeOf === "checks") return checkAnswer(db, question, policy);
  if (question.report.madeOf === "questions") return questionAnswer(db, question, policy, keep);
  const found = arranged(question, await foundRows(db, question));
  const columns = columnsOf(question.report, question);
  const page = question.limit === undefined ? found : found.slice(0, question.limit);
  const places = minorPlaces(policy.reporting_currency);
  const next_cursor = page.length < found.length ? String(question.after + page.length) : null;
  return {
    columns,
    rows: page.map((row) => shapedRow(row, columns, question.by, places)),
    next_cursor,
    problems: [...regroupedIn(question), ...(await unratedOf(db, question)), ...(await missingInputs(db, question, sqlOf(question).params, groupsOf(page)))],
  };
}

const unratedOf = (db: Database, question: Question): Promise<Problem[]> => {
  const { sql, params } = sqlOf(question);
  return unratedSold(db, sql, params);
};

/** Rows as they are, or put together from all that the query gave, and then the page of them. */
function arranged({ report, get, params, after, limit }: Question, rows: Row[]): Row[] {
  if (report.arranges === undefined || get("list") !== report.arranges.list) return rows;
  const named = (name: string): string[] => (params[name] as string[] | undefined) ?? [];
  return movedBooks(rows, { leaving: named("leaving"), at_capacity: named("at_capacity"), fixed: named("fixed") }).slice(after, limit === undefined ? undefined : after + limit + 1);
}

/** The groups of rows, each once. */
const groupsOf = (rows: readonly Row[]): string[][] => [...new Set(rows.map((row) => JSON.stringify(row["group_values"] ?? [])))].map((text) => JSON.parse(text) as string[]);

/** What the query of a report gives, before it is shaped: whole minor units, millionths, counts. */
export async function foundRows(db: Database, question: Question): Promise<Row[]> {
  const { sql, params } = sqlOf(question);
  await bindCut(db, question, params);
  if (readsSold(sql)) await useSold(db, question, { sql, params });
  if (isSumOfSets(question, sql) && (await isWorthSets(db))) return rowsBySets(db, question, { sql, params });
  if (question.by.concat(question.where.map(({ column }) => column)).includes("parent")) await useView(db);
  return question.report.looksAhead === true ? rowsAhead(db, { sql, params }) : rowsInSteps(db, sql, params);
}

/** The rows of a look ahead, which reads what comes up for renewal time and again. */
async function rowsAhead(db: Database, { sql, params }: { sql: string; params: SqlParams }): Promise<Row[]> {
  try {
    await db.runFile("question/kept_due", params);
    return await rowsInSteps(db, sql, params);
  } finally {
    await db.mean(["question/looked_due"]).catch(() => undefined);
    await db.run("drop table if exists temp.kept_due").catch(() => undefined);
  }
}

/** Periods of one calendar month each, cut by nothing but what cells say, of which the report adds up movements and balances. */
export const isSumOfSets = ({ by, where, computed, periods, get }: Question, sql: string): boolean =>
  by.length + where.length > 0 && computed.length === 0 && get("level") !== "customer_product" && get("method") !== "events" &&
  !by.concat(where.map(({ column }) => column)).some((column) => column === "customer" || column === "parent") &&
  periods.every(({ from_date, to_date }) => from_date.endsWith("-01") && addMonths(from_date, 1) === to_date) &&
  /\bgroup_(flow|balance|day)\b/.test(sql) && !/\b(cell_flow|cell_line|group_movement|group_cohort)\b/.test(sql);

/** Up to so many pieces of lines, working them all out takes no longer than telling which need it. */
const fewPieces = 20_000;

async function isWorthSets(db: Database): Promise<boolean> {
  const { pieces } = await db.row("select count(*) as pieces from arr_line");
  return Number(pieces) > fewPieces;
}

/** The same rows from the sums that are kept by cells. */
export async function rowsBySets(db: Database, question: Question, { sql, params }: { sql: string; params: SqlParams }): Promise<Row[]> {
  try {
    await db.runFile("question/by_set", params);
    return await db.rows(sql, params);
  } finally {
    // should it fail, the next question or derivation says it again
    await db.mean(["question/everyone"]).catch(() => undefined);
    await bindCut(db, question, params).catch(() => undefined);
    await db.run("drop table if exists temp.asked_line; drop table if exists temp.asked_cell; drop table if exists temp.kept_group; drop table if exists temp.pure_set; drop table if exists temp.mixed_payer").catch(() => undefined);
  }
}

/** What belongs to a group is told anew at each opening, so balances don't chain from one period to the next. */
const regroupedIn = ({ computed, periods, report }: Question): Problem[] =>
  computed.length === 0 || periods.length < 2 || report.isFollowed === true ? [] : [problem("groups-told-anew", { columns: computed })];

async function checkAnswer(db: Database, question: Question, policy: Policy) {
  const places = minorPlaces(policy.reporting_currency);
  const only = checks.find(({ name }) => name === question.params["only"]);
  const { rows, problems } = only === undefined ? await checkBook(db, question.on, places) : { rows: await casesOf(db, only, question.on, places), problems: [] };
  return { columns: columnsOf(question.report, question), ...pageOf(question, rows), problems };
}

async function questionAnswer(db: Database, question: Question, policy: Policy, keep: NumberQuestions | undefined) {
  const status = question.get("status") as QuestionStatus;
  const views = await questionViews(db, question.on, status, minorPlaces(policy.reporting_currency), keep, question.on === today(policy.time_zone), String(question.get("backlog")));
  return { columns: columnsOf(question.report, question), ...pageOf(question, questionRows(views)), problems: [] };
}

/** Of all rows those of the page that is asked for. */
function pageOf({ after, limit }: Question, all: readonly ReportRow[]): { rows: ReportRow[]; next_cursor: string | null } {
  const rows = all.slice(after, limit === undefined ? undefined : after + limit);
  const next = after + rows.length;
  return { rows, next_cursor: next < all.length && rows.length > 0 ? String(next) : null };
}

/** Period first, then the groups, then the report's own columns. */
export function columnsOf(report: Report, question: Pick<Question, "by" | "where" | "get"> & { computed?: string[] }): Column[] {
  const period: Column[] = report.asks === "periods" && report.isFollowed !== true ? [{ name: "period", type: "text", kind: "label", title: "Period" }] : [];
  const groups = (report.groupedBy === undefined ? question.by : []).map((name): Column => ({ name, type: "text", kind: "label", title: groupTitle(name, question.computed ?? []) }));
  return [...period, ...groups, ...report.columns.filter((column) => isShown(column, question)).map(({ only: _, unless: __, basis: ___, isChained: ____, parts: _____, isProse: ______, isNaming: _______, isFreeText: ________, ...column }) => column)];
}

function isShown({ name, when, unless, only, parts }: Column, { by, where, get }: Pick<Question, "by" | "where" | "get">): boolean {
  const part = get("list") ?? get("detail") ?? get("measure") ?? get("kind") ?? "total";
  if (by.includes(name)) return false;
  if (unless !== undefined && part === unless) return false;
  if (parts !== undefined && typeof part === "string" && !parts.includes(part)) return false;
  if (only !== undefined && (only === "groups") !== by.length > 0) return false;
  if (when === "by") return by.length + where.length > 0;
  return when === undefined || get(when) === true || get("level") === when || part === when;
}

/** A row as it is answered: money as exact text, groups by their columns. */
export function shapedRow(row: Row, columns: Column[], by: string[], places: number): ReportRow {
  const groups = (row["group_values"] ?? []) as string[];
  const shaped: ReportRow = {};
  for (const column of columns) {
    const place = by.indexOf(column.name);
    shaped[column.name] = place >= 0 ? (groups[place] ?? "") : valueOf(row[column.name], column, places);
  }
  return shaped;
}

/** A value of the engine as the answer gives it: amounts of minor units with so many `places`, ratios of millionths. */
export function valueOf(value: Row[string] | undefined, column: Column, places: number): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (column.type === "money") return decimalText(BigInt(String(value)), places);
  if (column.type === "ratio") return decimalText(BigInt(String(value)), 6);
  if (column.type === "count") return Number(value);
  return typeof value === "boolean" ? value : String(value);
}
