/** Figures in another currency than the policy's: the same lines, each converted into that currency and rounded there once. */
import { ratesOf, type DatedRate, type Fx } from "./fx.js";
import type { Policy } from "./policy.js";
import { refuse } from "./problem.js";
import { Rational, readFraction } from "./rational.js";

const one = new Rational(1n);

/** An exact rate of a policy, which was read and is above zero. */
const rateOf = (text: string): Rational => readFraction(text) ?? one;

const textOf = ({ numerator, denominator }: Rational): string => (denominator === 1n ? String(numerator) : `${numerator}/${denominator}`);

/** Numerator and denominator together: so many fit into 128 bits with the scales of both currencies. */
const mostDigits = 28;

/**
 * The policy whose reporting currency is another: each rate over that currency's own, dated ones day by day, and the size bands converted by the
 * first of its rates. Lines that name no currency stay in the one that the policy says. Throws a ProblemError where the policy has no rate of it, or
 * rates of so many digits that what they make could not be exact.
 */
export function toldIn(policy: Policy, currency: string): Policy {
  const home = policy.reporting_currency;
  if (currency === home) return policy;
  const own = ratesOf(policy.fx).filter((rate) => rate.currency === currency);
  if (own.length === 0) refuse("report-currency", { currency, home, mode: policy.fx.mode, reason: `the policy has no exchange rate of ${currency} into ${home}` });
  const fx: Fx = policy.fx.mode === "constant" ? constantRates(policy.fx.rates, currency, home) : { mode: "dated", rates: datedRates(policy.fx.rates, currency, home), lines_in: home };
  const long = ratesOf(fx).find(({ rate }) => rate.replace("/", "").length > mostDigits);
  if (long !== undefined) refuse("report-currency", { currency, home, mode: policy.fx.mode, reason: `the rates of ${currency} and ${long.currency} have so many digits that one over the other could not be taken exactly` });
  const tiers = policy.tiers.map(([from, name]): [string, string] => [textOf(rateOf(from).dividedBy(rateOf(own[0]!.rate))), name]);
  return { ...policy, reporting_currency: currency, fx, tiers };
}

function constantRates(rates: Record<string, string>, currency: string, home: string): Fx {
  const base = rateOf(rates[currency]!);
  const others = Object.entries({ ...rates, [home]: "1" }).filter(([name]) => name !== currency);
  return { mode: "constant", rates: Object.fromEntries(others.map(([name, rate]) => [name, textOf(rateOf(rate).dividedBy(base))])), lines_in: home };
}

/** On each day on which either of two rates moves; before both are known there is none. */
function datedRates(rates: readonly DatedRate[], currency: string, home: string): DatedRate[] {
  const ofOne = (name: string) => rates.filter(([, of]) => of === name).map(([day, , rate]) => ({ day, rate: rateOf(rate) }));
  const bases = ofOne(currency);
  const others = [...new Set(rates.map(([, name]) => name))].filter((name) => name !== currency && name !== home);
  const crossed = (name: string, own: { day: string; rate: Rational }[]): DatedRate[] =>
    [...new Set([...own, ...bases].map(({ day }) => day))].sort().flatMap((day): DatedRate[] => {
      const [rate, base] = [own, bases].map((list) => list.filter((known) => known.day <= day).at(-1)?.rate);
      return rate === undefined || base === undefined ? [] : [[day, name, textOf(rate.dividedBy(base))]];
    });
  return [...crossed(home, [{ day: "0001-01-01", rate: one }]), ...others.flatMap((name) => crossed(name, ofOne(name)))];
}
