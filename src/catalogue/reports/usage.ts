import { count, money, ratio, type Report } from "../define.js";
import { by, currency, spanParams, vs, where } from "../params.js";

export const usage = {
  name: "usage",
  title: "Usage beside committed ARR",
  sentence: "What usage earns on top of committed ARR, how much of it, and how steadily.",
  asks: "periods",
  isUnchained: true,
  params: [...spanParams, currency, by, where, vs],
  columns: [
    money("committed", "stock", "Committed ARR"),
    money("usage", "flow", "Usage"),
    ratio("usage_to_arr", "Usage / ARR"),
    ratio("committed_share", "Committed share"),
    money("usage_arr", "stock", "Usage ARR"),
    count("above_minimum_months", "stock", "Months above minimum"),
    ratio("stability", "Stability"),
  ],
  chart: { as: "line", x: "period", y: ["committed", "usage_arr"] },
  drill: [{ to: "usage", with: { from: "period", to: "period" }, set: { by: "customer", grain: "total" } }],
  example: "annua usage contracts.csv --from 2025-Q1 --to 2025-Q4 -Q --by customer",
  tie: "usage_arr is the usage of the last three calendar months over at the close x 4, an assumption beside ARR; usage_to_arr = usage_arr / committed. Usage is part of the revenue report's non_recurring.",
} as const satisfies Report;
