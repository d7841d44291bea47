/** Long work: it goes on whether or not somebody waits for it, says how far it is, and can be cancelled. */
import { randomUUID } from "node:crypto";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { problem, ProblemError, refuse, type Problem } from "../domain/problem.js";
import { Queue } from "../engine/queue.js";
import type { Asker } from "./asker.js";
import type { Serving } from "./serving.js";
import { requestMetricsOf } from "./watch.js";

/** What a request is answered with once its work is done. */
export interface Outcome {
  status: ContentfulStatusCode;
  body: Record<string, unknown>;
  /** Why it was refused, where it was. */
  problems?: Problem[] | undefined;
}

export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;
type JobState = (typeof jobStates)[number];

export interface JobView {
  id: string;
  kind: string;
  state: JobState;
  /** What it is at, and how far: `done` of `total`. */
  phase: string;
  done: number;
  total: number;
  by: string;
  asked_at: string;
  started_at: string | null;
  ended_at: string | null;
  result: Record<string, unknown> | null;
  problems: Problem[];
}

const now = (): string => new Date().toISOString();

export class Job {
  readonly id = randomUUID();
  state: JobState = "queued";
  outcome: Outcome | undefined;
  problems: Problem[] = [];
  endedAt: string | undefined;
  /** Of its result, once it has one. */
  bytes = 0;
  /** Files that it has kept; they stay when the next one is cancelled or refused. */
  readonly kept: string[] = [];
  /** Done when the work is, however it ended. */
  ended: Promise<void> = Promise.resolve();
  private step = { phase: "", done: 0, total: 0 };
  private startedAt: string | undefined;
  private readonly askedAt = now();
  private readonly cancelling = new AbortController();

  constructor(readonly kind: string, readonly asker: Asker, readonly isQuestion: boolean) {}

  get signal(): AbortSignal {
    return this.cancelling.signal;
  }

  readonly begun = (): void => {
    this.state = "running";
    this.startedAt = now();
  };

  readonly progress = (phase: string, done: number, total: number): void => {
    this.step = { phase, done, total };
  };

  cancel(): void {
    this.cancelling.abort(new ProblemError([problem("job-cancelled", { kind: this.kind, kept: this.kept })]));
  }

  end(state: JobState, { outcome, problems = [] }: { outcome?: Outcome | undefined; problems?: Problem[] | undefined }): void {
    [this.state, this.outcome, this.problems, this.endedAt] = [state, outcome, problems, now()];
    this.bytes = JSON.stringify([outcome, problems]).length;
  }

  /** Whether it ends within so many seconds. */
  async within(seconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const later = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), seconds * 1000)));
    return Promise.race([this.ended.then(() => true), later]).finally(() => clearTimeout(timer));
  }

  get view(): JobView {
    const { id, kind, state, problems } = this;
    return { id, kind, state, ...this.step, by: this.asker.name, asked_at: this.askedAt, started_at: this.startedAt ?? null, ended_at: this.endedAt ?? null, result: this.outcome?.body ?? null, problems };
  }
}

/** Changes that are not done, and questions; one more is refused. Whoever asks takes no room from those who change the book. */
const [mostChanges, mostQuestions] = [100, 50];
/** Ended ones are kept for so many milliseconds, at most so many of them, and with results of so many bytes. */
const [keptFor, mostEnded, mostBytes] = [3_600_000, 50, 64_000_000];

export class Jobs {
  private readonly jobs = new Map<string, Job>();
  private readonly questions = new Queue();

  constructor(private readonly most = mostBytes) {}

  start(serving: Serving, kind: string, { asker, requestId, isQuestion = false }: { asker: Asker; requestId: string; isQuestion?: boolean }, work: (job: Job) => Promise<Outcome>): Job {
    this.forget();
    const open = [...this.jobs.values()].filter((job) => job.endedAt === undefined && job.isQuestion === isQuestion);
    if (open.length >= (isQuestion ? mostQuestions : mostChanges)) refuse("server-busy", { asking: 1, waiting: open.length - 1 });
    const job = new Job(kind, asker, isQuestion);
    this.jobs.set(job.id, job);
    // what still waits its turn is cancelled at once; its turn comes to nothing
    const dropped = new Promise<never>((_, reject) => job.signal.addEventListener("abort", () => job.state === "queued" && reject(job.signal.reason as Error), { once: true }));
    job.ended = Promise.race([work(job), dropped]).then(
      (outcome) => job.end(outcome.problems === undefined ? "done" : "failed", { outcome, problems: outcome.problems }),
      (error: unknown) => {
        if (!(error instanceof ProblemError)) serving.log.error({ request_id: requestId, err: error }, "a fault of ours");
        const isCancelled = job.signal.aborted && error === job.signal.reason;
        job.end(isCancelled ? "cancelled" : "failed", { problems: error instanceof ProblemError ? error.problems : [problem("server-fault", { request_id: requestId })] });
      },
    );
    void job.ended.then(() => requestMetricsOf(serving).changes.add({ kind, state: job.state }));
    return job;
  }

  /** Questions that may take their time are asked one by one, so that readers are left for the others. */
  inTurn<T>(job: Job, work: () => Promise<T>): Promise<T> {
    return this.questions.run(async () => {
      job.signal.throwIfAborted();
      return work();
    });
  }

  /** Those that somebody may look at, the last one first. */
  list(asker: Asker): Job[] {
    this.forget();
    return [...this.jobs.values()].filter((job) => maySee(asker, job)).reverse();
  }

  find(id: string, asker: Asker): Job {
    this.forget();
    const job = this.jobs.get(id);
    return job !== undefined && maySee(asker, job) ? job : refuse("job-unknown", { id: id.slice(0, 100) });
  }

  private forget(): void {
    const ended = [...this.jobs.values()].filter(({ endedAt }) => endedAt !== undefined).reverse();
    const old = Date.now() - keptFor;
    let bytes = 0;
    for (const [at, job] of ended.entries()) {
      bytes += job.bytes;
      // the last one is what somebody waits for
      if (Date.parse(job.endedAt!) < old || at >= mostEnded || (at > 0 && bytes > this.most)) this.jobs.delete(job.id);
    }
  }
}

/** Their own; owners see all. Whoever has lost a role or rows since sees none of before. */
const maySee = (asker: Asker, { asker: by }: Job): boolean =>
  asker.role === "owner" || (by.name === asker.name && by.role === asker.role && JSON.stringify(by.rows) === JSON.stringify(asker.rows));

const ofServing = new WeakMap<Serving["book"], Jobs>();

/** The jobs of a served book. */
export function jobsOf({ book }: Serving): Jobs {
  const jobs = ofServing.get(book) ?? new Jobs();
  ofServing.set(book, jobs);
  return jobs;
}
