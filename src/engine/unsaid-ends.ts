/** Ends of which a guessed list leaves open whether they are the last day of service, where the lines of the book mean theirs otherwise than the policy. */
import type { Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import type { RowSet } from "./row-set.js";
import { sqlFile } from "./sql-file.js";

/** To be asked when the book's figures are those after the import: nearly all lines from before must agree to speak for others. */
export async function unsaidEnds(db: Database, policy: Policy, { reading, source }: RowSet): Promise<Problem[]> {
  if (reading?.openEnds === undefined) return [];
  const row = await db.row(sqlFile("land/unsaid_end"));
  const [unsaid, known, otherwise] = [Number(row["unsaid"]), Number(row["known"]), Number(row["otherwise"])];
  if (unsaid === 0 || known === 0 || otherwise * 10 < known * 9) return [];
  return [problem("end-convention-open", { unsaid, known, otherwise, policy: policy.end_date_convention }, { file: source, column: reading.openEnds })];
}
