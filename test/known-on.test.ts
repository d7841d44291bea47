/** A report as of what was known on a day is that of a book to which nothing else was ever told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { bookArbitrary } from "./oracle/book-arbitrary.js";
import type { Row } from "./oracle/line.js";

const runs = process.env["ANNUA_LONG"] ? 60 : 2;
const knownDays = ["2024-03-15", "2024-12-31", "2025-06-30"];

const dayOf = (instant: string): string => instant.slice(0, 10);

/** The rows that were recorded by the end of a day, as they were then. */
const knownBy = (rows: Row[], day: string): Row[] =>
  rows.filter(({ recorded_on }) => !recorded_on || dayOf(recorded_on) <= day)
    .map((row) => (row.superseded_on && dayOf(row.superseded_on) > day ? { ...row, superseded_on: "" } : row));

const figures = async (book: Book, known: Record<string, string>) => ({
  snapshot: (await book.run("snapshot", { on: "2025-03-31", by: ["segment"], ...known })).rows,
  waterfall: (await book.run("waterfall", { from: "2024-01", to: "2025-12", grain: "quarter", ...known })).rows,
});

/** A book of plain days: an offset would make the day on which something was recorded a matter of the time zone. */
const hasPlainDays = (rows: Row[]): boolean => rows.every(({ recorded_on = "", superseded_on = "" }) => [recorded_on, superseded_on].every((text) => text.length <= 10));

describe("known on a day", () => {
  const books = fc.sample(bookArbitrary, { numRuns: Math.max(72, runs * 6), seed: 20261122 }).filter(({ rows }) => hasPlainDays(rows) && rows.some(({ recorded_on }) => recorded_on));

  test("there are books with records of several days", () => {
    expect(books.length).toBeGreaterThan(runs / 2);
  });

  test(`equals a book that was told no more by then (${runs} random books)`, async () => {
    for (const { rows, knobs } of books.slice(0, runs)) {
      const book = await openBook({ path: ":memory:", policy: knobs });
      await book.import(rows, { allowRejects: true });
      for (const day of knownDays) {
        const then = await openBook({ path: ":memory:", policy: knobs });
        await then.import(knownBy(rows, day), { allowRejects: true });
        expect({ day, ...(await figures(book, { known_on: day })) }).toEqual({ day, ...(await figures(then, {})) });
        await then.close();
      }
      await book.close();
    }
  });

  test("does not know of what was taken back, undone or decided later", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import([{ line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "year" }, { line_id: "L2", customer_id: "beta", start_date: "2025-01-01", amount: "10", amount_per: "year" }]);
    await book.retract(["L2"], { note: "never signed" });
    await book.adjust({ customer: "acme", amount: "5", from: "2025-02", reason: "side letter" });
    const arr = async (known: Record<string, string>) => (await book.run("snapshot", { on: "2025-03-31", ...known })).rows[0]?.["arr"];
    expect([await arr({}), await arr({ known_on: "2025-03-31" })]).toEqual(["105.00", "110.00"]);
    const asked = await book.run("snapshot", { on: "2025-03-31", known_on: "2025-03-31" });
    expect([asked.provenance.known_on, asked.provenance.decisions === (await book.provenance()).decisions]).toEqual(["2025-03-31", false]);
    await book.close();
  });
});
