/** A cell of the triangle of cohorts is what other reports say of it: a snapshot of the cohort, and its retention since the end of its own period. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { bookArbitrary, inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { addMonths, dayText, mustReadDay } from "./oracle/calendar.js";
import { dayBefore } from "./oracle/index.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "200" : "10"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250505");
const IS_LONG = process.env["ANNUA_LONG"] !== undefined || process.env["ANNUA_BOOKS"] !== undefined;
/** Cells of a triangle that are asked for elsewhere. */
const CELLS = IS_LONG ? 8 : 3;
const CUTS = IS_LONG ? [[], ["segment"], ["product", "currency"], ["parent"], ["tier"]] : [[], ["segment"], ["tier"]];

/** The measures, and the figures of a snapshot and of retention that they are. */
const MEASURES = [["arr", "arr"], ["logos", "customers"], ["nrr", "nrr"], ["grr", "grr"], ["logo_retention", "logo_retention"]] as const;

interface Triangle {
  by: string[];
  /** By measure. */
  rows: ReportRow[][];
}

async function triangleOf(book: Book, to: string, by: string[]): Promise<Triangle> {
  const rows: ReportRow[][] = [];
  for (const [measure] of MEASURES) rows.push((await book.run("cohorts", { to, measure, ...(by.length > 0 ? { by } : {}) })).rows);
  return { by, rows };
}

const closeAfter = (cohort: string, age: number): string => dayBefore(dayText(addMonths(mustReadDay(`${cohort}-01`), age + 1)));

/** What a snapshot and retention say of the cell, a row a group. */
async function saidElsewhere(book: Book, cohort: string, age: number, by: string[]): Promise<ReportRow[]> {
  const cut = { where: [`cohort=${cohort}`], ...(by.length > 0 ? { by } : {}) };
  const [own, close] = [closeAfter(cohort, 0), closeAfter(cohort, age)];
  const stands = (await book.run("snapshot", { on: close, ...cut })).rows;
  const kept = age === 0 ? [] : (await book.run("retention", { open: own, close, ...cut })).rows;
  const keyOf = (row: ReportRow) => JSON.stringify(by.map((name) => row[name]));
  const keys = [...new Set([...stands, ...kept].map(keyOf))];
  return keys.map((key) => ({ ...kept.find((row) => keyOf(row) === key), ...stands.find((row) => keyOf(row) === key) }));
}

/** A group that one of the two leaves out is nothing: no ARR, no customers, no retention. */
const toldOf = (value: ReportRow[string] | undefined): string => (value === undefined || value === null || /^0(\.0+)?$/.test(String(value)) ? "none" : String(value));

async function compareCell(book: Book, { by, rows }: Triangle, { cohort, age }: { cohort: string; age: number }, told: string): Promise<void> {
  const elsewhere = await saidElsewhere(book, cohort, age, by);
  for (const [at, [measure, figure]] of MEASURES.entries()) {
    if (age === 0 && at > 1) continue;
    const here = rows[at]!.filter((row) => row["cohort"] === cohort && row["age"] === age);
    const groups = new Set([...elsewhere, ...here].map((row) => JSON.stringify(by.map((name) => row[name]))));
    for (const group of groups) {
      const isGroup = (row: ReportRow) => JSON.stringify(by.map((name) => row[name])) === group;
      expect(toldOf(here.find(isGroup)?.["value"]), `${measure} of ${cohort} at ${age}, ${group}: ${told}`).toBe(toldOf(elsewhere.find(isGroup)?.[figure]));
    }
  }
}

/** Some of the cells, spread over the triangle. */
function cellsOf({ rows: [rows] }: Triangle): { cohort: string; age: number }[] {
  const all = [...new Set(rows!.map((row) => JSON.stringify({ cohort: row["cohort"], age: row["age"] })))];
  return all.filter((_, at) => at % Math.ceil(all.length / CELLS) === 0).map((cell) => JSON.parse(cell) as { cohort: string; age: number });
}

async function compareBook(random: RandomBook): Promise<number> {
  const book = await openBook({ path: ":memory:", policy: random.knobs, threads: 1 });
  await book.import(random.rows, { allowRejects: true });
  const to = random.questions.ranges.at(-1)!.to.slice(0, 7);
  const told = JSON.stringify({ rows: random.rows, knobs: random.knobs });
  let cells = 0;
  for (const by of CUTS) {
    const triangle = await triangleOf(book, to, by);
    for (const cell of cellsOf(triangle)) await compareCell(book, triangle, cell, told).then(() => cells++);
  }
  await book.close();
  return cells;
}

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  let cells = 0;
  for (const members of inTens(fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED }))) cells += await compareBook(joined(members));
  expect(cells).toBeGreaterThan(CUTS.length * Math.ceil(BOOKS / 10));
});
