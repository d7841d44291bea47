import { count, money, ratio, type Report } from "../define.js";
import { by, currency, level, spanParams, vs, where } from "../params.js";

export const retention = {
  name: "retention",
  title: "Retention",
  sentence: "What is left at the close of a window of the ARR and the customers at its opening.",
  asks: "periods",
  params: [
    ...spanParams, currency, by, where,
    { name: "window", type: "whole", default: 12, sentence: "How many months before the close of each period it looks back." },
    { name: "open", type: "date", sentence: "Between two days instead: the day at whose close the cohort is taken, with --close." },
    { name: "close", type: "date", sentence: "The day at whose close it is looked at again." },
    {
      name: "method", type: "choice", choices: ["cohort", "movements", "monthly_movements"], default: "cohort",
      sentence: "Follow the customers of the opening (cohort), or take the waterfall's rows between the same two days (movements), or those of its months added up (monthly_movements).",
    },
    level, vs,
  ],
  columns: [
    money("opening", "stock", "Opening ARR"),
    money("closing_cohort", "stock", "Left of it"),
    ratio("nrr", "NRR"),
    ratio("grr", "GRR"),
    ratio("logo_retention", "Logo retention"),
    count("cohort", "stock", "Customers at opening"),
    ratio("churn_rate", "Churn rate"),
    ratio("gross_churn_rate", "Gross churn rate"),
    money("net_gain", "flow", "Net gain"),
  ],
  chart: { as: "line", x: "period", y: ["nrr", "grr", "logo_retention"], series: "group" },
  drill: [
    { asked: "open", unless: ["level=customer_product"], to: "retention", set: { by: "customer" }, keep: ["open", "close"] },
    { unless: ["level=customer_product"], to: "retention", with: { from: "period", to: "period" }, set: { by: "customer" }, keep: ["grain", "window"] },
  ],
  example: "annua retention contracts.csv --from 2025-12 --to 2025-12 --by segment",
  tie: "opening + net_gain = closing_cohort; groups weighted by their opening give the total. Exchange rates and acquired ARR are left out.",
} as const satisfies Report;
