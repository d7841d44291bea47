import type { Knobs, Row } from "./index.js";
import type { Case } from "./judged.js";

/** Of a small book for one rule, with the answer worked by hand: one of arr, mrr, customers (a day) or waterfall, logos (a half-open range). */
export interface Ask {
  arr?: string;
  mrr?: string;
  customers?: string;
  waterfall?: [from: string, to: string];
  logos?: [from: string, to: string];
  by?: string;
  method?: "net" | "events" | "months";
  knobs?: Knobs;
  /** A waterfall leaves out rows that are zero, but for opening and closing. */
  expect: string | number | Record<string, string | number>;
}

/** A line of product core; the empty end is an open one. */
export function line(id: string, customer: string, start: string, end: string, amount: string, per: string, rest: Row = {}): Row {
  return { line_id: id, customer_id: customer, product: "core", start_date: start, end_date: end, amount, amount_per: per, ...rest };
}

export const WORKED_CASES: Case<Ask>[] = [
  {
    claim: "a first-ever customer with 1,500 acquired and 200 of its own: acquired 1,500, the rest is expansion, its logo is acquired. b: own 100 ends while 500 are acquired: it stays a customer, contraction 100",
    lines: [
      line("L1", "a", "2025-01-10", "", "1500", "year", { origin: "acquisition" }),
      line("L2", "a", "2025-01-20", "", "200", "year"),
      line("L3", "b", "2024-01-01", "2025-01-15", "100", "year"),
      line("L4", "b", "2025-01-10", "", "500", "year", { origin: "acquisition" }),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], expect: { opening: "100.00", closing: "2200.00", acquired: "2000.00", expansion: "200.00", contraction: "-100.00" } },
      { logos: ["2025-01-01", "2025-02-01"], expect: { opening: 1, new: 0, acquired: 1, reactivation: 0, churn: 0, closing: 2 } },
    ],
  },
  {
    claim: "start day counts, the day before does not",
    lines: [
      line("L1", "a", "2025-03-15", "2025-09-15", "1000", "month"),
    ],
    asks: [
      { arr: "2025-03-14", expect: "0.00" },
      { arr: "2025-03-15", expect: "12000.00" },
      { arr: "2025-09-14", expect: "12000.00" },
      { arr: "2025-09-15", expect: "0.00" },
    ],
  },
  {
    claim: "100 every 2 weeks = 100 x 52 / 2 = 2,600; 300 every 3 months = 1,200; 10,000 every 2 years = 5,000; 10 every 7 days = 10 x 365 / 7 = 521.43; a discount_amount is per price period",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "week", { amount_every: "2" }),
      line("L2", "b", "2025-01-01", "", "300", "month", { amount_every: "3" }),
      line("L3", "c", "2025-01-01", "", "10000", "year", { amount_every: "2" }),
      line("L4", "d", "2025-01-01", "", "10", "day", { amount_every: "7" }),
      line("L5", "e", "2025-01-01", "", "300", "month", { amount_every: "3", discount_amount: "50" }),
    ],
    asks: [
      { arr: "2025-01-01", by: "customer", expect: { a: "2600.00", b: "1200.00", c: "5000.00", d: "521.43", e: "1000.00" } },
      { mrr: "2025-01-01", expect: "860.12" },
    ],
  },
  {
    claim: "300k over 3 years billed yearly in advance is 100k a year, whatever the billing",
    lines: [
      line("L1", "a", "2025-01-01", "2028-01-01", "300000", "term", { billing: "annual" }),
    ],
    asks: [
      { arr: "2025-06-30", expect: "100000.00" },
    ],
  },
  {
    claim: "a renewal signed in November counts from its start: ARR 100k, then 110k",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "100000", "year"),
      line("L2", "a", "2026-01-01", "2027-01-01", "110000", "year", { signed_on: "2025-11-01" }),
    ],
    asks: [
      { arr: "2025-11-30", expect: "100000.00" },
      { arr: "2026-01-01", expect: "110000.00" },
    ],
  },
  {
    claim: "last day 31 Dec 2025: day after -> January churn; last day -> December churn",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "12000", "year"),
    ],
    asks: [
      { waterfall: ["2025-12-01", "2026-01-01"], expect: { opening: "12000.00", closing: "12000.00" } },
      { waterfall: ["2026-01-01", "2026-02-01"], expect: { opening: "12000.00", churn: "-12000.00", closing: "0.00" } },
      { waterfall: ["2025-12-01", "2026-01-01"], knobs: { churn_date: "last_day" }, expect: { opening: "12000.00", churn: "-12000.00", closing: "0.00" } },
      { waterfall: ["2026-01-01", "2026-02-01"], knobs: { churn_date: "last_day" }, expect: { opening: "0.00", closing: "0.00" } },
    ],
  },
  {
    claim: "EUR 10,000 x 1.10 = 11,000; JPY 1,200,000 x 0.0067 = 8,040",
    lines: [
      line("L1", "a", "2025-01-01", "", "10000", "year", { currency: "EUR" }),
      line("L2", "b", "2025-01-01", "", "1200000", "year", { currency: "JPY" }),
    ],
    asks: [
      { arr: "2025-01-01", by: "customer", knobs: { fx: { mode: "constant", rates: { EUR: "1.10", JPY: "0.0067" } } }, expect: { a: "11000.00", b: "8040.00" } },
    ],
  },
  {
    claim: "12,000 less 10% = 10,800 (003: discounts count; and its example of 10% for paying a year ahead: 1,000 x 12 x 0.9)",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "12000", "year", { discount_percent: "10" }),
    ],
    asks: [
      { arr: "2025-01-01", expect: "10800.00" },
    ],
  },
  {
    claim: "the renewal names the line it replaces: the old one stops on 1 May; a 3-year term keeps its annual rate when cut short",
    lines: [
      line("old", "a", "2024-07-01", "2027-07-01", "36000", "term"),
      line("new", "a", "2025-05-01", "2026-05-01", "13200", "year", { replaces: "old" }),
    ],
    asks: [
      { arr: "2025-04-30", expect: "12000.00" },
      { arr: "2025-05-15", expect: "13200.00" },
      { waterfall: ["2025-05-01", "2025-06-01"], expect: { opening: "12000.00", expansion: "1200.00", closing: "13200.00" } },
    ],
  },
  {
    claim: "+6,000 on the 10th, -4,000 on the 20th: net expansion 2,000; by event 6,000 and -4,000",
    lines: [
      line("L1", "a", "2024-01-01", "", "12000", "year"),
      line("L2", "a", "2025-01-10", "2025-01-20", "6000", "year"),
      line("L3", "a", "2025-01-20", "", "2000", "year"),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], expect: { opening: "12000.00", expansion: "2000.00", closing: "14000.00" } },
      { waterfall: ["2025-01-01", "2025-02-01"], method: "events", expect: { opening: "12000.00", expansion: "6000.00", contraction: "-4000.00", closing: "14000.00" } },
    ],
  },
  {
    claim: "a renews itself: 1,200 stays after 1 Jan 2025, under the default it is churn; b has no auto_renew and leaves either way",
    lines: [
      line("L1", "a", "2024-01-01", "2025-01-01", "1200", "year", { auto_renew: "true" }),
      line("L2", "b", "2024-01-01", "2025-01-01", "600", "year"),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: { opening: "1800.00", closing: "1200.00", churn: "-600.00" } },
      { waterfall: ["2025-01-01", "2025-02-01"], knobs: { expired: "churn" }, expect: { opening: "1800.00", closing: "0.00", churn: "-1800.00" } },
      { waterfall: ["2025-01-01", "2025-02-01"], knobs: { expired: "hold" }, expect: { opening: "1800.00", closing: "1800.00" } },
      { arr: "2030-06-01", knobs: { expired: "renewed_if_auto_renew" }, expect: "1200.00" },
    ],
  },
  {
    claim: "0.125 -> 0.13 and -0.125 -> -0.13",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "0.125", "year"),
      line("L2", "b", "2025-01-01", "2026-01-01", "-0.125", "year"),
    ],
    asks: [
      { arr: "2025-01-01", by: "customer", expect: { a: "0.13", b: "-0.13" } },
    ],
  },
  {
    claim: "001: 5.0M + 400k + 150k - 50k - 100k = 5.4M; one logo of four leaves, one comes",
    lines: [
      line("L1", "k1", "2024-01-01", "", "4000000", "year", { segment: "ENT" }),
      line("L2", "k2", "2024-01-01", "2025-01-10", "500000", "year", { segment: "ENT" }),
      line("L3", "k2", "2025-01-10", "", "650000", "year", { segment: "ENT" }),
      line("L4", "k3", "2024-01-01", "2025-01-15", "400000", "year", { segment: "MM" }),
      line("L5", "k3", "2025-01-15", "", "350000", "year", { segment: "MM" }),
      line("L6", "k4", "2024-01-01", "2025-01-20", "100000", "year", { segment: "MM" }),
      line("L7", "n1", "2025-01-25", "", "400000", "year", { segment: "MM" }),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], expect: { opening: "5000000.00", new: "400000.00", expansion: "150000.00", contraction: "-50000.00", churn: "-100000.00", closing: "5400000.00" } },
      { logos: ["2025-01-01", "2025-02-01"], expect: { opening: 4, new: 1, acquired: 0, reactivation: 0, churn: 1, closing: 4 } },
    ],
  },
  {
    claim: "ends 1 Jul, resumes 11 Jul: 10 days without cover. Net July: nothing; event by event: churn and reactivation; with 10 days of grace no event at all",
    lines: [
      line("L1", "a", "2024-07-01", "2025-07-01", "12000", "year"),
      line("L2", "a", "2025-07-11", "2026-07-01", "12000", "year"),
    ],
    asks: [
      { arr: "2025-07-05", expect: "0.00" },
      { waterfall: ["2025-07-01", "2025-08-01"], expect: { opening: "12000.00", closing: "12000.00" } },
      { waterfall: ["2025-07-01", "2025-08-01"], method: "events", expect: { opening: "12000.00", reactivation: "12000.00", churn: "-12000.00", closing: "12000.00" } },
      { arr: "2025-07-05", knobs: { grace_days: 10 }, expect: "12000.00" },
      { arr: "2025-07-05", knobs: { grace_days: 9 }, expect: "0.00" },
      { waterfall: ["2025-07-01", "2025-08-01"], method: "events", knobs: { grace_days: 10 }, expect: { opening: "12000.00", closing: "12000.00" } },
    ],
  },
  {
    claim: "000: 2,000 x 12 = 24,000; annual 120,000 at face",
    lines: [
      line("L1", "a", "2025-01-01", "", "2000", "month"),
      line("L2", "b", "2025-01-01", "2026-01-01", "120000", "year"),
    ],
    asks: [
      { arr: "2025-01-01", by: "customer", expect: { a: "24000.00", b: "120000.00" } },
      { arr: "2025-01-01", expect: "144000.00" },
    ],
  },
  {
    claim: "child c1 leaves (-50), child c2 grows (+60), child c3 joins (+5): churn, expansion and new",
    lines: [
      line("L1", "c1", "2024-01-01", "2025-01-15", "50", "year", { parent_id: "p" }),
      line("L2", "c2", "2024-01-01", "2025-01-15", "100", "year", { parent_id: "p" }),
      line("L3", "c2", "2025-01-15", "", "160", "year", { parent_id: "p" }),
      line("L4", "c3", "2025-01-20", "", "5", "year", { parent_id: "p" }),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], expect: { opening: "150.00", new: "5.00", expansion: "60.00", churn: "-50.00", closing: "165.00" } },
      { customers: "2025-01-31", expect: 2 },
    ],
  },
  {
    claim: "004 \"prorate partial-year contracts\": 30k for 6 months: annualised 60k; at face 30k; excluded 0",
    lines: [
      line("L1", "a", "2025-01-01", "2025-07-01", "30000", "term"),
    ],
    asks: [
      { arr: "2025-01-01", expect: "60000.00" },
      { arr: "2025-01-01", knobs: { partial_year: "face_value" }, expect: "30000.00" },
      { arr: "2025-01-01", knobs: { partial_year: "exclude" }, expect: "0.00" },
    ],
  },
  {
    claim: "step in force 10k/20k/30k; average (10+20+30)/3 = 20k; exit 30k",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "10000", "year", { contract_id: "c1" }),
      line("L2", "a", "2026-01-01", "2027-01-01", "20000", "year", { signed_on: "2025-01-01", contract_id: "c1" }),
      line("L3", "a", "2027-01-01", "2028-01-01", "30000", "year", { signed_on: "2025-01-01", contract_id: "c1" }),
    ],
    asks: [
      { arr: "2025-01-01", expect: "10000.00" },
      { arr: "2026-01-01", expect: "20000.00" },
      { arr: "2027-06-01", expect: "30000.00" },
      { arr: "2025-01-01", knobs: { ramp: "average" }, expect: "20000.00" },
      { arr: "2025-01-01", knobs: { ramp: "exit" }, expect: "30000.00" },
      { waterfall: ["2026-01-01", "2026-02-01"], expect: { opening: "10000.00", expansion: "10000.00", closing: "20000.00" } },
    ],
  },
  {
    claim: "gone 1 Jan 2024, back 1 Jan 2025 = 12 months: Reactivation by default; New with a window of 12, Reactivation with 13",
    lines: [
      line("L1", "a", "2023-01-01", "2024-01-01", "12000", "year"),
      line("L2", "a", "2025-01-01", "", "12000", "year"),
    ],
    asks: [
      { waterfall: ["2025-01-01", "2025-02-01"], expect: { opening: "0.00", reactivation: "12000.00", closing: "12000.00" } },
      { waterfall: ["2025-01-01", "2025-02-01"], knobs: { reactivation_window_months: 12 }, expect: { opening: "0.00", new: "12000.00", closing: "12000.00" } },
      { waterfall: ["2025-01-01", "2025-02-01"], knobs: { reactivation_window_months: 13 }, expect: { opening: "0.00", reactivation: "12000.00", closing: "12000.00" } },
      { logos: ["2025-01-01", "2025-02-01"], expect: { opening: 0, new: 0, acquired: 0, reactivation: 1, churn: 0, closing: 1 } },
    ],
  },
  {
    claim: "SMB 100k renews as ENT 120k: the total shows only the expansion of 20k",
    lines: [
      line("L1", "a", "2024-02-01", "2025-02-01", "100000", "year", { segment: "SMB" }),
      line("L2", "a", "2025-02-01", "", "120000", "year", { segment: "ENT" }),
    ],
    asks: [
      { waterfall: ["2025-02-01", "2025-03-01"], expect: { opening: "100000.00", expansion: "20000.00", closing: "120000.00" } },
    ],
  },
  {
    claim: "sources 000/001/004 exclude setup fees and services; 003 lists setup fees both as included and as excluded. 12,000; widened by the fee: 12,000 + 5,000",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "12000", "year"),
      line("L2", "a", "2025-01-01", "", "5000", "term", { kind: "one_time" }),
      line("L3", "a", "2025-01-01", "2025-04-01", "8000", "term", { kind: "services" }),
    ],
    asks: [
      { arr: "2025-01-01", expect: "12000.00" },
      { arr: "2025-01-01", knobs: { include_kinds: ["recurring", "one_time"] }, expect: "17000.00" },
    ],
  },
  {
    claim: "sources 002, 004: 300k over 3 years -> 300k/(36/12) = 100k ARR",
    lines: [
      line("L1", "a", "2025-01-01", "2028-01-01", "300000", "term"),
    ],
    asks: [
      { arr: "2025-01-01", expect: "100000.00" },
      { arr: "2027-12-31", expect: "100000.00" },
      { arr: "2028-01-01", expect: "0.00" },
    ],
  },
  {
    claim: "100 x 52 = 5,200; 100 x 365/7 = 5,214.2857",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "week"),
    ],
    asks: [
      { arr: "2025-01-01", expect: "5200.00" },
      { arr: "2025-01-01", knobs: { weeks_per_year: "365/7" }, expect: "5214.29" },
    ],
  },
];
