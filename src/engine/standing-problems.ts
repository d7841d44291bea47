/** What an answer must say of itself: no lines at all, or currencies without a rate, whose lines are in no figure. */
import { problem, type Problem } from "../domain/problem.js";
import { unratedCurrencies } from "./check.js";
import type { Database } from "./database.js";

/** `on` is the day at whose close the ARR of those lines is told; `places` are the decimals of the reporting currency. */
export async function standingProblems(db: Database, on: string, places: number): Promise<Problem[]> {
  const { lines } = await db.row("select count(*) as lines from line_version");
  if (Number(lines) === 0) return [problem("book-empty", {})];
  return unratedCurrencies(db, on, places);
}

/** True where no answer has any of this to say, on whatever day. */
export async function isClean(db: Database): Promise<boolean> {
  const row = await db.row("select exists (select 1 from line_version) and not exists (select 1 from unrated_line) as is_clean");
  return row["is_clean"] === true;
}
