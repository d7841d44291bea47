/** What was planned, by month and segment. A plan is made once a year from what stood then; the business came near it, and missed some of it. */
import { due } from "./growth-plan.js";
import type { Segment } from "./line.js";
import { flowKinds, segments, type FlowKind, type Month } from "./months.js";
import { Random } from "./random.js";

/** Months of the plan before the last day and after it. */
const plannedBefore = 24;
const plannedAfter = 12;

/** What was planned against what came, in percent: the plan hoped for more business and for smaller losses. */
const hopes: Record<FlowKind | "newCustomers" | "churnedCustomers", readonly [number, number]> = {
  new: [94, 112], expansion: [90, 108], contraction: [88, 118], churn: [80, 104], reactivation: [0, 60], newCustomers: [94, 108], churnedCustomers: [82, 104],
};

/** How the plan of the year to come differs from the year that is over, in percent. */
const nextYear = 124;

export interface TargetMonth extends Record<FlowKind, number> {
  month: number;
  segment: Segment;
  opening: number;
  closing: number;
  customers: number;
  newCustomers: number;
  churnedCustomers: number;
}

/** The plan month by month; amounts in US cents, in whole hundreds of dollars. */
export function targetsOf(months: readonly Month[], seed: number): TargetMonth[] {
  const random = new Random(seed, -2);
  const first = months.length - plannedBefore;
  const years = [first, first + 12, ...(plannedAfter > 0 ? [months.length] : [])];
  return years.flatMap((from) => segments.flatMap((segment) => planYear(months, from, segment, random)));
}

function planYear(months: readonly Month[], from: number, segment: Segment, random: Random): TargetMonth[] {
  const isAhead = from >= months.length;
  const basis = months.slice(isAhead ? from - 12 : from, isAhead ? from : from + 12).map((month) => month.by[segment]);
  const budget = (of: keyof typeof hopes): number => {
    const came = basis.reduce((sum, month) => sum + month[of], 0);
    const [low, high] = hopes[of];
    return Math.round((came * random.between(low, high) * (isAhead ? nextYear : 100)) / 10_000);
  };
  const budgets = Object.fromEntries(Object.keys(hopes).map((of) => [of, budget(of as keyof typeof hopes)])) as Record<keyof typeof hopes, number>;
  const before = months[from - 1]!.by[segment];
  let { closing, customers } = before;
  closing = hundreds(closing);
  return Array.from({ length: 12 }, (_, at): TargetMonth => {
    const part = (of: keyof typeof hopes): number => due(budgets[of], at) - (at === 0 ? 0 : due(budgets[of], at - 1));
    const flows = Object.fromEntries(flowKinds.map((kind) => [kind, hundreds(part(kind))])) as Record<FlowKind, number>;
    const opening = closing;
    closing += flows.new + flows.expansion + flows.reactivation - flows.contraction - flows.churn;
    const [newCustomers, churnedCustomers] = [part("newCustomers"), part("churnedCustomers")];
    customers += newCustomers - churnedCustomers;
    return { month: from + at, segment, ...flows, opening, closing, customers, newCustomers, churnedCustomers };
  });
}

/** Cents in whole hundreds of dollars. */
const hundreds = (cents: number): number => Math.round(cents / 10_000) * 10_000;
