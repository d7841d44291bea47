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

/** Windows of so many months that end with the periods; the periods themselves where a report has none. */
export function backFrom(periods: Period[], months: number | undefined): Period[] {
  if (months === undefined) return periods;
  return periods.map((period) => {
    const from_date = addMonths(period.to_date, -months);
    return isDate(from_date) ? { ...period, from_date } : refuse("param-value", { param: "window", value: String(months), expected: "a number of months that leads back to a day after the year 0" });
  });
}
