import { count, date, label, money, naming, ratio, type Column, type Report } from "../define.js";
import { by, currency, level, on, pageParams, payerLevel, spanParams, vs, where } from "../params.js";

const inDetail = <C extends Column>(column: C, ...details: readonly string[]): C => ({ ...column, parts: details });
const ofLines = <C extends Column>(column: C): C => inDetail(column, "line");
const ofBoth = <C extends Column>(column: C): C => inDetail(column, "customer", "line");
const ofCustomers = <C extends Column>(column: C): C => inDetail(column, "total", "customer");
const inTotal = <C extends Column>(column: C): C => inDetail(column, "total");
/** Those that choose among customers' products or lines show these. */
const listed = ["customer", "line"] as const;

export const renewals = {
  name: "renewals",
  title: "Renewals",
  sentence: "What came up for renewal, and what became of it: renewed, sold higher or lower, lost, or still open.",
  asks: "periods",
  isList: true,
  lineColumns: ["cancel_reason"],
  params: [
    ...spanParams, { ...on, sentence: "The day at whose close it is looked at: what was not renewed is pending until its grace has run out by then, and lost after. Default: today." },
    currency, { ...by, sentence: `${by.sentence.replace(/\.$/, "")}; or cancel_reason, why its last due line was cancelled.` }, where, { ...payerLevel, sentence: `${level.sentence} What is due is that of a customer's product under either; only logo_renewal_rate counts top parents.` },
    { name: "horizon", type: "whole", most: 3650, sentence: "Instead of periods, so many days after --on: what comes up next." },
    { name: "detail", type: "choice", choices: listed, sentence: "Instead of one row a period, one for each customer's product behind it, or for each line that came up." },
    { name: "outcome", type: "choice", choices: ["renewed", "pending", "lost"], implies: { detail: listed }, sentence: "Of a detail (default: customer) only what became this." },
    { name: "deadline", type: "whole", most: 3650, implies: { detail: listed, horizon: 400 }, sentence: "Of a detail only what can be cancelled for the last time from --on to so many days later. Default of the periods then: all that is due within 400 days." },
    ...pageParams, vs,
  ],
  columns: [
    ofBoth(naming(label("customer", "Customer"))),
    ofBoth(naming(label("name", "Name"))),
    ofBoth(label("product", "Product")),
    ofLines(naming(label("line_id", "Line"))),
    ofBoth(date("due_on", "Due")),
    ofLines({ ...count("notice_days", "stock", "Notice, days"), kind: "label" }),
    ofLines(date("opt_out_on", "Opt-out")),
    ofBoth(date("notice_deadline", "Notice deadline")),
    ofBoth({ ...count("days_to_notice", "stock", "Days to deadline"), kind: "label" }),
    ofLines(label("auto_renew", "Auto-renew")),
    ofLines(date("cancelled_on", "Notice received")),
    ofLines(label("cancel_reason", "Reason")),
    money("available_to_renew", "flow", "Available to renew (ATR)"),
    money("renewed", "flow", "Renewed"),
    ofCustomers(money("uplift", "flow", "Uplift")),
    ofCustomers(money("downsell", "flow", "Downsell")),
    ofCustomers(money("lost", "flow", "Lost")),
    ofCustomers(money("pending", "flow", "Pending")),
    inTotal(ratio("renewal_rate", "Renewal rate (gross)")),
    inTotal(ratio("net_renewal_rate", "Renewal rate (net)")),
    inTotal(ratio("logo_renewal_rate", "Renewal rate (logos)")),
    ofBoth(label("outcome", "Outcome")),
    inDetail(label("expected_outcome", "Expected"), "customer"),
    inDetail(ratio("probability", "Probability"), "customer"),
    inDetail(label("said_90_before", "Said 90 days before"), "customer"),
    ofBoth(label("note", "Latest note")),
  ],
  expendable: ["note", "period", "uplift", "downsell", "lost", "pending", "said_90_before", "notice_days", "opt_out_on", "auto_renew", "cancel_reason", "days_to_notice", "renewed", "probability", "cancelled_on", "line_id", "expected_outcome"],
  chart: { as: "stacked", x: "period", y: ["renewed", "lost", "pending"] },
  drill: [{ to: "renewals", with: { from: "period", to: "period" }, set: { detail: "customer" } }],
  example: "annua renewals contracts.csv --horizon 120 --outcome pending --deadline 30",
  tie: "renewed = available_to_renew + uplift - downsell - lost - pending. In the rates what is pending counts as not renewed yet. Holds, churn_date and recognition don't act on them.",
} as const satisfies Report;
