/** The ARR that hangs on a finding: in the reporting currency, and in the currencies that have no rate; read and written, never added. */
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Row } from "./database.js";

/** Amounts in minor units: `arr` of the reporting currency, null where no part of it can be told in it; `native` of a currency without a rate. */
export interface Stake {
  arr: bigint | null;
  unrated: { currency: string; native: bigint }[];
}

/** The stake that two columns of a row hold: an amount, and a list of (currency, native). */
export function stakeOf(row: Row, arrColumn: string, unratedColumn: string): Stake {
  const arr = row[arrColumn] ?? null;
  const unrated = (row[unratedColumn] ?? []) as { currency: string; native: string }[];
  return { arr: arr === null ? null : BigInt(String(arr)), unrated: unrated.map(({ currency, native }) => ({ currency, native: BigInt(native) })) };
}

/** As the fields of a problem: exact decimal text, what there is none of left out. */
export function stakeFields({ arr, unrated }: Stake, places: number): { arr_at_stake?: string; unrated_at_stake?: Record<string, string> } {
  return {
    ...(arr === null ? {} : { arr_at_stake: decimalText(arr, places) }),
    ...(unrated.length === 0 ? {} : { unrated_at_stake: Object.fromEntries(unrated.map(({ currency, native }) => [currency, decimalText(native, minorPlaces(currency))])) }),
  };
}

/** As the columns of the report `check`: "1000.00 EUR, 500 JPY" for what no rate tells. */
export function stakeColumns({ arr, unrated }: Stake, places: number): { arr_at_stake: string | null; unrated_at_stake: string | null } {
  const amounts = unrated.map(({ currency, native }) => `${decimalText(native, minorPlaces(currency))} ${currency}`);
  return { arr_at_stake: arr === null ? null : decimalText(arr, places), unrated_at_stake: amounts.length === 0 ? null : amounts.join(", ") };
}

/** In a sentence: "1,000.00 USD and 500 JPY". A zero is said only where there is nothing else. */
export function stakeText({ arr, unrated }: Stake, reportingCurrency: string, places: number): string {
  const known = arr === null || (arr === 0n && unrated.length > 0) ? [] : [`${grouped(arr, places)} ${reportingCurrency}`];
  return [...known, ...unrated.map(({ currency, native }) => `${grouped(native, minorPlaces(currency))} ${currency}`)].join(" and ");
}

/** 123456789n with 2 places -> 1,234,567.89 */
export function grouped(minor: bigint, places: number): string {
  const [whole, ...rest] = decimalText(minor, places).split(".");
  return [whole!.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}

/** The same of decimal text, which may be of any number of places. */
export const groupedText = (decimal: string): string => decimal.replace(/^[+-]?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));
