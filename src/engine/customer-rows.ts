/** A file about customers, of any kind, as rows to land: found like a table of lines, but nothing of it is guessed beyond its days. */
import { problem, ProblemError } from "../domain/problem.js";
import { matchCustomerColumns } from "../sources/customer-columns.js";
import { openTable } from "../sources/open-table.js";
import { spellingOf, type Spelling } from "../sources/reading/index.js";
import { probe } from "../sources/source.js";
import { isPlain } from "../sources/table-find/plain.js";
import type { Table, TableRow } from "../sources/table.js";
import { parquetAsCsv } from "./parquet-as-csv.js";
import { rowsOfProbe, type RowSet } from "./row-set.js";
import { fillFrom, hiddenColumnProblems, leftOutProblems, originalsOf, type GivenRow, type HiddenRole } from "./table-fill.js";
import { tellingLinesOf, type ReadingContext, type ReadingOptions } from "./table-reading.js";
import { afterProbe } from "./table-rows.js";

/** Throws a ProblemError where the file can't be read, or its days can be read in two ways. */
export async function rowsOfCustomers(path: string, options: ReadingOptions, context: ReadingContext): Promise<RowSet> {
  const outcome = await probe(path, (done, total) => context.progress?.("reading", done, total));
  if ("probe" in outcome) {
    const file = outcome.probe;
    const isOurs = matchCustomerColumns(file.header, options.map, file.file).problems.length === 0;
    if (isOurs && (!file.plain || (await isPlain(file)))) return rowsOfProbe(file);
    return afterProbe(file, () => rowsOfTable(file.readFrom, options, context));
  }
  if (path === "-" || !(options.encoding !== undefined || outcome.problems.some((p) => p.code === "file-not-text" || p.code === "header-broken"))) throw new ProblemError(outcome.problems);
  return rowsOfTable(path, options, context);
}

async function rowsOfTable(path: string, options: ReadingOptions, context: ReadingContext): Promise<RowSet> {
  const opened = await opening(path, options, context);
  if ("problems" in opened) throw new ProblemError(opened.problems);
  const { table } = opened;
  try {
    return await rowSetOf(table, options);
  } catch (error) {
    await table.dispose();
    throw error;
  }
}

/** A sheet that was named for the file of lines is none of a file without sheets. */
async function opening(path: string, { sheet, headerRow, encoding }: ReadingOptions, context: ReadingContext): ReturnType<typeof openTable> {
  const choice = { parquetAsCsv, ...(headerRow === undefined ? {} : { headerRow }), ...(encoding === undefined ? {} : { encoding }), onProgress: (done: number, total: number) => context.progress?.("reading", done, total) };
  const opened = await openTable(path, { ...choice, ...(sheet === undefined ? {} : { sheet }) });
  return "problems" in opened && opened.problems[0]?.code === "sheet-without-sheets" ? openTable(path, choice) : opened;
}

async function rowSetOf(table: Table, options: ReadingOptions): Promise<RowSet> {
  const sample = (await tellingLinesOf(table)).rows;
  if (sample.length === 0) throw new ProblemError([problem("table-without-rows", { file: table.source }, { file: table.source })]);
  const from = matchCustomerColumns(table.header, options.map).places.get("from_date");
  const columns = from === undefined ? {} : { signed_on: { from: `#${from + 1}` } };
  const spelling = spellingOf({ name: table.source, columns, ...(options.dateOrder === undefined ? {} : { date_order: options.dateOrder }) }, table.header, sample, table.source);
  const errors = spelling.problems.filter((p) => p.severity === "error");
  if (errors.length > 0) throw new ProblemError(errors);
  const warnings = [...table.warnings, ...hiddenColumnProblems(table, rolesOf(table, sample, options))];
  return {
    source: table.source,
    header: table.header,
    size: table.size,
    content: table.content,
    warnings,
    ...(table.hiddenRows === undefined ? {} : { hiddenRows: table.hiddenRows }),
    assumptions: spelling.assumptions.map(({ sentence, remedy }) => ({ text: `${sentence} ${remedy}` })),
    fill: async (db) => {
      const filled = await fillFrom(db, table, (rows) => spelled(rows, spelling, from));
      warnings.push(...leftOutProblems(filled, table.source));
      return filled;
    },
    originals: (wanted) => originalsOf(table, wanted),
    dispose: () => table.dispose(),
  };
}

/** Every column that has a name says something of customers. */
function rolesOf({ header }: Table, sample: readonly TableRow[], { map }: ReadingOptions): HiddenRole[] {
  const fields = new Map([...matchCustomerColumns([...header], map).places].map(([field, at]) => [at, field]));
  return header.map((_, at) => ({ role: fields.has(at) ? { field: fields.get(at)! } : "ignored", samples: sample.map(({ cells }) => (cells[at] ?? "").trim()).filter((text) => text !== "") }));
}

async function* spelled(rows: AsyncIterable<TableRow>, { spell }: Spelling, from: number | undefined): AsyncIterable<GivenRow> {
  for await (const { row, cells } of rows) yield { row, cells: cells.map((cell, at) => (at === from ? spell(at, cell.trim()) : cell.trim())) };
}
