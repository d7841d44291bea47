import { addMonths, civil, type Day, dayOf } from "./calendar.js";
import type { Policy } from "./knobs.js";

/** Periods as a policy counts them (SEMANTICS 3): by its fiscal years, and by weeks from its first weekday on. */

export type Grain = "day" | "week" | "month" | "quarter" | "year";

export interface Period {
  first: Day;
  /** The first day after it. */
  after: Day;
}

const DAYS_A_WEEK = 7;
const MONTHS_A_YEAR = 12;
const MONTHS_OF: Record<"month" | "quarter" | "year", number> = { month: 1, quarter: 3, year: 12 };
const THURSDAY = 4;

/** The period that holds a day. */
export function periodOf(day: Day, grain: Grain, policy: Policy): Period {
  if (grain === "day") return { first: day, after: day + 1 };
  if (grain === "week") {
    const first = day - ((weekday(day) - policy.weekStart + DAYS_A_WEEK) % DAYS_A_WEEK);
    return { first, after: first + DAYS_A_WEEK };
  }
  const begin = grain === "month" ? dayOf(civil(day).year, civil(day).month, 1) : fiscalYearOf(day, policy);
  for (let months = 0; ; months += MONTHS_OF[grain]) {
    const after = addMonths(begin, months + MONTHS_OF[grain]);
    if (day < after) return { first: addMonths(begin, months), after };
  }
}

/** 2025-03-10, 2025-W07, 2025-03, 2025-Q1 or 2025, where fiscal years bear the number of the calendar year in which they end. */
export function periodText({ first, after }: Period, grain: Grain, policy: Policy): string {
  const { year, month, date } = civil(first);
  const two = (number: number): string => String(number).padStart(2, "0");
  if (grain === "day") return `${year}-${two(month)}-${two(date)}`;
  if (grain === "week") return weekText(first);
  if (grain === "month") return `${year}-${two(month)}`;
  const begin = fiscalYearOf(first, policy);
  const named = civil(addMonths(begin, MONTHS_A_YEAR) - 1).year;
  if (grain === "year") return `${named}`;
  let quarter = 1;
  while (addMonths(begin, quarter * MONTHS_OF.quarter) < after) quarter++;
  return `${named}-Q${quarter}`;
}

/** The last fiscal year's start on or before the day. */
function fiscalYearOf(day: Day, { fiscalYearStart: [month, date] }: Policy): Day {
  const { year } = civil(day);
  const own = dayOf(year, month, date);
  return own <= day ? own : dayOf(year - 1, month, date);
}

/** By the Thursday in it, whichever day weeks begin on. */
function weekText(first: Day): string {
  const thursday = first + ((THURSDAY - weekday(first) + DAYS_A_WEEK) % DAYS_A_WEEK);
  const { year } = civil(thursday);
  const number = Math.floor((thursday - dayOf(year, 1, 1)) / DAYS_A_WEEK) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** 1970-01-01 was a Thursday; Sunday is 0. */
function weekday(day: Day): number {
  return (((day + THURSDAY) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
}
