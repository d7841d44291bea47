/** The report backtest: the forecast asked from past days, each with what was known then, beside what came. */
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { addDays, addMonths, lastClose } from "../domain/calendar.js";
import { minorPlaces } from "../domain/money.js";
import { judged, type PastForecast } from "../domain/plan/looking-back.js";
import type { Policy } from "../domain/policy.js";
import type { Problem } from "../domain/problem.js";
import type { AskBeside } from "./plan.js";
import type { Question } from "./question.js";
import { columnsOf } from "./run.js";

/** The close so many months before one. */
const monthsEarlier = (close: string, months: number): string => addDays(addMonths(addDays(close, 1), -months), -1);

/** @param tell told of each forecast, as each is worked out from a state of its own */
export async function backtestAnswer(question: Question, policy: Policy, today: string, ask: AskBeside, tell: (done: number, total: number) => void): Promise<Pick<ReportResult, "columns" | "rows" | "next_cursor" | "problems">> {
  const { on, get, report } = question;
  const [horizon, closes] = [Number(get("horizon")), Number(get("closes"))];
  const last = lastClose(on < today ? on : addDays(today, -1));
  const ends = Array.from({ length: closes }, (_, at) => monthsEarlier(last, horizon * (closes - 1 - at)));
  const arr = new Map<string, string>();
  for (const day of new Set([monthsEarlier(last, horizon * (closes + 1)), monthsEarlier(last, horizon * closes), ...ends])) arr.set(day, String((await ask("snapshot", { on: day })).rows[0]!["arr"]));
  const past: PastForecast[] = [];
  const problems: Problem[] = [];
  for (const [at, end] of ends.entries()) {
    tell(at, closes);
    const from = monthsEarlier(end, horizon);
    const said = await ask("forecast", { on: from, horizon });
    problems.push(...said.problems);
    past.push({ period: `${addDays(from, 1)}/${end}`, opening: arr.get(from)!, before: arr.get(monthsEarlier(from, horizon))!, forecast: String(said.rows.at(-1)!["closing"]), actual: arr.get(end)! });
  }
  const rows = judged(past, minorPlaces(policy.reporting_currency)).map((row): ReportRow => ({ ...row }));
  return { columns: columnsOf(report, question), rows, next_cursor: null, problems: problems.filter(({ code }, at) => code !== "book-empty" && problems.findIndex((other) => other.code === code) === at) };
}
