/** The months of a plan, and what came of those that are over. */
import type { GivenNumber } from "../calc/calculation.js";
import { workedRows } from "../calc/calc.js";
import { footedFractions } from "../footing.js";
import { decimalText } from "../money.js";
import { Rational, readDecimal } from "../rational.js";
import { expansionOfStart, onTheWay } from "./formulas.js";
import { monthIn } from "./hiring.js";
import type { Plan } from "./plan.js";
import { monthsOfPlan } from "./scenario.js";

const zero = new Rational(0n);

/** What the waterfall says of a month that is over. */
export interface ActualMonth {
  period: string;
  new: string;
  closing: string;
}

export interface PlanMonth {
  period: string;
  planned_new: string;
  /** Of those who are there at the start, by the same seasons. */
  planned_expansion: string;
  new: string | null;
  diff_new: string | null;
  pipeline_to_open: string | null;
  hires: number | null;
  capacity: string | null;
  planned_closing: string;
  closing: string | null;
  diff_closing: string | null;
}

/** The months; flows sum to their step of the plan, and the last closing is the plan's. @param cycle months from an opportunity to its deal */
export function monthsOf(plan: Plan, first: string, cycle: number | undefined, actual: readonly ActualMonth[], places: number): PlanMonth[] {
  const { seasonality, hires, capacity } = plan;
  const planned = shared(plan.numbers.get("required_new")!, seasonality, places);
  const won = shared(expanded(plan, places), seasonality, places);
  const able = capacity === undefined ? undefined : footedFractions(capacity, places).map((part) => decimalText(part, places));
  const pipeline = pipelineByMonth(plan, cycle, places);
  let soFar = zero;
  return Array.from({ length: monthsOfPlan }, (_, at): PlanMonth => {
    soFar = soFar.plus(seasonality[at]!);
    const period = monthIn(first, at);
    const [way] = workedRows(onTheWay, new Map([...plan.numbers, ["so_far", { value: soFar, text: soFar.toFixed(6) }]]), places);
    const closing = String(way!.value);
    const was = actual.find((month) => month.period === period);
    return {
      period,
      planned_new: planned[at]!, planned_expansion: won[at]!, new: was?.new ?? null, diff_new: difference(was?.new, planned[at]!, places),
      pipeline_to_open: pipeline?.[at] ?? null,
      hires: capacity === undefined ? null : Number(hires.find(({ startsIn }) => startsIn === at)?.starting.value.numerator ?? 0n),
      capacity: able?.[at] ?? null,
      planned_closing: closing, closing: was?.closing ?? null, diff_closing: difference(was?.closing, closing, places),
    };
  });
}

function expanded({ numbers }: Plan, places: number): GivenNumber {
  const [row] = workedRows(expansionOfStart, numbers, places);
  return { value: row!.exact!, text: String(row!.value) };
}

function shared({ text }: GivenNumber, shares: readonly Rational[], places: number): string[] {
  const whole = readDecimal(text)!;
  return footedFractions(shares.map((share) => share.times(whole)), places).map((part) => decimalText(part, places));
}

/** What has to be opened in a month, for the deals of a cycle later; with what is open at the start it is the pipeline of the plan. */
function pipelineByMonth({ numbers, seasonality }: Plan, cycle: number | undefined, places: number): string[] | undefined {
  const pipeline = numbers.get("pipeline");
  if (pipeline === undefined || cycle === undefined) return undefined;
  const [whole, open] = [pipeline, numbers.get("pipeline_at_start")!].map(({ text }) => readDecimal(text)!) as [Rational, Rational];
  const rest = BigInt(whole.minus(open).toFixed(places).replace(".", ""));
  return footedFractions(seasonality.slice(cycle).map((share) => share.times(whole)), places, rest).map((part) => decimalText(part, places));
}

function difference(actual: string | undefined, planned: string, places: number): string | null {
  return actual === undefined ? null : readDecimal(actual)!.minus(readDecimal(planned)!).toFixed(places);
}
