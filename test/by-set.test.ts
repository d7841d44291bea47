/** Cuts of large books are added up from sums that are kept by cells: the rows are those that are worked out line by line, also after changes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findReport } from "../src/catalogue/index.js";
import { readPolicy, type Policy } from "../src/domain/policy.js";
import { openBookFile } from "../src/engine/book-file.js";
import type { Database } from "../src/engine/database.js";
import { Derivations } from "../src/engine/derivation.js";
import { importCustomers } from "../src/engine/import-customers.js";
import { importRows } from "../src/engine/import.js";
import { extentOf } from "../src/engine/extent.js";
import { readQuestion } from "../src/engine/question.js";
import { foundRows, isSumOfSets, rowsBySets, sqlOf } from "../src/engine/run.js";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "300" : "10"));
const JOINED = 10;
const SEED = Number(process.env["ANNUA_SEED"] ?? "20250101");

/** Every cut that a book asks for, by months, as far as it goes by cells alone. */
function questionsOf({ questions }: RandomBook, policy: Policy, extent: Awaited<ReturnType<typeof extentOf>>) {
  return questions.cuts.concat([{ by: ["segment"], where: [] }, { by: ["product", "currency"], where: [] }]).flatMap(({ by, where }) =>
    (["waterfall", "logos", "trend"] as const).map((name) => {
      const question = readQuestion(findReport(name)!, { by: [...by], where: where.map((one) => `${one.column}=${one.value}`) }, policy, () => extent);
      return { question, ...sqlOf(question) };
    })).filter(({ question, sql }) => isSumOfSets(question, sql) && !question.by.concat(question.where.map(({ column }) => column)).some((column) => ["tier", "cohort", "tenure", "commitment", "remaining_term"].includes(column)));
}

async function differing(db: Database, book: RandomBook, policy: Policy): Promise<{ asked: number; wrong: unknown[] }> {
  const asked = questionsOf(book, policy, await extentOf(db, "2026-06-30"));
  const wrong: unknown[] = [];
  for (const { question, sql, params } of asked) {
    const lineByLine = await foundRows(db, question);
    const bySets = await rowsBySets(db, question, { sql, params });
    if (JSON.stringify(bySets) !== JSON.stringify(lineByLine)) wrong.push({ report: question.report.name, by: question.by, where: question.where, knobs: book.knobs, bySets, lineByLine });
  }
  return { asked: asked.length, wrong };
}

test(`by sets of cells and line by line are the same rows (${BOOKS} books, seed ${SEED})`, async () => {
  const members = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: SEED });
  let asked = 0;
  let mixed = 0;
  for (let first = 0; first < BOOKS; first += JOINED) {
    const book = joined(members.slice(first, first + JOINED));
    const { policy } = readPolicy(book.knobs);
    const db = await openBookFile(":memory:", {});
    const derivations = new Derivations(db);
    await importRows(db, derivations, policy, book.rows, { allowRejects: true });
    const whole = await differing(db, book, policy);
    mixed += Number((await db.row("select count(*) as mixed from cell_set where len(cells) > 1"))["mixed"]);
    // every third line is corrected, so that sums are taken out and added again
    const corrected = book.rows.filter((_, at) => at % 3 === 0).map((row, at) => ({ ...row, recorded_on: "2026-05-01", amount: String(100 + at), segment: "moved" }));
    await importRows(db, derivations, policy, corrected, { allowRejects: true, acceptJump: true });
    const after = await differing(db, book, policy);
    // a file about customers says from which day on some are of another segment
    const told = [...new Set(book.rows.map((row) => row["customer_id"]!))].filter((_, at) => at % 4 === 0).map((customer_id) => ({ customer_id, from_date: "2025-03-01", region: "told", segment: "told" }));
    await importCustomers(db, derivations, policy, told, {});
    // what was taken out and added is netted, which changes no sum
    await db.runFile("store/netted_flow");
    const later = await differing(db, book, policy);
    expect([...whole.wrong, ...after.wrong, ...later.wrong]).toEqual([]);
    asked += whole.asked + after.asked + later.asked;
    db.close();
  }
  expect(asked).toBeGreaterThan(BOOKS);
  expect(mixed).toBeGreaterThan(0);
});
