import { problem, type Problem } from "../domain/problem.js";
import { CsvScan } from "./csv-scan.js";
import { problemOfKind } from "./file-kind.js";
import { JsonScan } from "./json-scan.js";
import { safeText } from "./safe-text.js";
import { sniff, type Beginning, type Sniffed } from "./sniff.js";
import { Utf8Check } from "./utf8-check.js";

export interface Scanned {
  sniffed: Sniffed;
  scan: CsvScan | JsonScan;
}

/** Takes the blocks of one file: gathers them until the header is known, then hands them to the scan of that format. */
export class FileScan {
  readonly #file: string;
  readonly #utf8 = new Utf8Check();
  #head: Buffer | undefined = Buffer.alloc(0);
  #length = 0;
  #scanned: Scanned | undefined;

  /** @param beginning where the header stands, if not in the first line that is not blank */
  constructor(file: string, private readonly beginning?: Beginning) {
    this.#file = file;
  }

  /** The problem that makes reading on pointless, if this block shows one. */
  feed(block: Buffer): Problem[] {
    const foreign = this.#length === 0 ? problemOfKind(block, this.#file) : undefined;
    if (foreign) return [foreign];
    const bad = this.#utf8.feed(block);
    if (bad !== undefined) return [this.#notUtf8(block, bad)];
    const problems = this.#take(block, false);
    this.#length += block.length;
    return problems;
  }

  end(): Scanned | { problems: Problem[] } {
    if (this.#utf8.endsOpen) return { problems: [this.#notUtf8(Buffer.alloc(0), 0)] };
    const problems = this.#take(Buffer.alloc(0), true);
    if (problems.length > 0) return { problems };
    this.#scanned!.scan.end();
    return this.#scanned!;
  }

  #take(block: Buffer, ended: boolean): Problem[] {
    if (this.#scanned) {
      this.#scanned.scan.feed(block);
      return [];
    }
    this.#head = Buffer.concat([this.#head!, block]);
    const outcome = sniff(this.#head, ended, this.#file, this.beginning);
    if ("problems" in outcome) return outcome.problems;
    if ("sniffed" in outcome) {
      this.#scanned = { sniffed: outcome.sniffed, scan: scanFor(outcome.sniffed) };
      this.#scanned.scan.feed(this.#head.subarray(outcome.sniffed.start));
      this.#head = undefined;
    }
    return [];
  }

  #notUtf8(block: Buffer, bad: number): Problem {
    const before = this.#take(block.subarray(0, bad), false);
    const row = before.length > 0 ? 1 : (this.#scanned?.scan.row ?? 1);
    const near = safeText(asWritten(block, bad));
    return problem("file-not-utf8", { file: this.#file, byte: this.#length + bad + 1, row, near }, { file: this.#file, row });
  }
}

function scanFor({ format, newline, delimiter, header, headerRow }: Sniffed): CsvScan | JsonScan {
  const mark = newline === "\r" ? "\r" : "\n";
  return format === "jsonl" ? new JsonScan(mark) : new CsvScan({ delimiter, newline: mark, columns: header.length, headerRow });
}

/** The text around a bad byte, on its line. Such files are nearly always Windows-1252: shown so, their writer knows the place again. */
function asWritten(block: Buffer, bad: number): string {
  const read = (from: number, to: number) => new TextDecoder("windows-1252").decode(block.subarray(Math.max(0, from), to));
  const before = read(bad - 12, bad).split(/[\r\n]/).at(-1)!;
  return before + read(bad, bad + 12).split(/[\r\n]/)[0]!;
}
