/** Cohorts of random books are what the naive implementation says, in every measure, grain and grain of ages. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Question } from "./oracle/answers.js";
import { bookArbitrary, inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { differingCase } from "./oracle/differing.js";
import { dayBefore, readBook, type TriangleAsk } from "./oracle/index.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250102");

const MEASURES: TriangleAsk["measure"][] = ["arr", "logos", "nrr", "grr", "logo_retention"];
const GRAINS: Pick<TriangleAsk, "grain" | "ageGrain">[] = [
  { grain: "month" }, { grain: "quarter" }, { grain: "year" }, { grain: "quarter", ageGrain: "month" }, { grain: "month", ageGrain: "quarter" }, { grain: "year", ageGrain: "quarter" }, { grain: "year", ageGrain: "month" },
];
/** Fiscal years that begin with the calendar's, and others. */
const YEARS = ["01-01", "02-01", "07-01"];

function asksOf({ questions: { ranges } }: RandomBook): TriangleAsk[] {
  const [first, , last] = ranges.map(({ to }) => to) as [string, string, string];
  return MEASURES.flatMap((measure) => GRAINS.map((grain, at) => ({ ...grain, measure, to: at % 2 === 0 ? last : dayBefore(first) })));
}

function questionOf(ask: TriangleAsk): Question {
  const age = ask.ageGrain ? ` --age-grain ${ask.ageGrain}` : "";
  return { command: `annua cohorts contracts.csv --to ${ask.to} --grain ${ask.grain} --measure ${ask.measure}${age}`, ask: (answers) => answers.triangle(ask) };
}

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  let cells = 0;
  for (const [i, members] of inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED })).entries()) {
    const { knobs, ...batch } = joined(members);
    const book = { ...batch, knobs: { ...knobs, fiscal_year_start: YEARS[i % YEARS.length] } };
    const oracle = readBook(book.rows, book.knobs);
    const asks = asksOf(book).filter((ask) => oracle.triangle(ask).length > 0);
    const failing = await differingCase(book, asks.map(questionOf));
    if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    cells += asks.reduce((sum, ask) => sum + oracle.triangle(ask).length, 0);
  }
  expect(cells).toBeGreaterThan(10 * BOOKS);
});
