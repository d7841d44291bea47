/**
 * What deserves someone's attention, as data: the threshold over which a rule fires, what it says and what to do then. The name of a rule is the
 * file of src/sql/alert that finds whom it fires for; a threshold is a share (0.1 is 10 %) or a multiple, exactly at it nothing fires.
 */

import type { Drill } from "./define.js";

export const severities = ["critical", "warning", "info"] as const;
export type AlertSeverity = (typeof severities)[number];

export interface AlertRule {
  name: string;
  title: string;
  severity: AlertSeverity;
  threshold: string;
  /** What the figure and the threshold of a row are. */
  unit: "percent" | "times" | "money";
  /** What fires it, with the threshold as {threshold}. */
  sentence: string;
  what_to_do: string;
  /** The same where what is expected of the renewal is entered already. */
  when_said?: string;
  /** The months up to the day that its figure is of; `month`: the day's month so far. Without it, it is of the day. */
  span?: 3 | 12 | "month";
  /** The report that shows what its figure is made of. */
  drill: Omit<Drill, "of" | "row">;
}

const onDay = { on: "@on" } as const;
const overSpan = { from: "period", to: "period" } as const;

export const alertRules: readonly AlertRule[] = [
  {
    name: "churn_above_norm", title: "Churn above its own norm", severity: "critical", threshold: "1.5", unit: "percent",
    sentence: "Contraction and churn of the last three months, as a share of the opening, are more than {threshold} times what they were in the twelve months before.",
    what_to_do: "Set up a task force for the segment: call whoever renews next, read the reasons of those who left (movements --kind churn), and name one owner.",
    span: 3, drill: { to: "movements", with: overSpan, set: { grain: "total", kind: "churn" } },
  },
  {
    name: "arr_under_exit", title: "ARR under the last exit", severity: "critical", threshold: "0", unit: "money",
    sentence: "ARR is below that of the end of the month before (by more than {threshold} of it).",
    what_to_do: "Look at what moved since (movements), and tell the board before the close does.",
    span: "month", drill: { to: "movements", with: overSpan, set: { grain: "total" } },
  },
  {
    name: "large_renewal", title: "Large renewal ahead", severity: "warning", threshold: "0.05", unit: "money",
    sentence: "More than {threshold} of ARR is due within 90 days with one customer, and nothing has renewed it yet.",
    what_to_do: "Agree on an owner and a date for the offer, look at the notice deadline (renewals --detail line), and enter what is expected (renewal set).",
    when_said: "What is expected is entered: hold the offer against it until it is signed, look at the notice deadline (renewals --detail line), and enter anew what changes (renewal set).",
    drill: { to: "renewals", with: onDay, set: { detail: "customer", horizon: 90, outcome: "pending" } },
  },
  {
    name: "notice_deadline", title: "Notice deadline ahead", severity: "warning", threshold: "0.01", unit: "money",
    sentence: "More than {threshold} of ARR with one customer can be cancelled for the last time within 30 days, and nothing has renewed it yet.",
    what_to_do: "Call before the deadline: after it the offer comes too late, or the contract goes on unasked (renewals --detail line has the days).",
    drill: { to: "renewals", with: onDay, set: { detail: "customer", deadline: 30 } },
  },
  {
    name: "expected_churn", title: "Expected to leave", severity: "warning", threshold: "0.01", unit: "money",
    sentence: "More than {threshold} of ARR with one customer is due within 90 days, and somebody entered that it will not renew.",
    what_to_do: "Decide who tries to save it and what may be offered, record what comes of it (save add), and plan without it.",
    drill: { to: "renewals", with: onDay, set: { detail: "customer", horizon: 90, outcome: "pending" } },
  },
  {
    name: "concentration", title: "Concentration", severity: "warning", threshold: "0.1", unit: "percent",
    sentence: "One customer is more than {threshold} of ARR.",
    what_to_do: "Say so to investors before they find it; aim for a longer term with this customer and for others of its size.",
    drill: { to: "concentration", with: onDay },
  },
  {
    name: "signed_not_live", title: "Signed, but not live", severity: "warning", threshold: "1.3", unit: "times",
    sentence: "Committed ARR is more than {threshold} times ARR: what is sold does not go live as fast.",
    what_to_do: "Look at the oldest lines that are not live (carr --by go_live) and at who holds them up.",
    drill: { to: "carr", with: onDay, set: { by: "go_live" } },
  },
  {
    name: "replacement_share", title: "Additions that only replace losses", severity: "warning", threshold: "0.6", unit: "percent",
    sentence: "More than {threshold} of what was added in twelve months only replaced what was lost.",
    what_to_do: "Spend on keeping customers before spending on finding more: look at gross churn by segment.",
    span: 12, drill: { to: "waterfall", with: overSpan, set: { grain: "total" } },
  },
  {
    name: "usage_over_commitment", title: "Usage over the commitment before a renewal", severity: "info", threshold: "0.1", unit: "money",
    sentence: "Usage of the last three months, over a year, is more than {threshold} of what the customer has committed to, and a renewal is due within three months.",
    what_to_do: "Offer a higher commitment at the renewal: the customer pays for it already, and ARR grows by it.",
    span: 3, drill: { to: "usage", with: overSpan, set: { grain: "total", by: "customer" } },
  },
  {
    name: "expanding_trait", title: "Whoever expands has this in common", severity: "info", threshold: "1.5", unit: "times",
    sentence: "Customers with this trait expanded more than {threshold} times as often in twelve months as all customers did (five of them at least).",
    what_to_do: "Offer the same to those with this trait who have not expanded yet.",
    span: 12, drill: { to: "movements", with: overSpan, set: { grain: "total", kind: "expansion" } },
  },
  {
    name: "open_question", title: "A question that moves ARR", severity: "warning", threshold: "0.01", unit: "money",
    sentence: "More than {threshold} of ARR hangs on a question about the lines that nobody has answered.",
    what_to_do: "Answer it (annua questions), so that the figure stands.",
    drill: { to: "questions", with: onDay },
  },
];
