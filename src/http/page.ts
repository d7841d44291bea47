/** The web app: the files that were built for browsers, and its one page for every address that it knows. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { z } from "zod";
import { version } from "../domain/version.js";
import { pagePaths } from "./access-rules.js";
import { answers, describeRoute, inPath } from "./describe.js";
import type { Env } from "./serving.js";

/** Beside the program where it is built, and where tests run it as it is written. */
const folder = ["../web", "../../dist/web"].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(join(path, "index.html")));

const types: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2" };

/** Where a program finds things. */
const links = { reports: "/api/v1/reports", openapi: "/openapi.json", docs: "/docs", health: "/healthz", ready: "/readyz", metrics: "/metrics" };

export function addPage(app: OpenAPIHono<Env>): void {
  describePages(app);
  app.get("/", (c) => {
    c.header("Vary", "Accept");
    return /\btext\/html\b/.test(c.req.header("accept") ?? "") ? page(c) : c.json({ name: "annua", version, links });
  });
  app.get("/assets/:file", (c) => asset(c, c.req.param("file")));
  for (const path of pagePaths) app.get(path, page);
}

/** It holds no figure: it asks for them as whoever looks at it, and asks whoever has not signed in to do so. */
function page(c: Context<Env>): Response | Promise<Response> {
  if (folder === undefined) return c.redirect("/docs");
  return c.body(readFileSync(join(folder, "index.html"), "utf8"), 200, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" });
}

/** Names of files hold a hash of what is in them, so they are kept for ever; those of the folder alone are given out. */
function asset(c: Context<Env>, file: string): Response | Promise<Response> {
  if (folder === undefined || !readdirSync(join(folder, "assets")).includes(file)) return c.notFound();
  const headers = { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Cache-Control": "public, max-age=31536000, immutable" };
  return c.body(new Uint8Array(readFileSync(join(folder, "assets", file))), 200, headers);
}

function describePages(app: OpenAPIHono<Env>): void {
  const html = { description: "The web app.", content: { "text/html": { schema: { type: "string" as const } } } };
  const start = answers("Where things are.", z.strictObject({ name: z.string(), version: z.string(), links: z.record(z.string(), z.string()) }));
  describeRoute(app, { method: "get", path: "/", operationId: "start", tags: ["Server"], summary: "Where to begin", description: "A browser is given the web app.", responses: { 200: { ...start, content: { ...start.content, ...html.content } } } });
  describeRoute(app, { method: "get", path: "/{page}", operationId: "page", tags: ["Server"], summary: "A page of the web app", request: { params: inPath({ page: "The name of a report." }) }, responses: { 200: html } });
  describeRoute(app, { method: "get", path: "/assets/{file}", operationId: "asset", tags: ["Server"], summary: "A file that the web app loads", request: { params: inPath({ file: "Its name, with a hash of what is in it." }) }, responses: { 200: { description: "The file.", content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } } } });
}
