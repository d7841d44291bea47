import { addMonths, type Day, startOfNextMonth } from "./calendar.js";
import type { Policy } from "./knobs.js";
import { type Cover, total } from "./standing.js";

/** The movement of a customer between two closings (SEMANTICS 9). */

export type Method = "net" | "events" | "months";
export type Row = "new" | "expansion" | "contraction" | "churn" | "reactivation" | "acquired" | "adjustment";
export type Amounts = Partial<Record<Row, bigint>>;
export type LogoRow = "new" | "acquired" | "reactivation" | "churn" | "adjustment";
export type Counts = Partial<Record<LogoRow, number>>;

/** The steps of [from, to): each the days whose closings are compared. */
export function steps(from: Day, to: Day, method: Method): { opening: Day; closing: Day }[] {
  const cuts: Day[] = [from];
  for (let next = from; next < to; ) {
    next = method === "net" ? to : Math.min(to, method === "events" ? next + 1 : startOfNextMonth(next));
    cuts.push(next);
  }
  return cuts.slice(1).map((cut, i) => ({ opening: (cuts[i] as Day) - 1, closing: cut - 1 }));
}

export class Movements {
  constructor(
    private readonly cover: Cover,
    private readonly policy: Policy,
  ) {}

  amounts(customer: string, opening: Day, closing: Day): Amounts {
    const [before, after] = [this.arr(customer, opening), this.arr(customer, closing)];
    const change = after - before;
    if (before === 0n && after === 0n) return {};
    if (before < 0n || after < 0n) return { adjustment: change };
    if (after === 0n) return { churn: change };
    if (before === 0n && !this.isNew(customer, opening, closing)) return { reactivation: change };
    const acquired = this.acquired(customer, opening, closing);
    if (before === 0n && acquired === undefined) return { new: change };
    const rest = change - (acquired ?? 0n);
    return { acquired: acquired ?? 0n, [rest < 0n ? "contraction" : "expansion"]: rest };
  }

  /** A customer counts once, in the kind of its movement. */
  logos(customer: string, opening: Day, closing: Day): Counts {
    const [before, after] = [this.arr(customer, opening), this.arr(customer, closing)];
    if (before < 0n || after < 0n) return { adjustment: Number(after > 0n) - Number(before > 0n) };
    if (before > 0n && after === 0n) return { churn: 1 };
    if (before !== 0n || after === 0n) return {};
    if (!this.isNew(customer, opening, closing)) return { reactivation: 1 };
    return this.acquired(customer, opening, closing) === undefined ? { new: 1 } : { acquired: 1 };
  }

  arr(customer: string, day: Day): bigint {
    return total(this.cover.of(customer, day));
  }

  /** A customer without ARR at the opening and with some at the closing: first ever, or back after the window. */
  private isNew(customer: string, opening: Day, closing: Day): boolean {
    let gone = opening;
    while (gone >= this.cover.firstBegin && this.arr(customer, gone) <= 0n) gone--;
    if (gone < this.cover.firstBegin) return true;
    if (this.policy.reactivationWindowMonths === null) return false;
    const firstWithout = gone + 1;
    let back = opening + 1;
    while (back < closing && this.arr(customer, back) <= 0n) back++;
    return addMonths(firstWithout, this.policy.reactivationWindowMonths) <= back;
  }

  /** ARR at the closing of acquired lines that were not active at the opening; undefined where there is none. */
  private acquired(customer: string, opening: Day, closing: Day): bigint | undefined {
    const arrived = this.cover
      .of(customer, closing)
      .filter(({ line, reporting }) => line.acquired && reporting !== 0n && !this.cover.isActive(line, opening));
    return arrived.length > 0 ? total(arrived) : undefined;
  }
}
