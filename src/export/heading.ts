/** What a table is of, in which currency and unit, and what was asked. */
import type { Unit } from "./in-units.js";
import type { Sheet } from "./sheet.js";

/** "ARR waterfall in USD k (rounded so that it adds up)" */
export function titleOf(sheet: Sheet, unit?: Unit): string {
  const hasMoney = sheet.currency !== null && sheet.columns.some((column) => column.type === "money");
  if (!hasMoney) return sheet.title;
  return `${sheet.title} in ${sheet.currency}${unit === undefined ? "" : ` ${unit} (${sheet.shape === "apart" ? "rounded" : "rounded so that it adds up"})`}`;
}

/** Title and scope in one line. */
export const headingOf = (sheet: Sheet, unit?: Unit): string => [titleOf(sheet, unit), ...sheet.scope].join(", ");
