/** GET /docs: the document of the API as a page to read, without any script and without anything from elsewhere. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { describeRoute } from "./describe.js";
import { docsStyle } from "./docs-style.js";
import { documentOf } from "./document.js";
import type { Env } from "./serving.js";

interface Parameter { name: string; in: string; description?: string; required?: boolean; schema?: Shape; example?: unknown }
interface Shape { type?: string | string[]; enum?: readonly unknown[]; items?: Shape; default?: unknown; description?: string; title?: string; properties?: Record<string, Shape>; anyOf?: Shape[]; $ref?: string; const?: unknown; required?: string[] }
interface Operation { operationId: string; tags: string[]; summary: string; description?: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Shape; example?: unknown }> }; responses: Record<string, { $ref?: string; description?: string; content?: Record<string, { schema: Shape }> }> }

export function addDocs(app: OpenAPIHono<Env>): void {
  const page = (path: string, operationId: string, summary: string, type: string) => describeRoute(app, { method: "get", path, operationId, tags: ["Server"], summary, responses: { 200: { description: summary, content: { [type]: { schema: { type: "string" } } } } } });
  page("/docs", "docs", "The API as a page to read", "text/html");
  page("/docs/style.css", "docsStyle", "How that page looks", "text/css");
  let made: string | undefined;
  app.get("/docs", (c) => c.html((made ??= pageOf(app))));
  app.get("/docs/style.css", (c) => c.body(docsStyle, 200, { "Content-Type": "text/css; charset=utf-8", "Cache-Control": "public, max-age=3600" }));
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const safe = (text: unknown): string => String(text).replace(/[&<>"']/g, (mark) => escapes[mark]!);
/** Sentences of the document, in which words between backticks are code. */
const prose = (text: string): string => text.split("\n\n").map((part) => `<p>${safe(part).replace(/`([^`]+)`/g, "<code>$1</code>")}</p>`).join("");

function pageOf(app: OpenAPIHono<Env>): string {
  const { info, tags = [], paths = {}, components } = documentOf(app);
  const schemas = (components?.schemas ?? {}) as Record<string, Shape>;
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, ...operation })));
  const sections = tags.map(({ name, description = "" }) => ({ name, description, own: operations.filter((operation) => operation.tags.includes(name)) })).filter(({ own }) => own.length > 0);
  const contents = sections.map(({ name, own }) => `<li><a href="#${safe(name)}">${safe(name)}</a><ul>${own.map(({ operationId, summary }) => `<li><a href="#${safe(operationId)}">${safe(summary)}</a></li>`).join("")}</ul></li>`).join("");
  const body = sections.map(({ name, description, own }) => `<section aria-labelledby="${safe(name)}"><h2 id="${safe(name)}">${safe(name)}</h2>${prose(description)}${own.map((operation) => operationPart(operation, schemas)).join("")}</section>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${safe(info.title)} API ${safe(info.version)}</title><link rel="stylesheet" href="/docs/style.css"></head><body>
<a class="skip" href="#main">To the content</a>
<nav aria-label="Contents"><p class="name">${safe(info.title)} <small>API ${safe(info.version)}</small></p><ul>${contents}</ul></nav>
<main id="main"><h1>${safe(info.title)} API</h1>${prose(info.description ?? "")}<p>For programs: <a href="/openapi.json">openapi.json</a>.</p>${body}</main></body></html>`;
}

function operationPart({ path, method, operationId, summary, description = "", parameters = [], requestBody, responses }: Operation & { path: string; method: string }, schemas: Record<string, Shape>): string {
  const columns = columnsOf(responses["200"]?.content?.["application/json"]?.schema, schemas);
  const statuses = Object.entries(responses).filter(([, { $ref }]) => $ref === undefined).map(([status, told]) => `<li><code>${status}</code> ${safe(told.description ?? "")}</li>`).join("");
  return `<article id="${safe(operationId)}" aria-labelledby="${safe(operationId)}-title"><h3 id="${safe(operationId)}-title">${safe(summary)} <a class="here" href="#${safe(operationId)}" aria-label="Link to ${safe(summary)}">#</a></h3>
<p class="route"><span class="method ${method}">${method.toUpperCase()}</span> <code>${safe(path)}</code></p>${prose(description)}
${fold("Parameters", parameters.map((one) => row(one.name, one.schema ?? {}, one.description ?? one.schema?.description, one.required === true, one.example)))}
${bodyPart(requestBody, schemas)}${fold("Columns of a row", columns)}${statuses === "" ? "" : `<ul class="answers">${statuses}</ul>`}</article>`;
}

const fold = (title: string, rows: readonly string[]): string =>
  rows.length === 0 ? "" : `<details><summary>${title} <span class="many">${rows.length}</span></summary><table><thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead><tbody>${rows.join("")}</tbody></table></details>`;

const row = (name: string, schema: Shape, description: string | undefined, isRequired: boolean, example?: unknown): string =>
  `<tr><th scope="row"><code>${safe(name)}</code>${isRequired ? ' <span class="must">required</span>' : ""}</th><td>${safe(typeText(schema))}</td><td>${safe(description ?? schema.title ?? "")}${schema.default === undefined || schema.default === false ? "" : ` <span class="usual">Default: ${safe([schema.default].flat().join(","))}</span>`}${example === undefined ? "" : ` <span class="usual">Example: <code>${safe([example].flat().join(","))}</code></span>`}</td></tr>`;

function typeText({ type, enum: choices, items, anyOf, const: only, $ref }: Shape): string {
  if ($ref !== undefined) return $ref.split("/").at(-1)!;
  if (only !== undefined) return String(only);
  if (choices !== undefined) return choices.join(" | ");
  if (anyOf !== undefined) return [...new Set(anyOf.map((one) => typeText(one)))].join(" or ");
  if (items !== undefined) return `list of ${typeText(items)}`;
  return [type ?? "anything"].flat().join(" or ");
}

const resolved = (schema: Shape | undefined, schemas: Record<string, Shape>): Shape => (schema?.$ref === undefined ? (schema ?? {}) : (schemas[schema.$ref.split("/").at(-1)!] ?? {}));

const fieldsOf = ({ properties = {}, required = [] }: Shape): string[] => Object.entries(properties).map(([name, schema]) => row(name, schema, schema.description, required.includes(name)));

function columnsOf(schema: Shape | undefined, schemas: Record<string, Shape>): string[] {
  const { properties = {} } = resolved(schema, schemas);
  const rows = resolved(properties["rows"]?.items, schemas);
  return Object.entries(rows.properties ?? {}).map(([name, cell]) => row(name, cell, cell.title ?? cell.anyOf?.map(({ title }) => title).join(" or "), false));
}

function bodyPart(requestBody: Operation["requestBody"], schemas: Record<string, Shape>): string {
  if (requestBody === undefined) return "";
  const json = requestBody.content["application/json"];
  const media = Object.keys(requestBody.content).map((type) => `<code>${safe(type)}</code>`).join(", ");
  return `<p>Body: ${media}</p>${json === undefined ? "" : `${fold("Fields of the body", fieldsOf(resolved(json.schema, schemas)))}${json.example === undefined ? "" : `<pre tabindex="0"><code>${safe(JSON.stringify(json.example, null, 2))}</code></pre>`}`}`;
}
