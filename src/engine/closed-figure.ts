/** The figures that a close keeps: the net waterfall and the logos of its period by each of its cuts, worked out under the derivation in use. */
import { findReport, type ReportName } from "../catalogue/index.js";
import { addDays } from "../domain/calendar.js";
import type { Period } from "../domain/period.js";
import type { Policy } from "../domain/policy.js";
import type { Database, Row } from "./database.js";
import { readQuestion, type Question } from "./question.js";
import { foundRows } from "./run.js";

/** The reports of which a close keeps the rows. */
export const closedReports = ["waterfall", "logos"] as const satisfies readonly ReportName[];
export type ClosedReport = (typeof closedReports)[number];

/** A period to be worked out, by which cuts; the first of them is no cut. */
export interface ClosedSpan {
  close_id: number;
  period: string;
  from_date: string;
  to_date: string;
  cuts: string[][];
}

/** A row of a report: exact whole numbers by column, in minor units, customers or millionths; null where undefined. */
export interface ClosedRow {
  close_id: number;
  report: string;
  /** JSON: the columns of the cut. */
  cut: string;
  group_values: string[];
  figures: Record<string, string | null>;
}

/** Every row of the spans. Periods are asked together where they lie apart, since a question's periods do. */
export async function closedRows(db: Database, policy: Policy, spans: readonly ClosedSpan[]): Promise<ClosedRow[]> {
  const rows: ClosedRow[] = [];
  const cuts = [...new Set(spans.flatMap((span) => span.cuts.map((cut) => JSON.stringify(cut))))];
  for (const cut of cuts) {
    const asked = spans.filter((span) => span.cuts.some((one) => JSON.stringify(one) === cut));
    for (const apart of lyingApart(asked)) for (const report of closedReports) rows.push(...(await rowsOfCut(db, policy, report, cut, apart)));
  }
  return rows;
}

/** The question that a close asks of a report, of periods by a cut. */
export function closedQuestion(report: ClosedReport, policy: Policy, by: readonly string[], periods: readonly Period[]): Question {
  const [from, to] = [periods[0]!.from_date, addDays(periods.at(-1)!.to_date, -1)];
  const level = policy.level;
  const question = readQuestion(findReport(report)!, { from, to, grain: "total", level, ...(by.length > 0 ? { by: [...by] } : {}) }, policy, () => ({ first: from, end: to, today: to }));
  return { ...question, periods: [...periods] };
}

async function rowsOfCut(db: Database, policy: Policy, report: ClosedReport, cut: string, spans: readonly ClosedSpan[]): Promise<ClosedRow[]> {
  // a row is told apart by the close, whatever its period is called
  const periods = spans.map(({ close_id, from_date, to_date }) => ({ period: String(close_id), from_date, to_date }));
  const found = await foundRows(db, closedQuestion(report, policy, JSON.parse(cut) as string[], periods));
  return found.map((row) => ({ close_id: Number(row["period"]), report, cut, group_values: row["group_values"] as string[], figures: figuresOf(row) }));
}

function figuresOf({ period: _period, group_values: _groups, ...figures }: Row): ClosedRow["figures"] {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value === null ? null : String(value)]));
}

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
