import { count, label, money, naming, type Report } from "../define.js";
import { knownOn, on } from "../params.js";

export const check = {
  name: "check",
  title: "Checks",
  sentence: "The laws that every figure must satisfy, and what in the data deserves a look, each with its largest example.",
  asks: "day",
  isUnchained: true,
  madeOf: "checks",
  params: [on, knownOn],
  columns: [
    label("check", "Check"),
    label("passed", "Passed"),
    label("severity", "Severity"),
    money("arr_at_stake", "stock", "ARR at stake"),
    label("unrated_at_stake", "ARR at stake without a rate"),
    count("offending", "stock", "Offending"),
    naming(label("example", "Example")),
  ],
  example: "annua check contracts.csv",
  tie: "A law that does not hold is a fault of Annua; a warning changes no number. Amounts at stake may overlap.",
} as const satisfies Report;
