import { type Day, dayText, mustReadDay } from "./calendar.js";
import { moneyText } from "./currency.js";
import { type Decided, decidedLines } from "./decided.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import { type Knobs, type Policy, readKnobs } from "./knobs.js";
import type { Row } from "./line.js";
import { type Method, Movements, steps } from "./movement.js";
import { Cover, type Standing, total } from "./standing.js";
import { type Refused, readView } from "./view.js";

export type { Knobs } from "./knobs.js";
export type { Row } from "./line.js";
export type { Method } from "./movement.js";

/** Rows refused at reading, by their index; rows repeated unchanged count once and are not refused. */
export interface Judged {
  refused: Refused[];
}

/**
 * ARR by SEMANTICS 2 to 5, 7 to 9 and 13, worked out the slow and plain way to judge the engine:
 * constant rates, level customer, the present view.
 */
export interface OracleBook extends Judged {
  /** Lines in the ARR of a day after all rules, free ones too; arr in the reporting currency. */
  arrOn(day: string): { line_id: string; customer_id: string; arr: string }[];
  /** One row a group, sorted by the values of by (attributes, product, currency, customer). */
  snapshot(on: string, by?: string[]): Record<string, string | number>[];
  /** The half-open range [from, to): opening, rows and closing as money text, losses negative. */
  waterfall(from: string, to: string, method: Method): Record<string, string>;
  /** Counts over [from, to); churn is a positive count, adjustment is signed. */
  logos(from: string, to: string, method: Method): Record<string, number>;
}

const WATERFALL_ROWS = ["new", "expansion", "contraction", "churn", "reactivation", "acquired", "adjustment"] as const;
const LOGO_ROWS = ["new", "acquired", "reactivation", "churn", "adjustment"] as const;
const MONTHS_A_YEAR = 12;

export function readBook(rows: Row[], knobs: Knobs, decisions: Decided[] = []): OracleBook {
  const policy = readKnobs(knobs);
  const view = readView(rows, policy);
  return new Book(view.refused, new Cover(decidedLines(view.lines, decisions), policy), policy);
}

class Book implements OracleBook {
  private readonly movements: Movements;

  constructor(
    readonly refused: Refused[],
    private readonly cover: Cover,
    private readonly policy: Policy,
  ) {
    this.movements = new Movements(cover, policy);
  }

  arrOn(day: string): { line_id: string; customer_id: string; arr: string }[] {
    return this.standing(mustReadDay(day))
      .map(({ line, reporting }) => ({ line_id: line.lineId, customer_id: line.customer, arr: this.money(reporting) }))
      .sort((a, b) => (a.line_id < b.line_id ? -1 : 1));
  }

  snapshot(on: string, by: string[] = []): Record<string, string | number>[] {
    const groups = grouped(this.standing(mustReadDay(on)), (standing) =>
      JSON.stringify(by.map((column) => valueOf(standing, column))),
    );
    if (by.length === 0 && groups.size === 0) groups.set("[]", []);
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, members]) => {
      const values = JSON.parse(key) as string[];
      return { ...Object.fromEntries(by.map((column, i) => [column, values[i] as string])), ...this.figures(members) };
    });
  }

  waterfall(from: string, to: string, method: Method): Record<string, string> {
    const [first, after] = [mustReadDay(from), mustReadDay(to)];
    const sums = new Map<string, bigint>(WATERFALL_ROWS.map((row) => [row, 0n]));
    for (const { opening, closing } of steps(first, after, method)) {
      for (const customer of this.cover.customers) {
        const amounts = this.movements.amounts(customer, opening, closing);
        for (const row of WATERFALL_ROWS) sums.set(row, (sums.get(row) as bigint) + (amounts[row] ?? 0n));
      }
    }
    const all = [["opening", this.arr(first - 1)] as const, ...sums, ["closing", this.arr(after - 1)] as const];
    return Object.fromEntries(all.map(([row, amount]) => [row, this.money(amount)]));
  }

  logos(from: string, to: string, method: Method): Record<string, number> {
    const [first, after] = [mustReadDay(from), mustReadDay(to)];
    const sums = new Map<string, number>(LOGO_ROWS.map((row) => [row, 0]));
    for (const { opening, closing } of steps(first, after, method)) {
      for (const customer of this.cover.customers) {
        const counts = this.movements.logos(customer, opening, closing);
        for (const row of LOGO_ROWS) sums.set(row, (sums.get(row) as number) + (counts[row] ?? 0));
      }
    }
    return { opening: this.count(first - 1), ...Object.fromEntries(sums), closing: this.count(after - 1) };
  }

  private standing(day: Day): Standing[] {
    return this.cover.customers.flatMap((customer) => this.cover.of(customer, day));
  }

  private arr(day: Day): bigint {
    return total(this.standing(day));
  }

  private count(day: Day): number {
    return this.cover.customers.filter((customer) => this.movements.arr(customer, day) > 0n).length;
  }

  private figures(members: Standing[]): { arr: string; mrr: string; customers: number } {
    const arr = total(members);
    const customers = [...new Set(members.map(({ line }) => line.customer))];
    const ofCustomer = (customer: string): bigint => total(members.filter(({ line }) => line.customer === customer));
    return {
      arr: this.money(arr),
      mrr: this.money(Fraction.of(arr, MONTHS_A_YEAR).rounded()),
      customers: customers.filter((customer) => ofCustomer(customer) > 0n).length,
    };
  }

  private money(minor: bigint): string {
    return moneyText(minor, this.policy.reportingCurrency);
  }
}

function valueOf({ line }: Standing, column: string): string {
  if (column === "product") return line.product;
  if (column === "currency") return line.currency;
  return column === "customer" ? line.customer : (line.attributes[column] ?? "");
}

/** The day before, as text: reports name the inclusive last day where the oracle takes the first day after. */
export function dayBefore(day: string): string {
  return dayText(mustReadDay(day) - 1);
}
