/**
 * A formula is text, read once: "(exit - entry) / entry". The figure, the inputs it needs and the sentence that explains it
 * all come from that one text, so they can't disagree.
 */
import { refuse } from "../problem.js";
import { Rational, readDecimal } from "../rational.js";
import { power } from "./power.js";

/** From the loosest binding to the tightest; `^` takes one exponent, the others run from left to right. */
const operatorLevels = [[">"], ["+", "-"], ["*", "/"], ["^"]];
const tokenPattern = /\s*([a-z_]\w*|\d+(?:\.\d+)?|[-+*/^>(),])/gy;

type Call = "max" | "min" | "ceil";
type Operation = "+" | "-" | "*" | "/" | "^" | ">" | Call;
export type Node =
  | { kind: "number"; value: Rational }
  | { kind: "name"; name: string }
  | { kind: "operation"; operation: Operation; operands: Node[] };

/** A formula ready to be worked out, with the names it needs in the order of their appearance. */
export interface Expression {
  source: string;
  names: string[];
  root: Node;
}

/** No number: `because` says which part has none, in the formula's own words. */
export interface NotDefined {
  because: string;
}

/** What a name stands for; a figure may itself be not defined. */
export type Scope = ReadonlyMap<string, Rational | NotDefined>;

/** Reads a formula of names, numbers, + - * / ^ >, max(a, b), min(a, b), ceil(a) and brackets. @throws Error: a formula in our own table is malformed. */
export function readExpression(source: string): Expression {
  const tokens = [...source.matchAll(tokenPattern)].map((match) => match[1]!);
  if (tokens.join("") !== source.replaceAll(/\s/g, "")) throw new Error(`cannot read the formula "${source}"`);
  const root = readLevel(tokens, 0);
  if (tokens.length > 0) throw new Error(`"${tokens[0]}" is one too many in the formula "${source}"`);
  return { source, names: [...new Set(namesOf(root))], root };
}

function readLevel(tokens: string[], level: number): Node {
  const operators = operatorLevels[level];
  if (!operators) return readAtom(tokens);
  let left = readLevel(tokens, level + 1);
  while (operators.includes(tokens[0] ?? "")) {
    const operation = tokens.shift() as Operation;
    left = { kind: "operation", operation, operands: [left, readLevel(tokens, level + 1)] };
  }
  return left;
}

function readAtom(tokens: string[]): Node {
  const token = tokens.shift() ?? "";
  if (token === "(") return closeBracket(tokens, readLevel(tokens, 0));
  if (isCall(token)) return readCall(tokens, token);
  const value = readDecimal(token);
  if (value) return { kind: "number", value };
  if (!/^[a-z_]/.test(token)) throw new Error(`"${token}" stands where a number or a name should`);
  return { kind: "name", name: token };
}

const isCall = (word: string): word is Call => word === "max" || word === "min" || word === "ceil";

function readCall(tokens: string[], operation: Call): Node {
  tokens.shift();
  const operands = [readLevel(tokens, 0)];
  while (tokens[0] === ",") {
    tokens.shift();
    operands.push(readLevel(tokens, 0));
  }
  return closeBracket(tokens, { kind: "operation", operation, operands });
}

function closeBracket(tokens: string[], inside: Node): Node {
  if (tokens.shift() !== ")") throw new Error("a bracket is not closed");
  return inside;
}

function namesOf(node: Node): string[] {
  if (node.kind === "operation") return node.operands.flatMap(namesOf);
  return node.kind === "name" ? [node.name] : [];
}

/**
 * The exact value; `>` gives 1 or 0. Not defined where a denominator is zero or negative, where a root is taken of a negative number,
 * or where a name is itself not defined. A power too large to work out is refused.
 * @throws Error if a name is missing from the scope: whoever calls asks for `names` first.
 */
export function evaluate(node: Node, scope: Scope): Rational | NotDefined {
  if (node.kind === "number") return node.value;
  if (node.kind === "name") {
    const value = scope.get(node.name);
    if (!value) throw new Error(`the formula's "${node.name}" was not given`);
    return value instanceof Rational ? value : { because: `${node.name} is undefined` };
  }
  const operands: Rational[] = [];
  for (const operand of node.operands) {
    const value = evaluate(operand, scope);
    if (!(value instanceof Rational)) return value;
    operands.push(value);
  }
  return apply(node.operation, operands, node.operands);
}

function apply(operation: Operation, values: Rational[], operands: Node[]): Rational | NotDefined {
  const [left, right] = values as [Rational, Rational];
  switch (operation) {
    case "+":
      return left.plus(right);
    case "-":
      return left.minus(right);
    case "*":
      return left.times(right);
    case "/":
      return isAboveZero(right) ? left.dividedBy(right) : { because: `${written(operands[1]!)} is not above zero` };
    case "^":
      return raise(left, right, operands);
    case ">":
      return new Rational(left.compare(right) > 0 ? 1n : 0n);
    case "max":
      return left.compare(right) < 0 ? right : left;
    case "min":
      return left.compare(right) > 0 ? right : left;
    case "ceil":
      return new Rational(left.ceil());
  }
}

function raise(base: Rational, exponent: Rational, operands: Node[]): Rational | NotDefined {
  if (base.isNegative() && !exponent.isWhole()) return { because: `${written(operands[0]!)} is below zero` };
  return power(base, exponent) ?? refuse("calc-too-large", { what: operands.map(bracketed).join(" ^ ") });
}

function isAboveZero(value: Rational): boolean {
  return !value.isNegative() && !value.isZero();
}

/** A part of a formula in words, for sentences. */
function written(node: Node): string {
  if (node.kind === "number") return node.value.toFixed(node.value.isWhole() ? 0 : 2);
  if (node.kind === "name") return node.name;
  if (isCall(node.operation)) return `${node.operation}(${node.operands.map(written).join(", ")})`;
  return node.operands.map(bracketed).join(` ${node.operation} `);
}

function bracketed(node: Node): string {
  const isCompound = node.kind === "operation" && !isCall(node.operation);
  return isCompound ? `(${written(node)})` : written(node);
}

/** The formula with each known name replaced by its value as shown; negative ones in brackets. */
export function withNumbers(expression: Expression, shown: ReadonlyMap<string, string>): string {
  return expression.source.replaceAll(/[a-z_]\w*/g, (name) => {
    const value = shown.get(name);
    if (value === undefined) return name;
    return value.startsWith("-") ? `(${value})` : value;
  });
}
