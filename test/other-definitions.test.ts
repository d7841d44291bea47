/** The report definitions works other definitions out from one's own, as far as they differ; asked for themselves they say the same. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { chosenDefinitions, figuresOn } from "../src/engine/definitions.js";
import { bookArbitrary, joined } from "./oracle/book-arbitrary.js";

/** What the report says of each definition, and what snapshot and retention say under it. */
async function bothSays(book: Book, on: string, params: Record<string, unknown> = {}): Promise<{ said: unknown[]; asked: unknown[]; moving: number }> {
  const { rows } = await book.run("definitions", { on, ...params });
  const { knobs: _, ...rest } = params;
  const others = chosenDefinitions(book.policy, params);
  const said = others.map(({ definition }) => rows.find((row) => row["definition"] === definition)).map((row) => row && [row["definition"], row["arr"], row["nrr"], row["grr"], Number(row["customers"])]);
  const asked: unknown[] = [];
  for (const { definition, set } of others) {
    const { arr, nrr, grr, customers } = await figuresOn(on, (name, words) => book.run(name, { ...words, ...rest, set }));
    asked.push([definition, arr, nrr, grr, Number(customers)]);
  }
  return { said, asked, moving: rows.filter((row) => ["arr", "nrr", "grr", "customers"].some((name) => Number(row[`diff_${name}`] ?? 0) !== 0)).length };
}

test("each definition of a book with a bit of everything is what it says when it is set", async () => {
  const { rows, questions } = joined(fc.sample(bookArbitrary, { numRuns: 12, seed: 7 }));
  const book = await openBook({ path: ":memory:", policy: { fx: { mode: "dated", rates: [["2020-01-01", "EUR", "1.1"], ["2024-06-30", "EUR", "1.25"], ["2020-01-01", "JPY", "0.007"], ["2020-01-01", "GBP", "1.3"]] } } });
  await book.import(rows, { allowRejects: true });
  const { said, asked, moving } = await bothSays(book, questions.on.at(-1)!);
  expect(said).toEqual(asked);
  expect(moving, "definitions that move a figure").toBeGreaterThan(10);
  await book.close();
});

test("as of what was known on a day, in another currency, and under a policy of one's own", async () => {
  const book = await openBook({ path: ":memory:", policy: { grace_days: 30, fx: { mode: "constant", rates: { EUR: "1.1" } } } });
  const line = { customer_id: "acme", product: "Platform", amount_per: "month", currency: "USD" };
  await book.import([
    { ...line, line_id: "A1", start_date: "2024-01-01", end_date: "2025-01-01", amount: "100", recorded_on: "2024-01-05" },
    { ...line, line_id: "A2", start_date: "2025-01-21", end_date: "2026-01-01", amount: "150", recorded_on: "2025-02-01" },
    { ...line, line_id: "B1", customer_id: "birch", currency: "EUR", start_date: "2024-03-15", end_date: "2025-09-01", amount: "80", recorded_on: "2024-03-20" },
    { ...line, line_id: "C1", customer_id: "cedar", start_date: "2024-05-01", amount: "40", amount_per: "week", recorded_on: "2024-05-01" },
  ]);
  const knobs = ["grace_days", "weeks_per_year", "level", "renewal_gap"];
  for (const params of [{}, { known_on: "2025-01-25", currency: "EUR" }]) {
    const { said, asked } = await bothSays(book, "2025-01-10", { ...params, knobs });
    expect(said, JSON.stringify(params)).toEqual(asked);
  }
  const before = await book.run("snapshot", { on: "2025-03-31" });
  await book.run("definitions", { on: "2025-03-31", knobs });
  expect((await book.run("snapshot", { on: "2025-03-31" })).rows, "another question afterwards").toEqual(before.rows);
  await book.close();
});

test("whoever goes while it is taken away again leaves no tables behind", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([{ line_id: "A1", customer_id: "acme", product: "Platform", amount: "100", amount_per: "month", currency: "USD", start_date: "2024-01-01" }]);
  const db = book["db"];
  const run = db.run.bind(db);
  for (const stopped of [/^drop \w+ if exists temp\.known_line/, /\bdetach\b/]) {
    let isStopped = false;
    db.run = async (sql, params) => {
      if (!isStopped && stopped.test(sql)) throw new Error((isStopped = true) && "INTERRUPT Error: Interrupted!");
      return run(sql, params);
    };
    await book.run("definitions", { on: "2025-01-01", knobs: ["grace_days"] }).catch(() => undefined);
    expect(isStopped, String(stopped)).toBe(true);
    expect(await db.rows("select database_name from duckdb_databases() where database_name like 'derived%'"), String(stopped)).toEqual([]);
  }
  await book.close();
});
