/** Askers who see part of a book: conditions that choose their lines, of which alone everything is worked out, and that every question of theirs is under. */
import type { Report } from "../catalogue/define.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import { asPlanned, asReported } from "./beside-words.js";
import { readConditions, type Condition } from "./condition.js";
import type { Database } from "./database.js";
import { knownColumns } from "./group-column.js";

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

/** The conditions that choose lines: what is worked out by period is a matter of each answer. */
export async function ownOf(db: Database, limit: readonly Condition[]): Promise<Condition[]> {
  if (limit.length === 0) return [];
  const { computed } = await knownColumns(db);
  return limit.filter(({ column }) => !computed.includes(column));
}

function reasonAgainst(report: Report, asked: Readonly<Record<string, unknown>>, limit: readonly Condition[]): string | undefined {
  const where = report.params.find(({ name }) => name === "where");
  if (report.madeOf !== undefined || where === undefined) return "its figures are of the whole book";
  if (report.looksAhead === true) return "what is not signed yet is a share of what the whole book brings";
  if (where.choices !== undefined && limit.some(({ column }) => !where.choices!.includes(column))) return `it can be limited by ${where.choices.join(", ")} alone`;
  if (asked["vs"] === asReported || asked["vs"] === asPlanned) return "what was reported or planned stands there for the whole book";
  if (report.holdsSaves === true && !limit.every(({ column }) => ["customer", "parent", groupOf(report, asked)].includes(column))) return "a save is its customer's and its owner's, and nothing else of it says whose it is";
  if (asked["level"] === "customer_product") return "products of customers can't be told apart by anything else";
  return undefined;
}

/** The column by which the rows of a report are, where a parameter names it. */
const groupOf = ({ groupedBy, params }: Report, asked: Readonly<Record<string, unknown>>): unknown => asked[groupedBy!] ?? params.find(({ name }) => name === groupedBy)?.default;
