/** A book that many ask at once: one at a time writes, as many read as there are readers, and the rest wait in line. */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { today } from "../domain/calendar.js";
import type { Policy } from "../domain/policy.js";
import { refuse } from "../domain/problem.js";
import { openBook, type Book, type OpenOptions } from "./book.js";
import { BookReader, type Reading } from "./book-reader.js";
import type { Database } from "./database.js";
import type { Progress } from "./derive.js";
import { importOfRequest } from "./import-log.js";
import { momentOf } from "./moment.js";
import { keepNumbers, type FoundQuestion } from "./question-list.js";
import { Queue } from "./queue.js";

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
  /** Another policy than the book's, as where it was opened with one. */
  policy?: Policy | undefined;
}

export interface ChangeOptions extends ReadOptions {
  /** Told when it is its turn. */
  begun?: (() => void) | undefined;
  /** The key of the request that asks for it, which is kept with the change. */
  request?: string | undefined;
}

/** Somebody who waits for a reader. */
interface Waiting {
  take: (reader: BookReader) => void;
  drop: (reason: unknown) => void;
}

/** Whom the writer tells of long work. */
interface Listener {
  progress?: Progress | undefined;
}

export class ServedBook {
  private readonly idle: BookReader[] = [];
  private readonly readers: BookReader[] = [];
  private readonly waiting: Waiting[] = [];
  private onQuiet: (() => void) | undefined;
  private readonly changes = new Queue();
  private readonly probes = new Queue();
  private readonly stopping = new AbortController();
  /** Done when a question that is asked or waits is. */
  private readonly asked = new Set<Promise<void>>();
  private changesEnded = 0;
  /** The last look at what the book holds, and what had happened by then. */
  private looked: { key: string; moment: Promise<string> } | undefined;
  private isClosed = false;
  private ownPolicy: Policy;

  private constructor(private readonly writer: Book, private readonly probe: Database, private readonly listener: Listener, private readonly mostWaiting: number) {
    this.ownPolicy = writer.policy;
    // everybody who asks listens to it until they are answered
    setMaxListeners(0, this.stopping.signal);
  }

  static async open({ readers = availableParallelism(), mostWaiting = 100, ...options }: ServedOptions): Promise<ServedBook> {
    const listener: Listener = {};
    const writer = await openBook({ ...options, progress: (phase, done, total) => (listener.progress ?? options.progress)?.(phase, done, total) });
    try {
      const served = new ServedBook(writer, await writer.anotherConnection(), listener, mostWaiting);
      const numbering = options.readOnly === true ? undefined : served.numbering;
      for (let count = 0; count < readers; count++) served.readers.push(await BookReader.beside(writer, () => served.policy, numbering));
      for (const reader of served.readers) await reader.provenance();
      served.idle.push(...served.readers);
      return served;
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** The policy under which it answers where a question does not say otherwise. */
  get policy(): Policy {
    return this.ownPolicy;
  }

  /** Questions at work and questions in line. */
  get load(): { asking: number; waiting: number } {
    return { asking: this.readers.length - this.idle.length, waiting: this.waiting.length };
  }

  /** Asks the book as it is at one moment; a change that is being made is not seen until it is whole, and waited for by nobody. */
  read<T>(work: Reading<T>, options: ReadOptions = {}): Promise<T> {
    const joined = new JoinedSignal(options.signal, this.stopping.signal);
    const answer = this.answered(work, { ...options, signal: joined.signal });
    const ended = answer.then(() => undefined, () => undefined).finally(() => {
      joined.done();
      this.asked.delete(ended);
    });
    this.asked.add(ended);
    return answer;
  }

  private async answered<T>(work: Reading<T>, { signal, progress, policy }: ReadOptions): Promise<T> {
    signal?.throwIfAborted();
    const reader = await this.reader(signal);
    const stopping = new Stopping(signal, () => reader.interrupt());
    try {
      signal?.throwIfAborted();
      const answer = await reader.steady(work, { progress, policy, betweenChanges: (again) => this.turn(again, signal) });
      signal?.throwIfAborted();
      return answer;
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    } finally {
      stopping.done();
      this.release(reader);
    }
  }

  /** Does `work` between two changes; whoever goes before its turn waits for nothing. */
  private turn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    let hasBegun = false;
    const gone = new Promise<never>((_, reject) => signal?.addEventListener("abort", () => hasBegun || reject(signal.reason as Error), { once: true }));
    const asked = this.changes.run(() => {
      signal?.throwIfAborted();
      hasBegun = true;
      return work();
    });
    return Promise.race([asked, gone]);
  }

  /**
   * Changes the book; one change at a time. A change that is stopped before it is kept leaves the book as before it; afterwards it is too late to stop
   * it.
   */
  async change<T>(work: (book: Book) => Promise<T>, options: ChangeOptions = {}): Promise<T> {
    const joined = new JoinedSignal(options.signal, this.stopping.signal);
    try {
      return await this.changes.run(async () => {
        joined.signal.throwIfAborted();
        if (this.isClosed) throw closing();
        options.begun?.();
        return this.changed(work, { ...options, signal: joined.signal });
      });
    } finally {
      joined.done();
    }
  }

  private async changed<T>(work: (book: Book) => Promise<T>, { signal, progress, policy, request }: ChangeOptions): Promise<T> {
    const { commits } = this.writer;
    const stopping = new Stopping(signal, () => this.writer.commits === commits && this.writer.interrupt());
    this.listener.progress = (phase, done, total) => {
      signal?.throwIfAborted();
      progress?.(phase, done, total);
    };
    try {
      const made = () => (policy === undefined ? work(this.writer) : this.writer.under(policy, () => work(this.writer)));
      return await (request === undefined ? made() : this.writer.asRequest(request, made));
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    } finally {
      stopping.done();
      this.listener.progress = undefined;
      this.ownPolicy = this.writer.policy;
      this.changesEnded++;
    }
  }

  /** Two readers who find the same question at once tell it by one number, and a change that is being made keeps neither waiting. */
  private readonly numbering = (questions: readonly FoundQuestion[]): Promise<void> => this.probes.run(() => keepNumbers(this.probe, questions));

  /** What the book holds now, in a word: as long as it stays the same, so does every answer. */
  moment(): Promise<string> {
    if (this.isClosed) return Promise.reject(closing() as Error);
    const key = `${this.writer.commits} ${this.changesEnded} ${today(this.policy.time_zone)}`;
    if (this.looked?.key !== key) {
      const looked = { key, moment: this.probes.run(() => momentOf(this.probe, this.policy)) };
      looked.moment.catch(() => this.looked === looked && (this.looked = undefined));
      this.looked = looked;
    }
    return this.looked.moment;
  }

  /** The entry of the log that a request with this key made within the last day; undefined where it made none. */
  madeBy(request: string): Promise<number | undefined> {
    return this.probes.run(() => importOfRequest(this.probe, request));
  }

  /** Whether the book's file can be asked, however many questions are in line; within so many milliseconds. */
  async answersWithin(most: number): Promise<boolean> {
    if (this.isClosed) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), most)));
    const answer = this.probes.run(() => this.probe.row("select max(import_id) from book.import")).then(() => true, () => false);
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  /** Stops whatever runs: questions fail, and a change is as if it had not begun. */
  stopAll(): void {
    this.stopping.abort(closing());
  }

  /** Waits for what is asked and changed, refuses what comes, and closes the file. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const { drop } of this.waiting.splice(0)) drop(closing());
    await this.quiet();
    await this.changes.run(async () => undefined);
    await Promise.all(this.asked);
    await this.probes.run(async () => this.probe.close());
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

/** Stops what is asked or changed once its asker has gone, until it has stopped. */
class Stopping {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly signal: AbortSignal | undefined, private readonly interrupt: () => void) {
    signal?.addEventListener("abort", this.stop, { once: true });
  }

  done(): void {
    this.signal?.removeEventListener("abort", this.stop);
    clearInterval(this.timer);
  }

  private readonly stop = (): void => {
    this.interrupt();
    this.timer = setInterval(this.interrupt, attempts);
  };
}

/** Aborted as soon as one of others is. Nothing of it is left with them once it is done, as one of them lives as long as the server. */
class JoinedSignal {
  private readonly controller = new AbortController();
  private readonly others: readonly AbortSignal[];

  constructor(...others: (AbortSignal | undefined)[]) {
    this.others = others.filter((one) => one !== undefined);
    for (const one of this.others) one.addEventListener("abort", this.leave, { once: true });
    this.leave();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  done(): void {
    for (const one of this.others) one.removeEventListener("abort", this.leave);
  }

  private readonly leave = (): void => {
    const aborted = this.others.find((one) => one.aborted);
    if (aborted !== undefined) this.controller.abort(aborted.reason);
  };
}

const closing = (): unknown => {
  try {
    return refuse("server-closing", {});
  } catch (error) {
    return error;
  }
};
