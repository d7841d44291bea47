/** ARR from other figures, and other figures from ARR. */
import type { CalcInput, Calculation } from "../calculation.js";

const arr: CalcInput = { name: "arr", kind: "number", sentence: "annual recurring revenue", example: "12000000" };

export const levelCalculations: Calculation[] = [
  {
    name: "arr_from_mrr",
    title: "ARR from MRR",
    sentence: "Twelve times the monthly recurring revenue over all plans.",
    inputs: [{ name: "mrr", kind: "number", sentence: "monthly recurring revenue", example: "1000" }],
    figures: [{ name: "arr_from_mrr", kind: "money", formula: "mrr * 12" }],
  },
  {
    name: "prepay_discount",
    title: "ARR of a monthly price paid a year ahead",
    sentence: "Twelve months at the price after the discount for paying a year ahead, which lowers ARR like any other that lasts.",
    inputs: [
      { name: "monthly", kind: "number", sentence: "price of a month", example: "1000" },
      { name: "pct", kind: "percent", sentence: "discount in percent, 10 for 10%", example: "10" },
    ],
    figures: [{ name: "prepay_discount", kind: "money", formula: "monthly * 12 * (1 - pct / 100)" }],
  },
  {
    name: "arr_from_revenue",
    title: "ARR from a year's revenue",
    sentence: "A year's revenue less what does not recur: set-up, services, hardware, usage beyond the commitment.",
    inputs: [
      { name: "revenue", kind: "number", sentence: "revenue of the year", example: "10000000" },
      { name: "non_recurring", kind: "number", sentence: "the part that does not recur", example: "1500000" },
    ],
    figures: [{ name: "arr_from_revenue", kind: "money", formula: "revenue - non_recurring" }],
  },
  {
    name: "usage_to_arr",
    title: "Usage against committed ARR",
    sentence: "How much usage comes on top of the commitment, which alone is ARR.",
    inputs: [
      { name: "committed", kind: "number", sentence: "committed ARR", example: "8000000" },
      { name: "usage", kind: "number", sentence: "a year's usage beyond it", example: "2000000" },
    ],
    figures: [
      { name: "usage_to_arr", kind: "ratio", formula: "usage / committed" },
      { name: "committed_share", kind: "ratio", formula: "committed / (committed + usage)" },
    ],
  },
  {
    name: "arr_per_customer",
    title: "ARR per customer",
    sentence: "Per active customer; per contract is another figure.",
    inputs: [arr, { name: "customers", kind: "number", sentence: "active customers", example: "240" }],
    figures: [{ name: "arr_per_customer", kind: "money", formula: "arr / customers" }],
  },
  {
    name: "valuation",
    title: "Valuation",
    sentence: "ARR times a multiple; which multiple is a judgement, not a computation.",
    inputs: [arr, { name: "multiple", kind: "number", sentence: "multiple of ARR, 8 for 8x", example: "8" }],
    figures: [{ name: "valuation", kind: "money", formula: "arr * multiple" }],
  },
];
