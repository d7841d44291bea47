/** Which rows count, as a flag says it. */
import type { ColumnFilter, RowFilter } from "../profile/profile.js";

/** `Churn!=Yes`, `Stage=Closed Won,Won`, `Deleted=` (empty), `Status!=Churned|End!=` (one of them holds); `all` keeps every row. Undefined for anything else. */
export function filtersOfText(text: string): RowFilter[] | undefined {
  if (text.trim().toLowerCase() === "all") return [];
  const ways = text.split("|").map(filterOfText);
  if (ways.length > 1 && ways.every((way) => way !== undefined)) return [{ any: ways }];
  const filter = filterOfText(text);
  return filter === undefined ? undefined : [filter];
}

function filterOfText(text: string): ColumnFilter | undefined {
  const parts = /^(?<column>[^=]*?[^=!\s])\s*(?<not>!)?=(?<values>.*)$/s.exec(text.trim())?.groups;
  if (parts === undefined) return undefined;
  const column = parts["column"]!.trim();
  const values = parts["values"]!.split(",").map((value) => value.trim()).filter((value) => value !== "");
  if (values.length === 0) return { column, empty: parts["not"] === undefined };
  return parts["not"] === undefined ? { column, is: values } : { column, is_not: values };
}
