/** What a book holds, before any question is asked of it. */
import type { Database } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** Counts of the present view; the days are those of the lines' own terms, ends exclusive. */
export interface Contents {
  lines: number;
  customers: number;
  products: number;
  currencies: string[];
  first_start: string | null;
  last_end: string | null;
  /** Lines without an end. */
  open_ended: number;
}

export async function contentsOf(db: Database, reportingCurrency: string): Promise<Contents> {
  const row = await db.row(sqlFile("contents"), { reporting_currency: reportingCurrency });
  const day = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    lines: Number(row["lines"]),
    customers: Number(row["customers"]),
    products: Number(row["products"]),
    currencies: row["currencies"] as string[],
    first_start: day(row["first_start"]),
    last_end: day(row["last_end"]),
    open_ended: Number(row["open_ended"]),
  };
}
