import { label, money, naming, type Param, type Report } from "../define.js";
import { knownOn, on, pageParams } from "../params.js";
import { usualBacklog } from "../questions.js";

const backlog = {
  name: "backlog", type: "months", default: usualBacklog,
  sentence: "A line that is signed and not live is a question once it was signed so many months ago; none: never.",
} as const satisfies Param;

export const questions = {
  name: "questions",
  title: "Questions",
  sentence: "Every doubt about the lines with its money: what each answer would make of ARR, largest first; and what was decided.",
  asks: "day",
  madeOf: "questions",
  params: [on, knownOn, { name: "status", type: "choice", choices: ["open", "decided", "all"], default: "open", sentence: "Open questions, what was decided (the exception log), or both with what was withdrawn." }, backlog, ...pageParams],
  columns: [
    label("id", "No."),
    naming(label("question", "Question")),
    naming(label("subject", "Subject")),
    money("arr_at_stake", "stock", "ARR at stake"),
    label("default_taken", "Taken"),
    label("choices", "Choices"),
    label("status", "Status"),
    label("decision", "Decision"),
    money("effect", "stock", "Effect on ARR"),
    money("effect_on_close", "stock", "Effect on the last close"),
    naming(label("customer", "Customer")),
    label("product", "Product"),
  ],
  chart: { as: "bars", x: "subject", y: ["arr_at_stake"] },
  drill: [
    { of: ["arr_at_stake", "effect"], to: "lines", with: { customer: "customer", on: "@on" } },
    { to: "customer", with: { customer: "customer" } },
  ],
  expendable: ["product", "customer"],
  example: "annua questions --book acme.annua",
  tie: "Each choice is worked out alone. The ARR of the lines as they are written and the effects of the decisions sum to ARR.",
} as const satisfies Report;
