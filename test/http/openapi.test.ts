/** The document of the API says what there is, and answers are what it says. */
import { pagePaths } from "../../src/http/access-rules.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type Report, type ReportResult } from "../../src/catalogue/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { catalogue } from "../../src/http/report-operations.js";
import { apiOf, fitting, type Api } from "./api-schema.js";
import { exampleBook } from "./example-book.js";
import { appOf, ask, type App } from "./served.js";

let book: ServedBook;
let app: App;
let api: Api;
let misfit: ReturnType<typeof fitting>;

beforeAll(async () => {
  book = await exampleBook();
  app = appOf(book);
  api = await apiOf(app);
  misfit = fitting(api);
});
afterAll(() => book.close());

const every = reports as readonly Report[];
const operationOf = (report: Report) => api.paths[`/api/v1/reports/${report.name}`]!["get"]!;
const schemaOf = (report: Report) => operationOf(report).responses["200"]!.content!["application/json"]!.schema;

describe("the document", () => {
  test("is OpenAPI 3.1, and asks nothing of anyone", async () => {
    expect(api.openapi).toBe("3.1.0");
    expect((await ask(app, "/openapi.json")).headers.get("content-type")).toMatch(/^application\/json/);
  });

  test("says of every route what it does, and of none that is not there", () => {
    const aliases = new Set(every.flatMap((report) => (report.aliases ?? []).map((name) => `GET /api/v1/reports/${name}`)));
    const there = app.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*") && !path.startsWith("/local")).map(({ method, path }) => `${method} ${pagePaths.includes(path) ? "/{page}" : path.replace(/:(\w+)(\{.*?\})?/g, "{$1}")}`);
    const told = Object.entries(api.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
    expect([...new Set(there)].filter((route) => !told.includes(route) && !aliases.has(route))).toEqual([]);
    expect(told.filter((route) => !there.includes(route))).toEqual([]);
  });

  test("has a summary, a name of its own and refusals for each", () => {
    const operations = Object.values(api.paths).flatMap((path) => Object.values(path));
    expect(operations.filter(({ summary, operationId }) => !summary || !operationId)).toEqual([]);
    const names = operations.map(({ operationId }) => operationId);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    for (const { responses, security } of operations) expect(Object.keys(responses)).toEqual(expect.arrayContaining(security === undefined ? ["400", "401", "403", "429"] : ["400", "403", "429"]));
  });

  test("leads nowhere that is not in it", () => {
    const names = [...JSON.stringify(api).matchAll(/"#\/components\/(\w+)\/(\w+)"/g)].map(([, kind, name]) => [kind!, name!] as const);
    expect(names.length).toBeGreaterThan(200);
    expect(names.filter(([kind, name]) => (api.components as unknown as Record<string, Record<string, unknown>>)[kind]?.[name] === undefined)).toEqual([]);
  });

  test.each(every)("says of $name every parameter and column of the catalogue, in its words", (report) => {
    const { parameters = [], summary, description } = operationOf(report);
    for (const param of report.params) {
      expect(parameters.find(({ name }) => name === param.name), param.name).toMatchObject({ in: "query", description: param.sentence, ...(param.choices === undefined || param.type === "list" || param.type === "condition" ? {} : { schema: { enum: param.choices } }) });
    }
    expect(summary).toBe(report.title);
    expect(description).toContain(report.sentence);
    const row = Object.values(api.components.schemas).find(({ title }) => title === report.title)!["properties"] as Record<string, { title: string; anyOf?: { title: string }[] }>;
    for (const { name, title } of report.columns) expect((row[name]!.anyOf ?? [row[name]!]).map((cell) => cell.title), name).toContain(title);
  });
});

describe("the catalogue over HTTP", () => {
  test("gives each report with schemas of what it takes and of its rows, and a request that works", async () => {
    const { json } = await ask(app, "/api/v1/reports");
    const listed = json["reports"] as (Report & { params_schema: unknown; row_schema: Record<string, unknown>; request: string })[];
    expect(listed.map(({ name }) => name)).toEqual(every.map(({ name }) => name));
    const waterfall = listed.find(({ name }) => name === "waterfall")!;
    expect(waterfall).toMatchObject({ request: "/api/v1/reports/waterfall?from=2025-01&to=2025-12&grain=quarter&ratios=true", params_schema: { properties: { by: { type: "array" }, ratios: { type: "boolean", default: false } } }, row_schema: { properties: { opening: { title: "Beginning ARR" } } } });
  });

  test.each(every)("the example of $name is answered as its schema says", async (report) => {
    const { request, row_schema } = catalogue().find(({ name }) => name === report.name)!;
    const { status, json, text } = await ask(app, request);
    expect({ status, text: status === 200 ? "" : text, misfit: misfit(schemaOf(report), json) }).toEqual({ status: 200, text: "", misfit: "" });
    expect((json as unknown as ReportResult).rows.map((row) => misfit(row_schema as Record<string, unknown>, row)).filter(Boolean)).toEqual([]);
  });

  test("nothing else is taken for an answer: a cell that is no exact text, a column too many, one missing", async () => {
    const report = every.find(({ name }) => name === "waterfall")!;
    const { json } = await ask(app, "/api/v1/reports/waterfall?from=2025&to=2025&grain=year");
    const row = (json["rows"] as Record<string, unknown>[])[0]!;
    const { opening: _, ...without } = row;
    for (const wrong of [{ ...row, opening: 1 }, { ...row, opening: "1,5" }, { ...row, extra: 3 }, without, { ...row, growth: "0.1" }]) expect(misfit(schemaOf(report), { ...json, rows: [wrong] })).not.toBe("");
    expect(misfit(schemaOf(report), { ...json, report: "logos" })).not.toBe("");
  });

  test("a refusal has the shape that the document gives it", async () => {
    for (const path of ["/api/v1/reports/nothing", "/api/v1/reports/waterfall?grain=decade", "/api/v1/reports/customer", "/nowhere"]) {
      const { status, json } = await ask(app, path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(misfit({ $ref: "#/components/schemas/Refusal" }, json)).toBe("");
    }
  });
});

describe("the page of the API", () => {
  test("says every route and parameter, and asks for nothing from elsewhere", async () => {
    const { status, text, headers } = await ask(app, "/docs");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toMatch(/^text\/html/);
    for (const operations of Object.values(api.paths)) for (const { operationId } of Object.values(operations)) expect(text).toContain(`id="${operationId!}"`);
    for (const report of every) expect(text).toContain(`/api/v1/reports/${report.name}`);
    expect(text).not.toMatch(/<script|style=|<style|\son\w+=|https?:/i);
    const loaded = [...text.matchAll(/(?:src|<link[^>]*href)="([^"]*)"/g)].map(([, address]) => address);
    expect(loaded).toEqual(["/docs/style.css"]);
    expect((await ask(app, "/docs/style.css")).text).not.toMatch(/url\(|@import/);
    const inside = [...text.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id!);
    expect(inside.filter((id) => !text.includes(`id="${id}"`))).toEqual([]);
  });
});
