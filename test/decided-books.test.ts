/**
 * Random books to which people answer, adjust, take back, set policies, correct, retract and import further: every figure stays what the
 * rules and the answers make of the lines.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { DecidedBook } from "./oracle/decided-book.js";
import { type Deed, deedsArbitrary, doubtsArbitrary } from "./oracle/deed.js";

const STORIES = Number(process.env["ANNUA_STORIES"] ?? (process.env["ANNUA_LONG"] ? "30" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");
const SHRINKING_MS = 90_000;
const TELLING_LETTERS = 14;

/** Each deed with its place, which names what it brings and takes its turn at looking, whatever goes before it. */
interface DecisionStory {
  first: RandomBook;
  later: RandomBook[];
  deeds: { deed: Deed; turn: number }[];
}

const members = fc.array(fc.tuple(bookArbitrary, doubtsArbitrary).map(([book, doubts]): RandomBook => ({ ...book, rows: doubts(book.rows) })), { minLength: 1, maxLength: 2 });

const stories: fc.Arbitrary<DecisionStory> = fc
  .tuple(members, fc.array(bookArbitrary, { minLength: 2, maxLength: 3 }), deedsArbitrary)
  .map(([books, later, deeds]) => ({ first: joined(books), later: later.map((book) => joined([book])), deeds: deeds.map((deed, turn) => ({ deed, turn })) }));

interface Failure {
  wrong: string;
  story: DecisionStory;
}

/** What goes wrong first, with the deeds until then. */
async function failureOf(story: DecisionStory, answered = new Map<string, number>()): Promise<Failure | undefined> {
  const { first, later, deeds } = story;
  const book = await DecidedBook.open(first);
  try {
    for (const [at, { deed, turn }] of deeds.entries()) {
      const wrong = await book.after(deed, later, turn);
      if (wrong !== undefined) return { wrong, story: { ...story, deeds: deeds.slice(0, at + 1) } };
    }
    for (const [kind, times] of book.answered) answered.set(kind, (answered.get(kind) ?? 0) + times);
    const wrong = await book.takeAllBack();
    return wrong === undefined ? undefined : { wrong, story };
  } finally {
    await book.close();
  }
}

const without = <T>(all: T[], at: number): T[] => all.filter((_, index) => index !== at);

const alike = (one: Failure, other: Failure): boolean => one.wrong.slice(0, TELLING_LETTERS) === other.wrong.slice(0, TELLING_LETTERS);

/** The least that still goes wrong alike, as far as leaving out one deed or row after the other goes, and as time allows. */
async function shrunk(failure: Failure): Promise<Failure> {
  const until = Date.now() + SHRINKING_MS;
  let least = failure;
  const tryOn = async (story: DecisionStory): Promise<void> => {
    if (story.first.rows.length === 0 || Date.now() > until) return;
    const still = await failureOf(story);
    if (still !== undefined && alike(still, least)) least = still;
  };
  for (let at = failure.story.deeds.length - 1; at >= 0; at--) await tryOn({ ...least.story, deeds: without(least.story.deeds, at) });
  for (let at = failure.story.first.rows.length - 1; at >= 0; at--) await tryOn({ ...least.story, first: { ...least.story.first, rows: without(least.story.first.rows, at) } });
  return least;
}

const told = ({ wrong, story: { first, later, deeds } }: Failure): string =>
  [wrong, ...deeds.map((one) => `deed ${JSON.stringify(one)}`), ...first.rows.map((row) => `row ${JSON.stringify(row)}`), `knobs ${JSON.stringify(first.knobs)}`, `later ${JSON.stringify(later)}`].join("\n");

test(`decided books are as the rules and the answers make them (${STORIES} stories, seed ${SEED})`, async () => {
  const answered = new Map<string, number>();
  for (const [at, story] of fc.sample(stories, { numRuns: STORIES, seed: SEED }).entries()) {
    const failure = await failureOf(story, answered);
    if (failure !== undefined) expect.fail(`story ${at} of seed ${SEED}: ${told(await shrunk(failure))}`);
  }
  expect([...answered.keys()].length).toBeGreaterThan(2);
});
