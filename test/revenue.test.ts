/** Revenue, bookings, billings and balances of random books are what the naive implementation says, by equal months and by days. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { REVENUE_COLUMNS, type Question } from "./oracle/answers.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { differingCase } from "./oracle/differing.js";
import { dayBefore, type Kind, readBook } from "./oracle/index.js";
import { revenueBookArbitrary } from "./oracle/revenue-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "400" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250104");
const RANGES = 12;
const KINDS: Kind[][] = [["recurring"], ["recurring"], ["recurring", "usage"], ["one_time"], ["services", "usage"]];

type Asked = [from: string, to: string, kinds: Kind[]];

const askedOf = (members: RandomBook[]): Asked[] =>
  members.flatMap(({ questions: { ranges } }) => ranges).slice(0, RANGES).map(({ from, to }, at): Asked => [from, to, KINDS[at % KINDS.length] as Kind[]]);

const questionOf = ([from, to, kinds]: Asked): Question => ({
  command: `annua revenue contracts.csv -T --from ${from} --to ${dayBefore(to)} --kinds ${kinds.join(",")}`,
  ask: (answers) => answers.revenue(from, to, kinds),
});

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  const seen = new Map(REVENUE_COLUMNS.map((column) => [column, 0]));
  for (const [i, members] of inTens(fc.sample(revenueBookArbitrary, { numRuns: BOOKS, seed: SEED })).entries()) {
    const batch = joined(members);
    const asked = askedOf(members);
    const failing = await differingCase(batch, asked.map(questionOf), members);
    if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    const oracle = readBook(batch.rows, batch.knobs);
    for (const [from, to] of asked) {
      const position = oracle.position(dayBefore(to));
      if (/[1-9]/.test(oracle.recognised(from, to))) seen.set("recurring", (seen.get("recurring") as number) + 1);
      for (const column of ["deferred", "unbilled", "rpo"] as const) if (/[1-9]/.test(position[column] as string)) seen.set(column, (seen.get(column) as number) + 1);
    }
  }
  for (const column of ["recurring", "deferred", "unbilled", "rpo"] as const) expect(seen.get(column), column).toBeGreaterThan(BOOKS / 10);
});
