/** The table in a Parquet file, a few thousand rows in memory at a time. Amounts, days and instants come as exact text. */
import { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema, type AsyncBuffer, type FileMetaData, type SchemaElement } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { problem, ProblemError } from "../domain/problem.js";
import type { OpenSource } from "./open-source.js";
import { plainText, rawElement, type ValueText } from "./parquet-text.js";
import { MOST_COLUMNS } from "./probed.js";
import type { Table, TableRow } from "./table.js";
import { oneByOne } from "./table-find/one-by-one.js";

const BATCH = 4096;

/** Throws a ProblemError where the file can't be read. The source passes into the keeping of the table. */
export async function parquetTable(source: OpenSource, content: string): Promise<Table> {
  const { file } = source;
  const opened = await opening(source).catch((error: unknown) => Promise.reject(broken(error, file)));
  const { header } = opened;
  if (header.length > MOST_COLUMNS) throw new ProblemError([problem("too-many-columns", { file, columns: header.length, most: MOST_COLUMNS }, { file })]);
  const size = Number(opened.metadata.num_rows);
  if (size === 0) throw new ProblemError([problem("header-only", { file }, { file })]);
  const batches = () => rowsOf(opened, file);
  return { source: file, otherSheets: [], header, headerRow: 0, content, size, warnings: [], batches, rows: () => oneByOne(batches()), dispose: () => source.dispose() };
}

interface Opened {
  buffer: AsyncBuffer;
  metadata: FileMetaData;
  header: string[];
  texts: ValueText[];
}

async function opening(source: OpenSource): Promise<Opened> {
  const buffer = await asyncBufferFromFile(source.readFrom);
  const metadata = await parquetMetadataAsync(buffer, { geoparquet: false });
  const columns = parquetSchema(metadata).children;
  const read = new Map<SchemaElement, ValueText>();
  for (const { element, children } of columns) {
    if (children.length > 0 || element.repetition_type === "REPEATED") continue;
    const { raw, text } = rawElement(element);
    metadata.schema[metadata.schema.indexOf(element)] = raw;
    read.set(element, text);
  }
  const texts = columns.map(({ element }) => read.get(element) ?? plainText);
  return { buffer, metadata, header: columns.map(({ element }) => element.name), texts };
}

async function* rowsOf({ buffer, metadata, header, texts }: Opened, file: string): AsyncGenerator<TableRow[]> {
  const total = Number(metadata.num_rows);
  for (let from = 0; from < total; from += BATCH) {
    const found: unknown[][] = [];
    try {
      await parquetRead({ file: buffer, metadata, compressors, geoparquet: false, rowStart: from, rowEnd: Math.min(total, from + BATCH), onComplete: (rows) => found.push(...(rows as unknown[][])) });
    } catch (error) {
      throw broken(error, file);
    }
    yield found.map((values, at) => ({ row: from + at + 1, cells: header.map((_, column) => cellOf(values[column], texts[column]!)) }));
  }
}

const cellOf = (value: unknown, text: ValueText): string => (value === null || value === undefined ? "" : text(value));

function broken(error: unknown, file: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0]!.slice(0, 150);
  return new ProblemError([problem("parquet-broken", { file, reason }, { file })]);
}
