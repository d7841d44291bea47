/** Numbers and days as a page shows them. Exact text in, text out; the locale says how. */
import type { Column } from "../src/catalogue/define.js";
import { ratioUnit } from "../src/catalogue/ratio-units.js";
import type { ReportRow } from "../src/catalogue/result.js";
import { grouped, indexText, monthsText, percentText, pointsText, timesText } from "../src/export/number-text.js";

export type Value = ReportRow[string] | undefined;

const minus = (text: string): string => text.replace("-", "−");
const plus = (text: string): string => (/^[−-]/.test(text) || !/[1-9]/.test(text) ? text : `+${text}`);

export const isNumber = ({ type }: Pick<Column, "type">): boolean => type === "money" || type === "ratio" || type === "count" || type === "figure";

/** In a table: full units, minor ones where `cents` says so. */
export function cellText(value: Value, column: Column, cents = false, unit = ""): string {
  if (value === null || value === undefined) return column.type === "ratio" ? "n/a" : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (column.type === "money") return minus(grouped(cents ? String(value) : wholeUnits(String(value))));
  if (column.type === "ratio") return ratioText(String(value), column);
  if (column.type === "count") return minus(grouped(String(value)));
  if (column.type === "figure") return figureText(String(value), unit);
  if (column.type === "date" && /^\d{4}-\d{2}-\d{2}$/.test(String(value))) return dayText(String(value));
  return String(value);
}

function ratioText(ratio: string, column: Column): string {
  const unit = ratioUnit(column);
  if (unit === "times") return minus(timesText(ratio)).replace("x", "×");
  if (unit === "points") return plus(minus(pointsText(ratio)).replace(" pp", " pt"));
  return minus({ months: monthsText, index: indexText, percent: percentText }[unit](ratio));
}

function figureText(value: string, unit: string): string {
  if (unit === "percent") return minus(percentText(value));
  if (unit === "times") return minus(timesText(value)).replace("x", "×");
  if (unit === "months") return `${minus(monthsText(value))} months`;
  return `${minus(grouped(wholeUnits(value)))}${unit === "count" || unit === "" ? "" : ` ${unit}`}`;
}

/** "1234.56" -> "1235": rounded half away from zero, for the eye alone. */
function wholeUnits(decimal: string): string {
  const [whole = "0", places = ""] = decimal.replace("-", "").split(".");
  const rounded = (BigInt(whole) + (places.charAt(0) >= "5" ? 1n : 0n)).toString();
  return decimal.startsWith("-") && rounded !== "0" ? `-${rounded}` : rounded;
}

const compacts = new Map<string, Intl.NumberFormat>();

/** $42.35M, $412k, −$18.2k: for headlines, axes and labels. */
export function shortMoney(decimal: string | number, currency: string): string {
  const compact = compacts.get(currency) ?? new Intl.NumberFormat(undefined, { style: "currency", currency, currencyDisplay: "narrowSymbol", notation: "compact", maximumSignificantDigits: 4, minimumSignificantDigits: 1 });
  compacts.set(currency, compact);
  return minus(compact.format(Number(decimal))).replace("K", "k");
}

export const signedMoney = (decimal: string | number, currency: string): string => plus(shortMoney(decimal, currency));
export const signedCount = (count: number): string => plus(minus(grouped(String(count))));

const isMonth = /^\d{4}-\d{2}$/;

/** "2026-03" -> "Mar 2026"; "2026-Q1" -> "Q1 2026"; what is no such period as it is. */
export function periodText(period: string, { short = false } = {}): string {
  if (isMonth.test(period)) return monthText(period, short);
  const quarter = /^(\d{4})-Q(\d)$/.exec(period);
  if (quarter !== null) return `Q${quarter[2]!} ${quarter[1]!}`;
  const span = /^([^/]+)\/([^/]+)$/.exec(period);
  if (span !== null) return `${periodText(span[1]!)} – ${periodText(span[2]!)}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? dayText(period) : period;
}

function monthText(month: string, short: boolean): string {
  return new Intl.DateTimeFormat(undefined, { month: "short", ...(short ? {} : { year: "numeric" }), timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));
}

/** "2026-03-31" -> "31 Mar 2026", in the order of the locale. */
export const dayText = (day: string): string => new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

/** What the clipboard gets: exact, with a plain hyphen. */
export const plainText = (value: Value): string => (value === null || value === undefined ? "" : String(value));
