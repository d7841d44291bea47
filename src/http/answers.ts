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

/** What an answer without any row takes, in cells. */
const least = 100;

/** Bytes of a cell; what is longer takes the room of several. */
const usual = 50;

/** The room that an answer takes with its question, in cells. */
function cellsOf(question: string, { rows, columns, params, problems }: ReportResult): number {
  let beyond = JSON.stringify([question, params, problems]).length;
  for (const row of rows) for (const value of Object.values(row)) if (typeof value === "string" && value.length > usual) beyond += value.length - usual;
  return Math.max(least, rows.length * columns.length + Math.floor(beyond / usual));
}

export class Answers {
  /** By question, the one that was asked for last at the end, with the room that it takes; all of one state of the book. */
  private readonly kept = new Map<string, { result: ReportResult; cells: number }>();
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
    const kept = moment === this.moment ? this.kept.get(question) : undefined;
    if (kept !== undefined) {
      this.kept.delete(question);
      this.kept.set(question, kept);
    }
    return kept?.result;
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
    const cells = cellsOf(question, result);
    if (cells > largest) return;
    if (moment !== this.moment) for (const other of [...this.kept.keys()]) this.drop(other);
    this.moment = moment;
    this.drop(question);
    this.kept.set(question, { result, cells });
    this.cells += cells;
    for (const oldest of this.kept.keys()) {
      if (this.cells <= mostCells) return;
      this.drop(oldest);
    }
  }

  private drop(question: string): void {
    this.cells -= this.kept.get(question)?.cells ?? 0;
    this.kept.delete(question);
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
