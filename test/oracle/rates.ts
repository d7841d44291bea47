import { type Day, mustReadDay } from "./calendar.js";
import { Fraction } from "./fraction.js";

/** What one unit of a currency is worth in the reporting currency, from a day on (SEMANTICS 6). */
export interface Rate {
  from: Day;
  rate: Fraction;
}

export type Rates = Map<string, Rate[]>;

export interface FxKnob {
  mode?: string;
  rates?: Record<string, unknown> | [day: string, currency: string, rate: unknown][];
}

/** Constant rates hold since ever; dated ones from their day on. */
export function readRates({ rates = {} }: FxKnob): Rates {
  if (!Array.isArray(rates)) {
    return new Map(Object.entries(rates).map(([currency, rate]) => [currency, [{ from: -Infinity, rate: number(rate) }]]));
  }
  const dated: Rates = new Map();
  for (const [day, currency, rate] of rates) {
    const list = dated.get(currency) ?? [];
    if (list.some(({ from }) => from === mustReadDay(day))) throw new Error(`two rates for ${currency} on ${day}`);
    dated.set(currency, [...list, { from: mustReadDay(day), rate: number(rate) }]);
  }
  for (const list of dated.values()) list.sort((a, b) => a.from - b.from);
  return dated;
}

/** The latest rate on or before the day. */
export function rateOn(rates: Rates, currency: string, day: Day): Fraction | undefined {
  return rates.get(currency)?.findLast(({ from }) => from <= day)?.rate;
}

function number(text: unknown): Fraction {
  const read = Fraction.read(String(text));
  if (!read) throw new Error(`no rate: ${text}`);
  return read;
}
