/** Definitions that other tables give already: reports and checks from the catalogue, knobs from the policy, calculations from the calculator. */
import type { Calculation } from "../../domain/calc/calculation.js";
import { calculations } from "../../domain/calc/calc.js";
import { knobValue } from "../../domain/knob-value.js";
import { knobNames, knobs, type Knob, type KnobName } from "../../domain/policy.js";
import { checks, type Check } from "../checks.js";
import type { Report } from "../define.js";
import { reports } from "../index.js";
import { define, type Definition, type Topic } from "./definition.js";

/** What a knob does, its default and its choices. */
export function knobText(name: KnobName): string {
  const knob = knobs[name] as Knob;
  const choices = knob.choices ? ` Choices: ${knob.choices.map(knobValue).join(", ")}.` : "";
  return `${knob.sentence} Default: ${knobValue(knob.default)}.${choices}`;
}

/** The formulas of a calculation, one line each; undefined where all its figures are worked out over a list. */
export function formulasOf(calculation: Calculation): string | undefined {
  const formulas = calculation.figures.flatMap((figure) => ("formula" in figure ? [[figure.name, figure.formula] as const] : []));
  if (formulas.length === 0) return undefined;
  return formulas.length === 1 ? formulas[0]![1] : formulas.map(([name, formula]) => `${name} = ${formula}`).join("\n");
}

/** What a report answers, and how its figures tie. */
export const reportText = (report: Report): string => `${report.sentence}${report.tie ? ` It ties: ${report.tie}` : ""}`;

const reportTerm = (report: Report): Definition =>
  define(report.name, report.title, `The report ${report.name}. ${reportText(report)}`, { aliases: report.aliases ?? [] });

function calculationTerm(calculation: Calculation, isTaken: (word: string) => boolean): Definition {
  const formula = formulasOf(calculation);
  const figures = calculation.figures.map((figure) => figure.name).filter((name) => name !== calculation.name);
  return define(calculation.name, calculation.title, calculation.sentence, {
    aliases: figures.filter((name) => !isTaken(name)), see: figures.filter(isTaken), ...(formula === undefined ? {} : { formula }),
  });
}

const knobTerm = (name: KnobName, written: readonly Definition[]): Definition =>
  define(name, `Knob ${name}`, knobText(name), { see: ["policy", ...written.filter((entry) => entry.knobs.length <= mostDirect && entry.knobs.includes(name)).map((entry) => entry.term)] });

function checkTerm(check: Check): Definition {
  const weight = check.severity === "law" ? "It is a law: only a fault of Annua can break it." : "It is a warning about the data.";
  return define(check.name, `Check ${check.name}`, `It passes where this holds: ${check.sentence} ${weight} Remedy: ${check.remedy}`, { see: ["check"] });
}

/** A term with more knobs than this is made of ARR, and its knobs are ARR's. */
const mostDirect = 5;

/** What the tables say and no written definition does. */
export function derivedTopics(written: readonly Definition[]): Topic[] {
  const taken = new Set(written.flatMap((entry) => [entry.term, ...entry.aliases]));
  const isTaken = (word: string): boolean => taken.has(word);
  const topic = <T>(title: string, all: readonly T[], nameOf: (each: T) => string, termOf: (each: T) => Definition): Topic => ({
    title, definitions: all.filter((each) => !isTaken(nameOf(each))).map(termOf), elsewhere: all.map(nameOf).filter(isTaken),
  });
  return [
    topic("Calculations", calculations, (calculation) => calculation.name, (calculation) => calculationTerm(calculation, isTaken)),
    topic("Knobs of the policy", knobNames, (name) => name, (name) => knobTerm(name, written)),
    topic("Reports", reports as readonly Report[], (report) => report.name, reportTerm),
    topic("Checks", checks as readonly Check[], (check) => check.name, checkTerm),
  ];
}
