/** Who has to start when, and what they can sell: hires become productive by the month, and some leave. */
import type { Calculation, GivenNumber } from "../calc/calculation.js";
import { workedRows } from "../calc/calc.js";
import { addMonths } from "../calendar.js";
import { Rational } from "../rational.js";
import { hiring, pacedHiring, saidHiring } from "./formulas.js";
import { monthsOfPlan, type Scenario } from "./scenario.js";

const zero = new Rational(0n);
const one = new Rational(1n);
const year = new Rational(BigInt(monthsOfPlan));
const half = new Rational(1n, 2n);

/** How productive somebody is in each of so many months after the first day, less the share of a year's leavers who are gone by the middle of each. */
function productivity(ramp: readonly Rational[], attrition: Rational, months: number): Rational[] {
  return Array.from({ length: months }, (_, at) => {
    const stayed = one.minus(attrition.times(new Rational(BigInt(at)).plus(half)).dividedBy(year));
    return ramp[Math.min(at, ramp.length - 1)]!.times(stayed);
  });
}

const sum = (values: readonly Rational[]): Rational => values.reduce((total, value) => total.plus(value), zero);

/** The productive share of the year of those who start so many months after its first day. */
export function rampFactor(ramp: readonly GivenNumber[], attrition: GivenNumber, startsIn: number): GivenNumber {
  const value = sum(productivity(ramp.map((month) => month.value), attrition.value, monthsOfPlan - startsIn)).dividedBy(year);
  return { value, text: value.toFixed(6) };
}

/** How that share comes about, in words and numbers. */
export function rampFormula(ramp: readonly GivenNumber[], attrition: GivenNumber, startsIn: number): string {
  const months = monthsOfPlan - startsIn;
  const climbing = ramp.slice(0, Math.min(months, ramp.length - 1)).map(({ text }) => text);
  const rest = months - climbing.length;
  const terms = [...climbing, ...(rest > 0 ? [`${rest} * ${ramp.at(-1)!.text}`] : [])].join(" + ");
  const left = attrition.value.isZero() ? "" : `, each month less those of ${attrition.text} a year who have left by its middle`;
  return `productive months / 12 = (${terms}) / 12${left}`;
}

/** Those who start in one month of the plan. */
export interface Starting {
  /** Months after the first one. */
  startsIn: number;
  starting: GivenNumber;
  /** What they sell in the year. */
  capacity: Rational;
  formula: string;
}

export const monthIn = (first: string, months: number): string => addMonths(`${first}-01`, months).slice(0, 7);

/** How many months lie between two, below zero where the second comes first. */
export const monthsBetween = (first: string, month: string): number => (Number(month.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(month.slice(5)) - Number(first.slice(5));

interface Needed {
  stillRequired: Rational;
  yieldOfAe: GivenNumber;
  attrition: GivenNumber;
  ramp: readonly GivenNumber[];
  places: number;
}

/** Hires from the first month that may have some, as many as are needed or as a month may have, until the requirement is met or the year is over. */
export function hiresNeeded({ hires_a_month: pace }: Scenario, firstHire: number, needed: Needed): Starting[] {
  const found: Starting[] = [];
  let still = needed.stillRequired;
  for (let startsIn = firstHire; startsIn < monthsOfPlan && still.compare(zero) > 0; startsIn++) {
    const started = startingIn(startsIn, pace === undefined ? hiring : pacedHiring, new Map(pace === undefined ? [] : [["hires_a_month", pace]]), still, needed);
    if (started === undefined) break;
    still = started.left;
    found.push(started);
  }
  return found;
}

/** Hires as the scenario says them, those of the year. */
export function hiresSaid(hires: NonNullable<Scenario["hires"]>, first: string, needed: Needed): Starting[] {
  let still = needed.stillRequired;
  return hires.flatMap(({ month, starting }) => {
    const startsIn = monthsBetween(first, month);
    if (startsIn < 0 || startsIn >= monthsOfPlan) return [];
    const started = startingIn(startsIn, saidHiring, new Map([["starting", starting]]), still, needed)!;
    still = started.left;
    return [started];
  });
}

function startingIn(startsIn: number, calculation: Calculation, given: Map<string, GivenNumber>, still: Rational, { yieldOfAe, attrition, ramp, places }: Needed): (Starting & { left: Rational }) | undefined {
  const known = new Map([...given, ["still_required", shown(still, places)], ["yield_per_ramped_ae", yieldOfAe], ["ramp_factor", rampFactor(ramp, attrition, startsIn)]]);
  const rows = new Map(workedRows(calculation, known, places).map((row) => [row.figure, row]));
  const count = given.get("starting") ?? { value: rows.get("starting")?.exact, text: String(rows.get("starting")?.value) };
  if (count.value === undefined) return undefined;
  const { exact, formula } = rows.get("capacity_of_hires")!;
  return { startsIn, starting: { value: count.value, text: count.text }, capacity: exact!, formula, left: rows.get("left")!.exact! };
}

const shown = (value: Rational, places: number): GivenNumber => ({ value, text: value.toFixed(places) });

/** What those who are there and those who start can sell in each month. */
export function capacityByMonth(there: Rational, hires: readonly Starting[], { yieldOfAe, attrition, ramp }: Pick<Needed, "yieldOfAe" | "attrition" | "ramp">): Rational[] {
  const aMonth = yieldOfAe.value.dividedBy(year);
  const stayed = productivity([one], attrition.value, monthsOfPlan).map((share) => there.times(share).times(aMonth));
  const ramps = hires.map(({ startsIn, starting }) => {
    const shares = productivity(ramp.map((month) => month.value), attrition.value, monthsOfPlan - startsIn);
    return stayed.map((_, month) => (month < startsIn ? zero : shares[month - startsIn]!.times(starting.value).times(aMonth)));
  });
  return stayed.map((own, month) => sum([own, ...ramps.map((ramped) => ramped[month]!)]));
}

export const fullyProductive: readonly GivenNumber[] = [{ value: one, text: "1" }];
export const totalCapacity = (hires: readonly Starting[]): Rational => sum(hires.map(({ capacity }) => capacity));
export const totalStarting = (hires: readonly Starting[]): Rational => sum(hires.map(({ starting }) => starting.value));
