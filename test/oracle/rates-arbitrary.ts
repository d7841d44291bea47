import fc from "fast-check";
import { onceIn, pick } from "./line-arbitrary.js";

/** Rates of every foreign currency: constant ones, or dated ones that begin before any line and move while lines live. */

const RATES: Record<string, string[]> = {
  USD: ["0.93", "0.95", "1", "0.8875"], EUR: ["1.10", "1.20", "1.0005", "0.96"], JPY: ["0.0067", "0.0071", "0.00625"], KWD: ["3.255", "3.1", "3.3"],
};
const BEFORE_ANY_LINE = "2020-01-01";

const change = fc.tuple(
  pick("2024-02-29", "2024-03-15", "2024-07-01", "2024-09-30", "2025-01-01", "2025-01-31", "2025-02-01", "2025-02-14", "2025-04-30", "2025-09-15"),
  fc.nat(3),
);

type Dated = [day: string, currency: string, rate: string];

const datedOf = (currency: string): fc.Arbitrary<Dated[]> =>
  fc.uniqueArray(change, { selector: ([day]) => day, minLength: 1, maxLength: 4 }).map((changes) => {
    const rates = RATES[currency] as [string, ...string[]];
    const moves = changes.map(([day, at]): Dated => [day, currency, rates[at % rates.length] as string]);
    return [[BEFORE_ANY_LINE, currency, rates[0]], ...moves];
  });

/** For each reporting currency the same rates, without one for itself. */
export const fxArbitrary: fc.Arbitrary<(reportingCurrency: string) => unknown> = fc
  .tuple(onceIn(2, true), fc.tuple(...Object.keys(RATES).map(datedOf)))
  .map(([isDated, dated]) => (reportingCurrency) => {
    if (isDated) return { mode: "dated", rates: dated.flat().filter(([, currency]) => currency !== reportingCurrency) };
    const foreign = Object.entries(RATES).filter(([currency]) => currency !== reportingCurrency);
    return { mode: "constant", rates: Object.fromEntries(foreign.map(([currency, [rate]]) => [currency, rate])) };
  });
