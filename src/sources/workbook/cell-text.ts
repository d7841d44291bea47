import type { FormatKind } from "./number-format.js";
import { plainNumber } from "./number-text.js";
import { serialDate } from "./serial-date.js";

/** A cell as its XML gives it. */
export interface WrittenCell {
  /** `n` number (or none), `s` shared text, `str` text of a formula, `inlineStr`, `b` boolean, `e` error, `d` ISO date. */
  type: string;
  value: string;
  format: FormatKind;
}

/** The text of a cell: numbers plain, with the currency that is shown beside them, percentages with their sign, dates in ISO form, `true` and `false`, errors (`#N/A`) as they stand. */
export function cellText({ type, value, format }: WrittenCell, texts: string[], from1904: boolean): string {
  if (type === "s") return texts[Number(value)] ?? "";
  if (type === "b") return value.trim() === "1" || value.trim() === "true" ? "true" : "false";
  if (type === "d") return value.trim().replace(/T00:00:00(\.0+)?Z?$/, "");
  if (type !== "n") return value;
  if (format === "percent") return percentText(value);
  if (format === "date" || format === "time") return serialDate(value, format === "time", from1904) ?? plainNumber(value);
  const plain = plainNumber(value);
  if (format === "number") return plain;
  if ("currency" in format) return withCurrency(plain, format.currency);
  return /^\d+$/.test(plain) ? plain.padStart(format.padded, "0") : plain;
}

/** `€1200`, `-CHF 5`: the spelling of a sign in a text. */
function withCurrency(plain: string, currency: string): string {
  const parts = /^(-?)([\d.]+)$/.exec(plain);
  return parts === null ? plain : `${parts[1]}${currency}${currency.length > 1 ? " " : ""}${parts[2]}`;
}

function percentText(value: string): string {
  const moved = plainNumber(value, 2);
  return /^-?[\d.]+$/.test(moved) ? `${moved}%` : moved;
}
