/** Forecasts of random books are what the naive implementation says, from days before and after the ends of terms. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Question } from "./oracle/answers.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { differingCase } from "./oracle/differing.js";
import { FORECAST_COLUMNS } from "./oracle/forecast.js";
import { readBook, type Row } from "./oracle/index.js";
import { renewalBookArbitrary } from "./oracle/renewal-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "200" : "20"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20260401");
const PATIENCE_A_BOOK_MS = 15_000;
const PATIENCE_SHRINKING_MS = 300_000;
const DAYS = 2;
const HORIZON = 5;

/** Who is told on a past day what was signed by then is told by test/forecast.test.ts; here all is known: nothing was recorded later, and everything was signed long before. */
const known = (row: Row): Row => {
  const { recorded_on: _, superseded_on: __, ...rest } = row;
  return { ...rest, signed_on: "2020-01-01" };
};

const plain = ({ rows, knobs: { segment_change: _, ...knobs }, questions }: RandomBook): RandomBook => ({ rows: rows.map(known), knobs, questions });

const questionOf = (on: string): Question => ({ command: `annua forecast contracts.csv --on ${on} --horizon ${HORIZON}`, ask: (answers) => answers.forecast(on, HORIZON) });

test(`of ${BOOKS} random books, seed ${SEED}`, async () => {
  const seen = new Map<string, number>();
  for (const [i, members] of inTens(fc.sample(renewalBookArbitrary, { numRuns: BOOKS, seed: SEED }).map(plain)).entries()) {
    const batch = joined(members);
    const days = members.flatMap(({ questions: { on } }) => on).filter((on) => on > "2023-01-01" && on < "2026-10-01").slice(0, DAYS);
    const failing = await differingCase(batch, days.map(questionOf), members);
    if (failing) expect.fail(`batch ${i} of seed ${SEED}, shrunk:\n\n${failing}`);
    const oracle = readBook(batch.rows, batch.knobs);
    for (const row of days.flatMap((on) => oracle.forecast(on, HORIZON))) {
      for (const column of FORECAST_COLUMNS) if (/[1-9]/.test(row[column])) seen.set(column, (seen.get(column) ?? 0) + 1);
    }
  }
  for (const column of FORECAST_COLUMNS) expect(seen.get(column) ?? 0, column).toBeGreaterThan(BOOKS / 10);
}, BOOKS * PATIENCE_A_BOOK_MS + PATIENCE_SHRINKING_MS);
