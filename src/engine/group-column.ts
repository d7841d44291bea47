/** The columns that lines can be grouped and filtered by. */
import type { Database } from "./database.js";

export async function knownColumns(db: Database): Promise<string[]> {
  const rows = await db.rows("select distinct unnest(map_keys(attrs)) as name from cell order by name");
  return ["product", "currency", "customer", "source", ...rows.map((row) => String(row["name"]))];
}
