import { Carr } from "./carr.js";
import { type Day, dayText, mustReadDay } from "./calendar.js";
import { valuesOf } from "./cell.js";
import { Triangle, type TriangleAsk, type TriangleRow } from "./cohorts.js";
import { moneyText } from "./currency.js";
import { closingCells, columnsOf, type Cut, type CutRow, Tally, WHOLE } from "./cut.js";
import { type Decided, decidedLines } from "./decided.js";
import { Dimensions } from "./dimension.js";
import { type ExpansionPart, EXPANSION_PARTS, Expansion } from "./expansion.js";
import { Forecast, type ForecastRow } from "./forecast.js";
import { Fraction } from "./fraction.js";
import { grouped } from "./group.js";
import { type Kind, type Knobs, type Policy, readKnobs } from "./knobs.js";
import type { Line, Row } from "./line.js";
import { LOGO_ROWS, type Method, MOVEMENT_ROWS, Movements, steps } from "./movement.js";
import { type RenewalFigures, renewalFigures, Renewals } from "./renewals.js";
import { Cohort, movedGroups, type RetentionMethod, retentionRow, type RetentionRow, STEPS_OF } from "./retention.js";
import { Revenue } from "./revenue.js";
import { Cover, type Standing, total } from "./standing.js";
import { type Refused, readView } from "./view.js";

export type { Cut } from "./cut.js";
export type { TriangleAsk, TriangleRow } from "./cohorts.js";
export type { Kind, Knobs } from "./knobs.js";
export type { Row } from "./line.js";
export type { Method } from "./movement.js";
export type { RenewalFigures } from "./renewals.js";
export type { RetentionMethod, RetentionRow } from "./retention.js";

/** Rows refused at reading, by their index; rows repeated unchanged count once and are not refused. */
export interface Judged {
  refused: Refused[];
}

/**
 * ARR by SEMANTICS 2 to 13, worked out the slow and plain way to judge the engine: the present view, without CARR.
 */
export interface OracleBook extends Judged {
  /** Lines in the ARR of a day after all rules, free ones too; arr in the reporting currency. */
  arrOn(day: string): { line_id: string; customer_id: string; arr: string }[];
  /** One row a group, sorted by the values of by (attributes, product, currency, customer). */
  snapshot(on: string, by?: string[]): Record<string, string | number>[];
  /** The half-open range [from, to): opening, rows and closing as money text, losses negative. */
  waterfall(from: string, to: string, method: Method): Record<string, string>;
  /** CARR and its parts at the close of a day. */
  carr(on: string): Record<string, string>;
  /** The parts of it that come from lines signed ahead, by the month in which they go live. */
  goLive(on: string): Record<string, string | number>[];
  /** What expansion and contraction are made of over [from, to): of the customers whose net is a rise, and of the others. */
  expansion(from: string, to: string): Record<"expansion" | "contraction", Record<string, string>>;
  /** Counts over [from, to); churn is a positive count, adjustment is signed. */
  logos(from: string, to: string, method: Method): Record<string, number>;
  /** The same by groups, under conditions, or at level customer_product. */
  waterfallBy(from: string, to: string, method: Method, cut: Cut): Record<string, string>[];
  logosBy(from: string, to: string, method: Method, cut: Cut): Record<string, string | number>[];
  /** From the close of one day to the close of another, of each group of a cut: money as text, ratios in six places, null where there is nothing to divide by. */
  retention(open: string, close: string, method: RetentionMethod, cut: Cut): RetentionRow[];
  /** Whoever came in one period, at the end of that and of each later one. */
  triangle(ask: TriangleAsk): TriangleRow[];
  /** What came up for renewal in [from, to), of which what nothing renewed is lost or pending as of the close of a day. */
  renewals(from: string, to: string, on: string): RenewalFigures;
  /** Run forward from the close of a day by so many months. */
  forecast(on: string, horizon: number): ForecastRow[];
  /** What lines of some kinds bring over [from, to). */
  recognised(from: string, to: string, kinds?: Kind[]): string;
  /** What is billed over [from, to), of all lines. */
  billings(from: string, to: string): string;
  /** What is signed over [from, to): tcv, acv, one_time. */
  bookings(from: string, to: string): Record<string, string>;
  /** At the close of a day: tcv, billed, recognised, deferred, unbilled, rpo. */
  position(on: string): Record<string, string>;
}

const WATERFALL_FIGURES = ["opening", ...MOVEMENT_ROWS, "closing"];
const LOGO_FIGURES = ["opening", ...LOGO_ROWS, "closing"];
const MONTHS_A_YEAR = 12;

export function readBook(rows: Row[], knobs: Knobs, decisions: Decided[] = []): OracleBook {
  const policy = readKnobs(knobs);
  const view = readView(rows, policy);
  const lines = decidedLines(view.lines, decisions);
  return new Book(view.refused, lines, new Cover(lines, policy), policy);
}

class Book implements OracleBook {
  private readonly movements: Movements;
  private readonly revenue: Revenue;
  private cohorts: Triangle | undefined;

  constructor(
    readonly refused: Refused[],
    private readonly lines: Line[],
    private readonly cover: Cover,
    private readonly policy: Policy,
  ) {
    this.movements = new Movements(cover, policy);
    this.revenue = new Revenue(lines, policy);
  }

  arrOn(day: string): { line_id: string; customer_id: string; arr: string }[] {
    return this.standing(mustReadDay(day))
      .map(({ line, reporting }) => ({ line_id: line.lineId, customer_id: line.customer, arr: this.money(reporting) }))
      .sort((a, b) => (a.line_id < b.line_id ? -1 : 1));
  }

  snapshot(on: string, by: string[] = []): Record<string, string | number>[] {
    const day = mustReadDay(on);
    const dimensions = new Dimensions(this.cover, this.policy, day, day);
    const groups = grouped(this.standing(day), (standing) => JSON.stringify(valuesOf(standing, by, dimensions)));
    if (by.length === 0 && groups.size === 0) groups.set("[]", []);
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, members]) => {
      const values = JSON.parse(key) as string[];
      return { ...Object.fromEntries(by.map((column, i) => [column, values[i] as string])), ...this.figures(members) };
    });
  }

  waterfall(from: string, to: string, method: Method): Record<string, string> {
    return this.waterfallBy(from, to, method, WHOLE)[0] as Record<string, string>;
  }

  carr(on: string): Record<string, string> {
    return this.allMoney(this.carrOf(on).parts());
  }

  goLive(on: string): Record<string, string | number>[] {
    return this.carrOf(on).goLive().map(({ go_live, lines, age, ...amounts }) => ({ go_live, lines, ...this.allMoney(amounts), age }));
  }

  logos(from: string, to: string, method: Method): Record<string, number> {
    const { transfer_in: _in, transfer_out: _out, ...counts } = this.logosBy(from, to, method, WHOLE)[0] as Record<string, number>;
    return counts;
  }

  waterfallBy(from: string, to: string, method: Method, cut: Cut): Record<string, string>[] {
    return this.amountsBy(mustReadDay(from), mustReadDay(to), method, cut).map((row) => shown(row, cut, (amount) => this.money(amount)));
  }

  logosBy(from: string, to: string, method: Method, cut: Cut): Record<string, string | number>[] {
    return this.countsBy(mustReadDay(from), mustReadDay(to), method, cut).map((row) => shown(row, cut, (count) => count));
  }

  retention(open: string, close: string, method: RetentionMethod, cut: Cut): RetentionRow[] {
    const [opening, closing] = [mustReadDay(open), mustReadDay(close)];
    const groups = method === "cohort"
      ? new Cohort(this.cover, this.policy, { opening, closing }).groups(cut)
      : movedGroups(this.amountsBy(opening + 1, closing + 1, STEPS_OF[method], cut), this.countsBy(opening + 1, closing + 1, STEPS_OF[method], cut), cut);
    return groups.map((group) => retentionRow(group, cut, this.policy.reportingCurrency));
  }

  expansion(from: string, to: string): Record<"expansion" | "contraction", Record<string, string>> {
    const step = { opening: mustReadDay(from) - 1, closing: mustReadDay(to) - 1 };
    const expansion = new Expansion(this.lines, this.cover, this.movements, this.policy, step);
    const parts = this.cover.customers.map((customer) => expansion.of(customer));
    const sum = (those: typeof parts): Record<string, string> =>
      this.allMoney(Object.fromEntries(EXPANSION_PARTS.map((part: ExpansionPart) => [part, those.reduce((all, one) => all + one[part], 0n)])));
    return { expansion: sum(parts.filter(({ total }) => total > 0n)), contraction: sum(parts.filter(({ total }) => total <= 0n)) };
  }

  triangle(ask: TriangleAsk): TriangleRow[] {
    this.cohorts ??= new Triangle(this.cover, this.policy);
    return this.cohorts.rows(mustReadDay(ask.to), ask);
  }

  renewals(from: string, to: string, on: string): RenewalFigures {
    const [first, after] = [mustReadDay(from), mustReadDay(to)];
    return renewalFigures(new Renewals(this.lines, this.cover, this.policy, after).sums(first, after, mustReadDay(on)), this.policy.reportingCurrency);
  }

  forecast(on: string, horizon: number): ForecastRow[] {
    return new Forecast(this.lines, this.cover, this.policy, mustReadDay(on), horizon).rows();
  }

  recognised(from: string, to: string, kinds: Kind[] = ["recurring"]): string {
    return this.money(this.revenue.recognised(mustReadDay(from), mustReadDay(to), kinds));
  }

  billings(from: string, to: string): string {
    return this.money(this.revenue.billings(mustReadDay(from), mustReadDay(to)));
  }

  bookings(from: string, to: string): Record<string, string> {
    return this.allMoney(this.revenue.bookings(mustReadDay(from), mustReadDay(to)));
  }

  position(on: string): Record<string, string> {
    return this.allMoney(this.revenue.position(mustReadDay(on)));
  }

  private amountsBy(first: Day, after: Day, method: Method, cut: Cut): CutRow<bigint>[] {
    const dimensions = new Dimensions(this.cover, this.policy, first - 1, after - 1);
    const tally = new Tally<bigint>(cut, WATERFALL_FIGURES, 0n, (a, b) => a + b);
    for (const { values, amount } of closingCells(this.cover, first - 1, cut, dimensions)) tally.add(values, "opening", amount);
    for (const { values, amount } of closingCells(this.cover, after - 1, cut, dimensions)) tally.add(values, "closing", amount);
    for (const step of steps(first, after, method)) {
      for (const customer of this.cover.customers) tally.move(this.movements.amounts(customer, step, columnsOf(cut), cut.level, dimensions));
    }
    return tally.sorted();
  }

  private countsBy(first: Day, after: Day, method: Method, cut: Cut): CutRow<number>[] {
    const dimensions = new Dimensions(this.cover, this.policy, first - 1, after - 1);
    const tally = new Tally<number>(cut, LOGO_FIGURES, 0, (a, b) => a + b);
    for (const { values, amount } of closingCells(this.cover, first - 1, cut, dimensions)) tally.add(values, "opening", Number(amount > 0n));
    for (const { values, amount } of closingCells(this.cover, after - 1, cut, dimensions)) tally.add(values, "closing", Number(amount > 0n));
    for (const step of steps(first, after, method)) {
      for (const customer of this.cover.customers) tally.move(this.movements.logos(customer, step, columnsOf(cut), dimensions));
    }
    return tally.sorted();
  }

  private carrOf(on: string): Carr {
    return new Carr(this.lines, this.cover, this.policy, mustReadDay(on));
  }

  private allMoney(amounts: object): Record<string, string> {
    return Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, this.money(amount as bigint)]));
  }

  private standing(day: Day): Standing[] {
    return this.cover.customers.flatMap((customer) => this.cover.of(customer, day));
  }

  private figures(members: Standing[]): { arr: string; mrr: string; customers: number } {
    const arr = total(members);
    const customers = [...new Set(members.map(({ group }) => group))];
    const ofCustomer = (customer: string): bigint => total(members.filter(({ group }) => group === customer));
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

function shown<T, S>({ values, figures }: CutRow<T>, { by }: Cut, show: (figure: T) => S): Record<string, string | S> {
  const groups = by.map((column, at) => [column, values[at] as string] as const);
  return Object.fromEntries<string | S>([...groups, ...Object.entries(figures).map(([figure, value]) => [figure, show(value)] as const)]);
}

/** The day before, as text: reports name the inclusive last day where the oracle takes the first day after. */
export function dayBefore(day: string): string {
  return dayText(mustReadDay(day) - 1);
}
