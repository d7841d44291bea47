/** Explanations: each level sums to the one above, leaves are rows of the book, and these rows alone derive the figure again. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openBook } from "../src/index.js";
import { asked, cellsOf, derivedAgain, figureOf, leavesOf, type RandomCell, wrongSums } from "./explained-cells.js";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";

const IS_LONG = process.env["ANNUA_LONG"] !== undefined;
const BOOKS = 50;
/** Books are joined, so that one read of the library answers for several. */
const JOINED = IS_LONG ? 5 : 10;
const CELLS = Number(process.env["ANNUA_CELLS"] ?? (IS_LONG ? "1000" : "10"));
/** Every book is asked every question in the long run, and else one in so many. */
const EVERY = IS_LONG ? 1 : 9;
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");

const members = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED });
const books = Array.from({ length: BOOKS / JOINED }, (_, at) => joined(members.slice(JOINED * at, JOINED * (at + 1))));

/** So many of the cells, evenly, beginning somewhere else in each book. */
const some = (cells: RandomCell[], count: number, at: number): RandomCell[] => [...new Set(Array.from({ length: count }, (_, i) => cells[Math.floor(((i + at / 10) * cells.length) / count) % cells.length]!))];

async function explainedWrongly(book: RandomBook, count: number, at: number): Promise<{ wrong: string[]; explained: number }> {
  const library = await openBook({ path: ":memory:", policy: book.knobs });
  await library.import(book.rows, { allowRejects: true });
  const wrong: string[] = [];
  const told = [];
  for (const [place, cell] of some(await cellsOf(library, book, EVERY, 3 * at), count, at).entries()) {
    const { report, ...params } = asked(cell);
    const explanation = await library.explain(report, params);
    const said = JSON.stringify({ at, report, ...params, knobs: book.knobs });
    if (explanation.amount !== cell.amount) wrong.push(`${said} is ${cell.amount}, but is explained as ${explanation.amount}`);
    wrong.push(...wrongSums(explanation).map((sum) => `${said}: ${sum}`));
    if (place % 4 === 0) wrong.push(...wrongSums(await library.explain(report, { ...params, top: 1 })).map((sum) => `${said}, top 1: ${sum}`));
    told.push({ cell, explanation, leaves: leavesOf(explanation, book.rows) });
  }
  await library.close();
  const byCustomer = told.filter(({ cell }) => cell.question.params.level !== "customer_product");
  const again = await derivedAgain(byCustomer, book.knobs);
  for (const { cell, explanation, leaves } of byCustomer) {
    if (again.get(cell) !== figureOf(cell, explanation)) wrong.push(`${JSON.stringify({ at, ...asked(cell), knobs: book.knobs })} is ${cell.amount}, but its leaves come to ${again.get(cell)}: ${JSON.stringify(leaves)}`);
  }
  return { wrong, explained: told.length };
}

describe("random cells of random books", () => {
  test(`sum at every level, and their leaves alone come to them (${CELLS} cells, seed ${SEED})`, async () => {
    let explained = 0;
    for (const [at, book] of books.entries()) {
      const found = await explainedWrongly(book, CELLS / books.length, at);
      expect(found.wrong).toEqual([]);
      explained += found.explained;
    }
    expect(explained).toBeGreaterThan(CELLS * 0.9);
  });
});

test("a figure is named by its column or by the title that tables show", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import([{ line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "year" }]);
  const named = await book.explain("waterfall", { cell: "closing", period: "2025-01" });
  expect(named.amount).toBe("100.00");
  for (const cell of ["Ending ARR", "ending arr", "Closing"]) expect(await book.explain("waterfall", { cell, period: "2025-01" }), cell).toEqual(named);
  const day = await book.explain("snapshot", { cell: "arr", period: "2025-01-31" });
  expect(day.amount).toBe("100.00");
  expect(await book.explain("snapshot", { cell: "arr", on: "2025-01-31" })).toEqual(day);
  await expect(book.explain("snapshot", { cell: "arr", on: "2025-01-31", period: "2025-01" })).rejects.toThrow("options-clash");
  await expect(book.explain("waterfall", { cell: "closing", on: "2025-01-31" })).rejects.toThrow("options-clash");
  await book.close();
});
