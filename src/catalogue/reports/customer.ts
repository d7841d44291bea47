import { date, label, money, naming, type Report } from "../define.js";
import { currency, knownOn, on } from "../params.js";

export const customer = {
  name: "customer",
  title: "Customer history",
  sentence: "One customer's timeline: each day on which its ARR moved, why, and the lines behind it; with the notes on it, and what is known of days to come.",
  asks: "all",
  params: [{ ...on, sentence: "The day from which it is looked at: what comes after it is marked ahead. Default: today." }, knownOn, currency, { name: "customer", type: "text", required: true, sentence: "The customer's id." }],
  columns: [
    date("date", "Date"),
    label("kind", "Kind"),
    label("reason", "Reason"),
    money("amount", "flow", "Amount"),
    money("arr_after", "stock", "ARR after"),
    naming(label("line_ids", "Lines")),
    label("ahead", "Ahead"),
    { ...label("note", "Note"), isProse: true },
  ],
  chart: { as: "line", x: "date", y: ["arr_after"] },
  drill: [{ of: ["amount", "arr_after"], to: "lines", with: { customer: "@customer", on: "date" } }],
  example: "annua customer acme --book acme.annua",
  tie: "Each amount is the step from one ARR after to the next; a note moves nothing. What is ahead stands so far: a line that ends there may still be renewed.",
} as const satisfies Report;
