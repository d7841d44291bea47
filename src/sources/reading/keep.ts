/** Which rows count, as a flag says it. */
import type { RowFilter } from "../profile/profile.js";

/** `Churn!=Yes`, `Stage=Closed Won,Won`, `Deleted=` (empty); `all` keeps every row. Undefined for anything else. */
export function filtersOfText(text: string): RowFilter[] | undefined {
  if (text.trim().toLowerCase() === "all") return [];
  const parts = /^(?<column>[^=]*?[^=!\s])\s*(?<not>!)?=(?<values>.*)$/s.exec(text.trim())?.groups;
  if (parts === undefined) return undefined;
  const column = parts["column"]!.trim();
  const values = parts["values"]!.split(",").map((value) => value.trim()).filter((value) => value !== "");
  if (values.length === 0) return [{ column, empty: parts["not"] === undefined }];
  return [parts["not"] === undefined ? { column, is: values } : { column, is_not: values }];
}
