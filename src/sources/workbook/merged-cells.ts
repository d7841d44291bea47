/** Merged cells hold their value in the first cell only. */
import type { RawRow } from "../table-find/raw-row.js";
import type { Range } from "./reference.js";

/** A number over several rows counts once: filled down it would be added once for each. */
const isAmount = (text: string): boolean => /^-?[\d.]+%?$/.test(text);

/**
 * Rows as their reader sees them on the sheet: where cells of a column are merged over several rows (a customer beside its products), each row
 * gets the text or date that they share. Numbers are never filled down, and nothing is filled to the right. A range that begins inside another
 * one is no merge that a spreadsheet knows, and is passed over.
 */
export class FilledDown {
  readonly #byRow = new Map<number, Range[]>();
  /** By column, one at most. */
  readonly #running = new Map<number, { lastRow: number; text: string }>();

  constructor(merges: readonly Range[], from: number) {
    for (const range of merges) {
      if (range.lastRow <= range.firstRow || range.firstRow < from) continue;
      const same = this.#byRow.get(range.firstRow);
      if (same) same.push(range);
      else this.#byRow.set(range.firstRow, [range]);
    }
  }

  /** To be called with every row, in order. */
  fill(raw: RawRow): RawRow {
    if (this.#byRow.size === 0) return raw;
    for (const [column, { lastRow, text }] of this.#running) {
      if (lastRow < raw.row) {
        this.#running.delete(column);
        continue;
      }
      while (raw.cells.length <= column) raw.cells.push("");
      if (raw.cells[column] === "") raw.cells[column] = text;
    }
    for (const { firstColumn, lastRow } of this.#byRow.get(raw.row) ?? []) {
      const text = raw.cells[firstColumn] ?? "";
      if (text !== "" && !isAmount(text) && !this.#running.has(firstColumn)) this.#running.set(firstColumn, { lastRow, text });
    }
    return raw;
  }
}
