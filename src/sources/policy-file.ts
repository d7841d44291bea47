/** Reads a policy file: YAML whose problems name line and column, and whose numbers are kept as they are written. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type Pair, type Scalar } from "yaml";
import { readPolicy, type Policy } from "../domain/policy.js";
import { problem, type Place, type Problem } from "../domain/problem.js";
import { ratesIn } from "./rates-file.js";

/** The words of a policy text, numbers as their source text. @param textOf the text of a file that it names, such as its rates */
export function readPolicyText(yaml: string, file: string, textOf?: (name: string) => string): { words: Record<string, unknown>; policy?: Policy; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const first = document.errors[0];
  if (first) {
    const at = lines.linePos(first.pos[0]);
    return { words: {}, problems: [problem("policy-file", { reason: first.message.split("\n")[0]! }, { file, line: at.line, column: at.col })] };
  }
  if (document.contents !== null && !isMap(document.contents)) {
    return { words: {}, problems: [problem("policy-file", { reason: "it holds no `knob: value` pairs" }, { file, line: 1 })] };
  }
  const words = withRates((plain(document.contents) ?? {}) as Record<string, unknown>, textOf);
  const read = readPolicy(words, (path) => ({ file, ...position(document, path[0]!, lines) }));
  return read.problems.length > 0 ? { words, problems: read.problems } : { words, policy: read.policy, problems: [] };
}

/** The rates of a file stand in the place of its name, so that what a book remembers is whole. */
function withRates(words: Record<string, unknown>, textOf: ((name: string) => string) | undefined): Record<string, unknown> {
  const { rates_file: name, ...fx } = (words["fx"] ?? {}) as Record<string, unknown>;
  if (typeof name !== "string" || textOf === undefined || fx["mode"] !== "dated" || fx["rates"] !== undefined) return words;
  return { ...words, fx: { ...fx, rates: ratesIn(textOf(name), name) } };
}

/** Numbers stay text (1.10, 365/7); null and true/false keep their meaning. */
function plain(node: unknown): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyText(pair as Pair), plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  return typeof node.value === "number" || typeof node.value === "bigint" ? ((node as Scalar & { source?: string }).source ?? String(node.value)) : node.value;
}

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String((pair.key as Scalar & { source?: string }).source ?? pair.key.value) : String(pair.key));

function position(document: Document, key: string, lines: LineCounter): Place {
  if (!isMap(document.contents)) return {};
  const pair = document.contents.items.find((item) => keyText(item as Pair) === key);
  const offset = (pair?.key as Node | undefined)?.range?.[0];
  if (offset === undefined) return {};
  const at = lines.linePos(offset);
  return { line: at.line, column: at.col };
}
