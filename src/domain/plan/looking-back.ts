/** How far forecasts of past closes were off; each formula is written once. */
import type { Calculation, GivenNumber } from "../calc/calculation.js";
import { findCalculation, workedRows } from "../calc/calc.js";
import { Rational, readDecimal } from "../rational.js";

/** As much again as in as many months before. */
const naive: Calculation = { name: "naive", title: "naive", sentence: "", inputs: [], figures: [{ name: "naive", kind: "money", formula: "max(0, arr + (arr - arr_before))" }] };

/** Amounts of one close, as exact text. */
export interface PastForecast {
  period: string;
  /** At the day from which it was forecast, and as many months before that as it looked ahead. */
  opening: string;
  before: string;
  forecast: string;
  actual: string;
}

export interface JudgedForecast {
  period: string;
  opening: string | null;
  actual: string | null;
  forecast: string | null;
  forecast_error: string | null;
  naive: string | null;
  naive_error: string | null;
}

/** Each with its errors, and a last row with the means of their sizes. */
export function judged(past: readonly PastForecast[], places: number): JudgedForecast[] {
  const errors: Record<"forecast" | "naive", Rational[]> = { forecast: [], naive: [] };
  const errorOf = (sort: "forecast" | "naive", said: string, actual: string): string | null => {
    const [row] = workedRows(findCalculation("growth"), new Map([["entry", numberOf(actual)], ["exit", numberOf(said)]]));
    if (row?.exact === undefined) return null;
    errors[sort].push(row.exact.isNegative() ? new Rational(0n).minus(row.exact) : row.exact);
    return String(row.value);
  };
  const rows = past.map(({ period, opening, before, forecast, actual }): JudgedForecast => {
    const [again] = workedRows(naive, new Map([["arr", numberOf(opening)], ["arr_before", numberOf(before)]]), places);
    const same = String(again!.value);
    return { period, opening, actual, forecast, forecast_error: errorOf("forecast", forecast, actual), naive: same, naive_error: errorOf("naive", same, actual) };
  });
  return [...rows, { period: "mean size of the error", opening: null, actual: null, forecast: null, forecast_error: meanOf(errors.forecast), naive: null, naive_error: meanOf(errors.naive) }];
}

const numberOf = (text: string): GivenNumber => ({ text, value: readDecimal(text)! });

function meanOf(values: readonly Rational[]): string | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum.plus(value), new Rational(0n)).dividedBy(new Rational(BigInt(values.length))).toFixed(6);
}
