/** What an answer must say of itself: no lines at all, or currencies without a rate, whose lines are in no figure. */
import { decimalText, minorPlaces } from "../domain/money.js";
import { problem, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import { sqlFile } from "./sql-file.js";

export async function standingProblems(db: Database): Promise<Problem[]> {
  const { lines } = await db.row("select count(*) as lines from line_version");
  if (Number(lines) === 0) return [problem("book-empty", {})];
  const rows = await db.rows(sqlFile("check/currency_without_rate"));
  return rows.map((row) => {
    const currency = String(row["currency"]);
    const native = decimalText(BigInt(String(row["native"])), minorPlaces(currency));
    return problem("currency-without-rate", { currency, lines: String(row["lines"]), native, examples: String(row["examples"]) });
  });
}
