/**
 * Money is an integer count of a currency's minor unit everywhere inside, and exact decimal text outside.
 * This file only moves the decimal point; it never adds two amounts.
 */

/** Currencies of ISO 4217 whose minor unit is not a hundredth: code -> decimal places. */
export const unusualPlaces: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
  CLF: 4, UYW: 4,
};

/** Decimal places of a currency's minor unit by ISO 4217; 2 for any code not listed. */
export function minorPlaces(currency: string): number {
  return unusualPlaces[currency] ?? 2;
}

/** 1234567n minor units with 2 places -> "12345.67"; with 0 places -> "1234567". */
export function decimalText(minor: bigint, places: number): string {
  if (places === 0) return minor.toString();
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, "0");
  return `${minor < 0n ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** Exact decimal text as a whole number of its least units, as text: "-0.05" -> "-5". Null stays null. */
export const leastUnits = (value: string | number | boolean | null | undefined): string | null =>
  value === null || value === undefined ? null : String(BigInt(String(value).replace(".", "")));
