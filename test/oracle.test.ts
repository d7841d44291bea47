import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBook } from "../src/index.js";
import {
  comparable, type Difference, differences, isAlike, type LineArr, LOGO_COLUMNS, nonZero, type Opener, openOracle, questionsFor, WATERFALL_COLUMNS,
} from "./oracle/answers.js";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { dayBefore } from "./oracle/index.js";
import { LAWS } from "./oracle/laws.js";
import { goldenCase } from "./oracle/markdown.js";
import { shrunk } from "./oracle/shrink.js";

/** So many random books are asked of both sides, ten times as many in the long run; ANNUA_SEED chooses others of them. */
const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "6000" : "600"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const BATCH = 10;
const LAW_SHARE = 15;
const PATIENCE_A_BOOK_MS = 2_000;
const PATIENCE_SHRINKING_MS = 300_000;

const books = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED });

type Answered = Record<string, string | number>;

/** The library behind the questions that the oracle answers; its last days are inclusive. */
const openLibrary: Opener = async (rows, knobs) => {
  const book = await openBook({ path: ":memory:", policy: knobs });
  const { rejected } = await book.import(rows, { allowRejects: true });
  const asked = async (report: string, params: Record<string, unknown>): Promise<Answered[]> =>
    (await book.run(report, params)).rows as unknown as Answered[];
  const total = async (report: string, from: string, to: string, method: string, columns: string[]): Promise<Answered> => {
    const [row] = await asked(report, { from, to: dayBefore(to), grain: "total", method });
    return Object.fromEntries(columns.map((column) => [column, row?.[column] ?? `no ${column}`]));
  };
  return {
    refused: rejected,
    lines: async (on) => nonZero((await asked("lines", { on })) as unknown as LineArr[]),
    snapshot: async (on, by) => comparable(await asked("snapshot", by.length > 0 ? { on, by } : { on }), by),
    waterfall: async (from, to, method) =>
      (await total("waterfall", from, to, method, WATERFALL_COLUMNS)) as Record<string, string>,
    logos: async (from, to, method) => (await total("logos", from, to, method, LOGO_COLUMNS)) as Record<string, number>,
    close: () => book.close(),
  };
};

/** The books in tens: one read of the library answers for ten. */
function batches(many: RandomBook[]): RandomBook[][] {
  const starts = Array.from({ length: Math.ceil(many.length / BATCH) }, (_, i) => i * BATCH);
  return starts.map((start) => many.slice(start, start + BATCH));
}

/** A batch's first difference, brought down to the least rows, knobs and cells that show it. */
async function differingCase(members: RandomBook[]): Promise<string | undefined> {
  const batch = joined(members);
  const [found] = await differences(batch, questionsFor(batch), openOracle, openLibrary);
  if (!found) return undefined;
  const again = async (book: RandomBook): Promise<Difference | undefined> =>
    (await differences(book, [found.question], openOracle, openLibrary)).find((difference) => isAlike(difference, found));
  const alone = members.map((member) => ({ ...member, knobs: batch.knobs }));
  for (const book of [...alone, batch]) {
    if (!(await again(book))) continue;
    const smallest = await shrunk(book, async (smaller) => (await again(smaller)) !== undefined);
    return goldenCase(smallest, (await again(smallest)) ?? found);
  }
  return goldenCase(batch, found);
}

describe("random books", () => {
  it(`answer as the oracle does (${BOOKS} books, seed ${SEED})`, async () => {
    for (const [i, members] of batches(books).entries()) {
      const failing = await differingCase(members);
      if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    }
  }, BOOKS * PATIENCE_A_BOOK_MS + PATIENCE_SHRINKING_MS);

  for (const { name, check } of LAWS) {
    it(`obey the law ${name}`, async () => {
      for (const members of batches(books).slice(0, Math.ceil(BOOKS / BATCH / LAW_SHARE))) {
        const batch = joined(members);
        if ((await check(batch, openLibrary)) === undefined) continue;
        const smallest = await shrunk(batch, async (smaller) => (await check(smaller, openLibrary)) !== undefined);
        expect.fail(`${await check(smallest, openLibrary)}\n${JSON.stringify(smallest, null, 1)}`);
      }
    }, BOOKS * PATIENCE_A_BOOK_MS + PATIENCE_SHRINKING_MS);
  }
});
