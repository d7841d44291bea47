import fc from "fast-check";
import { addMonths, dayText, mustReadDay } from "./calendar.js";
import type { Row } from "./index.js";

/** One random line: few customers and products, dates around month ends, awkward amounts. */

export function pick<T>(...values: T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

/** One of the values once in so many times, else undefined. */
export function onceIn<T>(times: number, ...values: T[]): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: times - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: pick(...values) },
  );
}

const ANCHORS = [
  "2024-01-01", "2024-01-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31", "2024-06-30", "2024-08-31",
  "2024-12-31", "2025-01-01", "2025-01-31", "2025-02-28", "2025-03-01", "2025-03-31", "2025-04-30",
];

const startDate = fc
  .tuple(pick(...ANCHORS), pick(0, 0, 0, 0, 0, 1, -1, 2, -2, 9))
  .map(([anchor, days]) => dayText(mustReadDay(anchor) + days));

/** Months and days from the start: whole, a day or two off, short, empty; mostly an end there is. */
const termLength = pick<readonly [months: number, days: number] | undefined>(
  [12, 0], [12, 0], [12, 0], [12, 1], [12, -1], [12, -3], [1, 0], [1, 0], [1, 1], [2, 0], [3, 0], [6, 0], [6, 15], [7, 0],
  [11, 0], [11, 28], [13, 0], [18, 5], [24, 0], [0, 0], [0, 1], [0, 10], [0, 27],
  undefined, undefined, undefined, undefined, undefined, undefined, undefined,
);

const AMOUNTS = [
  "1200", "1200", "1000", "1000", "100", "120", "36000", "7", "33.33", "250.50", "5000", "0.125", "0.005", "99.995", "1000.555", "+5.50",
  "12.345", "0", "-0.125", "-50",
];

interface Price {
  per: string;
  every: string | undefined;
}

const price: fc.Arbitrary<Price> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ per: pick("month", "quarter", "half_year", "year", "year"), every: pick(undefined) }) },
  { weight: 2, arbitrary: fc.record({ per: pick("term"), every: onceIn(9, "1") }) },
  { weight: 1, arbitrary: fc.record({ per: pick("week", "day"), every: onceIn(2, "2", "7") }) },
  { weight: 1, arbitrary: fc.record({ per: pick("month", "year", "quarter"), every: pick("2", "3", "12", "1") }) },
);

interface Discount {
  percent: string | undefined;
  amount: string | undefined;
  until: readonly [months: number, days: number] | undefined;
}

const discount: fc.Arbitrary<Discount> = fc.record({
  percent: pick<string | undefined>("10", "50", "100", "33.3", "150", undefined),
  amount: onceIn(3, "5", "0.01"),
  until: pick<Discount["until"]>(undefined, undefined, [1, 0], [3, 0], [6, 0], [12, 0], [0, 0], [1, 1], [3, -1], [6, 10]),
});

const draft = fc.record({
  customer: pick("a", "a", "a", "b", "b", "c"),
  product: pick("core", "core", "core", "core", "core", "core", "core", "addon", "addon", "addon", "", "", "Setup fee", "API overage"),
  kind: pick("", "", "", "", "", "", "", "", "recurring", "recurring", "recurring", "recurring", "usage", "one_time", "services"),
  description: onceIn(16, "one-off Training day", "metered calls", "reusage"),
  start: startDate,
  time: onceIn(20, "T23:30:00Z", "T00:30:00+09:00", "T22:15:00"),
  term: termLength,
  farEnd: onceIn(25, "2099-12-31", "9999-12-31", "2099-12-30"),
  amount: pick(...AMOUNTS),
  price,
  quantity: pick("", "", "", "", "", "", "", "", "1", "1", "3", "3", "2.5", "2.5", "0.333", "0", "-1"),
  currency: pick("", "", "", "", "USD", "USD", "EUR", "JPY", "KWD"),
  discount: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: discount }),
  signed: pick<number | undefined>(undefined, undefined, undefined, 0, -30, 1, 12, 45),
  live: pick<number | undefined>(undefined, undefined, undefined, undefined, 0, 10, -10, 60),
  segment: pick("", "", "", "SMB", "ENT"),
  region: pick("", "", "EU", "US"),
  csm: pick("", "", "eve", "bob"),
  parent: onceIn(4, "p", "p", "q", "b", "c", "a"),
  cancelled: onceIn(6, 200),
});

type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

export const lineArbitrary: fc.Arbitrary<Row> = draft.map(rowOf);

function rowOf(line: Draft): Row {
  const start = mustReadDay(line.start);
  const later = (days: number | undefined): string | undefined => (days === undefined ? undefined : dayText(start + days));
  const after = (length: readonly [number, number] | undefined): string | undefined =>
    length && dayText(addMonths(start, length[0]) + length[1]);
  return {
    customer_id: line.customer,
    product: line.product,
    kind: line.kind,
    description: line.description,
    start_date: `${line.start}${line.time ?? ""}`,
    end_date: line.price.per === "term" ? after(line.term ?? [12, 0]) : (line.farEnd ?? after(line.term)),
    amount: line.amount,
    amount_per: line.price.per,
    amount_every: line.price.every,
    quantity: line.quantity,
    currency: line.currency,
    discount_percent: line.discount?.percent,
    discount_amount: line.discount?.amount,
    discount_until: after(line.discount?.until),
    signed_on: later(line.signed),
    live_on: later(line.live),
    segment: line.segment,
    region: line.region,
    csm: line.csm,
    parent_id: line.parent,
    cancelled_on: later(line.cancelled),
  };
}

/** Cells that make a row a refused one. */
export const faultArbitrary: fc.Arbitrary<Row> = pick<Row>(
  { start_date: "2025-02-30" },
  { start_date: undefined },
  { end_date: "2023-12-30" },
  { amount: "1,000" },
  { amount: "1e3" },
  { amount: undefined },
  { amount: "1234567890123456.7890123456789012" },
  { amount_per: undefined },
  { amount_per: "decade" },
  { amount_every: "1.5" },
  { amount_every: "0" },
  { amount_per: "term", amount_every: "2" },
  { amount_per: "term", end_date: undefined, kind: "recurring" },
  { amount_per: "term", end_date: "9999-12-31" },
  { kind: "rental" },
  { billing: "weekly" },
  { discount_until: "soon" },
  { quantity: "1/3" },
  { customer_id: undefined },
);
