/** The cube sums to the waterfall in every period and group, its pages are the whole, and what is cut off unasked is told. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cube } from "../src/catalogue/reports/cube.js";
import { readQuestion } from "../src/engine/question.js";
import { withCursor } from "../src/engine/page-cursor.js";
import { rowsOf } from "../src/engine/run.js";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { boundBook, policy } from "./bind/bound-book.js";
import { bookArbitrary, inTens, joined } from "./oracle/book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const FILTERS = [[], ["segment=ENT"], ["tier!="], ["currency=EUR", "product=core"]].slice(0, BOOKS > 10 ? 4 : 3);
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250606");

const digits = (money: unknown): bigint => BigInt(String(money).replace(".", ""));

/** What the rows of each period come to, in minor units. */
function sums(rows: readonly ReportRow[], column: string): Record<string, string> {
  const sum = new Map<string, bigint>();
  for (const row of rows) sum.set(String(row["period"]), (sum.get(String(row["period"])) ?? 0n) + digits(row[column]));
  return Object.fromEntries([...sum].filter(([, amount]) => amount !== 0n).map(([period, amount]) => [period, String(amount)]));
}

async function pagesOf(book: Book, params: Record<string, unknown>, limit: number): Promise<ReportRow[]> {
  const rows: ReportRow[] = [];
  for (let cursor: string | null = "0"; cursor !== null; ) {
    const page = await book.run("cube", { ...params, limit, cursor });
    rows.push(...page.rows);
    cursor = page.next_cursor;
  }
  return rows;
}

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  let rows = 0;
  for (const members of inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED }))) {
    const random = joined(members);
    const book = await openBook({ path: ":memory:", policy: random.knobs, threads: 1 });
    await book.import(random.rows, { allowRejects: true });
    const { from, to } = random.questions.ranges.at(-1)!;
    for (const where of FILTERS) {
      const span = { from, to, grain: "quarter", ...(where.length === 0 ? {} : { where }) };
      const told = JSON.stringify({ span, rows: random.rows, knobs: random.knobs });
      const whole = (await book.run("cube", span)).rows;
      expect(sums(whole, "arr"), told).toEqual(sums((await book.run("waterfall", span)).rows, "closing"));
      expect(sums((await book.run("cube", { ...span, detail: "customer" })).rows, "arr"), told).toEqual(sums(whole, "arr"));
      if (where.length === 0) expect(await pagesOf(book, span, Math.ceil(whole.length / 4)), told).toEqual(whole);
      rows += whole.length;
    }
    await book.close();
  }
  expect(rows).toBeGreaterThan(BOOKS);
});

describe("more rows than an answer holds", () => {
  const asked = async (params: Record<string, unknown>) => {
    const book = await boundBook();
    await book.db.runFile("question/everyone");
    const extent = { first: "2024-01-01", end: "2025-01-01", today: "2025-01-15" };
    const report = { ...cube, mostRows: 2 };
    const question = readQuestion(report, { from: "2024-01", to: "2024-12", ...params }, policy, () => extent);
    const found = await rowsOf(book.db, question, policy, undefined).finally(() => book.close());
    return withCursor(report, undefined, { report: "cube", params: question.params, currency: "USD", ...found, provenance: {} as never });
  };

  test("are told of where no limit was said", async () => {
    const { rows, next_cursor, problems } = await asked({});
    expect([rows.length, next_cursor, problems.map(({ code }) => code)]).toEqual([2, expect.stringMatching(/^2-/), ["rows-left-out"]]);
  });

  test("are the next page where one was", async () => {
    const { rows, next_cursor, problems } = await asked({ limit: 3 });
    expect([rows.length, next_cursor, problems]).toEqual([3, expect.stringMatching(/^3-/), []]);
  });
});
