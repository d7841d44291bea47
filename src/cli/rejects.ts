/** Refused rows as a CSV file: each as it stands in its own file, with the reason in front, to be mended and imported again. */
import { csvOf } from "../export/csv.js";
import type { Column, ReportRow } from "../catalogue/index.js";
import type { Reject } from "../engine/land.js";
import { exactBatches, probe } from "../sources/source.js";

const reasonColumns = ["refused_row", "refused_because", "remedy"];

/** Standard input can't be read twice: its rows are told by number and reason alone. */
export async function rejectsCsv(file: string, rejects: readonly Reject[]): Promise<Iterable<string>> {
  const { header, cells } = file === "-" ? { header: [], cells: new Map<number, string[]>() } : await rowsAt(file, new Set(rejects.map((reject) => reject.row)));
  const names = header.map((name, at) => (reasonColumns.includes(name) ? `${name}_${at + 1}` : name));
  const columns = [...reasonColumns, ...names].map((name): Column => ({ name, type: "text", kind: "label", title: name }));
  const rows = rejects.map((reject): ReportRow => ({
    ...Object.fromEntries(names.map((name, at) => [name, cells.get(reject.row)?.[at] ?? ""])),
    refused_row: reject.row,
    refused_because: reject.problems.map((p) => p.message).join(" "),
    remedy: [...new Set(reject.problems.map((p) => p.remedy))].join(" "),
  }));
  return csvOf({ columns, rows });
}

async function rowsAt(file: string, wanted: ReadonlySet<number>): Promise<{ header: string[]; cells: Map<number, string[]> }> {
  const outcome = await probe(file);
  const cells = new Map<number, string[]>();
  if ("problems" in outcome) return { header: [], cells };
  try {
    for await (const batch of exactBatches(outcome.probe)) {
      for (const row of batch) if (wanted.has(row.row)) cells.set(row.row, "cells" in row ? row.cells : [row.text]);
    }
    return { header: outcome.probe.header, cells };
  } finally {
    await outcome.probe.dispose();
  }
}
