/** Which columns of a table a field is read from. */
import type { ReadColumn } from "./profile.js";

/** The column that stands in for an empty cell, with what is said of it. */
export function fallbackOf({ if_empty }: ReadColumn): ReadColumn | undefined {
  return typeof if_empty === "string" ? { from: if_empty } : if_empty;
}

/** A field's column and those that stand in for it, each by all of its names, in the order in which they are tried. */
export function columnsRead(source: ReadColumn): string[] {
  const fallback = fallbackOf(source);
  return [source.from, ...(source.or ?? []), ...(fallback === undefined ? [] : columnsRead(fallback))];
}
