/** A book that many ask at once: one at a time writes, as many read as there are readers, and the rest wait in line. */
import { availableParallelism } from "node:os";
import { refuse } from "../domain/problem.js";
import { openBook, type Book, type OpenOptions } from "./book.js";
import { BookReader, type Reading } from "./book-reader.js";
import type { Progress } from "./derive.js";

export interface ServedOptions extends OpenOptions {
  /** Questions that are worked on at once. Default: one for each core. */
  readers?: number | undefined;
  /** Questions that wait for a reader; one more is refused. Default: 100. */
  mostWaiting?: number | undefined;
}

export interface ReadOptions {
  /** Whoever asked has gone: what runs is stopped, what waits is dropped. */
  signal?: AbortSignal | undefined;
  progress?: Progress | undefined;
}

/** Somebody who waits for a reader. */
interface Waiting {
  take: (reader: BookReader) => void;
  drop: (reason: unknown) => void;
}

export class ServedBook {
  private readonly idle: BookReader[];
  private readonly waiting: Waiting[] = [];
  private onQuiet: (() => void) | undefined;
  private isClosed = false;

  private constructor(private readonly writer: Book, private readonly readers: readonly BookReader[], private readonly mostWaiting: number) {
    this.idle = [...readers];
  }

  static async open({ readers = availableParallelism(), mostWaiting = 100, ...options }: ServedOptions): Promise<ServedBook> {
    const writer = await openBook(options);
    try {
      await writer.numberQuestions();
      const beside: BookReader[] = [];
      for (let count = 0; count < readers; count++) beside.push(await BookReader.beside(writer));
      for (const reader of beside) await reader.provenance();
      return new ServedBook(writer, beside, mostWaiting);
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** The policy under which it answers where a question does not say otherwise. */
  get policy(): Book["policy"] {
    return this.writer.policy;
  }

  /** Questions at work and questions in line. */
  get load(): { asking: number; waiting: number } {
    return { asking: this.readers.length - this.idle.length, waiting: this.waiting.length };
  }

  /** Asks the book as it is at one moment; a change that is being made is not seen until it is whole, and waited for by nobody. */
  async read<T>(work: Reading<T>, { signal, progress }: ReadOptions = {}): Promise<T> {
    const reader = await this.reader(signal);
    const stopping = new Stopping(reader, signal);
    try {
      signal?.throwIfAborted();
      const answer = await reader.steady(work, progress);
      signal?.throwIfAborted();
      return answer;
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    } finally {
      stopping.done();
      this.release(reader);
    }
  }

  /** Changes the book; one change at a time. Questions that the change raised have their numbers when it is done. */
  async change<T>(work: (book: Book) => Promise<T>): Promise<T> {
    const result = await work(this.writer);
    await this.writer.numberQuestions();
    return result;
  }

  /** Stops the change that is running; the book is then as before it. */
  stopChange(): void {
    this.writer.interrupt();
  }

  /** Stops whatever runs: questions fail, and a change is as if it had not begun. */
  stopAll(): void {
    for (const reader of this.readers) reader.interrupt();
    this.stopChange();
  }

  /** Waits for what is asked and changed, refuses what comes, and closes the file. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const { drop } of this.waiting.splice(0)) drop(closing());
    await this.quiet();
    for (const reader of this.readers) await reader.close();
    await this.writer.close();
  }

  private reader(signal: AbortSignal | undefined): Promise<BookReader> {
    if (this.isClosed) return Promise.reject(closing());
    const free = this.idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    if (this.waiting.length >= this.mostWaiting) refuse("server-busy", { asking: this.readers.length, waiting: this.waiting.length });
    return new Promise((resolve, reject) => {
      const one: Waiting = { take: resolve, drop: reject };
      this.waiting.push(one);
      signal?.addEventListener("abort", () => this.leave(one, signal.reason), { once: true });
    });
  }

  private leave(one: Waiting, reason: unknown): void {
    const at = this.waiting.indexOf(one);
    if (at < 0) return;
    this.waiting.splice(at, 1);
    one.drop(reason);
  }

  /** A question takes several statements: its reader is not closed between two of them. */
  private quiet(): Promise<void> {
    return this.load.asking === 0 ? Promise.resolve() : new Promise((resolve) => (this.onQuiet = resolve));
  }

  private release(reader: BookReader): void {
    const next = this.waiting.shift();
    if (next !== undefined) return next.take(reader);
    this.idle.push(reader);
    if (this.load.asking === 0) this.onQuiet?.();
  }
}

/** Milliseconds between two attempts to stop: between two statements of a question there is nothing to interrupt. */
const attempts = 20;

/** Stops the reader once its asker has gone, until it has stopped. */
class Stopping {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly reader: Book, private readonly signal: AbortSignal | undefined) {
    signal?.addEventListener("abort", this.stop, { once: true });
  }

  done(): void {
    this.signal?.removeEventListener("abort", this.stop);
    clearInterval(this.timer);
  }

  private readonly stop = (): void => {
    this.reader.interrupt();
    this.timer = setInterval(() => this.reader.interrupt(), attempts);
  };
}

const closing = (): unknown => {
  try {
    return refuse("server-closing", {});
  } catch (error) {
    return error;
  }
};
