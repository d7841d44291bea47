/** Committed ARR of random books: as the oracle has it, and its laws. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openBook } from "../src/index.js";
import { openOracle, type Question } from "./oracle/answers.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { CARR_LAWS } from "./oracle/carr-laws.js";
import { differingCase } from "./oracle/differing.js";
import type { Row } from "./oracle/index.js";
import { openLibrary } from "./oracle/library.js";
import { shrunk } from "./oracle/shrink.js";
import { signedBookArbitrary } from "./oracle/signed-book-arbitrary.js";

/** So many random books are asked of both sides, ten times as many in the long run; ANNUA_SEED chooses others of them. */
const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "400" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20251115");

const batches = inTens(fc.sample(signedBookArbitrary, { numRuns: BOOKS, seed: SEED })).map((members) => ({ members, batch: joined(members) }));
const daysOf = (members: RandomBook[]): string[] => [...new Set(members.flatMap(({ questions }) => questions.on))].slice(0, 12);

const questionsOn = (days: string[]): Question[] =>
  days.flatMap((on): Question[] => [
    { command: `annua carr contracts.csv --on ${on}`, ask: (answers) => answers.carr(on) },
    { command: `annua carr contracts.csv --on ${on} --by go_live`, ask: (answers) => answers.goLive(on) },
  ]);

/** One row a line, without a record time: which import brings it makes no difference to what it says. */
function plainRows(rows: Row[]): Record<string, string>[] {
  const lines = new Map(rows.map(({ recorded_on: _, superseded_on: __, ...row }) => [row["line_id"], row]));
  return [...lines.values()] as Record<string, string>[];
}

describe("committed ARR of random books", () => {
  it(`is as the oracle has it (${BOOKS} books, seed ${SEED})`, async () => {
    for (const [i, { members, batch }] of batches.entries()) {
      const failing = await differingCase(batch, questionsOn(daysOf(members)));
      if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    }
  });

  for (const { name, check } of CARR_LAWS) {
    it(`obeys the law ${name}`, async () => {
      for (const { members, batch } of batches.slice(0, Math.ceil(batches.length / 5))) {
        const asked = { ...batch, questions: { ...batch.questions, on: daysOf(members) } };
        if ((await check(asked, openLibrary)) === undefined) continue;
        const smallest = await shrunk(asked, async (smaller) => (await check(smaller, openLibrary)) !== undefined);
        expect.fail(`${await check(smallest, openLibrary)}\n${JSON.stringify(smallest, null, 1)}`);
      }
    });
  }

  it("is the same whether the lines came in one import or in two, the one that is named before or after the one that names it", async () => {
    for (const { members, batch } of batches.slice(0, Math.ceil(batches.length / 5))) {
      const rows = plainRows(batch.rows);
      const whole = await openBook({ path: ":memory:", policy: batch.knobs });
      const parted = await openBook({ path: ":memory:", policy: batch.knobs });
      await whole.import(rows, { allowRejects: true });
      for (const parity of [1, 0]) await parted.import(rows.filter((_, i) => i % 2 === parity), { allowRejects: true, acceptJump: true });
      for (const on of daysOf(members)) {
        for (const by of [[], ["go_live"]]) expect((await parted.run("carr", { on, by })).rows, on).toEqual((await whole.run("carr", { on, by })).rows);
      }
      await Promise.all([whole.close(), parted.close()]);
    }
  });

  it("has every part and every way of taking a place in the books, so that none goes unlooked at", async () => {
    const seen = { signed_not_live: 0, known_contraction: 0, known_churn: 0, months: 0 };
    for (const { members, batch } of batches) {
      const answers = await openOracle(batch.rows, batch.knobs);
      for (const on of daysOf(members)) {
        const parts = await answers.carr(on);
        for (const part of ["signed_not_live", "known_contraction", "known_churn"] as const) if (/[1-9]/.test(parts[part]!)) seen[part]++;
        if ((await answers.goLive(on)).length > 1) seen.months++;
      }
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(batches.length);
  });
});
