/** The figures that a close keeps: the net waterfall, logos and trend of its period and the snapshot of its last day by each of its cuts, worked out under the derivation in use. */
import type { Column } from "../catalogue/define.js";
import { findReport, type ReportName } from "../catalogue/index.js";
import { addDays } from "../domain/calendar.js";
import type { Period } from "../domain/period.js";
import type { Policy } from "../domain/policy.js";
import type { Database, Row } from "./database.js";
import { readQuestion, type Question } from "./question.js";
import { foundRows } from "./run.js";

/** The reports of which a close keeps the rows. */
export const closedReports = ["waterfall", "logos", "snapshot", "trend"] as const satisfies readonly ReportName[];
export type ClosedReport = (typeof closedReports)[number];

/** Of these, the ones that a change is watched by: ARR and customers, and how they moved. Growth over longer spans, list prices and contracts are not watched. */
export const watchedReports: readonly ClosedReport[] = ["waterfall", "logos"];

/** A period to be worked out, by which cuts; the first of them is no cut. */
export interface ClosedSpan {
  close_id: number;
  period: string;
  from_date: string;
  to_date: string;
  cuts: string[][];
}

/** A row of a report: exact whole numbers by column, in minor units, customers or millionths; null where undefined. */
interface ClosedRow {
  close_id: number;
  report: string;
  /** JSON: the columns of the cut. */
  cut: string;
  group_values: string[];
  figures: Record<string, string | null>;
}

/** Every row of the spans, of these reports. */
export async function closedRows(db: Database, policy: Policy, spans: readonly ClosedSpan[], reports: readonly ClosedReport[] = closedReports): Promise<ClosedRow[]> {
  const rows: ClosedRow[] = [];
  const cuts = [...new Set(spans.flatMap((span) => span.cuts.map((cut) => JSON.stringify(cut))))];
  for (const cut of cuts) {
    const asked = spans.filter((span) => span.cuts.some((one) => JSON.stringify(one) === cut));
    for (const report of reports) for (const together of askedTogether(report, asked)) rows.push(...(await rowsOfCut(db, policy, report, cut, together)));
  }
  return rows;
}

/** The question that a close asks of a report, of periods by a cut. */
export function closedQuestion(report: ClosedReport, policy: Policy, by: readonly string[], periods: readonly Period[]): Question {
  const [from, to] = [periods[0]!.from_date, addDays(periods.at(-1)!.to_date, -1)];
  const found = findReport(report)!;
  const span = found.asks === "day" ? { on: to } : { from, to, grain: "total" };
  const level = found.params.some(({ name }) => name === "level") ? { level: policy.level } : {};
  const question = readQuestion(found, { ...span, ...level, ...(by.length > 0 ? { by: [...by] } : {}) }, policy, () => ({ first: from, end: to, today: to }));
  return found.asks === "day" ? question : { ...question, periods: [...periods] };
}

async function rowsOfCut(db: Database, policy: Policy, report: ClosedReport, cut: string, spans: readonly ClosedSpan[]): Promise<ClosedRow[]> {
  // a row is told apart by the close, whatever its period is called
  const periods = spans.map(({ close_id, from_date, to_date }) => ({ period: String(close_id), from_date, to_date }));
  const found = await foundRows(db, closedQuestion(report, policy, JSON.parse(cut) as string[], periods));
  const names = findReport(report)!.columns.filter(isKept).map(({ name }) => name);
  return found.map((row) => ({ close_id: Number(row["period"] ?? spans[0]!.close_id), report, cut, group_values: row["group_values"] as string[], figures: figuresOf(row, names) }));
}

/** Figures that stand for the period alone, whatever it is asked with. */
const isKept = ({ type, isChained }: Column): boolean => (type === "money" || type === "ratio" || type === "count") && isChained !== true;

function figuresOf(row: Row, names: readonly string[]): ClosedRow["figures"] {
  return Object.fromEntries(names.filter((name) => row[name] !== undefined).map((name) => [name, row[name] === null ? null : String(row[name])]));
}

/** Periods that one question asks: days one by one, and spans where they lie apart, since a question's periods do. */
const askedTogether = (report: ClosedReport, spans: readonly ClosedSpan[]): ClosedSpan[][] =>
  findReport(report)!.asks === "day" ? spans.map((span) => [span]) : lyingApart(spans);

/** Lists of spans that do not overlap, in as few as first fit makes. */
function lyingApart(spans: readonly ClosedSpan[]): ClosedSpan[][] {
  const lists: ClosedSpan[][] = [];
  for (const span of [...spans].sort((a, b) => (a.from_date < b.from_date ? -1 : 1))) {
    const list = lists.find((one) => one.at(-1)!.to_date <= span.from_date);
    if (list) list.push(span);
    else lists.push([span]);
  }
  return lists;
}
