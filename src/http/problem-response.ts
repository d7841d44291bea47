/** One shape for every error: { ok: false, problems, request_id }. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { problem, ProblemError, type Problem, type ProblemCode } from "../domain/problem.js";
import type { Env } from "./serving.js";

/** Codes that say something else than that the request could not be answered as it stands (400). */
const statuses: Partial<Record<ProblemCode, ContentfulStatusCode>> = {
  "route-unknown": 404, "report-unknown": 404, "not-allowed": 403, "server-busy": 429, "server-closing": 503, "server-fault": 500,
};

export function respondWithProblems(c: Context<Env>, problems: readonly Problem[]): Response {
  const status = problems.map(({ code }) => statuses[code]).find((found) => found !== undefined) ?? 400;
  if (status === 429 || status === 503) c.header("Retry-After", "2");
  return c.json({ ok: false, problems, request_id: c.get("requestId") }, status);
}

/** What was thrown: problems as they are; anything else is a fault of ours, told without its inside. */
export function respondWithError(c: Context<Env>, error: unknown): Response {
  if (error instanceof ProblemError) return respondWithProblems(c, error.problems);
  return respondWithProblems(c, [problem("server-fault", { request_id: c.get("requestId") })]);
}
