/** A tool: what a model reads of it, and what it answers. */
import type { JsonSchema } from "../catalogue/json-schema.js";
import type { Param } from "../catalogue/define.js";
import { listTypes } from "../catalogue/json-schema.js";
import { nearest, problem, ProblemError } from "../domain/problem.js";
import type { Book } from "../engine/book.js";

export interface Answer {
  text: string;
  structured: Record<string, unknown>;
}

export interface Tool {
  name: string;
  title: string;
  description: string;
  takes: JsonSchema;
  /** Refuses words that it does not take, and says what is asked of the book; of what needs no book, the answer. */
  answer: (words: Record<string, unknown>, ask: <T>(work: (book: Book) => Promise<T>) => Promise<T>) => Promise<Answer>;
}

type Words = Record<string, string | number | boolean | string[] | Record<string, unknown>>;

/** Words by which a program that holds the book says more than a question may. */
const ofPrograms = ["policy", "set", "vs_policy", "known_after"];

/** What a model said, as parameters: nothing is nothing said; what has a shape that no parameter has is refused. What the words mean is read by the engine. */
export function wordsOf(tool: string, params: readonly Param[], said: Record<string, unknown>): Words {
  const known = params.map(({ name }) => name);
  const given = Object.entries(said).filter(([, value]) => value !== null && value !== undefined);
  const problems = given.flatMap(([name, value]) => {
    if (ofPrograms.includes(name)) return [problem("param-unknown", { report: tool, param: name, known, nearest: nearest(name, known) })];
    const type = params.find((param) => param.name === name)?.type;
    if (type === undefined || isPlain(value) || (Array.isArray(value) && value.every(isPlain) && (listTypes.includes(type) || type === "condition")) || (type === "scenario" && isMap(value))) return [];
    return [problem("param-value", { param: name, value: JSON.stringify(value).slice(0, 100), expected: listTypes.includes(type) || type === "condition" ? "a list of texts" : "one text or number" })];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return Object.fromEntries(given) as Words;
}

/** Refuses words that are no parameters, where no engine does. */
export function checkNames(tool: string, params: readonly Param[], words: Words): void {
  const known = params.map(({ name }) => name);
  const unknown = Object.keys(words).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new ProblemError(unknown.map((param) => problem("param-unknown", { report: tool, param, known, nearest: nearest(param, known) })));
}

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

const isMap = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
