/** What the catalogue says of drawing a report and of what is behind its figures is there, and sums to them. */
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findReport, reports, type Report, type ReportResult, type ReportRow } from "../src/catalogue/index.js";
import { alertRules } from "../src/catalogue/alerts.js";
import { benchmarkMetrics } from "../src/catalogue/benchmarks.js";
import { drillFrom, drillOf } from "../src/catalogue/drill.js";
import { openBook, type Book, type LineInput } from "../src/index.js";
import { sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";

let book: Book;

beforeAll(async () => {
  book = await openBook({ path: ":memory:", policy: samplePolicy });
  const rows = parse([...sampleCsv({ customers: 40, seed: 3, until: "2026-06" })].join(""), { columns: true }) as LineInput[];
  expect((await book.import(rows)).kept).toBe(true);
});

afterAll(() => book.close());

const told = (reports as readonly Report[]).filter(({ chart, drill }) => chart !== undefined || drill !== undefined);
const nameless = ["period", "group"];

describe.each(told)("$name", ({ columns, params, chart, drill = [] }) => {
  const names = [...columns.map((column) => column.name), ...nameless];

  test("is drawn from columns that it has", () => {
    for (const name of chart === undefined ? [] : [chart.x, ...chart.y, ...(chart.series === undefined ? [] : [chart.series])]) expect(names).toContain(name);
  });

  test("leads to reports that take what it gives them", () => {
    const own = params.map((param) => param.name);
    for (const { of = [], row = {}, unless = [], asked, to, with: given = {}, set = {}, keep = [], where = {} } of drill) {
      const target = findReport(to);
      expect(target?.name).toBe(to);
      for (const name of of) expect(names).toContain(name);
      for (const param of [...Object.keys(given), ...Object.keys(set), ...keep, ...(Object.keys(where).length > 0 ? ["where"] : [])]) expect(target!.params.map((each) => each.name)).toContain(param);
      for (const from of Object.values(given)) expect([...names, "@column", ...own.map((name) => `@${name}`)]).toContain(from);
      for (const name of [...Object.keys(row), ...Object.values(where)]) expect(names).toContain(name);
      for (const name of [...keep, ...unless.map((word) => word.split("=")[0]!), ...(asked === undefined ? [] : [asked])]) expect(own).toContain(name);
    }
  });
});

const inCents = (rows: readonly ReportRow[], column: string): bigint => rows.reduce((sum, row) => sum + BigInt(String(row[column]).replace(".", "")), 0n);

test.each([
  ["waterfall", { from: "2025-Q2", to: "2025-Q2", grain: "quarter", by: ["segment"], where: ["region!=DACH"] }, "amount"],
  ["waterfall", { from: "2025-02-10", to: "2025-08", grain: "total", level: "parent", currency: "EUR" }, "amount"],
  ["trend", { from: "2025", to: "2025", grain: "year", by: ["region"] }, "amount"],
] as const)("what is behind %s by %o sums to it", async (name, params, amount) => {
  const answer = await book.run(name, params);
  let followed = 0;
  for (const row of answer.rows) {
    for (const { name: column, type } of answer.columns) {
      const question = type === "money" && drillOf(findReport(name)!, column) !== undefined ? drillFrom(answer, row, column) : undefined;
      if (question === undefined || /_per_/.test(column) || row[column] === "0.00") continue;
      const { rows } = await book.run(question.report, question.params);
      expect(inCents(rows, question.report === "lines" ? "arr" : amount), `${column} of ${JSON.stringify(row)}`).toBe(inCents([row], column));
      followed++;
    }
  }
  expect(followed).toBeGreaterThan(5);
});

test.each([
  ["retention", { from: "2025-12", to: "2025-12", window: 6, by: ["segment"] }, ["opening", "closing_cohort"]],
  ["retention", { open: "2024-12-31", close: "2025-12-31", where: ["region!=DACH"] }, ["opening", "closing_cohort"]],
  ["revenue", { from: "2025-Q2", to: "2025-Q2", grain: "quarter", by: ["segment"] }, ["recurring", "billings", "rpo"]],
  ["usage", { from: "2025-Q2", to: "2025-Q2", grain: "quarter" }, ["committed", "usage"]],
  ["cs_impact", { from: "2025", to: "2025", grain: "year", owner: "region" }, ["expansion", "contraction", "churn"]],
  ["owners", { on: "2025-12-31" }, ["arr"]],
  ["tiers", { on: "2025-12-31", level: "customer" }, ["arr"]],
  ["variants", { on: "2025-12-31" }, ["value"]],
  ["backtest", { on: "2025-12-31", horizon: 3, closes: 2 }, ["actual"]],
] as const)("what is behind %s by %o sums to it, or ends where it does", async (name, params, columns) => {
  const answer = await book.run(name, params);
  let followed = 0;
  for (const row of answer.rows) {
    for (const column of columns) {
      const question = row[column] === null || row[column] === "0.00" ? undefined : drillFrom(answer, row, column);
      if (question === undefined) continue;
      const { report, rows } = await book.run(question.report, question.params);
      const figure = { movements: "amount", lines: "arr", customers: "arr", waterfall: "closing", carr: "carr" }[report] ?? column;
      expect(inCents(rows, figure), `${column} of ${JSON.stringify(row)}`).toBe(inCents([row], column));
      followed++;
    }
  }
  expect(followed).toBeGreaterThan(0);
});

test("what is behind a benchmark is the report that has the figure, over the same days", async () => {
  const answer = await book.run("benchmarks", { on: "2026-02-14" });
  const metrics = new Map(benchmarkMetrics.map((metric) => [metric.title, metric]));
  let followed = 0;
  for (const row of answer.rows) {
    const question = drillFrom(answer, row, "value")!;
    const { column, unit } = metrics.get(String(row["metric"]))!;
    if (unit === "money") continue;
    const { rows } = await book.run(question.report, question.params);
    expect(rows[0]![column], String(row["metric"])).toBe(row["value"]);
    followed++;
  }
  expect(followed).toBeGreaterThan(10);
});

test("what is behind an alert shows whom or what it is about", async () => {
  const answer = await book.run("alerts", { on: "2025-12-31", rules: alertRules.map(({ name }) => `${name}=0`) });
  expect(new Set(answer.rows.map((row) => row["alert"])).size).toBeGreaterThan(6);
  for (const row of answer.rows) {
    const figure = drillFrom(answer, row, "figure")!;
    expect((await book.run(figure.report, figure.params)).rows.length, JSON.stringify(figure)).toBeGreaterThan(0);
    expect(drillFrom(answer, row, "subject")?.params["customer"]).toBe(row["customer"] === "" ? undefined : row["customer"]);
  }
  const [largest] = answer.rows.filter((row) => row["alert"] === "concentration");
  expect((await book.run("concentration", drillFrom(answer, largest!, "figure")!.params)).rows[0]).toMatchObject({ customer: largest!["customer"], share: largest!["figure"] });
});

test("what is behind a check is each case of it, and behind a question what its customer has", async () => {
  const checked = await book.run("check", { on: "2025-12-31" });
  const failed = checked.rows.filter((row) => row["passed"] === "no");
  expect(failed.length).toBeGreaterThan(1);
  for (const row of failed) {
    const question = drillFrom(checked, row, "offending")!;
    const cases = (await book.run(question.report, question.params)).rows;
    expect(cases.reduce((sum, each) => sum + Number(each["offending"]), 0)).toBe(row["offending"]);
    expect(cases[0]!["example"]).toBe(row["example"]);
    expect(inCents(cases, "arr_at_stake")).toBe(inCents([row], "arr_at_stake"));
    expect(drillFrom({ report: "check", params: question.params as ReportResult["params"] }, cases[0]!, "offending")).toBeUndefined();
  }
  const several = failed.find((row) => Number(row["offending"]) > 1)!;
  const whole = await book.run("check", { on: "2025-12-31", only: String(several["check"]) });
  const first = await book.run("check", { on: "2025-12-31", only: String(several["check"]), limit: 1 });
  expect([first.rows, first.next_cursor]).toEqual([whole.rows.slice(0, 1), expect.stringMatching(/^1-/)]);
  const asked = await book.run("questions", { on: "2025-12-31" });
  const named = asked.rows.filter((row) => row["customer"] !== "");
  expect(named.length).toBeGreaterThan(0);
  for (const row of named.slice(0, 5)) expect((await book.run("customer", drillFrom(asked, row, "subject")!.params)).rows.length).toBeGreaterThan(0);
});

test("what is behind an assumption, and behind one's own definition", async () => {
  const supposed = await book.run("what_if", { on: "2025-12-31", price: "0.05", churn_points: "0.01", annual_discount: "0.1", horizon: 6 });
  const behind = async (assumption: string) => {
    const question = drillFrom(supposed, supposed.rows.find((row) => row["assumption"] === assumption)!, "base")!;
    return (await book.run(question.report, question.params)).rows;
  };
  expect(inCents(await behind("to_annual"), "arr")).toBe(inCents(supposed.rows.filter((row) => row["assumption"] === "to_annual"), "base"));
  expect((await behind("churn"))[0]!["period"]).toBe("2025-01-01/2025-12-31");
  expect((await behind("price")).every((row) => String(row["due_on"]) > "2025-12-31" && String(row["due_on"]) <= "2026-06-30")).toBe(true);
  const defined = await book.run("definitions", { on: "2025-12-31", presets: ["stripe"], knobs: "none" });
  for (const row of defined.rows) {
    const question = drillFrom(defined, row, "arr");
    if (row["definition"] === "yours") expect(inCents((await book.run(question!.report, question!.params)).rows, "arr")).toBe(inCents([row], "arr"));
    else expect(question).toBeUndefined();
  }
});

test("a rule for some rows or some questions leads from no other", async () => {
  const { params } = await book.run("variants", { on: "2025-12-31" });
  expect(drillFrom({ report: "variants", params }, { variant: "run_rate", value: "1.00" }, "value")).toBeUndefined();
  expect(drillFrom({ report: "tiers", params: { ...params, bands: ["0=smb"] } }, { tier: "smb" }, "arr")).toBeUndefined();
  expect(drillFrom({ report: "tiers", params: { ...params, level: "parent" } }, { tier: "smb" }, "arr")).toBeUndefined();
});

test("nothing is behind a ratio, or behind a row that names nothing", async () => {
  const { params } = await book.run("waterfall", { from: "2025", to: "2025", grain: "year", ratios: true });
  expect(drillFrom({ report: "waterfall", params }, { period: "2025", nrr: "1.000000" }, "nrr")).toBeUndefined();
  expect(drillFrom({ report: "waterfall", params }, { new: "1.00" }, "new")).toBeUndefined();
});
