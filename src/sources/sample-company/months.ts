/** The company month by month, added up from what it signed: what a finance team would hold beside its contract list. US cents. */
import type { Block } from "./block.js";
import { usdPerHundred, type Customer, type Line, type Segment } from "./line.js";
import { never, type Timeline } from "./timeline.js";

export const segments = ["smb", "mid_market", "enterprise"] as const;

export const flowKinds = ["new", "expansion", "contraction", "churn", "reactivation"] as const;
export type FlowKind = (typeof flowKinds)[number];

/** What one segment did; movements stand in the last month of their half year. Losses are counted above zero. */
export interface SegmentMonth extends Record<FlowKind, number> {
  closing: number;
  customers: number;
  newCustomers: number;
  churnedCustomers: number;
}

export interface Month {
  by: Record<Segment, SegmentMonth>;
  /** Earned by subscriptions, and by services and usage. */
  recurring: number;
  other: number;
  billed: number;
  /** Customers with ARR at the close, by the CSM who looks after them. */
  books: Map<string, number>;
}

const segmentMonth = (): SegmentMonth => ({ new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, closing: 0, customers: 0, newCustomers: 0, churnedCustomers: 0 });

export function emptyMonths({ months }: Timeline): Month[] {
  return Array.from({ length: months }, () => ({ by: { smb: segmentMonth(), mid_market: segmentMonth(), enterprise: segmentMonth() }, recurring: 0, other: 0, billed: 0, books: new Map<string, number>() }));
}

/** What all segments together did in a month. */
export function whole(month: Month, of: keyof SegmentMonth): number {
  return segments.reduce((sum, segment) => sum + month.by[segment][of], 0);
}

/** Adds a block of the company to its months. */
export function addBlock(months: Month[], { timeline, customers }: Block): void {
  for (const customer of customers) {
    const paid = customer.lines.filter((line) => line.kind === "recurring" && line.full !== 0);
    addFlows(months, timeline, paid);
    for (const line of customer.lines) addEarned(months, timeline, line);
    for (const line of customer.lines) addBilled(months, timeline, line);
  }
}

/** ARR of a line at the close of a day, as the file says: from its start until it stops. */
function standing(line: Line, day: number): number {
  if (day < line.start || day >= line.cover) return 0;
  return line.discount !== null && day < line.discount.until ? line.reduced : line.full;
}

/** Months from one comparison to the next: a plan knows what half a year brings, not who is without a contract for a month of it. */
const step = 6;

/** What one customer pays at each close, and its net movement of each half year, in the last month of it. */
function addFlows(months: Month[], timeline: Timeline, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  const firstMonth = Math.max(0, timeline.month(Math.min(...lines.map((line) => line.start))));
  let [before, segment, wasActive]: [number, Segment, boolean] = [0, lines[0]!.segment, false];
  for (let at = firstMonth; at < months.length; at++) {
    const close = timeline.start(at + 1) - 1;
    const held = lines.filter((line) => line.start <= close && line.cover > close);
    const now = held.reduce((sum, line) => sum + standing(line, close), 0);
    segment = held.at(-1)?.segment ?? segment;
    const month = months[at]!.by[segment];
    if (at % step === step - 1) {
      if (!held.some((line) => line.acquired) || before > 0) move(month, before, now, wasActive);
      wasActive ||= now > 0;
      before = now;
    }
    if (now > 0) {
      month.closing += now;
      month.customers++;
      const csm = held.at(-1)!.csm;
      months[at]!.books.set(csm, (months[at]!.books.get(csm) ?? 0) + 1);
    }
  }
}

function move(month: SegmentMonth, before: number, now: number, wasActive: boolean): void {
  if (before <= 0 && now > 0) {
    month[wasActive ? "reactivation" : "new"] += now;
    if (!wasActive) month.newCustomers++;
  } else if (before > 0 && now <= 0) {
    month.churn += before;
    month.churnedCustomers++;
  } else if (now > before) month.expansion += now - before;
  else month.contraction += before - now;
}

/** What is earned in each month: subscriptions and usage day by day, what is sold once on its first day. */
function addEarned(months: Month[], timeline: Timeline, line: Line): void {
  const isOnce = line.kind !== "recurring" && line.end === never;
  const total = line.kind === "recurring" ? 0 : onceWorth(line);
  const stops = isOnce ? line.start + 1 : Math.min(line.cover, line.end);
  for (let at = Math.max(0, timeline.month(line.start)); at < months.length && timeline.start(at) < stops; at++) {
    const [from, to] = [Math.max(line.start, timeline.start(at)), Math.min(stops, timeline.start(at + 1))];
    const month = months[at]!;
    if (line.kind === "recurring") month.recurring += Math.round((standing(line, from) * (to - from)) / (12 * (timeline.start(at + 1) - timeline.start(at))));
    else month.other += Math.round((total * (to - from)) / (stops - line.start));
  }
}

/** What is invoiced: each instalment on its day, until another line takes over. */
function addBilled(months: Month[], timeline: Timeline, line: Line): void {
  const { price, start, months: term, kind } = line;
  const every = price.billing === "monthly" ? 1 : price.billing === "quarterly" ? 3 : price.billing === "annual" ? 12 : Math.max(1, term);
  const isOnce = kind !== "recurring" || price.billing === "upfront";
  for (let on = start, k = 1; on <= timeline.lastDay && on < line.cover; on = timeline.plusMonths(start, every * k++)) {
    const until = Math.min(timeline.plusMonths(on, every), line.end);
    const part = kind === "recurring" ? Math.round((standing(line, on) * (until - on)) / 365) : onceWorth(line);
    const at = timeline.month(on);
    if (at >= 0) months[at]!.billed += part;
    if (isOnce) return;
  }
}

const onceWorth = ({ price, customer }: Line): number => Math.round((price.unit * price.quantity * usdPerHundred[customer.region.currency]) / 100);

/** The customer's ARR at the close of a day. */
export function standingArr(customer: Customer, day: number): number {
  return customer.lines.filter((line) => line.kind === "recurring").reduce((sum, line) => sum + standing(line, day), 0);
}
