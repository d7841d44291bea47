/**
 * Counts the records of a CSV file and looks for everything a strict reader stumbles over, in one pass over the bytes.
 * A record without quotes that lies in one block is judged whole (`#line`); all others go byte by byte (`#bytewise`).
 */
import { ByteCount } from "./byte-count.js";
import { LONGEST_RECORD, type Oddity } from "./probed.js";

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Where in a record the scan stands. */
const RECORD_START = 0;
const CELL_START = 1;
const BARE = 2;
const QUOTED = 3;
/** Behind a quote inside a quoted cell: the cell is closed, or the quote was the first of two. */
const QUOTE_SEEN = 4;

export interface CsvShape {
  delimiter: string;
  newline: "\n" | "\r";
  /** Number of cells in the header. */
  columns: number;
  /** Blank lines before the header are not scanned, but number it. */
  headerRow: number;
}

export class CsvScan {
  readonly oddities = new Set<Oddity>();
  /** Records so far, the header being one. */
  records = 0;
  /** Records in which every physical line has as many delimiters as a whole record: a quote may be missing. */
  swallowing: { rows: number; first: number } | undefined;

  readonly #delimiter: number;
  readonly #newline: number;
  readonly #columns: number;
  readonly #delimiters: ByteCount;
  #state = RECORD_START;
  #blank: number;
  #cells = 1;
  #bytes = 0;
  #crSeen = false;
  #lfEnds = false;
  #crlfEnds = false;
  // of the record at hand, for `swallowing`
  #lines = 1;
  #lineDelimiters = 0;
  #eachLineFull = true;
  #oddRecord = false;

  constructor(shape: CsvShape) {
    this.#delimiter = shape.delimiter.charCodeAt(0);
    this.#newline = shape.newline.charCodeAt(0);
    this.#columns = shape.columns;
    this.#blank = shape.headerRow - 1;
    this.#delimiters = new ByteCount(this.#delimiter);
    if (shape.newline === "\r") this.oddities.add("lone_cr");
  }

  /** The row, as a spreadsheet counts, that the next byte belongs to. */
  get row(): number {
    return this.records + this.#blank + 1;
  }

  feed(block: Buffer): void {
    this.#delimiters.look(block);
    let quote = orEnd(block.indexOf(QUOTE), block);
    let cr = this.#newline === CR ? block.length : orEnd(block.indexOf(CR), block);
    if (block.includes(0)) this.oddities.add("nul");
    for (let at = 0; at < block.length; ) {
      const end = this.#state === RECORD_START && !this.#crSeen ? block.indexOf(this.#newline, at) : -1;
      if (quote < at) quote = orEnd(block.indexOf(QUOTE, at), block);
      if (end === -1 || quote < end) {
        at = this.#bytewise(block, at);
        continue;
      }
      if (cr < at) cr = orEnd(block.indexOf(CR, at), block);
      this.#line(block, at, end, cr);
      at = end + 1;
    }
  }

  end(): void {
    if (this.#state === QUOTED) this.#odd("open_quote");
    if (this.#crSeen) {
      this.#odd("lone_cr");
      this.#bytes -= 1;
    }
    if (this.#bytes > 0) this.#endRecord();
    if (this.#lfEnds && this.#crlfEnds) this.oddities.add("mixed_newlines");
  }

  /** One whole line without quotes; `cr` is where the next carriage return stands. */
  #line(block: Buffer, from: number, end: number, cr: number): void {
    const crlf = end > from && block[end - 1] === CR;
    if (cr < (crlf ? end - 1 : end)) this.oddities.add("lone_cr");
    if (crlf) this.#crlfEnds = true;
    else this.#lfEnds = true;
    const bytes = end - from - (crlf ? 1 : 0);
    if (bytes === 0) {
      this.#blank += 1;
      return;
    }
    if (this.#delimiters.between(from, end) !== this.#columns - 1) this.oddities.add("cell_count");
    this.#count(bytes);
  }

  #bytewise(block: Buffer, from: number): number {
    const delimiter = this.#delimiter;
    const newline = this.#newline;
    let state = this.#state;
    let at = from;
    for (; at < block.length; at++) {
      const byte = block[at]!;
      if (state === QUOTED) {
        if (byte === QUOTE) state = QUOTE_SEEN;
        else if (byte === delimiter) this.#lineDelimiters += 1;
        else if (byte === newline) this.#nextLine();
        continue;
      }
      if (this.#crSeen && byte !== LF) {
        this.#odd("lone_cr");
        this.#crSeen = false;
      }
      if (byte === delimiter) {
        state = CELL_START;
        this.#cells += 1;
        this.#lineDelimiters += 1;
      } else if (byte === newline) {
        this.#state = state;
        this.#bytes += at - from;
        this.#endLine();
        return at + 1;
      } else if (byte === QUOTE) {
        state = this.#atQuote(state);
      } else if (byte === CR) {
        this.#crSeen = true;
      } else {
        if (state === QUOTE_SEEN) this.#odd("stray_quote");
        state = BARE;
      }
    }
    this.#state = state;
    this.#bytes += at - from;
    return at;
  }

  #atQuote(state: number): number {
    if (state === RECORD_START || state === CELL_START || state === QUOTE_SEEN) return QUOTED;
    this.#odd("stray_quote");
    return state;
  }

  #odd(oddity: Oddity): void {
    this.oddities.add(oddity);
    this.#oddRecord = true;
  }

  /** A newline inside quotes. */
  #nextLine(): void {
    if (this.#lineDelimiters < this.#columns - 1) this.#eachLineFull = false;
    this.#lines += 1;
    this.#lineDelimiters = 0;
  }

  /** A newline outside quotes. */
  #endLine(): void {
    if (this.#crSeen) {
      this.#bytes -= 1;
      this.#crlfEnds = true;
    } else this.#lfEnds = true;
    this.#crSeen = false;
    if (this.#bytes === 0) this.#blank += 1;
    else this.#endRecord();
  }

  #endRecord(): void {
    if (this.#cells !== this.#columns) this.#odd("cell_count");
    const eachLineFull = this.#eachLineFull && this.#lineDelimiters >= this.#columns - 1;
    if (this.#lines > 1 && eachLineFull && !this.#oddRecord && this.#columns > 2) {
      this.swallowing = { rows: (this.swallowing?.rows ?? 0) + 1, first: this.swallowing?.first ?? this.row };
    }
    this.#count(this.#bytes);
    this.#state = RECORD_START;
    this.#cells = 1;
    this.#bytes = 0;
    this.#lines = 1;
    this.#lineDelimiters = 0;
    this.#eachLineFull = true;
    this.#oddRecord = false;
  }

  #count(bytes: number): void {
    if (bytes > LONGEST_RECORD) this.oddities.add("too_long");
    // blank lines behind the last record number nothing and are no oddity
    if (this.#blank > 0) this.oddities.add("blank_line");
    this.records += 1;
  }
}

const orEnd = (at: number, block: Buffer): number => (at === -1 ? block.length : at);
