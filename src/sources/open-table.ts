/** Any file as a table: what it is, its bytes tell, never its name. The reader of workbooks is loaded when one is met. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { inUtf8 } from "./in-utf8.js";
import { openSource, problemOfReading, type OpenSource } from "./open-source.js";
import type { OnProgress } from "./probe.js";
import { spooledTable, type WriteAsCsv } from "./spooled-table.js";
import type { Table } from "./table.js";
import { csvTable } from "./table-find/csv-table.js";

export interface TableChoice {
  /** Name or number (from 1) of a workbook's sheet. */
  sheet?: string;
  /** The row that a spreadsheet shows beside the header, or beside the lower of its two rows. */
  headerRow?: number;
  onProgress?: OnProgress;
  /** What makes CSV of a Parquet file; without it such files are refused. Rows are then numbered as in that CSV, the header being row 1. */
  parquetAsCsv?: WriteAsCsv;
  /** How the text is written, where it is not UTF-8: windows-1252. */
  encoding?: string;
  /** What `-` reads. */
  stdin?: Readable;
}

/** Finds the table in a CSV, TSV, JSON lines, XLSX or Parquet file. The caller disposes of it. */
export async function openTable(path: string, choice: TableChoice = {}): Promise<{ table: Table } | { problems: Problem[] }> {
  const source = await openSource(path, choice.stdin ?? process.stdin);
  if ("problems" in source) return source;
  try {
    return await tableOf(source, choice);
  } catch (error) {
    await source.dispose();
    if (error instanceof ProblemError) return { problems: error.problems };
    return { problems: [problemOfReading(error, source)] };
  }
}

async function tableOf(source: OpenSource, { sheet, headerRow, onProgress, parquetAsCsv, encoding }: TableChoice): Promise<{ table: Table } | { problems: Problem[] }> {
  const kind = await kindOf(source);
  const { file } = source;
  if (kind === "zip") {
    const { workbookTable } = await import("./workbook/workbook-table.js");
    return { table: await workbookTable(source, await contentOf(source, onProgress), { ...(sheet !== undefined && { sheet }), ...(headerRow !== undefined && { headerRow }) }) };
  }
  if (kind === "compound") {
    const { problemOfCompound } = await import("./workbook/compound.js");
    throw new ProblemError([await problemOfCompound(source.readFrom, file)]);
  }
  if (sheet !== undefined) throw new ProblemError([problem("sheet-without-sheets", { file, sheet }, { file })]);
  if (kind === "parquet" && parquetAsCsv) return spooledTable(source, await contentOf(source, onProgress), parquetAsCsv);
  return csvTable(encoding === undefined ? source : await inUtf8(source, encoding), headerRow, onProgress);
}

async function kindOf(source: OpenSource): Promise<"zip" | "compound" | "parquet" | "text"> {
  const file = await open(source.readFrom, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
    const start = buffer.toString("latin1", 0, bytesRead);
    if (/^PK(\x03\x04|\x05\x06)/.test(start)) return "zip";
    if (start.startsWith("\xd0\xcf\x11\xe0")) return "compound";
    return start.startsWith("PAR1") || start.startsWith("PARE") ? "parquet" : "text";
  } finally {
    await file.close();
  }
}

/** The sha256 of the bytes as they are given. */
async function contentOf(source: OpenSource, onProgress?: OnProgress): Promise<string> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const block of createReadStream(source.readFrom, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    hash.update(block);
    bytes += block.length;
    onProgress?.(bytes, source.bytes);
  }
  return hash.digest("hex");
}
