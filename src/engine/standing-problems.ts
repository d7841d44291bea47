/** What an answer must say of itself: no lines at all, or currencies without a rate, whose lines are in no figure. */
import { decimalText, minorPlaces } from "../domain/money.js";
import { problem, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";

export async function standingProblems(db: Database): Promise<Problem[]> {
  const { lines } = await db.row("select count(*) as lines from line_version");
  if (Number(lines) === 0) return [problem("book-empty", {})];
  const rows = await db.rows(
    `select priced.currency, count(distinct line_key) as lines, coalesce(sum(native), 0) as native, string_agg(line_id, ', ') filter (where place <= 3) as examples
     from (select unrated_line.*, line_id, row_number() over (partition by currency order by line_id) as place from unrated_line join line_version using (line_key)) as priced
     group by priced.currency order by priced.currency`,
  );
  return rows.map((row) => {
    const currency = String(row["currency"]);
    const native = decimalText(BigInt(String(row["native"])), minorPlaces(currency));
    return problem("currency-without-rate", { currency, lines: String(row["lines"]), native, examples: String(row["examples"]) });
  });
}
