/** A served book so small that thousands of questions cost little, in which the example of each report has an answer. */
import { ServedBook } from "../../src/engine/served-book.js";

const line = (line_id: string, customer_id: string, start_date: string, end_date: string | undefined, amount: string, rest: Record<string, string> = {}) => ({ line_id, customer_id, start_date, ...(end_date === undefined ? {} : { end_date }), amount, amount_per: "year", product: "Platform", segment: "smb", csm: "Jane", ...rest });

export const exampleLines = [
  line("1", "acme", "2024-01-01", "2027-01-01", "12000.00", { segment: "enterprise", go_live: "2024-02" }),
  line("2", "acme", "2025-02-01", "2027-02-01", "2400.00", { product: "Seats", segment: "enterprise", signed_on: "2025-01-20" }),
  line("3", "birch", "2024-06-01", "2025-06-01", "6000.00", { csm: "Omar" }),
  line("4", "birch", "2025-06-01", "2026-06-01", "7200.00", { csm: "Omar", signed_on: "2025-05-20" }),
  line("5", "cedar", "2024-03-01", "2025-03-15", "900.50", { customer_name: "Cedar, \"Oak\" & Sons" }),
  line("6", "dune", "2025-09-01", undefined, "3600.00", { product: "Seats" }),
  line("7", "acme", "2025-03-01", "2025-04-01", "50.00", { kind: "usage", amount_per: "month", product: "Calls" }),
];

export async function exampleBook(options: { readers?: number } = {}): Promise<ServedBook> {
  const book = await ServedBook.open({ path: ":memory:", readers: 1, threads: 1, ...options });
  await book.change(async (writer) => {
    await writer.import(exampleLines);
    await writer.closePeriod("2026-01");
  });
  return book;
}
