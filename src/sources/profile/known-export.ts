/** Tells the export of a system that a shipped profile reads by the columns that no other table has, or by its title. */
import { loose } from "../loose.js";
import { findProfile, shippedProfiles } from "./find-profile.js";

/** The shipped profile that is made for a table with this header and this title above it, if one is. */
export function profileOfExport(header: readonly string[], title = ""): string | undefined {
  const names = new Set(header.map(loose));
  const isThere = (text: string): boolean => names.has(loose(text)) || loose(title).includes(loose(text));
  return shippedProfiles().find((name) => findProfile(name, "").profile?.known_by?.some((all) => all.every(isThere)) === true);
}
