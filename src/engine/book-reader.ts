/** A way in to an open book beside the one that writes: it asks while the other changes, and never sees half a change. */
import type { Database } from "./database.js";
import { prepareConnection } from "./connection.js";
import { today } from "../domain/calendar.js";
import { Book } from "./book.js";
import { modelHash } from "./model-hash.js";
import { policyHash } from "./policy-tables.js";
import type { Progress } from "./derive.js";

/** What is asked of a book at one moment; the moment is a word for what the book holds and the day it is. */
export type Reading<T> = (book: Book, moment: string) => Promise<T>;

export class BookReader extends Book {
  /** What the book held when something was last looked up. */
  private moment = "";

  private constructor(db: Database, private readonly writer: Book, private readonly listener: { progress?: Progress | undefined }) {
    super(db, writer.policy, { readOnly: true, progress: (phase, done, total) => listener.progress?.(phase, done, total) });
  }

  static async beside(writer: Book): Promise<BookReader> {
    const db = await writer.anotherConnection();
    await db.run("set search_path = 'book'");
    await prepareConnection(db);
    return new BookReader(db, writer, {});
  }

  /**
   * Whatever `work` asks, all of its answers are of one state of the book: where it changed meanwhile, all is asked again.
   * Each statement of the engine sees what was committed when it began, and a question takes several.
   */
  async steady<T>(work: Reading<T>, progress?: Progress): Promise<T> {
    this.listener.progress = progress;
    for (;;) {
      const moment = await this.catchUp();
      const outcome = await work(this, moment).then((value) => ({ value }), (error: unknown) => ({ error }));
      if ((await this.momentNow()) !== moment) continue;
      if ("error" in outcome) throw outcome.error;
      return outcome.value;
    }
  }

  private async catchUp(): Promise<string> {
    const now = await this.momentNow();
    this.ownPolicy = this.writer.policy;
    if (now !== this.moment) await this.forget();
    this.moment = now;
    return now;
  }

  /** Everything that a book is told adds a row, or marks one as taken back. */
  private async momentNow(): Promise<string> {
    const row = await this.db.row(`select
      (select coalesce(max(import_id), 0) from book.import) as imports,
      (select count(*) || ' ' || count(withdrawn_at) from book.decision) as decisions,
      (select count(*) || ' ' || count(withdrawn_at) from book.statement) as statements,
      (select coalesce(max(policy_version), 0) from book.policy_version) as policies,
      (select count(*) from book.period_close) as closes,
      (select count(*) from book.question_number) as questions`);
    return JSON.stringify({ ...row, policy: policyHash(this.writer.policy), day: today(this.writer.policy.time_zone), model: modelHash() });
  }
}
