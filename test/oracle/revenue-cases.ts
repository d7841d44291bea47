import type { Kind, Knobs, Row } from "./index.js";
import type { Case } from "./judged.js";
import { line } from "./worked-cases.js";

/** Of a small book, one of four things worked by hand from SEMANTICS 16; ranges are half-open. */
export interface RevenueAsk {
  /** What each of these calendar months brings, together with any part of one that is asked for. */
  revenue?: [from: string, to: string];
  kinds?: Kind[];
  billings?: [from: string, to: string];
  /** tcv, acv, one_time. */
  bookings?: [from: string, to: string];
  /** tcv, billed, recognised; deferred, unbilled, rpo. */
  position?: string;
  knobs?: Knobs;
  expect: string;
}

const JANUARY: [string, string] = ["2025-01-01", "2025-02-01"];
const FEBRUARY: [string, string] = ["2025-02-01", "2025-03-01"];
const MARCH: [string, string] = ["2025-03-01", "2025-04-01"];
const APRIL: [string, string] = ["2025-04-01", "2025-05-01"];
const DAILY: Knobs = { revenue: "daily" };
const RUNNING: Knobs = { expired: "renewed_if_auto_renew" };

const yearly = (id: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, "a", start, end, amount, "year", rest);
const term = (id: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, "a", start, end, amount, "term", rest);
const monthly = (id: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, "a", start, end, amount, "month", rest);

export const TERM_CASES: Case<RevenueAsk>[] = [
  {
    claim: "300,000 over three years billed yearly: half of the first instalment is deferred on 30 June, nothing on 31 December; paid upfront 250,000 is",
    lines: [term("L1", "2025-01-01", "2028-01-01", "300000", { billing: "annual" })],
    asks: [
      { position: "2025-06-30", expect: "300000.00 100000.00 50000.00; 50000.00 0.00 250000.00" },
      { position: "2025-12-31", expect: "300000.00 100000.00 100000.00; 0.00 0.00 200000.00" },
      { position: "2026-01-01", expect: "300000.00 200000.00 100268.82; 99731.18 0.00 199731.18" },
      { bookings: JANUARY, expect: "300000.00 100000.00 0.00" },
      { bookings: FEBRUARY, expect: "0.00 0.00 0.00" },
      { billings: ["2025-01-02", "2026-01-02"], expect: "100000.00" },
    ],
  },
  {
    claim: "the same paid upfront",
    lines: [term("L1", "2025-01-01", "2028-01-01", "300000")],
    asks: [{ position: "2025-06-30", expect: "300000.00 300000.00 50000.00; 250000.00 0.00 250000.00" }],
  },
  {
    claim: "120,000 a year: January is 10,000 by equal months, 10,191.78 by days",
    lines: [yearly("L1", "2025-01-01", "2026-01-01", "120000")],
    asks: [
      { revenue: JANUARY, expect: "10000.00" },
      { revenue: JANUARY, knobs: DAILY, expect: "10191.78" },
      { revenue: ["2025-01-01", "2026-01-01"], knobs: DAILY, expect: "120000.00" },
      { revenue: ["2025-12-31", "2027-01-01"], expect: "322.58" },
    ],
  },
  {
    claim: "sums to date are rounded, and months are what they grow by: 100 over three months is 33.33, 33.34, 33.33",
    lines: [term("L1", "2025-01-01", "2025-04-01", "100")],
    asks: [{ revenue: JANUARY, expect: "33.33" }, { revenue: FEBRUARY, expect: "33.34" }, { revenue: MARCH, expect: "33.33" }, { revenue: ["2025-01-01", "2025-04-01"], expect: "100.00" }],
  },
  {
    claim: "part months are weighed by their days, and scaled so that all of it is the price: 300 from 15 February to 15 May, 14/28 + 1 + 1 + 14/31 months of it",
    lines: [term("L1", "2025-02-15", "2025-05-15", "300")],
    asks: [
      { revenue: FEBRUARY, expect: "50.82" }, { revenue: MARCH, expect: "101.64" }, { revenue: APRIL, expect: "101.64" }, { revenue: ["2025-05-01", "2025-06-01"], expect: "45.90" },
      { revenue: FEBRUARY, knobs: DAILY, expect: "47.19" },
    ],
  },
  {
    claim: "1,000 a month for a year, half price for three months, is 10,500, however ARR takes the discount, and spread evenly: 875 a month",
    lines: [monthly("L1", "2025-01-01", "2026-01-01", "1000", { discount_percent: "50", discount_until: "2025-04-01" })],
    asks: (["net_in_force", "ignore", "average_over_term"] as const).flatMap((time_limited_discount): RevenueAsk[] => [
      { position: "2025-01-31", knobs: { time_limited_discount }, expect: "10500.00 10500.00 875.00; 9625.00 0.00 9625.00" },
      { bookings: JANUARY, knobs: { time_limited_discount }, expect: "10500.00 6000.00 0.00" },
    ]),
  },
  {
    claim: "what a plan rule keeps out of ARR is earned all the same: 30,000 for six months is 5,000 a month",
    lines: [term("L1", "2025-01-01", "2025-07-01", "30000")],
    asks: (["annualise", "face_value", "exclude"] as const).map((partial_year): RevenueAsk => ({ revenue: MARCH, knobs: { partial_year }, expect: "5000.00" })),
  },
  {
    claim: "a price for a day is 365 of them a year: one whole month at 10 is 304.17; 100 every two weeks for 35 days is 52/2 x 100 x 35/365",
    lines: [line("L1", "a", "2025-01-01", "2025-02-01", "10", "day"), line("L2", "b", "2025-01-01", "2025-02-05", "100", "week", { amount_every: "2" })],
    asks: [{ position: "2025-12-31", expect: "553.49 553.49 553.49; 0.00 0.00 0.00" }],
  },
  {
    claim: "24,000 for two years upfront, replaced after one by 15,000: 12,000 is earned, the rest neither billed nor deferred, but signed it was",
    lines: [term("L1", "2024-01-01", "2026-01-01", "24000"), yearly("L2", "2025-01-01", "2026-01-01", "15000", { replaces: "L1", signed_on: "2024-12-20" })],
    asks: [
      { position: "2024-12-19", expect: "24000.00 12000.00 11612.90; 387.10 0.00 387.10" },
      { position: "2024-12-31", expect: "39000.00 12000.00 12000.00; 0.00 0.00 15000.00" },
      { position: "2025-06-30", expect: "39000.00 27000.00 19500.00; 7500.00 0.00 7500.00" },
      { revenue: JANUARY, expect: "1250.00" },
    ],
  },
  {
    claim: "billed yearly and cut after 18 months: of the second instalment 6,000 is billed; a line cut on its first day leaves its signature",
    lines: [
      term("L1", "2024-01-01", "2026-01-01", "24000", { billing: "annual" }), yearly("L2", "2025-07-01", "2026-07-01", "1", { replaces: "L1", signed_on: "2027-01-01" }),
      yearly("L3", "2024-01-01", "2025-01-01", "700"), yearly("L4", "2024-01-01", "2025-01-01", "1", { replaces: "L3", signed_on: "2027-01-01" }),
    ],
    asks: [
      { position: "2024-06-30", expect: "24700.00 12000.00 6000.00; 6000.00 0.00 12000.00" },
      { position: "2025-01-31", expect: "24700.00 18000.00 13000.00; 5000.00 0.00 5000.00" },
      { position: "2025-12-31", expect: "24700.00 18000.00 18000.00; 0.00 0.00 0.00" },
    ],
  },
];

export const OTHER_CASES: Case<RevenueAsk>[] = [
  {
    claim: "bookings count everything signed: 300,000 over three years and 20,000 of setup are 320,000, of which 100,000 a year recurs; usage is promised by nobody",
    lines: [
      term("L1", "2025-01-01", "2028-01-01", "300000"), term("L2", "2025-01-10", "", "20000", { product: "Setup fee" }),
      monthly("L3", "2025-01-01", "2026-01-01", "50", { kind: "usage" }), yearly("L4", "2025-06-01", "2025-06-01", "9"),
    ],
    asks: [
      { bookings: JANUARY, expect: "320000.00 100000.00 20000.00" },
      { bookings: ["2025-06-01", "2025-07-01"], expect: "0.00 0.00 0.00" },
      { revenue: JANUARY, expect: "8333.33" },
      { revenue: JANUARY, kinds: ["services"], expect: "20000.00" },
      { revenue: JANUARY, kinds: ["usage"], expect: "50.00" },
      { revenue: JANUARY, kinds: ["usage", "services", "one_time"], expect: "20050.00" },
      { position: "2025-01-09", expect: "300000.00 300000.00 2419.35; 297580.65 0.00 297580.65" },
      { position: "2025-01-31", expect: "320000.00 320000.00 28333.33; 291666.67 0.00 291666.67" },
      { billings: JANUARY, expect: "320600.00" },
    ],
  },
  {
    claim: "a fee is earned on its start, services over their term, a one-time amount over its term if it has one; a fee is billed at once, whatever the schedule",
    lines: [
      term("L1", "2025-01-10", "", "5000", { kind: "one_time", billing: "monthly", signed_on: "2025-01-01" }), term("L2", "2025-01-01", "2025-04-01", "8000", { kind: "services" }),
      monthly("L3", "2025-01-01", "2026-01-01", "1200", { kind: "one_time", billing: "monthly" }),
    ],
    asks: [
      { revenue: JANUARY, kinds: ["services"], expect: "2666.67" },
      { revenue: FEBRUARY, kinds: ["services"], expect: "2666.66" },
      { revenue: JANUARY, kinds: ["one_time"], expect: "5100.00" },
      { position: "2025-01-09", expect: "14200.00 9200.00 803.22; 8396.78 0.00 13396.78" },
      { position: "2025-01-31", expect: "14200.00 14200.00 7766.67; 6433.33 0.00 6433.33" },
      { bookings: JANUARY, expect: "14200.00 0.00 14200.00" },
    ],
  },
  {
    claim: "instalments in advance: of 12,000 a year 3,000 a quarter, 1,000 a month; of 7,000 for seven months the third quarter takes the rest",
    lines: [
      yearly("L1", "2025-01-01", "2026-01-01", "12000", { billing: "quarterly" }), yearly("L2", "2025-01-01", "2026-01-01", "12000", { billing: "monthly" }),
      term("L3", "2025-01-01", "2025-08-01", "7000", { billing: "quarterly" }), term("L4", "2025-01-31", "2025-04-27", "860", { billing: "monthly" }),
    ],
    asks: [
      { billings: JANUARY, expect: "7304.17" },
      { billings: FEBRUARY, expect: "1304.16" },
      { billings: MARCH, expect: "1251.67" },
      { billings: APRIL, expect: "7000.00" },
      { billings: ["2025-07-01", "2025-08-01"], expect: "5000.00" },
      { billings: ["2025-01-01", "2026-01-01"], expect: "31860.00" },
    ],
  },
  {
    claim: "without an end: the price in force, a twelfth of its year a month and part months by their days; no TCV, nothing deferred or to come; signed, a year of it",
    lines: [monthly("L1", "2025-01-16", "", "1000", { discount_percent: "50", discount_until: "2025-04-16" })],
    asks: [
      { revenue: JANUARY, expect: "258.06" },
      { revenue: MARCH, expect: "500.00" },
      { revenue: APRIL, expect: "750.00" },
      { revenue: JANUARY, knobs: DAILY, expect: "263.01" },
      { position: "2025-03-31", expect: "0.00 0.00 0.00; 0.00 0.00 0.00" },
      { bookings: JANUARY, expect: "10500.00 6000.00 0.00" },
    ],
  },
  {
    claim: "what runs on brings a twelfth of its year a month, and stays out of the balances: its term is over",
    lines: [yearly("L1", "2024-01-01", "2025-01-01", "1200", { auto_renew: "true" })],
    asks: [
      { revenue: JANUARY, knobs: RUNNING, expect: "100.00" },
      { revenue: JANUARY, knobs: { ...RUNNING, ...DAILY }, expect: "101.92" },
      { revenue: JANUARY, knobs: { expired: "hold" }, expect: "100.00" },
      { revenue: JANUARY, expect: "0.00" },
      { position: "2025-01-31", knobs: RUNNING, expect: "1200.00 1200.00 1200.00; 0.00 0.00 0.00" },
    ],
  },
  {
    claim: "1,200 euros a year: each month at the rate of its last day, or of the last day asked; balances at that of their day, bookings at that of the signature",
    lines: [yearly("L1", "2025-01-01", "2026-01-01", "1200", { currency: "EUR", signed_on: "2024-12-15" })],
    asks: ([
      { revenue: JANUARY, expect: "110.00" },
      { revenue: FEBRUARY, expect: "120.00" },
      { revenue: ["2025-01-01", "2025-04-01"], expect: "350.00" },
      { revenue: ["2025-02-01", "2025-02-10"], expect: "35.35" },
      { position: "2024-12-31", expect: "1260.00 0.00 0.00; 0.00 0.00 1260.00" },
      { position: "2025-02-28", expect: "1440.00 1440.00 240.00; 1200.00 0.00 1200.00" },
      { bookings: ["2024-12-01", "2025-01-01"], expect: "1260.00 1260.00 0.00" },
    ] satisfies RevenueAsk[]).map((ask) => ({ ...ask, knobs: { fx: { mode: "dated", rates: [["2024-12-01", "EUR", "1.05"], ["2025-01-01", "EUR", "1.10"], ["2025-02-10", "EUR", "1.20"]] } } })),
  },
];
