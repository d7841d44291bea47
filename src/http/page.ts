/** The web app: the files that were built for browsers, and its one page for every address that it knows. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { reports, type Report } from "../catalogue/index.js";
import type { Env } from "./serving.js";

/** Beside the program where it is built, and where tests run it as it is written. */
const folder = ["../web", "../../dist/web"].map((path) => fileURLToPath(new URL(path, import.meta.url))).find((path) => existsSync(path));

const types: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".html": "text/html; charset=utf-8" };

/** Its names hold a hash of what is in them, so they are kept for ever. */
const kept = "public, max-age=31536000, immutable";

export function addPage(app: OpenAPIHono<Env>): void {
  if (folder === undefined) return;
  const page = (c: Context<Env>) => c.body(readFileSync(join(folder, "index.html"), "utf8"), 200, { "Content-Type": types[".html"]!, "Cache-Control": "no-cache" });
  app.get("/", page);
  for (const { name, aliases = [] } of reports as readonly Report[]) for (const path of [name, ...aliases]) app.get(`/${path}`, page);
  for (const file of readdirSync(join(folder, "assets"))) {
    app.get(`/assets/${file}`, (c) => c.body(new Uint8Array(readFileSync(join(folder, "assets", file))), 200, { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Cache-Control": kept }));
  }
}
