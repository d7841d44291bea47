import { count, explained, ratio, type Report } from "../define.js";
import { by, method, payerLevel, spanParams, vs, where } from "../params.js";

export const logos = {
  name: "logos",
  title: "Customers (logos)",
  sentence: "How many customers have ARR above zero, and how their number moved.",
  asks: "periods",
  params: [...spanParams, by, where, method, payerLevel, vs],
  columns: [
    explained("before", count("opening", "stock", "Beginning customers")),
    explained("kind", count("new", "flow", "New")),
    explained("kind", count("acquired", "flow", "Acquired")),
    explained("kind", count("reactivation", "flow", "Reactivated")),
    explained("kind", count("churn", "flow", "Churned")),
    explained("kind", count("adjustment", "flow", "Adjustment")),
    { ...explained("kind", count("transfer_in", "flow", "Transferred in")), when: "by" },
    { ...explained("kind", count("transfer_out", "flow", "Transferred out")), when: "by" },
    explained("after", count("closing", "stock", "Ending customers")),
    ratio("churn_rate", "Logo churn rate"),
  ],
  chart: { as: "waterfall", x: "period", y: ["opening", "new", "acquired", "reactivation", "churn", "adjustment", "transfer_in", "transfer_out", "closing"] },
  drill: [{ of: ["new", "acquired", "reactivation", "churn", "adjustment", "transfer_in", "transfer_out"], to: "movements", with: { from: "period", to: "period", kind: "@column" }, set: { grain: "total" } }],
  example: "annua logos contracts.csv --from 2025-01 --to 2025-12",
  tie: "opening + new + acquired + reactivation - churn + adjustment = closing; in groups, + transfer_in - transfer_out.",
} as const satisfies Report;
