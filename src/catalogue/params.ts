/** Parameters that reports share, in the words of every surface. */
import { grains } from "../domain/period.js";
import type { Param } from "./define.js";
import { dimensionNames } from "./dimensions.js";

export const from = { name: "from", type: "period", sentence: "First period or day, inclusive: 2025-03, 2025-Q1, 2025, 2025-W07 or 2025-03-10. Default: the last 12 whole months with data." } as const satisfies Param;
export const to = { name: "to", type: "period", sentence: "Last period or day, inclusive." } as const satisfies Param;
export const grain = { name: "grain", type: "choice", choices: grains, default: "month", sentence: "One row a day, week, month, quarter or year, or one in total." } as const satisfies Param;
export const on = { name: "on", type: "date", sentence: "The day at whose close the figures stand; a period such as 2025-08 or 2025-Q3 means its last day. Default: today." } as const satisfies Param;
export const knownOn = { name: "known_on", type: "date", sentence: "Answer from what had been recorded by the end of that day. Default: all that is known now." } as const satisfies Param;
export const by = { name: "by", type: "list", sentence: `One row for each value of these columns: product, currency, customer, parent, source, any attribute, or what is worked out for each period: ${dimensionNames.join(", ")}.` } as const satisfies Param;
export const where = { name: "where", type: "condition", sentence: "Keep only these values: COL=a,b, COL!=a, COL>=100, COL~text; repeatable." } as const satisfies Param;
export const method = {
  name: "method", type: "choice", choices: ["net", "events", "months"], default: "net",
  sentence: "Compare the two ends of the period (net), add up every day of change (events), or every calendar month (months).",
} as const satisfies Param;
export const level = {
  name: "level", type: "choice", choices: ["customer", "parent", "customer_product"],
  sentence: "Who moves: the customer, its top parent, or each product of a customer. Default: the policy's level.",
} as const satisfies Param;
export const payerLevel = { ...level, choices: ["customer", "parent"], sentence: "Who counts as a customer: the customer, or its top parent. Default: the policy's level." } as const satisfies Param;
export const currency = { name: "currency", type: "currency", sentence: "Figures in another currency, by the policy's rates, each line converted and rounded there. Default: the policy's reporting_currency." } as const satisfies Param;
export const vs = {
  name: "vs", type: "text",
  sentence: "Beside each figure the same of: previous (the period before; of a day the close a month earlier), last_year, target (what was planned, as inputs tell it), close (closed periods as they were reported), a preset or a policy file; and the difference.",
} as const satisfies Param;
export const limit = { name: "limit", type: "whole", sentence: "Rows a page." } as const satisfies Param;
export const cursor = { name: "cursor", type: "text", sentence: "Where the next page starts: the next_cursor of the page before, which holds until the book changes; or a number of rows to pass over." } as const satisfies Param;

export const spanParams = [from, to, grain, knownOn] as const;
export const pageParams = [limit, cursor] as const;
