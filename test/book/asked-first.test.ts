/** What questions need is made when the first one is asked: whichever it is, of a book just opened, it is answered as any other time. */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook, type Book } from "../../src/index.js";

const path = join(tmpdir(), `annua-asked-first-${process.pid}.annua`);

const line = { customer_id: "Ash", parent_id: "Top", amount_per: "year", currency: "USD", segment: "ENT" };
const lines = [
  { ...line, line_id: "A", start_date: "2025-01-01", end_date: "2026-01-01", amount: "1200" },
  { ...line, line_id: "B", start_date: "2026-01-01", end_date: "2026-06-01", amount: "1500" },
];

/** Every method that answers without a report being asked before. */
const asked: Record<string, (book: Book) => Promise<unknown>> = {
  looks: (book) => book.looks(),
  warnings: (book) => book.warnings(),
  questions: (book) => book.questions(),
  range: (book) => book.range(),
  explain: (book) => book.explain("waterfall", { cell: "expansion", period: "2026-01" }),
  verifyClose: (book) => book.verifyClose("2025-12"),
  sql: (book) => book.sql("waterfall", { by: ["segment"] }),
  "an import tried": (book) => book.import([{ ...line, line_id: "C", start_date: "2026-02-01", amount: "600" }], { dryRun: true }),
  "a line retracted for a try": async (book) => ({ ...(await book.retract(["B"], { dryRun: true })), done_at: null }),
};

/** What each answers of a book of which a waterfall was asked before. */
const usual = new Map<string, unknown>();

beforeAll(async () => {
  const book = await openBook({ path });
  await book.import(lines);
  await book.closePeriod("2025-12");
  await book.run("waterfall");
  for (const [name, ask] of Object.entries(asked)) usual.set(name, await ask(book));
  await book.close();
});

afterAll(() => rmSync(path, { force: true }));

test("knobs are tried on a book of which nothing was asked", async () => {
  const book = await openBook({ path });
  expect((await book.knobEffects()).map(({ definition, figures }) => [definition, figures.arr])).toContainEqual(["expired: hold", "1500.00"]);
  await book.close();
});

test.each(Object.keys(asked))("%s is answered first as it is later", async (name) => {
  const book = await openBook({ path });
  expect(await asked[name]!(book)).toEqual(usual.get(name));
  await book.close();
});
