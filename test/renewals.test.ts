/** Renewals of random books are what the naive implementation says, as of days before and after the grace has run out. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { RENEWAL_COLUMNS, type Question } from "./oracle/answers.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { differingCase } from "./oracle/differing.js";
import { dayBefore, readBook } from "./oracle/index.js";
import { renewalBookArbitrary } from "./oracle/renewal-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "400" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250103");
const RANGES = 24;

type Asked = [from: string, to: string, on: string];

const askedOf = (members: RandomBook[]): Asked[] =>
  members.flatMap(({ questions: { ranges, on } }) => ranges.map(({ from, to }, at): Asked => [from, to, on[at % on.length] as string])).slice(0, RANGES);

const questionOf = ([from, to, on]: Asked): Question => ({
  command: `annua renewals contracts.csv -T --from ${from} --to ${dayBefore(to)} --on ${on}`,
  ask: (answers) => answers.renewals(from, to, on),
});

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  const seen = new Map(RENEWAL_COLUMNS.map((column) => [column, 0]));
  for (const [i, members] of inTens(fc.sample(renewalBookArbitrary, { numRuns: BOOKS, seed: SEED })).entries()) {
    const batch = joined(members);
    const asked = askedOf(members);
    const failing = await differingCase(batch, asked.map(questionOf), members);
    if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    const oracle = readBook(batch.rows, batch.knobs);
    for (const ask of asked) {
      const row = oracle.renewals(...ask);
      for (const column of RENEWAL_COLUMNS) if (/[1-9]/.test(row[column] ?? "")) seen.set(column, (seen.get(column) as number) + 1);
    }
  }
  for (const [column, times] of seen) expect(times, column).toBeGreaterThan(BOOKS / 10);
});
