/** Exchange rates: one for all history, or dated ones. Rates stay the text they were written in. */
import { isDate } from "./calendar.js";
import { isPositive } from "./rational.js";
import type { Reading } from "./reading.js";

export type DatedRate = [day: string, currency: string, rate: string];

/**
 * What one unit of a currency is worth in the reporting currency; of dated rates the latest on or before a day holds.
 * `lines_in` is set where figures are told in another currency than the policy's: the one that lines are in which name none.
 */
export type Fx = ({ mode: "constant"; rates: Record<string, string> } | { mode: "dated"; rates: DatedRate[] }) & { lines_in?: string };

export interface Rate {
  currency: string;
  /** The first day on which it holds; null: ever since. */
  from_on: string | null;
  rate: string;
}

export function ratesOf(fx: Fx): Rate[] {
  if (fx.mode === "dated") return fx.rates.map(([day, currency, rate]) => ({ currency, from_on: day, rate }));
  return Object.entries(fx.rates).map(([currency, rate]) => ({ currency, from_on: null, rate }));
}

const constantExample = '{ mode: constant, rates: { EUR: "1.10" } }';
const datedExample = '{ mode: dated, rates: [[2025-01-31, EUR, "1.08"]] }';

const asText = (raw: unknown): string => (raw === null || raw === undefined ? "" : String(raw));
const isRate = (currency: string, rate: string): boolean => /^[A-Z]{3}$/.test(currency) && isPositive(rate);

/** Reads the knob as a policy file or an object says it. */
export function readFx(raw: unknown): Reading<Fx> {
  if (typeof raw !== "object" || raw === null) return { expected: `${constantExample} or ${datedExample}` };
  const given = raw as { mode?: unknown; rates?: unknown; rates_file?: unknown };
  if (Object.keys(given).some((name) => name !== "mode" && name !== "rates" && name !== "rates_file")) return { expected: `${constantExample} or ${datedExample}` };
  if (given.rates_file !== undefined) return { expected: "rates_file only in a policy file and with mode: dated, and not beside rates" };
  const mode = asText(given.mode ?? "constant");
  if (mode === "dated") return readDated(given.rates ?? []);
  return mode === "constant" ? readConstant(given.rates ?? {}) : { expected: "mode: constant or mode: dated" };
}

function readConstant(raw: unknown): Reading<Fx> {
  const rates = Object.entries(raw as Record<string, unknown>).map(([currency, rate]) => [currency.toUpperCase(), asText(rate)] as const);
  if (Array.isArray(raw) || rates.some(([currency, rate]) => !isRate(currency, rate))) return { expected: `${constantExample} with a positive rate for each three-letter currency` };
  return { value: { mode: "constant", rates: Object.fromEntries(rates.sort(([a], [b]) => (a < b ? -1 : 1))) } };
}

function readDated(raw: unknown): Reading<Fx> {
  if (!Array.isArray(raw)) return { expected: `${datedExample}: a list of day, currency, rate` };
  const rates = raw.map((row): DatedRate => (Array.isArray(row) ? [asText(row[0]), asText(row[1]).toUpperCase(), asText(row[2])] : ["", "", ""]));
  const odd = rates.find(([day, currency, rate]) => !isDate(day) || !isRate(currency, rate));
  if (odd !== undefined) return { expected: `${datedExample} with a day, a three-letter currency and a positive rate in each row, not ${JSON.stringify(odd)}` };
  const sorted = rates.sort(([a, b], [c, d]) => (`${b} ${a}` < `${d} ${c}` ? -1 : 1));
  const twice = sorted.find(([day, currency], at) => at > 0 && sorted[at - 1]![0] === day && sorted[at - 1]![1] === currency);
  if (twice !== undefined) return { expected: `one rate of ${twice[1]} for ${twice[0]}, which has two` };
  return { value: { mode: "dated", rates: sorted } };
}
