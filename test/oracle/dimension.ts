import { addMonths, type Day, dayText } from "./calendar.js";
import { fromMinor } from "./currency.js";
import type { Policy } from "./knobs.js";
import type { Line } from "./line.js";
import { type Cover, type Standing, total } from "./standing.js";
import { countsAtFace, factor, termMonths } from "./value.js";
import { Fraction } from "./fraction.js";

/** Columns of a cut that no line has: told of each customer or line at the opening, or at the closing where it has no ARR at the opening. */
export const DIMENSIONS = ["tier", "cohort", "tenure", "commitment", "remaining_term"];

const MONTHS_A_YEAR = 12;
const BANDS: [months: number, name: string][] = [[3, "00-03_months"], [6, "03-06_months"], [12, "06-12_months"], [24, "12-24_months"]];

/** Of one period, by the closes of the day before it and of its last day. */
export class Dimensions {
  private readonly firstDays = new Map<string, Day | undefined>();

  constructor(private readonly cover: Cover, private readonly policy: Policy, private readonly opening: Day, private readonly closing: Day) {}

  /** Undefined for a column of the lines. */
  value({ line, group }: Standing, column: string): string | undefined {
    if (column === "tier") return this.tier(total(this.cover.of(group, this.dayOf(group))));
    if (column === "cohort") return this.cohort(group);
    if (column === "tenure") return this.tenure(group);
    if (column === "commitment") return this.commitment(line);
    return column === "remaining_term" ? this.remainingTerm(line, group) : undefined;
  }

  private dayOf(group: string): Day {
    return total(this.cover.of(group, this.opening)) !== 0n ? this.opening : this.closing;
  }

  private tier(arr: bigint): string {
    const worth = fromMinor(arr, this.policy.reportingCurrency);
    return this.policy.tiers.filter(({ from }) => !from.isAbove(worth)).at(-1)?.name ?? "";
  }

  private cohort(group: string): string {
    const first = this.firstDay(group);
    return first === undefined ? "" : dayText(first).slice(0, "2025-01".length);
  }

  private tenure(group: string): string {
    const [first, day] = [this.firstDay(group), this.dayOf(group)];
    if (first === undefined || first > day) return "";
    let years = 0;
    while (addMonths(first, (years + 1) * MONTHS_A_YEAR) <= day + 1) years++;
    return `${years}`;
  }

  private commitment(line: Line): string {
    if (line.isAdjustment) return "";
    if (line.end === undefined) return this.openCommitment(line);
    const [months, end] = [termMonths(line, this.policy), line.end];
    const isUnder = (most: number): boolean => (months === undefined ? end < addMonths(line.start, most) : months < most);
    if (isUnder(MONTHS_A_YEAR)) return "month_to_month";
    return isUnder(2 * MONTHS_A_YEAR) ? "annual" : "multi_year";
  }

  private openCommitment(line: Line): string {
    const periods = countsAtFace(line) ? Fraction.ONE : factor(line, this.policy);
    if (periods.isAbove(Fraction.ONE)) return "month_to_month";
    return Fraction.ONE.isAbove(periods) ? "multi_year" : "annual";
  }

  private remainingTerm(line: Line, group: string): string {
    if (line.isAdjustment) return "";
    const { end } = line;
    if (end === undefined) return "open";
    const standing = this.cover.of(group, this.opening).filter((one) => one.line === line);
    const after = (total(standing) !== 0n ? this.opening : this.closing) + 1;
    if (end < after) return "past_end";
    return BANDS.find(([months]) => end < addMonths(after, months))?.[1] ?? "24_months_up";
  }

  /** The first day ever on which the customer has ARR above zero. */
  private firstDay(group: string): Day | undefined {
    if (!this.firstDays.has(group)) this.firstDays.set(group, this.cover.firstActive(group));
    return this.firstDays.get(group);
  }
}
