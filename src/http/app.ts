/** The HTTP API of one book: an application over Request and Response, without a port of its own. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import { requestId } from "hono/request-id";
import { problem, ProblemError } from "../domain/problem.js";
import { describeAccounts } from "./account-operations.js";
import { addAccountRoutes } from "./account-routes.js";
import { addDocument } from "./document.js";
import { addGuard } from "./guard.js";
import { respondWithError, respondWithProblems } from "./problem-response.js";
import { addReportRoutes } from "./report-routes.js";
import type { Env, Serving } from "./serving.js";

export function makeApp(serving: Serving): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  app.use(requestId());
  app.use(compress());
  addGuard(app, serving);
  app.get("/healthz", (c) => c.json({ ok: true }));
  addDocument(app);
  describeAccounts(app);
  addReportRoutes(app, serving);
  addAccountRoutes(app, serving);
  app.notFound((c) => respondWithProblems(c, [problem("route-unknown", { method: c.req.method, path: c.req.path })]));
  app.onError((error, c) => {
    if (!(error instanceof ProblemError)) serving.log.error({ request_id: c.get("requestId"), err: error }, "a fault of ours");
    return respondWithError(c, error);
  });
  return app;
}
