/** What is said beside the lines: versions on the record clock, which an undo takes out and brings back, and which change no figure of the lines. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBookFile } from "../../src/engine/book-file.js";
import { openBook, ProblemError, type Book } from "../../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "annua-said-"));
afterAll(() => rmSync(folder, { recursive: true }));

const lines = [{ line_id: "L1", customer_id: "acme", product: "Core", start_date: "2025-01-01", amount: "12000", amount_per: "year" }];

async function bookOf(): Promise<Book> {
  const book = await openBook({ path: ":memory:" });
  await book.import(lines);
  return book;
}

const codesOf = (work: Promise<unknown>): Promise<string[]> => work.then(() => [], (error: unknown) => (error as ProblemError).problems.map(({ code }) => code));
const titles = async (book: Book): Promise<string[]> => (await book.said("event")).map(({ said }) => `${said["title"]} ${said["kind"] ?? ""}`.trim());

describe("an event", () => {
  let book: Book;
  beforeAll(async () => {
    book = await bookOf();
  });
  afterAll(() => book.close());

  test("is said, said otherwise, removed, and each step can be taken back and brought back", async () => {
    const launch = { date: "2026-03", title: "Launch" };
    expect(await book.say("event", launch)).toMatchObject({ statement_id: 1, said: { date: "2026-03-01", title: "Launch" }, import_id: 2, kept: true });
    expect(await book.say("event", launch)).toMatchObject({ statement_id: 1, kept: false });
    await book.say("event", { ...launch, kind: "product" });
    expect(await titles(book)).toEqual(["Launch product"]);
    expect(await book.unsay("event", [2, 2])).toHaveLength(1);
    expect(await titles(book)).toEqual([]);
    expect((await book.undoImport(4)).statements).toMatchObject([{ topic: "event", change: "ended" }]);
    expect(await titles(book)).toEqual(["Launch product"]);
    await book.undoImport(5);
    expect(await titles(book)).toEqual([]);
    await book.undoImport(6);
    expect(await titles(book)).toEqual(["Launch product"]);
    await book.undoImport(3);
    expect(await titles(book)).toEqual(["Launch"]);
    expect((await book.imports()).map(({ kind }) => kind)).toEqual(["import", "event", "event", "event", "undo", "undo", "undo", "undo"]);
  });

  test("moves the hash of the data and no figure, and nothing is derived anew for it", async () => {
    const before = await book.run("snapshot", { on: "2026-06-30" });
    await book.say("event", { date: "2026-05-01", title: "Price list" });
    const after = await book.run("snapshot", { on: "2026-06-30" });
    expect(after.rows).toEqual(before.rows);
    expect(after.provenance.data).not.toBe(before.provenance.data);
  });

  test("a dry run keeps nothing, and what can't be read or found is refused", async () => {
    const before = await book.provenance();
    expect(await book.say("event", { date: "2026-06-01", title: "Fair" }, { dryRun: true })).toMatchObject({ statement_id: null, kept: false, said: { title: "Fair" } });
    expect(await book.unsay("event", [1], { dryRun: true })).toHaveLength(1);
    expect(await codesOf(book.say("event", { date: "soon", title: "" }))).toEqual(["statement-value", "statement-missing"]);
    expect(await codesOf(book.unsay("event", [99]))).toEqual(["statement-not-found"]);
    expect(await codesOf(book.say("event", { date: "2026-06-01", title: "Fair", recorded_on: "May" }))).toEqual(["option-value"]);
    expect(await book.provenance()).toEqual(before);
  });
});

test("of a customer or product that no line has nothing is said, nor of a book without lines", async () => {
  const book = await bookOf();
  expect(await codesOf(book.say("note", { customer_id: "akme", text: "hello" }))).toEqual(["statement-customer"]);
  expect(await codesOf(book.say("renewal", { customer_id: "acme", product: "Kore", due: "2026", outcome: "churn" }))).toEqual(["statement-product"]);
  expect(await book.say("note", { customer_id: "acme", text: "hello", date: "2026-01-05" })).toMatchObject({ said: { customer_id: "acme", date: "2026-01-05" } });
  await book.close();
  const empty = await openBook({ path: ":memory:" });
  expect(await codesOf(empty.say("event", { date: "2026-06-01", title: "Fair" }))).toEqual(["statement-before-lines"]);
  await empty.close();
});

test("an amount is above zero, and a probability from 0 to 1 or in percent", async () => {
  const book = await bookOf();
  const said = async (given: Record<string, string>) => (await book.say("renewal", { customer_id: "acme", due: "2026-01-01", outcome: "renewed", ...given })).said;
  expect(await said({ probability: "80%" })).toMatchObject({ probability: "0.8", from_date: "2026-01-01", to_date: "2026-01-02" });
  expect(await said({ probability: ".125", amount: "012000.50", currency: "eur" })).toMatchObject({ probability: "0.125", amount: "12000.5", currency: "EUR" });
  expect(await said({ probability: "1.00" })).toMatchObject({ probability: "1" });
  for (const probability of ["80", "-0.1", "1.1", "101%", "high", "0.1234567"]) expect(await codesOf(said({ probability }))).toEqual(["statement-value"]);
  for (const amount of ["0", "-5", "1,000", "1e3", "0.00", "1234567890123456789"]) expect(await codesOf(said({ amount }))).toEqual(["statement-value"]);
  await book.close();
});

test("the last word on a renewal counts, that of another day stood then, and known_on tells what was known", async () => {
  const path = join(folder, "words.annua");
  const book = await openBook({ path, policy: { fx: { rates: { EUR: "1.1" } } } });
  await book.import(lines);
  const word = { customer_id: "acme", due: "2026-Q1" };
  await book.say("renewal", { ...word, outcome: "renewed", probability: "0.5", recorded_on: "2025-09-30" });
  await book.say("renewal", { ...word, outcome: "churn", probability: "0.9", recorded_on: "2025-12-01" });
  await book.say("renewal", { ...word, product: "Core", outcome: "expansion", amount: "13000", currency: "EUR", recorded_on: "2025-11-01" });
  await book.run("snapshot", { on: "2025-11-15", known_on: "2025-11-15" });
  await book.close();
  const db = await openBookFile(path, {});
  await db.runFile("question/statement_span");
  await db.runFile("question/statement_amount");
  await db.runFile("question/renewal_word");
  const told = async (day: string | null) =>
    (await db.rows("select product, outcome, renews_e6, expected, cast(said_on as varchar) as said_on from renewal_said(cast($day as date)) order by word_no", { day })).map((row) => Object.values(row).join(" "));
  expect(await told(null)).toEqual(["Core expansion 1000000 1430000 2025-11-01", " churn 100000  2025-12-01"]);
  expect(await told("2025-11-30")).toEqual([" renewed 500000  2025-09-30", "Core expansion 1000000 1430000 2025-11-01"]);
  expect(await told("2025-09-29")).toEqual([]);
  expect((await db.rows("select until_on from renewal_word() order by word_no")).map((row) => row["until_on"])).toEqual(["2025-12-01", null, null]);
  await db.run("attach ':memory:' as beside; set search_path = 'beside,book'");
  await db.runFile("derive/knowledge", { known_on: "2025-11-15", by_signature: false });
  expect(await told(null)).toEqual([" renewed 500000  2025-09-30", "Core expansion 1000000 1430000 2025-11-01"]);
  db.close();
});

test("a book that was made before has the table when it is opened, also where it is only read", async () => {
  const path = join(folder, "older.annua");
  const made = await openBook({ path });
  await made.import(lines);
  await made.close();
  const db = await openBookFile(path, {});
  await db.run("drop table book.statement");
  db.close();
  const book = await openBook({ path, readOnly: true });
  expect(await book.said("event")).toEqual([]);
  await book.close();
});

test("what fits nothing is kept and warned of", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([
    { line_id: "L1", customer_id: "acme", product: "Core", start_date: "2025-01-01", end_date: "2035-01-01", amount: "12000", amount_per: "year" },
    { line_id: "L2", customer_id: "gone", product: "Core", start_date: "2020-01-01", end_date: "2021-01-01", amount: "12000", amount_per: "year" },
    { line_id: "L3", customer_id: "acme", product: "Extra", start_date: "2025-01-01", end_date: "2036-01-01", amount: "12000", amount_per: "year" },
  ]);
  const warned = async (...[topic, given]: Parameters<Book["say"]>) => {
    const { problems, kept } = await book.say(topic, given);
    expect(kept).toBe(true);
    expect(problems.every(({ severity }) => severity === "warning")).toBe(true);
    return problems.map(({ code, remedy }) => `${code}${/--due \S+/.exec(remedy)?.[0] ?? ""}`);
  };
  expect(await warned("renewal", { customer_id: "acme", due: "2035-01", outcome: "renewed" })).toEqual([]);
  expect(await warned("renewal", { customer_id: "acme", due: "2034", outcome: "renewed" })).toEqual(["renewal-word-undue--due 2035-01-01"]);
  expect(await warned("renewal", { customer_id: "acme", product: "Extra", due: "2035-01", outcome: "renewed" })).toEqual(["renewal-word-undue--due 2036-01-01"]);
  expect(await warned("renewal", { customer_id: "gone", due: "2030", outcome: "renewed" })).toEqual(["renewal-word-undue"]);
  expect(await warned("renewal", { customer_id: "gone", due: "2021-01", outcome: "churn" })).toEqual(["renewal-word-late"]);
  expect(await warned("renewal", { customer_id: "gone", due: "2021-Q1", outcome: "churn", recorded_on: "2020-10-01" })).toEqual([]);
  expect(await warned("save", { customer_id: "acme", kind: "prevented_churn", amount: "5", date: "2026-01-01" })).toEqual([]);
  expect(await warned("save", { customer_id: "gone", kind: "prevented_churn", amount: "5", date: "2026-01-01" })).toEqual(["save-without-arr"]);
  expect(await warned("save", { customer_id: "acme", kind: "prevented_churn", amount: "5", date: "2034-01-01" })).toEqual(["statement-ahead"]);
  expect(await warned("event", { date: "2099-01-01", title: "Fair" })).toEqual(["statement-ahead"]);
  await book.close();
});
