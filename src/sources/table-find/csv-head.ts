/** The first records of a CSV file, read before anyone knows which of them is the header, and how their cells are parted. */
import { matchColumns } from "../columns.js";
import { countOf, readCells } from "../record.js";
import { findHeader, HEAD_ROWS, type Header, type HeadRow } from "./header.js";
import { isBlank } from "./raw-row.js";

export interface CsvHead {
  delimiter: string;
  rows: (HeadRow & { linesBefore: number })[];
  header: Header;
}

/** The most lines that one quoted cell of the head may run over. */
const MOST_LINES = 50;
const delimiters = [",", ";", "\t", "|"];

/**
 * The head under the mark that parts its rows best, with the header that it then has; undefined where no mark gives one.
 * `text` is the beginning of the file; its last line may be cut.
 */
export function csvHead(text: string, wanted?: number): CsvHead | undefined {
  const lines = text.split(text.includes("\n") ? /\r?\n/ : "\r");
  const tried = delimiters.map((delimiter) => recordsOf(lines, delimiter));
  const best = tried.map((rows, at) => ({ rows, delimiter: delimiters[at]!, score: evenness(rows) })).sort((a, b) => b.score - a.score)[0]!;
  if (best.score === 0) return undefined;
  const header = wanted === undefined && isOurs(best.rows[0]) ? { names: best.rows[0]!.cells, first: 0, last: 0 } : findHeader(best.rows, wanted);
  return header === undefined ? undefined : { delimiter: best.delimiter, rows: best.rows, header };
}

/** A first row that names every column a line must have needs no guess. */
const isOurs = (row: HeadRow | undefined): boolean => row !== undefined && matchColumns(row.cells).problems.length === 0;

function recordsOf(lines: string[], delimiter: string): CsvHead["rows"] {
  const rows: CsvHead["rows"] = [];
  let row = 0;
  for (let at = 0; at < lines.length && rows.length < HEAD_ROWS; ) {
    const { text, taken } = recordAt(lines, at);
    const read = readCells(text, delimiter);
    const cells = "cells" in read ? read.cells : [text];
    row += 1;
    if (!isBlank(cells)) rows.push({ row, cells, linesBefore: at });
    at += taken;
  }
  return rows;
}

/** One line, or as many as it takes to close its quotes. */
function recordAt(lines: string[], at: number): { text: string; taken: number } {
  let quotes = 0;
  for (let taken = 1; taken <= MOST_LINES && at + taken <= lines.length; taken++) {
    quotes += countOf('"', lines[at + taken - 1]!);
    if (quotes % 2 === 0) return { text: lines.slice(at, at + taken).join("\n"), taken };
  }
  return { text: lines[at]!, taken: 1 };
}

/** How many rows have the most common number of cells, two at least; more cells are a little better. */
function evenness(rows: HeadRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  return Math.max(0, ...[...counts].map(([width, count]) => count + Math.min(width, 50) / 100));
}
