/** What can be wrong with a scenario, and what a plan can't tell without it. */
import { text } from "./text.js";

const meant = (nearest: string | undefined) => (nearest === undefined ? "" : `Did you mean ${nearest}? `);

export const planProblems = {
  "scenario-file": text<{ reason: string }>({
    severity: "error",
    message: (p) => `The scenario can't be read: ${p.reason}. Nothing was planned.`,
    remedy: () => "It is YAML of the form `key: value`, such as `target: 50000000`; docs/planning.md shows a whole one.",
  }),
  "scenario-key-unknown": text<{ key: string; known: readonly string[]; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `A scenario has no key ${p.key}; nothing was planned.`,
    remedy: (p) => `${meant(p.nearest)}It knows ${p.known.join(", ")}.`,
  }),
  "scenario-value": text<{ key: string; value: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: (p) => `${p.key} of the scenario is ${p.value}, but it has to be ${p.expected}; nothing was planned.`,
    remedy: (p) => `${meant(p.nearest)}Write ${p.expected}.`,
  }),
  "scenario-shares": text<{ key: string; sum: string; of: number }>({
    severity: "error",
    message: (p) => `The ${p.of} shares of ${p.key} sum to ${p.sum}, not to 1, so parts of the plan would not be the whole; nothing was planned.`,
    remedy: () => "Correct them until they sum to 1 exactly; thirds are written 1/3.",
  }),
  "scenario-clash": text<{ one: string; other: string; remedy: string }>({
    severity: "error",
    message: (p) => `The scenario says both ${p.one} and ${p.other}, which tell the same thing twice; nothing was planned.`,
    remedy: (p) => p.remedy,
  }),
  "plan-lacks": text<{ missing: readonly string[]; steps: readonly string[] }>({
    severity: "warning",
    message: (p) => `The scenario does not say ${p.missing.join(", ")}, so the plan has no ${p.steps.join(", ")}.`,
    remedy: (p) => `Add ${p.missing.length === 1 ? "it" : "them"} to the scenario file; docs/planning.md says what each means.`,
  }),
  "known-by-signature": text<{ lines: number }>({
    severity: "warning",
    message: (p) => `${p.lines === 1 ? "1 line" : `${p.lines.toLocaleString("en-US")} lines`} came without a day on which ${p.lines === 1 ? "it was recorded, so it is" : "they were recorded, so they are"} taken as known from the signature on, with the end that stands today: what was learnt later of an end is in the forecast.`,
    remedy: () => "Import lists with a column recorded_on, or month by month, and a later forecast is held against what was really known.",
  }),
  "plan-start-apart": text<{ start: string; arr: string; currency: string; on: string }>({
    severity: "warning",
    message: (p) => `The scenario starts from ${p.start} ${p.currency}, but the book's ARR at the close of ${p.on} is ${p.arr}; what is required goes by the scenario and is not what the book needs, and customer success managers go by the book's accounts, grown to the target.`,
    remedy: () => "Leave start out of the scenario to plan from the book, or ask from another day with --on.",
  }),
  "plan-start-ahead": text<{ on: string; pending: string; currency: string }>({
    severity: "warning",
    message: (p) => `The close of ${p.on} is ahead: the plan starts from what contracts of today leave by then, and ${p.pending} ${p.currency} that comes up for renewal until then is not in it, as nobody has renewed it yet. What is required is so much higher.`,
    remedy: () => "Say start in the scenario, such as what `annua forecast` expects of that month, or plan from today with --on.",
  }),
  "cut-ahead": text<{ columns: readonly string[]; report: string }>({
    severity: "error",
    message: (p) => `${p.report} can't be cut by ${p.columns.join(" and ")}: ${p.columns.length === 1 ? "it is" : "they are"} worked out anew for each period from what customers have by then, which nobody knows of months to come.`,
    remedy: () => "Cut it by what lines or customers say (segment, region, owner), by product, currency, customer, parent or source.",
  }),
  "plan-rate-unknown": text<{ rates: readonly string[]; from: string; to: string }>({
    severity: "warning",
    message: (p) => `The book had no ARR at the opening of ${p.from} to ${p.to}, so ${p.rates.join(" and ")} ${p.rates.length === 1 ? "is" : "are"} taken as 0.`,
    remedy: (p) => `Say ${p.rates.join(" and ")} in the scenario.`,
  }),
};
