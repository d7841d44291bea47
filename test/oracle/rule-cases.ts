import type { Case } from "./judged.js";
import { type Ask, line } from "./worked-cases.js";

/** A case for each rule and knob value that the ported cases leave out; the answers are worked by hand. */

const JANUARY: [string, string] = ["2025-01-01", "2025-02-01"];

const ANNUALISING: Case<Ask>[] = [
  {
    claim: "a term of 361 days: 1,000 x 365/361 = 1,011.08; snapped by 4 days it is a year",
    lines: [line("L1", "a", "2025-01-01", "2025-12-28", "1000", "term")],
    asks: [
      { arr: "2025-01-01", expect: "1011.08" },
      { arr: "2025-01-01", knobs: { term_snap_days: 4 }, expect: "1000.00" },
      { arr: "2025-01-01", knobs: { term_snap_days: 3 }, expect: "1011.08" },
      { arr: "2025-01-01", knobs: { term_snap_days: 4, partial_year: "exclude" }, expect: "1000.00" },
      { arr: "2025-01-01", knobs: { partial_year: "exclude" }, expect: "0.00" },
    ],
  },
  {
    claim: "36,600 for the leap year 2024 is 36,600; by days 36,600 x 365/366 = 36,500",
    lines: [line("L1", "a", "2024-01-01", "2025-01-01", "36600", "term")],
    asks: [
      { arr: "2024-06-01", expect: "36600.00" },
      { arr: "2024-06-01", knobs: { term_annualisation: "days" }, expect: "36500.00" },
      { arr: "2024-06-01", knobs: { term_annualisation: "days", days_per_year: "365.25" }, expect: "36525.00" },
    ],
  },
  {
    claim: "a year from 29 Feb 2024 may end on 28 Feb or 1 Mar 2025",
    lines: [line("L1", "a", "2024-02-29", "2025-02-28", "1200", "term"), line("L2", "b", "2024-02-29", "2025-03-01", "1200", "term")],
    asks: [
      { arr: "2024-03-01", by: "customer", expect: { a: "1200.00", b: "1200.00" } },
      { arr: "2024-03-01", by: "customer", knobs: { partial_year: "exclude" }, expect: { a: "1200.00", b: "1200.00" } },
    ],
  },
  {
    claim: "10 a day is 3,650, or 3,652.50 with 365.25 days a year",
    lines: [line("L1", "a", "2025-01-01", "", "10", "day")],
    asks: [{ arr: "2025-01-01", expect: "3650.00" }, { arr: "2025-01-01", knobs: { days_per_year: "365.25" }, expect: "3652.50" }],
  },
  {
    claim: "5k a month for 6 months: 60k a year, 30k at face; by days 73 x 12/365 = 2.4 months: 12k",
    lines: [line("L1", "a", "2025-01-01", "2025-07-01", "5000", "month"), line("L2", "b", "2025-01-01", "2025-03-15", "5000", "month")],
    asks: [
      { arr: "2025-01-01", expect: "120000.00" },
      { arr: "2025-01-01", by: "customer", knobs: { partial_year: "face_value" }, expect: { a: "30000.00", b: "12000.00" } },
      { arr: "2025-01-01", knobs: { sub_annual_plans: "exclude" }, expect: "0.00" },
    ],
  },
  {
    claim: "without an end a price per month is sub-annual; one per 12 months or 2 years is not",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "month"),
      line("L2", "b", "2025-01-01", "", "1200", "month", { amount_every: "12" }),
      line("L3", "c", "2025-01-01", "", "2400", "year", { amount_every: "2" }),
    ],
    asks: [{ arr: "2025-01-01", by: "customer", knobs: { sub_annual_plans: "exclude" }, expect: { b: "1200.00", c: "1200.00" } }],
  },
  {
    claim: "one-time amounts count at face for 12 months or to their end, services with a rate are annualised; kinds come from the product, then the description",
    lines: [
      line("L1", "a", "2025-01-01", "", "500", "month", { product: "Hardware" }),
      line("L2", "b", "2025-01-01", "2025-04-01", "800", "term", { kind: "one_time" }),
      line("L3", "c", "2025-01-01", "", "100", "month", { description: "Onboarding, monthly" }),
      line("L4", "d", "2025-01-01", "", "900", "term", { kind: "services" }),
      line("L5", "e", "2025-01-01", "", "1", "month", { product: "reusage" }),
    ],
    asks: [
      { arr: "2025-01-01", by: "customer", expect: { e: "12.00" } },
      { arr: "2025-01-01", by: "customer", knobs: { include_kinds: ["one_time", "services"] }, expect: { a: "500.00", b: "800.00", c: "1200.00", d: "900.00" } },
      { arr: "2025-12-31", by: "customer", knobs: { include_kinds: ["one_time", "services"] }, expect: { a: "500.00", c: "1200.00", d: "900.00" } },
      { arr: "2026-01-01", by: "customer", knobs: { include_kinds: ["one_time", "services"] }, expect: { c: "1200.00" } },
      { arr: "2025-01-01", by: "customer", knobs: { kind_rules: [{ match: "core", kind: "usage" }, { match: "reusage", kind: "usage" }] }, expect: { a: "6000.00" } },
    ],
  },
  {
    claim: "an inclusive end is a day longer; one on or after 2099-12-31 is no end",
    lines: [line("L1", "a", "2025-01-01", "2025-12-31", "1200", "term"), line("L2", "b", "2025-01-01", "2099-12-30", "5", "year")],
    asks: [
      { arr: "2025-12-31", knobs: { end_date_convention: "inclusive" }, by: "customer", expect: { a: "1200.00", b: "5.00" } },
      { arr: "2110-01-01", knobs: { end_date_convention: "inclusive" }, expect: "5.00" },
      { arr: "2110-01-01", expect: "0.00" },
    ],
  },
  {
    claim: "five lines of 100 per 7 months are 857.15: 100 x 12/7 = 171.4286 is rounded a line",
    lines: ["L1", "L2", "L3", "L4", "L5"].map((id) => line(id, "a", "2025-01-01", "2025-08-01", "100", "term")),
    asks: [{ arr: "2025-01-01", expect: "857.15" }],
  },
  {
    claim: "rounded in its own currency, then once more: JPY 10.5 -> 11 x 0.0067 = 0.0737 -> 0.07; KWD has three places",
    lines: [line("L1", "a", "2025-01-01", "", "10.5", "year", { currency: "JPY" }), line("L2", "b", "2025-01-01", "", "0.0005", "year", { currency: "KWD" })],
    asks: [
      { arr: "2025-01-01", by: "customer", knobs: { fx: { rates: { JPY: "0.0067", KWD: "30" } } }, expect: { a: "0.07", b: "0.03" } },
      { arr: "2025-01-01", by: "customer", knobs: { reporting_currency: "JPY", fx: { rates: { KWD: "500" } } }, expect: { a: "11", b: "1" } },
    ],
  },
];

const DISCOUNTS: Case<Ask>[] = [
  {
    claim: "1,000 a month for a year, half price for three months: in force 6,000; list 12,000; average 12,000 - 6,000 x 3/12 = 10,500",
    lines: [line("L1", "a", "2025-01-01", "2026-01-01", "1000", "month", { discount_percent: "50", discount_until: "2025-04-01" })],
    asks: [
      { arr: "2025-03-31", expect: "6000.00" },
      { arr: "2025-04-01", expect: "12000.00" },
      { arr: "2025-01-01", knobs: { time_limited_discount: "ignore" }, expect: "12000.00" },
      { arr: "2025-01-01", knobs: { time_limited_discount: "average_over_term" }, expect: "10500.00" },
      { waterfall: ["2025-04-01", "2025-05-01"], expect: { opening: "6000.00", expansion: "6000.00", closing: "12000.00" } },
    ],
  },
  {
    claim: "a discounted part that is not whole months weighs by days: 12,000 - 6,000 x 73/365 = 10,800; without an end it stays in force",
    lines: [
      line("L1", "a", "2025-01-01", "2026-01-01", "1000", "month", { discount_percent: "50", discount_until: "2025-03-15" }),
      line("L2", "b", "2025-01-01", "", "1000", "month", { discount_percent: "50", discount_until: "2025-03-15" }),
    ],
    asks: [{ arr: "2025-01-01", by: "customer", knobs: { time_limited_discount: "average_over_term" }, expect: { a: "10800.00", b: "6000.00" } }],
  },
  {
    claim: "percent first, then the amount, once for the line: (100 x 3 x 0.9 - 20) x 12 = 3,000; more than the price is negative",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "month", { quantity: "3", discount_percent: "10", discount_amount: "20" }),
      line("L2", "b", "2025-01-01", "", "100", "year", { discount_amount: "150" }),
    ],
    asks: [{ arr: "2025-01-01", by: "customer", expect: { a: "3000.00", b: "-50.00" } }, { customers: "2025-01-01", expect: 1 }],
  },
];

const step = (id: string, from: string, to: string, amount: string): ReturnType<typeof line> =>
  line(id, "a", from, to, amount, "year", { contract_id: "K" });

const RAMPS: Case<Ask>[] = [
  {
    claim: "steps of 6 and 12 months: (100 x 6 + 400 x 12)/18 = 300",
    lines: [step("L1", "2025-01-01", "2025-07-01", "100"), step("L2", "2025-07-01", "2026-07-01", "400")],
    asks: [{ arr: "2025-01-01", knobs: { ramp: "average" }, expect: "300.00" }],
  },
  {
    claim: "a gap of a day, or an overlap, keeps the whole contract at the step in force; an open line is no step",
    lines: [step("L1", "2025-01-01", "2025-07-01", "100"), step("L2", "2025-07-02", "2026-07-01", "400"), step("L3", "2025-01-01", "", "7")],
    asks: [{ arr: "2025-01-01", knobs: { ramp: "exit" }, expect: "107.00" }],
  },
  {
    claim: "each step is valued on its own first day: the discount of the second counts at its start",
    lines: [
      step("L1", "2025-01-01", "2026-01-01", "100"),
      { ...step("L2", "2026-01-01", "2027-01-01", "200"), discount_percent: "50", discount_until: "2026-02-01" },
      step("L3", "2025-01-01", "", "7"),
    ],
    asks: [{ arr: "2026-06-01", knobs: { ramp: "exit" }, expect: "107.00" }],
  },
];

const BEGIN_AND_END: Case<Ask>[] = [
  {
    claim: "signed 10 Jan, starts 1 Feb, live 15 Feb: each recognition its own day; a late signature may hold the start back",
    lines: [
      line("L1", "a", "2025-02-01", "", "100", "year", { signed_on: "2025-01-10", live_on: "2025-02-15" }),
      line("L2", "b", "2025-01-01", "", "10", "year", { signed_on: "2025-01-20" }),
    ],
    asks: [
      { arr: "2025-01-10", by: "customer", expect: { b: "10.00" } },
      { arr: "2025-01-10", knobs: { recognition: "signature" }, by: "customer", expect: { a: "100.00" } },
      { arr: "2025-02-14", knobs: { recognition: "go_live" }, by: "customer", expect: { b: "10.00" } },
      { arr: "2025-02-15", knobs: { recognition: "go_live" }, expect: "110.00" },
      { arr: "2025-01-19", knobs: { late_signature: "not_before_signature" }, expect: "0.00" },
      { arr: "2025-01-20", knobs: { late_signature: "not_before_signature" }, by: "customer", expect: { b: "10.00" } },
    ],
  },
  {
    claim: "a replacer that starts earlier removes the old line wholly; of several the earliest cut holds; itself and a missing line cut nothing",
    lines: [
      line("old", "a", "2025-03-01", "2026-03-01", "100", "year"),
      line("new", "b", "2025-02-01", "", "1", "year", { replaces: "old" }),
      line("L3", "a", "2025-01-01", "", "10", "year", { replaces: "L3" }),
      line("L4", "c", "2025-01-01", "", "1000", "year", { replaces: "nothing" }),
      line("L5", "c", "2025-06-01", "2025-06-01", "0", "year", { replaces: "L4", kind: "one_time" }),
      line("L6", "c", "2025-05-01", "2025-05-02", "0", "year", { replaces: "L4", kind: "services" }),
    ],
    asks: [
      { arr: "2025-03-01", by: "customer", expect: { a: "10.00", b: "1.00", c: "1000.00" } },
      { arr: "2025-05-01", by: "customer", expect: { a: "10.00", b: "1.00" } },
    ],
  },
  {
    claim: "yearly terms from 1 January, notice on 10 Mar 2024: it ends on 1 Jan 2025; under hold a noticed line ends at its signed end",
    lines: [line("L1", "a", "2023-01-01", "2024-01-01", "100", "year", { auto_renew: "true", cancelled_on: "2024-03-10" })],
    asks: [
      { arr: "2024-12-31", knobs: { expired: "renewed_if_auto_renew" }, expect: "100.00" },
      { arr: "2025-01-01", knobs: { expired: "renewed_if_auto_renew" }, expect: "0.00" },
      { arr: "2024-01-01", knobs: { expired: "hold" }, expect: "0.00" },
    ],
  },
  {
    claim: "terms are counted from the signed end and clamp: 31 Jan + 1 month = 28 Feb, + 2 = 31 Mar; a notice on 1 Mar leaves until then",
    lines: [line("L1", "a", "2024-12-31", "2025-01-31", "12", "year", { auto_renew: "true", renewal_term_months: "1", cancelled_on: "2025-03-01" })],
    asks: [
      { arr: "2025-03-30", knobs: { expired: "renewed_if_auto_renew" }, expect: "12.00" },
      { arr: "2025-03-31", knobs: { expired: "renewed_if_auto_renew" }, expect: "0.00" },
    ],
  },
  {
    claim: "a line that runs on stops where a counted line of its product starts, a free one too; not for another product or an empty or uncounted line",
    lines: [
      line("L1", "a", "2024-01-01", "2025-01-01", "100", "year", { auto_renew: "true" }),
      line("L2", "a", "2025-02-01", "", "5", "year", { product: "addon" }),
      line("L3", "a", "2025-03-01", "2025-03-01", "5", "year"),
      line("L4", "a", "2025-04-01", "", "5", "year", { kind: "usage" }),
      line("L5", "a", "2025-05-01", "", "0", "year"),
    ],
    asks: [
      { arr: "2025-04-30", knobs: { expired: "renewed_if_auto_renew" }, expect: "105.00" },
      { arr: "2025-05-01", knobs: { expired: "renewed_if_auto_renew" }, expect: "5.00" },
      { arr: "2025-03-31", knobs: { expired: "hold", include_kinds: ["recurring", "usage"] }, expect: "105.00" },
      { arr: "2025-04-01", knobs: { expired: "hold", include_kinds: ["recurring", "usage"] }, expect: "10.00" },
    ],
  },
];

const GAPS: Case<Ask>[] = [
  {
    claim: "lapse on 1 Feb, back on 11 Feb at 50: bridged by 10 days of grace at the old 100, never for another product; hold_until_lapsed holds 4 days of 4",
    lines: [
      line("L1", "a", "2025-01-01", "2025-02-01", "100", "year", { segment: "SMB" }),
      line("L2", "a", "2025-02-11", "", "50", "year", { segment: "ENT" }),
      line("L3", "b", "2025-01-01", "2025-02-01", "7", "year"),
      line("L4", "b", "2025-02-05", "", "7", "year", { product: "addon" }),
    ],
    asks: [
      { arr: "2025-02-10", by: "segment", knobs: { grace_days: 10 }, expect: { SMB: "100.00", "": "7.00" } },
      { arr: "2025-02-11", by: "segment", knobs: { grace_days: 10 }, expect: { ENT: "50.00", "": "7.00" } },
      { arr: "2025-02-01", knobs: { grace_days: 9 }, expect: "0.00" },
      { arr: "2025-02-04", knobs: { grace_days: 4, renewal_gap: "hold_until_lapsed" }, expect: "107.00" },
      { arr: "2025-02-05", knobs: { grace_days: 4, renewal_gap: "hold_until_lapsed" }, expect: "7.00" },
      { arr: "2025-02-05", knobs: { grace_days: 20, renewal_gap: "hold_until_lapsed" }, expect: "114.00" },
    ],
  },
  {
    claim: "a free line is no cover: paid, three free days, paid is a lapse that grace holds; the end of one of two lines is contraction",
    lines: [
      line("L1", "a", "2025-01-01", "2025-02-01", "100", "year"),
      line("L2", "a", "2025-02-01", "2025-02-04", "0", "year"),
      line("L3", "a", "2025-02-04", "", "100", "year"),
      line("L4", "b", "2025-01-01", "2025-02-01", "30", "year"),
      line("L5", "b", "2025-01-01", "", "20", "year"),
    ],
    asks: [
      { arr: "2025-02-01", expect: "20.00" },
      { arr: "2025-02-01", knobs: { grace_days: 3 }, expect: "120.00" },
      { waterfall: ["2025-02-01", "2025-03-01"], method: "events", knobs: { grace_days: 3 }, expect: { opening: "150.00", contraction: "-30.00", closing: "120.00" } },
    ],
  },
  {
    claim: "overlap: two lines add; latest_start counts those with the latest begin, ties and free ones too",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "year"),
      line("L2", "a", "2025-02-01", "2025-03-01", "30", "year"),
      line("L3", "a", "2025-02-01", "2025-03-01", "4", "year"),
      line("L4", "a", "2025-04-01", "2025-04-02", "0", "year"),
      line("L5", "a", "2025-01-01", "", "1", "year", { product: "addon" }),
    ],
    asks: [
      { arr: "2025-02-01", expect: "135.00" },
      { arr: "2025-02-01", knobs: { overlap: "latest_start" }, expect: "35.00" },
      { arr: "2025-03-01", knobs: { overlap: "latest_start" }, expect: "101.00" },
      { arr: "2025-04-01", knobs: { overlap: "latest_start" }, expect: "1.00" },
    ],
  },
];

const MOVEMENTS: Case<Ask>[] = [
  {
    claim: "below zero is adjustment and no logo; adjustment counts +1 when it ends above zero, -1 when it falls below",
    lines: [
      line("L1", "a", "2024-01-01", "2025-01-10", "-5", "year"),
      line("L2", "a", "2025-01-10", "", "8", "year"),
      line("L3", "b", "2024-01-01", "", "9", "year"),
      line("L4", "b", "2025-01-20", "", "-10", "year"),
    ],
    asks: [
      { waterfall: JANUARY, expect: { opening: "4.00", adjustment: "3.00", closing: "7.00" } },
      { logos: JANUARY, expect: { opening: 1, new: 0, acquired: 0, reactivation: 0, churn: 0, closing: 1 } },
      { logos: ["2025-01-01", "2025-01-20"], expect: { opening: 1, new: 0, acquired: 0, reactivation: 0, churn: 0, adjustment: 1, closing: 2 } },
    ],
  },
  {
    claim: "a trial is no activity: the first paid day is New, by events and by month; a join and leave inside a month shows by events only",
    lines: [
      line("L1", "a", "2024-12-01", "2025-01-15", "0", "month"),
      line("L2", "a", "2025-01-15", "", "1", "month"),
      line("L3", "b", "2025-01-05", "2025-01-25", "2", "month"),
    ],
    asks: [
      { waterfall: JANUARY, expect: { opening: "0.00", new: "12.00", closing: "12.00" } },
      { waterfall: JANUARY, method: "months", expect: { opening: "0.00", new: "12.00", closing: "12.00" } },
      { waterfall: JANUARY, method: "events", expect: { opening: "0.00", new: "36.00", churn: "-24.00", closing: "12.00" } },
      { logos: JANUARY, method: "events", expect: { opening: 0, new: 2, acquired: 0, reactivation: 0, churn: 1, closing: 1 } },
    ],
  },
  {
    claim: "months: away from 15 Jan to 15 Feb is churn and reactivation by month, nothing net; the cut month ends on the last day asked",
    lines: [line("L1", "a", "2024-01-01", "2025-01-15", "10", "year"), line("L2", "a", "2025-02-15", "", "10", "year")],
    asks: [
      { waterfall: ["2025-01-01", "2025-03-01"], expect: { opening: "10.00", closing: "10.00" } },
      { waterfall: ["2025-01-01", "2025-03-01"], method: "months", expect: { opening: "10.00", churn: "-10.00", reactivation: "10.00", closing: "10.00" } },
      { waterfall: ["2025-01-01", "2025-02-10"], method: "months", expect: { opening: "10.00", churn: "-10.00", closing: "0.00" } },
      { waterfall: ["2025-01-01", "2025-03-01"], method: "months", knobs: { reactivation_window_months: 1 }, expect: { opening: "10.00", churn: "-10.00", new: "10.00", closing: "10.00" } },
      { waterfall: ["2025-01-01", "2025-03-01"], method: "months", knobs: { reactivation_window_months: 0 }, expect: { opening: "10.00", churn: "-10.00", new: "10.00", closing: "10.00" } },
    ],
  },
  {
    claim: "a former customer that comes back through an acquisition is Reactivation; acquired and ended inside the month leaves no trace",
    lines: [
      line("L1", "a", "2024-01-01", "2024-06-01", "10", "year"),
      line("L2", "a", "2025-01-10", "", "25", "year", { origin: "acquisition" }),
      line("L3", "b", "2025-01-10", "2025-01-20", "5", "year", { origin: "acquisition" }),
    ],
    asks: [
      { waterfall: JANUARY, expect: { opening: "0.00", reactivation: "25.00", closing: "25.00" } },
      { waterfall: JANUARY, method: "events", expect: { opening: "0.00", reactivation: "25.00", acquired: "5.00", churn: "-5.00", closing: "25.00" } },
    ],
  },
  {
    claim: "last_day: a customer with a single day of cover never appears; a renewal on the next day is not moved",
    lines: [
      line("L1", "a", "2025-01-10", "2025-01-11", "10", "year"),
      line("L2", "b", "2024-01-01", "2025-01-16", "10", "year"),
      line("L3", "b", "2025-01-16", "", "10", "year"),
    ],
    asks: [
      { waterfall: JANUARY, method: "events", expect: { opening: "10.00", new: "10.00", churn: "-10.00", closing: "10.00" } },
      { waterfall: JANUARY, method: "events", knobs: { churn_date: "last_day" }, expect: { opening: "10.00", closing: "10.00" } },
    ],
  },
];

const RECORD_TIME: Case<Ask>[] = [
  {
    claim: "of the versions of a line the last counts, unless it is withdrawn, even from a future day; a repeated row counts once",
    lines: [
      line("L1", "a", "2025-01-01", "", "100", "year"),
      line("L1", "a", "2025-01-01", "", "90", "year", { recorded_on: "2025-02-01" }),
      line("L2", "b", "2025-01-01", "", "7", "year"),
      line("L2", "b", "2025-01-01", "", "8", "year", { recorded_on: "2025-02-01", superseded_on: "2099-01-01" }),
      line("L3", "c", "2025-01-01", "", "5", "year"),
      line("L3", "c", "2025-01-01", "", "5", "year"),
    ],
    asks: [{ arr: "2025-01-01", by: "customer", expect: { a: "90.00", c: "5.00" } }],
  },
  {
    claim: "a timestamp with an offset falls on its day in the time zone, one without as it stands",
    lines: [
      line("L1", "a", "2025-01-31T23:30:00Z", "", "1", "year"),
      line("L2", "b", "2025-01-31T23:30:00", "", "2", "year"),
      line("L3", "c", "2025-01-31", "", "4", "year"),
    ],
    asks: [
      { arr: "2025-01-31", expect: "7.00" },
      { arr: "2025-01-31", knobs: { time_zone: "Asia/Tokyo" }, expect: "6.00" },
      { arr: "2025-02-01", knobs: { time_zone: "Asia/Tokyo" }, expect: "7.00" },
    ],
  },
];

export const RULE_CASES: Case<Ask>[] = [
  ...ANNUALISING, ...DISCOUNTS, ...RAMPS, ...BEGIN_AND_END, ...GAPS, ...MOVEMENTS, ...RECORD_TIME,
];
