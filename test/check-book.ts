import type { LineInput } from "../src/domain/contract.js";
import { readPolicy } from "../src/domain/policy.js";
import { openBookFile } from "../src/engine/book-file.js";
import type { Database } from "../src/engine/database.js";
import { Derivations } from "../src/engine/derivation.js";
import { setPolicyTables } from "../src/engine/derive.js";
import { importRows } from "../src/engine/import.js";

/** The day on which the checks are asked. */
export const on = "2025-06-30";

/** A line of customer acme, 1,200 for the year 2025, but for what is said. */
export const line = (line_id: string, said: Partial<LineInput> = {}): LineInput => ({
  line_id, customer_id: "acme", product: "Core", start_date: "2025-01-01", end_date: "2026-01-01", amount: "1200", amount_per: "year", ...said,
});

/** A book of these lines, without the walls of the library: what it derived can be spoiled. */
export async function openSpoilable(lines: LineInput[], words: Record<string, unknown> = {}): Promise<Database> {
  const db = await openBookFile(":memory:", {});
  const { policy } = readPolicy(words);
  await setPolicyTables(db, policy);
  await importRows(db, new Derivations(db), policy, lines, {});
  return db;
}
