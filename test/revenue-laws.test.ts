/** The laws of revenue, bookings and balances over random books: they hold whatever the definition is, without a second implementation. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decimalText } from "../src/domain/money.js";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { signedBookArbitrary } from "./oracle/signed-book-arbitrary.js";

/** Batches of so many random books are asked, more in the long run; ANNUA_SEED chooses others of them. */
const BATCHES = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "40" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251123");

const billings = ["", "monthly", "quarterly", "annual", "upfront"];
const flows = ["recurring", "non_recurring", "bookings_tcv", "bookings_acv", "bookings_one_time", "billings"];
const balances = ["tcv_to_date", "billed_to_date", "recognised_to_date", "deferred", "unbilled", "rpo"];
const causes = ["part_months", "free_periods", "ramps", "usage", "left_out", "timing", "day_count", "rounding"];

const batches = Array.from({ length: BATCHES }, (_, batch) => joined(fc.sample(signedBookArbitrary, { numRuns: 8, seed: SEED + batch })));

/** Each line with a schedule, and none that is cut where its whole term is to be looked at. */
const rowsOf = ({ rows }: RandomBook, isCut: boolean) =>
  rows.map((row, at) => ({ ...row, billing: billings[at % billings.length]!, ...(isCut ? {} : { replaces: "" }) }));

const minor = (row: ReportRow, column: string): bigint => BigInt(String(row[column]).replace(".", ""));
const sumOf = (rows: ReportRow[], column: string): bigint => rows.reduce((sum, row) => sum + minor(row, column), 0n);

describe.each(batches.map((batch, at) => [at, batch] as const))("batch %i", (_, batch) => {
  let book: Book;
  let uncut: Book;
  const span = { from: "2024-Q1", to: "2025-Q2" };
  const ask = async (params: Record<string, unknown>): Promise<ReportRow[]> => (await book.run("revenue", { ...span, ...params })).rows;

  beforeAll(async () => {
    book = await openBook({ path: ":memory:", policy: batch.knobs });
    await book.import(rowsOf(batch, true), { allowRejects: true });
    uncut = await openBook({ path: ":memory:", policy: { ...batch.knobs, expired: "churn" } });
    await uncut.import(rowsOf(batch, false), { allowRejects: true });
  });
  afterAll(() => Promise.all([book.close(), uncut.close()]));

  it("has something to tell", async () => {
    const rows = await ask({ grain: "quarter" });
    for (const column of ["recurring", "bookings_tcv", "billings", "deferred", "rpo"]) expect(rows.some((row) => minor(row, column) !== 0n), column).toBe(true);
  });

  it("billed less recognised is deferred less unbilled, and nothing of the latter is below zero", async () => {
    for (const row of await ask({ grain: "month" })) {
      expect(minor(row, "billed_to_date") - minor(row, "recognised_to_date")).toBe(minor(row, "deferred") - minor(row, "unbilled"));
      expect(minor(row, "deferred") >= 0n && minor(row, "unbilled") >= 0n).toBe(true);
    }
  });

  it("a quarter is the sum of its months, and the first three months of days", async () => {
    const [quarters, months] = [await ask({ grain: "quarter" }), await ask({ grain: "month" })];
    expect(months).toHaveLength(quarters.length * 3);
    for (const column of flows) {
      expect(quarters.map((row) => minor(row, column)), column).toEqual(quarters.map((_, at) => sumOf(months.slice(at * 3, at * 3 + 3), column)));
    }
    expect(quarters.map((row) => balances.map((column) => row[column]))).toEqual(quarters.map((_, at) => balances.map((column) => months[at * 3 + 2]![column])));
  });

  it("groups add up to the total", async () => {
    const total = await ask({ grain: "quarter" });
    for (const by of ["product", "customer"]) {
      const rows = await ask({ grain: "quarter", by: [by] });
      for (const row of total) {
        for (const column of [...flows, ...balances]) expect(`${column} ${sumOf(rows.filter((one) => one["period"] === row["period"]), column)}`).toBe(`${column} ${minor(row, column)}`);
      }
    }
  });

  it("the causes add up to the difference, and what they leave is cents", async () => {
    for (const row of await ask({ grain: "month", detail: "causes" })) {
      expect(causes.reduce((sum, column) => sum + minor(row, column), 0n)).toBe(minor(row, "difference"));
      expect(minor(row, "recurring") - minor(row, "arr_twelfth")).toBe(minor(row, "difference"));
      expect(minor(row, "rounding") < 200n && minor(row, "rounding") > -200n, `rounding of ${decimalText(minor(row, "rounding"), 2)}`).toBe(true);
    }
  });

  it("a term that nothing cuts earns what it is sold for, and is billed for it", async () => {
    const [row] = (await uncut.run("revenue", { from: "2100", to: "2100", grain: "total" })).rows;
    expect([row!["billed_to_date"], row!["recognised_to_date"]]).toEqual([row!["tcv_to_date"], row!["tcv_to_date"]]);
    expect(["deferred", "unbilled", "rpo"].map((column) => minor(row!, column))).toEqual([0n, 0n, 0n]);
  });
});
