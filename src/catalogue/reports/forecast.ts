import { count, date, label, money, naming, ratio, type Column, type Param, type Report } from "../define.js";
import { by, currency, knownOn, on, pageParams, where } from "../params.js";

const day = { ...on, sentence: "The day from whose close it looks ahead, with what was signed and known by then. Default: today." } as const satisfies Param;
const horizon = { name: "horizon", type: "whole", default: 12, most: 120, sentence: "How many months ahead, after the rest of a month that has begun." } as const satisfies Param;
const scenario = { name: "scenario", type: "scenario", sentence: "New and expansion by a plan instead of the last 12 months: a YAML file, or a few keys in braces, as of `annua plan`." } as const satisfies Param;
const sure = { name: "sure", type: "rate", default: "0.9", sentence: "An open renewal that somebody said is less likely than this counts for nothing in commit; of those that nobody spoke of the history holds. 0 leaves none out." } as const satisfies Param;
const detail = { name: "detail", type: "choice", choices: ["accounts"], sentence: "Instead of the months, what the difference between commit and best at the end is made of, the most first: the accounts whose renewal is open, and what is no account's." } as const satisfies Param;

const inMonths = <C extends Column>(column: C): C => ({ ...column, parts: ["total"] });
const inAccounts = <C extends Column>(column: C): C => ({ ...column, parts: ["accounts"] });

export const forecast = {
  name: "forecast",
  title: "ARR forecast",
  sentence: "The contracted base run forward month by month: what of its renewals, new business and expansion is expected, what is committed, and what is there at best.",
  asks: "day",
  looksAhead: true,
  isList: true,
  params: [day, horizon, scenario, sure, detail, { ...by, sentence: "One row a month for each value of these columns: product, currency, customer, parent, source or any attribute; not what is worked out anew for each period, as tier or tenure." }, where, knownOn, currency, ...pageParams],
  columns: [
    inMonths(label("period", "Month")),
    inAccounts(naming(label("customer", "Customer"))), inAccounts(naming(label("name", "Name"))), inAccounts(label("product", "Product")), inAccounts(date("due_on", "Due")),
    inMonths(money("opening", "stock", "Beginning ARR")),
    { ...money("renewal", "flow", "Up for renewal"), kind: "label" },
    inMonths(money("new", "flow", "New")), inMonths(money("expansion", "flow", "Expansion")), inMonths(money("churn", "flow", "Churn and contraction")),
    { ...inMonths(money("transfer", "flow", "Transferred")), when: "by" },
    inMonths(money("closing", "stock", "Ending ARR")),
    inAccounts(ratio("probability", "Renewed, probability")), inAccounts(label("basis", "By")), inAccounts({ ...count("renewals", "stock", "Renewals"), kind: "label" }),
    money("commit", "stock", "Commit"), money("expected", "stock", "Expected"), money("best", "stock", "Best"),
    inAccounts(money("difference", "stock", "Best less commit")),
  ],
  chart: { as: "line", x: "period", y: ["commit", "expected", "best"] },
  drill: [{ unless: ["detail"], to: "forecast", set: { detail: "accounts" }, keep: ["on", "horizon", "sure", "scenario"] }, { of: ["customer", "name", "renewal", "difference"], to: "customer", with: { customer: "customer" } }],
  example: "annua forecast --on 2025-12-31 --horizon 12 --detail accounts --book acme.annua",
  tie: "opening + new + expansion + churn (+ transfer in a cut) = closing, which is expected; up for renewal stands beside. Commit never exceeds it, and it never exceeds best; the accounts' differences sum to best - commit.",
} as const satisfies Report;
