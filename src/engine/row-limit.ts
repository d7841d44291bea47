/** Askers who see part of a book: conditions that every question of theirs is under, so that totals, too, are of their rows alone. */
import type { Report } from "../catalogue/define.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import { asPlanned, asReported } from "./beside-words.js";
import { readConditions, type Condition } from "./condition.js";

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

function reasonAgainst(report: Report, asked: Readonly<Record<string, unknown>>, limit: readonly Condition[]): string | undefined {
  const where = report.params.find(({ name }) => name === "where");
  if (report.madeOf !== undefined || where === undefined) return "its figures are of the whole book";
  if (report.looksAhead === true) return "what is not signed yet is a share of what the whole book brings";
  if (where.choices !== undefined && limit.some(({ column }) => !where.choices!.includes(column))) return `it can be limited by ${where.choices.join(", ")} alone`;
  if (asked["vs"] === asReported || asked["vs"] === asPlanned) return "what was reported or planned stands there for the whole book";
  if (asked["level"] === "customer_product") return "products of customers can't be told apart by anything else";
  return undefined;
}
