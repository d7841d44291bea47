/** Takes one figure of a report apart: its movements or customers, their lines, and the rows that those are. SQL sums; here rows are put in their places. */
import type { Basis, Column, Report } from "../catalogue/define.js";
import { explainedColumns, explainedReports, usualTop, type Explanation, type Figure } from "../catalogue/explanation.js";
import type { CalendarKnobs } from "../domain/period.js";
import type { Policy } from "../domain/policy.js";
import { nearest, problem, ProblemError, refuse } from "../domain/problem.js";
import type { Condition } from "./condition.js";
import type { Database, Row, SqlParams } from "./database.js";
import { ExplanationRows } from "./explanation-rows.js";
import { periodWord, type Question } from "./question.js";
import { rowsOf, sqlOf } from "./run.js";
import { sqlFile } from "./sql-file.js";

/** Which figure: its column, its row, and how the report is asked. */
export interface ExplainParams {
  /** The column of the figure, such as "expansion". */
  cell: string;
  /** Its period, or FROM/TO for a total; of a snapshot the day, today where it is left out. */
  period?: string | undefined;
  /** The same of a snapshot. */
  on?: string | undefined;
  /** Its group, a text such as "segment=ENT" for each column that the report is cut by. */
  by?: string[] | undefined;
  where?: string[] | undefined;
  method?: string | undefined;
  level?: string | undefined;
  known_on?: string | undefined;
  /** Another currency than the policy's to tell it in. */
  currency?: string | undefined;
  /** The largest n of each level are spelled out; 10. */
  top?: number | string | undefined;
  /** Another definition for this answer, as for a report. */
  policy?: Record<string, unknown> | undefined;
  set?: Record<string, unknown> | undefined;
}

interface AskedCell {
  column: Column & { basis: Basis };
  /** The parameters of the report that has the figure as its only row. */
  asked: Record<string, unknown>;
  /** The group as conditions: the rows of a cut are those of the same filter. */
  group: Condition[];
  top: number;
}

/** Reads which figure is meant, by its column's name or the title that tables show; what can't be explained is a problem that names what can. @param calendar without it periods are not read */
export function readCell(report: Report, { cell, period: row, on, by, top, where, method, level, known_on, currency }: ExplainParams, calendar?: CalendarKnobs): AskedCell {
  const columns = explainedColumns(report);
  const column = columns.find((one) => one.name === cell) ?? columns.find(({ name, title }) => [name, title].some((word) => word.toLowerCase() === cell.trim().toLowerCase()));
  if (columns.length === 0) refuse("explain-report", { report: report.name, known: explainedReports.map((one) => one.name) });
  if (cell === "") refuse("param-missing", { report: "explain", param: "cell", example: `annua explain ${report.name} --cell ${columns[0]!.name} --period 2025-03` });
  if (column?.basis === undefined) refuse("explain-cell", { report: report.name, cell, known: columns.map((one) => one.name), nearest: nearest(cell, columns.map((one) => one.name)) });
  const period = dayOrPeriod(report, row, on);
  if (period === undefined && report.asks === "periods") refuse("param-missing", { report: "explain", param: "period", example: `annua explain ${report.name} --cell ${cell} --period 2025-03` });
  const [first = "", last = first] = (period ?? "").split("/");
  if (period !== undefined && calendar !== undefined) for (const word of [first, last]) periodWord(on === undefined ? "period" : "on", word, calendar);
  const span = report.asks === "periods" ? { from: first, to: last, grain: "total" } : { ...(period === undefined ? {} : { on: period }) };
  const said = Object.entries({ where, method, level, known_on, currency }).filter(([, value]) => value !== undefined);
  return { column: { ...column, basis: column.basis }, asked: { ...span, ...Object.fromEntries(said) }, group: (by ?? []).map(groupOf), top: topOf(top) };
}

/** A day is asked of what stands at one, and said once. */
function dayOrPeriod(report: Report, period: string | undefined, on: string | undefined): string | undefined {
  if (on === undefined) return period;
  if (period !== undefined) refuse("options-clash", { one: "--on", other: "--period", remedy: "Both name the row of the figure: give one." });
  if (report.asks === "periods") refuse("options-clash", { one: "--on", other: report.name, remedy: `A row of ${report.name} is a period: give --period.` });
  return on;
}

function groupOf(text: string): Condition {
  const at = text.indexOf("=");
  if (at <= 0) throw new ProblemError([problem("param-value", { param: "by", value: text, expected: "a column and the value of the row, such as segment=ENT" })]);
  return { column: text.slice(0, at).trim(), op: "=", values: [text.slice(at + 1).trim()] };
}

function topOf(top: number | string | undefined): number {
  const text = String(top ?? usualTop);
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ProblemError([problem("param-value", { param: "top", value: text, expected: "a whole number from 1" })]);
  return Number(text);
}

/** All but what every answer says of itself. */
export async function explanationOf(db: Database, question: Question, { column, group, top }: AskedCell, policy: Policy): Promise<Omit<Explanation, "provenance">> {
  const { rows, problems } = await rowsOf(db, question, policy, undefined);
  const amount = rows[0]![column.name] as Figure;
  const params = paramsOf(question, column, top);
  const found = await db.rows(sqlFile("explain/part"), params);
  const shown = found.filter((row) => row["customer"] !== null);
  const below = { ...params, parts: JSON.stringify(shown.map(keysOf)) };
  const lines = await db.rows(sqlFile("explain/line"), below);
  const beside = await db.rows(sqlFile("explain/beside"), below);
  const writer = new ExplanationRows(policy, column.type === "money");
  return {
    report: question.report.name,
    cell: column.name,
    title: column.title,
    params: { ...question.params, ...(group.length > 0 ? { by: group.map((one) => `${one.column}=${one.values.join(",")}`) } : {}), top },
    currency: policy.reporting_currency,
    unit: column.type === "money" ? "money" : "customers",
    amount,
    whole: column.basis === "twelfth" ? (rows[0]!["arr"] as Figure) : amount,
    parts: shown.map((row) => writer.part(row, ofPart(lines, row), ofPart(beside, row))),
    rest: writer.rest(found.find((row) => row["customer"] === null), "parts"),
    problems,
  };
}

const ofPart = (rows: readonly Row[], part: Row): Row[] => rows.filter((row) => Number(row["part_no"]) === Number(part["place"]));

/** What the statements below the parts need of each. */
const keysOf = (row: Row): Row => ({ part_no: row["place"]!, customer_key: row["customer_key"]!, before_on: row["before_on"]!, after_on: row["after_on"]!, groups: row["groups"]! });

function paramsOf(question: Question, { name, type, basis }: AskedCell["column"], top: number): SqlParams {
  return {
    method: "net", ...sqlOf(question).params,
    basis: basis === "twelfth" ? "after" : basis, kind: basis === "kind" ? name : null, unit: type === "money" ? "money" : "customers",
    merges: question.report.asks === "day", top,
  };
}
