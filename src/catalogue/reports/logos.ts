import { count, ratio, type Report } from "../define.js";
import { by, method, payerLevel, spanParams, vs, where } from "../params.js";

export const logos = {
  name: "logos",
  title: "Customers (logos)",
  sentence: "How many customers have ARR above zero, and how their number moved.",
  asks: "periods",
  params: [...spanParams, by, where, method, payerLevel, vs],
  columns: [
    count("opening", "stock", "Beginning customers"),
    count("new", "flow", "New"),
    count("acquired", "flow", "Acquired"),
    count("reactivation", "flow", "Reactivated"),
    count("churn", "flow", "Churned"),
    count("adjustment", "flow", "Adjustment"),
    { ...count("transfer_in", "flow", "Transferred in"), when: "by" },
    { ...count("transfer_out", "flow", "Transferred out"), when: "by" },
    count("closing", "stock", "Ending customers"),
    ratio("churn_rate", "Logo churn rate"),
  ],
  example: "annua logos contracts.csv --from 2025-01 --to 2025-12",
  tie: "opening + new + acquired + reactivation - churn + adjustment = closing; in groups, + transfer_in - transfer_out.",
} as const satisfies Report;
