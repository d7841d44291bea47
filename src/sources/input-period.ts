/** Periods as tables of inputs write them: 2026-03, 2026-Q1, Q1 2026, FY2026, Mar 2026, and the day with which a month begins or ends. */
import { addDays, isDate } from "../domain/calendar.js";
import { parsePeriod, type CalendarKnobs, type Period } from "../domain/period.js";
import { monthOfText } from "./profile/month-text.js";

export interface InputPeriod extends Period {
  /** A day stands for its month. */
  isOfDay: boolean;
}

/** The period that a text names; undefined where it names none, or a day inside a month. */
export function inputPeriod(text: string, calendar: CalendarKnobs): InputPeriod | undefined {
  const said = text.trim().toUpperCase().replaceAll(/\s+/g, " ");
  const day = said.slice(0, 10);
  if (isDate(day)) {
    const isEnd = day.endsWith("-01") || addDays(day, 1).endsWith("-01");
    return isEnd && /^(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.test(said.slice(10)) ? of(day.slice(0, 7), calendar, true) : undefined;
  }
  const [, yearOfQuarter, quarter] = /^(?:FY|CY)? ?(\d{4})[ -/]?Q([1-4])$/.exec(said) ?? [];
  if (yearOfQuarter !== undefined) return of(`${yearOfQuarter}-Q${quarter}`, calendar);
  const [, first, year] = /^Q([1-4])[ -/]?(?:FY|CY)? ?(\d{4})$/.exec(said) ?? [];
  if (year !== undefined) return of(`${year}-Q${first}`, calendar);
  const [, whole] = /^(?:FY|CY) ?(\d{4})$/.exec(said) ?? [];
  const month = monthOfText(text);
  return of(whole ?? (month === undefined ? said : month.slice(0, 7)), calendar);
}

function of(name: string, calendar: CalendarKnobs, isOfDay = false): InputPeriod | undefined {
  const period = parsePeriod(name, calendar);
  return period === undefined ? undefined : { ...period, isOfDay };
}
