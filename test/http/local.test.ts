/** The command line on a book that a server holds: every command answers there as on a copy that nobody serves. */
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../src/engine/book.js";
import { addressOf, leaveAddress, secretHeader, type LocalAddress } from "../../src/http/local-words.js";
import { serve, type Server } from "../../src/http/serve.js";
import { contractCsv } from "../book/lines.js";
import { contracts } from "../cli/typed.js";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "annua-local-"));
const [served, alone] = ["served", "alone"].map((name) => join(folder, name)) as [string, string];
let server: Server;

const more = "line_id,customer_id,start_date,amount,amount_per\nM1,fred,2025-01-01,600,year\n";

beforeAll(async () => {
  for (const place of [served, alone]) {
    mkdirSync(place);
    writeFileSync(join(place, "more.csv"), more);
    writeFileSync(join(place, "bad.csv"), more.replace("2025-01-01", "soon"));
    writeFileSync(join(place, "inputs.csv"), "period,measure,value\n2025-03,sales_marketing,1000\n");
  }
  const book = await openBook({ path: join(served, "acme.annua"), create: true });
  writeFileSync(join(folder, "contracts.csv"), contracts);
  await book.import(join(folder, "contracts.csv"));
  await book.questions();
  await book.close();
  copyFileSync(join(served, "acme.annua"), join(alone, "acme.annua"));
  server = await serve({ path: join(served, "acme.annua"), port: 0, readers: 2, log: pino({ level: "silent" }) });
});
afterAll(async () => {
  await server.stop();
  expect(existsSync(join(served, "acme.server"))).toBe(false);
  rmSync(folder, { recursive: true });
});

interface Ended {
  status: number | null;
  out: string;
  err: string;
}

function typedIn(place: string, args: readonly string[], input?: string): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { cwd: place, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, ANNUA_BOOK: "acme.annua" } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => (said.out += String(text)));
  child.stderr.on("data", (text) => (said.err += String(text)));
  child.stdin.end(input ?? "");
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, ...said })));
}

/** Moments, and hashes of what is made at one. */
const timeless = ({ status, out, err }: Ended): Ended => ({
  status, err, out: out.replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?/g, "MOMENT").replaceAll(/sha256:[0-9a-f]{64}/g, "HASH").replaceAll(/\d{4}-\d\d-\d\d [0-9a-f]{8} [0-9a-f]{8}/g, "MOMENT"),
});

/** In an order in which each stands on those before it. */
test.each([
  ["waterfall --from 2025-01 --to 2025-06 --by segment"],
  ["waterfall --from 2025-01 --to 2025-06 --format markdown"],
  ["snapshot --on 2025-06-30 --set overlap=latest_start"],
  ["waterfal"],
  ["waterfall --from nonsense"],
  ["lines --limit 2 --format csv"],
  ["import bad.csv"],
  ["import nowhere.csv"],
  ["import more.csv --dry-run"],
  ["import more.csv"],
  ["import more.csv"],
  ["imports list"],
  ["imports show 2"],
  ["questions"],
  ["answer Q1 nonsense"],
  ["answer Q999 renewed"],
  ["adjust --customer acme --amount -1200 --from 2025-01 --reason credit"],
  ["close 2025-01 --note board"],
  ["close list"],
  ["verify 2025-01"],
  ["adjust --customer acme --amount -1200 --from 2024-12 --reason late"],
  ["adjust --customer acme --amount -1200 --from 2024-12 --reason late --accept-restatement"],
  ["event add 2025-03-01 Prices"],
  ["event list"],
  ["inputs import inputs.csv"],
  ["explain waterfall --cell closing --period 2025-06"],
  ["policy set --set grace_days=30"],
  ["policy show --no-effects"],
  ["imports undo 2"],
  ["snapshot --on 2025-06-30 --show-sql"],
  ["check"],
])("annua %s", async (line) => {
  const args = line.split(" ");
  const [there, here] = await Promise.all([typedIn(served, args), typedIn(alone, args)]);
  expect(timeless(there)).toEqual(timeless(here));
}, 120_000);

test("an assistant asks the book while the server holds it, and sees what was changed in between", async () => {
  const transport = new StdioClientTransport({ command: process.execPath, args: [main, "mcp", "--book", join(served, "acme.annua")], stderr: "inherit" });
  const assistant = new Client({ name: "test", version: "1" });
  await assistant.connect(transport);
  const arr = async (): Promise<string> => {
    const { structuredContent } = (await assistant.callTool({ name: "snapshot", arguments: { on: "2025-06-30" } })) as { structuredContent: { rows: { arr: string }[] } };
    return structuredContent.rows[0]!.arr;
  };
  const typed = async (): Promise<string> => (JSON.parse((await typedIn(served, ["snapshot", "--on", "2025-06-30"])).out) as { rows: { arr: string }[] }).rows[0]!.arr;
  const before = await arr();
  expect(before).toBe(await typed());
  // in both places, as the tests after it compare them
  for (const place of [served, alone]) expect((await typedIn(place, ["adjust", "--customer", "acme", "--amount", "-36", "--from", "2025-03", "--reason", "rebate"])).status).toBe(0);
  const after = await arr();
  expect(after).toBe(await typed());
  expect(after).not.toBe(before);
  await assistant.close();
}, 120_000);

test("Ctrl-C stops what the server does for a command, and nothing of it is kept", async () => {
  const path = join(served, "large.csv");
  writeFileSync(path, contractCsv(60_000));
  const before = await typedIn(served, ["imports", "list"]);
  const child = spawn(process.execPath, [main, "import", "large.csv"], { cwd: served, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ANNUA_BOOK: "acme.annua" } });
  let told = "";
  child.stderr.on("data", (text) => (told += String(text)));
  const ended = new Promise((resolve) => child.on("close", resolve));
  await sleep(3_000);
  child.kill("SIGINT");
  expect([await ended, told]).toEqual([130, "Interrupted. Nothing was kept in acme.annua.\n"]);
  expect(await typedIn(served, ["imports", "list"])).toEqual(before);
}, 120_000);

test("standard input", async () => {
  const lines = more.replace("M1", "M9").replace("2025-01-01", "2025-09-01");
  const [there, here] = await Promise.all([typedIn(served, ["import", "-"], lines), typedIn(alone, ["import", "-"], lines)]);
  expect(timeless(there)).toEqual(timeless(here));
  expect(here.status).toBe(0);
}, 120_000);

describe("the way in", () => {
  const address = (): LocalAddress => addressOf(join(served, "acme.annua"))!;
  const ask = (headers: Record<string, string>, method = "contents"): Promise<Response> => fetch(`${server.url}/local/${method}`, { method: "POST", headers, body: '{"args":[]}' });

  test("is for the user whose file has the secret, and nobody else", async () => {
    expect(statSync(join(served, "acme.server")).mode & 0o777).toBe(0o600);
    const { secret } = address();
    expect((await ask({ [secretHeader]: secret })).status).toBe(200);
    const refused = await Promise.all([ask({}), ask({ [secretHeader]: `${secret.slice(0, -1)}!` }), ask({ [secretHeader]: secret, "x-forwarded-for": "10.0.0.1" }), ask({ [secretHeader]: secret, origin: "http://evil.example" })]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect((await ask({ [secretHeader]: secret }, "close")).status).toBe(404);
    expect((await ask({ [secretHeader]: secret }, "constructor")).status).toBe(404);
  });

  test("a file that a dead server left leads nowhere, and the book opens as it would without", async () => {
    const path = join(alone, "acme.annua");
    leaveAddress(path, { url: "http://127.0.0.1:9", pid: process.pid, secret: "x" });
    expect((await typedIn(alone, ["snapshot", "--on", "2025-06-30"])).status).toBe(0);
    const held = spawn(process.execPath, ["--input-type=module", "-e", `const { openBook } = await import(${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)}); await openBook({ path: ${JSON.stringify(path)} }); console.log("held"); setInterval(() => {}, 1000);`], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => held.stdout.once("data", resolve));
    const told = await typedIn(alone, ["snapshot", "--on", "2025-06-30"]);
    held.kill();
    expect([told.status, told.out + told.err]).toMatchObject([1, expect.stringContaining("book-locked") as unknown]);
    expect(JSON.parse(readFileSync(join(alone, "acme.server"), "utf8"))).toMatchObject({ secret: "x" });
  }, 60_000);
});
