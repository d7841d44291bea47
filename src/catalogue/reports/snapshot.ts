import { count, explained, money, type Report } from "../define.js";
import { by, currency, knownOn, on, vs, where } from "../params.js";

export const snapshot = {
  name: "snapshot",
  title: "ARR at a date",
  sentence: "ARR at the close of a day, in total or by any columns.",
  asks: "day",
  params: [on, knownOn, currency, by, where, vs],
  columns: [
    explained("after", money("arr", "stock", "ARR")),
    explained("twelfth", money("mrr", "stock", "MRR")),
    explained("after", count("customers", "stock", "Customers (logos)")),
    count("contracts", "stock", "Contracts"),
    money("arr_per_customer", "stock", "ARR per customer"),
    money("arr_per_contract", "stock", "ARR per contract"),
    money("list_arr", "stock", "ARR at list price"),
    money("discount_arr", "stock", "Discounts"),
    count("lines", "stock", "Lines"),
  ],
  chart: { as: "bars", x: "group", y: ["arr"] },
  drill: [{ of: ["arr", "mrr", "customers", "contracts", "list_arr", "discount_arr", "lines"], to: "lines", with: { on: "@on" } }],
  example: "annua snapshot contracts.csv --on 2025-12-31 --by segment",
  tie: "list_arr + discount_arr = arr. MRR is ARR / 12 rounded per row and need not add up.",
} as const satisfies Report;
