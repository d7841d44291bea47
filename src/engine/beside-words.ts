/** The words that say what stands beside a figure. */
import { presets } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";

/** How far back a word leads. */
const spans = ["previous", "last_year"] as const;
export type Span = (typeof spans)[number];

/** The word for what closed periods were reported as. */
export const asReported = "close";

/** The word for what was planned. */
export const asPlanned = "target";

/** The span that a word means; undefined where it is a preset, or as reported. Refuses one that is neither, and so should have been the name of a policy file. */
export function checkWord(vs: string): Span | undefined {
  const span = spans.find((word) => word === vs);
  if (span !== undefined || vs === asReported || vs === asPlanned || Object.hasOwn(presets, vs)) return span;
  const works = `${spans.join(", ")}, ${asPlanned}, ${asReported}, a preset (${Object.keys(presets).join(", ")}) or a policy file`;
  const near = nearest(vs, [...spans, asPlanned, asReported, ...Object.keys(presets)]);
  return refuse("param-value", { param: "vs", value: vs, expected: works, ...(near === undefined ? {} : { nearest: near }) });
}
