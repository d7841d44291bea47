import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openOracle, WATERFALL_COLUMNS } from "./answers.js";
import { bookArbitrary } from "./book-arbitrary.js";
import { CUT_LAWS } from "./cut-laws.js";
import { FEATURES, featuresOf } from "./features.js";
import { readBook } from "./index.js";
import { LAWS } from "./laws.js";

const SEED = 20_250_101;
const BOOKS = 60;
const books = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED });

describe("the laws hold for the oracle", () => {
  for (const { name, check } of [...LAWS, ...CUT_LAWS]) {
    it(name, async () => {
      for (const book of books) expect(await check(book, openOracle), JSON.stringify(book)).toBeUndefined();
    });
  }
});

describe("random books", () => {
  const many = fc.sample(bookArbitrary, { numRuns: 600, seed: SEED });

  it("hold each nasty feature at least once in twenty", () => {
    const features = many.flatMap(({ rows, knobs }) => featuresOf(rows, knobs));
    for (const feature of FEATURES) {
      expect(features.filter((held) => held === feature).length, feature).toBeGreaterThanOrEqual(many.length / 20);
    }
  });

  it("are small, and move in every row of the waterfall", () => {
    const moved = new Set<string>();
    for (const { rows, knobs, questions } of books) {
      expect(rows.length).toBeLessThanOrEqual(12);
      const book = readBook(rows, knobs);
      for (const { from, to } of questions.ranges) {
        const { cuts, productCut } = questions;
        const rows = [...cuts, productCut].flatMap((cut) => [...book.waterfallBy(from, to, "net", cut), ...book.waterfallBy(from, to, "months", cut)]);
        for (const row of rows) for (const column of WATERFALL_COLUMNS) if (/[1-9]/.test(row[column] as string)) moved.add(column);
      }
    }
    expect(WATERFALL_COLUMNS.filter((row) => !moved.has(row))).toEqual([]);
  });
});
