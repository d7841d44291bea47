/** What is behind a figure of an answer, as the question that shows it: read from the catalogue, so that every surface leads the same way. */
import type { Drill, Report } from "./define.js";
import { findReport } from "./index.js";
import type { ReportResult, ReportRow } from "./result.js";

/** A report and the parameters to ask it with. */
export interface DrillQuestion {
  report: string;
  params: Record<string, unknown>;
}

/** What a question says of its definition and its filters, which hold for what is behind it. */
const passedOn = ["currency", "known_on", "level", "method"];

/** The rule by which a figure of a report leads on; undefined where nothing is behind it. */
export const drillOf = ({ drill }: Report, column: string): Drill | undefined => drill?.find(({ of }) => of === undefined || of.includes(column));

/** The question behind one figure of an answer's row; undefined where nothing is behind it, or the row names nothing to ask for. */
export function drillFrom(answer: Pick<ReportResult, "report" | "params">, row: ReportRow, column: string): DrillQuestion | undefined {
  const report = findReport(answer.report);
  const rule = report === undefined ? undefined : drillOf(report, column);
  const target = rule === undefined ? undefined : findReport(rule.to);
  if (rule === undefined || target === undefined) return undefined;
  const taken = new Map(target.params.map((param) => [param.name, param]));
  const kept = passedOn.filter((name) => answer.params[name] !== undefined && isTaken(taken.get(name)?.choices, answer.params[name]) && taken.has(name));
  const params: Record<string, unknown> = { ...Object.fromEntries(kept.map((name) => [name, answer.params[name]])), ...rule.set };
  for (const [param, from] of Object.entries(rule.with ?? {})) {
    const value = valueOf(from, param, answer, row, column);
    if (value === undefined) return undefined;
    params[param] = value;
  }
  const where = taken.has("where") ? [...listOf(answer.params["where"]), ...groupsOf(answer, row)] : [];
  return { report: target.name, params: where.length === 0 ? params : { ...params, where } };
}

const isTaken = (choices: readonly string[] | undefined, value: unknown): boolean => choices === undefined || choices.includes(String(value));

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The groups of a row as conditions. */
const groupsOf = ({ params }: Pick<ReportResult, "params">, row: ReportRow): string[] => listOf(params["by"]).map((column) => `${column}=${String(row[column] ?? "")}`);

/** A period in total has two ends, of which each parameter takes its own. */
function valueOf(from: string, param: string, { params }: Pick<ReportResult, "params">, row: ReportRow, column: string): unknown {
  if (from === "@column") return column;
  if (from === "@on") return params["on"];
  const value = row[from];
  if (value === null || value === undefined || value === "") return undefined;
  const [first, last = first] = from === "period" ? String(value).split("/") : [value];
  return param === "from" ? first : last;
}
