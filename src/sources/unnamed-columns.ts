import { problem, type Problem } from "../domain/problem.js";
import { exactBatches } from "./exact-rows.js";
import type { Probe } from "./probed.js";
import { safeText } from "./safe-text.js";

/** A warning for each column without a name that holds a value: those values are read by nobody. Free where all have names. */
export async function unnamedColumns(probe: Probe): Promise<Problem[]> {
  const open = new Set(probe.header.flatMap((name, at) => (name.trim() === "" ? [at] : [])));
  const warnings: Problem[] = [];
  if (open.size === 0) return warnings;
  for await (const batch of exactBatches(probe)) {
    for (const row of batch) {
      if (!("cells" in row)) continue;
      for (const at of open) {
        const value = row.cells[at]!;
        if (value.trim() === "") continue;
        open.delete(at);
        warnings.push(problem("column-unnamed", { column: at + 1, value: safeText(value) }, { file: probe.file, row: row.row, column: at + 1, value }));
      }
    }
    if (open.size === 0) break;
  }
  return warnings;
}
