import { count, label, money, naming, ratio, type Report } from "../define.js";
import { currency, knownOn, on, payerLevel, where } from "../params.js";

export const concentration = {
  name: "concentration",
  title: "Concentration",
  sentence: "How much of ARR the largest customers are.",
  asks: "day",
  params: [on, knownOn, currency, where, payerLevel, { name: "top", type: "whole", default: 10, sentence: "So many of the largest customers." }],
  columns: [
    { ...count("rank", "stock", "Rank"), kind: "label" },
    naming(label("customer", "Customer")),
    naming(label("name", "Name")),
    money("arr", "stock", "ARR"),
    ratio("share", "Share"),
    ratio("cumulative_share", "Cumulative share"),
    ratio("hhi", "HHI of all"),
  ],
  chart: { as: "bars", x: "name", y: ["arr"] },
  drill: [{ of: ["arr", "share"], to: "lines", with: { customer: "customer", on: "@on" } }, { of: ["customer", "name"], to: "customer", with: { customer: "customer" } }],
  example: "annua concentration contracts.csv --on 2025-12-31 --top 20",
  tie: "Shares are of all ARR of the day, with --where of the ARR that it keeps. HHI is of all customers in it, and the same in every row.",
} as const satisfies Report;
