/** What the periods of a board table are called, and which of them follows which. */
import { parsePeriod, type CalendarKnobs, type Period } from "../domain/period.js";
import { readMonth } from "../sources/reading/date-style.js";

const calendar: CalendarKnobs = { fiscal_year_start: "01-01", week_start: "monday" };
const fullYear = (digits: string): string => (digits.length === 2 ? `20${digits}` : digits);

/** Jan 2025, 2025-01, Q1 2025, 2025-Q1, FY25, 2025: undefined where the name says no more than a person can know. */
function spanOf(name: string): Period | undefined {
  const bare = name.replace(/\b(?:actuals?|act|month ending|quarter ending|year ending|ended|as of)\b|[()*]/gi, " ").replace(/\s+/g, " ").trim();
  const quarter = /^Q([1-4])[\s./'’-]*(?:FY)?[\s'’]*(\d{4}|\d{2})$/i.exec(bare) ?? /^(?:FY)?[\s'’]*(\d{4}|\d{2})[\s./'’-]*Q([1-4])$/i.exec(bare);
  if (quarter !== null) {
    const [year, number] = /^Q/i.test(bare) ? [quarter[2]!, quarter[1]!] : [quarter[1]!, quarter[2]!];
    return parsePeriod(`${fullYear(year)}-Q${number}`, calendar);
  }
  const year = /^(?:FY|CY|year)[\s'’-]*(\d{4}|\d{2})$/i.exec(bare)?.[1] ?? /^((?:19|20)\d{2})$/.exec(bare)?.[1];
  if (year !== undefined) return parsePeriod(fullYear(year), calendar);
  const month = readMonth(bare);
  return month === undefined ? parsePeriod(bare, calendar) : parsePeriod(month.slice(0, 7), calendar);
}

const monthNames = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

/** A name of months, quarters, years, or a sum of them. */
export function looksLikePeriodName(text: string): boolean {
  return spanOf(text) !== undefined || new RegExp(`^(?:${monthNames})[a-z]*\\.?(?:[\\s'’-]*\\d{2,4})?$`, "i").test(text) || /^(?:[QH][1-4]|FY|YTD|LTM|TTM|W(?:eek)?\s?\d{1,2}|M\d{1,2}|Y(?:ear)?\s?\d)\b/i.test(text) || /\b(?:actual|budget|plan|forecast)\b/i.test(text);
}

/** `Q1 2025` and `Q2 2025` are of one kind, `FY 2025` and `Q1 budget` of others; undefined where a name counts nothing. */
function kindOf(name: string): string | undefined {
  const kind = name.toLowerCase().replace(new RegExp(`\\b(?:${monthNames})[a-z]*\\.?`, "g"), "#").replace(/\d+/g, "#").replace(/\s+/g, " ").trim();
  return kind.includes("#") && !/^(?:column|row) #$/.test(kind) ? kind : undefined;
}

/** The periods in the order of time: as they stand, or those of a kind from the last to the first where they stand so. */
export function inOrder(names: readonly string[]): number[] {
  const order = names.map((_, at) => at);
  for (const kind of new Set(names.map(kindOf))) {
    const places = kind === undefined ? [] : order.filter((_, at) => kindOf(names[at]!) === kind);
    const starts = places.map((place) => spanOf(names[place]!)?.from_date);
    const falls = starts.length > 1 && starts.every((start, at) => start !== undefined && (at === 0 || start < starts[at - 1]!));
    if (falls) places.forEach((place, at) => (order[place] = places.at(-1 - at)!));
  }
  return order;
}

/** For each period, in the order of time, the one of the same group whose ending is its beginning; undefined where none is known to be. */
export function periodsBefore(names: readonly string[], groups: readonly string[]): (number | undefined)[] {
  return names.map((name, at) => {
    const kind = kindOf(name);
    if (kind === undefined) return undefined;
    const before = names.slice(0, at).findLastIndex((other, place) => kindOf(other) === kind && groups[place] === groups[at]);
    if (before < 0) return undefined;
    const [one, other] = [spanOf(names[before]!), spanOf(name)];
    return one === undefined || other === undefined || one.to_date === other.from_date ? before : undefined;
  });
}
