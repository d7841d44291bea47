/** DEFINITIONS.md: every definition, by topic. */
import { findDefinition, topics, type Definition } from "./index.js";
import { definitionParts, type DefinitionPart } from "./text.js";

/** The text of the page; scripts/definitions.mjs writes it, a test compares. */
export function definitionsPage(): string {
  const contents = topics.map((topic) => `- ${topic.title}: ${[...topic.definitions.map((entry) => entry.term), ...(topic.elsewhere ?? [])].map(link).join(", ")}`);
  const body = topics.flatMap((topic) => [`## ${topic.title}`, "", ...topic.definitions.flatMap(entryLines)]);
  return [...head, ...contents, "", ...body].join("\n").trimEnd() + "\n";
}

const head = [
  "# Definitions",
  "",
  "What every number means. This page and `annua define TERM` are made from one text (src/catalogue/definitions); `node scripts/definitions.mjs` writes the page.",
  "Undefined means that a ratio has nothing to divide by (zero or less): it is null, never 0 or 100 %. Ratios are rounded to six decimals when shown, and never before.",
  "",
];

function entryLines(entry: Definition): string[] {
  return [`### ${entry.term}`, "", `**${entry.title}.** ${entry.definition}`, "", ...definitionParts(entry).map(partLine), ""];
}

function partLine({ label, text }: DefinitionPart): string {
  if (label === "See") return `- See: ${text.split(", ").map(link).join(", ")}`;
  if (label !== "Formula" && label !== "Example") return `- ${label}: ${text}`;
  const lines = text.split("\n").map((line) => `\`${line}\``);
  return lines.length === 1 ? `- ${label}: ${lines[0]}` : `- ${label}:\n${lines.map((line) => `  - ${line}`).join("\n")}`;
}

const link = (term: string): string => `[${term}](#${findDefinition(term)!.term.toLowerCase().replaceAll(" ", "-")})`;
