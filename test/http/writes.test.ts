/** What is asked and changed over HTTP besides reports: every route, and what is refused and how. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Book } from "../../src/engine/book.js";
import { ServedBook } from "../../src/engine/served-book.js";
import { makeApp } from "../../src/http/app.js";
import { usualLimits } from "../../src/http/serving.js";
import { contracts } from "../cli/typed.js";
import { ask, type App, type Said, type Told } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-writes-"));
const path = join(folder, "acme.annua");
const log = pino({ level: "silent" });
let book: ServedBook;
let app: App;

const appWith = (limits = {}): App => makeApp({ book, name: path, limits: { ...usualLimits, ...limits }, log });

beforeAll(async () => {
  book = await ServedBook.open({ path, readers: 1 });
  app = appWith();
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

const get = (to: string, said: Said = {}): Promise<Told> => ask(app, `/api/v1/${to}`, said);
const post = (to: string, body: unknown, headers: Record<string, string> = {}): Promise<Told> => get(to, { method: "POST", body, headers });
const remove = (to: string): Promise<Told> => get(to, { method: "DELETE" });
const csv = { "content-type": "text/csv" };
const arrOf = async (): Promise<string> => ((await get("reports/snapshot?on=2025-06-30")).json["rows"] as { arr: string }[])[0]!.arr;

/** A form as browsers and curl send it. */
async function form(to: string, parts: Record<string, string | [name: string, text: string]>, on = app): Promise<Told> {
  const fields = new FormData();
  for (const [name, part] of Object.entries(parts)) {
    if (typeof part === "string") fields.append(name, part);
    else fields.append(name.replace(/\d+$/, ""), new File([part[1]], part[0]));
  }
  const response = await on.request(`/api/v1/${to}`, { method: "POST", body: fields });
  const text = await response.text();
  const json = JSON.parse(text) as Record<string, unknown>;
  return { status: response.status, headers: response.headers, text, json, codes: ((json["problems"] ?? []) as { code: string }[]).map(({ code }) => code) };
}

interface Imported {
  file: string;
  kept: boolean;
  used: number;
  unchanged: number;
  import_id: number | null;
  reading: unknown;
}

describe("imports", () => {
  test("a body that is a file; the same again changes nothing", async () => {
    const dry = await post("imports?name=contracts.csv&dry_run=true", contracts, csv);
    expect([dry.status, dry.json["dry_run"], (dry.json["imports"] as Imported[])[0]]).toMatchObject([200, true, { file: "contracts.csv", kept: false, used: 6 }]);
    expect((await get("imports")).json["imports"]).toEqual([]);
    const first = await post("imports?name=contracts.csv", contracts, csv);
    expect([first.status, (first.json["imports"] as Imported[])[0]]).toMatchObject([201, { file: "contracts.csv", kept: true, used: 6, import_id: 1 }]);
    const again = await post("imports?name=contracts.csv", contracts, csv);
    expect([again.status, (again.json["imports"] as Imported[])[0]]).toMatchObject([200, { kept: false, unchanged: 6, import_id: null }]);
    expect((await get("imports")).json).toMatchObject({ imports: [{ import_id: 1, kind: "import", source: "contracts.csv", used: 6 }], next_cursor: null });
    const { lines, next_cursor } = (await get("imports/1?limit=4")).json as { lines: unknown[]; next_cursor: string };
    expect([lines.length, next_cursor, ((await get(`imports/1?limit=4&cursor=${next_cursor}`)).json["lines"] as unknown[]).length]).toEqual([4, expect.stringMatching(/^4-/), 2]);
    expect((await get(`imports?cursor=${next_cursor}`)).codes).toEqual(["cursor-stale"]);
  });

  test("several files of a form, one of customers, with options as fields", async () => {
    const before = await arrOf();
    const told = await form("imports", {
      file1: ["a.csv", "line_id,customer_id,start_date,amount,amount_per\nA1,fred,2025-01-01,600,year\n"], file2: ["b.csv", "line_id,customer_id,start_date,amount,amount_per\nB1,gwen,2025-01-01,100,month\n"],
      customers: ["who.csv", "customer_id,region\nfred,North\n"], allow_rejects: "false",
    });
    expect([told.status, (told.json["imports"] as Imported[]).map(({ file, kept }) => `${file} ${kept}`)]).toEqual([201, ["a.csv true", "b.csv true", "who.csv true"]]);
    expect([before, await arrOf()]).toEqual(["163554.00", "165354.00"]);
    const half = await form("imports", { file1: ["c.csv", "Nr,customer_id,start_date,amount,amount_per\nC1,hugo,2025-01-01,600,year\n"], customers: ["who.csv", "customer_id,region\nhugo,North\n"], map: "line_id=Nr" });
    expect([half.status, half.codes, (half.json["imports"] as Imported[]).map(({ file, kept }) => `${file} ${kept}`)]).toEqual([422, ["map-column-unknown"], ["c.csv true"]]);
    expect((await remove("imports/5")).status).toBe(200);
    for (const id of [4, 3, 2]) expect((await remove(`imports/${id}`)).status).toBe(200);
    expect(await arrOf()).toBe("163554.00");
    expect((await get("imports/7/undo", { method: "POST" })).json).toMatchObject({ kind: "undo", kept: true });
    expect((await remove("imports/99")).codes).toEqual(["import-not-found"]);
    expect((await remove("imports/x")).codes).toEqual(["param-value"]);
  });

  test("rows that can't be used: nothing is kept, and every row says why", async () => {
    const { status, json, codes } = await post("imports?name=bad.csv", "line_id,customer_id,start_date,amount,amount_per\nX1,a,2025-13-01,1,year\nX2,b,2025-01-01,2,year\n", csv);
    expect([status, json["ok"], codes.includes("rows-rejected"), (json["imports"] as Imported[])[0]!.kept]).toEqual([422, false, true, false]);
    const allowed = await post("imports?name=bad.csv&allow_rejects=true&dry_run=true", "line_id,customer_id,start_date,amount,amount_per\nX1,a,2025-13-01,1,year\nX2,b,2025-01-01,2,year\n", csv);
    expect([allowed.status, (allowed.json["imports"] as Imported[])[0]]).toMatchObject([200, { used: 1, rejected: 1 }]);
  });

  test("what is no upload, or not understood, is refused before anything is read into the book", async () => {
    const refused = async (told: Promise<Told>): Promise<unknown> => [(await told).status, ...(await told).codes];
    expect(await refused(post("imports?dryrun=1", contracts, csv))).toEqual([400, "query-unknown"]);
    expect((await post("imports?dryrun=1", contracts, csv)).text).toContain("Did you mean dry_run?");
    expect(await refused(post("imports?max_rejects=many", contracts, csv))).toEqual([400, "param-value"]);
    expect(await refused(post("imports?profile=../../etc/passwd", contracts, csv))).toEqual([400, "param-value"]);
    expect(await refused(post("imports?profile=stripes", contracts, csv))).toEqual([400, "profile-unknown"]);
    expect(await refused(post("imports?source=a&source=b", contracts, csv))).toEqual([400, "options-clash"]);
    expect(await refused(form("imports", { map: "line_id=Nr" }))).toEqual([400, "upload-broken"]);
    expect(await refused(post("imports", "--x\r\n\r\n", { "content-type": "multipart/form-data" }))).toEqual([400, "upload-broken"]);
    expect(await refused(post("imports", '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nline_id', { "content-type": "multipart/form-data; boundary=x" }))).toEqual([400, "upload-broken"]);
    expect(await refused(post("imports", '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nline_id\r\n--xy\r\n--x--\r\n', { "content-type": "multipart/form-data; boundary=x" }))).toEqual([400, "upload-broken"]);
    expect((await post("imports?name=empty.csv", "", csv)).status).toBe(400);
    expect((await post("imports?name=..%2F..%2Fevil.csv&dry_run=1", contracts, csv)).json["imports"]).toMatchObject([{ file: "evil.csv" }]);
  });

  test("what is too large is refused as it comes, and nothing of it stays", async () => {
    const small = appWith({ file: 300, body: 200 });
    const before = readdirSync(tmpdir()).filter((name) => /^annua-\w{6}$/.test(name)).length;
    const chunk = new TextEncoder().encode(contracts);
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk) });
    const response = await small.request("/api/v1/imports", { method: "POST", headers: csv, body: endless, duplex: "half" } as RequestInit);
    expect([response.status, await response.text()]).toMatchObject([413, expect.stringContaining("upload-too-large") as unknown]);
    expect((await form("imports", { file: ["a.csv", contracts] }, small)).codes).toEqual(["upload-too-large"]);
    expect((await ask(small, "/api/v1/answers", { method: "POST", body: { question: "Q1", choice: "x".repeat(300) } })).codes).toEqual(["body-too-large"]);
    expect(readdirSync(tmpdir()).filter((name) => /^annua-\w{6}$/.test(name)).length).toBeLessThanOrEqual(before);
  });
});

test("a key makes a change once, and its answer comes again, also from a server that was started anew", async () => {
  const headers = { "idempotency-key": "k1" };
  const body = { customer: "acme", amount: "-1200", from: "2025-01", reason: "credit" };
  const [first, second] = [await post("adjustments", body, headers), await post("adjustments", body, headers)];
  expect([first.status, second.status, second.text === first.text, second.headers.get("idempotency-replayed")]).toEqual([201, 201, true, "true"]);
  expect(await post("adjustments", { ...body, amount: "-1" }, headers)).toMatchObject({ status: 422, codes: ["idempotency-reused"] });
  expect(existsSync(join(folder, "acme.replies"))).toBe(true);
  await book.close();
  book = await ServedBook.open({ path, readers: 1 });
  app = appWith();
  expect((await post("adjustments", body, headers)).text).toBe(first.text);
  expect(await arrOf()).toBe("162354.00");
  expect((await remove("adjustments/1")).json).toMatchObject({ decision_id: 1, arr_before: expect.any(String) as unknown, withdrawn_at: expect.any(String) as unknown });
  expect(await arrOf()).toBe("163554.00");
});

describe("decisions and questions", () => {
  test("an answer, and taking it back", async () => {
    const questions = (await get("questions")).json["questions"] as { id: string; choices: { choice: string }[] }[];
    const [{ id, choices }] = questions as [(typeof questions)[0]];
    const told = await post("answers", { question: id, choice: choices[0]!.choice });
    expect([told.status, told.json["question_id"], Object.keys(told.json["range"] as object)]).toEqual([201, id, ["on", "currency", "arr", "open_questions", "lowest", "highest"]]);
    expect(((await get("questions?status=decided")).json["questions"] as { id: string }[]).map((one) => one.id)).toContain(id);
    expect(await post("answers", { question: "Q999", choice: "renewed" })).toMatchObject({ status: 404, codes: ["question-not-found"] });
    expect((await remove(`answers/${id}`)).status).toBe(200);
    expect((await get("questions?status=maybe")).codes).toEqual(["param-value"]);
  });

  test.each([
    ["answers", "{", "it is no JSON"],
    ["answers", {}, "question is missing; choice is missing"],
    ["answers", { question: 7, choice: "x" }, "question: expected string, received number"],
    ["answers", { question: "Q1", choise: "x", choice: "x" }, "there is no choise; the nearest is choice"],
    ["adjustments", [], "the whole: expected object, received array"],
    ["closes", { period: "2025-01", by: "segment" }, "by: expected array, received string"],
    ["policy", {}, "it names neither a policy nor knobs to set"],
    ["inputs", { rows: [] }, "rows: Too small"],
    ["events", { title: "x", date: "2025-01-01", sort: "y" }, "there is no sort"],
  ])("POST %s %j is refused in words", async (to, body, words) => {
    const { status, codes, text } = await post(to, body);
    expect([status, codes]).toEqual([400, ["body-unreadable"]]);
    expect(text).toContain(words);
  });
});

test("closes: made, listed, shown and worked out again", async () => {
  const told = await post("closes", { period: "2025-01", by: [["segment"]], note: "board" });
  expect([told.status, told.json["period"], told.json["note"]]).toEqual([201, "2025-01", "board"]);
  expect(await post("closes", { period: "2025-01" })).toMatchObject({ status: 409, codes: ["period-closed-already"] });
  expect((await get("closes")).json["closes"]).toMatchObject([{ close_id: 1, note: "board" }]);
  expect((await get("closes/2025-01")).json).toMatchObject({ report: "waterfall", rows: [{ period: "2025-01" }] });
  expect((await get("closes/2025-01?by=segment&format=csv")).headers.get("content-type")).toContain("text/csv");
  expect((await get("closes/2025-01/verify")).json).toMatchObject({ agrees: true, cells: [] });
  expect(await get("closes/2024-01")).toMatchObject({ status: 404, codes: ["period-not-closed"] });
  expect((await get("closes/2025-01?report=waterfal")).codes).toEqual(["param-value"]);
});

test("the definition: in force, what another would make of it, set, and its history", async () => {
  const now = (await get("policy")).json as { hash: string; arr: string; effects: unknown };
  expect(now).toMatchObject({ policy_version: null, effects: null });
  const set = { overlap: "latest_start", grace_days: 30 };
  const dry = await post("policy?dry_run", { set });
  expect(dry.json).toMatchObject({ dry_run: true, differing: ["overlap", "grace_days"] });
  expect((await get("policy")).json["hash"]).toBe(now.hash);
  const told = await post("policy", { set, accept_restatement: true });
  expect([told.status, told.json["policy_version"], told.json["arr_after"]]).toEqual([200, 1, dry.json["arr_after"]]);
  expect((await get("policy/history")).json["policies"]).toMatchObject([{ policy_version: 1 }]);
  expect(Object.keys((await get("policy/presets")).json["presets"] as object)).toContain("stripe");
  expect(await post("policy", { policy: "strype" })).toMatchObject({ status: 400, codes: ["param-value"] });
  expect((await post("policy", { set: { overlapp: "sum" } })).status).toBe(400);
  expect((await post("policy", { policy: {}, accept_restatement: true })).json["policy_version"]).toBe(2);
  expect((await get("policy")).json["hash"]).toBe(now.hash);
});

test("a dry run names what it would restate, whether it is said in the body or behind the question mark, and keeps nothing", async () => {
  const state = async (): Promise<unknown[]> => [(await get("policy")).json, (await get("imports")).json, await arrOf()];
  const waiting = { prefer: "wait=120" };
  const changes: [string, Record<string, unknown>][] = [
    ["policy", { set: { sub_annual_plans: "exclude" } }],
    ["adjustments", { customer: "acme", amount: "-1200", from: "2025-01", reason: "a credit" }],
  ];
  for (const [to, body] of changes) {
    const before = await state();
    const dry = await post(to, { ...body, dry_run: true }, waiting);
    expect(dry).toMatchObject({ status: 200, json: { dry_run: true, kept: false, restated: [{ period: "2025-01" }] } });
    expect((await post(`${to}?dry_run`, body, waiting)).json["restated"]).toEqual(dry.json["restated"]);
    expect(await state()).toEqual(before);
    expect(await post(to, body, waiting)).toMatchObject({ status: 409, codes: ["closed-period-changes"] });
    const done = await post(`${to}?accept_restatement`, body, waiting);
    expect(done.json).toMatchObject({ dry_run: false, kept: true, restated: dry.json["restated"] });
    expect(done.json["arr_after"]).toBe(dry.json["arr_after"]);
  }
  const D = `adjustments/${((await get("imports")).json["imports"] as { source: string }[]).map(({ source }) => /^decision (\d+)$/.exec(source)?.[1]).findLast(Boolean)!}`;
  const dry = await get(`${D}?dry_run`, { method: "DELETE", headers: waiting });
  expect(dry.json).toMatchObject({ dry_run: true, restated: [{ period: "2025-01" }] });
  expect((await get(`${D}?accept_restatement=true`, { method: "DELETE", headers: waiting })).json["arr_after"]).toBe(dry.json["arr_after"]);
  expect((await post("policy", { policy: {}, accept_restatement: true }, waiting)).status).toBe(200);
  expect((await post("closes?dry_run", { period: "2025-02" })).codes).toEqual(["query-unknown"]);
});

test.each([
  ["events", { date: "2025-03-01", title: "New price list" }],
  ["saves", { customer_id: "acme", kind: "prevented_churn", amount: 24000 }],
  ["notes", { customer_id: "acme", text: "budget freeze" }],
  ["renewals", { customer_id: "acme", due: "2026-Q1", outcome: "renewed", probability: "80%" }],
])("%s: said, listed and taken back", async (to, body) => {
  expect(await post(`${to}?dry_run=1`, body)).toMatchObject({ status: 200, json: { kept: false, statement_id: null } });
  const told = await post(to, body);
  expect([told.status, told.json["kept"]]).toEqual([201, true]);
  expect((await post(to, body)).status).toBe(200);
  const { statement_id } = told.json as { statement_id: number };
  expect((await get(to)).json["statements"]).toMatchObject([{ statement_id }]);
  expect((await remove(`${to}/${statement_id}`)).json["removed"]).toMatchObject([{ statement_id }]);
  expect((await get(to)).json["statements"]).toEqual([]);
  expect(await remove(`${to}/${statement_id}`)).toMatchObject({ status: 404, codes: ["statement-not-found"] });
});

test("inputs: a file or rows, listed, and one taken back", async () => {
  const told = await post("inputs?name=inputs.csv", "period,measure,value\n2025-03,sales_marketing,1000\n2025-04,sales_marketing,2000\n", csv);
  expect([told.status, told.json["said"]]).toEqual([201, 2]);
  const typed = await post("inputs", { rows: [{ period: "2025-05", measure: "sales_marketing", value: 3000 }] });
  expect([typed.status, typed.json["said"]]).toEqual([201, 1]);
  const { inputs } = (await get("inputs")).json as { inputs: { statement_id: number; said: { period: string } }[] };
  expect(inputs.map(({ said }) => said.period)).toEqual(["2025-03", "2025-04", "2025-05"]);
  expect((await remove(`inputs/${inputs[1]!.statement_id}`)).status).toBe(200);
  expect(((await get("inputs")).json["inputs"] as typeof inputs).map(({ said }) => said.period)).toEqual(["2025-03", "2025-05"]);
  expect((await post("inputs", { rows: [{ period: "2025-05", measure: "nonsense", value: 1 }] })).status).toBe(422);
});

test("figures taken apart, words and calculations", async () => {
  const { json } = await get("explain?report=waterfall&cell=closing&period=2025-06&by=segment=ENT&top=2");
  expect(json).toMatchObject({ report: "waterfall", cell: "closing", unit: "money" });
  expect((await get("explain?cell=closing")).codes).toEqual(["param-missing"]);
  expect((await get("explain?report=waterfal&cell=closing")).codes).toEqual(["report-unknown"]);
  expect((await get("explain?report=waterfall&cel=closing")).codes).toEqual(["query-unknown"]);
  expect((await get("define/NRR")).json).toMatchObject({ term: expect.any(String) as unknown, definition: expect.any(String) as unknown });
  expect(((await get("define")).json["definitions"] as unknown[]).length).toBeGreaterThan(50);
  expect(await get("define/nonsense-word")).toMatchObject({ status: 404, codes: ["term-unknown"] });
  expect((await get("calc/growth?entry=100&exit=120")).json).toMatchObject({ report: "calc", problems: [] });
  expect(((await get("calc")).json["calculations"] as unknown[]).length).toBeGreaterThan(10);
  expect((await get("calc/growht")).status).toBe(404);
  expect((await get("calc/growth?entry=ten")).status).toBe(400);
});

test("a path that takes another method says which, and one that is not there that it is not", async () => {
  const told = await get("imports", { method: "PUT" });
  expect([told.status, told.codes, told.headers.get("allow")]).toEqual([405, ["method-wrong"], "GET, POST"]);
  expect(await get("nothing")).toMatchObject({ status: 404, codes: ["route-unknown"] });
  expect(await ask(app, "/local/contents", { method: "POST", body: {} })).toMatchObject({ status: 403, codes: ["local-refused"] });
});

test("an answer with more rows than a server gives at once is refused with the way round it", async () => {
  const narrow = appWith({ rows: 3 });
  expect(await ask(narrow, "/api/v1/reports/waterfall?from=2025-01&to=2025-06")).toMatchObject({ status: 413, codes: ["answer-too-large"] });
  expect((await ask(narrow, "/api/v1/reports/lines?limit=2")).status).toBe(200);
});

test("a change whose answer was lost with the server is not made again by the same request", async () => {
  const before = await arrOf();
  const headers = { "idempotency-key": "lost-1" };
  const body = { customer: "acme", amount: "-600", from: "2025-01", reason: "credit", accept_restatement: true };
  const event = { date: "2025-03-01", title: "price rise" };
  const made = await post("adjustments", body, headers);
  const said = await post("events", event, { "idempotency-key": "lost-2" });
  expect([made.status, said.status]).toEqual([201, 201]);
  await book.close();
  rmSync(join(folder, "acme.replies"));
  book = await ServedBook.open({ path, readers: 1 });
  app = appWith();
  expect(await post("adjustments", body, headers)).toMatchObject({ status: 409, codes: ["idempotency-answer-lost"] });
  expect(await post("events", event, { "idempotency-key": "lost-2" })).toMatchObject({ status: 409, codes: ["idempotency-answer-lost"] });
  const withdrawn = await remove(`adjustments/${String(made.json["decision_id"])}?accept_restatement=1`);
  expect([withdrawn.status, await arrOf()]).toEqual([200, before]);
  // a refusal changed nothing, and is no such request
  expect((await post("adjustments", { ...body, customer: "nobody" }, { "idempotency-key": "lost-3" })).status).toBeGreaterThanOrEqual(400);
  expect(await book.madeBy("anything")).toBeUndefined();
});

test("rows that no answer may have are not even looked up; an answer that has no more is told as it is without that", async () => {
  const asked = vi.spyOn(Book.prototype, "run");
  for (const words of ["", "&limit=1000000"]) expect(await ask(appWith({ rows: 1 }), `/api/v1/reports/lines?on=2025-06-30${words}`)).toMatchObject({ status: 413, codes: ["answer-too-large"] });
  expect(asked.mock.calls.map(([, params]) => params!["limit"])).toEqual([1, 1]);
  asked.mockRestore();
  const whole = await book.read((reader) => reader.run("lines", { on: "2025-06-30" }));
  expect(whole.rows.length).toBeGreaterThan(1);
  expect((await get("reports/lines?on=2025-06-30")).json).toEqual(JSON.parse(JSON.stringify(whole)));
  expect((await get("reports/lines?on=2025-06-30&limit=1000000")).json["params"]).toEqual({ on: "2025-06-30", limit: 1_000_000 });
});

test("requests that come at once with one key make one change, and all are answered", async () => {
  const told = await Promise.all(Array.from({ length: 5 }, () => post("notes", { customer_id: "acme", text: "said once" }, { "idempotency-key": "k3" })));
  expect(told.map(({ status, headers }) => `${status} ${String(headers.get("idempotency-replayed"))}`).sort()).toEqual(["201 null", ...Array.from({ length: 4 }, () => "201 true")]);
  expect(new Set(told.map(({ text }) => text)).size).toBe(1);
});

test("a key of a job that is under way leads to it, then to what it came to; one that was cancelled, or fell with the server, is made anew", async () => {
  const said = { date: "2025-05-05", title: "asked for later" };
  const headers = { "idempotency-key": "k2", prefer: "respond-async" };
  const events = async (): Promise<number> => ((await get("events")).json["statements"] as { said: { title: string } }[]).filter((one) => one.said.title === said.title).length;
  const whileHeld = async <T>(work: () => Promise<T>): Promise<T> => {
    let letGo = (): void => undefined;
    let held: Promise<void> = Promise.resolve();
    await new Promise<void>((begun) => (held = book.change(() => new Promise<void>((resolve) => ((letGo = resolve), begun())))));
    return work().finally(async () => (letGo(), held));
  };
  const ended = (told: Told) => get(`jobs/${String(told.json["id"])}`, { headers: { prefer: "wait=20" } });
  const cancelled = await whileHeld(async () => {
    const first = await post("events", said, headers);
    expect([first.status, (await post("events", said, headers)).headers.get("idempotency-replayed")]).toEqual([202, "true"]);
    expect(readFileSync(join(folder, "acme.replies"), "utf8")).not.toContain(String(first.json["id"]));
    await remove(`jobs/${String(first.json["id"])}`);
    return first;
  });
  const second = await post("events", said, headers);
  expect([second.status, second.headers.get("idempotency-replayed"), second.json["id"] === cancelled.json["id"]]).toEqual([202, null, false]);
  expect((await ended(second)).json["state"]).toBe("done");
  const again = await post("events", said, headers);
  expect([again.status, again.headers.get("idempotency-replayed"), again.json["kept"], await events()]).toEqual([201, "true", true, 1]);
});
