/** The table in a file that another reader writes out as CSV first, in a folder that goes with the table. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "../domain/problem.js";
import type { OpenSource } from "./open-source.js";
import { passingFolder } from "./passing-folder.js";
import type { Table } from "./table.js";
import { csvTable } from "./table-find/csv-table.js";

/** Writes the rows of the file `from` as CSV with a header to the file `to`. */
export type WriteAsCsv = (from: string, to: string) => Promise<void>;

/** `content` is the sha256 of the file itself. Throws what `write` throws; the source passes into the keeping of the table. */
export async function spooledTable(source: OpenSource, content: string, write: WriteAsCsv): Promise<{ table: Table } | { problems: Problem[] }> {
  const folder = await passingFolder();
  const dispose = async () => {
    await folder.remove();
    await source.dispose();
  };
  try {
    const readFrom = join(folder.path, "rows.csv");
    await write(source.readFrom, readFrom);
    const written: OpenSource = { ...source, readFrom, bytes: (await stat(readFrom)).size, dispose };
    const outcome = await csvTable(written, 1);
    return "problems" in outcome ? outcome : { table: { ...outcome.table, content } };
  } catch (error) {
    await dispose();
    throw error;
  }
}
