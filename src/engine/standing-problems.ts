/** What every answer has to say of the book behind it: that it holds no line, or that lines are in no figure, as their currency has no rate. */
import { problem, type Problem } from "../domain/problem.js";
import { unratedCurrencies } from "./check.js";
import type { Database } from "./database.js";

/** `on` is the day at whose close the ARR of those lines is told; `places` are the decimals of the reporting currency. */
export async function standingProblems(db: Database, on: string, places: number): Promise<Problem[]> {
  const { lines } = await db.row("select count(*) as lines from line_version");
  if (Number(lines) === 0) return [problem("book-empty", {})];
  return unratedCurrencies(db, on, places);
}

/** Whether there is nothing of this to say, whatever the day. */
export async function isClean(db: Database): Promise<boolean> {
  const row = await db.row("select exists (select 1 from line_version) and not exists (select 1 from unrated_line) as is_clean");
  return row["is_clean"] === true;
}
