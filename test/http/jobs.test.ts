/** Long work: jobs, what readers see meanwhile, cancelling, and askers who go away. */
import { setTimeout as sleep } from "node:timers/promises";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../../src/engine/book.js";
import { ServedBook } from "../../src/engine/served-book.js";
import { makeApp } from "../../src/http/app.js";
import { usualLimits } from "../../src/http/serving.js";
import { serve, type Server } from "../../src/http/serve.js";
import { contractCsv } from "../book/lines.js";
import { ask, type App, type Told } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-jobs-"));
const path = join(folder, "acme.annua");
const lines = 20_000;
const log = pino({ level: "silent" });
const limits = usualLimits;
let book: ServedBook;
let app: App;
let server: Server;

beforeAll(async () => {
  const made = await openBook({ path, create: true });
  await made.import(csvAt("first.csv", contractCsv(lines)));
  await made.close();
  book = await ServedBook.open({ path, readers: 2 });
  app = makeApp({ book, name: path, limits, log });
});
afterAll(async () => {
  await server?.stop();
  await book.close();
  rmSync(folder, { recursive: true, force: true });
});

function csvAt(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

interface JobTold {
  id: string;
  state: string;
  phase: string;
  result: { imports?: { kept: boolean }[]; rows?: { arr: string }[] } | null;
  problems: { code: string }[];
}

const dearer = contractCsv(lines, 200);
const sendLater = (prefer = "respond-async"): Promise<Told> => ask(app, "/api/v1/imports?name=first.csv&accept_jump=1", { method: "POST", headers: { "content-type": "text/csv", prefer }, body: dearer });
const jobAt = async (id: string, prefer = "wait=120"): Promise<JobTold> => (await ask(app, `/api/v1/jobs/${id}`, { headers: { prefer } })).json as unknown as JobTold;
const arrNow = async (): Promise<string> => ((await ask(app, "/api/v1/reports/snapshot?on=2024-06-30")).json["rows"] as { arr: string }[])[0]!.arr;

test("an import that is cancelled leaves the book as it was; one that waits does not even begin", async () => {
  const before = await arrNow();
  const [first, second] = [await sendLater(), await sendLater()];
  expect([first.status, second.json["state"], first.headers.get("location")]).toEqual([202, "queued", `/api/v1/jobs/${String(first.json["id"])}`]);
  const cancelled: Told[] = [];
  for (const { json } of [second, first]) cancelled.push(await ask(app, `/api/v1/jobs/${String(json["id"])}`, { method: "DELETE" }));
  expect(cancelled.map(({ json }) => [json["state"], json["result"], (json["problems"] as { code: string }[])[0]?.code])).toEqual([["cancelled", null, "job-cancelled"], ["cancelled", null, "job-cancelled"]]);
  const third = String((await sendLater()).json["id"]);
  while (!["deriving", "landing"].includes((await jobAt(third, "wait=0")).phase)) await sleep(5);
  expect((await ask(app, `/api/v1/jobs/${third}`, { method: "DELETE" })).json["state"]).toBe("cancelled");
  expect(await arrNow()).toBe(before);
  expect((await ask(app, "/api/v1/imports")).json["imports"]).toHaveLength(1);
  expect(await ask(app, "/api/v1/jobs/none")).toMatchObject({ status: 404, codes: ["job-unknown"] });
}, 120_000);

test("reports that are asked while an import runs see the book before it or after it, and nothing between", async () => {
  const before = await ask(app, "/api/v1/reports/waterfall?from=2024-01&to=2024-06&by=segment");
  const { json } = await sendLater();
  const seen: string[] = [];
  const states = new Set<string>();
  let isRunning = true;
  const asking = async (): Promise<void> => {
    while (isRunning) {
      const told = await ask(app, "/api/v1/reports/waterfall?from=2024-01&to=2024-06&by=segment");
      seen.push(JSON.stringify(told.json["rows"]));
    }
  };
  const fire = [asking(), asking()];
  let job = await jobAt(String(json["id"]), "wait=0");
  while (job.state === "queued" || job.state === "running") {
    states.add(`${job.state} ${job.phase}`);
    await sleep(50);
    job = await jobAt(job.id, "wait=0");
  }
  isRunning = false;
  await Promise.all(fire);
  expect([job.state, job.result?.imports?.[0]?.kept]).toEqual(["done", true]);
  const after = await ask(app, "/api/v1/reports/waterfall?from=2024-01&to=2024-06&by=segment");
  const [old, fresh] = [JSON.stringify(before.json["rows"]), JSON.stringify(after.json["rows"])];
  expect(old).not.toBe(fresh);
  expect(seen.length).toBeGreaterThan(3);
  expect(seen.filter((rows) => rows !== old && rows !== fresh)).toEqual([]);
  // once new, never old again
  expect(seen.slice(seen.indexOf(fresh)).filter((rows) => rows === old).length).toBeLessThanOrEqual(1);
  expect(states.size).toBeGreaterThan(0);
}, 240_000);

test("a report as a job gives the same rows", async () => {
  const { status, json } = await ask(app, "/api/v1/reports/snapshot?on=2024-06-30", { headers: { prefer: "respond-async" } });
  expect(status).toBe(202);
  const job = await jobAt(String(json["id"]));
  expect([job.state, job.result?.rows?.[0]?.arr]).toEqual(["done", await arrNow()]);
  expect(((await ask(app, "/api/v1/jobs")).json["jobs"] as JobTold[])[0]).toMatchObject({ id: job.id, kind: "report snapshot", state: "done" });
  expect((await ask(app, "/api/v1/reports/snapshot", { headers: { prefer: "wait=soon" } })).codes).toEqual(["param-value"]);
}, 60_000);

test("a question that takes too long is stopped, and says how to ask it", async () => {
  const hasty = makeApp({ book, name: path, limits: { ...limits, time: 30 }, log });
  expect(await ask(hasty, "/api/v1/policy?effects=true")).toMatchObject({ status: 504, codes: ["question-too-long"] });
  expect((await ask(app, "/api/v1/reports/snapshot?on=2024-06-30")).status).toBe(200);
}, 60_000);

test("a question ends with its asker", async () => {
  const leaving = new AbortController();
  const asked = app.request("/api/v1/policy?effects=true", { signal: leaving.signal });
  await sleep(200);
  leaving.abort();
  const response = await asked;
  expect([response.status, ((await response.json()) as { problems: { code: string }[] }).problems[0]?.code]).toEqual([408, "asker-gone"]);
}, 60_000);

test("more questions than may wait are refused with when to ask again", async () => {
  const narrow = await ServedBook.open({ path: ":memory:", readers: 1, mostWaiting: 0 });
  const small = makeApp({ book: narrow, name: ":memory:", limits, log });
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const held = narrow.read(() => gate);
  const told = await ask(small, "/api/v1/reports/snapshot");
  expect([told.status, told.codes, Number(told.headers.get("retry-after"))]).toEqual([429, ["server-busy"], 2]);
  open();
  await held;
  await narrow.close();
});

test("a book that is being closed takes nothing more, and what runs in it is as if it had not begun", async () => {
  const copy = join(folder, "copy.annua");
  copyFileSync(path, copy);
  const other = await ServedBook.open({ path: copy, readers: 1 });
  const its = makeApp({ book: other, name: copy, limits, log });
  const before = (await ask(its, "/api/v1/imports")).json["imports"] as unknown[];
  const sent = ask(its, "/api/v1/imports?name=first.csv&accept_jump=1", { method: "POST", headers: { "content-type": "text/csv", prefer: "wait=60" }, body: contractCsv(lines, 300) });
  await sleep(500);
  other.stopAll();
  expect(await sent).toMatchObject({ status: 503, codes: ["server-closing"] });
  await other.close();
  expect(await ask(its, "/api/v1/reports/snapshot")).toMatchObject({ status: 503, codes: ["server-closing"] });
  const opened = await openBook({ path: copy, readOnly: true });
  expect(await opened.imports()).toHaveLength(before.length);
  await opened.close();
}, 60_000);

test("whoever goes away frees the reader within a second", async () => {
  await book.close();
  server = await serve({ path, port: 0, readers: 1, log, limits: { file: 5_000_000 } });
  let sent = 0;
  const leaving = new AbortController();
  // what every other value of a knob would make of ARR: some thirty derivations of the whole book
  const asked = fetch(`${server.url}/api/v1/policy?effects=true`, { signal: leaving.signal }).catch((error: unknown) => (error as Error).name);
  await sleep(700);
  leaving.abort();
  const since = performance.now();
  expect(await asked).toBe("AbortError");
  expect((await fetch(`${server.url}/api/v1/imports`)).status).toBe(200);
  expect(performance.now() - since).toBeLessThan(2_000);
  const chunk = new Uint8Array(1_000_000).fill(65);
  const large = new ReadableStream<Uint8Array>({ pull: (controller) => (sent++ < 200 ? controller.enqueue(chunk) : controller.close()) });
  const refused = await fetch(`${server.url}/api/v1/imports`, { method: "POST", headers: { "content-type": "text/csv" }, body: large, duplex: "half" } as RequestInit);
  expect([refused.status, ((await refused.json()) as { problems: { code: string }[] }).problems[0]?.code]).toEqual([413, "upload-too-large"]);
}, 60_000);
