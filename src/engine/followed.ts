/** Periods that are followed: whole ones, each looked at again at its own end and at every later end of a period, which may be of another grain. */
import { addDays } from "../domain/calendar.js";
import { problem, ProblemError } from "../domain/problem.js";
import { periodOf, periodsBetween, type CalendarKnobs, type Grain, type Period } from "../domain/period.js";
import type { Extent } from "./question.js";

type WholeGrain = Exclude<Grain, "total">;

export interface Followed {
  periods: Period[];
  /** The days that the question reaches from and to, both inclusive. */
  from: string;
  to: string;
  /** The periods as cohorts: the last look that is over by the end of each, and which of the closes that end is. */
  cohorts: { cohort_no: number; cohort: string; from_date: string; to_date: string; own_look: number; period_no: number }[];
  /** The whole periods at whose ends cohorts are looked at again. */
  looks: { look_no: number; from_date: string; to_date: string; period_no: number }[];
  /** Every day after which something is looked at, each a period whose opening and closing are that close. */
  closes: Period[];
}

/** More cells than this of a triangle are a slip of the pen. */
const mostCells = 2_000_000;

/** What a question says of them. */
export interface FollowedWords {
  grain: WholeGrain;
  age_grain: WholeGrain | undefined;
  from: Period | undefined;
  to: Period | undefined;
}

export function followedOf(words: FollowedWords, calendar: CalendarKnobs, extent: () => Extent): Followed {
  const { grain, age_grain: ageGrain = grain } = words;
  const span = new WholeSpan(grain, ageGrain, calendar);
  const { from_date, to_date } = span.between(words, extent);
  const end = span.endBy(to_date, grain);
  const periods = periodsBetween(from_date, end, grain, calendar);
  const lastDayOf = ({ to_date: after }: Period) => addDays(after, -1);
  const looked = periodsBetween(periodOf(lastDayOf(periods[0]!), ageGrain, calendar).from_date, to_date, ageGrain, calendar);
  if (periods.length * looked.length > 2 * mostCells) throw new ProblemError([problem("too-many-periods", { periods: periods.length, most: Math.floor(Math.sqrt(2 * mostCells)) })]);
  const numberOf = new Map(looked.map((look, at) => [look.from_date, at + 1]));
  /** The last look that is over with a period, so that the next is age 1; 0 before all. */
  const lookBy = (one: Period) => {
    const held = periodOf(lastDayOf(one), ageGrain, calendar);
    return numberOf.get(held.from_date)! - (held.to_date > one.to_date ? 1 : 0);
  };
  const looks = looked.filter((look) => periodOf(look.from_date, ageGrain, calendar).to_date === look.to_date);
  const days = [...new Set([...periods, ...looks].map((one) => one.to_date))].sort();
  const closeNo = new Map(days.map((day, at) => [day, at + 1]));
  return {
    periods, from: from_date, to: addDays(to_date, -1),
    cohorts: periods.map((one, at) => ({
      cohort_no: at + 1, cohort: one.period, from_date: one.from_date, to_date: one.to_date,
      own_look: lookBy(one), period_no: closeNo.get(one.to_date)!,
    })),
    looks: looks.map((look) => ({ look_no: numberOf.get(look.from_date)!, from_date: look.from_date, to_date: look.to_date, period_no: closeNo.get(look.to_date)! })),
    closes: days.map((day) => ({ period: day, from_date: day, to_date: day })),
  };
}

class WholeSpan {
  constructor(private readonly grain: WholeGrain, private readonly ageGrain: WholeGrain, private readonly calendar: CalendarKnobs) {}

  /** From the first day of a whole period on, up to and without a day; refused where no whole period lies in between. */
  between({ from, to }: FollowedWords, extent: () => Extent): { from_date: string; to_date: string } {
    const first = from === undefined ? undefined : this.startFrom(from.from_date);
    const to_date = to?.to_date ?? this.usualEnd(first, extent);
    const end = this.endBy(to_date, this.grain);
    const from_date = first ?? this.earlier(this.holding(extent().first), this.holding(addDays(end, -1)));
    if (from !== undefined && from.from_date >= to_date) throw new ProblemError([problem("from-after-to", { from: from.period, to: to?.period ?? addDays(to_date, -1) })]);
    if (from_date >= end) throw new ProblemError([problem("no-whole-period", { grain: this.grain, from: from!.from_date, to: addDays(to_date, -1) })]);
    return { from_date, to_date };
  }

  /** Where the whole periods end that end before a day, or on it. */
  endBy(day: string, grain: WholeGrain): string {
    return periodOf(day, grain, this.calendar).from_date;
  }

  private holding(day: string): string {
    return periodOf(day, this.grain, this.calendar).from_date;
  }

  /** Where the first period begins that begins on a day or later. */
  private startFrom(day: string): string {
    const period = periodOf(day, this.grain, this.calendar);
    return period.from_date === day ? day : period.to_date;
  }

  /** The whole periods with data, but at least one. */
  private usualEnd(first: string | undefined, extent: () => Extent): string {
    const usual = [this.grain, this.ageGrain].map((grain) => this.endBy(extent().end, grain)).sort().at(-1)!;
    return first !== undefined && usual <= first ? periodOf(first, this.grain, this.calendar).to_date : usual;
  }

  private earlier(one: string, other: string): string {
    return one < other ? one : other;
  }
}
