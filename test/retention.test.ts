/** Retention of random books is what the naive implementation says, by every method, in every cut. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { bookArbitrary, inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import type { Cut } from "./oracle/cut.js";
import { WHOLE } from "./oracle/cut.js";
import { dayBefore, readBook, type RetentionMethod, type RetentionRow } from "./oracle/index.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const METHODS: RetentionMethod[] = ["cohort", "movements", "monthly_movements"];
const FIGURES = ["opening", "closing_cohort", "nrr", "grr", "logo_retention", "cohort", "churn_rate", "gross_churn_rate", "net_gain"];
/** The waterfall counts customers, and has no members that are products of one. */
const NOT_BY_PRODUCT = new Set(["logo_retention", "cohort"]);

interface Asked {
  open: string;
  close: string;
  method: RetentionMethod;
  cut: Cut;
}

/** Each cut of a book over each of its ranges, by one method after the other. */
function askedOf({ questions: { ranges, cuts, productCut } }: RandomBook): Asked[] {
  const answerable = [WHOLE, ...cuts.filter(({ by }) => !by.includes("cohort")), productCut];
  return ranges.flatMap(({ from, to }, at) => answerable.map((cut, turn): Asked => ({ open: dayBefore(from), close: dayBefore(to), cut, method: METHODS[(at + turn) % METHODS.length]! })));
}

async function answerOf(book: Book, { open, close, method, cut: { by, where, level } }: Asked): Promise<ReportRow[]> {
  const conditions = where.map(({ column, value }) => `${column}=${value}`);
  return (await book.run("retention", { open, close, method, ...(by.length > 0 ? { by } : {}), ...(conditions.length > 0 ? { where: conditions } : {}), ...(level ? { level } : {}) })).rows;
}

function shown(row: ReportRow | RetentionRow, { cut, method }: Asked): string {
  const figures = FIGURES.filter((figure) => method === "cohort" || cut.level === undefined || !NOT_BY_PRODUCT.has(figure));
  return [...cut.by, ...figures].map((column) => `${column}: ${String(row[column])}`).join(", ");
}

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  let rows = 0;
  for (const members of inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED }))) {
    const random = joined(members);
    const oracle = readBook(random.rows, random.knobs);
    const book = await openBook({ path: ":memory:", policy: random.knobs, threads: 1 });
    await book.import(random.rows, { allowRejects: true });
    for (const asked of askedOf(random)) {
      const expected = oracle.retention(asked.open, asked.close, asked.method, asked.cut).map((row) => shown(row, asked)).sort();
      expect((await answerOf(book, asked)).map((row) => shown(row, asked)).sort(), JSON.stringify({ asked, knobs: random.knobs })).toEqual(expected);
      rows += expected.length;
    }
    await book.close();
  }
  expect(rows).toBeGreaterThan(BOOKS);
});
