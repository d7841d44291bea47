import { label, money, type Param, type Report } from "../define.js";
import { currency, knownOn, on, where } from "../params.js";

const rate = <Name extends string>(name: Name, sentence: string, rest: Partial<Param> = {}): Param & { name: Name; type: "rate" } => ({ ...rest, name, type: "rate", sentence });

/** The lines of those who commit for less than a year. */
export const shortCommitment = "commitment=month_to_month";

export const whatIf = {
  name: "what_if",
  aliases: ["what-if"],
  title: "What if",
  sentence: "What ARR would be if churn, the price of renewals, or the share of those who commit for a year were another: each assumption alone, and all together.",
  asks: "day",
  isUnchained: true,
  madeOf: "supposed",
  params: [
    on, knownOn, currency, where,
    rate("churn_points", "Yearly churn and contraction higher by so much of ARR, or lower where it is below zero: -0.02, or -2%. What it is now is that of the 12 months up to the day."),
    rate("price", "Renewals that come due get so much dearer, or cheaper: 0.05, or 5%; of those that are renewed at the gross rate of the 24 months up to the day, as in the forecast, which goes by segment and term besides."),
    { name: "horizon", type: "whole", default: 12, sentence: "Renewals due within so many months after the day." },
    rate("annual_discount", "Those who commit for less than a year sign for one, at so much less: 0.1, or 10%."),
    rate("annual_share", "How many of them do, by ARR.", { default: "1" }),
  ],
  columns: [label("assumption", "Assumption"), money("base", "stock", "As it is"), money("changed", "stock", "Changed"), money("difference", "flow", "Difference"), label("formula", "Formula"), label("period", "Period")],
  chart: { as: "bars", x: "assumption", y: ["base", "changed"] },
  drill: [
    { of: ["base"], row: { assumption: "churn" }, to: "waterfall", with: { from: "period", to: "period" }, set: { grain: "total" } },
    { of: ["base"], row: { assumption: "price" }, to: "renewals", with: { from: "period", to: "period", on: "@on" }, set: { grain: "total", detail: "customer" } },
    { of: ["base"], row: { assumption: "to_annual" }, to: "lines", with: { on: "@on" }, set: { where: [shortCommitment] } },
  ],
  expendable: ["period"],
  example: "annua what-if --churn-points -2% --price 5% --where segment=smb --book acme.annua",
  tie: "changed - base = difference in every row, and together has the sum of the differences above it.",
} as const satisfies Report;
