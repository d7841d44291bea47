/**
 * A condition on figures, as a script gives it: "abs(closing) > 10000 or churn < -500". Names, abs(), a comparison with a plain number, and, or,
 * not, brackets; nothing is computed and nothing is run.
 */
import { readDecimal, type Rational } from "./rational.js";

const comparisons = [">=", "<=", "!=", "=", ">", "<"] as const;
type Comparison = (typeof comparisons)[number];

export type Threshold =
  | { kind: "compare"; name: string; isAbsolute: boolean; comparison: Comparison; limit: Rational }
  | { kind: "and" | "or"; parts: Threshold[] }
  | { kind: "not"; part: Threshold };

/** Why a text is no condition, in words that fit behind "but". */
export interface Unreadable {
  because: string;
}

const tokenPattern = /\s*(>=|<=|!=|=|>|<|\(|\)|[+-]?\d+(?:\.\d+)?|[A-Za-z_]\w*)/gy;

/** Reads a condition on figures of these names. */
export function readThreshold(text: string, names: readonly string[]): Threshold | Unreadable {
  const tokens = [...text.matchAll(tokenPattern)].map((match) => match[1]!);
  if (tokens.join("") !== text.replaceAll(/\s/g, "")) return { because: "it holds signs that mean nothing here" };
  if (tokens.length === 0) return { because: "it is empty" };
  try {
    const read = readAny(tokens, names);
    if (tokens.length > 0) throw new Slip(`${tokens[0]!} stands where it should end`);
    return read;
  } catch (error) {
    if (error instanceof Slip) return { because: error.message };
    throw error;
  }
}

class Slip extends Error {}

function readAny(tokens: string[], names: readonly string[]): Threshold {
  return readJoined(tokens, "or", () => readJoined(tokens, "and", () => readOne(tokens, names)));
}

function readJoined(tokens: string[], word: "and" | "or", readPart: () => Threshold): Threshold {
  const parts = [readPart()];
  while (tokens[0] === word) {
    tokens.shift();
    parts.push(readPart());
  }
  return parts.length === 1 ? parts[0]! : { kind: word, parts };
}

function readOne(tokens: string[], names: readonly string[]): Threshold {
  if (tokens[0] === "not") {
    tokens.shift();
    return { kind: "not", part: readOne(tokens, names) };
  }
  if (tokens[0] !== "(") return readComparison(tokens, names);
  tokens.shift();
  const inside = readAny(tokens, names);
  expectNext(tokens, ")");
  return inside;
}

function readComparison(tokens: string[], names: readonly string[]): Threshold {
  const isAbsolute = tokens[0] === "abs";
  if (isAbsolute) {
    tokens.shift();
    expectNext(tokens, "(");
  }
  const name = tokens.shift() ?? "";
  if (!names.includes(name)) throw new Slip(`${name === "" ? "a figure is missing" : `${name} is no figure; there are ${names.join(", ")}`}`);
  if (isAbsolute) expectNext(tokens, ")");
  const comparison = comparisons.find((known) => known === tokens[0]);
  if (comparison === undefined) throw new Slip(`${name} is compared with nothing`);
  tokens.shift();
  const limit = readDecimal(tokens[0] ?? "");
  if (limit === undefined) throw new Slip(`${name} ${comparison} needs a plain number such as 10000 or -0.5`);
  tokens.shift();
  return { kind: "compare", name, isAbsolute, comparison, limit };
}

function expectNext(tokens: string[], token: string): void {
  if (tokens.shift() !== token) throw new Slip(`a ${token} is missing`);
}

/** Whether it holds of these figures, each an exact decimal text. @throws Error where a figure that it names is not given: it was read with other names */
export function holds(threshold: Threshold, figures: ReadonlyMap<string, string>): boolean {
  switch (threshold.kind) {
    case "and":
      return threshold.parts.every((part) => holds(part, figures));
    case "or":
      return threshold.parts.some((part) => holds(part, figures));
    case "not":
      return !holds(threshold.part, figures);
    case "compare":
      return compares(threshold.comparison, figureOf(threshold, figures).compare(threshold.limit));
  }
}

function figureOf({ name, isAbsolute }: { name: string; isAbsolute: boolean }, figures: ReadonlyMap<string, string>): Rational {
  const text = figures.get(name);
  const figure = readDecimal(isAbsolute ? (text ?? "").replace(/^-/, "") : (text ?? ""));
  if (figure === undefined) throw new Error(`no figure ${name}`);
  return figure;
}

function compares(comparison: Comparison, sign: number): boolean {
  switch (comparison) {
    case ">": return sign > 0;
    case "<": return sign < 0;
    case ">=": return sign >= 0;
    case "<=": return sign <= 0;
    case "=": return sign === 0;
    case "!=": return sign !== 0;
  }
}
