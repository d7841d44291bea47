/** An answer as CSV by RFC 4180: the keys of the JSON answer as the header, exact values where no unit is asked for, and no text that a spreadsheet would run. */
import type { Column, ReportRow } from "../catalogue/index.js";
import { isNumber } from "./grid.js";
import { inUnits, type Unit } from "./in-units.js";
import type { Sheet } from "./sheet.js";

const lineEnd = "\r\n";
/** What a spreadsheet takes for a formula, and the full-width forms of the same signs. */
const runs = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Begins with a sign and yet can't be run: a plain number, or the mark for "no product". */
const isHarmless = /^(-|[+-]?\d+(\.\d+)?)$/;
const special = /[",\r\n]/;

/** The sheet in chunks. Numbers stay numbers; what is undefined is empty. */
export function* csvOf(sheet: Pick<Sheet, "columns" | "rows">, headOf: (column: Column) => string = ({ name }) => name): Generator<string> {
  yield sheet.columns.map((column) => quoted(neutral(headOf(column)))).join(",") + lineEnd;
  for (const row of sheet.rows) yield sheet.columns.map((column) => cellOf(row[column.name], column)).join(",") + lineEnd;
}

/** In thousands or millions the header of each amount says so, and a cell stays a number: too small to show is 0. */
export function csvInUnits(sheet: Sheet, unit: Unit): Generator<string> {
  const shown = inUnits(sheet, unit);
  const rows = shown.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "string" && isTooSmall(value, name, shown) ? "0" : value])));
  return csvOf({ columns: shown.columns, rows }, ({ name, type }) => (type === "money" ? `${name} (${String(shown.currency)} ${unit})` : name));
}

const isTooSmall = (value: string, name: string, { columns }: Sheet): boolean => /^[<>]/.test(value) && columns.some((column) => column.name === name && column.type === "money");

function cellOf(value: ReportRow[string] | undefined, column: Column): string {
  if (value === null || value === undefined) return "";
  return quoted(isNumber(column) ? String(value) : neutral(String(value)));
}

/** A text that a spreadsheet would run is made plain by an apostrophe in front. */
const neutral = (text: string): string => (runs.test(text) && !isHarmless.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
