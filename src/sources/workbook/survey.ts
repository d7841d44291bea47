/** One pass over a sheet: its first rows, how many there are, and what is merged. */
import { findHeader, HEAD_ROWS, type HeadRow, type Header } from "../table-find/header.js";
import { isBlank, type RawRow } from "../table-find/raw-row.js";
import type { Archive } from "./archive.js";
import type { Contents, SheetEntry } from "./contents.js";
import type { Range } from "./reference.js";
import { readSheet } from "./sheet-reader.js";

export interface Survey {
  sheet: SheetEntry;
  head: HeadRow[];
  /** Rows that hold something. */
  rows: number;
  merges: Range[];
  /** Rows that the workbook does not show, by a filter or by hand. */
  hidden: number[];
  hiddenColumns: [number, number][];
  /** The last value of each column, and its row. */
  lastValues: { row: number; value: string }[];
  header: Header | undefined;
  /** All rows, of a sheet that is small enough to be kept: it need not be unpacked again. */
  kept: RawRow[] | undefined;
}

/** Cells of a sheet that is kept. */
const MOST_KEPT = 500_000;

export async function surveyed(archive: Archive, contents: Contents, sheet: SheetEntry, headerRow?: number): Promise<Survey> {
  const read = readSheet(archive, contents, sheet);
  const first: RawRow[] = [];
  const lastValues: { row: number; value: string }[] = [];
  const hidden: number[] = [];
  let rows = 0;
  let kept: RawRow[] | undefined = [];
  let cells = 0;
  for await (const batch of read.batches()) {
    for (const raw of batch) {
      rows += 1;
      cells += raw.cells.length;
      if (cells > MOST_KEPT) kept = undefined;
      if (raw.hidden === true) hidden.push(raw.row);
      kept?.push(raw);
      if (first.length < HEAD_ROWS && !isBlank(raw.cells)) first.push(raw);
      raw.cells.forEach((value, column) => {
        if (value.trim() !== "") lastValues[column] = { row: raw.row, value };
      });
    }
  }
  const head = first.map((raw) => ({ row: raw.row, cells: raw.cells, spans: spansOf(raw.row, read.merges) }));
  return { sheet, head, rows, merges: read.merges, hidden, hiddenColumns: read.hiddenColumns, lastValues, header: findHeader(head, headerRow), kept };
}

/** Columns of a row that are merged into one; a merge over several rows counts in its first. */
function spansOf(row: number, merges: Range[]): [number, number][] {
  return merges.filter((range) => range.firstRow === row && range.lastColumn > range.firstColumn).map((range) => [range.firstColumn, range.lastColumn]);
}
