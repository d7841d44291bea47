/** One line of JSON lines as cells of exact text. */
import { isLosslessNumber, parse, stringify } from "lossless-json";
import { namedValues } from "./json-keys.js";
import type { Breakage } from "./probed.js";

export type JsonRow = { cells: string[] } | { broken: Breakage; detail: string };

/**
 * Numbers keep their source text (`1.10`, `1e400`), null and absent keys are empty, booleans `true` and `false`,
 * values of nested objects stand under joined names (`account.id`), lists as their JSON text.
 */
export function readJsonRow(line: string, header: string[]): JsonRow {
  let value: unknown;
  try {
    value = parse(line);
  } catch (error) {
    return { broken: "bad_json", detail: `is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isObject(value)) return { broken: "no_object", detail: "is JSON, but no object" };
  const values = namedValues(value, isObject);
  const cells = header.map((key) => cellOf(values.get(key)));
  // a JSON text of UTF-8 bytes can say such characters only by an escape
  const unfit = line.includes("\\u") ? cells.findIndex((cell) => /\0|\p{Surrogate}/u.test(cell)) : -1;
  if (unfit !== -1) return { broken: "control_bytes", detail: `has a NUL or half a character in "${header[unfit]}"` };
  return { cells };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

function cellOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (isLosslessNumber(value)) return value.value;
  return typeof value === "boolean" ? String(value) : (stringify(value) ?? "");
}
