/** The report what_if: the amounts of a book that an assumption is about, taken from its other reports. */
import { shortCommitment } from "../catalogue/reports/what-if.js";
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import type { GivenNumber } from "../domain/calc/calculation.js";
import { workedRows } from "../domain/calc/calc.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { minorPlaces } from "../domain/money.js";
import { bookRates } from "../domain/plan/formulas.js";
import { supposedRows, tellingInputs } from "../domain/plan/what-if.js";
import type { Policy } from "../domain/policy.js";
import { problem, refuse, type Problem } from "../domain/problem.js";
import { readDecimal } from "../domain/rational.js";
import { yearUpTo } from "./definitions.js";
import type { AskBeside } from "./plan.js";
import type { Question } from "./question.js";
import { columnsOf, monthsOfHistory } from "./run.js";

const numberOf = (text: unknown): GivenNumber => ({ text: String(text), value: readDecimal(String(text))! });

export async function whatIfAnswer(question: Question, policy: Policy, ask: AskBeside): Promise<Pick<ReportResult, "columns" | "rows" | "next_cursor" | "problems">> {
  const { report, params, get } = question;
  if (!tellingInputs.some((name) => params[name] !== undefined)) refuse("param-missing", { report: report.name, param: tellingInputs.join(" or "), example: report.example });
  const where = params["where"] === undefined ? {} : { where: params["where"] as string[] };
  const { numbers, problems } = await bookNumbers(question.on, Number(get("horizon")), params, where, ask);
  for (const name of [...tellingInputs, "annual_share"]) if (params[name] !== undefined) numbers.set(name, numberOf(params[name]));
  const periods: Record<string, string> = { churn: textOf(yearUpTo(question.on)), price: textOf(dueAfter(question.on, Number(get("horizon")))), to_annual: question.on };
  const rows = supposedRows(numbers, minorPlaces(policy.reporting_currency)).map((row): ReportRow => ({ ...row, period: periods[row.assumption] ?? "" }));
  return { columns: columnsOf(report, question), rows, next_cursor: null, problems };
}

interface Days {
  from: string;
  to: string;
}

const textOf = ({ from, to }: Days): string => `${from}/${to}`;

/** The months after the day. */
const dueAfter = (on: string, horizon: number): Days => ({ from: addDays(on, 1), to: addDays(addMonths(addDays(on, 1), horizon), -1) });

type Kept = { where?: string[] };

/** ARR of the day, what was lost in the year up to it, and what is due after it. */
async function bookNumbers(on: string, horizon: number, asked: Record<string, unknown>, kept: Kept, ask: AskBeside): Promise<{ numbers: Map<string, GivenNumber>; problems: Problem[] }> {
  const span = yearUpTo(on);
  const arrOf = async (where: Kept) => (await ask("snapshot", { on, ...where })).rows[0]!["arr"];
  const year = (await ask("waterfall", { ...span, grain: "total", ...kept })).rows[0];
  const lost = new Map(([["opening", "opening"], ["lost_churn", "churn"], ["lost_contraction", "contraction"]] as const).map(([name, column]) => [name, numberOf(String(year?.[column] ?? "0").replace("-", ""))]));
  const [rate] = workedRows(bookRates, lost);
  const numbers = new Map([["arr", numberOf(await arrOf(kept))], ["churn", rate?.exact === undefined ? numberOf("0") : { value: rate.exact, text: String(rate.value) }]]);
  const problems = rate?.exact === undefined ? [problem("plan-rate-unknown", { rates: ["churn"], ...span })] : [];
  if (asked["price"] !== undefined) {
    const [due] = (await ask("renewals", { ...dueAfter(on, horizon), grain: "total", on, ...kept })).rows;
    const [past] = (await ask("renewals", { from: addMonths(addDays(on, 1), -monthsOfHistory), to: on, grain: "total", on, ...kept })).rows;
    numbers.set("due", numberOf(due?.["available_to_renew"] ?? "0"));
    numbers.set("renewal_rate", numberOf(past?.["renewal_rate"] ?? "1"));
  }
  if (asked["annual_discount"] !== undefined) numbers.set("short_arr", numberOf(await arrOf({ where: [...(kept.where ?? []), shortCommitment] })));
  return { numbers, problems };
}
