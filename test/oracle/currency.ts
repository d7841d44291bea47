import { Fraction } from "./fraction.js";

const NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND".split(" ");

/** Decimal places of a currency's minor unit by ISO 4217. */
export function minorPlaces(currency: string): number {
  if (NO_DECIMALS.includes(currency)) return 0;
  return THREE_DECIMALS.includes(currency) ? 3 : 2;
}

/** An amount in major units -> whole minor units of the currency, rounded half away from zero. */
export function toMinor(amount: Fraction, currency: string): bigint {
  return amount.times(Fraction.of(10n ** BigInt(minorPlaces(currency)))).rounded();
}

export function fromMinor(minor: bigint, currency: string): Fraction {
  return Fraction.of(minor, 10n ** BigInt(minorPlaces(currency)));
}

/** Minor units as decimal text with exactly the currency's places: -1250n USD -> "-12.50". */
export function moneyText(minor: bigint, currency: string): string {
  return decimalText(minor, minorPlaces(currency));
}

/** So many units of the last place, as decimal text: -1250n in 2 places -> "-12.50". */
export function decimalText(units: bigint, places: number): string {
  const size = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = size.slice(0, size.length - places);
  const sign = units < 0n ? "-" : "";
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${size.slice(-places)}`;
}
