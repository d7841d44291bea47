/** Group columns and customers that no line has are slips of the pen. */
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import { knownColumns, likeCustomer } from "./group-column.js";
import type { Question } from "./question.js";
import { sqlFile } from "./sql-file.js";

/** Refuses names that are not there, and looks up the key of the customer that is asked for. */
export async function checkNames(db: Database, question: Question): Promise<void> {
  const problems: Problem[] = [];
  // a close knows its cuts, by columns too that no line has any more
  const ownGroups = question.report.madeOf === "closes" || question.report.params.some((param) => param.name === "by" && param.choices !== undefined);
  const columns = (ownGroups ? [] : question.by).concat(question.where.map((condition) => condition.column));
  if (columns.length > 0) {
    const { names: known, computed } = await knownColumns(db);
    for (const column of columns) if (!known.includes(column)) problems.push(problem("column-unknown", { column, known, nearest: nearest(column, known) }));
    question.computed = computed.filter((name) => columns.includes(name));
  }
  const customer = question.get("customer");
  if (typeof customer === "string") {
    const found = await db.rows("select customer_key from payer() where customer_id = $customer", { customer });
    if (found[0]) question.customerKey = Number(found[0]["customer_key"]);
    else problems.push(problem("customer-not-found", { customer, nearest: nearest(customer, await likeCustomer(db, customer)) }));
  }
  if (problems.length > 0) throw new ProblemError(problems);
}

/** What each condition asks for that no line, no file about customers and no customer has. A value that is left empty means an empty one. */
export async function unknownValues(db: Database, { where, computed }: Question, currency: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { column, op, values } of where.filter((condition) => (condition.op === "=" || condition.op === "!=") && !computed.includes(condition.column))) {
    for (const row of await db.rows(sqlFile("question/unknown_value"), { column, values: JSON.stringify(values), currency })) {
      problems.push(problem("value-unknown", { column, value: String(row["value"]), keeps: op === "=", nearest: row["near"] === null ? undefined : String(row["near"]) }));
    }
  }
  return problems;
}
