/** Each report says the same through the library, the command line on a file and on a book, HTTP and MCP, in every format that is exact. */
import { Client } from "@modelcontextprotocol/client";
import { InMemoryTransport } from "@modelcontextprotocol/server";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type Report, type ReportResult } from "../src/catalogue/index.js";
import { spelledIn } from "../src/domain/command-words.js";
import { ServedBook } from "../src/engine/served-book.js";
import { openBook, type Book } from "../src/index.js";
import { asRequest } from "../src/http/request-words.js";
import { AskedBook } from "../src/mcp/asked-book.js";
import { makeServer } from "../src/mcp/server.js";
import { sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";
import { asked, typed } from "./cli/typed.js";
import { appOf, ask, type App } from "./http/served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-surface-"));
const file = join(folder, "sample.csv");
const path = join(folder, "sample.annua");
const policy = join(folder, "rates.yaml");
let book: Book;
let served: ServedBook;
let app: App;
let assistant: Client;

/** A plan that lacks nothing. */
const wholeScenario = "{ name: adopted, quota: 1000000, attainment: 0.8, ramped_aes: 7, ramp: [0, 0.3, 1], attrition: 0.1, win_rate: 0.25, cycle_months: 3, marketing_share: 0.4, cost_per_pipeline_dollar: 0.08, acv: 100000, by: region, shares: { DACH: 1/3, Nordics: 2/3 }, coverage: { smb: { accounts: 40 } } }";

/** Two questions a report: the plain one, and one with as many parameters as it takes. */
const questions: Record<string, Record<string, string | number | boolean | string[]>[]> = {
  snapshot: [{}, { on: "2025-06-30", by: ["segment", "product"], where: ["region!=DACH", "segment=enterprise,smb"], vs: "stripe" }],
  waterfall: [{}, { from: "2025-Q1", to: "2025", grain: "quarter", method: "events", ratios: true }, { from: "2025-Q1", to: "2025", grain: "quarter", by: ["segment", "currency"], where: ["region!=DACH"], level: "parent" }, { from: "2025", to: "2025", grain: "year", level: "customer_product", by: ["product"] }],
  logos: [{}, { from: "2024-05-10", to: "2025-02", grain: "total", method: "months", vs: "last_year" }, { from: "2025", to: "2025", grain: "quarter", by: ["csm"] }],
  movements: [{}, { from: "2025", to: "2025", grain: "year", kind: "churn", top: 3, limit: 2 }, { from: "2025", to: "2025", grain: "year", level: "customer_product", limit: 5 }, { from: "2025", to: "2025", grain: "year", by: ["segment"], kind: "transfer_in" }],
  trend: [{}, { from: "2023", to: "2025", grain: "year" }, { from: "2024", to: "2025", grain: "year", by: ["parent"], where: ["segment=enterprise"] }],
  retention: [{}, { open: "2024-12-31", close: "2025-12-31", by: ["segment"], where: ["region!=DACH"], vs: "last_year" }, { from: "2025", to: "2025", grain: "quarter", window: 6, method: "monthly_movements", level: "parent" }, { from: "2025-12", to: "2025-12", level: "customer_product", by: ["product"] }],
  cohorts: [{}, { from: "2024-Q1", to: "2025", grain: "quarter", age_grain: "month", measure: "nrr", by: ["segment"], where: ["region!=DACH"], level: "parent", currency: "EUR" }],
  renewals: [{}, { from: "2025-Q1", to: "2025", grain: "quarter", by: ["segment", "tier"], where: ["region!=DACH"], level: "parent", on: "2025-10-15", currency: "EUR" }, { from: "2025", to: "2026", detail: "customer", limit: 5, cursor: "5" }, { from: "2025", to: "2026", detail: "line", by: ["product"], limit: 5 }],
  expansion: [{}, { from: "2025-Q1", to: "2025", grain: "quarter", split: true, level: "parent" }],
  cs_impact: [{ from: "2025", to: "2025", grain: "quarter" }, { from: "2024", to: "2025", grain: "year", owner: "region", currency: "EUR" }],
  efficiency: [{}, { from: "2024", to: "2025", grain: "quarter", by: ["segment"], where: ["region!=DACH"], margin: "fcf", currency: "EUR" }],
  carr: [{}, { on: "2025-06-30", horizon: "none", currency: "EUR" }, { on: "2025-06-30", by: ["go_live"] }],
  revenue: [{}, { from: "2025-Q1", to: "2025-Q2", grain: "quarter", by: ["segment"], where: ["region!=DACH"], kinds: ["recurring", "usage"], detail: "causes" }, { from: "2025-03-10", to: "2025-04-20", grain: "total", by: ["tier", "product"], vs: "last_year" }],
  usage: [{}, { from: "2025-Q1", to: "2025-Q2", grain: "quarter", by: ["customer"], where: ["region!=DACH"], vs: "last_year" }],
  variants: [{}, { on: "2025-06-30", currency: "EUR" }],
  customers: [{}, { on: "2025-06-30", limit: 5, cursor: "5" }],
  customer: [{ customer: "C-0003" }],
  concentration: [{}, { on: "2025-06-30", top: 3, level: "parent", currency: "EUR" }],
  tiers: [{}, { on: "2025-06-30", bands: ["0=small", "40000.50=large"], since: "2024-12-31", list: "moves", level: "customer", owner: "region", currency: "EUR" }],
  owners: [{}, { on: "2025-06-30", owner: "region", horizon: 30, level: "parent", currency: "EUR", limit: 3 }, { on: "2025-06-30", list: "moves", limit: 2, cursor: "1" }],
  products: [{}, { on: "2025-06-30", list: "combinations", level: "parent" }, { on: "2025-06-30", list: "whitespace", limit: 5, cursor: "5" }],
  cube: [{ from: "2026-Q1", to: "2026-Q2", grain: "quarter" }, { from: "2025-Q1", to: "2025", grain: "quarter", where: ["segment!=smb"], level: "parent", detail: "customer", currency: "EUR", limit: 20, cursor: "10" }],
  lines: [{}, { on: "2025-06-30", customer: "C-0003" }],
  alerts: [{ rules: "concentration=0.01" }, { on: "2025-06-30", rules: ["expanding_trait=1", "open_question=0", "large_renewal=0", "churn_above_norm=0", "concentration=0.05"], groups: "region", currency: "EUR" }],
  valuation: [{}, { on: "2025-06-30", multiples: "6,7.5", sensitivity: "5", currency: "EUR" }],
  forecast: [{}, { on: "2026-03-31", horizon: 4, sure: "0.8", currency: "EUR", scenario: "{ target: 9000000, expansion: 0.1 }" }, { on: "2026-03-31", detail: "accounts", limit: 3, cursor: "2" }],
  backtest: [{ on: "2026-03-31", horizon: 2, closes: 1 }, { on: "2026-02", horizon: 3, closes: 2, currency: "EUR" }],
  plan: [{ target: "50000000", scenario: wholeScenario }, { on: "2024-12-31", detail: "months", currency: "EUR", target: "9000000.50", scenario: wholeScenario }],
  what_if: [{ price: "5%" }, { on: "2025-06-30", churn_points: "-0.02", price: "0.05", horizon: 6, annual_discount: "0.1", annual_share: "0.5", where: ["region!=DACH"], currency: "EUR" }],
  benchmarks: [{ metrics: ["nrr", "arr_per_customer"] }, { on: "2025-06-30" }],
  definitions: [{ presets: "none", knobs: "ramp" }, { on: "2025-06-30", presets: ["stripe"], knobs: "none" }],
  check: [{}, { on: "2025-06-30" }],
  questions: [{}, { status: "all" }],
};

/** A restatement needs a book with a close, which files are not: test/book/close.test.ts asks for it. */
const askable = (reports as readonly Report[]).filter((report) => report.madeOf !== "closes");

const flagsOf = (params: Record<string, string | number | boolean | string[]>): string[] =>
  Object.entries(params).flatMap(([name, value]) => {
    const flag = `--${name.replaceAll("_", "-")}`;
    if (value === true) return [flag];
    return [value].flat().flatMap((one) => [flag, String(one)]);
  });

beforeAll(async () => {
  writeFileSync(file, [...sampleCsv({ customers: 40, seed: 3, until: "2026-06" })].join(""));
  writeFileSync(policy, 'fx: { rates: { EUR: "1.10", GBP: "1.27" } }\n');
  book = await openBook({ path: ":memory:", policy: samplePolicy });
  await book.import(file);
  served = await ServedBook.open({ path: ":memory:", policy: samplePolicy, readers: 1 });
  await served.change((writer) => writer.import(file));
  app = appOf(served);
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  // an assistant lets go of its book between questions, and this one lives in memory
  await makeServer(new AskedBook(async () => Object.create(book, { close: { value: async () => undefined } }) as Book), (error) => expect.fail(String(error))).connect(theirs);
  assistant = new Client({ name: "test", version: "1" });
  await assistant.connect(ours);
  expect((await typed(["import", file, "--book", path, "--policy", policy])).status).toBe(0);
});

afterAll(async () => {
  await assistant.close();
  await served.close();
  await book.close();
  rmSync(folder, { recursive: true });
});

/** Ways in that make no difference from report to report are tried by one in four; in the long run by all. */
const isLong = process.env["ANNUA_LONG"] === "1";
const isTried = (report: Report): boolean => isLong || askable.indexOf(report) % 4 === 0;

/** Which number a question has, and by it which of equal rows comes first, hangs on when it was first listed, and each book lists them for itself. */
const unnumbered = (answer: object): unknown => {
  const text = JSON.stringify(answer);
  const told = JSON.parse(text.replace(/(?<!-)\bQ\d+\b/g, "Q")) as { rows: object[] };
  return JSON.stringify(told) === text ? told : { ...told, rows: told.rows.map((row) => JSON.stringify(row)).sort() };
};

test("every report is asked", () => {
  expect(Object.keys(questions)).toEqual(askable.map((report) => report.name));
});

describe.each(askable.flatMap((report) => questions[report.name]!.map((params) => ({ report, params, flags: flagsOf(params) }))))("$report.name $flags", ({ report, params, flags }) => {
  let expected: ReportResult;

  beforeAll(async () => {
    expected = await book.run(report.name, params);
  });

  test("is answered", () => {
    expect(expected.rows.length).toBeGreaterThan(0);
  });

  // a file is imported for each answer, so only the question with most parameters is asked of it
  if (params === questions[report.name]!.at(-1) && isTried(report)) {
    test("on a file, all of the answer but the moment at which it was imported", async () => {
      const { provenance, ...answer } = await asked<ReportResult>([report.name, file, "--policy", policy, ...flags]);
      const { provenance: known, ...rest } = expected;
      expect(unnumbered(answer)).toEqual(unnumbered(rest));
      expect(provenance).toEqual(known);
    });
  }

  if (isLong || params === questions[report.name]!.at(-1)) test("on a book, with the same parameters", async () => {
    const answer = await asked<ReportResult>([report.name, "--book", path, ...flags]);
    expect(unnumbered(answer)).toEqual(unnumbered(expected));
  });

  if (params === questions[report.name]!.at(-1)) test("over HTTP and MCP, with the same parameters", async () => {
    const query = new URLSearchParams(Object.entries(params).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)])));
    const { json } = await ask(app, `/api/v1/reports/${report.name}?${query.toString()}`);
    // what is to be done is told in the words of each surface
    expect(unnumbered(json)).toEqual(unnumbered(spelledIn(expected, asRequest)));
    const { structuredContent } = (await assistant.callTool({ name: report.name, arguments: { limit: 1000, ...params } })) as { structuredContent: Record<string, unknown> };
    const { rows, columns, provenance } = expected;
    expect(structuredContent).toMatchObject({ rows: rows.slice(0, 1000), columns, provenance });
  });

  // JSON has every question's parameters through the command line; how cells are written does not depend on them
  if (params === questions[report.name]!.at(-1) && isTried(report)) {
    test("as CSV, cell by cell", async () => {
      const { out } = await typed([report.name, path, ...flags, "--format", "csv"]);
      const cells = expected.rows.map((row) => expected.columns.map((column) => (row[column.name] === null ? "" : String(row[column.name]))));
      const rows = parse(out).slice(1).map((row: string[]) => row.map((cell) => cell.replace(/^'(?=[=+\-@])/, "")));
      expect(unnumbered({ rows })).toEqual(unnumbered({ rows: cells }));
    });
  }
});

test.each(askable.filter(isTried))("$name as a table and as Markdown without a word on standard error", async (report) => {
  const params = questions[report.name]![0]!;
  // what people have to tell is told by nobody here
  const { problems } = await book.run(report.name, params);
  for (const format of ["table", "markdown"]) {
    const { status, out, err } = await typed([report.name, path, ...flagsOf(params), "--format", format]);
    expect({ status, err }).toEqual({ status: 0, err: problems.length === 0 ? "" : expect.stringContaining("input-missing") });
    expect(out).toContain(report.title);
  }
});

// what plain reports print runs, and answers as they do: test/sql-script.test.ts
const shown = askable.filter((report) => report.madeOf !== "benchmarks" && (isLong || report.madeOf !== undefined));

test.each(shown)("the SQL of $name can be seen", async (report) => {
  const params = questions[report.name]![0]!;
  const { sql } = await book.sql(report.name, params);
  const { out } = await typed([report.name, path, ...flagsOf(params), "--show-sql"]);
  for (const statement of sql.split(/;\n/)) expect(out).toContain(statement.trim());
});

test("an alias is the report", async () => {
  for (const report of askable) {
    for (const alias of report.aliases ?? []) expect(await asked([alias, path])).toEqual(await asked([report.name, path]));
  }
});

test("the short form of a grain is the long one", async () => {
  for (const [letter, grain] of Object.entries({ D: "day", W: "week", M: "month", Q: "quarter", Y: "year", T: "total" })) {
    expect(await asked(["waterfall", path, `-${letter}`, "--from", "2025-11"])).toEqual(await book.run("waterfall", { grain, from: "2025-11" }));
  }
});
