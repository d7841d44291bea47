/** An answer as CSV by RFC 4180: the keys of the JSON answer as the header, exact values, and no text that a spreadsheet would run. */
import type { Column, ReportRow } from "../catalogue/index.js";
import { isNumber } from "./grid.js";
import type { Sheet } from "./sheet.js";

const lineEnd = "\r\n";
/** What a spreadsheet takes for a formula, and the full-width forms of the same signs. */
const runs = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Begins with a sign and yet can't be run: a plain number, or the mark for "no product". */
const isHarmless = /^(-|[+-]?\d+(\.\d+)?)$/;
const special = /[",\r\n]/;

/** The sheet in chunks. Numbers stay numbers; what is undefined is empty. */
export function* csvOf(sheet: Pick<Sheet, "columns" | "rows">): Generator<string> {
  yield sheet.columns.map((column) => quoted(neutral(column.name))).join(",") + lineEnd;
  for (const row of sheet.rows) yield sheet.columns.map((column) => cellOf(row[column.name], column)).join(",") + lineEnd;
}

function cellOf(value: ReportRow[string] | undefined, column: Column): string {
  if (value === null || value === undefined) return "";
  return quoted(isNumber(column) ? String(value) : neutral(String(value)));
}

/** A text that a spreadsheet would run is made plain by an apostrophe in front. */
const neutral = (text: string): string => (runs.test(text) && !isHarmless.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
