/** A share of the company of about 400 customers: small enough to hold in memory, large enough to meet its budgets by itself. */
import { projects } from "./fees.js";
import type { Aim, GrowthPlan } from "./growth-plan.js";
import { customerArr, value, type Customer, type Line } from "./line.js";
import { everyNth, inTurn, type Random } from "./random.js";
import { never, type Timeline } from "./timeline.js";
import { csms } from "./words.js";

type Told = "product" | "price" | "start" | "end" | "months" | "signed";
type Usual = "kind" | "steered" | "discount" | "contract" | "replaces" | "live" | "noticeDays" | "autoRenew" | "acquired";

/** What must be said of a sale; the rest has an ordinary value. */
export type Sale = Pick<Line, Told> & Partial<Pick<Line, Usual>>;

export class Block {
  readonly customers: Customer[] = [];
  /** Customers with a recurring line that may still be active. */
  active: Customer[] = [];
  /** Customers that left, in the order in which they did. */
  readonly gone: Customer[] = [];
  /** Total ARR at the close before the year in hand. */
  opening = 0;
  /** ARR that came with the company bought, from the year it was bought on. */
  acquiredArr = 0;
  /** Rarities, each as often as a believable company has it. */
  readonly rota = {
    lateRenewal: everyNth(16, 3), earlyRenewal: everyNth(15, 7), unlinkedRenewal: everyNth(30, 11), lateSignature: everyNth(13, 5),
    silentEnd: everyNth(2), silentThoughAutoRenew: everyNth(2), ramp: everyNth(3), trial: everyNth(9, 4), trialOnly: everyNth(48, 20),
    group: everyNth(24, 6), holding: everyNth(2), project: inTurn(projects), metered: everyNth(9, 3), aheadNotice: everyNth(8, 3),
    correction: everyNth(90, 20), wrongStart: everyNth(2), removedTwin: everyNth(230, 60), renamed: everyNth(18, 5),
  };
  /** The group that is being filled with firms, and how many are still to come. */
  group: { head: Customer; left: number } | null = null;
  readonly csmLeaves: number;
  private readonly dueIn: Line[][];

  constructor(readonly timeline: Timeline, readonly plan: GrowthPlan, readonly random: Random, readonly seed: number, readonly firstOrdinal: number) {
    this.dueIn = Array.from({ length: timeline.months + 4 }, () => []);
    this.csmLeaves = timeline.start(Math.round((timeline.months * 5) / 8)) + 11;
  }

  /** Writes a sale into the book. Not-recurring lines are kept, but worth nothing a year. */
  sell(customer: Customer, sale: Sale): Line {
    const signed = Math.min(sale.signed, this.timeline.lastDay);
    const line: Line = {
      number: 0, customer, product: sale.product, price: sale.price, kind: sale.kind ?? "recurring", signed, start: sale.start, end: sale.end,
      months: sale.months, cover: sale.end, steered: sale.steered ?? sale.start, discount: sale.discount ?? null,
      contract: sale.contract ?? { number: 0 }, replaces: sale.replaces ?? null, live: sale.live ?? null, notice: null,
      noticeDays: sale.noticeDays ?? (customer.segment === "smb" ? 30 : this.random.pick([30, 60, 90])),
      autoRenew: sale.autoRenew ?? ((sale.months === 12 || sale.months === 6) && this.random.percent(30)), acquired: sale.acquired ?? false,
      segment: customer.segment, csm: this.csmOf(customer, signed), full: 0, reduced: 0, followed: false,
    };
    customer.lines.push(line);
    if (line.kind === "recurring") this.keep(line);
    return line;
  }

  private keep(line: Line): void {
    value(line);
    line.customer.live.push(line);
    line.customer.lapsed = null;
    if (!line.customer.active) this.active.push(line.customer);
    line.customer.active = true;
    if (line.end < never && line.price.unit !== 0) this.dueIn[this.timeline.month(line.end)]?.push(line);
  }

  /** Lines whose signed end falls into a month and that nothing carries on yet. */
  due(month: number): Line[] {
    return (this.dueIn[month] ?? []).filter((line) => !line.followed && line.cover === line.end && this.timeline.month(line.end) === month);
  }

  /** Ends a line early because another takes its place. */
  cut(line: Line, on: number): void {
    line.cover = Math.min(line.cover, on);
    line.followed = true;
  }

  /** The customer's CSM on a day; whose CSM left gets another when next something is signed. */
  csmOf(customer: Customer, day: number): string {
    if (customer.csm === csms[1] && day >= this.csmLeaves) {
      customer.csm = this.random.pick(csms.filter((name) => name !== csms[1]));
    }
    return customer.csm;
  }

  /** Hands over the lines that the CSM who left still holds on the last day, of customers that have signed nothing since. */
  handOver(): void {
    const others = csms.filter((name) => name !== csms[1]);
    for (const { csm, ordinal, lines } of this.customers) {
      const next = csm === csms[1] ? (others[ordinal % others.length] as string) : csm;
      for (const line of lines) if (line.csm === csms[1] && line.cover > this.timeline.lastDay) line.csm = next;
    }
  }

  /** What the year of a month is steered to. */
  aim(month: number): Aim {
    return this.plan.aims[Math.floor(month / 12)] as Aim;
  }

  /** Total ARR at the close of a day in US cents. */
  total(day: number): number {
    let sum = 0;
    for (const customer of this.active) sum += customerArr(customer, day);
    return sum;
  }

  /** Forgets ended lines and notes each customer's ARR before a new year begins. */
  openYear(firstDay: number): void {
    for (const customer of this.active) {
      customer.live = customer.live.filter((line) => line.cover >= firstDay);
      customer.opening = customerArr(customer, firstDay - 1);
      customer.active = customer.live.length > 0;
    }
    this.active = this.active.filter((customer) => customer.active);
    this.opening = this.total(firstDay - 1);
  }

  /** A day of a month: the first for every second deal, else any up to the 28th, which every month has. */
  dayIn(month: number): number {
    return this.timeline.start(month) + (this.random.percent(50) ? 0 : this.random.between(0, 27));
  }
}
