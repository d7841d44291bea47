/** Answers that many ask for: worked out once for all who wait, and kept for as long as the book stays as it was. */
import type { ReportResult } from "../catalogue/index.js";
import type { ServedBook } from "../engine/served-book.js";

/** An answer, and the state of the book that it is of. */
export interface KeptAnswer {
  moment: string;
  result: ReportResult;
}

/** Who asks what, and when. */
interface Asking {
  question: string;
  /** The state of the book when it was asked. */
  now: string;
  momentNow: () => Promise<string>;
  /** Whoever asks has gone. */
  signal: AbortSignal;
}

/** A question that is worked on. It is stopped once nobody waits for it. */
interface Asked {
  answer: Promise<KeptAnswer>;
  stop: AbortController;
  waiting: number;
}

/** Cells of all answers that are kept, and of one of them: about 50 bytes each. */
const mostCells = 500_000;
const largest = 50_000;

const cellsOf = ({ rows, columns }: ReportResult): number => rows.length * columns.length;

export class Answers {
  /** By question, the one that was asked for last at the end; all of one state of the book. */
  private readonly kept = new Map<string, ReportResult>();
  private cells = 0;
  private moment = "";
  private readonly asked = new Map<string, Asked>();

  /** What `work` answers, or what somebody who asks, or asked, the same is answered of the book as it is now. */
  async ask({ question, now, momentNow, signal }: Asking, work: (stop: AbortSignal) => Promise<KeptAnswer>): Promise<KeptAnswer> {
    const kept = this.keptAt(now, question);
    if (kept !== undefined) return { moment: now, result: kept };
    const others = this.asked.get(question);
    if (others !== undefined) {
      // what they are refused may be refused because of how the book was
      const answer = await waitFor(others, signal).catch(() => undefined);
      if (answer !== undefined && (answer.moment === now || answer.moment === (await momentNow()))) return answer;
    }
    signal.throwIfAborted();
    return waitFor(this.asked.get(question) ?? this.begin(question, work), signal);
  }

  private keptAt(moment: string, question: string): ReportResult | undefined {
    const result = moment === this.moment ? this.kept.get(question) : undefined;
    if (result !== undefined) {
      this.kept.delete(question);
      this.kept.set(question, result);
    }
    return result;
  }

  private begin(question: string, work: (signal: AbortSignal) => Promise<KeptAnswer>): Asked {
    const stop = new AbortController();
    const answer = work(stop.signal).finally(() => this.asked.get(question) === begun && this.asked.delete(question));
    const begun: Asked = { answer, stop, waiting: 0 };
    stop.signal.addEventListener("abort", () => this.asked.get(question) === begun && this.asked.delete(question), { once: true });
    this.asked.set(question, begun);
    void answer.then((one) => this.keep(question, one), () => undefined);
    return begun;
  }

  private keep(question: string, { moment, result }: KeptAnswer): void {
    const cells = cellsOf(result);
    if (cells > largest) return;
    if (moment !== this.moment) this.kept.clear();
    this.cells = this.kept.size === 0 ? cells : this.cells + cells - (this.kept.has(question) ? cellsOf(this.kept.get(question)!) : 0);
    this.moment = moment;
    this.kept.delete(question);
    this.kept.set(question, result);
    for (const [oldest, least] of this.kept) {
      if (this.cells <= mostCells) return;
      this.kept.delete(oldest);
      this.cells -= cellsOf(least);
    }
  }
}

const ofBook = new WeakMap<ServedBook, Answers>();

export function answersOf(book: ServedBook): Answers {
  const answers = ofBook.get(book) ?? new Answers();
  ofBook.set(book, answers);
  return answers;
}

/** The answer, for as long as whoever asked stays. */
async function waitFor(asked: Asked, signal: AbortSignal): Promise<KeptAnswer> {
  asked.waiting++;
  let leave = (): void => undefined;
  const gone = new Promise<never>((_, reject) => signal.addEventListener("abort", (leave = () => reject(signal.reason as Error)), { once: true }));
  try {
    return await Promise.race([asked.answer, gone]);
  } finally {
    signal.removeEventListener("abort", leave);
    if (--asked.waiting === 0) asked.stop.abort(new Error("nobody waits for the answer"));
  }
}
