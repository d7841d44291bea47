import type { Day } from "./calendar.js";
import { moneyText } from "./currency.js";
import { WHOLE } from "./cut.js";
import type { Policy } from "./knobs.js";
import { type Grain, type Period, periodOf, periodText } from "./period.js";
import { Cohort, retentionRow } from "./retention.js";
import { type Cover, total } from "./standing.js";

/** What became of those who came in one period (SEMANTICS 14): a row for each period in which anybody came, and each age of it. */

export type TriangleMeasure = "arr" | "logos" | "nrr" | "grr" | "logo_retention";

export interface TriangleAsk {
  /** Only periods that end on or before this day. */
  to: string;
  grain: Grain;
  measure: TriangleMeasure;
  /** In what ages are counted, from the end of the cohort's own period on; as the cohorts where it is not told. */
  ageGrain?: Grain;
}

export interface TriangleRow {
  cohort: string;
  size: number;
  age: number;
  value: string | number | null;
}

export class Triangle {
  private readonly firstDays: { customer: string; first: Day }[];

  constructor(private readonly cover: Cover, private readonly policy: Policy) {
    this.firstDays = cover.customers.flatMap((customer) => {
      const first = cover.firstActive(customer);
      return first === undefined ? [] : [{ customer, first }];
    });
  }

  rows(last: Day, { grain, measure, ageGrain = grain }: TriangleAsk): TriangleRow[] {
    return this.cohorts(grain).flatMap(({ period, members }) =>
      closesFrom(period, last, ageGrain, this.policy).map((close, age) => ({
        cohort: periodText(period, grain, this.policy),
        size: members.length,
        age,
        value: this.value(members, measure, period.after - 1, close),
      })),
    );
  }

  private cohorts(grain: Grain): { period: Period; members: string[] }[] {
    const cohorts = new Map<Day, { period: Period; members: string[] }>();
    for (const { customer, first } of this.firstDays) {
      const period = periodOf(first, grain, this.policy);
      const cohort = cohorts.get(period.first) ?? { period, members: [] };
      cohort.members.push(customer);
      cohorts.set(period.first, cohort);
    }
    return [...cohorts.values()].sort((a, b) => a.period.first - b.period.first);
  }

  private value(members: string[], measure: TriangleMeasure, opening: Day, closing: Day): TriangleRow["value"] {
    const closings = members.map((customer) => total(this.cover.of(customer, closing)));
    if (measure === "arr") return moneyText(closings.reduce((sum, arr) => sum + arr, 0n), this.policy.reportingCurrency);
    if (measure === "logos") return closings.filter((arr) => arr > 0n).length;
    const [group] = new Cohort(this.cover, this.policy, { opening, closing }, members).groups(WHOLE);
    return group === undefined ? null : (retentionRow(group, WHOLE, this.policy.reportingCurrency)[measure] as string | null);
  }
}

/** The last day of the period, then that of each period of the ages that ends later. */
function closesFrom({ after }: Period, last: Day, ageGrain: Grain, policy: Policy): Day[] {
  const closes: Day[] = [];
  for (let close = after - 1; close <= last; close = periodOf(close + 1, ageGrain, policy).after - 1) closes.push(close);
  return closes;
}
