/** What stands beside an answer as closed periods reported it. */
import type { ReportResult } from "../catalogue/result.js";
import { addDays } from "../domain/calendar.js";
import type { Period } from "../domain/period.js";
import { refuse } from "../domain/problem.js";
import { checkCutKept, keepsCut, keptRows, lastCloses, listCloses, provenanceOf, type Close } from "./close.js";
import { closedReports } from "./closed-figure.js";
import type { Database } from "./database.js";
import type { Question } from "./question.js";
import { columnsOf } from "./run.js";

type Reported = Pick<ReportResult, "currency" | "rows" | "problems" | "provenance">;

/**
 * The rows of a question as the last close of each of its periods keeps them, and the periods that were closed; of a day, as the last close of a
 * period that it ends. Refused where none was, or where a close keeps no such figures: of another level, method or cut, or of single groups.
 */
export async function reportedBeside(db: Database, question: Question): Promise<{ beside: Reported; periods: Period[] }> {
  const name = closedReports.find((report) => report === question.report.name)!;
  const pairs = closedOf(question, await listCloses(db));
  const last = pairs.at(-1)!.close;
  const rows = [];
  for (const { period, close } of pairs) {
    checkKept(question, close);
    if (close.currency !== last.currency) refuse("currencies-differ", { one: last.currency, other: close.currency, against: `the close of ${close.period}` });
    const kept = await keptRows(db, close, name, question.by, columnsOf(question.report, question));
    rows.push(...kept.map((row) => ({ ...row, ...(period ? { period: period.period } : {}) })));
  }
  return { beside: { currency: last.currency, rows, problems: [], provenance: provenanceOf(last) }, periods: pairs.flatMap(({ period }) => period ?? []) };
}

/** The closes of what is asked, at least one; each with its period where periods are asked. Of several of a period the last one that keeps the cut. */
function closedOf({ report, periods, on, by }: Question, closes: readonly Close[]): { period?: Period; close: Close }[] {
  const keeping = closes.filter((close) => keepsCut(close, by));
  const last = lastCloses([...closes, ...keeping]);
  const known = [...new Set(closes.map(({ period }) => period))];
  if (report.asks === "day") {
    const ending = [...closes, ...keeping].findLast(({ to_date }) => to_date === addDays(on, 1));
    return [{ close: ending ?? refuse("period-not-closed", { period: `A period that ends on ${on}`, known, nearest: undefined }) }];
  }
  const pairs = periods.flatMap((period) => last.filter((close) => close.from_date === period.from_date && close.to_date === period.to_date).map((close) => ({ period, close })));
  const asked = [...new Set([periods[0]!.period, periods.at(-1)!.period])].join(" to ");
  return pairs.length > 0 ? pairs : refuse("period-not-closed", { period: asked, known, nearest: undefined });
}

/** A close keeps the net waterfall at the level of its policy, by its cuts. */
function checkKept({ report, by, where, get }: Question, close: Close): void {
  const level = get("level") ?? close.policy.level;
  const method = get("method") ?? "net";
  const wanted = where.length > 0 ? "single groups (--where)" : level !== close.policy.level ? `level ${String(level)}` : method !== "net" ? `method ${String(method)}` : undefined;
  if (wanted !== undefined) refuse("close-without", { period: close.period, wanted, kept: [...closedReports, `level ${close.policy.level}`, "method net"] });
  checkCutKept(close, report.name, by);
}
