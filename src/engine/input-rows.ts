/** A small table of any kind as rows in memory, and its numbers and days in one plain spelling. */
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { openTable } from "../sources/open-table.js";
import { exactRows, probe, problemOfBroken } from "../sources/source.js";
import { rowsOfObjects } from "../sources/objects.js";
import { dateSpelling, readDate } from "../sources/reading/date-style.js";
import { numberSpelling, readNumber } from "../sources/reading/number-style.js";
import { safeText } from "../sources/safe-text.js";
import type { LeftOut, Table, TableRow } from "../sources/table.js";
import { createHash } from "node:crypto";
import { parquetAsCsv } from "./parquet-as-csv.js";
import type { ReadingContext, ReadingOptions } from "./table-reading.js";

export interface SmallTable {
  /** The file's base name, or what objects are called. */
  source: string;
  content: string;
  header: string[];
  rows: TableRow[];
  broken: { row: number; problems: Problem[] }[];
  leftOut: Partial<Record<LeftOut, number>>;
  warnings: Problem[];
}

/** @param isOurs whether a header says by itself what its columns hold: then row 1 is the header, and every row below it counts */
export async function smallTable(given: Record<string, unknown>[] | string, options: ReadingOptions & { source?: string | undefined }, context: ReadingContext, isOurs: (header: readonly string[]) => boolean): Promise<SmallTable> {
  if (typeof given !== "string") return ofObjects(given, options.source ?? "inputs");
  const outcome = await probe(given, (done, total) => context.progress?.("reading", done, total));
  if (!("probe" in outcome)) {
    if (given === "-" || !(options.encoding !== undefined || outcome.problems.some((p) => p.code === "file-not-text" || p.code === "header-broken"))) throw new ProblemError(outcome.problems);
    return ofFile(given, options);
  }
  const file = outcome.probe;
  try {
    if (!isOurs(file.header) || options.headerRow !== undefined) return { ...(await ofFile(file.readFrom, options)), source: file.file };
    const table: SmallTable = { source: file.file, content: file.sha256, header: file.header, rows: [], broken: [], leftOut: {}, warnings: [...file.warnings] };
    for await (const row of exactRows(file)) keep(table, row);
    return table;
  } finally {
    await file.dispose();
  }
}

function ofObjects(objects: Record<string, unknown>[], source: string): SmallTable {
  const { header, rows } = rowsOfObjects(objects);
  if (rows.length === 0) throw new ProblemError([problem("rows-empty", {})]);
  const content = createHash("sha256").update(JSON.stringify([header, rows])).digest("hex");
  return { source, content, header, rows: rows.map((cells, at) => ({ row: at + 1, cells })), broken: [], leftOut: {}, warnings: [] };
}

async function ofFile(path: string, { sheet, headerRow, encoding }: ReadingOptions): Promise<SmallTable> {
  const choice = { parquetAsCsv, ...(sheet === undefined ? {} : { sheet }), ...(headerRow === undefined ? {} : { headerRow }), ...(encoding === undefined ? {} : { encoding }) };
  const opened = await openTable(path, choice);
  if ("problems" in opened) throw new ProblemError(opened.problems);
  const { table } = opened;
  try {
    const small: SmallTable = { source: table.source, content: table.content, header: table.header, rows: [], broken: [], leftOut: {}, warnings: [...table.warnings] };
    for await (const row of table.rows()) keep(small, row);
    return small;
  } finally {
    await table.dispose();
  }
}

type AnyRow = Table extends { rows(): AsyncIterable<infer Row> } ? Row : never;

function keep(table: SmallTable, row: AnyRow): void {
  if ("why" in row) table.leftOut[row.why] = (table.leftOut[row.why] ?? 0) + 1;
  else if ("broken" in row) table.broken.push({ row: row.row, problems: [problemOfBroken(row, table.source)] });
  else if (row.cells.every((cell) => cell.trim() === "")) table.leftOut.blank = (table.leftOut.blank ?? 0) + 1;
  else table.rows.push({ row: row.row, cells: row.cells.map((cell) => cell.trim()) });
}

/** How the numbers of all these columns are written together; a text that is none comes back as it is, a percent keeps its mark. */
export function numberReader({ header, rows, source }: SmallTable, columns: readonly number[], decimal: "." | "," | undefined): (text: string) => string {
  const texts = columns.flatMap((at) => rows.map(({ cells }) => (cells[at] ?? "").replace(/\s*%$/, "")));
  const spelling = numberSpelling(texts, decimal);
  const column = columns.map((at) => safeText(header[at]!)).join(", ");
  if (spelling?.kind === "which_mark") throw new ProblemError([problem("decimal-unknown", { column, example: safeText(spelling.example) }, { file: source })]);
  if (spelling?.kind === "both_marks") throw new ProblemError([problem("decimals-mixed", { column, first: safeText(texts[spelling.point]!), second: safeText(texts[spelling.comma]!) }, { file: source })]);
  const style = spelling?.style ?? { decimal: decimal ?? ".", group: "" };
  return (text) => {
    const [, bare = "", percent = ""] = /^(.*?)\s*(%?)$/.exec(text) ?? [];
    const plain = readNumber(bare, style);
    return plain === undefined ? text : `${plain}${percent}`;
  };
}

/** How the days of a column are written; a text that is none comes back as it is. */
export function dayReader({ header, rows, source }: SmallTable, at: number, order: ReadingOptions["dateOrder"]): (text: string) => string {
  const texts = rows.map(({ cells }) => cells[at] ?? "");
  const spelling = dateSpelling(texts, order);
  const column = safeText(header[at]!);
  if (spelling?.kind === "both_orders") throw new ProblemError([problem("date-orders-mixed", { column, dayFirst: safeText(texts[spelling.dmy[0]!]!), monthFirst: safeText(texts[spelling.mdy[0]!]!) }, { file: source })]);
  if (spelling?.doubtful !== undefined) throw new ProblemError([problem("date-order-unknown", { column, example: safeText(spelling.doubtful) }, { file: source })]);
  return (text) => (/^\d{4}-/.test(text) || spelling === undefined ? text : (readDate(text, spelling.style) ?? text));
}
