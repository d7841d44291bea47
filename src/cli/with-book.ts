/** Opening a book for the length of a command: with progress, and so that Ctrl-C leaves it as it was. */
import { ProblemError } from "../domain/problem.js";
import type { Book, OpenOptions } from "../engine/book.js";
import { Ended } from "./exit-status.js";
import { ProgressBar } from "./progress.js";
import { write, type Shell } from "./shell.js";

export type Farewell = (isClosed: boolean) => string | Promise<string>;

/**
 * Runs `work` on the book and closes it, whatever happens.
 * @param farewell what is said when Ctrl-C has stopped it; nothing runs any more, and `isClosed` says whether the book can be looked at
 */
export async function withBook<T>(shell: Shell, options: OpenOptions, work: (book: Book) => Promise<T>, farewell: Farewell = () => "Interrupted."): Promise<T> {
  const bar = new ProgressBar(shell);
  const interruption = new Interruption(shell, farewell);
  try {
    const progress: OpenOptions["progress"] = (phase, done, total) => {
      interruption.reach(phase);
      bar.tell(phase, done, total);
    };
    const book = await openedOrServed({ ...options, progress });
    interruption.watch(book);
    try {
      return await work(book);
    } finally {
      await book.close();
    }
  } catch (error) {
    if (!interruption.isAsked) throw error;
    await write(shell.stderr, `${await farewell(true)}\n`);
    throw new Ended(130);
  } finally {
    bar.stop();
    interruption.done();
  }
}

/** The book at its path; where a server on this machine holds it, by way of the server. */
export async function openedOrServed(options: OpenOptions): Promise<Book> {
  const { openBook } = await import("../engine/book.js");
  try {
    return await openBook(options);
  } catch (error) {
    if (!(error instanceof ProblemError) || !error.problems.some(({ code }) => code === "book-locked")) throw error;
    const { openServed } = await import("./served-proxy.js");
    const served = await openServed(options);
    if (served === undefined) throw error;
    return served;
  }
}

/** An engine that does not stop within so many milliseconds is left to its fate: what it had not committed never was. */
const patience = 5_000;

/** Ctrl-C stops what the engine is at; its transaction is then rolled back. The second one ends the program on the spot, which is as safe. */
class Interruption {
  isAsked = false;
  private book: Book | undefined;
  private phase = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly shell: Shell, private readonly farewell: Farewell) {
    process.on("SIGINT", this.ask);
    process.on("SIGTERM", this.ask);
  }

  watch(book: Book): void {
    this.book = book;
  }

  /** Called between steps that the engine can't interrupt. */
  reach(phase: string): void {
    this.phase = phase;
    if (this.isAsked) throw new Error("interrupted");
  }

  done(): void {
    clearTimeout(this.timer);
    process.off("SIGINT", this.ask);
    process.off("SIGTERM", this.ask);
  }

  private readonly ask = (): void => {
    if (this.isAsked) process.exit(130);
    this.isAsked = true;
    // nothing has reached the book, and a pipe may have nothing more to say for ever
    if (this.phase === "" || this.phase === "reading") void this.leave();
    this.timer = setTimeout(() => process.exit(130), patience).unref();
    this.book?.interrupt();
  };

  private async leave(): Promise<void> {
    await write(this.shell.stderr, `${await this.farewell(false)}\n`);
    process.exit(130);
  }
}
