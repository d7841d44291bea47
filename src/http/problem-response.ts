/** One shape for every error: { ok: false, problems, request_id }. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { problem, ProblemError, type Problem, type ProblemCode } from "../domain/problem.js";
import { TooSoon } from "./accounts/attempts.js";
import type { Env } from "./serving.js";
import { problemsFor } from "./withheld.js";

/** Codes that say something else than that the request could not be answered as it stands (400). */
const statuses: Partial<Record<ProblemCode, ContentfulStatusCode>> = {
  "route-unknown": 404, "report-unknown": 404, "not-allowed": 403, "server-busy": 429, "uploads-busy": 429, "server-closing": 503, "book-slow": 503, "server-fault": 500,
  "method-wrong": 405, "accept-unknown": 406, "body-too-large": 413, "upload-too-large": 413, "answer-too-large": 413, "question-too-long": 504, "asker-gone": 408, "job-unknown": 404, "job-cancelled": 409, "idempotency-reused": 422, "idempotency-answer-lost": 409,
  "local-refused": 403, "import-not-found": 404, "statement-not-found": 404, "period-not-closed": 404, "question-not-found": 404, "decision-not-found": 404, "term-unknown": 404, "calc-unknown": 404,
  "cursor-stale": 409, "import-undone": 409, "period-closed-already": 409, "question-decided": 409, "closed-period-changes": 409, "rows-rejected": 422, "too-many-rejects": 422,
  "sign-in-needed": 401, "sign-in-failed": 401, "key-refused": 401, "sign-in-slow": 429, "host-foreign": 403, "origin-foreign": 403, "write-header-missing": 403, "columns-withheld": 403,
  "rows-limited": 403, "role-above": 403, "user-unknown": 404, "key-unknown": 404, "user-exists": 409, "owner-last": 409, "accounts-none": 409,
};

export function respondWithProblems(c: Context<Env>, problems: readonly Problem[], seconds = 2): Response {
  c.set("codes", [...new Set(problems.map(({ code }) => code))]);
  const status = problems.map(({ code }) => statuses[code]).find((found) => found !== undefined) ?? 400;
  if (status === 429 || status === 503) c.header("Retry-After", String(seconds));
  if (status === 401) c.header("WWW-Authenticate", "Bearer");
  return c.json({ ok: false, problems: problemsFor(c.get("asker"), problems), request_id: c.get("requestId") }, status);
}

/** What was thrown: problems as they are; anything else is a fault of ours, told without its inside. */
export function respondWithError(c: Context<Env>, error: unknown): Response {
  if (error instanceof ProblemError) return respondWithProblems(c, error.problems, error instanceof TooSoon ? error.seconds : undefined);
  return respondWithProblems(c, [problem("server-fault", { request_id: c.get("requestId") })]);
}
