/** Refused rows as a CSV file: the row, what is wrong and the remedy, then the cells as they stand in the source, to be mended and imported again. */
import { rejectColumns } from "../sources/columns.js";
import { csvOf } from "../export/csv.js";
import type { Column, ReportRow } from "../catalogue/index.js";
import { withoutControls } from "../sources/safe-text.js";
import type { Reject } from "../engine/land.js";

export interface Refused {
  file: string;
  rejects: readonly Reject[];
}

/** The file stands in front where there are several. Control characters of cells and names are written out, as a terminal would obey them. */
export function rejectsCsv(refused: readonly Refused[]): Iterable<string> {
  const isOfSeveral = refused.filter(({ rejects }) => rejects.length > 0).length > 1;
  const inFront = isOfSeveral ? ["file", ...rejectColumns] : [...rejectColumns];
  const names = new Set(inFront);
  const rows: ReportRow[] = [];
  for (const { file, rejects } of refused) {
    for (const { row, problems, cells = [] } of rejects) {
      const own = cells.map(([name, cell], at): [string, string] => [nameOf(name, at, inFront), withoutControls(cell)]);
      for (const [name] of own) names.add(name);
      const reason = problems.map((p) => p.message).join(" ");
      const remedy = [...new Set(problems.map((p) => p.remedy))].join(" ");
      rows.push({ ...Object.fromEntries(own), ...(isOfSeveral ? { file } : {}), row, reason, remedy });
    }
  }
  return csvOf({ columns: [...names].map((name): Column => ({ name, type: "text", kind: "label", title: name })), rows });
}

/** A column of the source keeps its name, unless it has none or one that is ours. */
function nameOf(name: string, at: number, inFront: readonly string[]): string {
  const shown = withoutControls(name);
  return shown === "" || inFront.includes(shown) ? `${shown}_${at + 1}` : shown;
}
