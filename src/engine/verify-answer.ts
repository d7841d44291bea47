/** An answer that a report gave and somebody kept as a file, asked again of the book and compared cell by cell. */
import { findReport } from "../catalogue/index.js";
import type { Column } from "../catalogue/define.js";
import type { Provenance, ReportResult, ReportRow } from "../catalogue/result.js";
import { problem, ProblemError } from "../domain/problem.js";
import { safeText } from "../sources/safe-text.js";
import type { RunParams } from "./answering.js";
import type { Database } from "./database.js";
import { lastImport } from "./import-log.js";
import { policyHistory } from "./policy-history.js";

/** A cell of a kept answer that does not come out again; exact text as in JSON. A row that only one of the two has is a cell of its own, without a column. */
export interface AnswerCell {
  /** What tells the row from others: "2025-01, ENT". */
  row: string;
  column: string;
  written: string | null;
  recomputed: string | null;
}

export interface AnswerVerification {
  report: string;
  agrees: boolean;
  /** How many cells were compared. */
  compared: number;
  cells: AnswerCell[];
  /** What it was made from, and what it was asked again from; where the book had been told less then, that is what was asked. */
  made: Provenance;
  now: Provenance;
  /** True where the book knows more by now and was asked as it was then. */
  as_then: boolean;
  same_state: boolean;
  same_policy: boolean;
  same_decisions: boolean;
  same_model: boolean;
}

/** How a report is asked: of a book, with its parameters. */
export type Ask = (report: string, params: RunParams) => Promise<ReportResult>;

/** The JSON answer of a report, as far as it is needed here; undefined where a text is none. */
export function readAnswer(text: string): ReportResult | undefined {
  let value: Partial<ReportResult> | null;
  try {
    value = JSON.parse(text) as Partial<ReportResult> | null;
  } catch {
    return undefined;
  }
  const isAnswer = typeof value === "object" && value !== null && typeof value.report === "string" && typeof value.params === "object" && Array.isArray(value.columns) && Array.isArray(value.rows) && typeof value.provenance === "object";
  return isAnswer ? (value as ReportResult) : undefined;
}

/**
 * Asks the report of a kept answer again, with its parameters, under the policy and of the data that it was made from, as far as the book has them.
 * @param definition what replaces the book's policy, where the book never had the one of the answer
 */
export async function verifyAnswer(db: Database, ask: Ask, answer: ReportResult, definition: Pick<RunParams, "policy" | "set" | "vs_policy">, file: string): Promise<AnswerVerification> {
  const report = findReport(answer.report);
  if (report === undefined) throw new ProblemError([problem("answer-unknown", { file, report: safeText(answer.report) }, { file })]);
  const entry = await entryAfter(db, answer.provenance.data);
  const asThen = entry !== undefined && answer.params["known_on"] === undefined && report.madeOf !== "closes";
  const params = { ...withoutPage(answer.params), ...(asThen ? { known_after: entry } : {}) };
  const now = await underItsPolicy(db, ask, answer, params, definition);
  const { cells, compared } = comparedRows(answer, now);
  const same = (name: "policy" | "model") => answer.provenance[name] === now.provenance[name];
  return {
    report: answer.report, agrees: cells.length === 0, compared, cells, made: answer.provenance, now: now.provenance, as_then: asThen,
    same_state: asThen || answer.provenance.data === now.provenance.data, same_policy: same("policy"), same_decisions: asThen || answer.provenance.decisions === now.provenance.decisions, same_model: same("model"),
  };
}

/** The entry of the log after which the book was as this hash says, where more was told to it since. */
async function entryAfter(db: Database, dataHash: string): Promise<number | undefined> {
  const last = await lastImport(db);
  if (last.data_hash === dataHash) return undefined;
  const found = await db.row("select max(import_id) as import_id from book.import where data_hash = $data_hash", { data_hash: dataHash });
  return found["import_id"] === null || found["import_id"] === undefined ? undefined : Number(found["import_id"]);
}

/** A page is looked for in the whole list. */
const withoutPage = ({ limit: _, cursor: __, ...params }: Record<string, unknown>): Record<string, unknown> => params;

/** Under the policy that is asked for or in force; where the answer was made under another that the book once had, under that one. */
async function underItsPolicy(db: Database, ask: Ask, answer: ReportResult, params: Record<string, unknown>, definition: Pick<RunParams, "policy" | "set" | "vs_policy">): Promise<ReportResult> {
  const first = await ask(answer.report, { ...params, ...definition });
  if (first.provenance.policy === answer.provenance.policy || definition.policy !== undefined || definition.set !== undefined) return first;
  // a book that nobody gave a policy had the default
  const others = [...(await policyHistory(db)).map(({ words }) => words).reverse(), {}];
  for (const policy of others) {
    const other = await ask(answer.report, { ...params, ...definition, policy });
    if (other.provenance.policy === answer.provenance.policy) return other;
  }
  return first;
}

function comparedRows(answer: ReportResult, now: ReportResult): { cells: AnswerCell[]; compared: number } {
  const keys = keysOf(answer.columns);
  const written = keyed(answer.rows, keys);
  const recomputed = keyed(now.rows, keys);
  const isPage = answer.params["limit"] !== undefined;
  const columns = answer.columns.filter(({ name }) => !keys.includes(name));
  const cells: AnswerCell[] = [];
  for (const [key, row] of written) {
    const other = recomputed.get(key);
    if (other === undefined) cells.push({ row: key, column: "", written: "a row", recomputed: null });
    else cells.push(...columns.flatMap(({ name }) => (textOf(row[name]) === textOf(other[name]) ? [] : [{ row: key, column: name, written: textOf(row[name]), recomputed: textOf(other[name]) }])));
  }
  for (const key of isPage ? [] : recomputed.keys()) if (!written.has(key)) cells.push({ row: key, column: "", written: null, recomputed: "a row" });
  return { cells, compared: written.size * columns.length };
}

/** The labels before the first figure tell rows apart. */
function keysOf(columns: readonly Column[]): string[] {
  const first = columns.findIndex(({ kind, type }) => kind !== "label" || type === "ratio" || type === "figure");
  return columns.slice(0, first < 0 ? 1 : first).map(({ name }) => name);
}

/** Rows that nothing tells apart are numbered. */
function keyed(rows: readonly ReportRow[], keys: readonly string[]): Map<string, ReportRow> {
  const found = new Map<string, ReportRow>();
  for (const row of rows) {
    const key = keys.length === 0 ? "the row" : keys.map((name) => textOf(row[name]) ?? "").join(", ");
    let place = key;
    for (let number = 2; found.has(place); number++) place = `${key} (${number})`;
    found.set(place, row);
  }
  return found;
}

const textOf = (value: ReportRow[string] | undefined): string | null => (value === null || value === undefined ? null : String(value));
