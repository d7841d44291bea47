import type { Knobs, Row } from "./index.js";
import type { Case } from "./judged.js";
import { line } from "./worked-cases.js";

/** Of a small book, what came up for renewal in a half-open range; worked by hand from SEMANTICS 14. */
export interface RenewalAsk {
  range: [from: string, to: string];
  /** As of the close of which day; long after all, where it is not told. */
  on?: string;
  knobs?: Knobs;
  /** available_to_renew, renewed; uplift, downsell, lost, pending; renewal_rate, net_renewal_rate, logo_renewal_rate. A dash is null. */
  expect: string;
}

const NOTHING_DUE = "0.00 0.00; 0.00 0.00 0.00 0.00; - - -";
const MARCH: [string, string] = ["2025-03-01", "2025-04-01"];
const LOST_100 = "100.00 0.00; 0.00 0.00 100.00 0.00; 0.000000 0.000000 0.000000";

const yearly = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, customer, start, end, amount, "year", rest);
/** To 1 March 2025. */
const DUE = yearly("L1", "a", "2024-03-01", "2025-03-01", "100");

export const RENEWED_CASES: Case<RenewalAsk>[] = [
  {
    claim: "a: 100 renewed 40 days early at 120, without a link, counts on the day of the end. b: 100 days before the end is an addition; c: what ends with the old line renews nothing, and is due itself",
    lines: [
      DUE, yearly("L2", "a", "2025-01-20", "2026-01-20", "120"),
      yearly("L3", "b", "2024-03-01", "2025-03-01", "100"), yearly("L4", "b", "2024-11-21", "2026-01-01", "50"),
      yearly("L5", "c", "2024-03-01", "2025-03-01", "100"), yearly("L6", "c", "2025-02-01", "2025-03-01", "60"),
    ],
    asks: [
      { range: MARCH, expect: "360.00 120.00; 20.00 0.00 260.00 0.00; 0.277778 0.333333 0.333333" },
      { range: ["2025-01-01", "2025-03-01"], expect: NOTHING_DUE },
    ],
  },
  {
    claim: "24,000 amended to 30,000 in July and renewed at 33,000: nothing is due in July, 30,000 in January, gross 100%, net 110%",
    lines: [
      yearly("L1", "a", "2025-01-01", "2026-01-01", "24000"),
      yearly("L2", "a", "2025-07-01", "2026-01-01", "30000", { replaces: "L1" }),
      yearly("L3", "a", "2026-01-01", "2027-01-01", "33000"),
    ],
    asks: [
      { range: ["2025-01-01", "2026-01-01"], expect: NOTHING_DUE },
      { range: ["2026-01-01", "2026-02-01"], expect: "30000.00 33000.00; 3000.00 0.00 0.00 0.00; 1.000000 1.100000 1.000000" },
    ],
  },
  {
    claim: "a ramp of 10, 20, 30 that renews at 24 is due once: 30, gross 80%. What goes on under the same contract is a later price of it",
    lines: [
      ...["10", "20", "30"].map((amount, at) => yearly(`L${at + 1}`, "a", `${2023 + at}-01-01`, `${2024 + at}-01-01`, amount, { contract_id: "c" })),
      yearly("L4", "a", "2026-01-01", "2027-01-01", "24"),
      yearly("L5", "b", "2025-01-01", "2026-01-01", "30", { contract_id: "d" }), yearly("L6", "b", "2026-01-01", "2027-01-01", "24", { contract_id: "d" }),
    ],
    asks: [{ range: ["2023-01-01", "2026-12-31"], expect: "30.00 24.00; 0.00 6.00 0.00 0.00; 0.800000 0.800000 1.000000" }],
  },
  {
    claim: "a line that names the old one is an early renewal in the last 90 days, an amendment on the day before them, and within the same contract",
    lines: [
      DUE, yearly("L2", "a", "2024-12-01", "2026-03-01", "120", { replaces: "L1" }),
      yearly("L3", "b", "2024-03-01", "2025-03-01", "100"), yearly("L4", "b", "2024-11-30", "2026-03-01", "120", { replaces: "L3" }),
      yearly("L5", "c", "2024-03-01", "2025-03-01", "100", { contract_id: "c" }), yearly("L6", "c", "2024-12-01", "2026-03-01", "120", { replaces: "L5", contract_id: "c" }),
    ],
    asks: [
      { range: MARCH, expect: "100.00 120.00; 20.00 0.00 0.00 0.00; 1.000000 1.200000 1.000000" },
      { range: ["2026-03-01", "2026-03-02"], expect: "360.00 0.00; 0.00 0.00 360.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "a swap for another product in the last 90 days is an amendment, too; and one that ends no later than the old line",
    lines: [
      DUE, yearly("L2", "a", "2025-02-01", "2026-03-01", "120", { replaces: "L1", product: "suite" }),
      yearly("L3", "b", "2024-03-01", "2025-03-01", "100"), yearly("L4", "b", "2025-02-01", "2025-03-01", "90", { replaces: "L3" }),
    ],
    asks: [{ range: MARCH, expect: "90.00 0.00; 0.00 0.00 90.00 0.00; 0.000000 0.000000 0.000000" }],
  },
  {
    claim: "a price change of a renewal, and one of that, are no second renewals: 120, not 120 + 130 + 140",
    lines: [
      DUE, yearly("L2", "a", "2025-02-01", "2026-03-01", "120"),
      yearly("L3", "a", "2025-02-20", "2026-03-01", "130", { replaces: "L2" }), yearly("L4", "a", "2025-02-25", "2026-03-01", "140", { replaces: "L3" }),
    ],
    asks: [
      { range: MARCH, expect: "100.00 120.00; 20.00 0.00 0.00 0.00; 1.000000 1.200000 1.000000" },
      { range: ["2026-03-01", "2026-03-02"], expect: "140.00 0.00; 0.00 0.00 140.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "lines of a month renew each other one by one, also where each names the one before: 10 to 12, 12 to 11, and 11 is lost",
    lines: ["10", "12", "11"].flatMap((amount, at) => {
      const [start, end] = [`2025-0${at + 1}-01`, `2025-0${at + 2}-01`];
      return [yearly(`A${at}`, "a", start, end, amount), yearly(`B${at}`, "b", start, end, amount, at === 0 ? {} : { replaces: `B${at - 1}` })];
    }),
    asks: [
      { range: ["2025-01-01", "2025-02-01"], expect: NOTHING_DUE },
      { range: ["2025-02-01", "2025-03-01"], expect: "20.00 24.00; 4.00 0.00 0.00 0.00; 1.000000 1.200000 1.000000" },
      { range: MARCH, expect: "24.00 22.00; 0.00 2.00 0.00 0.00; 0.916667 0.916667 1.000000" },
      { range: ["2025-04-01", "2025-05-01"], expect: "22.00 0.00; 0.00 0.00 22.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "of two lines of a pair the renewal goes to the nearer end, the earlier at equal distance; a longer range sums them before it compares",
    lines: [
      yearly("L1", "a", "2024-03-05", "2025-03-05", "100"), yearly("L2", "a", "2024-03-19", "2025-03-19", "50"),
      yearly("L3", "a", "2025-03-12", "2026-03-12", "130"),
    ],
    asks: [
      { range: MARCH, expect: "150.00 130.00; 0.00 20.00 0.00 0.00; 0.866667 0.866667 1.000000" },
      { range: ["2025-03-19", "2025-03-20"], expect: "50.00 130.00; 80.00 0.00 0.00 0.00; 1.000000 2.600000 1.000000" },
      { range: ["2025-03-05", "2025-03-06"], knobs: { grace_days: 7 }, expect: "100.00 130.00; 30.00 0.00 0.00 0.00; 1.000000 1.300000 1.000000" },
      { range: ["2025-03-05", "2025-03-06"], knobs: { grace_days: 6 }, expect: LOST_100 },
      { range: MARCH, knobs: { level: "parent" }, expect: "150.00 130.00; 0.00 20.00 0.00 0.00; 0.866667 0.866667 1.000000" },
    ],
  },
];

export const RUNNING_CASES: Case<RenewalAsk>[] = [
  {
    claim: "what renews itself is due at every end that it reaches, and renewed by itself; held, once, and pending until a line renews it",
    lines: [yearly("L1", "a", "2023-01-01", "2024-01-01", "1200", { auto_renew: "true" })],
    asks: [
      { range: ["2024-01-01", "2024-02-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "1200.00 1200.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" },
      { range: ["2024-01-01", "2026-02-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "3600.00 3600.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" },
      { range: ["2024-01-01", "2026-02-01"], knobs: { expired: "hold" }, expect: "1200.00 0.00; 0.00 0.00 0.00 1200.00; 0.000000 0.000000 0.000000" },
      { range: ["2024-01-01", "2026-02-01"], expect: "1200.00 0.00; 0.00 0.00 1200.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "notice of 10 March 2024: on 1 January 2024 it went on, on 1 January 2025 it did not. Held, it ends at its signed end",
    lines: [yearly("L1", "a", "2023-01-01", "2024-01-01", "1200", { auto_renew: "true", cancelled_on: "2024-03-10" })],
    asks: [
      { range: ["2024-01-01", "2026-02-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "2400.00 1200.00; 0.00 1200.00 0.00 0.00; 0.500000 0.500000 1.000000" },
      { range: ["2025-01-01", "2026-02-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "1200.00 0.00; 0.00 0.00 1200.00 0.00; 0.000000 0.000000 0.000000" },
      { range: ["2024-01-01", "2026-02-01"], knobs: { expired: "hold" }, expect: "1200.00 0.00; 0.00 0.00 1200.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "another line takes over in July 2024: it is not due at the end that the old one never reaches; what is held is renewed by the line that ends the hold",
    lines: [yearly("L1", "a", "2023-01-01", "2024-01-01", "1200", { auto_renew: "true" }), yearly("L2", "a", "2024-07-01", "2025-07-01", "1000")],
    asks: [
      { range: ["2024-01-01", "2025-06-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "1200.00 1200.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" },
      { range: ["2024-01-01", "2025-06-01"], knobs: { expired: "hold" }, expect: "1200.00 1000.00; 0.00 200.00 0.00 0.00; 0.833333 0.833333 1.000000" },
      { range: ["2024-01-01", "2025-06-01"], expect: "1200.00 0.00; 0.00 0.00 1200.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
  {
    claim: "ends of months: what renews itself by the month from 31 January is due on 28 February and 31 March",
    lines: [yearly("L1", "a", "2024-12-31", "2025-01-31", "120", { auto_renew: "true" })],
    asks: [
      { range: ["2025-02-28", "2025-03-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "120.00 120.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" },
      { range: ["2025-03-31", "2025-04-01"], knobs: { expired: "renewed_if_auto_renew" }, expect: "120.00 120.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" },
      { range: ["2025-03-01", "2025-03-31"], knobs: { expired: "renewed_if_auto_renew" }, expect: NOTHING_DUE },
    ],
  },
];

export const AMOUNT_CASES: Case<RenewalAsk>[] = [
  {
    claim: "twenty days late at 90: lost without grace, down by 10 within it",
    lines: [DUE, yearly("L2", "a", "2025-03-21", "2026-03-01", "90")],
    asks: [
      { range: MARCH, expect: LOST_100 },
      { range: MARCH, knobs: { grace_days: 19 }, expect: LOST_100 },
      { range: MARCH, knobs: { grace_days: 20 }, expect: "100.00 90.00; 0.00 10.00 0.00 0.00; 0.900000 0.900000 1.000000" },
    ],
  },
  {
    claim: "pending for as long as the grace runs: thirty days from 1 March are over on the 31st",
    lines: [DUE],
    asks: [
      { range: MARCH, on: "2025-02-28", expect: "100.00 0.00; 0.00 0.00 0.00 100.00; 0.000000 0.000000 0.000000" },
      { range: MARCH, on: "2025-03-01", expect: LOST_100 },
      { range: MARCH, on: "2025-03-30", knobs: { grace_days: 30 }, expect: "100.00 0.00; 0.00 0.00 0.00 100.00; 0.000000 0.000000 0.000000" },
      { range: MARCH, on: "2025-03-31", knobs: { grace_days: 30 }, expect: LOST_100 },
    ],
  },
  {
    claim: "due at the price and the rate of the last day of cover, renewed at those of the first day: 100 euros at 1.10, then at 1.20; half price until February, a fifth off at first",
    lines: [
      { ...DUE, currency: "EUR" }, yearly("L2", "a", "2025-03-01", "2026-03-01", "100", { currency: "EUR" }),
      yearly("L3", "b", "2024-03-01", "2025-03-01", "100", { discount_percent: "50", discount_until: "2025-02-01" }),
      yearly("L4", "b", "2025-03-01", "2026-03-01", "100", { discount_percent: "20", discount_until: "2025-06-01" }),
    ],
    asks: [{
      range: MARCH, knobs: { fx: { mode: "dated", rates: [["2024-01-01", "EUR", "1.10"], ["2025-03-01", "EUR", "1.20"]] } },
      expect: "210.00 200.00; 10.00 20.00 0.00 0.00; 0.904762 0.952381 1.000000",
    }],
  },
  {
    claim: "what is given for nothing renews nothing; who owed nothing, or was owed, was not up for renewal",
    lines: [
      DUE, yearly("L2", "a", "2025-03-01", "", "0"),
      yearly("L3", "b", "2024-03-01", "2025-03-01", "-10"), yearly("L4", "b", "2025-03-01", "", "50"),
    ],
    asks: [{ range: MARCH, expect: LOST_100 }],
  },
  {
    claim: "signatures, go-live, grace that holds cover and the last day's churn change nothing; fees, usage, empty and open lines are never due",
    lines: [
      { ...DUE, signed_on: "2024-01-01", live_on: "2024-06-01" }, yearly("L2", "a", "2025-03-01", "", "100", { live_on: "2025-06-01" }),
      yearly("L3", "a", "2025-03-01", "2025-03-01", "70"), yearly("L4", "b", "2024-03-01", "2025-03-01", "5", { kind: "usage" }),
      yearly("L5", "b", "2024-03-01", "2025-03-01", "5", { kind: "one_time" }),
    ],
    asks: [{}, { recognition: "go_live" }, { recognition: "signature" }, { grace_days: 30, renewal_gap: "hold_until_lapsed" }, { churn_date: "last_day" }, { include_kinds: ["recurring", "usage", "one_time"] }].map(
      (knobs): RenewalAsk => ({ range: MARCH, knobs, expect: "100.00 100.00; 0.00 0.00 0.00 0.00; 1.000000 1.000000 1.000000" }),
    ),
  },
  {
    claim: "another product, or another child of the same parent, renews nothing",
    lines: [{ ...DUE, parent_id: "p" }, yearly("L2", "a", "2025-03-01", "", "100", { product: "suite", parent_id: "p" }), yearly("L3", "b", "2025-03-01", "", "100", { parent_id: "p" })],
    asks: [{ range: MARCH, expect: LOST_100 }, { range: MARCH, knobs: { level: "parent" }, expect: LOST_100 }],
  },
  {
    claim: "a line that a replacer removes wholly was never there: it is not due, and renews nothing",
    lines: [DUE, yearly("L2", "a", "2025-03-01", "2026-03-01", "500"), yearly("L3", "a", "2025-03-01", "2026-03-01", "110", { replaces: "L2" })],
    asks: [
      { range: MARCH, expect: "100.00 110.00; 10.00 0.00 0.00 0.00; 1.000000 1.100000 1.000000" },
      { range: ["2026-03-01", "2026-03-02"], expect: "110.00 0.00; 0.00 0.00 110.00 0.00; 0.000000 0.000000 0.000000" },
    ],
  },
];
