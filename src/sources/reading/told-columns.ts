/** What each column of a table is by a profile: nothing is guessed, and what it does not name is an attribute or is not read. */
import { lineColumns } from "../../domain/contract.js";
import { loose } from "../loose.js";
import { columnsRead } from "../profile/columns-read.js";
import type { FieldSource, Profile } from "../profile/profile.js";
import type { GuessedColumn } from "./guess-types.js";

/** `guessed` gives the names and values of the columns, and which of them are months of a grid. */
export function toldColumns(profile: Profile, guessed: readonly GuessedColumn[]): GuessedColumn[] {
  const names = guessed.map(({ name }) => name);
  const order = (field: string): number => (lineColumns as readonly string[]).indexOf(field) >>> 0;
  const read = Object.entries(profile.columns).flatMap(([field, source]) => namesRead(source).flatMap(({ column, rank }) => ({ field, rank, position: positionOf(column, names) })));
  const listed = Array.isArray(profile.attributes) ? new Set(profile.attributes.map((name) => positionOf(name, names))) : undefined;
  return guessed.map((column, position): GuessedColumn => {
    const [first] = read.filter((each) => each.position === position).sort((a, b) => a.rank - b.rank || order(a.field) - order(b.field));
    const said = { ...column, sureness: 1, why: "the profile says so" };
    if (first !== undefined) return { ...said, role: { field: first.field } };
    if (profile.grid !== undefined && typeof column.role === "object" && column.role.field === "grid") return column;
    if (profile.years?.some((name) => positionOf(name, names) === position) === true) return { ...said, role: { field: "amount" } };
    const isAttribute = column.name !== "" && profile.attributes !== "none" && (listed === undefined || listed.has(position));
    return { ...said, role: isAttribute ? "attribute" : "ignored", why: "the profile does not name it" };
  });
}

/** Columns that a field is read from: as it stands before those that it is worked out from. */
function namesRead(source: FieldSource): { column: string; rank: number }[] {
  if ("const" in source) return [];
  const isShifted = "months" in source || "days" in source;
  const term = "months" in source && typeof source.months === "object" ? [source.months.from, ...(source.months.or ?? [])] : [];
  return [...columnsRead(source).map((column) => ({ column, rank: isShifted ? 2 : 0 })), ...term.map((column) => ({ column, rank: 1 }))];
}

/** By exact name, else by number, else loosely; -1 where the table has none. */
function positionOf(column: string, names: readonly string[]): number {
  const exact = names.indexOf(column.trim());
  const numbered = /^#(\d{1,4})$/.exec(column.trim());
  if (exact >= 0 || numbered !== null) return exact >= 0 ? exact : Number(numbered![1]) - 1;
  return names.findIndex((name) => name !== "" && loose(name) === loose(column));
}
