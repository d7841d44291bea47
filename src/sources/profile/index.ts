/** Profiles: how a table of any shape becomes lines, kept as YAML for the next one. */
export { applyProfile, type ApplyOptions } from "./apply-profile.js";
export { fieldNamed, matchedName } from "./fields.js";
export type { Spell } from "./field-reader.js";
export { findProfile, shippedProfiles } from "./find-profile.js";
export { profileOfExport } from "./known-export.js";
export { monthOfText } from "./month-text.js";
export type { AmountsIn, DateOrder, FieldSource, GridReading, Profile, RowFilter } from "./profile.js";
export { profileText, readProfile, readProfileFile, type ProfileReading } from "./read-profile.js";
export type { LineOfRow, Reader, ReadRow } from "./reader.js";
