/** Finds customers by what somebody remembers of them: a part of the name or of the id. */
import { decimalText } from "../domain/money.js";
import type { Database } from "./database.js";
import { sqlFile } from "./sql-file.js";

export interface FoundCustomer {
  customer: string;
  name: string;
  /** Empty: none. */
  parent: string;
  /** Its own at the close of the day, exact decimal text; that of its children is theirs. */
  arr: string;
  /** What lines and files about customers say of it, such as segment or csm. */
  attributes: Record<string, string>;
}

export interface CustomerSearch {
  on: string;
  currency: string;
  /** How many there are, also where fewer are listed. */
  found: number;
  customers: FoundCustomer[];
}

export interface SearchOptions {
  /** The day at whose close ARR is told; today. */
  on?: string | undefined;
  /** 20. */
  limit?: number | undefined;
}

export async function findCustomers(db: Database, text: string, on: string, limit: number, places: number): Promise<Pick<CustomerSearch, "found" | "customers">> {
  const rows = await db.rows(sqlFile("customer_search"), { text, on, limit });
  const customers = rows.map(({ customer, name, parent, arr, attributes }): FoundCustomer => ({
    customer: String(customer), name: String(name), parent: String(parent), arr: decimalText(BigInt(String(arr)), places), attributes: JSON.parse(String(attributes)) as Record<string, string>,
  }));
  return { found: Number(rows[0]?.["found"] ?? 0), customers };
}
