/** The words that say what stands beside a figure. */
import { presets } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";

/** How far back a word leads. */
const spans = ["previous", "last_year"] as const;
export type Span = (typeof spans)[number];

/** The word for what closed periods were reported as. */
export const asReported = "close";

/** Known words that do not work yet. */
const laterWords: readonly string[] = ["target"];

/** The span that a word means; undefined where it is a preset, or as reported. Refuses one that is neither, and so should have been the name of a policy file. */
export function checkWord(vs: string, report: string): Span | undefined {
  const span = spans.find((word) => word === vs);
  if (span !== undefined || vs === asReported || Object.hasOwn(presets, vs)) return span;
  const works = `${spans.join(", ")}, ${asReported}, a preset (${Object.keys(presets).join(", ")}) or a policy file`;
  if (laterWords.includes(vs)) refuse("param-later", { param: `vs ${vs}`, report, works });
  const near = nearest(vs, [...spans, asReported, ...Object.keys(presets)]);
  return refuse("param-value", { param: "vs", value: vs, expected: works, ...(near === undefined ? {} : { nearest: near }) });
}
