import { refuse } from "../domain/problem.js";

/**
 * Objects of a program as a header (keys in order of first sight) and rows of text, like those of a file.
 * Numbers are spelt as JavaScript spells them, so NaN and 1e+21 stay texts that are refused by row, and none is rounded here.
 * Throws a ProblemError where an element is no object.
 */
export function rowsOfObjects(objects: Record<string, unknown>[]): { header: string[]; rows: string[][] } {
  const keys = new Set<string>();
  objects.forEach((object, i) => {
    const kind = kindOf(object);
    if (kind !== "object") refuse("row-no-object", { row: i + 1, detail: `of the array is ${kind}, not an object` }, { row: i + 1 });
    for (const key of Object.keys(object)) keys.add(key);
  });
  const header = [...keys];
  return { header, rows: objects.map((object) => header.map((key) => (Object.hasOwn(object, key) ? textOf(object[key]) : ""))) };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}

/** Dates as ISO text; objects by their `toJSON` (decimals, Temporal), else as JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (typeof value !== "object") return String(value);
  if ("toJSON" in value && typeof value.toJSON === "function") return textOf(value.toJSON());
  try {
    return JSON.stringify(value);
  } catch {
    return String(value); // a circle or a bigint inside: text that no column takes for a number or a date
  }
}
