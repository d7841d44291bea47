/** Askers who see part of a book: conditions that every question of theirs is under, so that totals, too, are of their rows alone. */
import type { Report } from "../catalogue/define.js";
import type { dimensions } from "../catalogue/dimensions.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import { asPlanned, asReported } from "./beside-words.js";
import { readConditions, type Condition } from "./condition.js";
import type { Database } from "./database.js";
import type { Question } from "./question.js";
import { sqlFile } from "./sql-file.js";

/** Reads conditions such as "csm=Jane"; refused where one can't be read. */
export function readRowLimit(rows: readonly string[]): Condition[] {
  const problems: Problem[] = [];
  const conditions = readConditions([...rows], problems);
  if (problems.length > 0) throw new ProblemError(problems);
  return conditions;
}

/**
 * The conditions under which a report is asked for somebody who sees these rows. Refuses a question that can't be limited to them: its figures are
 * of the whole book, were kept or planned for all of it, or are put together from reports that know no filter.
 */
export function rowLimitOf(report: Report, asked: Readonly<Record<string, unknown>>, rows: readonly string[]): Condition[] {
  if (rows.length === 0) return [];
  const limit = readRowLimit(rows);
  const why = reasonAgainst(report, asked, limit);
  return why === undefined ? limit : refuse("rows-limited", { what: report.name, rows: [...rows], why });
}

/** What is worked out of a customer as a whole. */
const ofWhole: readonly string[] = ["tier", "cohort", "tenure"] satisfies (typeof dimensions)[number]["name"][];

/** Refuses what tells of customers as a whole where the asker shares some with others: their other lines would be told of, too. */
export async function checkShared(db: Database, { report, by, where, computed }: Question, limit: readonly Condition[], rows: readonly string[]): Promise<void> {
  const asked = [...by, ...where.filter((one) => !limit.includes(one)).map(({ column }) => column)];
  if (limit.length === 0 || (report.tellsWhole !== true && !asked.some((column) => ofWhole.includes(column)))) return;
  const byLine = limit.filter(({ column }) => column !== "customer" && column !== "parent" && !computed.includes(column));
  if (byLine.length === 0) return;
  const { is_shared } = await db.row(sqlFile("question/shared_payer"), { where: JSON.stringify(byLine) });
  if (is_shared === true) refuse("rows-limited", { what: report.name, rows: [...rows], why: "it tells of customers as a whole, and others have lines of the same customers" });
}

function reasonAgainst(report: Report, asked: Readonly<Record<string, unknown>>, limit: readonly Condition[]): string | undefined {
  const where = report.params.find(({ name }) => name === "where");
  if (report.madeOf !== undefined || where === undefined) return "its figures are of the whole book";
  if (report.looksAhead === true) return "what is not signed yet is a share of what the whole book brings";
  if (where.choices !== undefined && limit.some(({ column }) => !where.choices!.includes(column))) return `it can be limited by ${where.choices.join(", ")} alone`;
  if (asked["vs"] === asReported || asked["vs"] === asPlanned) return "what was reported or planned stands there for the whole book";
  if (asked["level"] === "customer_product") return "products of customers can't be told apart by anything else";
  return undefined;
}
