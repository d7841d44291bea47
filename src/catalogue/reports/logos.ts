import { count, ratio, type Report } from "../define.js";
import { level, method, spanParams } from "../params.js";

export const logos = {
  name: "logos",
  title: "Customers (logos)",
  sentence: "How many customers have ARR above zero, and how their number moved.",
  asks: "periods",
  params: [...spanParams, method, level],
  columns: [
    count("opening", "stock", "Beginning customers"),
    count("new", "flow", "New"),
    count("acquired", "flow", "Acquired"),
    count("reactivation", "flow", "Reactivated"),
    count("churn", "flow", "Churned"),
    count("adjustment", "flow", "Adjustment"),
    count("closing", "stock", "Ending customers"),
    ratio("churn_rate", "Logo churn rate"),
  ],
  example: "annua logos contracts.csv --from 2025-01 --to 2025-12",
  tie: "opening + new + acquired + reactivation - churn + adjustment = closing.",
} as const satisfies Report;
