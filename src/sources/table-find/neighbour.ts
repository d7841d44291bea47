/** Another list in the same sheet, to the right of the first. */
import { problem, type Problem } from "../../domain/problem.js";
import { wordsOf } from "../loose.js";
import { safeText } from "../safe-text.js";
import { columnName } from "../workbook/reference.js";
import type { HeadRow } from "./header.js";
import type { Raw } from "./raw-row.js";

/**
 * How many columns the first list has: all, unless behind a column that is empty throughout others begin that name customers of their own.
 * A column left empty for the look of it, as before the months of a grid, parts nothing.
 */
export function widthOfFirst(names: readonly string[], below: readonly HeadRow[]): number {
  for (let gap = 2; gap < names.length - 2; gap++) {
    if (names[gap] !== "" || below.some(({ cells }) => (cells[gap] ?? "").trim() !== "")) continue;
    if (namesCustomers(names.slice(0, gap)) && namesCustomers(names.slice(gap + 1))) return gap;
  }
  return names.length;
}

const namesCustomers = (names: readonly string[]): boolean =>
  names.filter((name) => name !== "").length > 1 && names.some((name) => wordsOf(name).some((word) => /^(?:customers?|accounts?|clients?|company|kunde|kunden|firma)$/.test(word)));

export const cutTo = (raw: Raw[], width: number): Raw[] => raw.map((row) => ("cells" in row && row.cells.length > width ? { ...row, cells: row.cells.slice(0, width) } : row));

/** What is said of columns that are not read; nothing where there are none. */
export function besideProblems(names: readonly string[], width: number, at: { file: string; row: number }): Problem[] {
  if (width === names.length) return [];
  const others = names.slice(width).filter((name) => name !== "").map(safeText).join(", ");
  return [problem("second-list", { where: `from column ${columnName(width + 1)} on`, names: others, rows: undefined, headerRow: undefined }, at)];
}
