/** The sample company's calendar: months counted from its first one, days as day numbers, all looked up in tables for speed. */
import { addMonths, dayNumber, isoDate } from "../../domain/calendar.js";

/** An end that no line reaches: open-ended. */
export const never = 1_000_000;

/** Months before the first and after the last that a date may touch: trials before, three-year terms after. */
const before = 24;
const after = 84;

export class Timeline {
  /** Length of the history in months. */
  readonly months: number;
  /** The last day of the history: what is written was known at its end. */
  readonly lastDay: number;
  private readonly starts: number[];
  private readonly monthOfDay: Int16Array;
  private readonly isoOfDay: string[] = [];
  private readonly base: number;

  /** `until` is the last month, YYYY-MM; the history has `years` years that end with it. */
  constructor(until: string, readonly years: number) {
    this.months = years * 12;
    const first = addMonths(`${until}-01`, 1 - this.months);
    this.starts = Array.from({ length: before + this.months + after + 1 }, (_, i) => dayNumber(addMonths(first, i - before)));
    this.base = this.starts[0] as number;
    this.monthOfDay = new Int16Array((this.starts.at(-1) as number) - this.base);
    for (let i = 0; i + 1 < this.starts.length; i++) {
      this.monthOfDay.fill(i - before, (this.starts[i] as number) - this.base, (this.starts[i + 1] as number) - this.base);
    }
    this.lastDay = this.start(this.months) - 1;
  }

  /** First day of a month; month 0 is the first of the history. */
  start(month: number): number {
    return this.starts[month + before] as number;
  }

  /** The month that holds a day. */
  month(day: number): number {
    return this.monthOfDay[day - this.base] as number;
  }

  /** The year of the history that holds a day, from 0. */
  year(day: number): number {
    return Math.floor(this.month(day) / 12);
  }

  /** `months` later; a day that the month lacks becomes its last. */
  plusMonths(day: number, months: number): number {
    const from = this.month(day);
    const same = this.start(from + months) + (day - this.start(from));
    return Math.min(same, this.start(from + months + 1) - 1);
  }

  /** YYYY-MM-DD. */
  iso(day: number): string {
    return (this.isoOfDay[day - this.base] ??= isoDate(day));
  }
}
