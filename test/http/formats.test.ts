/** In which forms answers go out, and what a client may keep of them. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { run } from "../../src/cli/run.js";
import type { ReportResult } from "../../src/catalogue/index.js";
import { Database } from "../../src/engine/database.js";
import { parquetOf } from "../../src/engine/parquet.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import { exampleBook, exampleLines } from "./example-book.js";
import { appOf, ask, servedBook, type App } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-formats-"));
const question = "/api/v1/reports/waterfall?from=2025-01&to=2025-12&grain=quarter&by=segment&ratios=true";
let book: ServedBook;
let app: App;
let db: Database;

beforeAll(async () => {
  book = await exampleBook();
  app = appOf(book);
  db = await Database.start();
});
afterAll(async () => {
  db.close();
  await book.close();
  rmSync(folder, { recursive: true });
});

async function readParquet(bytes: Uint8Array) {
  const path = join(folder, "read.parquet");
  writeFileSync(path, bytes);
  const types = await db.rows("select column_name as name, column_type as type from (describe select * from read_parquet($path))", { path });
  const rows = await db.rows("select columns(*)::varchar from read_parquet($path)", { path });
  const [told] = await db.rows("select decode(value) as told from parquet_kv_metadata($path) where decode(key) = 'annua'", { path });
  return { types: Object.fromEntries(types.map(({ name, type }) => [String(name), String(type)])), rows, told: JSON.parse(String(told!["told"])) as Record<string, unknown> };
}

const asText = (rows: ReportResult["rows"]) => rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])));

describe("Parquet", () => {
  test.each([["?format", { path: `${question}&format=parquet`, headers: {} }], ["Accept", { path: question, headers: { accept: "application/vnd.apache.parquet" } }]])("by %s holds the same rows in exact types, and says what they are", async (_, { path, headers }) => {
    const { json } = await ask(app, question);
    const response = await app.request(path, { headers });
    expect(response.headers.get("content-type")).toBe("application/vnd.apache.parquet");
    const { types, rows, told } = await readParquet(new Uint8Array(await response.arrayBuffer()));
    expect(types).toMatchObject({ period: "VARCHAR", segment: "VARCHAR", opening: "DECIMAL(38,2)", nrr: "DECIMAL(38,6)" });
    expect(rows).toEqual(asText(json["rows"] as ReportResult["rows"]));
    expect(rows.length).toBeGreaterThan(4);
    expect(told).toEqual({ report: "waterfall", params: json["params"], currency: "USD", columns: json["columns"], provenance: json["provenance"] });
  });

  test("has counts as whole numbers, days as days, and nothing as null", async () => {
    const response = await app.request("/api/v1/reports/lines?on=2025-12-31&format=parquet");
    const { json } = await ask(app, "/api/v1/reports/lines?on=2025-12-31");
    const { types, rows } = await readParquet(new Uint8Array(await response.arrayBuffer()));
    expect(Object.values(types)).toContain("DATE");
    expect(rows).toEqual(asText(json["rows"] as ReportResult["rows"]));
    expect((await readParquet(new Uint8Array(await (await app.request("/api/v1/reports/snapshot?on=2025-12-31&format=parquet")).arrayBuffer()))).types).toMatchObject({ customers: "BIGINT" });
  });

  test("is empty where there are no rows, holds 38 digits, and refuses to round", async () => {
    const { json } = await ask(app, "/api/v1/reports/movements?from=2023-01&to=2023-01");
    const none = json as unknown as ReportResult;
    expect((await readParquet(await parquetOf(none))).rows).toEqual([]);
    const columns: ReportResult["columns"] = [{ name: 'an "odd" name', type: "money", kind: "stock", title: "A" }, { name: "r", type: "ratio", kind: "label", title: "R" }];
    const widest = "9".repeat(36);
    expect((await readParquet(await parquetOf({ ...none, columns, rows: [{ 'an "odd" name': `-${widest}.99`, r: null }] }))).rows).toEqual([{ 'an "odd" name': `-${widest}.99`, r: null }]);
    await expect(parquetOf({ ...none, columns, rows: [{ 'an "odd" name': "1.005", r: null }] })).rejects.toThrow("more than 2 places");
    await expect(parquetOf({ ...none, columns, rows: [{ 'an "odd" name': `9${widest}.99`, r: null }] })).rejects.toThrow();
  });

  test("on the command line is the same file of a report, and nothing else", async () => {
    const [file, out] = [join(folder, "lines.csv"), join(folder, "waterfall.parquet")];
    const columns = [...new Set(exampleLines.flatMap((line) => Object.keys(line)))];
    writeFileSync(file, [columns.join(","), ...exampleLines.map((line) => columns.map((name) => JSON.stringify((line as Record<string, string>)[name] ?? "").replaceAll('\\"', '""')).join(","))].join("\n"));
    const told = { stdout: "", stderr: "" };
    const annua = async (...args: string[]) => {
      told.stdout = told.stderr = "";
      const stream = (name: "stdout" | "stderr") => ({ write: (text: string, done?: () => void) => { told[name] += text; done?.(); return true; } });
      return run({ args, stdout: stream("stdout"), stderr: stream("stderr"), env: {} });
    };
    const words = ["waterfall", file, "--from", "2025-01", "--to", "2025-12", "-Q", "--by", "segment", "--ratios"];
    expect(await annua(...words, "--out", out)).toBe(0);
    const { json } = await ask(app, question);
    expect((await readParquet(readFileSync(out))).rows).toEqual(asText(json["rows"] as ReportResult["rows"]));
    expect(await annua(...words, "--format", "parquet")).toBe(2);
    expect(told.stdout + told.stderr).toContain("--out FILE");
    expect(await annua("define", "nrr", "--format", "parquet", "--out", out)).toBe(2);
    expect(told.stdout + told.stderr).toContain("reports alone");
  });
});

describe("a format", () => {
  test.each([["csv", "text/csv", "waterfall-2025-12-31.csv"], ["markdown", "text/markdown", "waterfall-2025-12-31.md"], ["parquet", "application/vnd.apache.parquet", "waterfall-2025-12-31.parquet"]])("%s is a file with a name where the address asks for it", async (format, type, name) => {
    const asked = await app.request(`${question}&format=${format}`);
    expect(asked.headers.get("content-type")).toMatch(type);
    expect(asked.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
    const accepted = await app.request(question, { headers: { accept: `${type}, */*;q=0.1` } });
    expect(accepted.headers.get("content-type")).toMatch(type);
    expect(accepted.headers.get("content-disposition")).toBeNull();
    expect(accepted.headers.get("vary")).toMatch(/Accept/i);
  });

  test("xlsx is told to come later, one that is none is refused, also one that any object knows", async () => {
    expect((await ask(app, `${question}&format=xlsx`)).codes).toEqual(["option-later"]);
    for (const format of ["xls", "", "constructor", "__proto__"]) expect((await ask(app, `${question}&format=${format}`)).codes).toEqual(["param-value"]);
  });
});

test("what JSON says beside the rows stands in headers of the other forms; what is wrong stands under a table, too", async () => {
  const swiss = await servedBook([{ line_id: "L1", customer_id: "acme", product: "Core", start_date: "2025-01-01", amount: "100", amount_per: "month", currency: "CHF" }]);
  const app = appOf(swiss);
  const dear = "/api/v1/reports/snapshot?on=2025-06-30";
  const { problems, currency, provenance } = (await ask(app, dear)).json as { problems: { code: string; severity: string }[]; currency: string; provenance: { data: string } };
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toContain("error currency-without-rate");
  for (const format of ["csv", "markdown", "parquet"]) {
    const { headers, text } = await ask(app, `${dear}&format=${format}`);
    expect([headers.get("annua-problems"), headers.get("annua-currency"), headers.get("annua-provenance")]).toEqual([expect.stringContaining("error currency-without-rate"), currency, expect.stringContaining(`data=${provenance.data}; `)]);
    if (format === "markdown") expect(text).toMatch(/\n> \*\*error\*\* currency-without-rate: /);
  }
  await swiss.close();
});

test("a report that is not there is refused with the nearest", async () => {
  const { status, codes, text } = await ask(app, "/api/v1/reports/waterfal");
  expect([status, codes, text]).toEqual([404, ["report-unknown"], expect.stringContaining("Did you mean waterfall?")]);
});

describe("what a client may keep", () => {
  test("an answer is private, has a tag, and is not told again while it holds; the tag is another one for another form", async () => {
    const { headers } = await ask(app, question);
    expect(headers.get("cache-control")).toBe("private, no-cache");
    const tag = headers.get("etag")!;
    expect((await ask(app, question, { headers: { "if-none-match": tag } })).status).toBe(304);
    expect((await ask(app, question, { headers: { "if-none-match": `"other", W/${tag}` } })).status).toBe(304);
    expect((await ask(app, `${question}&format=csv`, { headers: { "if-none-match": tag } })).status).toBe(200);
    expect((await ask(app, `${question}&set=overlap=latest_start`, { headers: { "if-none-match": tag } })).status).toBe(200);
  });

  test("an answer under another time zone is kept until midnight there", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-24T10:30:00Z") });
    const asked = "/api/v1/reports/snapshot?set=time_zone=Pacific/Auckland";
    const before = await ask(app, asked);
    vi.setSystemTime(new Date("2026-11-24T11:30:00Z"));
    const after = await ask(app, asked, { headers: { "if-none-match": before.headers.get("etag")! } });
    vi.useRealTimers();
    expect([before, after].map(({ json }) => (json["params"] as { on: string } | undefined)?.on)).toEqual(["2026-11-24", "2026-11-25"]);
  });

  test("HEAD says what GET would, without the body", async () => {
    const [got, head] = [await app.request(question), await app.request(question, { method: "HEAD" })];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const name of ["etag", "content-type", "content-length", "cache-control"]) expect(head.headers.get(name)).toBe(got.headers.get(name));
  });

  test("a page leads to the next, up to the last", async () => {
    const rows: unknown[] = [];
    let path: string | undefined = "/api/v1/reports/lines?on=2025-12-31&limit=2";
    for (let pages = 0; path !== undefined && pages < 10; pages++) {
      const { json, headers, status } = await ask(app, path);
      expect(status).toBe(200);
      rows.push(...(json["rows"] as unknown[]));
      path = /^<(.*)>; rel="next"$/.exec(headers.get("link") ?? "")?.[1];
    }
    expect(rows).toEqual((await ask(app, "/api/v1/reports/lines?on=2025-12-31")).json["rows"]);
    expect(rows.length).toBeGreaterThan(2);
  });

  test("small bodies go as they are, with their length; larger ones are compressed", async () => {
    const headers = { "accept-encoding": "gzip" };
    const small = await app.request("/api/v1/reports/snapshot?on=2025-12-31&format=csv", { headers });
    expect([small.headers.get("content-encoding"), Number(small.headers.get("content-length"))]).toEqual([null, (await small.text()).length]);
    const large = await app.request(question.replace("quarter", "day"), { headers });
    expect(large.headers.get("content-encoding")).toBe("gzip");
    const text = gunzipSync(Buffer.from(await large.arrayBuffer())).toString();
    expect((JSON.parse(text) as ReportResult).rows.length).toBeGreaterThan(365);
  });
});

describe("another definition", () => {
  test("is asked for by a preset or knob by knob, and says so in the provenance", async () => {
    const own = await ask(app, question);
    for (const words of ["policy=stripe", "set=level%3Dparent", "set=overlap%3Dlatest_start&set=grace_days%3D30"]) {
      const { status, json } = await ask(app, `${question}&${words}`);
      expect(status).toBe(200);
      expect((json["provenance"] as Record<string, unknown>)["policy"]).not.toBe((own.json["provenance"] as Record<string, unknown>)["policy"]);
    }
  });

  test.each([["policy=strpe", "policy-preset-unknown"], ["set=overlapp%3D1", "policy-knob-unknown"], ["set=overlap", "option-value"], ["set=overlap%3Dnever", "policy-value"], ["vs_policy=x", "param-unknown"], ["known_after=1", "param-unknown"]])("%s is refused with what there is", async (words, code) => {
    const { status, codes } = await ask(app, `${question}&${words}`);
    expect({ status, codes }).toEqual({ status: 400, codes: [code] });
  });
});
