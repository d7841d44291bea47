/**
 * Periods are half-open [from_date, to_date). A fiscal year bears the number of the calendar year in which it ends; a week
 * bears the ISO number where weeks start on Monday, else that of the week which holds its Thursday.
 */
import { addDays, addMonths, dayNumber, isDate, weekday } from "./calendar.js";

export const grains = ["day", "week", "month", "quarter", "year", "total"] as const;
export type Grain = (typeof grains)[number];

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof weekdays)[number];

/** The two knobs that shape periods: `fiscal_year_start` as MM-DD, `week_start` as a day's name. */
export interface CalendarKnobs {
  fiscal_year_start: string;
  week_start: Weekday;
}

export interface Period {
  /** As shown: 2025-03, 2025-Q1, 2025, 2025-W07, 2025-03-10, or FROM/TO for a total and for a part. */
  period: string;
  from_date: string;
  /** The first day after it. */
  to_date: string;
}

/** Reads 2025, 2025-Q1, 2025-03, 2025-W07 or 2025-03-10; undefined if it is none of these, or ends with the year 9999, which no day follows. */
export function parsePeriod(text: string, knobs: CalendarKnobs): Period | undefined {
  const period = readPeriod(text, knobs);
  return period !== undefined && isDate(period.to_date) && period.from_date >= firstDay ? period : undefined;
}

/** No period that is asked for begins earlier, so that as many months before it as anyone may look back are days, too. */
const firstDay = "1000-01-01";

function readPeriod(text: string, knobs: CalendarKnobs): Period | undefined {
  if (isDate(text)) return { period: text, from_date: text, to_date: addDays(text, 1) };
  const year = Number(text.slice(0, 4));
  if (/^\d{4}$/.test(text)) return { period: text, from_date: fiscalStart(year, knobs, 0), to_date: fiscalStart(year, knobs, 12) };
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return { period: text, from_date: `${text}-01`, to_date: addMonths(`${text}-01`, 1) };
  if (/^\d{4}-Q[1-4]$/.test(text)) {
    const months = (Number(text[6]) - 1) * 3;
    return { period: text, from_date: fiscalStart(year, knobs, months), to_date: fiscalStart(year, knobs, months + 3) };
  }
  if (/^\d{4}-W\d{2}$/.test(text)) {
    const from = addDays(firstWeek(year, knobs), (Number(text.slice(6)) - 1) * 7);
    const valid = Number(text.slice(6)) >= 1 && dayNumber(from) < dayNumber(firstWeek(year + 1, knobs));
    return valid ? { period: text, from_date: from, to_date: addDays(from, 7) } : undefined;
  }
  return undefined;
}

/** No day is later: what ends after it is cut there. */
const lastDay = "9999-12-31";

/** The period of a grain that holds a day. */
export function periodOf(day: string, grain: Exclude<Grain, "total">, knobs: CalendarKnobs): Period {
  const period = readPeriod(labelOf(day, grain, knobs), knobs)!;
  return isDate(period.to_date) ? period : { ...period, to_date: lastDay };
}

/** The periods of a grain from one day to another, the last excluded; the first and the last are cut there, and then named by their days. */
export function periodsBetween(from: string, to: string, grain: Grain, knobs: CalendarKnobs): Period[] {
  if (grain === "total") return [{ period: `${from}/${addDays(to, -1)}`, from_date: from, to_date: to }];
  const periods: Period[] = [];
  for (let start = from; start < to; ) {
    const whole = periodOf(start, grain, knobs);
    const end = whole.to_date < to ? whole.to_date : to;
    const isWhole = start === whole.from_date && end === whole.to_date;
    periods.push({ period: isWhole ? whole.period : `${start}/${addDays(end, -1)}`, from_date: start, to_date: end });
    start = end;
  }
  return periods;
}

function labelOf(day: string, grain: Exclude<Grain, "total">, knobs: CalendarKnobs): string {
  if (grain === "day") return day;
  if (grain === "month") return day.slice(0, 7);
  if (grain === "week") return weekLabel(day, knobs);
  const calendarYear = Number(day.slice(0, 4));
  const year = [calendarYear, calendarYear + 1].find((y) => fiscalStart(y, knobs, 0) <= day && day < fiscalStart(y, knobs, 12))!;
  if (grain === "year") return String(year).padStart(4, "0");
  const quarter = [4, 3, 2, 1].find((q) => fiscalStart(year, knobs, (q - 1) * 3) <= day)!;
  return `${String(year).padStart(4, "0")}-Q${quarter}`;
}

/** The day `months` after the start of the fiscal year that ends in (or is) the calendar year `year`. */
function fiscalStart(year: number, knobs: CalendarKnobs, months: number): string {
  const startsIn = knobs.fiscal_year_start === "01-01" ? year : year - 1;
  return addMonths(`${String(startsIn).padStart(4, "0")}-${knobs.fiscal_year_start}`, months);
}

function weekStartOf(day: string, knobs: CalendarKnobs): string {
  return addDays(day, -((weekday(day) - weekdays.indexOf(knobs.week_start) + 7) % 7));
}

/** Start of week 1: the week that holds the year's first Thursday. */
function firstWeek(year: number, knobs: CalendarKnobs): string {
  const newYear = `${String(year).padStart(4, "0")}-01-01`;
  const firstThursday = addDays(newYear, (3 - weekday(newYear) + 7) % 7);
  return weekStartOf(firstThursday, knobs);
}

function weekLabel(day: string, knobs: CalendarKnobs): string {
  const start = weekStartOf(day, knobs);
  const thursday = addDays(start, (3 - weekdays.indexOf(knobs.week_start) + 7) % 7);
  const year = thursday.slice(0, 4);
  const week = (dayNumber(start) - dayNumber(firstWeek(Number(year), knobs))) / 7 + 1;
  return `${year}-W${String(week).padStart(2, "0")}`;
}
