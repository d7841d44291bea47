/** A way in to an open book beside the one that writes: it asks while the other changes, and never sees half a change. */
import type { Database } from "./database.js";
import { prepareConnection } from "./connection.js";
import type { Policy } from "../domain/policy.js";
import { Book } from "./book.js";
import { momentOf } from "./moment.js";
import type { NumberQuestions } from "./question-list.js";
import { spoilView, type Progress } from "./derive.js";

/** What is asked of a book at one moment; the moment is a word for what the book holds and the day it is. */
export type Reading<T> = (book: Book, moment: string) => Promise<T>;

export interface SteadyOptions {
  progress?: Progress | undefined;
  policy?: Policy | undefined;
  /** Runs what it is given while nothing changes the book: for a question that one small change after the other overtakes. */
  betweenChanges?: (<T>(again: () => Promise<T>) => Promise<T>) | undefined;
}

type Outcome<T> = { value: T } | { error: unknown };

function valueOf<T>(outcome: Outcome<T>): T {
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}

/** So often a question is asked again because the book changed meanwhile, before it waits for its turn among the changes. */
const mostTries = 3;

export class BookReader extends Book {
  /** What the book held when something was last looked up. */
  private moment = "";

  private constructor(db: Database, private readonly policyNow: () => Policy, private readonly keepNumbers: NumberQuestions | undefined, private readonly listener: { progress?: Progress | undefined }) {
    super(db, policyNow(), { readOnly: true, progress: (phase, done, total) => listener.progress?.(phase, done, total) });
  }

  /**
   * @param policyNow the policy of those who name none
   * @param keepNumbers keeps the numbers of questions that it finds: a reader writes nothing itself
   */
  static async beside(writer: Book, policyNow: () => Policy, keepNumbers?: NumberQuestions): Promise<BookReader> {
    const db = await writer.anotherConnection();
    await db.run("set search_path = 'book'");
    await prepareConnection(db);
    return new BookReader(db, policyNow, keepNumbers, {});
  }

  protected override get numbering(): NumberQuestions | undefined {
    return this.keepNumbers;
  }

  /**
   * Whatever `work` asks, all of its answers are of one state of the book: where it changed meanwhile, all is asked again.
   * Each statement of the engine sees what was committed when it began, and a question takes several.
   */
  async steady<T>(work: Reading<T>, { progress, policy, betweenChanges }: SteadyOptions = {}): Promise<T> {
    this.listener.progress = progress;
    const isAskedOut = (tries: number): boolean => betweenChanges !== undefined && tries === mostTries;
    for (let tries = 0; !isAskedOut(tries); tries++) {
      const outcome = await this.asked(work, policy);
      if (outcome !== undefined) return valueOf(outcome);
    }
    return betweenChanges!(() => this.steady(work, { progress, policy }));
  }

  /** What comes of it; undefined where the book changed meanwhile. */
  private async asked<T>(work: Reading<T>, policy: Policy | undefined): Promise<Outcome<T> | undefined> {
    const moment = await this.catchUp(policy);
    const outcome = await work(this, moment).then((value) => ({ value }), (error: unknown) => ({ error }));
    return (await momentOf(this.db, policy ?? this.policyNow())) === moment ? outcome : undefined;
  }

  private async catchUp(given: Policy | undefined): Promise<string> {
    this.ownPolicy = given ?? this.policyNow();
    const now = await momentOf(this.db, this.ownPolicy);
    if (now !== this.moment) {
      await this.forget();
      // what this connection made of the book for itself: the view of its lines, and what was sold
      await spoilView(this.db);
    }
    this.moment = now;
    return now;
  }
}
