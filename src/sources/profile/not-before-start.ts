/** Ends before their start, of what was cancelled before it began: a trial, a subscription that was only planned. */
import { addDays } from "../../domain/calendar.js";
import type { Laying, NamedReader } from "./laying.js";
import { dayOf } from "./zoned-time.js";

/** Makes the end of a line's cells its start where it lies before it and the profile says so; ends and starts that are no days stay for landing to refuse. */
export function notBeforeStart({ profile, context }: Laying, fields: readonly NamedReader[]): (cells: string[]) => void {
  const source = profile.columns["end_date"];
  const [end, start] = ["end_date", "start_date"].map((name) => fields.findIndex(({ field }) => field === name)) as [number, number];
  if (source === undefined || !("not_before" in source) || end < 0 || start < 0) return () => undefined;
  // a last day of service on the day before the start is an empty line as well
  const isInclusive = profile.end_convention === "inclusive";
  return (cells) => {
    const [last, first] = [dayOf(cells[end]!, context.reporting_zone), dayOf(cells[start]!, context.reporting_zone)];
    if (last !== undefined && first !== undefined && last < first) cells[end] = isInclusive ? addDays(first, -1) : cells[start]!;
  };
}
