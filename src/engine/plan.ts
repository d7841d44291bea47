/** The report plan: what a scenario makes of the ARR of a book, and of the months that are over by now. */
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import type { GivenNumber } from "../domain/calc/calculation.js";
import { workedRows } from "../domain/calc/calc.js";
import { addDays, addMonths } from "../domain/calendar.js";
import { leastUnits, minorPlaces } from "../domain/money.js";
import { bookRates, lossOfMonth, startApart } from "../domain/plan/formulas.js";
import { monthsOf, type ActualMonth } from "../domain/plan/months.js";
import { planOf, type PlanBasis } from "../domain/plan/plan.js";
import { monthsOfPlan, readScenario, type Scenario } from "../domain/plan/scenario.js";
import type { Policy } from "../domain/policy.js";
import { nearest, problem, refuse, type Problem } from "../domain/problem.js";
import { Rational, readDecimal } from "../domain/rational.js";
import { yearUpTo } from "./definitions.js";
import type { Question } from "./question.js";
import { columnsOf } from "./run.js";

/** Asks another report of the same book, under the same policy and knowledge. */
export type AskBeside = (report: string, params: Record<string, unknown>) => Promise<ReportResult>;

type Rate = "churn" | "expansion";

export async function planAnswer(question: Question, policy: Policy, today: string, ask: AskBeside): Promise<Pick<ReportResult, "columns" | "rows" | "next_cursor" | "problems">> {
  const { scenario } = readScenario((question.params["scenario"] ?? {}) as Record<string, unknown>);
  const said = question.get("target");
  const target = said === undefined ? scenario.numbers.get("target") : numberOf(String(said));
  if (target === undefined) return refuse("param-missing", { report: "plan", param: "target", example: "annua plan --target 50000000 --scenario plan.yaml" });
  const { basis, problems } = await basisOf(question.on, scenario, target, policy, ask);
  if (!scenario.numbers.has("start") && question.on > today) problems.push(...(await aheadOf(question.on, today, policy, ask)));
  if (said !== undefined) basis.targetFormula = "as asked";
  const plan = planOf(scenario, basis);
  const isByMonth = question.get("detail") === "months";
  if (!isByMonth && plan.missing.length > 0 && plan.left_out.length > 0) problems.push(problem("plan-lacks", { missing: plan.missing, steps: plan.left_out }));
  const rows = isByMonth
    ? monthsOf(plan, basis.first, scenario.cycle_months, await monthsOver(basis, today, question, ask), basis.places).map((month): ReportRow => ({ ...month }))
    : plan.steps.map((step): ReportRow => ({ ...step }));
  const columns = columnsOf(question.report, question).map((column) => (column.name === "group" && scenario.groups !== undefined ? { ...column, title: scenario.groups.by } : column));
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]))), next_cursor: null, problems };
}

async function basisOf(on: string, scenario: Scenario, target: GivenNumber, policy: Policy, ask: AskBeside): Promise<{ basis: PlanBasis; problems: Problem[] }> {
  const currency = policy.reporting_currency;
  const start = scenario.numbers.get("start");
  const arr = String((await ask("snapshot", { on })).rows[0]!["arr"]);
  const { rates, problems } = await ratesOf(on, scenario, ask);
  if (start !== undefined && isFarApart(start, numberOf(arr))) problems.push(problem("plan-start-apart", { start: start.text, arr, currency, on }));
  const basis: PlanBasis = {
    first: firstMonth(on),
    start: start ?? numberOf(arr), startFormula: start === undefined ? `ARR of the book at the close of ${on}` : "said in the scenario",
    target, targetFormula: "said in the scenario",
    churn: rates.churn.rate, churnFormula: rates.churn.formula, expansion: rates.expansion.rate, expansionFormula: rates.expansion.formula,
    tiers: await tiersOf(on, scenario, policy, ask), bookArr: numberOf(arr), currency, places: minorPlaces(currency),
  };
  return { basis, problems };
}

/** A close that is ahead lacks what comes up until then and nobody has renewed yet. */
async function aheadOf(on: string, today: string, policy: Policy, ask: AskBeside): Promise<Problem[]> {
  if (policy.expired === "hold") return [];
  const { rows } = await ask("renewals", { from: addDays(today, 1), to: on, grain: "total" });
  const pending = String(rows[0]?.["pending"] ?? "0");
  return numberOf(pending).value.isZero() ? [] : [problem("plan-start-ahead", { on, pending, currency: policy.reporting_currency })];
}

/** Rounded figures are a little apart; more than a twentieth of either is another start. */
function isFarApart(start: GivenNumber, arr: GivenNumber): boolean {
  const [apart] = workedRows(startApart, new Map([["start", start], ["arr", arr]]));
  return apart?.exact === undefined ? !arr.value.isZero() : apart.exact.compare(mostApart) > 0 || apart.exact.compare(leastApart) < 0;
}
const [leastApart, mostApart] = [new Rational(-1n, 20n), new Rational(1n, 20n)];

/** New and expansion of each month, in least units, as a scenario plans them; a target or a rate that it does not say is not planned. */
export async function plannedMonths({ on, params }: Question, policy: Policy, ask: AskBeside): Promise<{ period: string; new: string | null; expansion: string | null }[]> {
  const { scenario } = readScenario(params["scenario"] as Record<string, unknown>);
  const { coverage: _, ...alone } = scenario;
  const { basis } = await basisOf(on, alone, scenario.numbers.get("target") ?? numberOf("0"), policy, ask);
  const plan = planOf(alone, basis);
  return monthsOf(plan, basis.first, undefined, [], basis.places).map(({ period, planned_new, planned_expansion }) => ({
    period, new: scenario.numbers.has("target") ? leastUnits(planned_new) : null, expansion: scenario.numbers.has("expansion") ? leastUnits(planned_expansion) : null,
  }));
}

/** The month that begins after a day. */
const firstMonth = (on: string): string => (addDays(on, 1).endsWith("-01") ? addDays(on, 1) : addMonths(on, 1)).slice(0, 7);

const numberOf = (text: string): GivenNumber => ({ text, value: readDecimal(text)! });

/** Rates as the scenario says them, else of the book's twelve months up to the day. */
async function ratesOf(on: string, { numbers }: Scenario, ask: AskBeside): Promise<{ rates: Record<Rate, { rate: GivenNumber; formula: string }>; problems: Problem[] }> {
  const span = yearUpTo(on);
  const isSaid = (rate: Rate) => numbers.has(rate);
  const year = isSaid("churn") && isSaid("expansion") ? undefined : (await ask("waterfall", { ...span, grain: "total" })).rows[0];
  const amount = (name: string) => numberOf(String(year?.[name] ?? "0").replace("-", ""));
  const known = new Map([["opening", amount("opening")], ["lost_churn", amount("churn")], ["lost_contraction", amount("contraction")], ["gained_expansion", amount("expansion")]]);
  const rows = new Map(workedRows(bookRates, known).map((row) => [row.figure, row]));
  const rateOf = (rate: Rate): { rate: GivenNumber; formula: string } => {
    const own = numbers.get(rate);
    if (own !== undefined) return { rate: own, formula: "said in the scenario" };
    const { exact, value, formula } = rows.get(rate)!;
    if (exact === undefined) return { rate: numberOf("0"), formula: `no ARR at the opening of ${span.from} to ${span.to}: taken as 0` };
    return { rate: { value: exact, text: String(value) }, formula: `the book's ${span.from} to ${span.to}: ${formula}` };
  };
  const rates = { churn: rateOf("churn"), expansion: rateOf("expansion") };
  const unknown = (["churn", "expansion"] as const).filter((rate) => !isSaid(rate) && rows.get(rate)!.exact === undefined);
  return { rates, problems: unknown.length === 0 ? [] : [problem("plan-rate-unknown", { rates: unknown, ...span })] };
}

/** ARR and top parents of each tier that the scenario covers. */
async function tiersOf(on: string, { coverage }: Scenario, policy: Policy, ask: AskBeside): Promise<PlanBasis["tiers"]> {
  if (coverage === undefined) return [];
  const known = policy.tiers.map(([, name]) => name);
  for (const { tier } of coverage) {
    if (!known.includes(tier)) refuse("scenario-value", { key: "coverage", value: tier, expected: `a tier of the policy: ${known.join(", ")}`, nearest: nearest(tier, known) });
  }
  const { rows } = await ask("snapshot", { on, by: ["tier"], set: { level: "parent" } });
  return rows.map((row) => ({ tier: String(row["tier"]), customers: String(row["customers"]), arr: String(row["arr"]) }));
}

const lossOf = (row: ReportRow, places: number): string => String(workedRows(lossOfMonth, new Map([["churn", numberOf(String(row["churn"]))], ["contraction", numberOf(String(row["contraction"]))]]), places)[0]!.value);

/** What the waterfall says of the months of the year that are over, as far as it is asked what was known. */
async function monthsOver({ first, places }: PlanBasis, today: string, { params }: Question, ask: AskBeside): Promise<ActualMonth[]> {
  const knownOn = params["known_on"] === undefined ? undefined : addDays(String(params["known_on"]), 1);
  const until = knownOn !== undefined && knownOn < today ? knownOn : today;
  const ends = Array.from({ length: monthsOfPlan }, (_, at) => addMonths(`${first}-01`, at + 1)).filter((end) => end <= until);
  const last = ends.at(-1);
  if (last === undefined) return [];
  const { rows } = await ask("waterfall", { from: first, to: addDays(last, -1), grain: "month" });
  return rows.map((row) => ({ period: String(row["period"]), new: String(row["new"]), expansion: String(row["expansion"]), churn: lossOf(row, places), closing: String(row["closing"]) }));
}
