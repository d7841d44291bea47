/** A policy as the rows that the SQL reads, and its hash. Fractions travel in lowest terms, so that no product in SQL overflows early. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { knobNames, type Policy } from "../domain/policy.js";
import { ratesOf } from "../domain/fx.js";
import { minorPlaces } from "../domain/money.js";
import { readFraction } from "../domain/rational.js";

/** sha256 of the policy in its one canonical spelling. */
export function policyHash(policy: Policy): string {
  const canonical = JSON.stringify(knobNames.map((name) => [name, policy[name]]));
  return `sha256:${createHash("sha256").update(canonical).digest("hex")}`;
}

/** The `$policy` parameter of policy.sql. */
export function policyParameter(policy: Policy): string {
  const weeks = fraction(policy.weeks_per_year);
  const days = fraction(policy.days_per_year);
  const unit = 10n ** BigInt(minorPlaces(policy.reporting_currency));
  const rates = ratesOf(policy.fx).map(({ currency, from_on, rate: text }) => {
    const rate = fraction(text);
    return { currency, from_on, rate_num: rate.num.toString(), rate_den: rate.den.toString() };
  });
  const tiers = policy.tiers.map(([from, tier]) => {
    const bound = fraction(from);
    return { from_arr: ((bound.num * unit + bound.den - 1n) / bound.den).toString(), tier };
  });
  const numbers = { weeks_num: String(weeks.num), weeks_den: String(weeks.den), days_num: String(days.num), days_den: String(days.den) };
  return JSON.stringify({ ...policy, ...numbers, line_currency: policy.fx.lines_in ?? policy.reporting_currency, rates, tiers });
}

function fraction(text: string): { num: bigint; den: bigint } {
  const read = readFraction(text);
  assert(read, `a policy number that was not read: ${text}`);
  return { num: read.numerator, den: read.denominator };
}
