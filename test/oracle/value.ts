import { addMonths, type Day, wholeMonths } from "./calendar.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";

/** What a line is worth a year in its own currency, before any rounding (SEMANTICS 5). */

const MONTHS_A_YEAR = Fraction.of(12);
const HUNDRED = Fraction.of(100);

/** Counted by kind and plan rules; whether it is active on a day is another question. */
export function isCounted(line: Line, policy: Policy): boolean {
  if (!policy.includeKinds.includes(line.kind) || isPriceless(line)) return false;
  if (policy.partialYear === "exclude" && isShort(line, policy)) return false;
  if (policy.subAnnualPlans === "exclude" && line.kind === "recurring") {
    if (isShort(line, policy)) return false;
    if (line.end === undefined && factor(line, policy).isAbove(Fraction.ONE)) return false;
  }
  return true;
}

/** A price per term without an end, which only a decided kind can bring about: no price. */
function isPriceless(line: Line): boolean {
  return line.per === "term" && line.end === undefined && !countsAtFace(line);
}

/** start = end: valid and never active. */
export function isEmpty(line: Line): boolean {
  return line.end === line.start;
}

/** The signed term is under 12 months. */
export function isShort(line: Line, policy: Policy): boolean {
  if (line.end === undefined || line.isAdjustment) return false;
  const months = termMonths(line, policy);
  return months === undefined ? line.end < addMonths(line.start, 12) : months < 12;
}

/** Whole months of the signed term, snapped if the policy says so. */
export function termMonths(line: Line, policy: Policy): number | undefined {
  return line.end === undefined ? undefined : wholeMonths(line.start, line.end, policy.termSnapDays);
}

/** SEMANTICS 3: a term that is not whole is days x 12/365 months long. */
export function lengthInMonths(line: Line, policy: Policy): Fraction {
  const months = termMonths(line, policy);
  return months === undefined ? Fraction.of(daysOf(line) * 12, 365) : Fraction.of(months);
}

function daysOf(line: Line): number {
  return (line.end as Day) - line.start;
}

/** How many price periods a year holds. */
export function factor(line: Line, policy: Policy): Fraction {
  return periodsAYear(line, policy).over(line.every);
}

function periodsAYear(line: Line, policy: Policy): Fraction {
  switch (line.per) {
    case "month": return MONTHS_A_YEAR;
    case "quarter": return Fraction.of(4);
    case "half_year": return Fraction.of(2);
    case "year": return Fraction.ONE;
    case "week": return policy.weeksPerYear;
    case "day": return policy.daysPerYear;
  }
  const months = policy.termAnnualisation === "days" ? undefined : termMonths(line, policy);
  return months === undefined ? policy.daysPerYear.over(Fraction.of(daysOf(line))) : MONTHS_A_YEAR.over(Fraction.of(months));
}

/** The price of one price period -> a year of it, by kind and partial_year. */
function annualise(price: Fraction, line: Line, policy: Policy): Fraction {
  if (countsAtFace(line)) return price;
  if (policy.partialYear !== "face_value" || !isShort(line, policy)) return price.times(factor(line, policy));
  if (line.per === "term") return price;
  return price.times(factor(line, policy)).times(lengthInMonths(line, policy)).over(MONTHS_A_YEAR);
}

/** One-time amounts, and services per term without an end: the amount itself. */
export function countsAtFace(line: Line): boolean {
  return line.kind === "one_time" || (line.kind === "services" && line.per === "term" && line.end === undefined);
}

export function listPrice(line: Line): Fraction {
  return line.amount.times(line.quantity);
}

/** Percent first, then the amount, which is for the whole line. */
export function netPrice(line: Line): Fraction {
  const kept = HUNDRED.minus(line.percent).over(HUNDRED);
  return listPrice(line).times(kept).minus(line.discountAmount);
}

/** The price of one price period on a day, as time_limited_discount sees it. */
function priceOn(line: Line, day: Day, policy: Policy): Fraction {
  if (line.discountUntil === undefined) return netPrice(line);
  if (policy.timeLimitedDiscount === "ignore") return listPrice(line);
  if (policy.timeLimitedDiscount === "average_over_term" && line.end !== undefined) {
    const share = discountedShare(line, line.discountUntil, line.end, policy);
    return listPrice(line).minus(listPrice(line).minus(netPrice(line)).times(share));
  }
  return day < line.discountUntil ? netPrice(line) : listPrice(line);
}

/**
 * Which part of the signed term the discount is in force: by months if the term is whole months
 * and the discounted part is too (or none or all of it), else by days. The part is not snapped.
 */
export function discountedShare(line: Line, until: Day, end: Day, policy: Policy): Fraction {
  if (until <= line.start) return Fraction.ZERO;
  if (until >= end) return Fraction.ONE;
  const term = termMonths(line, policy);
  const part = wholeMonths(line.start, until, 0);
  if (term !== undefined && part !== undefined) return Fraction.of(part, term);
  return Fraction.of(until - line.start, daysOf(line));
}

/** A line's own annual value on a day, ramps not looked at. */
function ownAnnual(line: Line, day: Day, policy: Policy): Fraction {
  return annualise(priceOn(line, day, policy), line, policy);
}

/** Annual value of a line on a day, unrounded; a step of a ramp stands at the ramp's value. */
export type Valuation = (line: Line, day: Day) => Fraction;

export function valuation(lines: Line[], policy: Policy): Valuation {
  const ramped = new Map<Line, Fraction>();
  if (policy.ramp !== "current_step") {
    for (const steps of ramps(lines, policy)) {
      const value = policy.ramp === "exit" ? exitValue(steps, policy) : averageValue(steps, policy);
      for (const step of steps) ramped.set(step, value);
    }
  }
  return (line, day) => ramped.get(line) ?? ownAnnual(line, day, policy);
}

/** Two or more counted steps of one contract that follow each other without gap or overlap, by start. */
export function ramps(lines: Line[], policy: Policy): Line[][] {
  const steps = lines.filter((line) => line.contract && line.end !== undefined && !isEmpty(line) && isCounted(line, policy));
  return [...grouped(steps, rampKey).values()]
    .map((group) => group.sort((a, b) => a.start - b.start))
    .filter((group) => group.length > 1 && group.slice(1).every((step, i) => group[i]?.end === step.start));
}

function rampKey(line: Line): string {
  return JSON.stringify([line.contract, line.customer, line.product, line.currency]);
}

function exitValue(steps: Line[], policy: Policy): Fraction {
  const last = steps.at(-1) as Line;
  return ownAnnual(last, last.start, policy);
}

function averageValue(steps: Line[], policy: Policy): Fraction {
  let [money, months] = [Fraction.ZERO, Fraction.ZERO];
  for (const step of steps) {
    const length = lengthInMonths(step, policy);
    money = money.plus(ownAnnual(step, step.start, policy).times(length));
    months = months.plus(length);
  }
  return money.over(months);
}
