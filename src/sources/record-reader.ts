/**
 * Finds the records of a CSV file among its lines. A record that has no open quote is a line. One that has is tried
 * together with the following lines, up to the first that closes it; if that gives no record of the header's width, the
 * first line alone is broken and reading goes on with the second, so that a stray quote costs its own row and no other.
 * Where the quote stays open for longer than a record may be, and no line behind it is a row, it is one overlong cell.
 *
 * A trial ends at the next line with an odd number of quotes at the latest, and only such a line begins one:
 * so no line is tried more than twice and broken files are read in linear time.
 */
import type { LongLine, PhysicalLine } from "./line-splitter.js";
import { LongCell } from "./long-cell.js";
import { LONGEST_RECORD, MOST_LINES, type Breakage, type BrokenRow, type ExactRow, type Probe } from "./probed.js";
import { countOf, readCells, type Cells } from "./record.js";
import { safeText } from "./safe-text.js";

type Row = ExactRow | BrokenRow;

export class RecordReader {
  readonly #delimiter: string;
  readonly #newline: string;
  readonly #columns: number;
  /** Some quote of this file is out of place: a record that could be a stray quote and the rows behind it is not believed. */
  readonly #doubtful: boolean;
  #waiting: PhysicalLine[] = [];
  /** The cell whose lines are being passed over. */
  #long: LongCell | undefined;
  /** Lines of the header, and blank ones before it, that are still to be passed over. */
  #skip: number;
  #row: number;
  #line: number;

  constructor(probe: Pick<Probe, "delimiter" | "newline" | "header" | "headerRow" | "headerLines" | "oddities">) {
    this.#delimiter = probe.delimiter;
    this.#newline = probe.newline === "\r" ? "\r" : "\n";
    this.#columns = probe.header.length;
    this.#skip = probe.headerLines;
    this.#line = probe.headerLines;
    this.#row = probe.headerRow;
    this.#doubtful = probe.oddities.has("stray_quote") || probe.oddities.has("open_quote");
  }

  /** The rows that these lines complete; lines of a record that may go on wait for the next call. */
  read(lines: PhysicalLine[], ended: boolean): Row[] {
    const queue = this.#waiting.length > 0 ? [...this.#waiting, ...lines] : lines;
    const rows: Row[] = [];
    let at = Math.min(this.#skip, queue.length);
    this.#skip -= at;
    while (at < queue.length) {
      if (this.#long) {
        at = this.#pass(queue, at, rows);
        continue;
      }
      const end = endOfTrial(queue, at, ended);
      if (end === undefined) break;
      at += this.#take(queue, at, end, rows);
    }
    this.#waiting = at === 0 ? queue : queue.slice(at);
    if (ended && this.#long) this.#endStray(rows);
    return rows;
  }

  /** Passes over lines of an overlong cell; answers where it ends, as far as the lines at hand tell. */
  #pass(queue: PhysicalLine[], from: number, rows: Row[]): number {
    const long = this.#long!;
    for (let at = from; at < queue.length; at++) {
      const part = long.take(queue[at]!);
      if (part === "text") continue;
      if (part === "row") {
        this.#endStray(rows);
        return at;
      }
      rows.push(this.#broken(long.first, "too_long", long.size));
      this.#line += long.passed.lines - 1;
      this.#long = undefined;
      return at + 1;
    }
    return queue.length;
  }

  /** It was no cell: its first line opens a quote that nothing closes, and the lines behind it are no rows either. */
  #endStray(rows: Row[]): void {
    const { first, passed } = this.#long!;
    const behind = passed.lines - 1;
    const detail = `opens a quote that is not closed within ${MOST_LINES} lines; of the ${behind.toLocaleString("en-US")} lines behind it none has the header's ${this.#columns} cells`;
    rows.push(this.#broken(first, "stray_quote", detail));
    this.#line += behind;
    this.#row += behind;
    this.#long = undefined;
  }

  /** Reads the record that starts at `at`; answers how many lines it took. */
  #take(queue: PhysicalLine[], at: number, end: number, rows: Row[]): number {
    this.#line += 1;
    this.#row += 1;
    const first = queue[at]!;
    if (first === "" || first === "\r") return 1;
    if (typeof first !== "string") {
      rows.push(this.#broken(first.start, "too_long", tooLong(first)));
      return 1;
    }
    if (first.includes("\0")) {
      rows.push(this.#broken(first, "control_bytes", "holds a NUL byte"));
      return 1;
    }
    const tried = end - at === 1 ? first : queue.slice(at, end).join(this.#newline);
    const read = readCells(this.#bare(tried), this.#delimiter);
    if (!("cells" in read)) {
      if ("open" in read && end - at === 1 && this.#isLongCell(queue, at, read.open)) return 1;
      rows.push(this.#broken(first, "stray_quote", end - at === 1 ? strayQuote(read) : swallowing(end - at)));
      return 1;
    }
    if (end - at > 1 && this.#doubtful && this.#eachLineFull(queue, at, end)) {
      rows.push(this.#broken(first, "stray_quote", swallowing(end - at)));
      return 1;
    }
    return this.#accept(read.cells, first, end - at, rows);
  }

  /** True, and the passing over begun, where the lines reach the limit of a record and none of them is a row. */
  #isLongCell(queue: PhysicalLine[], at: number, open: number): boolean {
    const first = queue[at] as string;
    const trial = new LongCell(first, open, this.#columns, this.#delimiter);
    for (let next = at + 1; next < queue.length; next++) {
      if (trial.take(queue[next]!) === "row") return false;
      if (trial.passed.lines > MOST_LINES || trial.passed.bytes > LONGEST_RECORD) {
        this.#long = new LongCell(first, open, this.#columns, this.#delimiter);
        return true;
      }
    }
    return false;
  }

  #accept(cells: string[], first: string, lines: number, rows: Row[]): number {
    if (cells.length === this.#columns) {
      rows.push({ row: this.#row, line: this.#line, cells });
      this.#line += lines - 1;
      return lines;
    }
    if (lines === 1 && cells.length === 1 && cells[0]!.trim() === "") {
      rows.push({ row: this.#row, line: this.#line, cells: Array<string>(this.#columns).fill("") });
      return 1;
    }
    const wrong = `${countedCells(cells.length)} where the header has ${this.#columns}`;
    if (lines === 1) rows.push(this.#broken(first, "cell_count", `has ${wrong}`));
    else rows.push(this.#broken(first, "stray_quote", `${swallowing(lines)}, which gives ${wrong}`));
    return 1;
  }

  #broken(text: string, broken: Breakage, detail: string): BrokenRow {
    return { row: this.#row, line: this.#line, broken, detail, text: safeText(text.replace(/\r$/, "")) };
  }

  /** Without the carriage return that belongs to its newline. */
  #bare(text: string): string {
    return this.#newline === "\n" && text.endsWith("\r") ? text.slice(0, -1) : text;
  }

  #eachLineFull(queue: PhysicalLine[], at: number, end: number): boolean {
    if (this.#columns < 3) return false;
    return queue.slice(at, end).every((line) => typeof line === "string" && countOf(this.#delimiter, line) >= this.#columns - 1);
  }
}

/**
 * Where the record that starts at `at` can end at the earliest: behind the next line that makes the number of quotes even.
 * Behind the first line where there is none within the limits; undefined where more lines are needed to tell.
 */
function endOfTrial(queue: PhysicalLine[], at: number, ended: boolean): number | undefined {
  if (!hasOddQuotes(queue[at]!)) return at + 1;
  let length = (queue[at] as string).length;
  for (let end = at + 1; end < queue.length; end++) {
    const line = queue[end]!;
    if (typeof line !== "string" || end - at >= MOST_LINES || line.includes("\0")) return at + 1;
    length += line.length + 1;
    if (length > LONGEST_RECORD) return at + 1;
    if (hasOddQuotes(line)) return end + 1;
  }
  return ended ? at + 1 : undefined;
}

function hasOddQuotes(line: PhysicalLine): boolean {
  return typeof line === "string" && line.includes('"') && countOf('"', line) % 2 === 1;
}

export const tooLong = (line: LongLine): string =>
  `is ${line.bytes.toLocaleString("en-US")} bytes long, the limit is ${LONGEST_RECORD.toLocaleString("en-US")}`;

const countedCells = (count: number): string => `${count} cell${count === 1 ? "" : "s"}`;

/** Of a record of several lines that is none. */
const swallowing = (lines: number): string =>
  `opens a quote that is closed only ${lines - 1} line${lines === 2 ? "" : "s"} further down`;

function strayQuote(read: Exclude<Cells, { cells: string[] }>): string {
  if ("open" in read) return `opens a quote in cell ${read.open} that is not closed within ${MOST_LINES} lines`;
  return read.where === "after" ? `has text after the closing quote of cell ${read.stray}` : `has a quote inside cell ${read.stray}, which is not quoted`;
}
