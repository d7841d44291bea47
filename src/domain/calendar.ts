/** Civil dates as ISO text outside and as day numbers (days since 1970-01-01) inside. No clock, no time zone. */

/** 2024-02-29 -> 19782. The text must be a real date (see {@link isDate}). */
export function dayNumber(iso: string): number {
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  return daysFromCivil(year, month, day);
}

/** 19782 -> 2024-02-29. Years after 9999 have five digits: 10000-01-01, which no date of a book may be. */
export function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().split("T")[0]!.replace(/^\+0/, "");
}

/** True for an existing date written YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Adds days. */
export function addDays(iso: string, days: number): string {
  return isoDate(dayNumber(iso) + days);
}

/** Adds months; a day that the month lacks becomes its last: 31 Jan + 1 month = 28 or 29 Feb. */
export function addMonths(iso: string, months: number): string {
  const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return isoDate(daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))));
}

/** Length of a month, month 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Day of the week, 0 = Monday … 6 = Sunday. */
export function weekday(iso: string): number {
  return (((dayNumber(iso) + 3) % 7) + 7) % 7;
}

/** Making one takes a hundred times longer than using it. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Today in a time zone, e.g. "Europe/Berlin". */
export function today(timeZone: string, now: Date = new Date()): string {
  const format = dayFormats.get(timeZone) ?? new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  dayFormats.set(timeZone, format);
  return format.format(now);
}

function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = new Date(0);
  shifted.setUTCFullYear(year, month - 1, day);
  return Math.round(shifted.getTime() / 86_400_000);
}

/** The last day of the last whole month that had ended by the close of a day: that day, where it ends a month. */
export const lastClose = (on: string): string => (addDays(on, 1).endsWith("-01") ? on : addDays(`${on.slice(0, 7)}-01`, -1));
