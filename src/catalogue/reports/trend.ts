import { count, explained, label, money, ratio, type Report } from "../define.js";
import { by, currency, spanParams, vs, where } from "../params.js";

export const trend = {
  name: "trend",
  title: "ARR trend",
  sentence: "Where ARR stood before and after each period, and how fast it grows.",
  asks: "periods",
  params: [...spanParams, currency, by, where, vs],
  columns: [
    explained("before", money("entry", "stock", "Entry ARR")),
    explained("after", money("exit", "stock", "Exit ARR")),
    explained("after", count("customers", "stock", "Customers (logos)")),
    money("arr_per_customer", "stock", "ARR per customer"),
    ratio("growth", "Growth"),
    ratio("constant_growth", "Growth at constant currency"),
    ratio("ttm_growth", "Growth in 12 months"),
    { ...ratio("cmgr", "Compound monthly growth"), isChained: true },
    { ...ratio("growth_change", "Change of growth"), isChained: true },
    explained("kinds", money("net_new", "flow", "Net new ARR")),
    { ...label("events", "Events"), isFreeText: true },
  ],
  chart: { as: "line", x: "period", y: ["exit"], series: "group" },
  drill: [
    { of: ["exit", "customers", "arr_per_customer"], to: "lines", with: { on: "period" } },
    { of: ["net_new"], to: "movements", with: { from: "period", to: "period" }, set: { grain: "total" } },
  ],
  example: "annua trend contracts.csv -Q --from 2024 --to 2025",
  tie: "exit - entry = net_new; the exit of a period is the entry of the next. Growth at constant currency leaves out what the waterfall's row fx by method net holds.",
} as const satisfies Report;
