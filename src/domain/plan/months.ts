/** The months of a plan, and what came of those that are over. */
import type { Calculation, GivenNumber } from "../calc/calculation.js";
import { workedRows } from "../calc/calc.js";
import { footedFractions } from "../footing.js";
import { decimalText } from "../money.js";
import { type Rational, readDecimal } from "../rational.js";
import { expansionOfStart, lossOfStart, onTheWay } from "./formulas.js";
import { monthIn } from "./hiring.js";
import type { Plan } from "./plan.js";
import { monthsOfPlan } from "./scenario.js";

/** What the waterfall says of a month that is over. */
export interface ActualMonth {
  period: string;
  new: string;
  expansion: string;
  /** Churn and contraction together. */
  churn: string;
  closing: string;
}

export interface PlanMonth {
  period: string;
  planned_opening: string;
  planned_new: string;
  /** Of those who are there at the start, by the same seasons; so is what is lost of them, which is below zero. */
  planned_expansion: string;
  planned_churn: string;
  planned_closing: string;
  new: string | null;
  diff_new: string | null;
  expansion: string | null;
  churn: string | null;
  closing: string | null;
  diff_closing: string | null;
  pipeline_to_open: string | null;
  hires: number | null;
  capacity: string | null;
}

/** The months: opening and rows make each closing, flows sum to their step of the plan, and the last closing is the plan's. @param cycle months from an opportunity to its deal */
export function monthsOf(plan: Plan, first: string, cycle: number | undefined, actual: readonly ActualMonth[], places: number): PlanMonth[] {
  const { seasonality, hires, capacity, numbers } = plan;
  const [start, retained, required] = ["start", "retained", "required_new"].map((name) => numbers.get(name)!) as [GivenNumber, GivenNumber, GivenNumber];
  const won = figureOf(expansionOfStart, numbers, places);
  const ends = { closing: retained.value.plus(required.value).toFixed(places), start: start.value.toFixed(places), required_new: required.text, planned_expansion: won.text };
  const lost = figureOf(lossOfStart, textNumbers(ends), places);
  const [ofNew, ofExpansion, ofChurn] = [required, won, lost].map((whole) => shared(whole, seasonality, places)) as [string[], string[], string[]];
  const able = capacity === undefined ? undefined : footedFractions(capacity, places).map((part) => decimalText(part, places));
  const pipeline = pipelineByMonth(plan, cycle, places);
  let closing = ends.start;
  return Array.from({ length: monthsOfPlan }, (_, at): PlanMonth => {
    const period = monthIn(first, at);
    const planned = { planned_opening: closing, planned_new: ofNew[at]!, planned_expansion: ofExpansion[at]!, planned_churn: ofChurn[at]! };
    closing = figureOf(onTheWay, textNumbers(planned), places).text;
    const was = actual.find((month) => month.period === period);
    return {
      period, ...planned, planned_closing: closing,
      new: was?.new ?? null, diff_new: difference(was?.new, ofNew[at]!, places), expansion: was?.expansion ?? null, churn: was?.churn ?? null,
      closing: was?.closing ?? null, diff_closing: difference(was?.closing, closing, places),
      pipeline_to_open: pipeline?.[at] ?? null,
      hires: capacity === undefined ? null : Number(hires.find(({ startsIn }) => startsIn === at)?.starting.value.numerator ?? 0n),
      capacity: able?.[at] ?? null,
    };
  });
}

const numberOf = (text: string): GivenNumber => ({ text, value: readDecimal(text)! });

const textNumbers = (texts: Record<string, string>) => new Map(Object.entries(texts).map(([name, text]) => [name, numberOf(text)]));

/** The one figure of a calculation, to the minor unit. */
function figureOf(calculation: Calculation, known: ReadonlyMap<string, GivenNumber>, places: number): GivenNumber {
  const [row] = workedRows(calculation, known, places);
  return numberOf(String(row!.value));
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
