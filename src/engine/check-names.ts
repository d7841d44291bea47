/** Group columns and customers that no line has are slips of the pen. */
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import { knownColumns, likeCustomer } from "./group-column.js";
import type { Question } from "./question.js";

/** Nobody's key. */
const noCustomer = -1;

/**
 * Refuses names that are not there, and looks up the key of the customer that is asked for.
 * @param isLimited whoever asks sees part of the book only: a customer that there is none of is answered like one of somebody else's, without a row
 */
export async function checkNames(db: Database, question: Question, isLimited = false): Promise<void> {
  const problems: Problem[] = [];
  // a close refuses cuts that it doesn't keep, and knows some by columns that no line has any more; a parameter with choices lets nothing else pass
  const namesItsGroups = question.report.madeOf === "closes" || question.report.params.some((param) => param.name === "by" && param.choices !== undefined);
  // the usual column of owners, which nobody wrote, is no slip of the pen: where lines have none, owners are those that saves name
  const { groupedBy } = question.report;
  const isUsual = groupedBy !== undefined && question.report.params.some(({ name, default: usual }) => name === groupedBy && usual === question.get(name));
  const columns = (namesItsGroups || isUsual ? [] : question.by).concat(question.where.map((condition) => condition.column));
  const attributes = question.report.params.filter(({ type }) => type === "column");
  if (columns.length + attributes.length > 0) {
    const { names, computed } = await knownColumns(db);
    const known = [...names, ...(question.report.lineColumns ?? [])];
    for (const column of columns) if (!known.includes(column)) problems.push(problem("column-unknown", { column, known, nearest: groupOf(column, known) ?? nearest(column, known), param: groupedBy }));
    const written = known.filter((name) => !computed.includes(name) && !["customer", "parent"].includes(name));
    for (const { name, default: usual, required } of attributes) {
      const column = String(question.get(name));
      if (!written.includes(column) && (column !== usual || required)) problems.push(problem("column-unknown", { column, known: written, nearest: nearest(column, written), param: name }));
    }
    question.computed = computed.filter((name) => columns.includes(name));
    if (question.report.looksAhead === true && question.computed.length > 0) problems.push(problem("cut-ahead", { columns: question.computed, report: question.report.name }));
  }
  const customer = question.get("customer");
  if (typeof customer === "string") {
    const found = await db.rows("select customer_key from payer() where customer_id = $customer", { customer });
    if (found[0]) question.customerKey = Number(found[0]["customer_key"]);
    else if (isLimited) question.customerKey = noCustomer;
    else problems.push(problem("customer-not-found", { customer, nearest: nearest(customer, await likeCustomer(db, customer)) }));
  }
  if (problems.length > 0) throw new ProblemError(problems);
}

/** A column of a file by which lines are grouped under a shorter name: parent_id as parent. */
const groupOf = (column: string, known: readonly string[]): string | undefined => known.find((name) => [`${name}_id`, `${name}_name`].includes(column));
