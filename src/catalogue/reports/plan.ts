import { count, figure, label, money, type Column, type Param, type Report } from "../define.js";
import { currency, knownOn, on } from "../params.js";

const day = { ...on, sentence: "The day at whose close the plan starts; it is for the 12 months after it. Default: the day before the scenario's from, else today." } as const satisfies Param;
const target = { name: "target", type: "amount", sentence: "ARR wanted at the end. Default: the scenario's target." } as const satisfies Param;
const scenario = { name: "scenario", type: "scenario", sentence: "A YAML file of what is assumed, or a few keys in braces: { churn: 0.1, win_rate: 0.25 }; docs/planning.md lists the keys." } as const satisfies Param;
const detail = { name: "detail", type: "choice", choices: ["steps", "months"], default: "steps", sentence: "The steps with their formulas, or the months: planned, and as it came in those that are over." } as const satisfies Param;

const inSteps = <C extends Column>(column: C): C => ({ ...column, unless: "months" });
const inMonths = <C extends Column>(column: C): C => ({ ...column, when: "months" });

export const plan = {
  name: "plan",
  title: "Plan to a target",
  sentence: "What it takes to get from the ARR of a day to a target in 12 months: new ARR, people and their ramp, pipeline, deals, marketing and customer success, each with its formula; and the plan beside what came.",
  asks: "day",
  madeOf: "plan",
  params: [day, target, scenario, detail, knownOn, currency],
  columns: [
    ...[label("section", "Section"), label("step", "Step"), label("group", "Group"), figure("value", "Value"), label("unit", "Unit"), label("formula", "Formula")].map(inSteps),
    ...[
      label("period", "Month"),
      money("planned_opening", "stock", "Beginning ARR, planned"), money("planned_new", "flow", "New, planned"), money("planned_expansion", "flow", "Expansion, planned"),
      money("planned_churn", "flow", "Churn and contraction, planned"), money("planned_closing", "stock", "Ending ARR, planned"),
      money("new", "flow", "New"), money("diff_new", "flow", "New, difference"), money("expansion", "flow", "Expansion"), money("churn", "flow", "Churn and contraction"),
      money("closing", "stock", "Ending ARR"), money("diff_closing", "stock", "Ending ARR, difference"),
      money("pipeline_to_open", "flow", "Pipeline to open"), count("hires", "flow", "AEs who start"), money("capacity", "flow", "AE capacity"),
    ].map(inMonths),
  ],
  chart: { as: "line", x: "period", y: ["planned_closing", "closing"] },
  drill: [{ unless: ["detail=months"], to: "plan", set: { detail: "months" }, keep: ["on", "target", "scenario"] }],
  example: "annua plan --target 50000000 --scenario plan.yaml --on 2025-12-31 --book acme.annua",
  tie: "start * (1 - churn + expansion) + required_new = target where anything is required; the groups of a step sum to it, the months to required_new, bottom_up and the pipeline after its start; in each month planned opening + new + expansion + churn = closing.",
} as const satisfies Report;
