/** A server that is killed while many change its book: what it acknowledged is there when it is started anew, whole, and once. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Adjustment } from "../../src/engine/decision.js";
import { openBook, type Book, type LineInput } from "../../src/index.js";
import { openAccounts, passwordOf } from "./served.js";

const main = new URL("../../dist/cli/main.js", import.meta.url).pathname;
const long = process.env["ANNUA_LONG"] === "1";
const rounds = long ? 60 : 3;
const folder = mkdtempSync(join(tmpdir(), "annua-chaos-"));
const path = join(folder, "acme.annua");
const header = "line_id,customer_id,product,start_date,end_date,amount,amount_per\n";
const linesOf = 50;
/** Somebody to decide about, whichever change comes first. */
const firstLines: LineInput[] = [{ line_id: "L-0", customer_id: "C-0", product: "Core", start_date: "2025-01-01", amount: "1000", amount_per: "month" }];

let key = "";
let cookie = "";
let server: ChildProcess | undefined;
let url = "";

beforeAll(async () => {
  const book = await openBook({ path });
  await book.import(firstLines);
  await book.close();
  const accounts = await openAccounts({}, join(folder, "acme.accounts"));
  await accounts.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  ({ key } = await accounts.keys.add({ name: "loader", role: "editor" }, { name: "olga", role: "owner" }));
  await accounts.close();
});
afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the server, and waits until it has said where it is. */
async function start(): Promise<void> {
  const child = spawn(process.execPath, [main, "serve", "--book", path, "--port", "0", "--log-level", "error"], { stdio: ["ignore", "pipe", "inherit"] });
  server = child;
  url = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text) => {
      said += String(text);
      const found = /served at (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("close", () => reject(new Error(`the server ended: ${said}`)));
  });
}

function kill(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  const child = server!;
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.kill(signal);
  return ended;
}

interface Change {
  kind: "import" | "event" | "adjustment";
  name: string;
  body: string;
}

/** The n-th change of all; each import brings lines of its own. */
function changeNo(n: number): Change {
  if (n % 5 === 4) return { kind: "adjustment", name: `change ${n}`, body: JSON.stringify({ customer: "C-0", amount: `${-n}.25`, from: "2025-02", reason: `change ${n}` }) };
  if (n % 3 === 2) return { kind: "event", name: `event ${n}`, body: JSON.stringify({ date: "2025-03-01", title: `event ${n}` }) };
  const lines = Array.from({ length: linesOf }, (_, at) => `L-${n}-${at},C-${(n * 7 + at) % 90},Core,2025-0${1 + (at % 9)}-01,,${100 + n}.${10 + (at % 90)},month\n`);
  return { kind: "import", name: `change-${n}.csv`, body: header + lines.join("") };
}

function send({ kind, name, body }: Change): Promise<Response> {
  const headers = { authorization: `Bearer ${key}`, prefer: "wait=300", "idempotency-key": name, "content-type": kind === "import" ? "text/csv" : "application/json" };
  return fetch(kind === "import" ? `${url}/api/v1/imports?name=${name}&source=${name}` : `${url}/api/v1/${kind}s`, { method: "POST", headers, body });
}

const acknowledged: Change[] = [];
const sent: Change[] = [];

/** Sends changes until the server is gone; @returns when it is. */
async function client(): Promise<void> {
  for (;;) {
    const change = changeNo(sent.length);
    sent.push(change);
    try {
      const response = await send(change);
      const text = await response.text();
      if (response.status !== 201) throw new Refused(`${change.name}: ${response.status} ${text}`);
      acknowledged.push(change);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return;
    }
  }
}
class Refused extends Error {}

/** Asks for reports all the while; what is answered is an answer. */
async function asking(): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`${url}/api/v1/reports/waterfall?from=2025-01&to=2025-12`, { headers: { cookie } });
      await response.text();
      expect(response.status).toBe(200);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return;
    }
  }
}

const span = { from: "2025-01", to: "2025-12" };
const figures = async (book: Book): Promise<string> => JSON.stringify((await book.run("waterfall", span)).rows);

/** The names of what a book was told. */
async function told(book: Book): Promise<string[]> {
  const imports = (await book.imports()).filter(({ kind }) => kind === "import").map(({ source }) => source);
  const events = (await book.said("event")).map(({ said }) => said["title"]!);
  const decisions = (await book.questions("decided")).map(({ decision }) => decision!.note);
  return [...imports.filter((source) => source.startsWith("change-")), ...events, ...decisions];
}

test("nothing acknowledged is lost, nothing is there by half or twice, sessions and keys hold", async () => {
  await start();
  const signedIn = await fetch(`${url}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "olga", password: passwordOf("olga") }) });
  expect(signedIn.status).toBe(201);
  cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
  for (let round = 0; round < rounds; round++) {
    const before = acknowledged.length;
    const clients = [client(), client(), client(), asking()];
    // some are acknowledged, and then at any moment
    while (acknowledged.length < before + 4) await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), ...clients]);
    await new Promise((resolve) => setTimeout(resolve, (round * 7919) % 977));
    await kill("SIGKILL");
    await Promise.all(clients);
    await start();
    expect((await fetch(`${url}/api/v1/me`, { headers: { cookie } })).status, "the session holds").toBe(200);
    const again = await send(acknowledged.at(-1)!);
    expect({ status: again.status, replayed: again.headers.get("idempotency-replayed") }, await again.text()).toEqual({ status: 201, replayed: "true" });
    // whoever heard nothing sends the same again: it is made now, or was made and its answer is lost
    for (const change of sent.filter((one) => !acknowledged.includes(one))) {
      const response = await send(change);
      expect([200, 201, 409], await response.text()).toContain(response.status);
      acknowledged.push(change);
    }
  }
  expect(await kill("SIGTERM"), "it ends well").toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes(".spill-") || name.endsWith(".server"))).toEqual([]);
  const book = await openBook({ path });
  const kept = await told(book);
  expect(new Set(kept).size, "nothing twice").toBe(kept.length);
  expect(acknowledged.map(({ name }) => name).filter((name) => !kept.includes(name)), "nothing lost").toEqual([]);
  const reference = await openBook({ path: ":memory:" });
  await reference.import(firstLines);
  for (const { name, body } of sent.filter((change) => change.kind === "import" && kept.includes(change.name))) {
    const rows = body.split("\n").slice(1, -1).map((line) => Object.fromEntries(line.split(",").map((cell, at) => [header.trim().split(",")[at]!, cell])));
    expect((await reference.import(rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ""))) as never, { source: name, acceptJump: true })).kept).toBe(true);
  }
  for (const { body } of sent.filter((change) => change.kind === "adjustment" && kept.includes(change.name))) await reference.adjust(JSON.parse(body) as Adjustment);
  expect(await figures(book)).toBe(await figures(reference));
  console.log(`killed ${rounds} times: ${acknowledged.length} changes acknowledged, ${kept.length} kept of ${sent.length} sent`);
  await Promise.all([book.close(), reference.close()]);
  expect(existsSync(`${path}.wal`)).toBe(false);
}, 120_000 + rounds * 60_000);
