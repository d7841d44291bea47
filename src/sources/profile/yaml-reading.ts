/** Walks a YAML text whose every node knows its line and column: keys and values that a profile can't have become problems there. */
import { isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, type Scalar, type YAMLMap } from "yaml";
import { nearest, problem, type Place, type Problem } from "../../domain/problem.js";

/** Reads one value; `undefined` where it told a problem. `path` is what the value is called in a message, as `columns.amount`. */
export type ReadNode<T> = (node: Node | null, path: string, walk: Walk) => T | undefined;

/** What a map with these readers is read as: each key may be missing. */
export type ReadRecord<Readers> = { [Key in keyof Readers]?: Readers[Key] extends ReadNode<infer Value> ? Value : never };

export class Walk {
  readonly problems: Problem[] = [];
  constructor(readonly file: string, readonly lines: LineCounter) {}

  placeOf(node: Node | null | undefined): Place {
    const offset = node?.range?.[0];
    if (offset === undefined) return { file: this.file };
    const at = this.lines.linePos(offset);
    return { file: this.file, line: at.line, column: at.col };
  }

  /** A value that is none. */
  wrong(node: Node | null, key: string, expected: string, known: string[] = []): undefined {
    const value = shown(node);
    this.problems.push(problem("profile-value", { key, value, expected, nearest: nearest(value, known) }, { ...this.placeOf(node), value }));
    return undefined;
  }

  unknownKey(key: Node, within: string, known: string[]): void {
    const name = textOf(key) ?? "?";
    this.problems.push(problem("profile-key-unknown", { key: name, within, known, nearest: nearest(name, known) }, { ...this.placeOf(key), value: name }));
  }

  /** The pairs of a map as key, key's node and value's node; told as wrong where it is no map. */
  pairs(node: Node | null, path: string, expected: string): { name: string; key: Node; value: Node | null }[] | undefined {
    if (!isMap(node)) return this.wrong(node, path, expected);
    return node.items.map((pair) => ({ name: textOf(pair.key as Node) ?? "?", key: pair.key as Node, value: pair.value as Node | null }));
  }

  /** A map with these keys only, each read by its reader; keys that are not there are left out. */
  record<Readers extends Record<string, ReadNode<unknown>>>(node: Node | null, path: string, readers: Readers, expected: string): ReadRecord<Readers> | undefined {
    const pairs = this.pairs(node, path, expected);
    if (pairs === undefined) return undefined;
    const found: { [key: string]: unknown } = {};
    for (const { name, key, value } of pairs) {
      const read = Object.hasOwn(readers, name) ? readers[name]! : undefined;
      if (read === undefined) this.unknownKey(key, path, Object.keys(readers));
      else {
        const got = read(value ?? key, `${path}.${name}`.replace(/^the profile\./, ""), this);
        if (got !== undefined) found[name] = got;
      }
    }
    return found as ReadRecord<Readers>;
  }
}

/** The text of a scalar as it is written: numbers keep their digits, true and false their word; null and what is no scalar have none. */
export function textOf(node: Node | null | undefined): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : ((node as Scalar & { source?: string }).source ?? String(node.value));
}

const shown = (node: Node | null | undefined): string => textOf(node) ?? (isSeq(node) ? "a list" : isMap(node) ? "a map" : "nothing");

export const text: ReadNode<string> = (node, path, walk) => textOf(node) ?? walk.wrong(node, path, "a text");

/** One of these words. */
export const oneOf = <T extends string>(...words: T[]): ReadNode<T> => (node, path, walk) => {
  const said = textOf(node);
  return words.find((word) => word === said) ?? walk.wrong(node, path, words.join(", "), words);
};

export const whole = (least: number, most: number): ReadNode<number> => (node, path, walk) => {
  const said = textOf(node);
  if (said === undefined || !/^-?\d{1,6}$/.test(said) || Number(said) < least || Number(said) > most) return walk.wrong(node, path, `a whole number from ${least} to ${most}`);
  return Number(said);
};

export const listOf = <T>(read: ReadNode<T>, expected: string, least = 1): ReadNode<T[]> => (node, path, walk) => {
  if (!isSeq(node) || node.items.length < least) return walk.wrong(node, path, expected);
  const items = node.items.map((item) => read(item as Node, path, walk));
  return items.some((item) => item === undefined) ? undefined : (items as T[]);
};

export const mapOf = <T>(read: ReadNode<T>, expected: string): ReadNode<Record<string, T>> => (node, path, walk) => {
  const pairs = walk.pairs(node, path, expected);
  if (pairs === undefined) return undefined;
  return Object.fromEntries(pairs.flatMap(({ name, key, value }) => {
    const got = read(value ?? key, `${path}.${name}`, walk);
    return got === undefined ? [] : [[name, got]];
  }));
};

/** Where a key stands, for problems that show only when the whole is known. */
export function nodeAt(node: Node | null, path: string[]): Node | null {
  const [first, ...rest] = path;
  if (first === undefined) return node;
  const pair = isMap(node) ? (node as YAMLMap).items.find((item) => textOf(item.key as Node) === first) : undefined;
  return pair === undefined ? null : rest.length === 0 ? ((pair as Pair).key as Node) : nodeAt((pair as Pair).value as Node | null, rest);
}
