import { LONGEST_RECORD } from "./probed.js";

/** A line that was over the limit: only its size and its beginning are kept. */
export interface LongLine {
  bytes: number;
  start: string;
}

/** Text without its newline; a carriage return before a line feed is kept. */
export type PhysicalLine = string | LongLine;

const KEPT = 1024;

/** Cuts blocks of UTF-8 into lines in constant memory: a newline byte can't be inside a character, so only whole lines are decoded. */
export class LineSplitter {
  #newline: "\n" | "\r";
  #byte: number;
  #carry: Buffer[] = [];
  #carried = 0;
  #skipping: LongLine | undefined;

  constructor(newline: "\n" | "\r") {
    this.#newline = newline;
    this.#byte = newline.charCodeAt(0);
  }

  /** The lines that end in this block. */
  push(block: Buffer): PhysicalLine[] {
    const last = block.lastIndexOf(this.#byte);
    if (last === -1) {
      this.#keep(block);
      return [];
    }
    const first = this.#carried > 0 || this.#skipping ? block.indexOf(this.#byte) : -1;
    const lines: PhysicalLine[] = first === -1 ? [] : [this.#finish(block.subarray(0, first))];
    if (last > first) for (const line of this.#cut(block.toString("utf8", first + 1, last))) lines.push(line);
    this.#keep(block.subarray(last + 1));
    return lines;
  }

  /** The last line, if the file does not end with a newline. */
  end(): PhysicalLine[] {
    return this.#carried > 0 || this.#skipping ? [this.#finish(Buffer.alloc(0))] : [];
  }

  #cut(text: string): PhysicalLine[] {
    const lines: PhysicalLine[] = text.split(this.#newline);
    // a line can only be over the limit here if the block is
    if (text.length > LONGEST_RECORD / 3) lines.forEach((line, i) => (lines[i] = limited(line as string)));
    return lines;
  }

  #finish(rest: Buffer): PhysicalLine {
    this.#keep(rest);
    const skipped = this.#skipping;
    const line = skipped ?? limited(Buffer.concat(this.#carry).toString("utf8"));
    this.#carry = [];
    this.#carried = 0;
    this.#skipping = undefined;
    return line;
  }

  #keep(bytes: Buffer): void {
    if (this.#skipping) {
      this.#skipping.bytes += bytes.length;
    } else if (this.#carried + bytes.length > LONGEST_RECORD) {
      const start = Buffer.concat([...this.#carry, bytes]).toString("utf8", 0, KEPT);
      this.#skipping = { bytes: this.#carried + bytes.length, start };
      this.#carry = [];
    } else if (bytes.length > 0) {
      this.#carry.push(Buffer.from(bytes)); // blocks are reused by their reader
      this.#carried += bytes.length;
    }
  }
}

function limited(line: string): PhysicalLine {
  if (line.length <= LONGEST_RECORD / 3) return line;
  const bytes = Buffer.byteLength(line);
  return bytes > LONGEST_RECORD ? { bytes, start: line.slice(0, KEPT) } : line;
}
