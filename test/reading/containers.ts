/** A table of texts as a file of any kind that is read. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { workbookOf, type Cell } from "../files/workbook.js";
import type { Dice } from "./dice.js";

export interface TextTable {
  /** Rows above the header: titles, dates, nothing. */
  above: string[][];
  header: string[];
  rows: string[][];
  /** Totals and notes. */
  below: string[][];
}

/** A file's bytes, and what a failing test says of it. */
export interface WrittenFile {
  extension: string;
  bytes: Buffer;
  said: string;
}

export function asCsv(dice: Dice, table: TextTable): WrittenFile {
  const delimiter = dice.one([",", ",", ";", "\t", "|"]);
  const [quotesAll, mark, eol, last, packed] = [dice.often(25), dice.often(40), dice.one(["\n", "\r\n"]), dice.often(80), dice.often(10)];
  const cell = (text: string) => (quotesAll || /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = [...table.above, table.header, ...table.rows, ...table.below].map((row) => row.map(cell).join(delimiter)).join(eol) + (last ? eol : "");
  const bytes = Buffer.from((mark ? "\ufeff" : "") + text);
  const said = `CSV by ${JSON.stringify(delimiter)}${quotesAll ? ", all quoted" : ""}${mark ? ", with a mark" : ""}, ${JSON.stringify(eol)}${last ? "" : ", no last line break"}${packed ? ", packed" : ""}`;
  return { extension: delimiter === "\t" ? "tsv" : "csv", bytes: packed ? gzipSync(bytes) : bytes, said };
}

const day0 = Date.UTC(1899, 11, 30);
const isIso = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const isPlain = (text: string): boolean => /^\d{1,12}(\.\d{1,2})?$/.test(text);

/** Plain numbers and ISO dates may become numbers and serial dates, as a spreadsheet keeps them. */
export function asWorkbook(dice: Dice, table: TextTable): WrittenFile {
  const [typed, merged, besides] = [dice.often(70), dice.often(50), dice.often(40)];
  const cellOf = (text: string): Cell => {
    if (text === "") return null;
    if (typed && isIso(text)) return { xml: `<v>${(Date.parse(text) - day0) / 86_400_000}</v>`, style: 1 };
    return typed && isPlain(text) && !/^0\d/.test(text) ? { xml: `<v>${text}</v>`, style: 2 } : text;
  };
  const rows = [...table.above, table.header, ...table.rows, ...table.below].map((row) => row.map(cellOf));
  const letter = String.fromCharCode(64 + table.header.length);
  const merges = merged ? table.above.flatMap((row, at) => (row.filter((text) => text !== "").length === 1 ? [`A${at + 1}:${letter}${at + 1}`] : [])) : [];
  const notes = { name: "Notes", rows: [["Made by finance"], ["Ask Jo before sending it on"]] as Cell[][] };
  const bytes = workbookOf({ sheets: [...(besides ? [notes] : []), { name: "Export", rows, merges }], formats: ["yyyy-mm-dd", "#,##0.00"] });
  return { extension: "xlsx", bytes, said: `workbook${typed ? " of numbers and dates" : " of texts"}${merged ? ", titles merged" : ""}${besides ? ", with a sheet of notes" : ""}` };
}

export function asJsonLines(dice: Dice, { header, rows }: TextTable): WrittenFile {
  const [numbers, nulls] = [dice.often(50), dice.often(50)];
  const valueOf = (text: string): unknown => (text === "" && nulls ? null : numbers && isPlain(text) ? Number(text) : text);
  const text = rows.map((row) => JSON.stringify(Object.fromEntries(header.map((name, at) => [name, valueOf(row[at]!)])))).join("\n");
  return { extension: "jsonl", bytes: Buffer.from(`${text}\n`), said: `JSON lines${numbers ? " of numbers" : ""}${nulls ? " and nulls" : ""}` };
}

/** Written by the engine, which is an independent writer here. */
export async function asParquet(dice: Dice, { header, rows }: TextTable, folder: string): Promise<WrittenFile> {
  const typed = dice.often(60);
  const typeOf = (at: number): string => {
    const filled = rows.map((row) => row[at]!).filter((text) => text !== "");
    if (!typed || filled.length === 0) return "varchar";
    return filled.every(isIso) ? "date" : filled.every(isPlain) ? "decimal(18,2)" : "varchar";
  };
  const quoted = (text: string, mark: string) => mark + text.replaceAll(mark, mark + mark) + mark;
  const types = header.map((_, at) => typeOf(at));
  const values = rows.map((row) => `(${row.map((text, at) => (text === "" ? "null" : `${quoted(text, "'")}::${types[at]!}`)).join(", ")})`);
  const path = join(folder, "written.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`copy (select * from (values ${values.join(", ")}) t(${header.map((name) => quoted(name, '"')).join(", ")})) to ${quoted(path, "'")} (format parquet)`);
  connection.closeSync();
  instance.closeSync();
  return { extension: "parquet", bytes: readFileSync(path), said: `Parquet${typed ? " of types" : " of texts"}` };
}
