/** Merged cells hold their value in the first cell only. */
import type { RawRow } from "../table-find/raw-row.js";
import type { Range } from "./reference.js";

/** A number over several rows counts once: filled down it would be added once for each. */
const isAmount = (text: string): boolean => /^-?[\d.]+%?$/.test(text);

/**
 * Rows as their reader sees them on the sheet: where cells of a column are merged over several rows (a customer beside its products), each row
 * gets the text or date that they share. Numbers are never filled down, and nothing is filled to the right.
 */
export class FilledDown {
  readonly #byRow = new Map<number, Range[]>();
  #running: { range: Range; text: string }[] = [];

  constructor(merges: Range[], from: number) {
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
    this.#running = this.#running.filter(({ range }) => range.lastRow >= raw.row);
    for (const { range, text } of this.#running) {
      while (raw.cells.length <= range.firstColumn) raw.cells.push("");
      if (raw.cells[range.firstColumn] === "") raw.cells[range.firstColumn] = text;
    }
    for (const range of this.#byRow.get(raw.row) ?? []) {
      const text = raw.cells[range.firstColumn] ?? "";
      if (text !== "" && !isAmount(text)) this.#running.push({ range, text });
    }
    return raw;
  }
}
