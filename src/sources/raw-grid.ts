/** A small table as it stands, every row of it: for tables whose names may stand across or down, with or without a header. */
import { open, readFile } from "node:fs/promises";
import { isLosslessNumber, parse, stringify } from "lossless-json";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import { openSource, problemOfReading, type OpenSource } from "./open-source.js";
import { readCells } from "./record.js";
import { safeText } from "./safe-text.js";

export interface GridRow {
  /** The number that a spreadsheet shows; the line of a text. */
  row: number;
  cells: string[];
}

export interface RawGrid {
  file: string;
  /** The sheets of a workbook that it shows; one of any other file. */
  sheets: { name: string; rows: GridRow[] }[];
}

/** More bytes than any table that somebody types. */
const MOST_BYTES = 1024 * 1024;
/** Rows of a sheet that are looked at. */
const MOST_ROWS = 2000;

/** Every row of a CSV, TSV, Markdown, JSON or XLSX file. Throws a ProblemError where it can't be read or is no small table. */
export async function readGrid(path: string): Promise<RawGrid> {
  const source = await openSource(path, process.stdin);
  if ("problems" in source) throw new ProblemError(source.problems);
  try {
    if (await isZip(source)) return await workbookGrid(source);
    if (source.bytes > MOST_BYTES) throw new ProblemError([tooLarge(source.file)]);
    const text = decoded(await readFile(source.readFrom));
    if (text.includes("\0")) throw new ProblemError([problem("file-not-text", { file: source.file, kind: "a file of bytes", remedy: "Save the table as CSV or XLSX." }, { file: source.file })]);
    const rows = jsonRows(text) ?? textRows(text);
    refuseTornNumbers(rows, source.file);
    return { file: source.file, sheets: [{ name: "", rows }] };
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError([problemOfReading(error, source)]);
  } finally {
    await source.dispose();
  }
}

const tooLarge = (file: string): Problem => problem("board-too-large", { file }, { file });

async function isZip({ readFrom }: OpenSource): Promise<boolean> {
  const file = await open(readFrom, "r");
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString("latin1") === "PK\x03\x04";
  } finally {
    await file.close();
  }
}

async function workbookGrid(source: OpenSource): Promise<RawGrid> {
  const [{ openArchive }, { readContents }, { readSheet }] = await Promise.all([import("./workbook/archive.js"), import("./workbook/contents.js"), import("./workbook/sheet-reader.js")]);
  const archive = await openArchive(source.readFrom, source.file);
  try {
    const contents = await readContents(archive);
    const sheets: RawGrid["sheets"] = [];
    for (const sheet of contents.sheets.filter((each) => !each.hidden)) {
      const rows: GridRow[] = [];
      for await (const batch of readSheet(archive, contents, sheet).batches()) {
        for (const { row, cells } of batch) rows.push({ row, cells });
        if (rows.length > MOST_ROWS) break;
      }
      if (rows.length <= MOST_ROWS) sheets.push({ name: sheet.name, rows });
    }
    if (sheets.length === 0) throw new ProblemError([tooLarge(source.file)]);
    return { file: source.file, sheets };
  } finally {
    archive.close();
  }
}

/** Names and digits are all that matters, so what is no UTF-8 is read as what Excel writes. */
function decoded(bytes: Buffer): string {
  const mark = bytes.toString("latin1", 0, 2);
  if (mark === "\xff\xfe") return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** An object of figures, one of periods with figures, or a list of objects; numbers as they are written. */
function jsonRows(text: string): GridRow[] | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  const value = parsed(text);
  if (Array.isArray(value)) return listRows(value.filter(isObject));
  if (!isObject(value)) return undefined;
  const members = Object.entries(value);
  if (members.length > 0 && members.every(([, member]) => isObject(member))) return listRows(members.map(([period, member]) => ({ period, ...(member as Record<string, unknown>) })));
  return members.map(([name, member], at) => ({ row: at + 1, cells: [name, jsonText(member)] }));
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

function listRows(objects: Record<string, unknown>[]): GridRow[] {
  const names = [...new Set(objects.flatMap((each) => Object.keys(each)))];
  return [names, ...objects.map((each) => names.map((name) => jsonText(each[name])))].map((cells, at) => ({ row: at + 1, cells }));
}

function jsonText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  return isLosslessNumber(value) ? value.value : (stringify(value) ?? "");
}

/** Lines parted by the mark that stands in most of them; the last resorts are wide gaps, as of a table that was pasted, and a colon behind the name. */
function textRows(text: string): GridRow[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/).map((line, at) => ({ row: at + 1, line })).filter(({ line }) => line.trim() !== "" && !/^[\s|:+=-]+$/.test(line));
  const most = (mark: RegExp) => lines.filter(({ line }) => mark.test(line)).length * 2 > lines.length;
  if (most(/^\s*\|.*\|\s*$/)) return lines.map(({ row, line }) => ({ row, cells: plainCells(line.trim().replace(/^\||\|$/g, "").split("|")) }));
  const delimiter = ["\t", ";", "|", ","].find((mark) => lines.filter(({ line }) => partedBy(line, mark).length > 1).length * 2 > lines.length);
  if (delimiter === ",") return withGroups(lines.map(({ row, line }) => ({ row, cells: partedBy(line, ",") })));
  if (delimiter !== undefined) return lines.map(({ row, line }) => ({ row, cells: plainCells(partedBy(line, delimiter)) }));
  return lines.map(({ row, line }) => ({ row, cells: pastedCells(line.trim()) }));
}

/** What stands behind wide gaps or a colon; else the number that ends the line. */
function pastedCells(line: string): string[] {
  const parted = plainCells(line.split(/\s{2,}|(?<=\S)\s*:\s+/));
  return parted.length > 1 ? parted : line.split(/\s+(?=[-+~$€£(]*\d[\d.,]*\s?(?:%|[a-z]{1,8})?\)?$)/i);
}

function partedBy(line: string, delimiter: string): string[] {
  const read = readCells(line, delimiter);
  return "cells" in read ? read.cells : line.split(delimiter);
}

/** Without the marks of bold and code. */
const plainCells = (cells: string[]): string[] => cells.map((cell) => cell.replace(/\*\*|__|`/g, "").trim());

/** `Beginning ARR,5,000,000`: thousands that nobody put in quotes, where the rows are even only once they are joined. */
function withGroups(rows: GridRow[]): GridRow[] {
  const joined = rows.map(({ row, cells }) => ({ row, cells: cells.join(",").split(/,(?!\d{3}(?:\D|$))|(?<![\d]),/) }));
  const widths = (table: GridRow[]) => new Set(table.map(({ cells }) => cells.length)).size;
  return rows.every(({ cells }) => cells.every((cell) => !cell.includes(","))) && widths(rows) > 1 && widths(joined) === 1 ? joined : rows;
}

/** Thousands that commas have torn apart, in a row that is longer than the first: nothing tells which cells belong together. */
function refuseTornNumbers(rows: GridRow[], file: string): void {
  const width = rows[0]?.cells.length ?? 0;
  for (const { row, cells } of rows) {
    const torn = cells.findIndex((cell, at) => at > 0 && /^\d{3}\D*$/.test(cell) && /\d{1,3}$/.test(cells[at - 1]!));
    if (cells.length <= width || torn < 0) continue;
    const value = cells.slice(1).join(",");
    throw new ProblemError([problem("board-number", { name: safeText(cells[0]!), period: "", value: safeText(value) }, { file, row, value: safeText(value) })]);
  }
}
