/** Reads a scenario file: YAML whose problems name line and column. */
import { readScenario } from "../domain/plan/scenario.js";
import { problem, type Problem } from "../domain/problem.js";
import { yamlWords } from "./yaml-words.js";

/** The words of a scenario, numbers as they are written, and all that is wrong with it. */
export function readScenarioText(yaml: string, file: string): { words: Record<string, unknown>; problems: Problem[] } {
  const read = yamlWords(yaml, file);
  if ("reason" in read) return { words: {}, problems: [problem("scenario-file", { reason: read.reason }, read.at)] };
  return { words: read.words, problems: readScenario(read.words, read.placeOf).problems };
}
