/** From rows to versions of lines: judge each, keep all that are new, or none. */
import { decimalText } from "../domain/money.js";
import { lineColumns } from "../domain/contract.js";
import { problem, type Problem, type ProblemCode } from "../domain/problem.js";
import type { ColumnMatch } from "../sources/columns.js";
import type { Database, Row } from "./database.js";
import type { FilledRows, RowSet } from "./row-set.js";
import { sqlFile } from "./sql-file.js";

/** The files that land rows; what they make is as large as the file, and goes when it is done. */
export const landingFiles = [
  "read_csv", "given_row", "read_line", "typed_line", "landed_row", "cell_of_row", "outcome", "missing_line", "keep", "changed_line", "supersede", "touched",
].map((name) => `land/${name}`);

export type Outcome = "used" | "unchanged" | "ignored" | "rejected";

export interface OutcomeMoney {
  currency: string;
  amount_per: string;
  /** Sum of amount x quantity as written. */
  sum: string;
}

export interface Reject {
  row: number;
  problems: Problem[];
  /** As it stands in the source, where that was asked for: [name of the column, cell]. */
  cells?: [string, string][];
}

/** What became of each row: the four counts sum to the rows read. */
export interface Judgement {
  used: number;
  unchanged: number;
  ignored: number;
  rejected: number;
  money: Record<Outcome, OutcomeMoney[]> & { without_amount: Record<Outcome, number> };
  rejects: Reject[];
}

/** Positions count from 1, as SQL lists do. */
function fieldParameter(match: ColumnMatch): string {
  const position = new Map(match.fields.map((field, index) => [field, index + 1] as const));
  const named = Object.fromEntries(lineColumns.map((column) => [column, position.get(column) ?? null]));
  const attributes = match.fields.flatMap((field, index) => (field?.startsWith("attribute:") ? [{ name: field.slice("attribute:".length), at: index + 1 }] : []));
  // in one order, whichever the file has: lines with the same attributes are of one cell, and the same line again is unchanged
  attributes.sort((a, b) => (a.name < b.name ? -1 : 1));
  return JSON.stringify({
    ...named,
    description: attributes.find((a) => a.name === "description")?.at ?? null,
    attributes: attributes.map((a) => a.at),
    attribute_names: attributes.map((a) => a.name),
  });
}

/** Rows that lie in `raw_row`, what each of their columns is, and what was found when they were read. */
export interface RowsToJudge {
  rows: RowSet;
  match: ColumnMatch;
  filled: FilledRows;
}

/** Types the rows in temporary tables and judges them; the book is not touched but for keys of new customers, products and cells. */
export async function judgeRows(db: Database, { rows, match, filled }: RowsToJudge, source = rows.source): Promise<Judgement & { read: number }> {
  const { read, broken } = filled;
  await db.runFile("land/read_line", { fields: fieldParameter(match) });
  await db.runFile("land/typed_line");
  await db.runFile("land/landed_row");
  await db.runFile("land/cell_of_row", { source });
  await db.runFile("land/outcome", { source });
  const leftOut = (filled.leftOut ?? []).reduce((sum, { rows: left }) => sum + left, 0);
  const withoutCells = leftOut - (filled.leftOutWithCells ?? 0);
  const counts = await db.rows("select outcome, count(*) as lines, count(distinct row_no % 4294967296) filter (where outcome = 'rejected') as given from judged_row group by outcome");
  const count = (outcome: Outcome, of = "lines") => Number(counts.find((row) => row["outcome"] === outcome)?.[of] ?? 0);
  // a row of which several lines are refused is one row to mend
  const refused = count("rejected", "given");
  const unread = rejectsOf(broken);
  const rejects = [...unread, ...(count("rejected") > 0 ? await refusedRows(db, rows, match) : [])].sort((a, b) => a.row - b.row);
  return {
    read: read - (count("rejected") - refused) - (broken.length - unread.length),
    used: count("used"),
    unchanged: count("unchanged"),
    ignored: count("ignored") + leftOut,
    rejected: refused + unread.length,
    money: await moneyOf(db, { ignored: withoutCells, rejected: unread.length }),
    rejects,
  };
}

/** Rows that did not land, each once. */
function rejectsOf(broken: readonly Problem[]): Reject[] {
  const rejects = new Map<number, Reject>();
  for (const one of broken) {
    const place = one.at.row ?? -1 - rejects.size;
    const reject = rejects.get(place) ?? { row: one.at.row ?? 0, problems: [] };
    reject.problems.push(one);
    rejects.set(place, reject);
  }
  return [...rejects.values()];
}

/** At most so many refused rows are spelled out one by one; the count is always whole. */
const mostSpelled = 100_000;

async function refusedRows(db: Database, rows: RowSet, match: ColumnMatch): Promise<Reject[]> {
  const found = await db.rows(sqlFile("land/refused_row"), { most: mostSpelled });
  const rejects = new Map<number, Reject>();
  for (const { row_no, code, column_name, cells } of found) {
    const row = Number(row_no);
    const column = String(column_name);
    const place = match.fields.indexOf(column as (typeof match.fields)[number]);
    const value = place < 0 ? "" : String((cells as (string | null)[])[place] ?? "");
    const at = { file: rows.source, row, column: place < 0 ? column : (rows.header[place] ?? column), value: value.slice(0, 200) };
    const made = problem(code as Extract<ProblemCode, "number-unreadable">, { row, column, value: at.value === "" ? "empty" : at.value, spelled: rows.spelledAs?.(column) }, at);
    const reject = rejects.get(row) ?? { row, problems: [] };
    reject.problems.push(made);
    rejects.set(row, reject);
  }
  return [...rejects.values()];
}

/** @param without rows that have no cells to look at @param rows numbers of rows; without them all, and what was left out */
export async function moneyOf(db: Database, without = { ignored: 0, rejected: 0 }, rows?: readonly number[]): Promise<Judgement["money"]> {
  const money: Judgement["money"] = { used: [], unchanged: [], ignored: [], rejected: [], without_amount: { used: 0, unchanged: 0, ...without } };
  for (const row of await db.rows(sqlFile("land/money"), { rows: rows === undefined ? null : JSON.stringify(rows) })) {
    const outcome = row["outcome"] as Outcome;
    if (row["wholes"] !== null) money[outcome].push({ currency: String(row["currency"]), amount_per: String(row["amount_per"]), sum: sumText(row) });
    money.without_amount[outcome] += Number(row["without_amount"]);
  }
  return money;
}

/** Whole units and 10^-24, as land/money sums them, as the one number that they are. */
function sumText(row: Row): string {
  const places = Number(row["places"]);
  const fine = BigInt(String(row["wholes"])) * 10n ** 24n + BigInt(String(row["fractions"]));
  return decimalText(fine / 10n ** BigInt(24 - places), places);
}

/** Keeps the used rows as versions recorded at `recordedAt` (null: since ever) and ends those that they replace; `endOthers` adds lines that end beside them. */
export async function keepRows(db: Database, importId: number, recordedAt: string | null, endOthers?: () => Promise<void>): Promise<void> {
  await db.runFile("land/keep", { import_id: importId, recorded_at: recordedAt });
  await db.runFile("land/changed_line", { import_id: importId });
  await endOthers?.();
  await db.runFile("land/supersede", { import_id: importId });
}
