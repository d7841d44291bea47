/** Parameters that reports share, in the words of every surface. */
import { grains } from "../domain/period.js";
import type { Param } from "./define.js";
import { dimensionNames } from "./dimensions.js";

export const from: Param = { name: "from", type: "period", sentence: "First period or day, inclusive: 2025-03, 2025-Q1, 2025, 2025-W07 or 2025-03-10. Default: the last 12 whole months with data." };
export const to: Param = { name: "to", type: "period", sentence: "Last period or day, inclusive." };
export const grain: Param = { name: "grain", type: "choice", choices: grains, default: "month", sentence: "One row a day, week, month, quarter or year, or one in total." };
export const on: Param = { name: "on", type: "date", sentence: "The day at whose close the figures stand; a period such as 2025-08 or 2025-Q3 means its last day. Default: today." };
export const knownOn: Param = { name: "known_on", type: "date", sentence: "Answer from what had been recorded by the end of that day. Default: all that is known now." };
export const by: Param = { name: "by", type: "list", sentence: `One row for each value of these columns: product, currency, customer, parent, source, any attribute, or what is worked out for each period: ${dimensionNames.join(", ")}.` };
export const where: Param = { name: "where", type: "condition", sentence: "Keep only these values: COL=a,b, COL!=a, COL>=100, COL~text; repeatable." };
export const method: Param = {
  name: "method", type: "choice", choices: ["net", "events", "months"], default: "net",
  sentence: "Compare the two ends of the period (net), add up every day of change (events), or every calendar month (months).",
};
export const level: Param = {
  name: "level", type: "choice", choices: ["customer", "parent", "customer_product"],
  sentence: "Who moves: the customer, its top parent, or each product of a customer. Default: the policy's level.",
};
export const payerLevel: Param = { ...level, choices: ["customer", "parent"], sentence: "Who counts as a customer: the customer, or its top parent. Default: the policy's level." };
export const currency: Param = { name: "currency", type: "currency", sentence: "Figures in another currency, by the policy's rates, each line converted and rounded there. Default: the policy's reporting_currency." };
export const vs: Param = {
  name: "vs", type: "text",
  sentence: "Beside each figure the same of: previous (the period before; of a day the close a month earlier), last_year, target (what was planned, as inputs tell it), close (closed periods as they were reported), a preset or a policy file; and the difference.",
};
export const limit: Param = { name: "limit", type: "whole", sentence: "Rows a page." };
export const cursor: Param = { name: "cursor", type: "text", sentence: "Where the next page starts, from next_cursor." };

export const spanParams = [from, to, grain, knownOn] as const;
export const pageParams = [limit, cursor] as const;
