/** The texts of src/sql, read once: file name = relation or report name. */
import { readFileSync } from "node:fs";

const texts = new Map<string, string>();

/** The SQL of `name`, e.g. "derive/arr_line". */
export function sqlFile(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`../sql/${name}.sql`, import.meta.url), "utf8");
    texts.set(name, text);
  }
  return text;
}

/** The temporary tables and views that the texts make, the last first: in this order they can be dropped. */
export function madeBy(names: readonly string[]): { kind: "table" | "view"; relation: string }[] {
  const made = names.flatMap((name) => [...sqlFile(name).matchAll(/^create or replace temp (table|view) (\w+)/gm)]);
  return made.map(([, kind, relation]) => ({ kind: kind as "table" | "view", relation: relation! })).reverse();
}
