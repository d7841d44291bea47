/** What a later file does to lines that the book knew, and that no count of rows says: those that stay although their row brings nothing, and those whose past changes. */
import { today } from "../domain/calendar.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import { safeText } from "../sources/safe-text.js";
import type { Database, Row } from "./database.js";
import { sqlFile } from "./sql-file.js";
import { groupedText } from "./stake.js";

/** The lines that are named, out of how many. */
function namesOf(rows: readonly Row[]): { lines: number; first: string; named: string } {
  const ids = rows.map((row) => safeText(String(row["line_id"])));
  const lines = Number(rows[0]!["lines"]);
  return { lines, first: ids[0]!, named: ids.join(", ") + (lines > ids.length ? `, and ${lines - ids.length} more` : "") };
}

/** Lines whose price a file changes from their start on; to be asked when their versions are kept. */
export async function repricedLines(db: Database, policy: Policy, file: string): Promise<Problem[]> {
  const rows = await db.rows(sqlFile("land/repriced_line"), { on: today(policy.time_zone) });
  return rows.length === 0 ? [] : [problem("lines-repriced", namesOf(rows), { file })];
}

/** To be asked when the book's figures are those after the import. */
export async function standingLines(db: Database, policy: Policy, file: string): Promise<Problem[]> {
  const found = await db.rows(sqlFile("land/standing_line"), { on: today(policy.time_zone) });
  const told = [true, false].map((isLeftOut) => found.filter((row) => (row["is_left_out"] === true) === isLeftOut)).filter((rows) => rows.length > 0);
  return told.map((rows) => {
    return problem("lines-stand", {
      ...namesOf(rows), isLeftOut: rows[0]!["is_left_out"] === true,
      arr: groupedText(decimalText(BigInt(String(rows[0]!["arr_of_all"])), minorPlaces(policy.reporting_currency))), currency: policy.reporting_currency,
    }, { file });
  });
}
