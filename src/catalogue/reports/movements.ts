import { date, label, money, naming, type Report } from "../define.js";
import { by, currency, level, method, pageParams, spanParams, where } from "../params.js";

export const movementKinds = ["new", "expansion", "contraction", "churn", "reactivation", "cross_sell", "product_loss", "transfer_in", "transfer_out", "acquired", "fx", "adjustment"] as const;

export const movements = {
  name: "movements",
  title: "Movements",
  sentence: "The rows behind any cell of the waterfall: who moved, by how much, and why.",
  asks: "periods",
  isList: true,
  params: [
    ...spanParams, currency, by, where, method, level,
    { name: "kind", type: "choice", choices: movementKinds, sentence: "Only this kind of movement." },
    { name: "customer", type: "text", sentence: "Only this customer." },
    { name: "top", type: "whole", sentence: "Only the largest n of each period." },
    ...pageParams,
  ],
  columns: [
    date("date", "Date"),
    naming(label("customer", "Customer")),
    naming(label("name", "Name")),
    { ...label("product", "Product"), when: "customer_product" },
    label("kind", "Kind"),
    label("reason", "Reason"),
    { ...label("cancel_reason", "Reason given"), parts: ["churn", "product_loss"] },
    money("amount", "flow", "Amount"),
    money("opening", "stock", "Before"),
    money("closing", "stock", "After"),
  ],
  chart: { as: "bars", x: "customer", y: ["amount"], series: "kind" },
  drill: [{ to: "customer", with: { customer: "customer" } }],
  example: "annua movements contracts.csv --from 2025-03 --to 2025-03 --kind churn",
  tie: "The amounts of a period and kind sum to that cell of the waterfall.",
} as const satisfies Report;
