/** Figures side by side: what stands beside them is what the same question answers, and what a difference is made of sums to it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diff, openBook, type Book, type DiffResult, type ReportRow } from "../src/index.js";
import { holds, readThreshold } from "../src/domain/threshold.js";
import { bookArbitrary, inTens, joined } from "./oracle/book-arbitrary.js";
import { Fraction } from "./oracle/fraction.js";
import { dayBefore } from "./oracle/index.js";
import { asked, typed } from "./cli/typed.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "400" : "6"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251122");

const sum = (amounts: readonly unknown[]): Fraction => amounts.reduce((all: Fraction, amount) => all.plus(Fraction.readDecimal(String(amount))!), Fraction.ZERO);
const isSame = (one: Fraction, other: Fraction): boolean => one.minus(other).isZero();

/** The figures of a row, or those that stand beside them. */
const layer = (row: ReportRow, names: readonly string[], prefix = ""): unknown[] => names.map((name) => row[`${prefix}${name}`]);

function expectSteps({ rows, causes }: DiffResult): void {
  for (const row of rows) {
    expect(isSame(sum(causes.map((cause) => row[cause])), sum([row["difference"]])), JSON.stringify(row)).toBe(true);
    expect(isSame(sum([row["a"], row["difference"]]), sum([row["b"]])), JSON.stringify(row)).toBe(true);
  }
}

describe(`random books (${BOOKS}, seed ${SEED})`, () => {
  const batches = inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED })).map(joined);

  test("a month's previous is the month before, another policy's figures are that policy's, and steps sum", async () => {
    let withSteps = 0;
    for (const { rows, knobs, questions } of batches) {
      const book = await openBook({ path: ":memory:", policy: knobs });
      await book.import(rows, { allowRejects: true });
      const { from, to } = questions.ranges.at(-1)!;
      const span = { from: from.slice(0, 7), to: dayBefore(to).slice(0, 7) };
      const months = await book.run("waterfall", { ...span, grain: "month", vs: "previous" });
      const names = months.columns.filter(({ type, beside }) => type !== "text" && beside === undefined).map(({ name }) => name);
      for (const [i, row] of months.rows.entries()) {
        if (i > 0) expect(layer(row, names, "vs_")).toEqual(layer(months.rows[i - 1]!, names));
        for (const name of names) if (row[`diff_${name}`] !== null) expect(isSame(sum([row[`vs_${name}`], row[`diff_${name}`]]), sum([row[name]]))).toBe(true);
      }
      const beside = await book.run("waterfall", { ...span, grain: "total", vs: "other.yaml", vs_policy: {}, level: "customer" });
      const [plain] = (await book.run("waterfall", { ...span, grain: "total", policy: {}, level: "customer" })).rows;
      expect(layer(beside.rows[0]!, names, "vs_")).toEqual(layer(plain!, names));
      const sides = [{ name: "a", book }, { name: "b", book, policy: { reporting_currency: book.policy.reporting_currency, fx: book.policy.fx } }] as const;
      const forward = await diff(...sides, span);
      const backward = await diff(...sides, { ...span, reverse: true });
      for (const one of [forward, backward]) expectSteps(one);
      expect(backward.causes).toEqual(forward.causes.toReversed());
      expect(backward.rows.map((row) => row["difference"])).toEqual(forward.rows.map((row) => row["difference"]));
      withSteps += forward.rows.some((row) => forward.causes.filter((cause) => /[1-9]/.test(String(row[cause]))).length > 1) ? 1 : 0;
      await book.close();
    }
    expect(withSteps).toBeGreaterThan(0);
  });

  test("in another currency a book answers as one whose policy reports in it", async () => {
    const dollars = { EUR: "1.10", JPY: "0.0067", KWD: "3.25", GBP: "1.27" };
    const euros = { USD: "10/11", JPY: "67/11000", KWD: "65/22", GBP: "127/110" };
    for (const { rows, knobs, questions } of batches.slice(0, 1)) {
      const named = rows.map((row) => ({ ...row, currency: row["currency"] ?? "USD" }));
      const own = { ...knobs, reporting_currency: "USD", fx: { rates: dollars } };
      const book = await openBook({ path: ":memory:", policy: own });
      const other = await openBook({ path: ":memory:", policy: { ...own, reporting_currency: "EUR", fx: { rates: euros } } });
      await book.import(rows, { allowRejects: true });
      await other.import(named, { allowRejects: true });
      const { from, to } = questions.ranges.at(-1)!;
      for (const [report, params] of [["waterfall", { from, to: dayBefore(to), grain: "year", by: ["currency"] }], ["snapshot", { on: questions.on[0] }], ["carr", { on: questions.on[0] }], ["expansion", { from, to: dayBefore(to), grain: "total" }]] as const) {
        const answer = await book.run(report, { ...params, currency: "eur" });
        expect(answer.rows, report).toEqual((await other.run(report, params)).rows);
        expect(answer).toMatchObject({ currency: "EUR", params: { currency: "EUR" } });
      }
      await Promise.all([book.close(), other.close()]);
    }
  });
});

describe("one book", () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-side-"));
  const path = join(folder, "one.annua");
  const lines = join(folder, "one.csv");
  let book: Book;

  beforeAll(async () => {
    writeFileSync(lines, "line_id,customer_id,start_date,end_date,amount,amount_per\nL1,acme,2023-02-01,,100,year\nL2,bolt,2024-02-29,2024-03-10,50,month\nL3,cato,2024-02-05,,10,week\n");
    book = await openBook({ path });
    await book.import(lines);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test("29 February has nothing beside it a year before, and a week the one 52 weeks earlier", async () => {
    const days = await book.run("logos", { from: "2024-02-28", to: "2024-03-01", grain: "day", vs: "last_year" });
    expect(days.rows.map((row) => [row["period"], row["closing"], row["vs_closing"], row["diff_closing"]])).toEqual([
      ["2024-02-28", 2, 1, 1], ["2024-02-29", 3, null, null], ["2024-03-01", 3, 1, 2],
    ]);
    const [week] = (await book.run("waterfall", { from: "2025-W06", to: "2025-W06", grain: "week", vs: "last_year" })).rows;
    expect([week!["opening"], week!["vs_new"], week!["vs_closing"]]).toEqual(["620.00", "520.00", "620.00"]);
  });

  test("a span that is cut is cut in the period before as well, and one without whole months is set against as many days", async () => {
    const cut = (await book.run("waterfall", { from: "2024-02-10", to: "2024-03-31", grain: "month", vs: "previous" })).rows;
    expect(cut.map((row) => [row["period"], row["opening"], row["vs_opening"], row["vs_closing"]])).toEqual([
      ["2024-02-10/2024-02-29", "620.00", "100.00", "100.00"], ["2024-03", "1220.00", "100.00", "1220.00"],
    ]);
    const [tenDays] = (await book.run("waterfall", { from: "2024-03-01", to: "2024-03-10", grain: "total", vs: "previous" })).rows;
    expect([tenDays!["vs_opening"], tenDays!["vs_new"], tenDays!["vs_closing"]]).toEqual(["620.00", "600.00", "1220.00"]);
  });

  test("a row of definitions is what the reports answer under that definition", async () => {
    const on = "2024-03-05";
    const { rows } = await book.run("definitions", { on, presets: ["annual_only"], knobs: ["weeks_per_year"] });
    for (const [definition, set] of [["preset annual_only", { preset: "annual_only" }], ["weeks_per_year: 365/7", { weeks_per_year: "365/7" }]] as const) {
      const [snapshot] = (await book.run("snapshot", { on, set })).rows;
      const [year] = (await book.run("waterfall", { from: "2023-03-06", to: on, grain: "total", ratios: true, set })).rows;
      expect(rows.find((row) => row["definition"] === definition)).toMatchObject({ arr: snapshot!["arr"], customers: snapshot!["customers"], nrr: year!["nrr"], grr: year!["grr"] });
    }
  });

  test("two books differ by what they hold, then by their knobs; a condition ends a script", async () => {
    await book.close();
    const other = join(folder, "other.annua");
    const second = await openBook({ path: other, policy: { weeks_per_year: "365/7" } });
    await second.import(lines);
    await second.retract(["L1"]);
    await second.close();
    const command = ["diff", path, other, "--from", "2024", "--to", "2024"];
    const { rows, causes, fail_if } = await asked<DiffResult & { fail_if: object }>([...command, "--fail-if", "closing > 0 or abs(closing) >= 1000"]);
    expect(causes).toEqual(["lines", "weeks_per_year"]);
    expect(rows.find(({ row }) => row === "closing")).toMatchObject({ a: "620.00", lines: "-100.00", weeks_per_year: "1.43", b: "521.43", difference: "-98.57" });
    expect(fail_if).toEqual({ condition: "closing > 0 or abs(closing) >= 1000", holds: false });
    const failing = await typed([...command, "--fail-if", "abs(closing) > 98.56", "--format", "markdown"]);
    expect({ status: failing.status, said: failing.err.includes("difference-beyond") }).toEqual({ status: 1, said: true });
    expect(failing.out).toContain("| Ending ARR | 620.00 | -100.00 | 1.43 | 521.43 | -98.57 |");
    for (const [words, code] of [[["close:2024-01"], "period-not-closed"], [["close"], "option-value"], [["2024-01", "stripe"], "options-clash"], [["default", "--fail-if", "closin > 1"], "option-value"], [["strip"], "option-value"]] as const) {
      expect((await typed(["diff", ...words, "--book", path])).err, words.join(" ")).toContain(code);
    }
  });
});

test("a condition is read or says why not, and is never run", () => {
  const figures = new Map([["closing", "-100.00"], ["new", "0.00"]]);
  const told = (text: string): boolean | string => {
    const read = readThreshold(text, [...figures.keys()]);
    return "because" in read ? read.because : holds(read, figures);
  };
  for (const text of ["closing < -99.99", "abs(closing) >= 100", "closing = -100", "not (closing > 0) and new = 0", "new != 1 or closing > 5", "new > 0 or new <= 0 and closing<0"]) expect(told(text), text).toBe(true);
  for (const text of ["closing > 0", "abs(closing) > 100", "not closing <= -100", "new = 0 and closing > 0"]) expect(told(text), text).toBe(false);
  for (const text of ["", "closing", "closing >", "closing > new", "abs closing > 1", "(closing > 1", "closing > 1)", "closing > 1e3", "process.exit() > 1", "closing > 1; new > 1", "churn > 1"]) expect(typeof told(text), text).toBe("string");
});
