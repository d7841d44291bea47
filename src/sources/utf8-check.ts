import { isUtf8 } from "node:buffer";

/** Checks a stream of blocks for being UTF-8; a character may lie across two blocks. */
export class Utf8Check {
  #open: Buffer = Buffer.alloc(0);

  /** Index in `block` of the first byte that is no UTF-8 (0 if it began in the block before); undefined if there is none. */
  feed(block: Buffer): number | undefined {
    const taken = Math.min(missing(this.#open), block.length);
    if (taken > 0) {
      const joined = Buffer.concat([this.#open, block.subarray(0, taken)]);
      if (isWellStarted(joined)) this.#open = joined.subarray(joined.length - openLength(joined));
      else return 0;
      if (this.#open.length > 0) return undefined;
    }
    const rest = block.subarray(taken);
    if (!isWellStarted(rest)) return taken + firstBad(rest);
    this.#open = Buffer.from(rest.subarray(rest.length - openLength(rest)));
    return undefined;
  }

  /** Whether the stream ended inside a character. */
  get endsOpen(): boolean {
    return this.#open.length > 0;
  }
}

/** How many bytes the character begun in `open` still lacks. */
function missing(open: Buffer): number {
  return open.length === 0 ? 0 : lengthFrom(open[0]!) - open.length;
}

function lengthFrom(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

/** Bytes at the end of `bytes` that begin a character and do not finish it. */
function openLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return lengthFrom(byte) > back ? back : 0;
  }
  return 0;
}

const isWellStarted = (bytes: Buffer): boolean => isUtf8(bytes.subarray(0, bytes.length - openLength(bytes)));

/** Bisects: a start of the bytes is well, or it is not and neither is any longer one. */
function firstBad(bytes: Buffer): number {
  let [well, bad] = [0, bytes.length];
  while (bad - well > 1) {
    const middle = (well + bad) >> 1;
    if (isWellStarted(bytes.subarray(0, middle))) well = middle;
    else bad = middle;
  }
  return well - openLength(bytes.subarray(0, well));
}
