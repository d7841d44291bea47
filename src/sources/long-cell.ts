/**
 * A quoted cell that runs on past what a record may hold. Its lines are passed over one by one, none of them kept and none of them
 * taken for a row, so that one overlong text is one refused row and not one for each of its lines.
 */
import type { PhysicalLine } from "./line-splitter.js";
import { LONGEST_RECORD, MOST_LINES } from "./probed.js";
import { countOf, readCells } from "./record.js";

/** What a line is to the cell: its text, its end, or the sign that there is no such cell. */
export type Part = "text" | "close" | "row";

/** How many lines and bytes were passed over, the first line included. */
export interface Passed {
  lines: number;
  bytes: number;
}

export class LongCell {
  readonly #passed: Passed;

  /** @param open the cell of the first line that is left open, from 1; @param columns cells of the header */
  constructor(readonly first: string, private readonly open: number, private readonly columns: number, private readonly delimiter: string) {
    this.#passed = { lines: 1, bytes: Buffer.byteLength(first) };
  }

  get passed(): Readonly<Passed> {
    return this.#passed;
  }

  /** Takes the next line, unless it is a row of its own: then the quote that opened the cell was a stray one. */
  take(line: PhysicalLine): Part {
    const part = this.#partOf(line);
    if (part === "row") return part;
    this.#passed.lines += 1;
    this.#passed.bytes += Buffer.byteLength(line as string) + 1;
    return part;
  }

  /** The end of a sentence that starts with the row. */
  get size(): string {
    const { lines, bytes } = this.#passed;
    return `runs over ${counted(lines)} lines (${counted(bytes)} bytes); the limit is ${counted(MOST_LINES)} lines and ${counted(LONGEST_RECORD)} bytes`;
  }

  #partOf(line: PhysicalLine): Part {
    if (typeof line !== "string" || line.includes("\0")) return "row";
    if (!line.includes('"')) return countOf(this.delimiter, line) === this.columns - 1 ? "row" : "text";
    const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (countOf('"', line) % 2 === 1) return this.#closedBy(bare) ? "close" : "row";
    const read = readCells(bare, this.delimiter);
    return "cells" in read && read.cells.length === this.columns ? "row" : "text";
  }

  /** The rest of the open cell and those behind it make the record whole. */
  #closedBy(line: string): boolean {
    const read = readCells(`"${line}`, this.delimiter);
    return "cells" in read && this.open - 1 + read.cells.length === this.columns;
  }
}

const counted = (count: number): string => count.toLocaleString("en-US");
