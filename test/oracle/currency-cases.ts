import type { CutAsk } from "./cut-cases.js";
import type { Case } from "./judged.js";
import type { Knobs, Row } from "./index.js";
import { line } from "./worked-cases.js";

/** Currencies whose rates move, and hierarchies, with answers worked by hand. */

const FEBRUARY: [string, string] = ["2025-02-01", "2025-03-01"];
const JANUARY: [string, string] = ["2025-01-01", "2025-02-01"];

const yearly = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, customer, start, end, amount, "year", rest);
const euros = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => yearly(id, customer, start, end, amount, { currency: "EUR", ...rest });
const dated = (...rates: [day: string, rate: string][]): Knobs => ({ fx: { mode: "dated", rates: rates.map(([day, rate]) => [day, "EUR", rate]) } });

const FROM_110_TO_120 = dated(["2024-01-01", "1.10"], ["2025-02-10", "1.20"]);

export const CURRENCY_CASES: Case<CutAsk>[] = [
  {
    claim: "flat EUR 10,000 at 1.17 then 0.96: 11,700 -> 9,600 is all FX",
    lines: [euros("L1", "a", "2021-01-01", "", "10000")],
    asks: [{ waterfall: ["2021-10-01", "2022-10-01"], knobs: dated(["2021-09-30", "1.17"], ["2022-09-30", "0.96"]), expect: { "": { opening: "11700.00", fx: "-2100.00", closing: "9600.00" } } }],
  },
  {
    claim: "EUR 10,000 x 1.10 = 11,000; JPY 1,200,000 x 0.0067 = 8,040",
    lines: [euros("L1", "a", "2025-01-01", "", "10000"), yearly("L2", "b", "2025-01-01", "", "1200000", { currency: "JPY" })],
    asks: [{ arr: "2025-01-01", by: ["customer"], knobs: { fx: { mode: "constant", rates: { EUR: "1.10", JPY: "0.0067" } } }, expect: { a: "11000.00", b: "8040.00" } }],
  },
  {
    claim: "EUR from 1.10 to 1.20. up 1,000 -> 1,500, down 1,000 -> 400, gone, new, and a switch to USD 1,200, under each split",
    lines: [
      euros("L1", "up", "2024-06-01", "2025-02-15", "1000"), euros("L2", "up", "2025-02-15", "", "1500"),
      euros("L3", "down", "2024-06-01", "2025-02-15", "1000"), euros("L4", "down", "2025-02-15", "", "400"),
      euros("L5", "gone", "2024-06-01", "2025-02-15", "1000"), euros("L6", "new", "2025-02-15", "", "1000"),
      euros("L7", "switch", "2024-06-01", "2025-02-15", "1000"), yearly("L8", "switch", "2025-02-15", "", "1200"),
    ],
    asks: [
      {
        waterfall: FEBRUARY, by: ["customer"], knobs: FROM_110_TO_120, expect: {
          down: { opening: "1100.00", contraction: "-660.00", fx: "40.00", closing: "480.00" },
          gone: { opening: "1100.00", churn: "-1100.00" },
          new: { new: "1200.00", closing: "1200.00" },
          switch: { opening: "1100.00", expansion: "100.00", closing: "1200.00" },
          up: { opening: "1100.00", expansion: "600.00", fx: "100.00", closing: "1800.00" },
        },
      },
      {
        waterfall: FEBRUARY, by: ["customer"], knobs: { ...FROM_110_TO_120, fx_split: "opening_rate" }, expect: {
          down: { opening: "1100.00", contraction: "-660.00", fx: "40.00", closing: "480.00" },
          gone: { opening: "1100.00", churn: "-1100.00" },
          new: { new: "1100.00", fx: "100.00", closing: "1200.00" },
          switch: { opening: "1100.00", expansion: "100.00", closing: "1200.00" },
          up: { opening: "1100.00", expansion: "550.00", fx: "150.00", closing: "1800.00" },
        },
      },
      {
        waterfall: FEBRUARY, by: ["customer"], knobs: { ...FROM_110_TO_120, fx_split: "closing_rate" }, expect: {
          down: { opening: "1100.00", contraction: "-720.00", fx: "100.00", closing: "480.00" },
          gone: { opening: "1100.00", churn: "-1200.00", fx: "100.00" },
          new: { new: "1200.00", closing: "1200.00" },
          switch: { opening: "1100.00", fx: "100.00", closing: "1200.00" },
          up: { opening: "1100.00", expansion: "600.00", fx: "100.00", closing: "1800.00" },
        },
      },
    ],
  },
  {
    claim: "a EUR product migration has no false expansion: the FX of 10 is where the currency is at the closing",
    lines: [euros("L1", "a", "2024-06-01", "2025-02-15", "100"), euros("L2", "a", "2025-02-15", "", "100", { product: "addon" })],
    asks: [
      { waterfall: FEBRUARY, by: ["product"], knobs: FROM_110_TO_120, expect: { addon: { transfer_in: "110.00", fx: "10.00", closing: "120.00" }, core: { opening: "110.00", transfer_out: "-110.00" } } },
      { waterfall: FEBRUARY, knobs: FROM_110_TO_120, expect: { "": { opening: "110.00", fx: "10.00", closing: "120.00" } } },
      {
        waterfall: FEBRUARY, by: ["product"], level: "customer_product", knobs: FROM_110_TO_120,
        expect: { addon: { cross_sell: "110.00", fx: "10.00", closing: "120.00" }, core: { opening: "110.00", product_loss: "-110.00" } },
      },
    ],
  },
  {
    claim: "FX of 2 cents over closings of 10.01 and 5.01: 1.33 and 0.67 cents, so one each; of one cent over two equal ones: the first",
    lines: [
      euros("L1", "a", "2024-06-01", "2025-02-15", "15"), euros("L2", "a", "2025-02-15", "", "10", { product: "p" }), euros("L3", "a", "2025-02-15", "", "5", { product: "q" }),
      euros("L4", "b", "2024-06-01", "2025-02-15", "10"), euros("L5", "b", "2025-02-15", "", "5", { product: "p" }), euros("L6", "b", "2025-02-15", "", "5", { product: "q" }),
    ],
    asks: [
      {
        waterfall: FEBRUARY, by: ["product"], where: { customer: "a" }, knobs: dated(["2024-01-01", "1"], ["2025-02-10", "1.001"]), expect: {
          core: { opening: "15.00", transfer_out: "-15.00" },
          p: { transfer_in: "10.00", fx: "0.01", closing: "10.01" },
          q: { transfer_in: "5.00", fx: "0.01", closing: "5.01" },
        },
      },
      {
        waterfall: FEBRUARY, by: ["product"], where: { customer: "b" }, knobs: dated(["2024-01-01", "1.0005"], ["2025-02-10", "1.001"]), expect: {
          core: { opening: "10.01", transfer_out: "-10.01" },
          p: { transfer_in: "5.00", fx: "0.01", closing: "5.01" },
          q: { transfer_in: "5.01", closing: "5.01" },
        },
      },
    ],
  },
  {
    claim: "under closing_rate what is gone has FX of its own, shared by what was there: 30 over 200 and 100; churn is n0 at r1",
    lines: [euros("L1", "a", "2024-06-01", "2025-02-15", "200", { product: "p" }), euros("L2", "a", "2024-06-01", "2025-02-15", "100", { product: "q" })],
    asks: [{
      waterfall: FEBRUARY, by: ["product"], knobs: { ...FROM_110_TO_120, fx_split: "closing_rate" },
      expect: { p: { opening: "220.00", churn: "-240.00", fx: "20.00" }, q: { opening: "110.00", churn: "-120.00", fx: "10.00" } },
    }],
  },
  {
    claim: "held cover is at the rate of the day asked; without a rate on or before the day there is no ARR; the rate of a day holds on it",
    lines: [euros("L1", "a", "2025-01-05", "2025-01-10", "100"), euros("L2", "a", "2025-01-20", "", "100")],
    asks: [
      { arr: "2025-01-12", knobs: { grace_days: 30, ...dated(["2025-01-01", "1.10"], ["2025-01-15", "1.20"]) }, expect: { "": "110.00" } },
      { arr: "2025-01-15", knobs: { grace_days: 30, ...dated(["2025-01-01", "1.10"], ["2025-01-15", "1.20"]) }, expect: { "": "120.00" } },
      { arr: "2025-01-06", knobs: dated(["2025-01-07", "1.10"]), expect: { "": "0.00" } },
      { arr: "2025-01-07", knobs: dated(["2025-01-07", "1.10"]), expect: { "": "110.00" } },
    ],
  },
  {
    claim: "rates that move twice: by events and months the FX of each step, in net that of the whole",
    lines: [euros("L1", "a", "2024-06-01", "2025-02-15", "100"), euros("L2", "a", "2025-02-15", "", "200")],
    asks: [
      // Net: +100 at 1.30, FX 260 - 110 - 130. Months: January FX 10, February +100 at 1.20 and FX 10, March FX 20. Events: the same here.
      { waterfall: ["2025-01-01", "2025-04-01"], knobs: dated(["2024-01-01", "1.10"], ["2025-01-20", "1.20"], ["2025-03-10", "1.30"]), expect: { "": { opening: "110.00", expansion: "130.00", fx: "20.00", closing: "260.00" } } },
      { waterfall: ["2025-01-01", "2025-04-01"], method: "months", knobs: dated(["2024-01-01", "1.10"], ["2025-01-20", "1.20"], ["2025-03-10", "1.30"]), expect: { "": { opening: "110.00", expansion: "120.00", fx: "30.00", closing: "260.00" } } },
      { waterfall: ["2025-01-01", "2025-04-01"], method: "events", knobs: dated(["2024-01-01", "1.10"], ["2025-01-20", "1.20"], ["2025-03-10", "1.30"]), expect: { "": { opening: "110.00", expansion: "120.00", fx: "30.00", closing: "260.00" } } },
    ],
  },
];

const PARENT: Knobs = { level: "parent" };

export const PARENT_CASES: Case<CutAsk>[] = [
  {
    claim: "child c1 leaves (-50), c2 grows (+60), c3 joins (+5): by customer churn, expansion and new; by parent one expansion of 15",
    lines: [
      yearly("L1", "c1", "2024-01-01", "2025-01-15", "50", { parent_id: "p" }), yearly("L2", "c2", "2024-01-01", "2025-01-15", "100", { parent_id: "p" }),
      yearly("L3", "c2", "2025-01-15", "", "160", { parent_id: "p" }), yearly("L4", "c3", "2025-01-20", "", "5", { parent_id: "p" }),
    ],
    asks: [
      { waterfall: JANUARY, expect: { "": { opening: "150.00", new: "5.00", expansion: "60.00", churn: "-50.00", closing: "165.00" } } },
      { waterfall: JANUARY, knobs: PARENT, expect: { "": { opening: "150.00", expansion: "15.00", closing: "165.00" } } },
      { waterfall: JANUARY, by: ["customer"], knobs: PARENT, expect: { p: { opening: "150.00", expansion: "15.00", closing: "165.00" } } },
      { logos: JANUARY, expect: { "": { opening: 2, new: 1, churn: 1, closing: 2 } } },
      { logos: JANUARY, knobs: PARENT, expect: { "": { opening: 1, closing: 1 } } },
      { customers: "2025-01-31", expect: { "": 2 } },
      { customers: "2025-01-31", knobs: PARENT, expect: { "": 1 } },
    ],
  },
  {
    claim: "the top of the chain; a circle is its smallest id, and everyone's who runs into it; naming oneself is no parent; the latest line decides, by start and then the id of the line as text, free and future ones too",
    lines: [
      yearly("L1", "a", "2025-01-01", "", "1", { parent_id: "b" }), yearly("L2", "b", "2025-01-01", "", "2", { parent_id: "top" }),
      yearly("L3", "z", "2025-01-01", "", "4", { parent_id: "y" }), yearly("L4", "y", "2025-01-01", "", "8", { parent_id: "x" }),
      yearly("L5", "x", "2025-01-01", "", "16", { parent_id: "z" }), yearly("L6", "w", "2025-01-01", "", "32", { parent_id: "z" }),
      yearly("L7", "self", "2025-01-01", "", "64", { parent_id: "self" }),
      yearly("L9", "m", "2025-01-01", "", "128", { parent_id: "late" }), yearly("L10", "m", "2025-01-01", "", "256", { parent_id: "early" }),
      yearly("L11", "free", "2025-01-01", "", "512", { parent_id: "top" }), yearly("L12", "free", "2030-01-01", "", "0"),
    ],
    asks: [
      { arr: "2025-01-01", by: ["customer"], knobs: PARENT, expect: { free: "512.00", late: "384.00", self: "64.00", top: "3.00", x: "60.00" } },
      { customers: "2025-01-01", knobs: PARENT, expect: { "": 5 } },
      { customers: "2025-01-01", expect: { "": 9 } },
    ],
  },
  {
    claim: "last_day looks at the group: where a sibling starts the next day nobody has gone; grace looks at one child's product, and a sibling's doesn't bridge it",
    lines: [yearly("L1", "c1", "2024-01-01", "2025-02-01", "100", { parent_id: "p" }), yearly("L2", "c2", "2025-02-01", "", "70", { parent_id: "p" })],
    asks: [
      { arr: "2025-01-31", knobs: { churn_date: "last_day" }, expect: { "": "0.00" } },
      { arr: "2025-01-31", knobs: { churn_date: "last_day", ...PARENT }, expect: { "": "100.00" } },
      { waterfall: FEBRUARY, knobs: PARENT, expect: { "": { opening: "100.00", contraction: "-30.00", closing: "70.00" } } },
      { waterfall: FEBRUARY, knobs: { ...PARENT, grace_days: 30 }, expect: { "": { opening: "100.00", contraction: "-30.00", closing: "70.00" } } },
    ],
  },
  {
    claim: "at level customer_product a child's product that a sibling takes over has not moved; rates act on the group's currency as a whole; restated, the latest line of each of the file's customers speaks for it",
    lines: [
      euros("L1", "c1", "2024-01-01", "2025-02-15", "100", { parent_id: "p", segment: "SMB" }),
      euros("L2", "c2", "2025-02-15", "", "100", { parent_id: "p", segment: "ENT" }),
    ],
    asks: [
      { waterfall: FEBRUARY, level: "customer_product", knobs: { ...PARENT, ...FROM_110_TO_120 }, expect: { "": { opening: "110.00", fx: "10.00", closing: "120.00" } } },
      { waterfall: FEBRUARY, knobs: FROM_110_TO_120, expect: { "": { opening: "110.00", new: "120.00", churn: "-110.00", closing: "120.00" } } },
      {
        waterfall: FEBRUARY, by: ["segment"], knobs: { ...PARENT, ...FROM_110_TO_120 },
        expect: { ENT: { transfer_in: "110.00", fx: "10.00", closing: "120.00" }, SMB: { opening: "110.00", transfer_out: "-110.00" } },
      },
      { waterfall: FEBRUARY, by: ["segment"], knobs: { ...PARENT, ...FROM_110_TO_120, segment_change: "restate_current" },
        expect: { ENT: { transfer_in: "110.00", fx: "10.00", closing: "120.00" }, SMB: { opening: "110.00", transfer_out: "-110.00" } },
      },
    ],
  },
];
