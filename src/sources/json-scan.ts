/** Counts the lines of a JSON lines file and collects the keys of its objects. */
import { LineSplitter, type PhysicalLine } from "./line-splitter.js";
import { namedValues } from "./json-keys.js";
import { MOST_COLUMNS } from "./probed.js";

export class JsonScan {
  /** Lines that are not blank, readable or not. */
  records = 0;
  readonly #keys = new Set<string>();
  readonly #lines: LineSplitter;
  #ended = 0;

  constructor(newline: "\n" | "\r") {
    this.#lines = new LineSplitter(newline);
  }

  get header(): string[] {
    return [...this.#keys];
  }

  /** The line that the next byte belongs to. */
  get row(): number {
    return this.#ended + 1;
  }

  feed(block: Buffer): void {
    for (const line of this.#lines.push(block)) this.#line(line);
  }

  end(): void {
    for (const line of this.#lines.end()) this.#line(line);
  }

  #line(line: PhysicalLine): void {
    this.#ended += 1;
    if (isBlankJson(line)) return;
    this.records += 1;
    if (typeof line !== "string") return;
    // beyond the limit keys are no longer collected: the probe refuses the file
    if (this.#keys.size <= MOST_COLUMNS) for (const key of keysOf(line)) this.#keys.add(key);
  }
}

/** White space between objects means nothing in JSON. */
export const isBlankJson = (line: PhysicalLine): boolean => typeof line === "string" && line.trim() === "";

/** Keys need no exact numbers, so the fast parser does; what it can't read is judged when the rows are read. */
function keysOf(line: string): string[] {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? [...namedValues(value, isObject).keys()] : [];
  } catch {
    return [];
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
