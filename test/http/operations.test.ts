/** A server as those see it who run it: whether it is ready, how it fares, what it writes down, and how it ends. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../../src/index.js";
import { ServedBook } from "../../src/engine/served-book.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { makeApp } from "../../src/http/app.js";
import { makeLog } from "../../src/http/log.js";
import { serve } from "../../src/http/serve.js";
import { usualLimits } from "../../src/http/serving.js";
import { contracts, typed } from "../cli/typed.js";
import { appOf, ask, codesOf, openAccounts, passwordOf, sampleLines, servedBook, signedIn } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-operations-"));
let book: ServedBook;
let accounts: Accounts;

beforeAll(async () => {
  writeFileSync(join(folder, "contracts.csv"), contracts);
  book = await ServedBook.open({ path: ":memory:", readers: 1 });
  await book.change((writer) => writer.import(join(folder, "contracts.csv")));
  accounts = await openAccounts();
});
afterAll(async () => {
  await book.close();
  await accounts.close();
  rmSync(folder, { recursive: true });
});

/** An application whose log is kept. */
function logged(level: "info" | "debug", state = { isClosing: false }) {
  const lines: string[] = [];
  const log = makeLog({ level, write: (line) => void lines.push(line) });
  return { app: makeApp({ book, name: "acme.annua", limits: usualLimits, log, state }), entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>), text: () => lines.join("") };
}

test("a request is one line that says by whom and how it went, and not what was asked of whom", async () => {
  const { app, entries, text } = logged("info");
  const { headers } = await ask(app, "/api/v1/reports/waterfall?where=customer%3Dacme&from=2025-01&to=2025-03", { headers: { "x-request-id": "seen-1", authorization: "Bearer annua_hush", cookie: "annua_session=hush" } });
  expect(headers.get("x-request-id")).toBe("seen-1");
  const wrong = await ask(app, "/api/v1/reports/waterfall?where=nothing%3Dacme", { headers: { "x-request-id": "a b\"c" } });
  expect(wrong.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(entries()).toMatchObject([
    { level: "info", msg: "request", request_id: "seen-1", method: "GET", route: "/api/v1/reports/waterfall", status: 200, asker: "local", rows: 3 },
    { status: 400, request_id: wrong.json["request_id"], codes: wrong.codes },
  ]);
  for (const word of ["acme", "hush", "2025-01"]) expect(text()).not.toContain(word);
  const close = logged("debug");
  await ask(close.app, "/api/v1/reports/waterfall?where=customer%3Dacme&from=2025-01&to=2025-03");
  expect(close.text()).toContain("customer%3Dacme");
});

test("secrets are blotted out wherever an entry has them; a person at a terminal reads a line without control characters", () => {
  const lines: string[] = [];
  makeLog({ write: (line) => void lines.push(line) }).info({ headers: { authorization: "Bearer hush", cookie: "hush", "set-cookie": "hush" }, password: "hush", body: { key: "hush", token: "hush" } }, "seen");
  expect(lines.join("")).not.toContain("hush");
  makeLog({ isReadable: true, write: (line) => void lines.push(line) }).info({ status: 200, method: "GET", route: "/readyz", ms: 3, asker: "a\u001b[2Jb", request_id: "1" }, "request");
  expect(lines.at(-1)).toMatch(/^\d\d:\d\d:\d\d 200 GET \/readyz {2}3 ms {2}by a\?\[2Jb {2}1\n$/);
  makeLog({ isReadable: true, level: "warn", write: (line) => void lines.push(line) }).error({ err: new Error("oh") }, "a fault of ours");
  expect(lines.at(-1)).toContain("error: a fault of ours\nError: oh");
});

test("metrics count requests by route, method and status, and hold nothing of what was asked", async () => {
  const { app } = logged("info");
  await ask(app, "/api/v1/reports/snapshot?where=customer%3Dacme");
  await ask(app, "/api/v1/nowhere/acme");
  const { text, headers } = await ask(app, "/metrics");
  expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(text).toMatch(/annua_http_requests_total\{route="\/api\/v1\/reports\/snapshot",method="GET",status="200"\} 1\n/);
  expect(text).toMatch(/annua_http_request_seconds_bucket\{route="none",method="GET",le="\+Inf"\} 1\n/);
  expect(text).toContain("\nannua_book_lines 6\n");
  expect(text).toContain("\nannua_questions_asking 0\n");
  expect(text).not.toMatch(/acme|customer=/);
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(samples.filter((line) => !/^[a-z_]+(?:\{[a-z_]+="[^"\n]*"(?:,[a-z_]+="[^"\n]*")*\})? [0-9.e+-]+$/.test(line))).toEqual([]);
});

test("with accounts owners and every key read the metrics, others do not; unless they are open", async () => {
  for (const role of ["owner", "viewer"] as const) await accounts.users.add({ name: role, role, password: passwordOf(role) });
  const { key } = await accounts.keys.add({ name: "prometheus", role: "viewer" }, { name: "owner", role: "owner" });
  const app = appOf(book, { accounts });
  const status = async (headers: Record<string, string>): Promise<number> => (await ask(app, "/metrics", { headers })).status;
  expect([await status({}), await status(await signedIn(app, "viewer")), await status(await signedIn(app, "owner")), await status({ authorization: `Bearer ${key}` })]).toEqual([401, 403, 200, 200]);
  const open = appOf(book, { accounts, metricsOpen: true });
  expect((await ask(open, "/metrics")).status).toBe(200);
  expect((await ask(open, "/api/v1/users")).status).toBe(401);
});

test("ready is who answers within a second: not while closing, and not where the book is silent", async () => {
  const state = { isClosing: false };
  const { app } = logged("info", state);
  expect((await ask(app, "/readyz")).status).toBe(200);
  state.isClosing = true;
  expect(await ask(app, "/readyz")).toMatchObject({ status: 503, codes: ["server-closing"] });
  expect((await ask(app, "/healthz")).status).toBe(200);
  const silent = await ServedBook.open({ path: ":memory:", readers: 1 });
  const dumb = appOf(silent);
  await silent.close();
  const { status, codes, headers } = await ask(dumb, "/readyz");
  expect({ status, codes, later: headers.get("retry-after") }).toEqual({ status: 503, codes: ["book-slow"], later: "2" });
});

test("a port that is taken, an address that is not here, a book that is missing or held: said before anything is served", async () => {
  const path = join(folder, "held.annua");
  await (await openBook({ path })).close();
  const server = await serve({ path, port: 0, log: makeLog({ level: "silent" }) });
  const port = Number(new URL(server.url).port);
  expect(await codesOf(() => serve({ path: ":memory:", port }))).toEqual(["port-taken"]);
  expect(await codesOf(() => serve({ path: ":memory:", host: "127.255.255.255.", port: 0 }))).toEqual(["accounts-missing"]);
  const file = join(folder, "away.accounts");
  const away = await openAccounts({}, file);
  await away.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  await away.close();
  expect(await codesOf(() => serve({ path: ":memory:", accounts: file, host: "192.0.2.1", port: 0 }))).toEqual(["address-refused"]);
  expect((await typed(["serve", "--book", join(folder, "none.annua")])).err).toContain("book-missing");

  expect(existsSync(join(folder, "none.annua"))).toBe(false);
  for (const words of [["--port", "99999"], ["--max-upload", "much"], ["--readers", "0"], ["--log-level", "loud"]]) {
    const { status, err } = await typed(["serve", "--book", path, ...words]);
    expect({ words, status, err }).toMatchObject({ status: 2, err: expect.stringMatching(/option-value|command-line/) as string });
  }
  await server.stop();
});

test("whoever sends for ever does not hold the book; what lay aside is gone, also of a server that was killed", async () => {
  const path = join(folder, "aside.annua");
  await (await openBook({ path })).close();
  const stale = join(folder, ".aside.annua.spill-1-1", "annua-x");
  mkdirSync(stale, { recursive: true });
  writeFileSync(join(stale, "contracts.csv"), contracts);
  const server = await serve({ path, port: 0, patience: 100, log: makeLog({ level: "silent" }) });
  expect(existsSync(stale)).toBe(false);
  const { port } = new URL(server.url);
  const slow = connect(Number(port), "127.0.0.1");
  slow.on("error", () => undefined);
  slow.write(`POST /api/v1/imports HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nline_id`);
  const aside = (): string[] => readdirSync(folder).filter((name) => name.startsWith(".aside.annua.spill-")).flatMap((name) => readdirSync(join(folder, name)));
  while (!aside().some((name) => name.startsWith("annua-"))) await new Promise((resolve) => setTimeout(resolve, 20));
  await server.stop();
  expect(readdirSync(folder).filter((name) => name.startsWith(".aside") || name === "aside.server")).toEqual([]);
});

test("what goes on after the answer is begun in the audit log, and has its end there too; the metrics count it", async () => {
  await accounts.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  const app = appOf(book, { accounts });
  const headers = { ...(await signedIn(app, "olga")), "content-type": "text/csv", prefer: "respond-async" };
  const lines = (amount: string) => `line_id,customer_id,start_date,amount,amount_per\nL1,acme,2025-01-01,${amount},month\n`;
  for (const [name, body] of [["good.csv", lines("100")], ["bad.csv", lines("much")]] as const) {
    const { status, headers: told } = await ask(app, `/api/v1/imports?name=${name}`, { method: "POST", headers, body });
    expect(status).toBe(202);
    await ask(app, told.get("location")!, { headers: { ...headers, prefer: "wait=100" } });
  }
  const kept = async () => (await accounts.audit.list({ limit: 100 })).filter(({ deed }) => deed === "import").map(({ who, outcome, subject }) => `${who} ${outcome} ${subject}`);
  while ((await kept()).length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
  expect((await kept()).sort()).toEqual(["olga begun bad.csv", "olga begun good.csv", "olga done good.csv", "olga failed bad.csv"]);
  const { text } = await ask(app, "/metrics", { headers });
  expect(text).toContain('annua_changes_total{kind="import",state="done"} 1');
  expect(text).toContain('annua_changes_total{kind="import",state="failed"} 1');
});

test("a decision is whoever's who asks; whom they name stands beside. What was written of the whole book, limited people and viewers don't read", async () => {
  for (const [name, role, rows] of [["eddie", "editor", []], ["vic", "viewer", []], ["ann", "analyst", ["csm=Jane"]]] as const) await accounts.users.add({ name, role, rows: [...rows], password: passwordOf(name) });
  const served = await servedBook();
  const app = appOf(served, { accounts });
  const send = async (path: string, body: Record<string, unknown>) => ask(app, `/api/v1/${path}`, { method: "POST", headers: await signedIn(app, "eddie"), body });
  const customer = sampleLines()[0]!["customer_id"]!;
  const adjustment = { customer, amount: "-12", from: "2026-01", reason: "credit" };
  expect((await send("adjustments", { ...adjustment, by: "jane" })).json["made_by"]).toBe("jane, entered by eddie");
  expect((await send("adjustments", adjustment)).json["made_by"]).toBe("eddie");
  await send("events", { date: "2026-01-15", title: `lost ${customer}` });
  const events = async (name: string) => ((await ask(app, "/api/v1/reports/trend?from=2026-01&to=2026-01", { headers: await signedIn(app, name) })).json["rows"] as { events: string | null }[]).map((row) => row.events);
  expect([await events("eddie"), await events("vic"), await events("ann")]).toEqual([[`lost ${customer}`], [null], [null]]);
  await served.close();
});

test("a book that others on the machine can read past its accounts is warned of", async () => {
  const path = join(folder, "open.annua");
  await (await openBook({ path, create: true })).close();
  const beside = await openAccounts({}, join(folder, "open.accounts"));
  await beside.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  await beside.close();
  for (const [mode, warns] of [[0o644, true], [0o600, false]] as const) {
    chmodSync(path, mode);
    const said: string[] = [];
    const server = await serve({ path, port: 0, readers: 1, log: makeLog({ level: "warn", write: (text) => said.push(text) }) });
    await server.stop();
    expect(said.some((line) => line.includes("chmod 600"))).toBe(warns);
  }
});
