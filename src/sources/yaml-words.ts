/** The words of a YAML file of `key: value` pairs: numbers are kept as they are written, and every key and entry knows its line and column. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair, type Scalar } from "yaml";
import type { Place } from "../domain/problem.js";

export interface YamlWords {
  words: Record<string, unknown>;
  /** Where a key or an entry of a list stands: the keys and places that lead to it, as far as they are there. */
  placeOf: (path: readonly string[]) => Place;
}

/** What can't be read, and where. */
export interface Unreadable {
  reason: string;
  at: Place;
}

/** Reads a text; nothing at all holds no pairs and is no mistake. */
export function yamlWords(yaml: string, file: string): YamlWords | Unreadable {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const first = document.errors[0];
  if (first) {
    const at = lines.linePos(first.pos[0]);
    return { reason: first.message.split("\n")[0]!, at: { file, line: at.line, column: at.col } };
  }
  if (document.contents !== null && !isMap(document.contents)) return { reason: "it holds no `key: value` pairs", at: { file, line: 1 } };
  return {
    words: (plain(document.contents) ?? {}) as Record<string, unknown>,
    placeOf: (path) => ({ file, ...position(document.contents, path, lines) }),
  };
}

/** Numbers stay text (1.10, 365/7); null and true/false keep their meaning. */
function plain(node: unknown): unknown {
  if (isMap(node)) return Object.fromEntries(node.items.map((pair) => [keyText(pair as Pair), plain(pair.value)]));
  if (isSeq(node)) return node.items.map(plain);
  if (!isScalar(node)) return null;
  return typeof node.value === "number" || typeof node.value === "bigint" ? ((node as Scalar & { source?: string }).source ?? String(node.value)) : node.value;
}

const keyText = (pair: Pair): string => (isScalar(pair.key) ? String((pair.key as Scalar & { source?: string }).source ?? pair.key.value) : String(pair.key));

/** The last key on the way that is there. */
function position(contents: unknown, path: readonly string[], lines: LineCounter): Place {
  let node: unknown = contents;
  let found: Node | undefined;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find((item) => keyText(item as Pair) === step) : undefined;
    const entry = isSeq(node) ? node.items[Number(step)] : undefined;
    if (pair === undefined && entry === undefined) break;
    found = (pair?.key ?? entry) as Node;
    node = pair?.value ?? entry;
  }
  const offset = found?.range?.[0];
  if (offset === undefined) return {};
  const at = lines.linePos(offset);
  return { line: at.line, column: at.col };
}
