/** What the sample company sold and to whom, while it is being made. Money is integer cents, days are day numbers. */
import type { AmountPer, billings, Kind } from "../../domain/contract.js";
import { never } from "./timeline.js";
import type { Region } from "./words.js";

export type Segment = "smb" | "mid_market" | "enterprise";

export interface Parent {
  id: string;
  name: string;
}

/** Numbered when it is written, so that ids rise through the file. */
export interface Contract {
  number: number;
}

export interface Customer {
  ordinal: number;
  id: string;
  name: string;
  segment: Segment;
  region: Region;
  industry: string;
  csm: string;
  parent: Parent | null;
  /** Every line it ever had. */
  lines: Line[];
  /** The recurring ones that may still be active. */
  live: Line[];
  /** ARR at the close before the year in hand began: what retention is measured against. */
  opening: number;
  /** Among the block's active customers. */
  active: boolean;
  /** The day from which it has been gone, while it is. */
  lapsed: number | null;
  /** Pays for usage on top. */
  metered: boolean;
}

export interface Price {
  /** Price of one unit for one price period, in the customer's currency. */
  unit: number;
  quantity: number;
  per: AmountPer;
  every: number;
  billing: (typeof billings)[number];
}

export interface Discount {
  percent: number;
  /** Per price period, for the whole line. */
  amount: number;
  /** First day at the full price; `never` for a discount that stays. */
  until: number;
}

/** What a line is about. */
export interface Sold {
  name: string;
  family: string;
}

export interface Line {
  number: number;
  customer: Customer;
  product: Sold;
  price: Price;
  /** Empty: the policy's kind_rules decide. */
  kind: Kind | "";
  signed: number;
  start: number;
  end: number;
  /** The months its term was meant to have; 0 where it is open-ended or has no term. */
  months: number;
  /** Where it stops: its end, or the start of the line that replaces it. */
  cover: number;
  /** The day from which the steering of the year counts it: a late renewal follows on, an early one does not count twice. */
  steered: number;
  discount: Discount | null;
  contract: Contract;
  replaces: Line | null;
  live: number | null;
  notice: { on: number; reason: string } | null;
  noticeDays: number;
  autoRenew: boolean;
  acquired: boolean;
  segment: Segment;
  csm: string;
  /** What a year is worth in US cents without, and with, the discount that ends. */
  full: number;
  reduced: number;
  /** Another line carries it on: its end is no renewal. */
  followed: boolean;
}

/** US cents for a hundred of a currency's: the demo's constant rates. */
export const usdPerHundred = { USD: 100, EUR: 110, GBP: 127 } as const;

const periodsPerYear: Partial<Record<AmountPer, number>> = { month: 12, quarter: 4, half_year: 2, year: 1, week: 52 };

/** A year of a price in the customer's currency; `months` is the length of a term that has one price. */
export function annual(price: Price, months: number, discount: Discount | null): number {
  const periods = price.per === "term" ? 12 / months : (periodsPerYear[price.per] as number) / price.every;
  const list = price.unit * price.quantity;
  const net = discount ? (list * (100 - discount.percent)) / 100 - discount.amount : list;
  return Math.round(net * periods);
}

/** Sets what the line is worth a year from its price, term and discount. */
export function value(line: Line): void {
  const rate = usdPerHundred[line.customer.region.currency];
  const usd = (discount: Discount | null): number => Math.round((annual(line.price, line.months, discount) * rate) / 100);
  const ends = line.discount !== null && line.discount.until < never;
  line.full = usd(ends ? null : line.discount);
  line.reduced = usd(line.discount);
}

/** ARR of a line at the close of a day in US cents, as the year's steering sees it; at the end of a year that is what the file says. */
export function arrAt(line: Line, day: number): number {
  if (day < line.steered || day >= line.cover) return 0;
  return line.discount !== null && day < line.discount.until ? line.reduced : line.full;
}

/** ARR of a customer at the close of a day. */
export function customerArr(customer: Customer, day: number): number {
  let sum = 0;
  for (const line of customer.live) sum += arrAt(line, day);
  return sum;
}
