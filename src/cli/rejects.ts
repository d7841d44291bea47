/** Refused rows as a CSV file: each as it stands in its own file, with the reason in front, to be mended and imported again. */
import { csvOf } from "../export/csv.js";
import type { Column, ReportRow } from "../catalogue/index.js";
import type { Reject } from "../engine/land.js";
import { exactBatches, probe } from "../sources/source.js";

export interface Refused {
  file: string;
  rejects: readonly Reject[];
}

const reasonColumns = ["refused_file", "refused_row", "refused_because", "remedy"];

/** Standard input can't be read twice: its rows are told by number and reason alone. */
export async function rejectsCsv(refused: readonly Refused[]): Promise<Iterable<string>> {
  const rows: ReportRow[] = [];
  const names = new Set(reasonColumns);
  for (const { file, rejects } of refused) {
    const { header, cells } = file === "-" ? nothing : await rowsAt(file, new Set(rejects.map((reject) => reject.row)));
    const own = header.map((name, at) => (reasonColumns.includes(name) ? `${name}_${at + 1}` : name));
    for (const name of own) names.add(name);
    for (const reject of rejects) rows.push({ ...rowOf(own, cells.get(reject.row) ?? []), ...reasonOf(file, reject) });
  }
  return csvOf({ columns: [...names].map((name): Column => ({ name, type: "text", kind: "label", title: name })), rows });
}

const rowOf = (names: readonly string[], cells: readonly string[]): ReportRow => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));

const reasonOf = (file: string, { row, problems }: Reject): ReportRow => ({
  refused_file: file,
  refused_row: row,
  refused_because: problems.map((p) => p.message).join(" "),
  remedy: [...new Set(problems.map((p) => p.remedy))].join(" "),
});

const nothing = { header: [] as string[], cells: new Map<number, string[]>() };

async function rowsAt(file: string, wanted: ReadonlySet<number>): Promise<typeof nothing> {
  const outcome = await probe(file);
  const cells = new Map<number, string[]>();
  if ("problems" in outcome) return nothing;
  try {
    for await (const batch of exactBatches(outcome.probe)) {
      for (const row of batch) if (wanted.has(row.row)) cells.set(row.row, "cells" in row ? row.cells : [row.text]);
    }
    return { header: outcome.probe.header, cells };
  } finally {
    await outcome.probe.dispose();
  }
}
