/** How a definition is written out: the same parts on the page and on the terminal. */
import { calculations } from "../../domain/calc/calc.js";
import { exampleCommand } from "../../domain/calc/help.js";
import { knobNames, type KnobName } from "../../domain/policy.js";
import type { Report } from "../define.js";
import { reports } from "../index.js";
import { arrKnobs } from "../moving-knobs.js";
import type { Definition } from "./definition.js";
import { knobText, reportText } from "./derived.js";

export interface DefinitionPart {
  label: string;
  text: string;
}

/** What stands under a definition, each with its label; empty parts are left out. */
export function definitionParts(definition: Definition): DefinitionPart[] {
  const words = [definition.term, ...definition.aliases];
  const named = (reports as readonly Report[]).filter((report) => words.includes(report.name));
  const calculation = calculations.find((known) => known.name === definition.term);
  const knob = knobNames.find((name) => name === definition.term && definition.definition !== knobText(name));
  const parts = [
    { label: "Formula", text: definition.formula ?? "" },
    { label: "Source", text: definition.source ?? "" },
    { label: "Knobs", text: knobList(definition) },
    ...(knob ? [{ label: `Knob ${knob}`, text: knobText(knob) }] : []),
    ...named.filter((report) => report.name !== definition.term || !definition.definition.includes(report.sentence)).map((report) => ({ label: `Report ${report.name}`, text: reportText(report) })),
    { label: "Example", text: [...named.map((report) => report.example), ...(calculation ? [exampleCommand(calculation)] : [])].join("\n") },
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
