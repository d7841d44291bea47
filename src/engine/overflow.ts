/** Amounts that 128 bits can't hold: the engine stops at them rather than round, and this says of which lines, and what became of the work. */
import { problem, ProblemError } from "../domain/problem.js";
import type { Database } from "./database.js";

/** Whether a statement failed because a number did not fit. */
export function isOverflow(error: unknown): error is Error {
  return error instanceof Error && !(error instanceof ProblemError) && /out of range|overflow|Could not cast|Type (HUGEINT|INT128) with value/i.test(error.message);
}

/** The problem in place of the engine's own error; `lines` null: nobody could look which they are. */
export function overflowProblem(error: Error, outcome: string, lines: string[] | null): ProblemError {
  return new ProblemError([problem("amounts-overflow", { reason: error.message.split("\n")[0]!, outcome, lines })]);
}

/** The lines in force that need most digits, of one import or of all, as they were written; none where all are of usual size. */
export async function widestLines(db: Database, importId: number | null): Promise<string[]> {
  const rows = await db.rows(
    `select line_id, amount, quantity, amount_per, amount_every from book.line_version
     where superseded_at is null and import_id = coalesce($import_id, import_id) and (abs(gross_num) >= 1000000000000 or price_places > 6)
     order by greatest(length(cast(abs(gross_num) as varchar)), price_places) desc, line_id limit 3`,
    { import_id: importId },
  );
  return rows.map(({ line_id, amount, quantity, amount_per, amount_every }) => {
    const units = String(quantity) === "1" ? "" : ` x ${String(quantity)}`;
    return `${String(line_id)} (${String(amount)}${units} per ${String(amount_every) === "1" ? "" : `${String(amount_every)} `}${String(amount_per)})`;
  });
}
