/** Which rows a profile keeps, and which it points out. */
import type { TableRow } from "../table.js";
import type { HeaderColumns } from "./header-columns.js";
import type { ColumnFilter, RowFilter } from "./profile.js";

export type RowTest = (row: TableRow) => boolean;

/** Texts are compared without case and surrounding spaces. Undefined where the column may be lacking, and is: the filter does not act; one of several then leaves it to the others. `isUsedUp`: it is then nothing else, such as a customer of a grid. */
export function rowTest(filter: RowFilter, columns: HeaderColumns, isUsedUp = false): RowTest | undefined {
  if ("any" in filter) {
    const tests = filter.any.flatMap((one) => rowTest(one, columns, isUsedUp) ?? []);
    return tests.length === 0 ? undefined : (row) => tests.some((test) => test(row));
  }
  const position = columns.find(filter.column, "a row filter", filter);
  if (position === undefined) return undefined;
  if (isUsedUp) columns.used.add(position);
  const cell = (row: TableRow): string => sameText(row.cells[position] ?? "");
  if ("empty" in filter) return (row) => (cell(row) === "") === filter.empty;
  if ("begins" in filter) {
    const beginnings = filter.begins.map(sameText);
    return (row) => beginnings.some((beginning) => cell(row).startsWith(beginning));
  }
  const listed = new Set(("is" in filter ? filter.is : filter.is_not).map(sameText));
  return "is" in filter ? (row) => listed.has(cell(row)) : (row) => !listed.has(cell(row));
}

/** The form in which two texts that differ in case or surrounding spaces are one. */
export const sameText = (text: string): string => text.trim().toLowerCase();

/** The columns that a filter looks at, the first first. */
export const filterColumns = (filter: RowFilter): [ColumnFilter, ...ColumnFilter[]] => ("any" in filter ? (filter.any as [ColumnFilter, ...ColumnFilter[]]) : [filter]);

/** A filter in words, for a sentence like `11 rows have an empty TotalCharges`. */
export function filterText(filter: RowFilter): string {
  if ("any" in filter) return filter.any.map(filterText).join(" or ");
  if ("empty" in filter) return `${filter.empty ? "an empty" : "a"} ${filter.column}`;
  if ("begins" in filter) return `${filter.begins.map((value) => `'${value} …'`).join(" or ")} as ${filter.column}`;
  const texts = ("is" in filter ? filter.is : filter.is_not).map((value) => `'${value}'`).join(" or ");
  return "is" in filter ? `${texts} as ${filter.column}` : `another ${filter.column} than ${texts}`;
}
