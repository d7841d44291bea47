/**
 * Showing amounts in a coarser unit so that the shown rows still sum to the shown total.
 * Rounding each row by itself does not: 1.4 + 1.4 + 1.4 = 4.2 shows as 1 + 1 + 1 against 4.
 */
import { divideHalfAway, floorDivide, type Rational } from "./rational.js";

/**
 * Each value in whole `unit`s, so that they sum to the total, which is the exact sum rounded half away from zero.
 *
 * Largest remainder: every value is rounded down (towards minus infinity), and the units still missing go one each to the
 * largest remainders; ties go to the earlier position. No value moves by a unit or more, and a value that is already whole never moves.
 *
 * @param values integers in one fine unit, such as cents
 * @param unit how many fine units make a shown one, above zero: 100,000 to show cents in thousands
 * @param total what they are to sum to, where that was fixed elsewhere: the difference of two balances that are shown rounded
 * @returns counts of shown units, in the order given: footed([140n, 140n, 140n], 100n) -> [2n, 1n, 1n]
 */
export function footed(values: readonly bigint[], unit: bigint, total: bigint = footedTotal(values, unit)): bigint[] {
  const rows = values.map((value, position) => {
    const whole = floorDivide(value, unit);
    return { position, whole, remainder: value - whole * unit };
  });
  const missing = total - sum(rows.map((row) => row.whole));
  const neediest = rows.toSorted((a, b) => Number(b.remainder > a.remainder) - Number(b.remainder < a.remainder) || a.position - b.position);
  if (missing >= 0n) for (const row of neediest.slice(0, Number(missing))) row.whole += 1n;
  else for (const row of neediest.slice(Number(missing))) row.whole -= 1n;
  return rows.map((row) => row.whole);
}

/** The total that `footed` rows sum to: the exact sum in whole `unit`s, half away from zero. */
export function footedTotal(values: readonly bigint[], unit: bigint): bigint {
  return divideHalfAway(sum(values), unit);
}

/** Exact fractions to so many decimals, as whole numbers of the last of them, so that they sum to their exact sum rounded, or to `total`. */
export function footedFractions(values: readonly Rational[], places: number, total?: bigint): bigint[] {
  const unit = values.reduce((most, { denominator }) => (most / divisorOf(most, denominator)) * denominator, 1n);
  return footed(values.map(({ numerator, denominator }) => numerator * (unit / denominator) * 10n ** BigInt(places)), unit, total);
}

function divisorOf(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisorOf(b, a % b);
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
