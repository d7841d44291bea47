/** The answer as JSON: one row a line, so that two answers can be compared with a plain diff. */
import type { ReportResult } from "../catalogue/index.js";
import type { Problem } from "../domain/problem.js";

/** The exact answer, in chunks. */
export function* jsonOf(result: ReportResult): Generator<string> {
  const { report, params, currency, columns, rows, next_cursor, problems, provenance } = result;
  yield* objectOf({ report, params, currency, columns, rows, next_cursor, problems, provenance });
}

/** Every answer that is none. */
export function jsonOfProblems(problems: readonly Problem[]): string {
  return [...objectOf({ ok: false, problems })].join("");
}

/** Any other answer; keys without a value are left out. */
export function* objectOf(answer: Record<string, unknown>): Generator<string> {
  yield* members(answer, "");
  yield "\n";
}

/** Objects that are longer than this stand on several lines. */
const longest = 100;

function* valueOf(value: unknown, indent: string): Generator<string> {
  if (isListOfObjects(value)) yield* elements(value, indent);
  else if (typeof value !== "object" || value === null || Array.isArray(value) || !isLong(value)) yield compact(value);
  else yield* members(value as Record<string, unknown>, indent);
}

const isListOfObjects = (value: unknown): value is unknown[] => Array.isArray(value) && value.some((element) => typeof element === "object" && element !== null);

/** An element that holds a list of its own: as one text it could be longer than a text may be. */
const holdsList = (element: unknown): element is Record<string, unknown> => typeof element === "object" && element !== null && !Array.isArray(element) && Object.values(element).some((part) => isListOfObjects(part) && part.length > 1);

const isLong = (value: object): boolean => Object.values(value).some((part) => Array.isArray(part) && part.length > 100) || JSON.stringify(value).length > longest;

function* members(value: Record<string, unknown>, indent: string): Generator<string> {
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  yield "{\n";
  for (const [place, [key, part]] of entries.entries()) {
    yield `${indent}  ${compact(key)}: `;
    yield* valueOf(part, `${indent}  `);
    yield place === entries.length - 1 ? "\n" : ",\n";
  }
  yield `${indent}}`;
}

function* elements(value: readonly unknown[], indent: string): Generator<string> {
  yield "[\n";
  for (const [place, element] of value.entries()) {
    yield `${indent}  `;
    if (holdsList(element)) yield* members(element, `${indent}  `);
    else yield compact(element);
    yield place === value.length - 1 ? "\n" : ",\n";
  }
  yield `${indent}]`;
}

// direction marks and the like would be obeyed by a terminal; in JSON they may as well be written as escapes
const obeyed = /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

const compact = (value: unknown): string => JSON.stringify(value).replace(obeyed, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
