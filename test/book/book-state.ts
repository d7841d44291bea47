/** Everything a book holds, as one hash that knows nothing of when it was written. */
import { createHash } from "node:crypto";
import { Database } from "../../src/engine/database.js";

const parts = [
  "select * exclude (recorded_at, superseded_at, retracted_at), recorded_at is null as is_first, superseded_at is null as is_present from line_version order by line_key",
  "select * from customer order by customer_key",
  "select * from cell order by cell_key",
  "select import_id, kind, source, rows_read, used, unchanged, ignored, rejected, superseded from import order by import_id",
  "select * exclude (recorded_at, superseded_at) from customer_fact order by fact_key",
  "select * from source_alias order by all",
  "select * from arr_line order by line_key, from_on",
  "select * from arr_change order by line_key, on_date, arr",
  "select * from customer_day order by customer_key, on_date",
  "select * from counted_line order by line_key",
];

export async function bookState(path: string): Promise<string> {
  const db = await Database.start();
  try {
    await db.run(`attach '${path}' as book; set search_path = 'book'`);
    const sum = createHash("sha256");
    for (const part of parts) sum.update(JSON.stringify(await db.rows(part)));
    return sum.digest("hex");
  } finally {
    db.close();
  }
}
