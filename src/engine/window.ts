/** Windows that a report looks back through: so many months before the close of each period, or one between the closes of two days. */
import { addDays, addMonths, isDate } from "../domain/calendar.js";
import type { Period } from "../domain/period.js";
import { refuse } from "../domain/problem.js";

/** What chooses other windows than two days do. */
const otherWindows = ["window", "from", "to", "grain"];

/** The one window between the closes of two days, where these are said; what would have chosen others has no say then. */
export function windowBetween(values: Map<string, unknown>, isSaid: (name: string) => boolean): Period[] | undefined {
  const [open, close] = [values.get("open"), values.get("close")] as (string | undefined)[];
  if (open === undefined && close === undefined) return undefined;
  if (open === undefined || close === undefined) return refuse("window-half", { said: open === undefined ? "close" : "open", lacks: open === undefined ? "open" : "close" });
  const other = otherWindows.find(isSaid);
  if (other !== undefined) return refuse("options-clash", { one: "--open", other: `--${other}`, remedy: `Between two days there is one window: leave --${other} out, or --open and --close.` });
  if (open >= close) return refuse("window-backwards", { open, close });
  values.delete("window");
  const from_date = addDays(open, 1);
  return [{ period: `${from_date}/${close}`, from_date, to_date: addDays(close, 1) }];
}

/** What chooses periods otherwise than a horizon does. */
const saidPeriods = ["from", "to"];

/** The days after the day of the question, as many as its horizon; none where it has no horizon, or where periods are said and the horizon only goes without saying. */
export function daysAhead(values: ReadonlyMap<string, unknown>, isSaid: (name: string) => boolean, today: () => string): { from_date: string; to_date: string; last: string } | undefined {
  const horizon = values.get("horizon");
  const other = saidPeriods.find(isSaid);
  if (typeof horizon !== "number" || (other !== undefined && !isSaid("horizon"))) return undefined;
  if (other !== undefined) return refuse("options-clash", { one: "--horizon", other: `--${other}`, remedy: `A horizon is so many days after --on: leave --${other} out, or the horizon.` });
  const on = String(values.get("on") ?? today());
  return { from_date: addDays(on, 1), to_date: addDays(on, 1 + horizon), last: addDays(on, horizon) };
}

/** Windows of so many months that end with the periods; the periods themselves where a report has none. */
export function backFrom(periods: Period[], months: number | undefined): Period[] {
  if (months === undefined) return periods;
  return periods.map((period) => {
    const from_date = addMonths(period.to_date, -months);
    return isDate(from_date) ? { ...period, from_date } : refuse("param-value", { param: "window", value: String(months), expected: "a number of months that leads back to a day after the year 0" });
  });
}
