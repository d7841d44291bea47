/** Answering what may take long: at once where it is done soon, else by the address of a job. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { queryOf } from "./asking.js";
import { jobsOf, type Job, type Outcome } from "./jobs.js";
import { respondWithProblems } from "./problem-response.js";
import { inRequests } from "./request-words.js";
import type { Env, Serving } from "./serving.js";
import { problemsFor } from "./withheld.js";

export function addJobRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  const jobs = jobsOf(serving);
  const shown = (c: Context<Env>, { view }: Job) => ({ ...view, result: inRequests(view.result), problems: problemsFor(c.get("asker"), view.problems) });
  app.get("/api/v1/jobs", (c) => {
    queryOf(c, []);
    return c.json({ jobs: inRequests(jobs.list(c.get("asker")).map(({ view: { result: _, ...view } }) => view)) });
  });
  app.get("/api/v1/jobs/:id", async (c) => {
    const job = jobs.find(c.req.param("id"), c.get("asker"));
    const { wait = 0 } = preferred(c);
    await job.within(wait);
    c.header("Cache-Control", "no-store");
    return c.json(shown(c, job));
  });
  app.delete("/api/v1/jobs/:id", async (c) => {
    const job = jobs.find(c.req.param("id"), c.get("asker"));
    job.cancel();
    // an engine stops within a moment; what is being kept is done then
    await job.within(5);
    return c.json(shown(c, job));
  });
}

/** Seconds that a change is waited for where nobody says, and at most. */
const [usualWait, longestWait] = [10, 300];

/** What the header Prefer says: whether an answer is to come later, and how many seconds may be waited for it. */
export function preferred(c: Context<Env>): { isLater: boolean; wait: number | undefined } {
  const said = (c.req.header("prefer") ?? "").toLowerCase().split(",").map((word) => word.trim());
  const wait = said.find((word) => word.startsWith("wait="))?.slice("wait=".length);
  if (wait !== undefined && !/^\d{1,6}$/.test(wait)) refuse("param-value", { param: "Prefer: wait", value: wait, expected: "a number of seconds such as 30" });
  const isLater = said.includes("respond-async");
  return { isLater, wait: wait === undefined ? (isLater ? 0 : undefined) : Math.min(Number(wait), longestWait) };
}

/** Changes the book as a job, and answers with what came of it, or where to look for it. */
export function changeAsJob(c: Context<Env>, serving: Serving, kind: string, work: (book: Book, job: Job) => Promise<Outcome>, started?: (job: Job) => void): Promise<Response> {
  // files that are taken in again find their lines unchanged, and of several the first alone may have been kept
  const request = kind === "import" ? undefined : c.get("requestKey");
  return respondAsJob(c, serving, kind, (job) => serving.book.change((book) => work(book, job), { signal: job.signal, begun: job.begun, progress: job.progress, request }), { started });
}

export async function respondAsJob(c: Context<Env>, serving: Serving, kind: string, work: (job: Job) => Promise<Outcome>, { started, isQuestion = false }: { started?: ((job: Job) => void) | undefined; isQuestion?: boolean } = {}): Promise<Response> {
  const { wait = usualWait } = preferred(c);
  const job = jobsOf(serving).start(serving, kind, { asker: c.get("asker"), requestId: c.get("requestId"), isQuestion }, work);
  started?.(job);
  c.header("Cache-Control", "no-store");
  if (c.req.header("prefer") !== undefined) c.header("Preference-Applied", wait === 0 ? "respond-async" : `wait=${wait}`);
  if (!(await job.within(wait))) {
    c.set("job", job);
    c.header("Location", `/api/v1/jobs/${job.id}`);
    return c.json({ ...job.view }, 202);
  }
  const { outcome } = job;
  if (outcome === undefined) return respondWithProblems(c, job.problems);
  return c.json(inRequests(outcome.problems === undefined ? outcome.body : { ok: false, problems: outcome.problems, request_id: c.get("requestId"), ...outcome.body }), outcome.status);
}
