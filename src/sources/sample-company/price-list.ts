/** The four products, what a seat costs, and how a sale of a wanted size is put into words: seats, flat fees, whole-term prices. */
import type { Discount, Price, Segment, Sold } from "./line.js";
import type { Random } from "./random.js";
import { never, type Timeline } from "./timeline.js";

export interface Product extends Sold {
  /** Cents for a seat and month, the same number in each currency. */
  seat: Record<Segment, number>;
}

export const products: readonly [Product, ...Product[]] = [
  { name: "Platform", family: "Core", seat: { smb: 4500, mid_market: 4000, enterprise: 3500 } },
  { name: "Workflows", family: "Core", seat: { smb: 1800, mid_market: 1500, enterprise: 1200 } },
  { name: "Analytics", family: "Insight", seat: { smb: 2500, mid_market: 2000, enterprise: 1800 } },
  { name: "Compliance", family: "Governance", seat: { smb: 1200, mid_market: 1000, enterprise: 900 } },
];

interface Size {
  segment: Segment;
  weight: number;
  /** US cents of ARR of a first deal. */
  low: number;
  high: number;
}

export const sizes: readonly Size[] = [
  { segment: "smb", weight: 62, low: 500_000, high: 2_000_000 },
  { segment: "mid_market", weight: 29, low: 3_000_000, high: 8_500_000 },
  { segment: "enterprise", weight: 9, low: 9_000_000, high: 21_000_000 },
];

/** ARR of an average first deal in US cents. */
export const meanDeal = Math.round(sizes.reduce((sum, s) => sum + s.weight * (s.low + s.high), 0) / 200);

/** Term lengths in months with their weights; 0 is month to month, without an end. */
export const terms: Record<Segment, readonly { months: number; weight: number }[]> = {
  smb: [{ months: 0, weight: 34 }, { months: 6, weight: 7 }, { months: 12, weight: 51 }, { months: 24, weight: 8 }],
  mid_market: [{ months: 0, weight: 4 }, { months: 12, weight: 62 }, { months: 24, weight: 20 }, { months: 36, weight: 14 }],
  enterprise: [{ months: 12, weight: 45 }, { months: 24, weight: 20 }, { months: 36, weight: 35 }],
};

function seatsAMonth(seat: number, cents: number): Price {
  return { unit: seat, quantity: Math.max(1, Math.round(cents / (seat * 12))), per: "month", every: 1, billing: "monthly" };
}

/** Paid by the year, twelve months cost eleven. */
function seatsAYear(seat: number, cents: number): Price {
  return { unit: seat * 11, quantity: Math.max(1, Math.round(cents / (seat * 11))), per: "year", every: 1, billing: "annual" };
}

/** One price for `months` months together, in whole tens. */
function flat(cents: number, months: number, per: Price["per"], every: number, billing: Price["billing"]): Price {
  return { unit: Math.max(1000, Math.round((cents * months) / 12_000) * 1000), quantity: 1, per, every, billing };
}

/** A price whose year comes to about `cents` in the customer's own currency, for a term of so many months (0: open-ended). */
export function priceOf(product: Product, segment: Segment, cents: number, months: number, random: Random): Price {
  const seat = product.seat[segment];
  if (months === 0) return seatsAMonth(seat, cents);
  const taste = random.between(1, 100);
  if (months >= 24 && taste <= 40) return flat(cents, months, "term", 1, random.percent(50) ? "upfront" : "annual");
  if (months === 6 && taste <= 50) return flat(cents, 6, "half_year", 1, "upfront");
  if (taste >= 97) return flat(cents, 3, "month", 3, "quarterly");
  if (taste >= 92) return flat(cents, 3, "quarter", 1, "quarterly");
  if (taste >= 55) return seatsAYear(seat, cents);
  return { ...seatsAMonth(seat, cents), billing: random.percent(50) ? "monthly" : random.percent(50) ? "annual" : "upfront" };
}

/** A price by the seat, for lines that end with another one and so have no length of their own. */
export function seatPrice(product: Product, segment: Segment, cents: number, monthly: boolean): Price {
  return monthly ? seatsAMonth(product.seat[segment], cents) : seatsAYear(product.seat[segment], cents);
}

/** What a further product costs for as many seats as `cents` a year buy of the platform. */
export function besideOf(product: Product, cents: number, segment: Segment): number {
  return Math.round((cents * product.seat[segment]) / products[0].seat[segment]);
}

/** The same shape of price, raised or lowered by so many permille: seats cost more, flat fees are rounded to whole units. */
export function repriced(price: Price, permille: number): Price {
  const { quantity, per, every, billing } = price;
  const raised = (price.unit * (1000 + permille)) / 1000;
  const unit = quantity === 1 ? Math.round(raised / 100) * 100 : Math.round(raised / 5) * 5;
  return { unit, quantity, per, every, billing };
}

/** A discount as sales people give them: for some months, for ever, or an amount off each invoice. */
export function someDiscount(price: Price, start: number, timeline: Timeline, random: Random): Discount {
  const until = timeline.plusMonths(start, random.pick([3, 6, 6, 12]));
  const percent = random.pick([10, 15, 20, 25, 30]);
  const taste = random.between(1, 100);
  if (taste <= 60) return { percent, amount: 0, until };
  if (taste <= 80) return { percent: Math.min(percent, 20), amount: 0, until: never };
  const amount = Math.max(500, Math.round((price.unit * price.quantity * percent) / 100 / 500) * 500);
  return { percent: 0, amount, until: taste <= 90 ? until : never };
}
