/** Exact numbers as people read them. Text in, text out: nothing here passes through a float. */
import { decimalText } from "../domain/money.js";
import { divideHalfAway } from "../domain/rational.js";

/** "-1234567.80" -> "-1,234,567.80" */
export function grouped(decimal: string): string {
  const [whole = "", places] = decimal.split(".");
  const shown = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return places === undefined ? shown : `${shown}.${places}`;
}

/** A ratio with six decimals as a percentage with one: "1.034449" -> "103.4%" */
export function percentText(ratio: string): string {
  return `${roundedTo(scaled(ratio, 2), 1)}%`;
}

/** The difference of two ratios, in percentage points: "0.021000" -> "2.1 pp" */
export function pointsText(difference: string): string {
  return `${roundedTo(scaled(difference, 2), 1)} pp`;
}

/** A ratio that is a multiple: "3.250000" -> "3.25x" */
export function timesText(ratio: string): string {
  return `${roundedTo(ratio, 2)}x`;
}

/** A number of months: "14.250000" -> "14.3" */
export function monthsText(ratio: string): string {
  return roundedTo(ratio, 1);
}

/** An index between 0 and 1: "0.018204" -> "0.0182" */
export function indexText(ratio: string): string {
  return roundedTo(ratio, 4);
}

/** A decimal text as an integer and the number of its decimal places: "-12.30" -> { digits: -1230n, places: 2 }. What is too small for its unit ("<0.1", ">-0.1") counts as zero. */
export function readDecimalText(decimal: string): { digits: bigint; places: number } {
  const places = decimal.split(".")[1]?.length ?? 0;
  if (/^[<>]/.test(decimal)) return { digits: 0n, places };
  return { digits: BigInt(decimal.replace(".", "")), places };
}

function roundedTo(decimal: string, places: number): string {
  const { digits, places: given } = readDecimalText(decimal);
  const rounded = given > places ? divideHalfAway(digits, 10n ** BigInt(given - places)) : digits * 10n ** BigInt(places - given);
  return grouped(decimalText(rounded, places));
}

function scaled(decimal: string, by: number): string {
  const { digits, places } = readDecimalText(decimal);
  return places >= by ? decimalText(digits, places - by) : decimalText(digits * 10n ** BigInt(by - places), 0);
}
