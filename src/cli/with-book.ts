/** Opening a book for the length of a command: with progress, and so that Ctrl-C leaves it as it was. */
import type { Book, OpenOptions } from "../engine/book.js";
import { Ended } from "./exit-status.js";
import { ProgressBar } from "./progress.js";
import { write, type Shell } from "./shell.js";

/** Runs `work` on the book and closes it, whatever happens. */
export async function withBook<T>(shell: Shell, options: OpenOptions, work: (book: Book) => Promise<T>): Promise<T> {
  const { openBook } = await import("../engine/book.js");
  const bar = new ProgressBar(shell);
  const interruption = new Interruption(shell);
  try {
    const progress: OpenOptions["progress"] = (phase, done, total) => {
      interruption.check();
      bar.tell(phase, done, total);
    };
    const book = await openBook({ ...options, progress });
    interruption.watch(book);
    try {
      return await work(book);
    } finally {
      await book.close();
    }
  } catch (error) {
    if (!interruption.isAsked) throw error;
    bar.stop();
    await write(shell.stderr, options.path === ":memory:" || options.readOnly ? "Interrupted.\n" : `Interrupted. Nothing of what was under way was kept in ${options.path}.\n`);
    throw new Ended(130);
  } finally {
    bar.stop();
    interruption.done();
  }
}

/** Ctrl-C stops what the engine is at; its transaction is then rolled back. The second one ends the program on the spot, which is as safe. */
class Interruption {
  isAsked = false;
  private book: Book | undefined;

  constructor(private readonly shell: Shell) {
    process.on("SIGINT", this.ask);
    process.on("SIGTERM", this.ask);
  }

  watch(book: Book): void {
    this.book = book;
  }

  /** Called between steps that the engine can't interrupt. */
  check(): void {
    if (this.isAsked) throw new Error("interrupted");
  }

  done(): void {
    process.off("SIGINT", this.ask);
    process.off("SIGTERM", this.ask);
  }

  private readonly ask = (): void => {
    if (this.isAsked) process.exit(130);
    this.isAsked = true;
    void write(this.shell.stderr, "\nStopping…\n");
    this.book?.interrupt();
  };
}
