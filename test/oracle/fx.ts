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
  const [r0, r1] = [rateOn(policy.rates, currency, step.opening), rateOn(policy.rates, currency, step.closing)];
  if (r0 === undefined || r1 === undefined || r0.minus(r1).isZero()) return 0n;
  const [n0, n1] = [native(before), native(after)];
  if (policy.fxSplit === "carried" && (n0 === 0n || n1 === 0n)) return 0n;
  const moved = fromMinor(n1 - n0, currency).times(rateOfMovement(n0, n1, r0, r1, policy));
  return total(after) - total(before) - toMinor(moved, policy.reportingCurrency);
}

function rateOfMovement(n0: bigint, n1: bigint, r0: Fraction, r1: Fraction, { fxSplit }: Policy): Fraction {
  if (fxSplit === "opening_rate") return r0;
  if (fxSplit === "closing_rate") return r1;
  return n1 > n0 ? r1 : r0;
}

function native(standing: Standing[]): bigint {
  return standing.reduce((sum, { native }) => sum + native, 0n);
}
