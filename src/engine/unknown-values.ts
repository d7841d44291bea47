/** Values that a question filters by and that nothing has: no slip that can be refused, as they may come one day. */
import { problem, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import { useView } from "./derive.js";
import type { Question } from "./question.js";
import { sqlFile } from "./sql-file.js";

/** What each condition asks for that no line, no file about customers and no customer has. A value that is left empty means an empty one. */
export async function unknownValues(db: Database, { where, computed }: Question): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { column, op, values } of where.filter((condition) => (condition.op === "=" || condition.op === "!=") && !computed.includes(condition.column))) {
    if (column === "parent") await useView(db);
    for (const row of await db.rows(sqlFile("question/unknown_value"), { column, values: JSON.stringify(values) })) {
      problems.push(problem("value-unknown", { column, value: String(row["value"]), keeps: op === "=", nearest: row["near"] === null ? undefined : String(row["near"]) }));
    }
  }
  return problems;
}
