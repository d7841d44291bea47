/** GET /openapi.json: what every route takes and answers, as its own file says it. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { version } from "../domain/version.js";
import { addComponents } from "./components.js";
import { describeRoute } from "./describe.js";
import { addReportSchemas } from "./report-operations.js";
import type { Env } from "./serving.js";

export type ApiDocument = ReturnType<OpenAPIHono<Env>["getOpenAPI31Document"]>;

const about = `Everything that the book of one company can answer, and what can be told to it. Money is exact decimal text, ratios text with six decimals, counts whole numbers, days YYYY-MM-DD; what is undefined is null.
Every error has one shape, with a code, what is wrong, and how to mend it. \`annua define TERM\` and GET /api/v1/define/TERM say what a word means.`;

/** Registers the document; routes that are registered later stand in it, too. */
export function addDocument(app: OpenAPIHono<Env>): void {
  addComponents(app);
  addReportSchemas(app);
  describeRoute(app, { method: "get", path: "/openapi.json", operationId: "openapi", tags: ["Server"], summary: "This document", responses: { 200: { description: "OpenAPI 3.1.", content: { "application/json": { schema: { type: "object" } } } } } });
  describeRoute(app, { method: "get", path: "/healthz", operationId: "healthz", tags: ["Server"], summary: "Whether the server is up", responses: { 200: { description: "It is.", content: { "application/json": { schema: { type: "object", properties: { ok: { const: true } }, required: ["ok"] } } } } } });
  describeRoute(app, { method: "get", path: "/readyz", operationId: "readyz", tags: ["Server"], summary: "Whether the book answers within a second; 503 also while the server is being shut down", responses: { 200: { description: "It does.", content: { "application/json": { schema: { type: "object", properties: { ok: { const: true } }, required: ["ok"] } } } } } });
  describeRoute(app, { method: "get", path: "/metrics", operationId: "metrics", tags: ["Server"], summary: "How the server fares, in the text format of Prometheus", responses: { 200: { description: "Counters, histograms and gauges.", content: { "text/plain": { schema: { type: "string" } } } } } });
  app.get("/openapi.json", (c) => c.json(documentOf(app)));
}

const documents = new WeakMap<OpenAPIHono<Env>, ApiDocument>();

/** The document of an application, made when it is first asked for. */
export function documentOf(app: OpenAPIHono<Env>): ApiDocument {
  const made = documents.get(app) ?? app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Annua", version, description: about, license: { name: "Apache-2.0" } },
    servers: [{ url: "/" }],
    security: [{ key: [] }, { session: [] }],
    tags: [{ name: "Reports", description: "Figures of the book. Each is also a command, `annua NAME`." }, ...["Figures", "Words", "Closes", "Policy", "Decisions", "Imports", "Inputs", "Statements", "Jobs"].map((name) => ({ name })), { name: "Accounts", description: "Who may ask and change what." }, { name: "Server" }],
  });
  documents.set(app, made);
  return made;
}
