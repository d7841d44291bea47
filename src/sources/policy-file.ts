/** Reads a policy file: YAML whose problems name line and column, and whose numbers are kept as they are written. */
import { readPolicy, type Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import { ratesIn } from "./rates-file.js";
import { yamlWords } from "./yaml-words.js";

/** The words of a policy text, numbers as their source text. @param textOf the text of a file that it names, such as its rates */
export function readPolicyText(yaml: string, file: string, textOf?: (name: string) => string): { words: Record<string, unknown>; policy?: Policy; problems: Problem[] } {
  const read = yamlWords(yaml, file);
  if ("reason" in read) return { words: {}, problems: [problem("policy-file", { reason: read.reason }, read.at)] };
  const words = withRates(read.words, textOf);
  const { policy, problems } = readPolicy(words, (path) => read.placeOf(path.slice(0, 1).map(String)));
  return problems.length > 0 ? { words, problems } : { words, policy, problems: [] };
}

/** The rates of a file stand in the place of its name, so that what a book remembers is whole. */
function withRates(words: Record<string, unknown>, textOf: ((name: string) => string) | undefined): Record<string, unknown> {
  const { rates_file: name, ...fx } = (words["fx"] ?? {}) as Record<string, unknown>;
  if (typeof name !== "string" || textOf === undefined || fx["mode"] !== "dated" || fx["rates"] !== undefined) return words;
  return { ...words, fx: { ...fx, rates: ratesIn(textOf(name), name) } };
}
