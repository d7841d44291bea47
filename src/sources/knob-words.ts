/** Knobs as they are typed one by one: knob=value. */
import { readPolicy } from "../domain/policy.js";
import { ProblemError, refuse } from "../domain/problem.js";

/**
 * `knob=value` pairs: a value is YAML, so that lists and maps can be given, and numbers keep the text that they were written in.
 * @param option what whoever typed them calls it
 */
export async function readKnobs(pairs: readonly string[], option = "--set"): Promise<Record<string, unknown>> {
  const { readPolicyText } = await import("./policy-file.js");
  const knobs: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, at)).trim();
    if (!/^\w+$/.test(name)) refuse("option-value", { option, value: pair, expected: "knob=value, such as --set overlap=latest_start; `annua policy show` lists the knobs".replace("--set", option) });
    const { words, problems } = readPolicyText(`${name}: ${pair.slice(at + 1).trim()}`, option);
    const unreadable = problems.filter((p) => p.code === "policy-file");
    if (unreadable.length > 0 || Object.keys(words).length !== 1) refuse("option-value", { option: `${option} ${name}`, value: pair.slice(at + 1), expected: "one value as YAML: a word, a number, [a, list] or { a: map }" });
    knobs[name] = words[name];
  }
  const { problems } = readPolicy(knobs, ([knob]) => ({ file: `${option} ${knob ?? ""}`.trim() }));
  if (problems.length > 0) throw new ProblemError(problems);
  return knobs;
}
