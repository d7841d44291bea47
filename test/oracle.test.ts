import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionsFor } from "./oracle/answers.js";
import { bookArbitrary, inTens, joined } from "./oracle/book-arbitrary.js";
import { CUT_LAWS } from "./oracle/cut-laws.js";
import { differingCase } from "./oracle/differing.js";
import { LAWS } from "./oracle/laws.js";
import { openLibrary } from "./oracle/library.js";
import { shrunk } from "./oracle/shrink.js";

/** So many random books are asked of both sides, fifteen times as many in the long run; ANNUA_SEED chooses others of them. */
const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "1200" : "30"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const LAW_SHARE = 15;

const books = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED });

describe("random books", () => {
  it(`answer as the oracle does (${BOOKS} books, seed ${SEED})`, async () => {
    for (const [i, members] of inTens(books).entries()) {
      const batch = joined(members);
      const failing = await differingCase(batch, questionsFor(batch), members);
      if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    }
  });

  for (const { name, check } of [...LAWS, ...CUT_LAWS]) {
    it(`obey the law ${name}`, async () => {
      for (const members of inTens(books).slice(0, Math.ceil(inTens(books).length / LAW_SHARE))) {
        const batch = joined(members);
        if ((await check(batch, openLibrary)) === undefined) continue;
        const smallest = await shrunk(batch, async (smaller) => (await check(smaller, openLibrary)) !== undefined);
        expect.fail(`${await check(smallest, openLibrary)}\n${JSON.stringify(smallest, null, 1)}`);
      }
    });
  }
});
