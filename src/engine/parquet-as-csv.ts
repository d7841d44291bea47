import { problem, ProblemError } from "../domain/problem.js";
import { basename } from "node:path";
import { Database } from "./database.js";

/**
 * Writes the rows of a Parquet file as CSV: decimals and integers in full, days and times in ISO form (times with a zone in UTC), NULL as an empty cell.
 * It has an engine of its own, since tables are found before a book is asked. Throws a ProblemError where the file can't be read.
 */
export async function parquetAsCsv(path: string, target: string): Promise<void> {
  const db = await Database.start();
  try {
    await db.run("set timezone = 'UTC'");
    await db.run("copy (select * from read_parquet($path)) to $target (format csv, header true)", { path: path.replace(/[*?[]/g, "[$&]"), target });
  } catch (error) {
    const file = basename(path);
    const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0]!.replaceAll(path, file).slice(0, 200);
    throw new ProblemError([problem("parquet-broken", { file, reason }, { file })]);
  } finally {
    db.close();
  }
}
