import { checks } from "../checks.js";
import { count, label, money, naming, type Report } from "../define.js";
import { knownOn, on, pageParams } from "../params.js";

export const check = {
  name: "check",
  title: "Checks",
  sentence: "The laws that every figure must satisfy, and what in the data deserves a look, each with its largest example.",
  asks: "day",
  isUnchained: true,
  madeOf: "checks",
  params: [
    on, knownOn,
    { name: "only", type: "choice", choices: checks.map(({ name }) => name), sentence: "Instead of a row for each check, one for each case that this one finds, those with most at stake first." },
    ...pageParams,
  ],
  columns: [
    label("check", "Check"),
    label("passed", "Passed"),
    label("severity", "Severity"),
    money("arr_at_stake", "stock", "ARR at stake"),
    label("unrated_at_stake", "ARR at stake without a rate"),
    count("offending", "stock", "Offending"),
    naming(label("example", "Example")),
  ],
  chart: { as: "bars", x: "check", y: ["arr_at_stake"] },
  drill: [{ of: ["arr_at_stake", "offending"], row: { passed: "no" }, unless: ["only"], to: "check", with: { only: "check", on: "@on" } }],
  example: "annua check contracts.csv",
  tie: "A law that does not hold is a fault of Annua; a warning changes no number. Amounts at stake may overlap.",
} as const satisfies Report;
