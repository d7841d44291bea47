/** Decisions on a believable company: what a question says an answer would do is what it does, and everything can be taken back. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, type Book, type QuestionView } from "../src/index.js";
import { sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "annua-decision-"));
const file = join(folder, "sample.csv");
let book: Book;
let raw: bigint;

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));
const arrOf = async (of: Book): Promise<bigint> => minor((await of.run("snapshot")).rows[0]!["arr"]);
const brokenLaws = async (of: Book): Promise<string[]> => (await of.run("check")).problems.filter((problem) => problem.code === "law-broken").map((problem) => problem.message);

beforeAll(async () => {
  writeFileSync(file, [...sampleCsv({ customers: 60, seed: 3, until: "2026-06" })].join(""));
  book = await openBook({ path: ":memory:", policy: samplePolicy });
  await book.import(file);
  raw = await arrOf(book);
});

afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

/** Up to two questions of each kind, each with its last choice. */
function chosen(open: readonly QuestionView[]): { id: string; choice: string }[] {
  const counts = new Map<string, number>();
  return open.filter(({ kind }) => counts.set(kind, (counts.get(kind) ?? 0) + 1).get(kind)! <= 2).map(({ id, choices }) => ({ id, choice: choices.at(-1)!.choice }));
}

test("an answer moves ARR by what its question said, for each kind that the company raises", async () => {
  const asked = chosen(await book.questions());
  expect(new Set((await book.questions()).map((question) => question.kind)).size).toBeGreaterThan(5);
  for (const { id, choice } of asked) {
    const told = (await book.questions()).find((question) => question.id === id)?.choices.find((one) => one.choice === choice);
    if (told === undefined) continue; // an answer before it has settled it
    const before = await arrOf(book);
    await book.answer(id, choice, { by: "jane" });
    expect({ id, choice, arr: await arrOf(book) }).toEqual({ id, choice, arr: before + minor(told.effect) });
    expect(minor(told.arr)).toBe(before + minor(told.effect));
  }
  expect((await book.questions("decided")).length).toBeGreaterThan(5);
});

test("ARR as written and the effects of the decisions sum to ARR, and the laws hold", async () => {
  const [customer] = (await book.run("customers", { limit: 1 })).rows;
  await book.adjust({ customer: String(customer!["customer"]), amount: "-123.45", from: "2026-01", reason: "credit" });
  const effects = (await book.questions("decided")).map((view) => minor(view.effect));
  expect(raw + effects.reduce((sum, effect) => sum + effect, 0n)).toBe(await arrOf(book));
  expect(effects.at(-1)).toBe(-12345n);
  expect(await brokenLaws(book)).toEqual([]);
});

test("decisions hold when the same list is imported again with a line more, and the figures are those of a book worked out anew", async () => {
  const before = await arrOf(book);
  const { decisions } = await book.provenance();
  await book.import([{ line_id: "one more", customer_id: "C-0001", start_date: "2026-01-01", amount: "1", amount_per: "year", product: "One more" }]);
  expect(await arrOf(book)).toBe(before + 100n);
  expect((await book.provenance()).decisions).toBe(decisions);
  const stored = (await book.run("snapshot", { by: ["customer", "segment"] })).rows;
  await book.setPolicy({ ...samplePolicy, grace_days: 5 });
  await book.setPolicy(samplePolicy);
  expect((await book.run("snapshot", { by: ["customer", "segment"] })).rows).toEqual(stored);
  expect((await book.run("snapshot", { by: ["customer", "segment"], set: { weeks_per_year: "52" } })).rows).toEqual(stored);
  await book.retract(["one more"]);
});

test("everything can be withdrawn: ARR is again that of the lines as written, and the questions keep their numbers", async () => {
  const decided = await book.questions("decided");
  for (const { id } of decided.toReversed()) await book.withdraw(id);
  expect(await arrOf(book)).toBe(raw);
  expect(await brokenLaws(book)).toEqual([]);
  const open = new Set((await book.questions()).map((question) => question.id));
  expect(decided.filter(({ id }) => id.startsWith("Q") && !open.has(id))).toEqual([]);
  expect((await book.questions("all")).filter((view) => view.status === "withdrawn")).toHaveLength(decided.length);
});

describe("between what ARR lies", () => {
  const line = (line_id: string, start_date: string, amount: string) => ({ line_id, customer_id: "acme", product: "Core", start_date, end_date: "2090-01-01", amount, amount_per: "year" });

  test("is worked out from all choices together, not by adding: a line can be gone only once", async () => {
    const small = await openBook({ path: ":memory:" });
    await small.import([line("L1", "2024-01-01", "100"), line("L2", "2024-01-01", "100"), line("L3", "2025-01-01", "120")]);
    const effects = (await small.questions()).map(({ kind, choices }) => `${kind} ${choices.at(-1)!.effect}`);
    expect(effects.sort()).toEqual(["duplicate -100.00", "overlap -100.00"]);
    expect(await small.range({ on: "2026-01-31" })).toEqual({ on: "2026-01-31", currency: "USD", arr: "320.00", open_questions: 2, lowest: "220.00", highest: "320.00" });
    await small.close();
  });

  test("what a product is, is one choice for all of its customers, beside what each of them leaves open", async () => {
    const setup = (customer_id: string, amount: string) => ({ line_id: customer_id, customer_id, product: "Setup", start_date: "2024-01-01", amount, amount_per: "year" });
    const small = await openBook({ path: ":memory:" });
    await small.import([setup("A", "1000"), setup("B", "-400")]);
    // services, as guessed: 0; recurring: 1,000 - 400
    expect(await small.range({ on: "2026-01-31" })).toMatchObject({ arr: "0.00", lowest: "0.00", highest: "600.00", open_questions: 1 });
    await small.close();
    for (const churn_date of ["day_after", "last_day"]) {
      const ruled = await openBook({ path: ":memory:", policy: { churn_date, kind_rules: [{ match: "seat", kind: "recurring" }] } });
      await ruled.import(["A", "A again", "B"].map((line_id) => ({ ...setup(line_id[0]!, line_id === "B" ? "-400" : "1000"), line_id, product: "Seat" })));
      expect((await ruled.questions()).map(({ kind }) => kind).sort()).toEqual(["duplicate", "kind"]);
      // recurring: 2,000 or one of the two of A, less 400; anything else: nothing
      expect(await ruled.range({ on: "2026-01-31" })).toMatchObject({ arr: "1600.00", lowest: "0.00", highest: "1600.00" });
      await ruled.close();
    }
  });

  test("where there are more combinations than are worked out at once, a line is still gone only once", async () => {
    const small = await openBook({ path: ":memory:" });
    const later = [0, 1, 2, 3, 4].map((at) => line(`k${at}`, `2025-0${at + 2}-01`, `${1000 + at}`));
    await small.import([line("L1", "2024-01-01", "100"), line("L2", "2024-01-01", "100"), line("L3", "2025-01-01", "120"), ...later]);
    const open = await small.questions();
    expect(open.reduce((count, { choices }) => count * choices.length, 1)).toBe(384);
    // 320 + 5,010; of the pairs of lines that follow one another L1 is in none, and nothing follows the last: 100 + 1,004 stay
    expect(await small.range({ on: "2026-01-31" })).toMatchObject({ arr: "5330.00", lowest: "1104.00", highest: "5330.00" });
    await small.close();
  });

  test("is ARR itself where no question is open", async () => {
    const small = await openBook({ path: ":memory:" });
    await small.import([line("L1", "2024-01-01", "100")]);
    expect(await small.range({ on: "2026-01-31" })).toMatchObject({ arr: "100.00", open_questions: 0, lowest: "100.00", highest: "100.00" });
    await small.close();
  });
});

test("a line that counts nowhere no longer takes the place of another customer's, in what its question says and in what the answer does", async () => {
  const small = await openBook({ path: ":memory:" });
  const line = (line_id: string, customer_id: string, start_date: string, amount: string, more: Record<string, string> = {}) => ({ line_id, customer_id, product: "Core", start_date, amount, amount_per: "year", end_date: "2090-01-01", ...more });
  await small.import([
    line("L1", "one", "2024-01-01", "100"), line("L2", "other", "2023-01-01", "100", { end_date: "2025-01-01" }), line("L3", "other", "2025-01-01", "1000", { replaces: "L1" }),
  ]);
  expect(await arrOf(small)).toBe(100_000n);
  const [question] = (await small.questions()).filter(({ kind }) => kind === "amount");
  expect(question!.choices.map(({ choice, effect }) => `${choice} ${effect}`)).toEqual(["as_written 0.00", "divided_by_10 -900.00", "left_out -900.00"]);
  expect(await small.range()).toMatchObject({ lowest: "100.00", highest: "1000.00" });
  await small.answer(question!.id, "left_out");
  expect(await arrOf(small)).toBe(10_000n);
  await small.withdraw(question!.id);
  expect(await arrOf(small)).toBe(100_000n);
  await small.close();
});

test("a line signed some weeks ago that was listed by --backlog is answered by its number", async () => {
  const day = (before: number): string => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);
  const book = await openBook({ path: ":memory:" });
  await book.import([{ line_id: "L1", customer_id: "acme", signed_on: day(70), start_date: day(-400), amount: "90", amount_per: "year" }]);
  expect((await book.run("questions")).rows).toEqual([]);
  const { rows } = await book.run("questions", { backlog: "1" });
  expect(rows.map((row) => [row["id"], row["arr_at_stake"]])).toEqual([["Q1", "90.00"]]);
  await book.answer("q1", "live");
  expect((await book.run("snapshot")).rows[0]!["arr"]).toBe("90.00");
  await book.close();
});

test("an answer without a day takes the one that its question names, and records it", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  const ended = new Date().getUTCFullYear() - 1;
  await book.import([{ line_id: "L1", customer_id: "acme", start_date: `${ended - 1}-01-01`, end_date: `${ended}-01-01`, amount: "120", amount_per: "year" }]);
  const [question] = await book.questions();
  const days = Object.fromEntries(question!.choices.map(({ choice, until }) => [choice, until]));
  expect(days).toEqual({ churned: "", renewed: `${ended + 1}-12-31`, auto_renewed: "" });
  expect((await book.run("questions")).rows[0]!["choices"]).toContain(`renewed until ${ended + 1}-12-31: ARR 120.00`);
  expect((await book.run("questions", { on: `${ended}-06-30` })).rows[0]!["choices"]).toContain("renewed: ARR 120.00");
  expect((await book.answer(question!.id, "renewed")).until).toBe(`${ended + 1}-12-31`);
  await book.close();
});
