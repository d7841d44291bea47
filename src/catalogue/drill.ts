/** What is behind a figure of an answer, as the question that shows it: read from the catalogue, so that every surface leads the same way. */
import type { Drill, Param, Report } from "./define.js";
import { findReport } from "./index.js";
import { listTypes } from "./json-schema.js";
import type { ReportResult, ReportRow } from "./result.js";

/** A report and the parameters to ask it with. */
export interface DrillQuestion {
  report: string;
  params: Record<string, unknown>;
}

/** What a question says of its definition and its filters, which hold for what is behind it. */
const passedOn = ["currency", "known_on", "level", "method"];

type Asked = Pick<ReportResult, "report" | "params">;

/** The first rule by which a figure of a report may lead on; undefined where nothing is behind it. */
export const drillOf = (report: Report, column: string, row: ReportRow = {}, params: ReportResult["params"] = {}): Drill | undefined => drillsOf(report, column, row, params)[0];

const drillsOf = ({ drill = [] }: Report, column: string, row: ReportRow, params: ReportResult["params"]): Drill[] => drill.filter((rule) => fits(rule, column, row, params));

function fits({ of, row: said = {}, unless = [], asked }: Drill, column: string, row: ReportRow, params: ReportResult["params"]): boolean {
  if (of !== undefined && !of.includes(column)) return false;
  if (asked !== undefined && params[asked] === undefined) return false;
  if (Object.entries(said).some(([name, value]) => row[name] !== value)) return false;
  return !unless.some((word) => isSaid(word, params));
}

function isSaid(word: string, params: ReportResult["params"]): boolean {
  const [name = "", value] = word.split("=");
  return value === undefined ? params[name] !== undefined : params[name] === value;
}

/** The question behind one figure of an answer's row; undefined where nothing is behind it, or the row names nothing to ask for. */
export function drillFrom(answer: Asked, row: ReportRow, column: string): DrillQuestion | undefined {
  const report = findReport(answer.report);
  if (report === undefined) return undefined;
  for (const rule of drillsOf(report, column, row, answer.params)) {
    const question = questionBy(rule, report, answer, row, column);
    if (question !== undefined) return question;
  }
  return undefined;
}

/** undefined where the row lacks what the rule asks with. */
function questionBy(rule: Drill, report: Report, answer: Asked, row: ReportRow, column: string): DrillQuestion | undefined {
  const target = findReport(rule.to)!;
  const taken = new Map(target.params.map((param) => [param.name, param]));
  const kept = [...passedOn, ...(rule.keep ?? [])].filter((name) => answer.params[name] !== undefined && isTaken(taken.get(name)?.choices, answer.params[name]) && taken.has(name));
  const params: Record<string, unknown> = { ...Object.fromEntries(kept.map((name) => [name, answer.params[name]])), ...Object.fromEntries(Object.entries(rule.set ?? {}).map(([name, value]) => [name, asTaken(taken.get(name), value)])) };
  for (const [param, from] of Object.entries(rule.with ?? {})) {
    const value = valueOf(from, param, answer, row, column);
    if (value === undefined) return undefined;
    params[param] = value;
  }
  const where = taken.has("where") ? [...listOf(answer.params["where"]), ...listOf(rule.set?.["where"]), ...groupsOf(report, answer, row), ...conditionsOf(rule.where, row)] : [];
  return { report: target.name, params: where.length === 0 ? params : { ...params, where } };
}

/** A list of one where the report takes a list. */
const asTaken = (param: Param | undefined, value: unknown): unknown => (param !== undefined && listTypes.includes(param.type) && !Array.isArray(value) ? [value] : value);

const isTaken = (choices: readonly string[] | undefined, value: unknown): boolean => choices === undefined || choices.includes(String(value));

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const conditionsOf = (columns: Readonly<Record<string, string>> = {}, row: ReportRow): string[] => Object.entries(columns).map(([column, name]) => `${column}=${String(row[name] ?? "")}`);

/** The groups of a row as conditions: by columns, or by the one that a parameter names. */
function groupsOf(report: Report, { params }: Asked, row: ReportRow): string[] {
  const named = report.groupedBy ?? report.params.find(({ type }) => type === "column")?.name;
  const own = named === undefined || row[named] === undefined ? {} : { [String(params[named])]: named };
  return conditionsOf({ ...Object.fromEntries(listOf(params["by"]).map((column) => [column, column])), ...own }, row);
}

/** A period in total has two ends, of which each parameter takes its own. */
function valueOf(from: string, param: string, { params }: Asked, row: ReportRow, column: string): unknown {
  if (from === "@column") return column;
  if (from.startsWith("@")) return params[from.slice(1)];
  const value = row[from];
  if (value === null || value === undefined || value === "") return undefined;
  const [first, last = first] = from === "period" ? String(value).split("/") : [value];
  return param === "from" ? first : last;
}
