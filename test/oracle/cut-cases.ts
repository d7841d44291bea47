import type { Knobs, Row } from "./index.js";
import type { Case } from "./judged.js";
import { line } from "./worked-cases.js";

/** Of a small book, cut as a finance team cuts it, with the answer worked by hand: a half-open range of waterfall or logos; or a day of ARR or customers. */
export interface CutAsk {
  waterfall?: Range;
  logos?: Range;
  arr?: string;
  customers?: string;
  by?: string[];
  where?: Record<string, string>;
  level?: "customer_product";
  method?: "net" | "events" | "months";
  knobs?: Knobs;
  /** By the values of by, joined by a bar: the figures that are not zero. Of a day: the figure alone. */
  expect: Record<string, Record<string, string | number>> | Record<string, string | number>;
}

type Range = [from: string, to: string];

const JANUARY: Range = ["2025-01-01", "2025-02-01"];
const FEBRUARY: Range = ["2025-02-01", "2025-03-01"];
const YEAR: Range = ["2025-01-01", "2026-01-01"];

const yearly = (id: string, customer: string, start: string, end: string, amount: string, rest: Row = {}): Row => line(id, customer, start, end, amount, "year", rest);

const SMB_TO_ENT = [
  yearly("L1", "a", "2024-02-01", "2025-02-01", "100000", { segment: "SMB" }),
  yearly("L2", "a", "2025-02-01", "", "120000", { segment: "ENT" }),
];

export const TRANSFER_CASES: Case<CutAsk>[] = [
  {
    claim: "SMB 100k renews as ENT 120k: 100k transferred, 20k expansion in ENT; the total shows only the 20k; restated, history moves to ENT",
    lines: SMB_TO_ENT,
    asks: [
      {
        waterfall: FEBRUARY, by: ["segment"], expect: {
          ENT: { expansion: "20000.00", transfer_in: "100000.00", closing: "120000.00" },
          SMB: { opening: "100000.00", transfer_out: "-100000.00" },
        },
      },
      { waterfall: FEBRUARY, expect: { "": { opening: "100000.00", expansion: "20000.00", closing: "120000.00" } } },
      { waterfall: FEBRUARY, by: ["segment"], knobs: { segment_change: "restate_current" }, expect: { ENT: { opening: "100000.00", expansion: "20000.00", closing: "120000.00" } } },
      { waterfall: FEBRUARY, where: { segment: "ENT" }, expect: { "": { expansion: "20000.00", transfer_in: "100000.00", closing: "120000.00" } } },
      { waterfall: FEBRUARY, by: ["customer"], where: { segment: "SMB" }, expect: { a: { opening: "100000.00", transfer_out: "-100000.00" } } },
      { logos: FEBRUARY, by: ["segment"], expect: { ENT: { transfer_in: 1, closing: 1 }, SMB: { opening: 1, transfer_out: 1 } } },
      { logos: FEBRUARY, by: ["segment"], knobs: { segment_change: "restate_current" }, expect: { ENT: { opening: 1, closing: 1 } } },
    ],
  },
  {
    claim: "ENT 100 renews as SMB 70: 70 transferred, the contraction of 30 is ENT's",
    lines: [yearly("L1", "a", "2024-02-01", "2025-02-01", "100", { segment: "ENT" }), yearly("L2", "a", "2025-02-01", "", "70", { segment: "SMB" })],
    asks: [{
      waterfall: FEBRUARY, by: ["segment"], expect: {
        ENT: { opening: "100.00", contraction: "-30.00", transfer_out: "-70.00" },
        SMB: { transfer_in: "70.00", closing: "70.00" },
      },
    }],
  },
  {
    claim: "100 into three cells of 40: a third of 100.00 each, the cent that is left to the first key as text, and r10 is before r2; the rest of each is expansion",
    lines: [
      yearly("L1", "a", "2024-02-01", "2025-02-01", "100", { segment: "SMB", region: "r1" }),
      ...["r10", "r2", "r3"].map((region, at) => yearly(`L${at + 2}`, "a", "2025-02-01", "", "40", { segment: "ENT", region })),
    ],
    asks: [
      {
        waterfall: FEBRUARY, by: ["segment", "region"], expect: {
          "ENT|r10": { expansion: "6.66", transfer_in: "33.34", closing: "40.00" },
          "ENT|r2": { expansion: "6.67", transfer_in: "33.33", closing: "40.00" },
          "ENT|r3": { expansion: "6.67", transfer_in: "33.33", closing: "40.00" },
          "SMB|r1": { opening: "100.00", transfer_out: "-100.00" },
        },
      },
      { waterfall: FEBRUARY, by: ["segment"], where: { region: "r10" }, expect: { ENT: { expansion: "6.66", transfer_in: "33.34", closing: "40.00" } } },
      { waterfall: FEBRUARY, where: { segment: "ENT", region: "r2" }, expect: { "": { expansion: "6.67", transfer_in: "33.33", closing: "40.00" } } },
      { waterfall: FEBRUARY, where: { region: "r4" }, expect: { "": {} } },
    ],
  },
  {
    claim: "new, churned and returning customers and those below zero keep their one row in every cell, also where a cell has the other sign",
    lines: [
      yearly("L1", "n", "2025-01-10", "", "100", { segment: "A" }), yearly("L2", "n", "2025-01-10", "", "-20", { segment: "B" }),
      yearly("L3", "c", "2024-01-01", "2025-01-15", "70", { segment: "A" }), yearly("L4", "c", "2024-01-01", "2025-01-15", "-30", { segment: "B" }),
      yearly("L5", "d", "2024-01-01", "", "-50", { segment: "A" }), yearly("L6", "d", "2025-01-05", "", "20", { segment: "B" }),
      yearly("L7", "r", "2023-01-01", "2024-01-01", "9", { segment: "A" }), yearly("L8", "r", "2025-01-05", "", "8", { segment: "B" }),
    ],
    asks: [
      {
        waterfall: JANUARY, by: ["segment"], expect: {
          A: { opening: "20.00", new: "100.00", churn: "-70.00", closing: "50.00" },
          B: { opening: "-30.00", new: "-20.00", churn: "30.00", reactivation: "8.00", adjustment: "20.00", closing: "8.00" },
        },
      },
      {
        logos: JANUARY, by: ["segment"], expect: {
          A: { opening: 1, new: 1, churn: 1, closing: 1 },
          B: { reactivation: 1, adjustment: 1, closing: 2 },
        },
      },
      { logos: JANUARY, expect: { "": { opening: 1, new: 1, reactivation: 1, churn: 1, closing: 2 } } },
    ],
  },
  {
    claim: "a customer whose lines cancel out is nothing; between its cells the money is transferred",
    lines: [yearly("L1", "a", "2025-01-10", "", "100", { segment: "A" }), yearly("L2", "a", "2025-01-10", "", "-100", { segment: "B" })],
    asks: [
      { waterfall: JANUARY, by: ["segment"], expect: { A: { transfer_in: "100.00", closing: "100.00" }, B: { transfer_out: "-100.00", closing: "-100.00" } } },
      { waterfall: JANUARY, expect: { "": {} } },
      { logos: JANUARY, by: ["segment"], expect: { A: { transfer_in: 1, closing: 1 } } },
    ],
  },
  {
    claim: "SMB to ENT and back inside a month: nothing in net and by months, both ways by events",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-01-10", "100", { segment: "SMB" }), yearly("L2", "a", "2025-01-10", "2025-01-20", "100", { segment: "ENT" }),
      yearly("L3", "a", "2025-01-20", "", "100", { segment: "SMB" }),
    ],
    asks: [
      { waterfall: JANUARY, by: ["segment"], expect: { SMB: { opening: "100.00", closing: "100.00" } } },
      { waterfall: JANUARY, by: ["segment"], method: "months", expect: { SMB: { opening: "100.00", closing: "100.00" } } },
      {
        waterfall: JANUARY, by: ["segment"], method: "events", expect: {
          ENT: { transfer_in: "100.00", transfer_out: "-100.00" },
          SMB: { opening: "100.00", transfer_in: "100.00", transfer_out: "-100.00", closing: "100.00" },
        },
      },
      { logos: JANUARY, by: ["segment"], method: "events", expect: { ENT: { transfer_in: 1, transfer_out: 1 }, SMB: { opening: 1, transfer_in: 1, transfer_out: 1, closing: 1 } } },
    ],
  },
  {
    claim: "restated: the latest line says it, a free one and one to come too, and its empty attributes; product and currency are never rewritten",
    lines: [
      yearly("L1", "a", "2024-01-01", "", "100", { segment: "SMB", csm: "eve" }),
      yearly("L2", "a", "2027-01-01", "", "0", { segment: "ENT", product: "addon" }),
      yearly("L9", "b", "2024-01-01", "", "30", { segment: "SMB" }), yearly("L10", "b", "2024-01-01", "", "40", { segment: "ENT" }),
    ],
    asks: [
      { arr: "2025-01-01", by: ["segment"], expect: { ENT: "40.00", SMB: "130.00" } },
      { arr: "2025-01-01", by: ["segment"], knobs: { segment_change: "restate_current" }, expect: { ENT: "100.00", SMB: "70.00" } },
      { arr: "2025-01-01", by: ["csm", "product"], knobs: { segment_change: "restate_current" }, expect: { "|core": "170.00" } },
    ],
  },
];

export const ACQUIRED_CASES: Case<CutAsk>[] = [
  {
    claim: "a first-ever customer with 1,500 acquired in ENT and 200 of its own in SMB: acquired 1,500, expansion 200; it counts as acquired in both. b: own 100 ends while 500 are acquired: contraction 100",
    lines: [
      yearly("L1", "a", "2025-01-10", "", "1500", { origin: "acquisition", segment: "ENT" }), yearly("L2", "a", "2025-01-20", "", "200", { segment: "SMB" }),
      yearly("L3", "b", "2024-01-01", "2025-01-15", "100", { segment: "SMB" }), yearly("L4", "b", "2025-01-10", "", "500", { origin: "acquisition", segment: "ENT" }),
    ],
    asks: [
      { waterfall: JANUARY, expect: { "": { opening: "100.00", closing: "2200.00", acquired: "2000.00", expansion: "200.00", contraction: "-100.00" } } },
      {
        waterfall: JANUARY, by: ["segment"], expect: {
          ENT: { acquired: "2000.00", closing: "2000.00" },
          SMB: { opening: "100.00", expansion: "200.00", contraction: "-100.00", closing: "200.00" },
        },
      },
      { logos: JANUARY, expect: { "": { opening: 1, acquired: 1, closing: 2 } } },
      { logos: JANUARY, by: ["segment"], expect: { ENT: { acquired: 1, transfer_in: 1, closing: 2 }, SMB: { opening: 1, acquired: 1, transfer_out: 1, closing: 1 } } },
    ],
  },
  {
    claim: "an acquired line is taken out of its own cell before anything is transferred: addon gains 10 of its own, core loses 30",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-01-10", "130"), yearly("L2", "a", "2025-01-10", "", "100"),
      yearly("L3", "a", "2025-01-10", "", "50", { product: "addon", origin: "acquisition" }), yearly("L4", "a", "2025-01-10", "", "10", { product: "addon" }),
    ],
    asks: [
      {
        waterfall: JANUARY, by: ["product"], expect: {
          addon: { transfer_in: "10.00", acquired: "50.00", closing: "60.00" },
          core: { opening: "130.00", contraction: "-20.00", transfer_out: "-10.00", closing: "100.00" },
        },
      },
      {
        waterfall: JANUARY, by: ["product"], level: "customer_product", expect: {
          addon: { cross_sell: "10.00", acquired: "50.00", closing: "60.00" },
          core: { opening: "130.00", contraction: "-30.00", closing: "100.00" },
        },
      },
    ],
  },
];

const PRODUCT_SWAP = [
  yearly("L1", "a", "2024-01-01", "2025-01-10", "100"), yearly("L2", "a", "2024-01-01", "", "50", { product: "seats" }),
  yearly("L3", "a", "2025-01-10", "", "60", { product: "suite" }), yearly("L4", "a", "2025-01-10", "", "90", { product: "vault" }),
  yearly("L5", "a", "2025-01-20", "", "10", { product: "seats" }),
  yearly("L6", "b", "2025-01-10", "", "30"), yearly("L7", "b", "2025-01-10", "", "20", { product: "suite" }),
];

export const PRODUCT_CASES: Case<CutAsk>[] = [
  {
    claim: "a: core of 100 is given up, suite 60 and vault 90 come, seats grow by 10: loss 100, cross-sell 150; netted, 100 move over as 40 and 60 and 50 remain cross-sell. b is new in all its products",
    lines: PRODUCT_SWAP,
    asks: [
      { waterfall: YEAR, expect: { "": { opening: "150.00", new: "50.00", expansion: "60.00", closing: "260.00" } } },
      { waterfall: YEAR, level: "customer_product", expect: { "": { opening: "150.00", new: "50.00", expansion: "10.00", cross_sell: "150.00", product_loss: "-100.00", closing: "260.00" } } },
      {
        waterfall: YEAR, level: "customer_product", by: ["product"], knobs: { product_migration: "net_same_period" }, expect: {
          core: { opening: "100.00", new: "30.00", transfer_out: "-100.00", closing: "30.00" },
          seats: { opening: "50.00", expansion: "10.00", closing: "60.00" },
          suite: { new: "20.00", cross_sell: "20.00", transfer_in: "40.00", closing: "80.00" },
          vault: { cross_sell: "30.00", transfer_in: "60.00", closing: "90.00" },
        },
      },
      {
        waterfall: YEAR, level: "customer_product", knobs: { product_migration: "net_same_period" },
        expect: { "": { opening: "150.00", new: "50.00", expansion: "10.00", cross_sell: "50.00", transfer_in: "100.00", transfer_out: "-100.00", closing: "260.00" } },
      },
      { waterfall: YEAR, level: "customer_product", where: { product: "vault" }, expect: { "": { cross_sell: "90.00", closing: "90.00" } } },
    ],
  },
  {
    claim: "expansion in one product and contraction in another are both shown at level customer_product, and one net amount at level customer",
    lines: [
      yearly("L1", "a", "2024-01-01", "2025-01-10", "100"), yearly("L2", "a", "2025-01-10", "", "130"),
      yearly("L3", "a", "2024-01-01", "2025-01-10", "80", { product: "addon" }), yearly("L4", "a", "2025-01-10", "", "60", { product: "addon" }),
    ],
    asks: [
      { waterfall: JANUARY, expect: { "": { opening: "180.00", expansion: "10.00", closing: "190.00" } } },
      { waterfall: JANUARY, level: "customer_product", expect: { "": { opening: "180.00", expansion: "30.00", contraction: "-20.00", closing: "190.00" } } },
      {
        waterfall: JANUARY, by: ["product"], expect: {
          addon: { opening: "80.00", transfer_out: "-20.00", closing: "60.00" },
          core: { opening: "100.00", expansion: "10.00", transfer_in: "20.00", closing: "130.00" },
        },
      },
    ],
  },
];
