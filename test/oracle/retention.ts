import { compareValues, valuesOf } from "./cell.js";
import { decimalText, moneyText } from "./currency.js";
import { columnsOf, type Cut, type CutRow } from "./cut.js";
import { Dimensions } from "./dimension.js";
import { Fraction } from "./fraction.js";
import { fxByCurrency, type Step } from "./fx.js";
import { grouped } from "./group.js";
import type { Policy } from "./knobs.js";
import type { Method } from "./movement.js";
import { type Cover, type Standing, total } from "./standing.js";

/** How much of an opening is still there at a later close, by the groups of a cut (SEMANTICS 14). */

export type RetentionMethod = "cohort" | "movements" | "monthly_movements";
export type RetentionRow = Record<string, string | number | null>;

/** The waterfall whose rows each method adds up; the cohort has none. */
export const STEPS_OF: Record<Exclude<RetentionMethod, "cohort">, Method> = { movements: "net", monthly_movements: "months" };

/** What a group, or a member's part in one, had at the opening and what became of it: minor units, unrounded. */
export interface Retained {
  values: string[];
  opening: Fraction;
  closing: Fraction;
  /** The closing without what is there beyond the opening. */
  kept: Fraction;
  churned: Fraction;
  cohort: number;
  stayed: number;
}

/** A customer, or at level customer_product a pair of customer and product, at both closes. */
interface Member {
  before: Standing[];
  after: Standing[];
}

/** Who has ARR above zero at the opening, and what of it is there at the closing. */
export class Cohort {
  constructor(
    private readonly cover: Cover,
    private readonly policy: Policy,
    private readonly step: Step,
    /** Who is looked at, of all customers. */
    private readonly among: string[] = cover.customers,
  ) {}

  /** A member's retained amount goes home: to the groups of its opening, as its opening is, exactly. */
  groups(cut: Cut): Retained[] {
    const dimensions = new Dimensions(this.cover, this.policy, this.step.opening, this.step.closing);
    const columns = columnsOf(cut);
    const parts = this.members(cut).flatMap((member) => this.partsOf(member, columns, dimensions));
    const kept = parts.filter(({ values }) => cut.where.every(({ column, value }) => values[columns.indexOf(column)] === value));
    return sorted(kept.map((part) => ({ ...part, values: cut.by.map((column) => part.values[columns.indexOf(column)] as string) })), cut);
  }

  private members({ level }: Cut): Member[] {
    const customers = this.among.map((customer) => ({
      before: this.cover.of(customer, this.step.opening),
      after: this.cover.of(customer, this.step.closing),
    }));
    const members = level === "customer_product" ? customers.flatMap(productsOf) : customers;
    return members.filter(({ before }) => total(before) > 0n);
  }

  private partsOf(member: Member, columns: string[], dimensions: Dimensions): Retained[] {
    const [opening, retained, isActive] = [total(member.before), this.retained(member), total(member.after) > 0n];
    const capped = retained < opening ? retained : opening;
    const kept = capped > 0n ? capped : 0n;
    const cells = grouped(member.before, (standing) => JSON.stringify(valuesOf(standing, columns, dimensions)));
    return [...cells].map(([values, standing]) => {
      const here = total(standing);
      const share = Fraction.of(here, opening);
      return {
        values: JSON.parse(values) as string[],
        opening: Fraction.of(here),
        closing: Fraction.of(retained).times(share),
        kept: Fraction.of(kept).times(share),
        churned: isActive ? Fraction.ZERO : Fraction.of(here),
        cohort: Number(here > 0n),
        stayed: Number(here > 0n && isActive),
      };
    });
  }

  /** Without what rates did and what came with a company bought; nothing came to whoever has nothing left. */
  private retained({ before, after }: Member): bigint {
    const fx = [...fxByCurrency(before, after, this.step, this.policy).values()].reduce((sum, amount) => sum + amount, 0n);
    const acquired = total(after) > 0n ? total(this.cover.arrived(after, this.step.opening)) : 0n;
    return total(after) - fx - acquired;
  }
}

function productsOf({ before, after }: Member): Member[] {
  const products = [...new Set([...before, ...after].map(({ line }) => line.product))];
  const of = (standing: Standing[], product: string): Standing[] => standing.filter(({ line }) => line.product === product);
  return products.map((product) => ({ before: of(before, product), after: of(after, product) }));
}

/** From the rows of a waterfall and of its logos; cross-sell, transfers and whatever is not the customers' own doing are in neither. */
export function movedGroups(amounts: CutRow<bigint>[], counts: CutRow<number>[], cut: Cut): Retained[] {
  const ofMoney = amounts.map(({ values, figures }): Retained => {
    const sum = (...names: string[]): Fraction => Fraction.of(names.reduce((all, name) => all + (figures[name] as bigint), 0n));
    const kept = sum("opening", "contraction", "product_loss", "churn");
    return { ...nothing(values), opening: sum("opening"), closing: kept.plus(sum("expansion")), kept, churned: Fraction.ZERO.minus(sum("churn")) };
  });
  const ofLogos = counts.map(({ values, figures }): Retained => {
    const [cohort, churn] = [figures["opening"] as number, figures["churn"] as number];
    return { ...nothing(values), cohort, stayed: cohort - churn };
  });
  return sorted([...ofMoney, ...ofLogos], cut);
}

function nothing(values: string[]): Retained {
  return { values, opening: Fraction.ZERO, closing: Fraction.ZERO, kept: Fraction.ZERO, churned: Fraction.ZERO, cohort: 0, stayed: 0 };
}

/** Added up by their values, in the order of these; groups that show nothing are left out, the whole is always there. */
function sorted(parts: Retained[], { by }: Cut): Retained[] {
  const groups = grouped(parts, ({ values }) => JSON.stringify(values));
  if (by.length === 0 && groups.size === 0) groups.set("[]", []);
  return [...groups]
    .map(([values, members]) => members.reduce(plus, nothing(JSON.parse(values) as string[])))
    .filter(({ opening, closing, cohort }) => by.length === 0 || opening.rounded() !== 0n || closing.rounded() !== 0n || cohort !== 0)
    .sort((a, b) => compareValues(a.values, b.values));
}

function plus(one: Retained, other: Retained): Retained {
  return {
    values: one.values,
    opening: one.opening.plus(other.opening),
    closing: one.closing.plus(other.closing),
    kept: one.kept.plus(other.kept),
    churned: one.churned.plus(other.churned),
    cohort: one.cohort + other.cohort,
    stayed: one.stayed + other.stayed,
  };
}

/** Money is rounded here, and ratios are of what was not rounded. */
export function retentionRow({ values, opening, closing, kept, churned, cohort, stayed }: Retained, { by }: Cut, currency: string): RetentionRow {
  return {
    ...Object.fromEntries(by.map((column, at) => [column, values[at] as string])),
    opening: moneyText(opening.rounded(), currency),
    closing_cohort: moneyText(closing.rounded(), currency),
    net_gain: moneyText(closing.rounded() - opening.rounded(), currency),
    nrr: ratio(closing, opening),
    grr: ratio(kept, opening),
    logo_retention: ratio(Fraction.of(stayed), Fraction.of(cohort)),
    churn_rate: ratio(churned, opening),
    gross_churn_rate: ratio(opening.minus(kept), opening),
    cohort,
  };
}

const RATIO_PLACES = 6;
const MILLION = Fraction.of(10n ** BigInt(RATIO_PLACES));

/** Undefined, and not nothing or everything, of what is zero or less (SEMANTICS 4). */
export function ratio(above: Fraction, below: Fraction): string | null {
  if (!below.isAbove(Fraction.ZERO)) return null;
  return decimalText(above.over(below).times(MILLION).rounded(), RATIO_PLACES);
}
