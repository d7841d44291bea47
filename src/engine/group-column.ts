/** The names that a question may use: columns to group and filter by, and customers. */
import { dimensionNames } from "../catalogue/dimensions.js";
import type { Database } from "./database.js";

export interface KnownColumns {
  /** All that a question may name. */
  names: string[];
  /** Those of them that are worked out: a column of the lines that has such a name stands in its place. */
  computed: string[];
}

export async function knownColumns(db: Database): Promise<KnownColumns> {
  const rows = await db.rows(
    `select distinct unnest(map_keys(attrs)) as name from cell
     union select distinct name from customer_fact where superseded_at is null and name not in ('name', 'parent_id', 'parent_name') order by name`,
  );
  const written = rows.map((row) => String(row["name"]));
  const computed = dimensionNames.filter((name) => !written.includes(name));
  return { names: ["product", "currency", "customer", "parent", "source", ...written, ...computed], computed };
}

/** The customer's id that is most like a text. */
export async function likeCustomer(db: Database, text: string): Promise<string[]> {
  const rows = await db.rows("select customer_id from payer() order by levenshtein(lower(customer_id), lower($text)), customer_id limit 1", { text });
  return rows.map((row) => String(row["customer_id"]));
}
