/** Reads the parameters of a report by its catalogue entry; what does not fit is a problem that names what would. */
import type { Param, Report } from "../catalogue/define.js";
import { reports } from "../catalogue/index.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { readBands } from "../domain/bands.js";
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import { readScenario } from "../domain/plan/scenario.js";
import { parsePeriod, periodOf, periodsBetween, type CalendarKnobs, type Grain, type Period } from "../domain/period.js";
import { Rational, readDecimal } from "../domain/rational.js";
import { readScenarioText } from "../sources/scenario-file.js";
import { readConditions, type Condition } from "./condition.js";
import { readCursor } from "./page-cursor.js";
import { followedOf, type Followed, type FollowedWords } from "./followed.js";
import { backFrom, daysAhead, windowBetween } from "./window.js";

/** The days between which there is something to tell, and the day it is. */
export interface Extent {
  first: string;
  /** The first day after the last whole month with data. */
  end: string;
  today: string;
}

export interface Question {
  report: Report;
  /** As echoed in the answer: the words, normalised. */
  params: Record<string, unknown>;
  periods: Period[];
  /** Of a report whose periods are followed: when each is looked at again. */
  followed?: Followed;
  on: string;
  by: string[];
  where: Condition[];
  /** The columns among them that are worked out for each period, once the book's own columns were looked up. */
  computed: string[];
  limit: number | undefined;
  after: number;
  /** New and expansion by month as a scenario plans them, as JSON, once it was worked out. */
  planned?: string;
  /** The key of the customer asked for, once it was looked up. */
  customerKey?: number;
  get(name: string): string | number | boolean | undefined;
}

/** Words that many reports take, told to whoever says them to one that does not. */
const sharedParams: readonly string[] = ["by", "where", "vs", "level", "on"];

const takersOf = (name: string): string => (reports as readonly Report[]).filter(({ params }) => params.some((param) => param.name === name)).map((report) => report.name).join(", ");

/** For reports that have no period of their own. */
const allTime: Period = { period: "all", from_date: "0001-01-01", to_date: "9999-12-31" };

/** More rows than this is a slip of the pen. */
const mostPeriods = 20_000;

export function readQuestion(report: Report, given: Record<string, unknown>, calendar: CalendarKnobs, extent: () => Extent): Question {
  const problems: Problem[] = [];
  const said = new Map<string, unknown>(Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== false));
  for (const name of said.keys()) {
    const problemOfName = unknownName(report, name);
    if (problemOfName) problems.push(problemOfName);
  }
  const values = new Map<string, string | number | boolean | string[]>();
  const scenarios = new Map<string, Record<string, unknown>>();
  for (const param of report.params) {
    const raw = said.get(param.name) ?? param.default;
    if (param.type === "scenario" && raw !== undefined) {
      const { words, problems: found } = scenarioWords(raw);
      problems.push(...found);
      scenarios.set(param.name, words);
      continue;
    }
    if (raw === undefined) {
      if (param.required) problems.push(problem("param-missing", { report: report.name, param: param.name, example: report.example }));
      continue;
    }
    const value = readParam(param, raw, calendar);
    if (value === undefined) problems.push(problem("param-value", { param: param.name, value: String(raw), expected: expectedOf(param), ...near(param, raw) }));
    else values.set(param.name, value);
  }
  problems.push(...implied(report, values, said), ...besideAList(report, said));
  const where = readConditions(said.has("where") ? (values.get("where") as string[] | undefined) : undefined, problems);
  problems.push(...tooFine(report, where), ...notByProduct(values, where), ...namedAsColumns(report, values));
  if (problems.length > 0) throw new ProblemError(problems);
  return assemble(report, values, where, calendar, extent, (name) => said.has(name), scenarios);
}

/** A scenario as a map, as a program gives it, or as YAML. */
function scenarioWords(raw: unknown): { words: Record<string, unknown>; problems: Problem[] } {
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) return { words: raw as Record<string, unknown>, problems: readScenario(raw as Record<string, unknown>).problems };
  return readScenarioText(String(raw), "the scenario");
}

/** Says what parameters that are said say of others, and refuses others that say otherwise. */
function implied(report: Report, values: Map<string, string | number | boolean | string[]>, said: ReadonlyMap<string, unknown>): Problem[] {
  const clashes: Problem[] = [];
  for (const { name, implies } of report.params.filter((param) => said.has(param.name))) {
    for (const [other, value] of Object.entries(implies ?? {})) {
      const fitting = [value].flat();
      if (!said.has(other)) values.set(other, fitting[0]!);
      else if (typeof value !== "number" && !fitting.includes(values.get(other) as string)) clashes.push(problem("options-clash", { one: `--${name}`, other: `--${other} ${String(values.get(other))}`, remedy: `It asks for --${other} ${fitting.join(" or ")}: leave one of them out.` }));
    }
  }
  return clashes;
}

/** Columns that a report can't be filtered by, since its figures are told of more than their cells. */
function tooFine({ name, params }: Report, where: Condition[]): Problem[] {
  const known = params.find((param) => param.type === "condition")?.choices;
  return where.flatMap(({ column }) => (known === undefined || known.includes(column) ? [] : [problem("where-too-fine", { report: name, column, known, nearest: nearest(column, known) })]));
}

/** The rows of a list are other ones each time, so that nothing stands beside them. */
function besideAList({ isList, params }: Report, said: ReadonlyMap<string, unknown>): Problem[] {
  const other = ["detail", "outcome", "deadline", "limit", "cursor"].find((name) => said.has(name) && params.some((param) => param.name === name));
  if (isList !== true || !said.has("vs") || other === undefined) return [];
  return [problem("options-clash", { one: "--vs", other: `--${other}`, remedy: "The rows of a list are other ones each time: compare the periods, and ask for the list of each." })];
}

/** A product of a customer can be cut by product only. */
function notByProduct(values: Map<string, unknown>, where: Condition[]): Problem[] {
  if (values.get("level") !== "customer_product") return [];
  const named = [...((values.get("by") as string[] | undefined) ?? []).map((column) => ["by", column] as const), ...where.map(({ column }) => ["where", column] as const)];
  return named.flatMap(([param, value]) => (value === "product" ? [] : [problem("param-value", { param, value, expected: "product, the only cut at level customer_product" })]));
}

/** A row can't hold a group and a figure under one name, nor a group and the period that it is of. */
function namedAsColumns({ name, columns, isFollowed }: Report, values: Map<string, unknown>): Problem[] {
  const own = columns.filter(({ kind, type }) => kind !== "label" || type === "ratio" || isFollowed === true).map((column) => column.name);
  return ((values.get("by") as string[] | undefined) ?? []).filter((column) => own.includes(column)).map((column) => problem("by-named-as-figure", { column, report: name }));
}

function assemble(
  report: Report, values: Map<string, string | number | boolean | string[]>, where: Condition[], calendar: CalendarKnobs, extent: () => Extent, isSaid: (name: string) => boolean, scenarios: ReadonlyMap<string, Record<string, unknown>>,
): Question {
  const params: Record<string, unknown> = {};
  const window = windowBetween(values, isSaid);
  let periods: Period[] = report.asks === "all" ? [allTime] : [];
  const followed = report.isFollowed === true ? followedOf(followedWords(values, calendar), calendar, extent) : undefined;
  if (followed !== undefined) {
    periods = followed.periods;
    Object.assign(params, { from: followed.from, to: followed.to, grain: values.get("grain") });
  } else if (report.asks === "periods") {
    const grain = values.get("grain") as Grain;
    const span = daysAhead(values, isSaid, () => extent().today) ?? spanOf(values.get("from") as string | undefined, values.get("to") as string | undefined, grain, calendar, extent);
    periods = window ?? backFrom(periodsBetween(span.from_date, span.to_date, grain, calendar), values.get("window") as number | undefined);
    if (periods.length > mostPeriods) throw new ProblemError([problem("too-many-periods", { periods: periods.length, most: mostPeriods })]);
    if (window === undefined) Object.assign(params, { from: span.from_date, to: span.last, grain });
    else values.set("grain", "total");
  }
  const looksFromDay = report.asks === "day" || report.params.some(({ name }) => name === "on");
  const on = (values.get("on") as string | undefined) ?? (report.asks === "day" ? dayBefore(scenarios) : undefined) ?? (looksFromDay ? extent().today : "");
  if (looksFromDay) params["on"] = on;
  for (const [name, value] of values) if (!(name in params) && value !== false && !["from", "to", "grain", "cursor"].includes(name)) params[name] = value;
  for (const [name, words] of scenarios) params[name] = words;
  return {
    report, params, periods, on,
    ...(followed === undefined ? {} : { followed }),
    by: report.groupedBy === undefined ? ((values.get("by") as string[] | undefined) ?? []) : [String(values.get(report.groupedBy))],
    where,
    computed: [],
    limit: (values.get("limit") as number | undefined) ?? report.mostRows,
    after: readCursor(String(values.get("cursor") ?? 0))!.after,
    get: (name) => values.get(name) as string | number | boolean | undefined,
  };
}

function followedWords(values: ReadonlyMap<string, unknown>, calendar: CalendarKnobs): FollowedWords {
  const [from, to] = (["from", "to"] as const).map((name) => (values.has(name) ? periodWord(name, String(values.get(name)), calendar) : undefined));
  return { grain: values.get("grain"), age_grain: values.get("age_grain"), from, to } as FollowedWords;
}

/** A scenario that says from which month on it plans starts from the close of the day before. */
function dayBefore(scenarios: ReadonlyMap<string, Record<string, unknown>>): string | undefined {
  const from = [...scenarios.values()].map((words) => words["from"]).find((month) => month !== undefined && month !== null);
  return from === undefined ? undefined : addDays(`${String(from)}-01`, -1);
}

function unknownName(report: Report, name: string): Problem | undefined {
  if (report.params.some((param) => param.name === name)) return undefined;
  if (sharedParams.includes(name)) return problem("param-later", { param: name, report: report.name, works: name === "on" && report.asks === "periods" ? "--from and --to choose the periods that it tells of" : `it is taken by ${takersOf(name)}` });
  const known = report.params.map((param) => param.name);
  return problem("param-unknown", { report: report.name, param: name, known, nearest: nearest(name, known) });
}

/** The day as whose knowledge a report is asked; a word that is no day is told with the other parameters. */
export function knownOnOf(report: Report, asked: Record<string, unknown>, calendar: CalendarKnobs): string | undefined {
  const said = asked["known_on"];
  if (said === undefined || said === null || !report.params.some((param) => param.name === "known_on")) return undefined;
  return dayMeant(String(said), calendar);
}

/** What a report that looks ahead from a day that is over knows: what was recorded by its end, lines that are known since ever from their signature on. */
export function knownAheadOf(report: Report, asked: Record<string, unknown>, knownOn: string | undefined, calendar: CalendarKnobs, today: string): { on: string; by_signature: true } | undefined {
  const said = report.looksAhead === true && asked["on"] !== undefined ? dayMeant(String(asked["on"]), calendar) : undefined;
  if (said === undefined || said >= today) return undefined;
  return { on: knownOn !== undefined && knownOn < said ? knownOn : said, by_signature: true };
}

/** The currency in which figures are asked; one that is none is told with the other parameters. */
export function currencyOf(report: Report, asked: Record<string, unknown>): string | undefined {
  const param = report.params.find(({ type }) => type === "currency");
  const said = param === undefined ? undefined : asked[param.name];
  return typeof said === "string" && /^[a-z]{3}$/i.test(said) ? said.toUpperCase() : undefined;
}

function readParam(param: Param, raw: unknown, calendar: CalendarKnobs): string | number | boolean | string[] | undefined {
  const text = String(raw);
  switch (param.type) {
    case "choice":
      return param.choices?.includes(text) ? text : undefined;
    case "date":
      return dayMeant(text, calendar);
    case "whole":
      return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= (param.most ?? Infinity) ? Number(text) : undefined;
    case "switch":
      return raw === true || text === "true" ? true : text === "false" ? false : undefined;
    case "months":
      return /^\d{1,4}$/.test(text) ? text : /^(none|null)$/.test(text) ? "none" : undefined;
    case "list":
      if (param.choices && !listed(raw).every((word) => param.choices!.includes(word))) return undefined;
      return listed(raw);
    case "numbers":
      return listed(raw).length > 0 && listed(raw).every((word) => /^-?\d{1,9}(\.\d{1,6})?$/.test(word) && (param.isPositive !== true || (!word.startsWith("-") && /[1-9]/.test(word)))) ? listed(raw) : undefined;
    case "bands":
      return readBands(Array.isArray(raw) ? raw : listed(raw));
    case "currency":
      return /^[a-z]{3}$/i.test(text) ? text.toUpperCase() : undefined;
    case "amount":
      return /^\d{1,18}(\.\d{1,9})?$/.test(text) && /[1-9]/.test(text) ? text : undefined;
    case "rate":
      return shareText(text);
    case "condition":
      return Array.isArray(raw) ? raw.map(String) : [text];
    default:
      return param.name === "cursor" && readCursor(text) === undefined ? undefined : text;
  }
}

/** A share as it is, or in percent: 0.05 and 5% are one; none beyond the whole. */
function shareText(text: string): string | undefined {
  const [, digits, percent] = /^([+-]?\d{1,3}(?:\.\d{1,6})?)(%?)$/.exec(text.trim()) ?? [];
  const share = digits === undefined ? undefined : readDecimal(digits)!.dividedBy(new Rational(percent === "%" ? 100n : 1n));
  return share === undefined || share.compare(new Rational(1n)) > 0 || share.compare(new Rational(-1n)) < 0 ? undefined : share.toFixed(8).replace(/\.?0+$/, "");
}

/** A list as a program gives it, or as it is typed. */
const listed = (raw: unknown): string[] => (Array.isArray(raw) ? raw.map(String) : String(raw).split(",").map((part) => part.trim()).filter(Boolean));

/** The close of a period, of a day that day itself; none for the last day there is, which stands for no end. */
function dayMeant(text: string, calendar: CalendarKnobs): string | undefined {
  const period = parsePeriod(text.toUpperCase(), calendar);
  return period === undefined ? undefined : addDays(period.to_date, -1);
}

function expectedOf(param: Param): string {
  if (param.choices) return param.choices.join(", ");
  if (param.type === "date") return "a day such as 2025-12-31, or a period such as 2025-12 or 2025-Q4 for its last day";
  if (param.type === "whole") return param.most === undefined ? "a whole number from 1" : `a whole number from 1 to ${param.most}`;
  if (param.type === "months") return "a whole number of months from 0 to 9999, or none";
  if (param.type === "numbers") return `plain numbers${param.isPositive ? " above zero" : ""} with commas between them, such as 5,7.5,10`;
  if (param.type === "bands") return "lower bounds, rising, each with a name, such as 0=smb,50000=mid,100000=enterprise";
  if (param.type === "switch") return "true or false";
  if (param.type === "rate") return "a share such as 0.05, or in percent such as 5%";
  if (param.type === "amount") return "an amount above zero in plain digits, such as 50000000";
  if (param.type === "currency") return "the three letters of a currency, such as EUR";
  return param.name === "cursor" ? "the next_cursor of the page before" : "text";
}

function near(param: Param, raw: unknown): { nearest?: string } {
  const found = param.choices ? nearest(String(raw), param.choices) : undefined;
  return found === undefined ? {} : { nearest: found };
}

/** The asked span, half-open, and its last day; what is not said is the last 12 whole months with data, in whole periods of the grain. */
function spanOf(from: string | undefined, to: string | undefined, grain: Grain, calendar: CalendarKnobs, extent: () => Extent) {
  const first = from === undefined ? undefined : periodWord("from", from, calendar);
  const last = to === undefined ? undefined : periodWord("to", to, calendar);
  const wholeEnd = () => (grain === "total" ? extent().end : periodOf(extent().end, grain, calendar).from_date);
  let to_date = last?.to_date ?? wholeEnd();
  if (last === undefined && first !== undefined && to_date <= first.from_date) to_date = first.to_date;
  const from_date = first?.from_date ?? defaultFrom(to_date, last === undefined, grain, calendar, extent);
  if (from_date >= to_date) throw new ProblemError([problem("from-after-to", { from: from ?? from_date, to: to ?? to_date })]);
  const lastDay = new Date(Date.parse(`${to_date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return { from_date, to_date, last: lastDay };
}

function defaultFrom(toDate: string, clip: boolean, grain: Grain, calendar: CalendarKnobs, extent: () => Extent): string {
  const yearBack = addMonths(toDate, -12);
  const firstMonth = `${extent().first.slice(0, 7)}-01`;
  const from = clip && firstMonth > yearBack && firstMonth < toDate ? firstMonth : yearBack;
  return grain === "total" || grain === "day" ? from : periodOf(from, grain, calendar).from_date;
}

/** The period that a word names; refused under the name of the parameter that it was said for. */
export function periodWord(param: string, word: string, calendar: CalendarKnobs): Period {
  const period = parsePeriod(word.toUpperCase(), calendar);
  if (!period) throw new ProblemError([problem("param-value", { param, value: word, expected: "a period such as 2025-03, 2025-Q1, 2025, 2025-W07 or a day such as 2025-03-10" })]);
  return period;
}
