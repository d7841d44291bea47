/** What a command answers, as tables from which a case chooses the columns that it shows. */
import type { Column, ReportResult } from "../../src/catalogue/index.js";
import type { CalcRow } from "../../src/domain/calc/calculation.js";
import type { Problem } from "../../src/domain/problem.js";
import { explanationSheet } from "../../src/export/explanation-sheet.js";
import type { Close, Decision, DiffResult, Explanation, ImportChange, ImportRecord, ImportResult, InputResult, Statement, Verification } from "../../src/index.js";

export interface AnswerTable {
  columns: string[];
  rows: Record<string, string>[];
  /** Shown where a case does not say which columns it wants. */
  usual: string[];
  /** Shown wherever they are not zero, so that no movement goes unseen. */
  watched: string[];
  /** A case has to show the table. */
  needed: boolean;
}

const table = (columns: string[], rows: Record<string, string>[], rest: Partial<AnswerTable> = {}): AnswerTable => ({
  columns, rows, usual: columns, watched: [], needed: true, ...rest,
});

/** What has no value. */
const nothing = "–";

/** Ratios that are read as so many times, not as a part of a whole. */
const multiples = ["quick_ratio", "hhi", "new_arr_efficiency", "magic_number", "arr_magic_number", "ltv_cac", "burn_multiple", "cac_payback_months"];

/** Of checks only those that found something are shown. */
const isShown = (row: ReportResult["rows"][number]): boolean => row["passed"] !== "yes";

export function reportTables(result: ReportResult): AnswerTable[] {
  const rows = result.rows.filter(isShown).map((row) => Object.fromEntries(result.columns.map((column) => [column.name, shown(row[column.name], column)])));
  const isWatched = ["waterfall", "logos"].includes(result.report);
  const watched = isWatched ? result.columns.filter((column) => column.kind === "flow" && column.beside === undefined && column.name !== "net_new").map((column) => column.name) : [];
  const usual = result.columns.filter((column) => !isWatched || column.kind === "stock" || column.name === "period").map((column) => column.name);
  return [table(result.columns.map((column) => column.name), rows, { usual, watched }), problemTable(result.problems)];
}

/** Rows in which nothing stands are left out. */
export function diffTables({ columns, rows }: DiffResult): AnswerTable[] {
  const texts = rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, shown(row[column.name], column)])));
  const amounts = columns.filter((column) => column.type === "money").map(({ name }) => name);
  const usual = columns.map(({ name }) => name).filter((name) => name !== "title");
  return [table(columns.map(({ name }) => name), texts.filter((row) => amounts.some((name) => /[1-9]/.test(row[name]!))), { usual, watched: amounts })];
}

/** The tree as it is printed; what is indented by spaces there is so by dots here, as a cell of a table begins with none. */
export function explanationTables(explanation: Explanation): AnswerTable[] {
  const { columns, rows } = explanationSheet(explanation);
  const told = rows.map((row) => Object.fromEntries(columns.map((column) => [column.name, row[column.name] === null ? "" : shown(row[column.name], column).replace(/^ +/, (spaces) => "·".repeat(spaces.length / 2) + " ")])));
  return [table(columns.map((column) => column.name), told), problemTable(explanation.problems)];
}

export function importTables(result: ImportResult): AnswerTable[] {
  const { money } = result;
  const sums = outcomes.flatMap((outcome) => money[outcome].map((sum) => ({ outcome, currency: sum.currency, amount_per: sum.amount_per, sum: grouped(sum.sum) })));
  const refused = result.rejects.flatMap((reject) => reject.problems);
  return [
    table(["read", ...outcomes, "kept", "attributes", "arr", "arr_before", "arr_after"], [countsOf(result)], { usual: [...outcomes] }),
    table(["outcome", "currency", "amount_per", "sum"], sums, { needed: false }),
    ...accountTables(result),
    ...(refused.length > 0 ? [table(problemColumns, refused.map(problemRow), { usual: ["row", "column", "value", "code"] })] : []),
    problemTable(result.problems.filter((problem) => problem.code !== "rows-rejected")),
  ];
}

/** What an import leaves out, takes for granted and ends; shown where a case wants it. */
function accountTables({ left_out, assumptions, ended, ignored_by }: ImportResult): AnswerTable[] {
  const leftOut = left_out.flatMap(({ reason, kind, rows, money, products }) =>
    money.map((sum) => ({ reason, kind, rows: String(rows), written: `${sum.currency} ${grouped(sum.sum)} per ${sum.amount_per}`, products: products.join(", ") })));
  const told = assumptions.map(({ text, knob }) => ({ text, knob: knob ?? "" }));
  const gone = (ended?.largest ?? []).map(({ line_id, customer, end_date, arr }) => ({ line_id, customer, end_date, ended_arr: grouped(arr) }));
  return [
    table(["reason", "kind", "rows", "written", "products"], leftOut, { needed: false }),
    table(["text", "knob"], told, { needed: false }),
    table(["line_id", "customer", "end_date", "ended_arr"], gone, { needed: false }),
    table(["ignored_by", "count"], Object.entries(ignored_by).map(([why, rows]) => ({ ignored_by: why, count: String(rows) })), { needed: false }),
  ];
}

const outcomes = ["used", "unchanged", "ignored", "rejected"] as const;

function countsOf(result: ImportResult): Record<string, string> {
  const counts = Object.fromEntries(outcomes.map((outcome) => [outcome, String(result[outcome])]));
  const arr = { arr: grouped(result.arr), arr_before: grouped(result.arr_before), arr_after: grouped(result.arr_after) };
  return { read: String(result.read), ...counts, kept: result.kept ? "yes" : "no", attributes: result.attributes.join(", "), ...arr };
}

export function decisionTables({ question_id, decision_id, choice, subject, until, withdrawn_at }: Decision): AnswerTable[] {
  const stands = withdrawn_at === null ? "yes" : "no";
  return [table(["id", "choice", "subject", "until", "stands"], [{ id: question_id ?? `D${decision_id}`, choice, subject, until, stands }], { needed: false })];
}

export function closeTables({ close_id, period, closing, currency, cuts }: Close): AnswerTable[] {
  return [table(["close_id", "period", "closing", "currency", "cuts"], [{ close_id: String(close_id), period, closing: grouped(closing), currency, cuts: cuts.map((cut) => cut.join(",")).join(" | ") }], { usual: ["close_id", "period", "closing"] })];
}

export function verificationTables({ close, agrees, compared, cells }: Verification): AnswerTable[] {
  const told = { period: close.period, agrees: agrees ? "yes" : "no", compared: String(compared) };
  return [table(["period", "agrees", "compared"], [told]), table(["report", "group", "column", "reported", "recomputed", "difference"], cells.map((cell) => ({ ...cell, reported: cell.reported ?? nothing, recomputed: cell.recomputed ?? nothing })), { needed: cells.length > 0 })];
}

export function changeTables(change: Pick<ImportChange, "lines" | "facts" | "statements">): AnswerTable[] {
  if (change.statements.length > 0) return [table(["topic", "customer", "what", "row", "change"], change.statements.map((one) => ({ ...one, row: String(one.row) })))];
  const facts = change.facts.map((fact) => ({ ...fact, fact: fact.name, row: String(fact.row) }));
  if (facts.length > 0) return [table(["customer", "from_date", "fact", "value", "row", "change"], facts)];
  return [table(["line_id", "customer", "row", "change"], change.lines.map((line) => ({ ...line, row: String(line.row) })))];
}

/** What was said, a column a field. */
export function statementTables(statements: readonly Statement[]): AnswerTable[] {
  const fields = [...new Set(statements.flatMap(({ said }) => Object.keys(said)))].sort();
  const rows = statements.map(({ said, kept }) => ({ ...Object.fromEntries(fields.map((field) => [field, said[field] ?? ""])), kept: kept ? "yes" : "no" }));
  return [table([...fields, "kept"], rows, { needed: false })];
}

export function inputTables(result: InputResult): AnswerTable[] {
  const counts = Object.fromEntries([...outcomes, "read", "said"].map((name) => [name, String(result[name as "read"])]));
  const refused = result.rejects.flatMap((reject) => reject.problems);
  return [
    table(["read", ...outcomes, "said", "kept", "rows_of"], [{ ...counts, kept: result.kept ? "yes" : "no", rows_of: result.rows_of }], { usual: [...outcomes] }),
    ...(refused.length > 0 ? [table(problemColumns, refused.map(problemRow), { usual: ["row", "column", "value", "code"] })] : []),
    problemTable(result.problems.filter((problem) => problem.code !== "rows-rejected")),
  ];
}

export function recordTables(records: ImportRecord[]): AnswerTable[] {
  const columns = ["import_id", "kind", "source", "note", "rows_read", ...outcomes, "superseded", "undone_by"] as const;
  const rows = records.map((record) => Object.fromEntries(columns.map((column) => [column, String(record[column] ?? nothing)])));
  return [table([...columns], rows)];
}

export function calcTables(rows: CalcRow[]): AnswerTable[] {
  const told = rows.map((row) => ({ figure: row.figure, value: row.value === null ? nothing : [row.value].flat().join(", "), formula: row.formula }));
  return [table(["figure", "value", "formula"], told, { usual: ["figure", "value"] })];
}

const problemColumns = ["code", "severity", "file", "row", "line", "column", "value", "arr_at_stake", "message", "remedy"];

/** Errors have to be shown; of warnings those that the case names. */
export function problemTable(problems: Problem[]): AnswerTable {
  const needed = problems.some((problem) => problem.severity === "error");
  return table(problemColumns, problems.map(problemRow), { usual: ["code", "message"], needed });
}

function problemRow(problem: Problem): Record<string, string> {
  const { at, ...rest } = problem;
  const known: Record<string, unknown> = { ...at, ...rest };
  return Object.fromEntries(problemColumns.map((column) => [column, column === "arr_at_stake" ? grouped(problem.arr_at_stake ?? "") : String(known[column] ?? "")]));
}

function shown(value: string | number | boolean | null | undefined, column: Column): string {
  if (value === null || value === undefined) return nothing;
  if (column.type === "money") return grouped(String(value));
  if (column.type === "ratio" && !multiples.includes(column.name)) return percent(String(value));
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

/** 12000.00 as 12,000.00: the same digits. */
function grouped(amount: string | null): string {
  const [whole = "", ...fraction] = (amount ?? nothing).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

/** 1.050000 as 105.0%, 0.666667 as 66.6667%: the same digits. */
function percent(ratio: string): string {
  const [, sign, whole, hundredths, rest] = /^(-?)(\d+)\.(\d\d)(\d{4})$/.exec(ratio) ?? [];
  if (rest === undefined) throw new Error(`A ratio has six decimals: ${ratio}`);
  return `${sign}${Number(`${whole}${hundredths}`)}.${rest.replace(/(?<=\d)0+$/, "")}%`;
}
