/** How a definition is written out: the same parts on the page and on the terminal. */
import { calculations } from "../../domain/calc/calc.js";
import { exampleCommand } from "../../domain/calc/help.js";
import { knobNames, type KnobName } from "../../domain/policy.js";
import type { Report } from "../define.js";
import { reports } from "../index.js";
import { arrKnobs } from "../moving-knobs.js";
import type { Definition } from "./definition.js";
import { formulasOf, knobText, reportText } from "./derived.js";

export interface DefinitionPart {
  label: string;
  text: string;
}

/** What else the word names: a calculation, a knob or a report that the definition itself is not. */
export function alsoNamed(definition: Definition): DefinitionPart[] {
  const calculation = calculations.find((known) => known.name === definition.term && definition.formula === undefined);
  const knob = knobNames.find((name) => name === definition.term && definition.definition !== knobText(name));
  const others = reportsNamed(definition).filter((report) => report.name !== definition.term || !definition.definition.includes(report.sentence));
  return [
    ...(calculation ? [{ label: `Calculation ${calculation.name}`, text: `${calculation.sentence} ${(formulasOf(calculation) ?? "").replaceAll("\n", "; ")}`.trim() }] : []),
    ...(knob ? [{ label: `Knob ${knob}`, text: knobText(knob) }] : []),
    ...others.map((report) => ({ label: `Report ${report.name}`, text: reportText(report) })),
  ];
}

const reportsNamed = ({ term, aliases }: Definition): Report[] => (reports as readonly Report[]).filter((report) => [term, ...aliases].includes(report.name));

/** What stands under a definition, each with its label; empty parts are left out. */
export function definitionParts(definition: Definition): DefinitionPart[] {
  const calculation = calculations.find((known) => known.name === definition.term);
  const parts = [
    { label: "Formula", text: definition.formula ?? "" },
    { label: "Source", text: definition.source ?? "" },
    { label: "Knobs", text: knobList(definition) },
    ...alsoNamed(definition),
    { label: "Example", text: [...reportsNamed(definition).map((report) => report.example), ...(calculation ? [exampleCommand(calculation)] : [])].join("\n") },
    { label: "Also under", text: definition.aliases.join(", ") },
    { label: "See", text: definition.see.join(", ") },
  ];
  return parts.filter((part) => part.text !== "");
}

/** The whole of a definition as plain lines. */
export function definitionText(definition: Definition): string {
  const parts = definitionParts(definition);
  const width = Math.max(0, ...parts.map((part) => part.label.length));
  return [`${definition.term}: ${definition.title}`, "", definition.definition, "", ...parts.map((part) => `${part.label.padEnd(width)}  ${part.text.replaceAll("\n", `\n${" ".repeat(width + 2)}`)}`)].join("\n");
}

/** The knobs; where they hold all those of ARR, these are named by reference, so that the others can be seen. */
function knobList(definition: Definition): string {
  const rests = definition.term !== "arr" && arrKnobs.every((name) => definition.knobs.includes(name));
  if (!rests) return definition.knobs.join(", ");
  const own: KnobName[] = definition.knobs.filter((name) => !arrKnobs.includes(name));
  return [...own, `all that change arr (${arrKnobs.length})`].join(", ");
}
