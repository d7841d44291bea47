import type { Knobs, RetentionMethod, Row } from "./index.js";
import type { Case } from "./judged.js";
import { line } from "./worked-cases.js";

/** What is left of a small book after a year, worked by hand from SEMANTICS 14. */
export interface RetentionAsk {
  method: RetentionMethod;
  window?: [open: string, close: string];
  by?: string[];
  where?: Record<string, string>;
  level?: "customer_product";
  knobs?: Knobs;
  /** By the values of by, joined by a bar: opening, closing_cohort, net_gain; nrr, grr, logo_retention, churn_rate, gross_churn_rate; cohort. A dash is null. */
  expect: Record<string, string>;
}

const MONTHS: RetentionMethod = "monthly_movements";
const LAST_OF_2024 = "2024-12-31";

const yearly = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, customer, start, end, amount, "year", rest);
const euros = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => yearly(id, customer, start, end, amount, { currency: "EUR", ...rest });
/** From 1.10 to 1.20 inside the window. */
const dated = (more: Knobs = {}): Knobs => ({ fx: { mode: "dated", rates: [["2024-01-01", "EUR", "1.10"], ["2025-02-10", "EUR", "1.20"]] }, ...more });
/** The same of each of these methods. */
const each = (methods: RetentionMethod[], expect: Record<string, string>, rest: Partial<RetentionAsk> = {}): RetentionAsk[] => methods.map((method) => ({ method, expect, ...rest }));

export const METHOD_CASES: Case<RetentionAsk>[] = [
  {
    claim: "a: 100 to 110. b joins inside the window at 50 and grows to 100: outside, but for months, which credit its 50: 160% instead of 110%",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-07-01", "100"), yearly("L2", "a", "2025-07-01", "", "110"),
      yearly("L3", "b", "2025-02-10", "2025-08-01", "50"), yearly("L4", "b", "2025-08-01", "", "100"),
    ],
    asks: [
      ...each(["cohort", "movements"], { "": "100.00 110.00 10.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1" }),
      { method: MONTHS, expect: { "": "100.00 160.00 60.00; 1.600000 1.000000 1.000000 0.000000 0.000000; 1" } },
    ],
  },
  {
    claim: "who leaves in March and is back in June is there; by months it is lost and never credited",
    lines: [yearly("L1", "a", "2024-01-01", "2025-03-10", "100"), yearly("L2", "a", "2025-06-01", "", "100")],
    asks: [
      ...each(["cohort", "movements"], { "": "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" }),
      { method: MONTHS, expect: { "": "100.00 0.00 -100.00; 0.000000 0.000000 0.000000 1.000000 1.000000; 1" } },
    ],
  },
  {
    claim: "a dip to 60 and its recovery are nothing; by months the 40 is a loss in GRR",
    lines: [yearly("L1", "a", "2024-01-01", "2025-04-01", "100"), yearly("L2", "a", "2025-04-01", "2025-09-01", "60"), yearly("L3", "a", "2025-09-01", "", "100")],
    asks: [
      ...each(["cohort", "movements"], { "": "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" }),
      { method: MONTHS, expect: { "": "100.00 100.00 0.00; 1.000000 0.600000 1.000000 0.000000 0.400000; 1" } },
    ],
  },
  {
    claim: "a leaves; b joins and leaves inside: by months two are lost of one, and 150 of 100",
    lines: [yearly("L1", "a", "2024-01-01", "2025-03-10", "100"), yearly("L2", "b", "2025-02-10", "2025-06-10", "50")],
    asks: [
      ...each(["cohort", "movements"], { "": "100.00 0.00 -100.00; 0.000000 0.000000 0.000000 1.000000 1.000000; 1" }),
      { method: MONTHS, expect: { "": "100.00 -50.00 -150.00; -0.500000 -0.500000 -1.000000 1.500000 1.500000; 1" } },
    ],
  },
  {
    claim: "capped per customer: 150 of 100, 60 of 100 and nothing of 100 are 160 of 300 gross, 210 net",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-05-01", "100"), yearly("L2", "a", "2025-05-01", "", "150"),
      yearly("L3", "b", "2024-01-01", "2025-06-15", "100"), yearly("L4", "b", "2025-06-15", "", "60"), yearly("L5", "c", "2024-01-01", "2025-07-01", "100"),
    ],
    asks: each(["cohort", "movements", MONTHS], { "": "300.00 210.00 -90.00; 0.700000 0.533333 0.666667 0.333333 0.466667; 3" }),
  },
  {
    claim: "the window is from close to close: what ends on its last day is there, what ends with the day before its first is not, and what starts on its first is outside",
    lines: [
      yearly("L1", "a", "2024-01-01", "2026-01-01", "100"), yearly("L2", "b", "2024-01-01", "2025-01-01", "70"),
      yearly("L3", "b", "2026-01-01", "", "70"), yearly("L4", "c", "2025-01-01", "", "30"),
    ],
    asks: [
      ...each(["cohort", "movements", MONTHS], { "": "170.00 100.00 -70.00; 0.588235 0.588235 0.500000 0.411765 0.411765; 2" }),
      ...each(["cohort", "movements", MONTHS], { "": "130.00 30.00 -100.00; 0.230769 0.230769 0.500000 0.769231 0.769231; 2" }, { window: ["2025-01-01", "2026-01-01"] }),
    ],
  },
  {
    claim: "without an opening there is one row and nothing to divide by; of groups there is none",
    lines: [yearly("L1", "a", "2025-02-01", "", "100", { segment: "SMB" })],
    asks: [
      ...each(["cohort", "movements", MONTHS], { "": "0.00 0.00 0.00; - - - - -; 0" }),
      ...each(["cohort", "movements", MONTHS], { "": "0.00 0.00 0.00; - - - - -; 0" }, { level: "customer_product" }),
      ...each(["cohort", "movements", MONTHS], {}, { by: ["segment"] }),
    ],
  },
  {
    claim: "who was below zero is outside the cohort and its opening, not outside the waterfall's",
    lines: [
      yearly("L1", "a", "2024-01-01", "", "100"), yearly("L2", "owed", "2024-01-01", "", "-40"),
      yearly("L3", "mended", "2024-01-01", "2025-03-01", "-10"), yearly("L4", "mended", "2025-03-01", "", "20"),
    ],
    asks: [
      { method: "cohort", expect: { "": "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" } },
      ...each(["movements", MONTHS], { "": "50.00 50.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" }),
    ],
  },
  {
    claim: "a customer of 100 that ends at -50 counts as it is in NRR and as nothing in GRR; the waterfall calls it an adjustment and leaves it out",
    lines: [yearly("L1", "a", "2024-01-01", "2025-03-01", "100"), yearly("L2", "a", "2025-03-01", "", "-50"), yearly("L3", "b", "2024-01-01", "", "100")],
    asks: [
      { method: "cohort", expect: { "": "200.00 50.00 -150.00; 0.250000 0.500000 0.500000 0.500000 0.500000; 2" } },
      { method: "movements", expect: { "": "200.00 200.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 2" } },
    ],
  },
];

const IN_TWO_SEGMENTS = [
  yearly("L1", "a", "2024-01-01", "2025-05-01", "60", { segment: "SMB" }), yearly("L2", "a", "2024-01-01", "2025-05-01", "40", { segment: "ENT" }),
  yearly("L3", "a", "2025-05-01", "", "110", { segment: "ENT" }),
];

export const GROUP_CASES: Case<RetentionAsk>[] = [
  {
    claim: "60 SMB and 40 ENT become 110 in ENT: 66 and 44 go home. The waterfall transfers the 60 and has the 10 in ENT",
    lines: IN_TWO_SEGMENTS,
    asks: [
      {
        method: "cohort", by: ["segment"], expect: {
          ENT: "40.00 44.00 4.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1",
          SMB: "60.00 66.00 6.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1",
        },
      },
      { method: "cohort", where: { segment: "ENT" }, expect: { "": "40.00 44.00 4.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1" } },
      { method: "cohort", by: ["customer"], where: { segment: "SMB" }, expect: { a: "60.00 66.00 6.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1" } },
      { method: "cohort", where: { segment: "MID" }, expect: { "": "0.00 0.00 0.00; - - - - -; 0" } },
      { method: "cohort", by: ["segment"], knobs: { segment_change: "restate_current" }, expect: { ENT: "100.00 110.00 10.00; 1.100000 1.000000 1.000000 0.000000 0.000000; 1" } },
      ...each(["movements", MONTHS], {
        ENT: "40.00 50.00 10.00; 1.250000 1.000000 1.000000 0.000000 0.000000; 1",
        SMB: "60.00 60.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1",
      }, { by: ["segment"] }),
    ],
  },
  {
    claim: "20 and 10 of 30 become 31: 20.67 and 10.33, and both at 103.3333%; 50 and 50 become 100.01: half a cent each, away from zero; 100 and -20 become 40: 50 and -10",
    lines: [
      yearly("L1", "a", "2024-01-01", "", "20", { segment: "p" }), yearly("L2", "a", "2024-01-01", "", "10", { segment: "q" }), yearly("L3", "a", "2025-05-01", "", "1", { segment: "z" }),
      yearly("L4", "b", "2024-01-01", "", "50", { segment: "r" }), yearly("L5", "b", "2024-01-01", "", "50", { segment: "s" }), yearly("L6", "b", "2025-05-01", "", "0.01", { segment: "r" }),
      yearly("L7", "c", "2024-01-01", "", "100", { segment: "t" }), yearly("L8", "c", "2024-01-01", "", "-20", { segment: "u" }), yearly("L9", "c", "2025-05-01", "", "-40", { segment: "z" }),
    ],
    asks: [
      {
        method: "cohort", by: ["segment"], expect: {
          p: "20.00 20.67 0.67; 1.033333 1.000000 1.000000 0.000000 0.000000; 1", q: "10.00 10.33 0.33; 1.033333 1.000000 1.000000 0.000000 0.000000; 1",
          r: "50.00 50.01 0.01; 1.000100 1.000000 1.000000 0.000000 0.000000; 1", s: "50.00 50.01 0.01; 1.000100 1.000000 1.000000 0.000000 0.000000; 1",
          t: "100.00 50.00 -50.00; 0.500000 0.500000 1.000000 0.000000 0.500000; 1", u: "-20.00 -10.00 10.00; - - - - -; 0",
        },
      },
      { method: "cohort", expect: { "": "210.00 171.01 -38.99; 0.814333 0.809524 1.000000 0.000000 0.190476; 3" } },
    ],
  },
  {
    claim: "a group's logos are those above zero in it, also where its money is nothing: e's -20 and f's 20",
    lines: [yearly("L1", "e", "2024-01-01", "", "100", { segment: "x" }), yearly("L2", "e", "2024-01-01", "", "-20", { segment: "y" }), yearly("L3", "f", "2024-01-01", "", "20", { segment: "y" })],
    asks: each(["cohort", "movements", MONTHS], {
      x: "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1",
      y: "0.00 0.00 0.00; - - 1.000000 - -; 1",
    }, { by: ["segment"] }),
  },
  {
    claim: "a lost customer is lost in every group that it was in",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-05-01", "30", { segment: "ENT" }), yearly("L2", "a", "2024-01-01", "2025-05-01", "70", { segment: "SMB" }),
      yearly("L3", "b", "2024-01-01", "", "10", { segment: "ENT" }),
    ],
    asks: each(["cohort", "movements", MONTHS], {
      ENT: "40.00 10.00 -30.00; 0.250000 0.250000 0.500000 0.750000 0.750000; 2",
      SMB: "70.00 0.00 -70.00; 0.000000 0.000000 0.000000 1.000000 1.000000; 1",
    }, { by: ["segment"] }),
  },
  {
    claim: "one child's loss nets with its sibling's growth under one parent",
    lines: [
      yearly("L1", "kid", "2024-01-01", "2025-05-01", "100", { parent_id: "p" }),
      yearly("L2", "sib", "2024-01-01", "2025-05-01", "100", { parent_id: "p" }), yearly("L3", "sib", "2025-05-01", "", "190", { parent_id: "p" }),
    ],
    asks: [
      ...each(["cohort", "movements"], { "": "200.00 190.00 -10.00; 0.950000 0.500000 0.500000 0.500000 0.500000; 2" }),
      ...each(["cohort", "movements"], { "": "200.00 190.00 -10.00; 0.950000 0.950000 1.000000 0.000000 0.050000; 1" }, { knobs: { level: "parent" } }),
    ],
  },
];

const THREE_IN_EUROS = [
  euros("L1", "up", "2024-06-01", "2025-02-15", "1000"), euros("L2", "up", "2025-02-15", "", "1500"),
  euros("L3", "down", "2024-06-01", "2025-02-15", "1000"), euros("L4", "down", "2025-02-15", "", "400"), euros("L5", "gone", "2024-06-01", "2025-02-15", "1000"),
];

export const OUTSIDE_CASES: Case<RetentionAsk>[] = [
  {
    claim: "EUR from 1.10 to 1.20: 1,000 euros that stay are 100%",
    lines: [euros("L1", "a", "2024-06-01", "", "1000")],
    asks: [
      ...each(["cohort", "movements", MONTHS], { "": "1100.00 1100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" }, { knobs: dated() }),
      ...each(["cohort", "movements", MONTHS], { "": "1100.00 1100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" }, { knobs: dated({ fx_split: "closing_rate" }) }),
    ],
  },
  {
    claim: "up by 500 at 1.20, down by 600 at 1.10, gone: 1,700 + 440 + 0 of 3,300. At the closing rate the lost 1,000 are -1,200 of 1,100: -100 in NRR, 0 of one customer in GRR; in the waterfall's rows the loss stands whole",
    lines: THREE_IN_EUROS,
    asks: [
      ...each(["cohort", "movements", MONTHS], { "": "3300.00 2140.00 -1160.00; 0.648485 0.466667 0.666667 0.333333 0.533333; 3" }, { knobs: dated() }),
      { method: "cohort", knobs: dated({ fx_split: "closing_rate" }), expect: { "": "3300.00 1980.00 -1320.00; 0.600000 0.448485 0.666667 0.333333 0.551515; 3" } },
      { method: "movements", knobs: dated({ fx_split: "closing_rate" }), expect: { "": "3300.00 1980.00 -1320.00; 0.600000 0.418182 0.666667 0.363636 0.581818; 3" } },
    ],
  },
  {
    claim: "acquired lines are outside: a keeps 90 beside 500 acquired; b is acquired whole; c's own 100 end while 300 are acquired: it stays a logo and keeps nothing",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-03-01", "100"), yearly("L2", "a", "2025-03-01", "", "90"), yearly("L3", "a", "2025-03-01", "", "500", { origin: "acquisition" }),
      yearly("L4", "b", "2025-03-01", "", "800", { origin: "acquisition" }),
      yearly("L5", "c", "2024-01-01", "2025-03-10", "100"), yearly("L6", "c", "2025-03-10", "", "300", { origin: "acquisition" }),
    ],
    asks: each(["cohort", "movements", MONTHS], { "": "200.00 90.00 -110.00; 0.450000 0.450000 1.000000 0.000000 0.550000; 2" }),
  },
  {
    claim: "whoever ends at or below zero keeps what was acquired: own -350 and 300 acquired are -50",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-03-01", "100"), yearly("L2", "a", "2025-03-01", "", "-350"), yearly("L3", "a", "2025-03-01", "", "300", { origin: "acquisition" }),
    ],
    asks: [{ method: "cohort", expect: { "": "100.00 -50.00 -150.00; -0.500000 0.000000 0.000000 1.000000 1.000000; 1" } }],
  },
  {
    claim: "acquired before the window is ordinary, and so is its renewal",
    lines: [yearly("L1", "a", "2024-12-31", "2025-12-31", "100", { origin: "acquisition" }), yearly("L2", "a", "2025-12-31", "", "120")],
    asks: each(["cohort", "movements"], { "": "100.00 120.00 20.00; 1.200000 1.000000 1.000000 0.000000 0.000000; 1" }),
  },
];

const SWAPPED = [
  yearly("L1", "a", "2024-01-01", "2025-05-01", "100"), yearly("L2", "a", "2025-05-01", "", "60", { product: "suite" }),
  yearly("L3", "a", "2024-01-01", "", "50", { product: "seats" }), yearly("L4", "a", "2025-05-01", "", "10", { product: "seats" }),
];

export const PAIR_CASES: Case<RetentionAsk>[] = [
  {
    claim: "core of 100 given up for suite of 60 while seats grow from 50 to 60: 120 of 150 by customer; by customer and product the suite is outside and core is lost. The waterfall's rows have core in product_loss: lost in money, no churn and no lost logo",
    lines: SWAPPED,
    asks: [
      ...each(["cohort", "movements"], { "": "150.00 120.00 -30.00; 0.800000 0.800000 1.000000 0.000000 0.200000; 1" }),
      { method: "cohort", level: "customer_product", expect: { "": "150.00 60.00 -90.00; 0.400000 0.333333 0.500000 0.666667 0.666667; 2" } },
      { method: "movements", level: "customer_product", expect: { "": "150.00 60.00 -90.00; 0.400000 0.333333 1.000000 0.000000 0.666667; 2" } },
      {
        method: "cohort", level: "customer_product", by: ["product"], expect: {
          core: "100.00 0.00 -100.00; 0.000000 0.000000 0.000000 1.000000 1.000000; 1",
          seats: "50.00 60.00 10.00; 1.200000 1.000000 1.000000 0.000000 0.000000; 1",
        },
      },
      {
        method: "movements", level: "customer_product", by: ["product"], expect: {
          core: "100.00 0.00 -100.00; 0.000000 0.000000 1.000000 0.000000 1.000000; 1",
          seats: "50.00 60.00 10.00; 1.200000 1.000000 1.000000 0.000000 0.000000; 1",
        },
      },
      {
        method: "cohort", by: ["product"], expect: {
          core: "100.00 80.00 -20.00; 0.800000 0.800000 1.000000 0.000000 0.200000; 1",
          seats: "50.00 40.00 -10.00; 0.800000 0.800000 1.000000 0.000000 0.200000; 1",
        },
      },
      { method: "cohort", level: "customer_product", where: { product: "seats" }, expect: { "": "50.00 60.00 10.00; 1.200000 1.000000 1.000000 0.000000 0.000000; 1" } },
    ],
  },
  {
    claim: "FX of each pair: core from EUR 100 to 50, addon from 100 to 150, EUR from 1.10 to 1.20: 55 and 170 of 110 each; the customer as a whole has 20 of FX and stays at 220",
    lines: [
      euros("L1", "a", "2024-06-01", "2025-02-15", "100"), euros("L2", "a", "2025-02-15", "", "50"),
      euros("L3", "a", "2024-06-01", "2025-02-15", "100", { product: "addon" }), euros("L4", "a", "2025-02-15", "", "150", { product: "addon" }),
    ],
    asks: [
      { method: "cohort", knobs: dated(), expect: { "": "220.00 220.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" } },
      { method: "cohort", knobs: dated(), level: "customer_product", expect: { "": "220.00 225.00 5.00; 1.022727 0.750000 1.000000 0.000000 0.250000; 2" } },
    ],
  },
  {
    claim: "a pair is in the cohort by its own ARR, also of a customer below zero, and what was acquired of it is outside",
    lines: [
      yearly("L1", "a", "2024-01-01", "", "100"), yearly("L2", "a", "2024-01-01", "", "-150", { product: "credit" }),
      yearly("L3", "a", "2025-05-01", "", "30", { origin: "acquisition" }),
    ],
    asks: [
      { method: "cohort", expect: { "": "0.00 0.00 0.00; - - - - -; 0" } },
      { method: "cohort", level: "customer_product", expect: { "": "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" } },
    ],
  },
  {
    claim: "by children of one parent a pair is of the parent: its core moves from one child to the other and is kept",
    lines: [yearly("L1", "kid", "2024-01-01", "2025-05-01", "100", { parent_id: "p" }), yearly("L2", "sib", "2025-05-01", "", "100", { parent_id: "p" })],
    asks: [
      { method: "cohort", level: "customer_product", expect: { "": "100.00 0.00 -100.00; 0.000000 0.000000 0.000000 1.000000 1.000000; 1" } },
      { method: "cohort", level: "customer_product", knobs: { level: "parent" }, expect: { "": "100.00 100.00 0.00; 1.000000 1.000000 1.000000 0.000000 0.000000; 1" } },
    ],
  },
];

export const WINDOW: [open: string, close: string] = [LAST_OF_2024, "2025-12-31"];
