/** Requests that no route answers: too much of a body, a wrong method, or a path that is not there. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { reports } from "../catalogue/index.js";
import { nearest, problem, type Problem } from "../domain/problem.js";
import { respondWithProblems } from "./problem-response.js";
import type { Env, Serving } from "./serving.js";

/** Where files come in, which are streamed and have a limit of their own. */
const uploads: readonly string[] = ["/api/v1/imports", "/api/v1/inputs"];

export function limitBodies({ limits }: Serving): MiddlewareHandler<Env> {
  const limited = bodyLimit({ maxSize: limits.body, onError: (c) => respondWithProblems(c as Context<Env>, [problem("body-too-large", { most: limits.body })]) });
  const isUpload = (c: Context<Env>) => uploads.includes(c.req.path) && !/^application\/json\b/i.test(c.req.header("content-type") ?? "");
  return (c, next) => (isUpload(c) ? next() : limited(c, next));
}

function unknownReport(path: string): Problem | undefined {
  const report = /^\/api\/v1\/reports\/([^/]{1,100})$/.exec(path)?.[1];
  const known = reports.map(({ name }) => name);
  return report === undefined ? undefined : problem("report-unknown", { report, known, nearest: nearest(report, known) });
}

/** A path that takes another method is told which. */
export function unknownRoute(c: Context<Env>, app: OpenAPIHono<Env>): Problem {
  const { method, path } = c.req;
  const leadsHere = (route: string): boolean => new RegExp(`^${route.replaceAll(/:\w+/g, "[^/]+")}$`).test(path);
  const allowed = [...new Set(app.routes.filter((route) => route.method !== "ALL" && leadsHere(route.path)).map((route) => route.method))];
  if (allowed.length === 0) return unknownReport(path) ?? problem("route-unknown", { method, path });
  c.header("Allow", allowed.join(", "));
  return problem("method-wrong", { method, path, allowed });
}
