import type { Day } from "./calendar.js";
import { fromMinor, toMinor } from "./currency.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import { rateOn } from "./rates.js";
import { type Standing, total } from "./standing.js";

/** Two closings that are compared. */
export interface Step {
  opening: Day;
  closing: Day;
}

/** Of one customer and currency, what rates alone did between two closings (SEMANTICS 6). */
export function fxByCurrency(before: Standing[], after: Standing[], step: Step, policy: Policy): Map<string, bigint> {
  const of = (standing: Standing[]): Map<string, Standing[]> => grouped(standing, ({ line }) => line.currency);
  const [opening, closing] = [of(before), of(after)];
  const currencies = [...new Set([...opening.keys(), ...closing.keys()])].filter((currency) => currency !== policy.reportingCurrency);
  return new Map(currencies.map((currency) => [currency, fx(currency, opening.get(currency) ?? [], closing.get(currency) ?? [], step, policy)]));
}

function fx(currency: string, before: Standing[], after: Standing[], step: Step, policy: Policy): bigint {
  const rate = rateMovedAt(currency, before, after, step, policy);
  if (rate === undefined) return 0n;
  const moved = fromMinor(native(after) - native(before), currency).times(rate);
  return total(after) - total(before) - toMinor(moved, policy.reportingCurrency);
}

/** The rate at which what a customer has more or less in a currency is taken; undefined where rates have done nothing by themselves. */
export function rateMovedAt(currency: string, before: Standing[], after: Standing[], step: Step, policy: Policy): Fraction | undefined {
  const [r0, r1] = [rateOn(policy.rates, currency, step.opening), rateOn(policy.rates, currency, step.closing)];
  if (currency === policy.reportingCurrency || r0 === undefined || r1 === undefined || r0.minus(r1).isZero()) return undefined;
  const [n0, n1] = [native(before), native(after)];
  if (policy.fxSplit === "carried" && (n0 === 0n || n1 === 0n)) return undefined;
  return rateOfMovement(n0, n1, r0, r1, policy);
}

function rateOfMovement(n0: bigint, n1: bigint, r0: Fraction, r1: Fraction, { fxSplit }: Policy): Fraction {
  if (fxSplit === "opening_rate") return r0;
  if (fxSplit === "closing_rate") return r1;
  return n1 > n0 ? r1 : r0;
}

export function native(standing: Standing[]): bigint {
  return standing.reduce((sum, { native }) => sum + native, 0n);
}
