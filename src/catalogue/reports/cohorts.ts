import { count, label, money, ratio, type Column, type Param, type Report } from "../define.js";
import { by, currency, grain, payerLevel, spanParams, where } from "../params.js";

const followed = ["day", "week", "month", "quarter", "year"] as const;

const measure = {
  name: "measure", type: "choice", choices: ["arr", "logos", "nrr", "grr", "logo_retention"], default: "arr",
  sentence: "What is told of a cohort at each age: its ARR, its active customers (logos), or what is left of age 0, as in the report retention: nrr, grr, logo_retention.",
} as const satisfies Param;
const ageGrain = { name: "age_grain", type: "choice", choices: followed, sentence: "The periods in which ages are counted. Default: those of grain." } as const satisfies Param;

const ofSpan: Readonly<Record<string, Partial<Param>>> = {
  from: { sentence: "First cohort: the first whole period from here on. Default: the period of the first day with ARR." },
  to: { sentence: "No period that ends later is told. Default: the last whole one." },
  [grain.name]: { choices: followed, sentence: "The periods in which customers are first active: a cohort each." },
};

const valueOf = <C extends Column>(measured: string, column: C): C => ({ ...column, when: measured });

export const cohorts = {
  name: "cohorts",
  title: "Cohorts",
  sentence: "What became of the customers that came in the same period, at the end of that period and of each later one.",
  asks: "periods",
  isFollowed: true,
  params: [...spanParams.map((param) => ({ ...param, ...ofSpan[param.name] })), measure, ageGrain, by, where, payerLevel, currency],
  columns: [
    label("cohort", "Cohort"),
    count("size", "stock", "Customers"),
    { ...count("age", "stock", "Age"), kind: "label" },
    valueOf("arr", money("value", "stock", "ARR")),
    valueOf("logos", count("value", "stock", "Customers (logos)")),
    valueOf("nrr", ratio("value", "NRR")),
    valueOf("grr", ratio("value", "GRR")),
    valueOf("logo_retention", ratio("value", "Logo retention")),
  ],
  chart: { as: "heatmap", x: "age", y: ["value"], series: "cohort" },
  spread: { across: "age", value: "value" },
  drill: [{ of: ["size", "value"], to: "movements", with: { from: "cohort", to: "cohort" }, set: { kind: "new", grain: "total" } }],
  example: "annua cohorts contracts.csv -Q --measure nrr",
  tie: "Age 0 is the end of the cohort's own period. A customer belongs to the period of its first active day ever, also where it later leaves and comes back. The last ages of ARR sum to the ARR of that day, less customers never above zero; ratios look back to age 0, so whoever returns late counts again.",
} as const satisfies Report;
