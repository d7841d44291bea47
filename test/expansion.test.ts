/** Price and volume of random books: as the oracle has it, and as much as the waterfall's expansion and contraction. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBook } from "../src/index.js";
import { openOracle, type Question } from "./oracle/answers.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { differingCase } from "./oracle/differing.js";
import { EXPANSION_PARTS } from "./oracle/expansion.js";
import { Fraction } from "./oracle/fraction.js";
import { dayBefore } from "./oracle/index.js";
import { steppedBookArbitrary } from "./oracle/stepped-book-arbitrary.js";

/** So many random books are asked of both sides, ten times as many in the long run; ANNUA_SEED chooses others of them. */
const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251122");
/** Each batch has the knobs of its first book: fewer would miss what only some knobs bring. */
const LOOKED_AT = 300;
const NOT_IN_TOTAL = ["fx", "acquired", "total"];

const batchesOf = (numRuns: number) => inTens(fc.sample(steppedBookArbitrary, { numRuns, seed: SEED })).map((members) => ({ members, batch: joined(members) }));
const batches = batchesOf(BOOKS);
const rangesOf = (members: RandomBook[]): { from: string; to: string }[] => members.flatMap(({ questions }) => questions.ranges).slice(0, 12);
const sum = (amounts: string[]): Fraction => amounts.reduce((all, amount) => all.plus(Fraction.readDecimal(amount)!), Fraction.ZERO);

const questionsOver = (ranges: { from: string; to: string }[]): Question[] =>
  ranges.map(({ from, to }) => ({ command: `annua expansion contracts.csv -T --from ${from} --to ${dayBefore(to)} --split`, ask: (answers) => answers.expansion(from, to) }));

describe("expansion of random books", () => {
  it(`is as the oracle has it (${BOOKS} books, seed ${SEED})`, async () => {
    for (const [i, { members, batch }] of batches.entries()) {
      const failing = await differingCase(batch, questionsOver(rangesOf(members)));
      if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    }
  });

  it("is the sum of its parts, row by row the waterfall's expansion and contraction, at either level and in every month", async () => {
    for (const { members, batch } of batches) {
      const book = await openBook({ path: ":memory:", policy: batch.knobs });
      await book.import(batch.rows, { allowRejects: true });
      const { from, to } = rangesOf(members).at(-1)!;
      for (const level of ["customer", "parent"]) {
        for (const grain of ["total", "month"]) {
          const asked = { from, to: dayBefore(to), grain, level };
          const waterfall = (await book.run("waterfall", asked)).rows;
          const both = (await book.run("expansion", { ...asked, split: true })).rows as Record<string, string>[];
          const rows = (await book.run("expansion", asked)).rows as Record<string, string>[];
          const expected = waterfall.flatMap((row) => ["expansion", "contraction"].map((direction) => [row["period"], direction, row[direction]]));
          expect(both.map((row) => [row["period"], row["direction"], row["total"]])).toEqual(expected);
          for (const [i, row] of rows.entries()) {
            for (const part of EXPANSION_PARTS) expect(sum([both[2 * i]![part]!, both[2 * i + 1]![part]!]).minus(sum([row[part]!])).isZero()).toBe(true);
            expect(sum(EXPANSION_PARTS.filter((part) => !NOT_IN_TOTAL.includes(part)).map((part) => row[part]!)).minus(sum([row["total"]!])).isZero()).toBe(true);
          }
        }
      }
      await book.close();
    }
  });

  it("has won and lost products as the waterfall has them at level customer_product", async () => {
    for (const { members, batch } of batches) {
      const book = await openBook({ path: ":memory:", policy: { ...batch.knobs, product_migration: "none" } });
      await book.import(batch.rows, { allowRejects: true });
      for (const { from, to } of rangesOf(members).slice(-3)) {
        const asked = { from, to: dayBefore(to), grain: "total" };
        const [products] = (await book.run("waterfall", { ...asked, level: "customer_product" })).rows;
        const [parts] = (await book.run("expansion", asked)).rows;
        expect([parts!["cross_sell"], parts!["product_loss"]]).toEqual([products!["cross_sell"], products!["product_loss"]]);
      }
      await book.close();
    }
  });

  it("has every part in the books, so that none goes unlooked at", async () => {
    const seen = new Map<string, number>();
    for (const { members, batch } of batchesOf(LOOKED_AT)) {
      const answers = await openOracle(batch.rows, batch.knobs);
      for (const { from, to } of rangesOf(members)) {
        for (const row of await answers.expansion(from, to)) {
          for (const part of EXPANSION_PARTS) if (/[1-9]/.test(row[part]!)) seen.set(part, (seen.get(part) ?? 0) + 1);
        }
      }
    }
    for (const part of EXPANSION_PARTS) expect(seen.get(part) ?? 0, part).toBeGreaterThan(2);
  });
});
