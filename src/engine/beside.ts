/** What stands beside each figure of an answer, and the difference: the same question of another span or day, or under another policy. */
import { isAverage, type Column } from "../catalogue/define.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { addDays, addMonths, isDate } from "../domain/calendar.js";
import { leastUnits, minorPlaces } from "../domain/money.js";
import type { Grain, Period } from "../domain/period.js";
import { changedWords, type Policy } from "../domain/policy.js";
import { refuse } from "../domain/problem.js";
import { checkWord, type Span } from "./beside-words.js";
import type { Database, Row } from "./database.js";
import type { Question } from "./question.js";
import { valueOf } from "./run.js";
import { sqlFile } from "./sql-file.js";

/** The same question, otherwise: of other periods and another day, or under another policy. */
export interface Beside {
  periods: Period[];
  on: string;
  /** The words of the other policy; undefined where it is the same. */
  policy: Record<string, unknown> | undefined;
}

/**
 * What `vs` of a question asks for; undefined where it asks for nothing.
 * @param words of the policy file that it names, where it names one
 */
export function besideOf({ get, periods, on }: Question, policy: Policy, words: Record<string, unknown> | undefined): Beside | undefined {
  const vs = get("vs");
  if (typeof vs !== "string") return undefined;
  if (words !== undefined) return { periods, on, policy: words };
  const span = checkWord(vs);
  if (span === undefined) return { periods, on, policy: changedWords({ ...policy }, { preset: vs }) };
  const grain = get("grain") as Grain | undefined;
  const moved = periods.flatMap((period) => movedBack(period, span, grain ?? "month"));
  return { periods: moved, on: on === "" ? on : dayBack(on, span, periods, grain), policy: undefined };
}

/** The day at whose close the other periods are looked at lies as far back as they do, so that as much of them is over; that of a report of a day a month or a year. */
function dayBack(on: string, span: Span, [period]: readonly Period[], grain: Grain | undefined): string {
  if (span === "last_year" || period === undefined || grain === undefined) return addDays(monthsBack(addDays(on, 1), span === "previous" ? 1 : 12), -1);
  const days = grain === "day" ? 1 : grain === "week" ? 7 : undefined;
  const months = days === undefined ? (monthsOf[grain] ?? wholeMonths(period.from_date, period.to_date)) : undefined;
  return months === undefined ? addDays(on, -(days ?? daysBetween(period.from_date, period.to_date))) : addDays(monthsBack(addDays(on, 1), months), -1);
}

const monthsBack = (day: string, months: number): string => addMonths(day, -months);

const monthsOf: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
/** So many weeks that a week is set against one of the same season. */
const daysOfYear = 364;

/** The period before one, or that of a year before, under the same name; none for 29 February a year before. */
function movedBack(period: Period, span: Span, grain: Grain): Period[] {
  const { from_date, to_date } = period;
  const [from, to] = span === "previous" ? before(from_date, to_date, grain) : yearBefore(from_date, to_date, grain);
  return isDate(from) && from < to ? [{ ...period, from_date: from, to_date: to }] : [];
}

function before(from: string, to: string, grain: Grain): [string, string] {
  const days = grain === "day" ? 1 : grain === "week" ? 7 : undefined;
  if (days !== undefined) return [addDays(from, -days), addDays(to, -days)];
  const months = monthsOf[grain] ?? wholeMonths(from, to);
  if (months === undefined) return [addDays(from, -daysBetween(from, to)), from];
  return notEmpty(monthsBack(from, months), monthsBack(to, months));
}

function yearBefore(from: string, to: string, grain: Grain): [string, string] {
  if (grain === "week") return [addDays(from, -daysOfYear), addDays(to, -daysOfYear)];
  if (grain === "day") return from.endsWith("-02-29") ? [from, from] : notEmpty(monthsBack(from, 12), addDays(monthsBack(from, 12), 1));
  return notEmpty(monthsBack(from, 12), monthsBack(to, 12));
}

/** A cut period that ends on a day which the other month lacks keeps at least one day. */
const notEmpty = (from: string, to: string): [string, string] => [from, to > from ? to : addDays(from, 1)];

function wholeMonths(from: string, to: string): number | undefined {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return months > 0 && addMonths(from, months) === to ? months : undefined;
}

const daysBetween = (from: string, to: string): number => (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;

const isFigure = (column: Column): boolean => column.type === "money" || column.type === "ratio" || column.type === "count";

/** What the figures of both answers are told in must be one thing. */
export function checkComparable(asked: Pick<ReportResult, "currency" | "params">, other: Pick<ReportResult, "currency">): void {
  if (asked.currency === other.currency) return;
  refuse("currencies-differ", { one: asked.currency, other: other.currency, against: String(asked.params["vs"]) });
}

/**
 * An answer with three columns for each figure: as asked, `vs_NAME` as it stands beside it, and `diff_NAME`. Rows that only one of the two has
 * are zero in the other; a period that `others` lacks has nothing beside it.
 * @param only the figures that something stands beside; default: all
 */
export async function withBeside(db: Database, question: Question, asked: ReportResult, beside: Pick<ReportResult, "currency" | "rows" | "problems" | "provenance">, others: readonly Period[], only?: ReadonlySet<string>): Promise<ReportResult> {
  const isCompared = (column: Column): boolean => isFigure(column) && (only === undefined || only.has(column.name));
  const figures = asked.columns.filter(isCompared);
  const numberOf = new Map(question.periods.map(({ period }, at) => [period, at + 1]));
  const told = (rows: readonly ReportRow[]) => JSON.stringify(rows.map((row) => ({ period_no: periodNo(row, numberOf), group_values: question.by.map((name) => String(row[name])), figures: figures.map(({ name }) => leastUnits(row[name])) })));
  const known = JSON.stringify(question.periods.length === 0 ? [0] : others.map(({ period }) => numberOf.get(period)));
  const nothing = JSON.stringify(figures.map((column) => (column.type === "ratio" || isAverage(column) ? null : "0")));
  const found = await db.rows(sqlFile("compare/difference"), { asked: told(asked.rows), beside: told(beside.rows), nothing, known });
  const places = minorPlaces(asked.currency);
  const own = new Map(asked.rows.map((row) => [keyOf(periodNo(row, numberOf), question.by.map((name) => String(row[name]))), row]));
  const columns = asked.columns.flatMap((column) => (isCompared(column) ? besideColumns(column, String(asked.params["vs"])) : [column]));
  const zeros = Object.fromEntries(asked.columns.filter((column) => isFigure(column) && !isCompared(column)).map((column) => [column.name, column.type === "ratio" || isAverage(column) ? null : valueOf("0", column, places)]));
  const rows = found.map((row): ReportRow => ({ ...zeros, ...labelsOf(row, question, own), ...figuresOf(row, figures, places) }));
  return {
    ...asked,
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))),
    ...(asked.provenance.policy === beside.provenance.policy ? {} : ofOtherPolicy(asked, beside)),
  };
}

/** Another definition has its own hash, and problems of its own: its rates may be others. */
function ofOtherPolicy({ problems, provenance }: ReportResult, beside: Pick<ReportResult, "problems" | "provenance">): Pick<ReportResult, "problems" | "provenance"> {
  const told = new Set(problems.map(({ code, message }) => `${code} ${message}`));
  return { problems: [...problems, ...beside.problems.filter(({ code, message }) => !told.has(`${code} ${message}`))], provenance: { ...provenance, vs_policy: beside.provenance.policy } };
}

const periodNo = (row: ReportRow, numberOf: ReadonlyMap<string, number>): number => numberOf.get(String(row["period"])) ?? 0;

const keyOf = (no: unknown, groups: unknown): string => JSON.stringify([Number(no), groups]);

/** What is no figure: the period, the groups, and what the answer itself says beside them. */
function labelsOf(row: Row, { periods, by }: Question, own: ReadonlyMap<string, ReportRow>): ReportRow {
  const groups = row["group_values"] as string[];
  const period = periods[Number(row["period_no"]) - 1]?.period;
  const said = own.get(keyOf(row["period_no"], groups)) ?? {};
  return { ...said, ...(period === undefined ? {} : { period }), ...Object.fromEntries(by.map((name, at) => [name, groups[at]!])) };
}

function figuresOf(row: Row, figures: readonly Column[], places: number): ReportRow {
  const parts = [["", row["one"]], ["vs_", row["other"]], ["diff_", row["difference"]]] as const;
  return Object.fromEntries(figures.flatMap((column, at) => parts.map(([prefix, values]) => [`${prefix}${column.name}`, valueOf((values as Row[string][])[at], column, places)])));
}

function besideColumns(column: Column, vs: string): Column[] {
  return [
    column,
    { ...column, name: `vs_${column.name}`, title: `${column.title}, ${vs}`, beside: "vs" },
    { ...column, name: `diff_${column.name}`, title: `${column.title}, difference`, beside: "difference" },
  ];
}
