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
