/** Random books to which people answer, adjust, take back, set policies and import further: every figure stays what the rules and the answers make of the lines. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { DecidedBook } from "./oracle/decided-book.js";
import { type Deed, deedsArbitrary, doubtsArbitrary } from "./oracle/deed.js";

const STORIES = Number(process.env["ANNUA_STORIES"] ?? (process.env["ANNUA_LONG"] ? "100" : "3"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const PATIENCE_MS = 200_000;

interface DecisionStory {
  first: RandomBook;
  later: RandomBook[];
  deeds: Deed[];
}

const members = fc.array(fc.tuple(bookArbitrary, doubtsArbitrary).map(([book, doubts]): RandomBook => ({ ...book, rows: doubts(book.rows) })), { minLength: 2, maxLength: 4 });

const stories: fc.Arbitrary<DecisionStory> = fc
  .tuple(members, fc.array(bookArbitrary, { minLength: 2, maxLength: 3 }), deedsArbitrary)
  .map(([books, later, deeds]) => ({ first: joined(books), later: later.map((book) => joined([book])), deeds }));

/** What goes wrong first, with the deeds until then. */
async function wrongIn({ first, later, deeds }: DecisionStory, answered: Map<string, number>): Promise<string | undefined> {
  const book = await DecidedBook.open(first);
  try {
    for (const [turn, deed] of deeds.entries()) {
      const wrong = await book.after(deed, later, turn, turn === deeds.length - 1);
      if (wrong !== undefined) return `${wrong}\nafter deed ${turn} of ${JSON.stringify(deeds.slice(0, turn + 1))}\n${JSON.stringify(book.told)}`;
    }
    for (const [kind, times] of book.answered) answered.set(kind, (answered.get(kind) ?? 0) + times);
    return await book.takeAllBack();
  } finally {
    await book.close();
  }
}

test(`decided books are as the rules and the answers make them (${STORIES} stories, seed ${SEED})`, async () => {
  const answered = new Map<string, number>();
  for (const [at, story] of fc.sample(stories, { numRuns: STORIES, seed: SEED }).entries()) {
    const wrong = await wrongIn(story, answered);
    if (wrong !== undefined) expect.fail(`story ${at} of seed ${SEED}: ${wrong}`);
  }
  expect([...answered.keys()].length).toBeGreaterThan(3);
}, STORIES * PATIENCE_MS);
