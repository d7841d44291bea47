/** The client has a method for each operation of the API, which asks as the document says, and tells what went wrong on the way. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type ReportName } from "../../src/catalogue/index.js";
import { connect, ProblemError, type Client } from "../../src/client/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { apiOf, type Api } from "./api-schema.js";
import { exampleBook } from "./example-book.js";
import { appOf } from "./served.js";

let book: ServedBook;
let api: Api;
beforeAll(async () => {
  book = await exampleBook();
  api = await apiOf(appOf(book));
});
afterAll(() => book.close());

const file = new Blob(["line_id\n1\n"]);

/** Every call, as somebody makes it. */
const calls: ((client: Client) => Promise<unknown>)[] = [
  (c) => c.reports(), ...reports.map(({ name }) => (c: Client) => c.run(name as ReportName, {} as never)), (c) => c.explain("waterfall", { cell: "churn" }),
  (c) => c.define(), (c) => c.define("nrr"), (c) => c.calc(), (c) => c.calc("growth", { entry: 100, exit: 120 }),
  (c) => c.questions("all"), (c) => c.answer({ question: "Q1", choice: "renewed" }), (c) => c.withdrawAnswer("Q1", { accept_restatement: true }),
  (c) => c.adjust({ customer: "acme", amount: "-1200", from: "2026-01", reason: "credit" }), (c) => c.withdrawAdjustment("D1"),
  (c) => c.closes(), (c) => c.closePeriod({ period: "2026-01", by: [["segment"]] }), (c) => c.closedReport("2026-01", { report: "logos", by: ["segment"] }), (c) => c.verifyClose("2026-01"),
  (c) => c.policy({ effects: true }), (c) => c.policies(), (c) => c.presets(), (c) => c.setPolicy({ set: { grace_days: 30 } }, { dry_run: true }),
  (c) => c.imports({ limit: 5, cursor: "5" }), (c) => c.importChange(1, { limit: 5 }), (c) => c.importFile(file, "lines.csv", { full: true }), (c) => c.undoImport(1, { note: "twice", dry_run: true, accept_restatement: true }),
  (c) => c.inputs(), (c) => c.tellInputs([{ period: "2026-03", measure: "new_arr_target", value: "1" }], { dry_run: true }), (c) => c.importInputs(file, "targets.csv", { dry_run: true }), (c) => c.unsay("inputs", 1, { note: "wrong" }),
  ...(["events", "saves", "notes", "renewals"] as const).flatMap((topic): ((client: Client) => Promise<unknown>)[] => [(c) => c.said(topic), (c) => c.say(topic, {}, { dry_run: true }), (c) => c.unsay(topic, 1, { dry_run: true })]),
  (c) => c.jobs(), (c) => c.job("a"), (c) => c.cancel("a"),
  (c) => c.signIn("jane", "secret"), (c) => c.signOut(), (c) => c.me(), (c) => c.changePassword("old", "new"),
  (c) => c.users(), (c) => c.addUser({ name: "jane", role: "viewer", rows: ["csm=Jane"], password: "secret" }), (c) => c.changeUser("jane", { role: "editor", rows: [], password: "new" }), (c) => c.removeUser("jane"),
  (c) => c.keys(), (c) => c.addKey({ name: "nightly", role: "viewer", rows: [], expires: "90d" }), (c) => c.revokeKey(1), (c) => c.audit({ from: "2026-01-01", to: "2026-12-31", who: "jane", deed: "import", limit: 10, cursor: "10" }),
  (c) => c.openapi(), (c) => c.health(), (c) => c.health("healthz"), (c) => c.metrics(),
];

/** The twin of an operation for those who can't send a DELETE, and pages that people look at. */
const others = ["start", "page", "asset", "undo", "docs", "docsStyle"];

describe("the client", () => {
  test("has a call for each operation of the document, in its words and its body", async () => {
    const asked: { method: string; path: string; words: string[]; body: unknown }[] = [];
    const client = connect("http://localhost", {
      fetch: async (request) => {
        const { pathname, searchParams } = new URL(request.url);
        const isJson = request.headers.get("content-type")?.includes("application/json") === true;
        asked.push({ method: request.method.toLowerCase(), path: pathname, words: [...searchParams.keys()], body: isJson ? await request.json() : undefined });
        return Response.json({ rows: [] });
      },
    });
    for (const call of calls) await call(client);
    const operations = Object.entries(api.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method, path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`), operation })));
    const of = ({ method, path }: { method: string; path: string }) => operations.find((one) => one.method === method && one.path === path) ?? operations.find((one) => one.method === method && one.pattern.test(path));
    expect(asked.filter((one) => of(one) === undefined)).toEqual([]);
    const reached = new Set(asked.map((one) => of(one)!.operation.operationId));
    expect(operations.map(({ operation }) => operation.operationId).filter((id) => !reached.has(id!) && !others.includes(id!))).toEqual([]);
    for (const one of asked) {
      const { operation } = of(one)!;
      const known = (operation.parameters ?? []).map(({ name }) => name);
      if (operation.operationId !== "calc") expect(one.words.filter((word) => !known.includes(word)), operation.operationId).toEqual([]);
      const schema = bodyOf(operation);
      if (schema?.properties !== undefined && schema.additionalProperties === false) expect(Object.keys((one.body ?? {}) as object).filter((name) => !(name in schema.properties!)), operation.operationId).toEqual([]);
    }
  });

  test("needs nothing of Node", () => {
    const folder = join(import.meta.dirname, "../../src/client");
    const imports = readdirSync(folder).flatMap((name) => [...readFileSync(join(folder, name), "utf8").matchAll(/^(?:import|export) .*from "([^"]+)"/gm)].map(([, from]) => from!));
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.filter((from) => !from.startsWith("."))).toEqual([]);
  });

  test("says that no server answers, where, and what to do: server-unreachable", async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, "127.0.0.1", resolve));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((resolve) => nobody.close(resolve));
    const error = await connect(`http://127.0.0.1:${port}/`).run("snapshot").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ status: 0, problems: [{ code: "server-unreachable", severity: "error", remedy: expect.stringContaining("annua serve") as string }] });
    expect((error as Error).message).toContain(`http://127.0.0.1:${port} (ECONNREFUSED)`);
    expect((error as Error).cause).toBeInstanceOf(TypeError);
  });

  test("says that something else answers at the address: answer-strange", async () => {
    const client = connect("http://localhost", { fetch: () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "retry-after": "3" } }) });
    await expect(client.me()).rejects.toMatchObject({ status: 502, retryAfter: 3, problems: [{ code: "answer-strange", message: expect.stringContaining("Bad gateway") as string }] });
  });

  test("whoever stops asking is told so, and not that the server is gone", async () => {
    await expect(connect("http://127.0.0.1:9").me({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

interface Schema {
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
}

const bodyOf = (operation: unknown): Schema | undefined => (operation as { requestBody?: { content?: Record<string, { schema?: Schema }> } }).requestBody?.content?.["application/json"]?.schema;
