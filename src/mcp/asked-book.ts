/** The book behind an assistant: opened to be read when something is asked, and let go soon after, so that others may write to it in between. */
import type { Book } from "../engine/book.js";
import type { Progress } from "../engine/derive.js";
import { Queue } from "../engine/queue.js";

export interface AskOptions {
  /** Whoever asked wants no answer any more: what runs is stopped. */
  signal?: AbortSignal | undefined;
  progress?: Progress | undefined;
}

/** Milliseconds for which a book that nobody asks is kept open: the next question of the same thought finds it warm. */
const patience = 2_000;

/** Milliseconds between two attempts to stop: between two statements of a question there is nothing to interrupt. */
const attempts = 20;

export class AskedBook {
  private readonly queue = new Queue();
  private book: Book | undefined;
  private listener: Progress | undefined;
  private timer: NodeJS.Timeout | undefined;

  /** @param open opens the book so that nothing is written to it */
  constructor(private readonly open: (progress: Progress) => Promise<Book>) {}

  /** One question after the other. */
  ask<T>(work: (book: Book) => Promise<T>, { signal, progress }: AskOptions = {}): Promise<T> {
    return this.queue.run(async () => {
      signal?.throwIfAborted();
      clearTimeout(this.timer);
      this.listener = progress;
      let stopping: NodeJS.Timeout | undefined;
      const stop = (): void => {
        this.book?.interrupt();
        stopping ??= setInterval(() => this.book?.interrupt(), attempts);
      };
      signal?.addEventListener("abort", stop, { once: true });
      try {
        this.book ??= await this.open((phase, done, total) => this.listener?.(phase, done, total));
        signal?.throwIfAborted();
        return await work(this.book);
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : error;
      } finally {
        signal?.removeEventListener("abort", stop);
        clearInterval(stopping);
        this.listener = undefined;
        // what was stopped half-way is not asked again
        if (signal?.aborted === true) await this.letGo();
        else this.timer = setTimeout(() => void this.close(), patience).unref();
      }
    });
  }

  /** Lets go of the file; the next question opens it again. */
  close(): Promise<void> {
    return this.queue.run(() => this.letGo());
  }

  private async letGo(): Promise<void> {
    clearTimeout(this.timer);
    const { book } = this;
    this.book = undefined;
    await book?.close();
  }
}
