import { count, date, label, money, naming, type Report } from "../define.js";
import { currency, knownOn, on, pageParams, where } from "../params.js";

export const lines = {
  name: "lines",
  title: "Lines",
  sentence: "The contract lines that make up ARR on a day, each with the arithmetic that made it.",
  asks: "day",
  isList: true,
  params: [on, knownOn, currency, where, { name: "customer", type: "text", sentence: "Only this customer." }, ...pageParams],
  columns: [
    naming(label("line_id", "Line")),
    naming(label("customer", "Customer")),
    naming(label("name", "Name")),
    label("product", "Product"),
    date("start_date", "Start"),
    date("end_date", "End (exclusive)"),
    label("amount", "Amount"),
    label("amount_per", "Per"),
    count("amount_every", "stock", "Every"),
    label("quantity", "Quantity"),
    label("currency", "Currency"),
    money("list_arr", "stock", "ARR at list price"),
    money("discount_arr", "stock", "Discount"),
    money("arr", "stock", "ARR"),
    label("formula", "Formula"),
    naming(label("source", "Source row")),
  ],
  chart: { as: "bars", x: "customer", y: ["arr"], series: "product" },
  drill: [{ to: "customer", with: { customer: "customer" } }],
  example: "annua lines contracts.csv --on 2025-12-31 --customer acme",
  tie: "The ARR of the lines sums to the snapshot's.",
} as const satisfies Report;
