import { isBlankJson } from "./json-scan.js";
import { readJsonRow } from "./json-row.js";
import type { PhysicalLine } from "./line-splitter.js";
import type { BrokenRow, ExactRow } from "./probed.js";
import { tooLong } from "./record-reader.js";
import { safeText } from "./safe-text.js";

/** The rows of a JSON lines file; a row is a line, and its number that of the line. */
export class JsonReader {
  readonly #header: string[];
  #row = 0;

  constructor(header: string[]) {
    this.#header = header;
  }

  read(lines: PhysicalLine[]): (ExactRow | BrokenRow)[] {
    const rows: (ExactRow | BrokenRow)[] = [];
    for (const line of lines) {
      this.#row += 1;
      if (!isBlankJson(line)) rows.push(this.#rowOf(line));
    }
    return rows;
  }

  #rowOf(line: PhysicalLine): ExactRow | BrokenRow {
    const place = { row: this.#row, line: this.#row };
    if (typeof line !== "string") return { ...place, broken: "too_long", detail: tooLong(line), text: safeText(line.start) };
    const read = readJsonRow(line, this.#header);
    return "cells" in read ? { ...place, cells: read.cells } : { ...place, ...read, text: safeText(line) };
  }
}
