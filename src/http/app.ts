/** The HTTP API of one book: an application over Request and Response, without a port of its own. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { compress } from "hono/compress";
import { requestId } from "hono/request-id";
import { ProblemError } from "../domain/problem.js";
import { describeAccounts } from "./account-operations.js";
import { addAccountRoutes } from "./account-routes.js";
import { describeBook } from "./book-operations.js";
import { addBookRoutes } from "./book-routes.js";
import { addChangeRoutes } from "./change-routes.js";
import { addDocs } from "./docs-page.js";
import { addDocument } from "./document.js";
import { addGuard } from "./guard.js";
import { addHealth } from "./health.js";
import { addImportRoutes } from "./import-routes.js";
import { addJobRoutes } from "./job-routes.js";
import { addLocalRoutes } from "./local-routes.js";
import { inTurn } from "./turns.js";
import { limitBodies, unknownRoute } from "./unanswered.js";
import { respondWithError, respondWithProblems } from "./problem-response.js";
import { addPage } from "./page.js";
import { addReportRoutes } from "./report-routes.js";
import type { Env, Serving } from "./serving.js";
import { addWatch } from "./watch.js";

export function makeApp(serving: Serving): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  app.use(inTurn());
  app.use(requestId());
  addWatch(app, serving);
  addLocalRoutes(app, serving);
  app.use(compress());
  addGuard(app, serving);
  app.use(limitBodies(serving));
  addHealth(app, serving);
  addDocument(app);
  addDocs(app);
  describeBook(app);
  describeAccounts(app);
  addReportRoutes(app, serving);
  addBookRoutes(app, serving);
  addChangeRoutes(app, serving);
  addImportRoutes(app, serving);
  addJobRoutes(app, serving);
  addAccountRoutes(app, serving);
  addPage(app);
  app.notFound((c) => respondWithProblems(c, [unknownRoute(c, app)]));
  app.onError((error, c) => {
    if (!(error instanceof ProblemError)) serving.log.error({ request_id: c.get("requestId"), err: error }, "a fault of ours");
    return respondWithError(c, error);
  });
  return app;
}
