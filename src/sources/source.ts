/** A file of rows: first probed from end to end, then, where a strict reader can't be trusted, read exactly. No SQL is known here. */
export { problemOfBroken } from "./broken.js";
export { exactBatches, exactRows } from "./exact-rows.js";
export { openTable } from "./open-table.js";
export { probe } from "./probe.js";
export { isPlain } from "./table-find/plain.js";
export type { Breakage, BrokenRow, ExactRow, Newline, Oddity, Probe, ProbeOutcome } from "./probed.js";
