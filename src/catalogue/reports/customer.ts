import { date, label, money, naming, type Report } from "../define.js";
import { currency, knownOn } from "../params.js";

export const customer = {
  name: "customer",
  title: "Customer history",
  sentence: "One customer's timeline: each day on which its ARR moved, why, and the lines behind it.",
  asks: "all",
  params: [knownOn, currency, { name: "customer", type: "text", required: true, sentence: "The customer's id." }],
  columns: [
    date("date", "Date"),
    label("kind", "Kind"),
    label("reason", "Reason"),
    money("amount", "flow", "Amount"),
    money("arr_after", "stock", "ARR after"),
    naming(label("line_ids", "Lines")),
  ],
  example: "annua customer acme --book acme.annua",
  tie: "Each amount is the step from one ARR after to the next.",
} as const satisfies Report;
