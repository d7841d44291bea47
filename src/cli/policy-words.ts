/** Under which definition a command answers: a policy file, knobs set on the command line, or what the book remembers. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { changedWords, presets } from "../domain/policy.js";
import { nearest, ProblemError, refuse } from "../domain/problem.js";
import { readKnobs } from "../sources/knob-words.js";

export type Words = Record<string, unknown>;

export interface Definition {
  /** Of the file, undefined where there is none. */
  words: Words | undefined;
  /** The file that they come from. */
  file: string | undefined;
  /** Knobs of --set, and the preset of --policy; it stands for all that is not the company's own. */
  set: Words | undefined;
}

export const policyFileName = "annua.yaml";

/** Reads --policy and --set; without a file of --policy the annua.yaml beside the book, if there is one. */
export async function readDefinition(options: { policy?: string; set?: string[] }, book: string | undefined): Promise<Definition> {
  const preset = options.policy !== undefined && isPresetName(options.policy) ? { preset: options.policy } : undefined;
  const beside = book === undefined ? undefined : join(dirname(book), policyFileName);
  const file = (preset === undefined ? options.policy : undefined) ?? (beside !== undefined && existsSync(beside) ? beside : undefined);
  return {
    words: file === undefined ? undefined : await readPolicyFile(file),
    file,
    set: options.set === undefined ? preset : { ...preset, ...(await readKnobs(options.set)) },
  };
}

/** A file of that name comes first. */
export const isPresetName = (name: string): boolean => Object.hasOwn(presets, name) && !existsSync(name);

/** The words of the policy file that `--vs` names; undefined where it names a span or a preset, or what is no file's name. */
export async function besideWords(vs: unknown): Promise<Words | undefined> {
  return typeof vs === "string" && isPolicyFile(vs) ? readPolicyFile(vs) : undefined;
}

/** There is such a file, or it could be nothing else. */
export const isPolicyFile = (name: string): boolean => existsSync(name) || /[./\\]/.test(name);

/** The words of a policy file. Throws every problem with its line and column. */
export async function readPolicyFile(file: string): Promise<Words> {
  const { readPolicyText } = await import("../sources/policy-file.js");
  const { words, problems } = readPolicyText(textOf(file), file, (name) => textOf(resolve(dirname(file), name)));
  if (problems.length > 0) throw new ProblemError(problems);
  return words;
}

/** The scenario of a file, or as it is typed in braces, as words; every problem is thrown with its line and column. */
export async function readScenarioFile(file: string): Promise<Words> {
  const { readScenarioText } = await import("../sources/scenario-file.js");
  const isTyped = file.trimStart().startsWith("{");
  const { words, problems } = readScenarioText(isTyped ? file : textOf(file, "scenario-file"), isTyped ? "--scenario" : file);
  if (problems.length > 0) throw new ProblemError(problems);
  return words;
}

function textOf(file: string, kind: "policy-file" | "scenario-file" = "policy-file"): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? (kind === "policy-file" ? missingText(file) : "there is no such file") : code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "you have no permission" : String(code);
    return refuse(kind, { reason }, { file });
  }
}

/** A plain word may have been meant as a preset. */
function missingText(file: string): string {
  if (/[./\\]/.test(file)) return "there is no such file";
  const near = nearest(file, Object.keys(presets));
  return `there is no such file, and the presets are ${Object.keys(presets).join(", ")}${near === undefined ? "" : ` (did you mean ${near}?)`}`;
}

/** Words and knobs set on top of them, as one. */
export const merged = ({ words, set }: Definition): Words | undefined => (words === undefined && set === undefined ? undefined : changedWords(words ?? {}, set ?? {}));
