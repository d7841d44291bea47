/** What comes after a decision: corrections, lines that go, whole lists. Figures are worked out by hand. */
import { expect, test } from "vitest";
import { openBook, ProblemError, type Book } from "../src/index.js";

type Rows = Parameters<Book["import"]>[0];
const base = { product: "Core", amount_per: "year" } as const;

async function bookOf(rows: Rows, source = "list.csv"): Promise<Book> {
  const book = await openBook({ path: ":memory:" });
  await book.import(rows, { source });
  return book;
}

const arrOf = async (book: Book, on: string): Promise<unknown> => (await book.run("snapshot", { on })).rows[0]!["arr"];
const answer = async (book: Book, kind: string, choice: string, options = {}): Promise<void> => {
  const found = (await book.questions()).find((question) => question.kind === kind)!;
  await book.answer(found.id, choice, options);
};

test("of copies the first that is there counts: where it goes, the next does", async () => {
  const copy = (line_id: string) => ({ ...base, line_id, customer_id: "u", start_date: "2025-01-01", amount: "1800" });
  const book = await bookOf([copy("U1"), copy("U2"), copy("U3")]);
  await answer(book, "duplicate", "one_counts");
  expect(await arrOf(book, "2026-06-30")).toBe("1800.00");
  await book.retract(["U1"]);
  expect(await arrOf(book, "2026-06-30")).toBe("1800.00");
  await book.import([copy("U3")], { source: "list.csv", full: true, maxEnded: 100 });
  expect(await arrOf(book, "2026-06-30")).toBe("1800.00");
  await book.retract(["U3"]);
  expect(await arrOf(book, "2026-06-30")).toBe("0.00");
  await book.close();
});

test("a renewal that was decided until a day may be decided to go on by itself", async () => {
  const book = await bookOf([{ ...base, line_id: "E1", customer_id: "e", start_date: "2024-06-01", end_date: "2025-06-01", amount: "24000" }]);
  await answer(book, "ended", "renewed", { until: "2025-09-30" });
  expect([await arrOf(book, "2025-09-30"), await arrOf(book, "2025-10-01")]).toEqual(["24000.00", "0.00"]);
  await answer(book, "ended", "auto_renewed");
  expect(await arrOf(book, "2026-05-31")).toBe("24000.00");
  await book.close();
});

test("the day of --until is the last one, as the question shows it, however the list writes its ends; it is kept as it was given", async () => {
  for (const end of [{ end_date: "2025-05-31", end_convention: "inclusive" }, { end_date: "2025-06-01", end_convention: "exclusive" }]) {
    for (const until of ["2025-12-31", "2025-12"]) {
      const book = await bookOf([{ ...base, line_id: "W1", customer_id: "w", start_date: "2024-06-01", ...end, amount: "12000" }]);
      expect((await book.questions())[0]!.question).toContain("ended with 2025-05-31");
      await answer(book, "ended", "renewed", { until });
      expect([await arrOf(book, "2025-12-31"), await arrOf(book, "2026-01-01")]).toEqual(["12000.00", "0.00"]);
      expect((await book.questions("decided"))[0]!.decision).toMatchObject({ choice: "renewed", until: "2025-12-31" });
      expect((await book.questions())[0]!.question).toContain("ended with 2025-12-31");
      await book.close();
    }
  }
});

test("lines whose kind was decided are left out of nothing, also those that come later", async () => {
  const fee = (line_id: string) => ({ line_id, customer_id: "k", product: "Onboarding plan", start_date: "2025-01-01", amount: "10", amount_per: "month" });
  const book = await bookOf([fee("K1")]);
  expect(await arrOf(book, "2025-06-30")).toBe("0.00");
  await answer(book, "kind", "recurring");
  const later = await book.import([fee("K2")]);
  expect([later.left_out, await arrOf(book, "2025-06-30")]).toEqual([[], "240.00"]);
  expect((await book.warnings()).map(({ code }) => code)).not.toContain("kind-left-out");
  await book.close();
});

test("an adjustment's line is its own: no file, no retraction takes it, and it raises no questions", async () => {
  const book = await bookOf([{ ...base, line_id: "X", customer_id: "o", product: "-", start_date: "2025-01-01", amount: "900" }]);
  await book.adjust({ customer: "o", amount: "50", from: "2025-02-01", reason: "a" });
  await book.adjust({ customer: "o", amount: "50", from: "2025-02-01", reason: "b" });
  expect([await arrOf(book, "2025-06-30"), await book.questions()]).toEqual(["1000.00", []]);
  const codesOf = async (work: Promise<unknown>): Promise<string[]> =>
    work.then(() => [], (error: unknown) => (error instanceof ProblemError ? error.problems.map(({ code }) => code) : []));
  expect(await codesOf(book.retract(["decision-2"]))).toEqual(["line-is-decision"]);
  const taken = await book.import([{ ...base, line_id: "decision-2", customer_id: "o", start_date: "2025-01-01", amount: "9" }]);
  expect([taken.kept, taken.rejects.flatMap(({ problems }) => problems.map(({ code }) => code))]).toEqual([false, ["line-id-reserved"]]);
  expect(await arrOf(book, "2025-06-30")).toBe("1000.00");
  await book.close();
});

test("an adjustment may end: its last day counts, and what it was raises no question", async () => {
  const book = await bookOf([{ ...base, line_id: "X", customer_id: "o", start_date: "2024-01-01", amount: "900" }]);
  await book.adjust({ customer: "o", amount: "-100.50", from: "2024-02", until: "2024-12", reason: "credit" });
  expect([await arrOf(book, "2024-01-31"), await arrOf(book, "2024-12-31"), await arrOf(book, "2025-01-01"), await book.questions()]).toEqual(["900.00", "799.50", "900.00", []]);
  expect((await book.run("questions", { status: "decided" })).rows[0]!["decision"]).toMatch(/^-100\.50 a year from 2024-02-01 until 2024-12-31, on /);
  await expect(book.adjust({ customer: "o", amount: "1", from: "2024-02", until: "2024-01", reason: "x" })).rejects.toThrow(ProblemError);
  await book.close();
});

test("what was decided of a line holds for the next that is to be like it", async () => {
  const line = (line_id: string, start_date: string, end_date: string, more: object) => ({ ...base, line_id, customer_id: "d", start_date, end_date, amount: "240", ...more });
  const rows = [line("L1", "2024-01-01", "2025-01-01", { currency: "EUR", segment: "SMB" }), line("L2", "2025-01-01", "2026-01-01", { currency: "USD", segment: "SMB" }), line("L3", "2026-01-01", "2027-01-01", { currency: "USD", segment: "ENT" })];
  const book = await openBook({ path: ":memory:", policy: { fx: { mode: "constant", rates: { EUR: "1.10" } } } });
  await book.import(rows);
  await answer(book, "currency", "in_EUR");
  await answer(book, "currency", "in_EUR");
  expect([await arrOf(book, "2025-06-30"), await arrOf(book, "2026-06-30")]).toEqual(["264.00", "264.00"]);
  await answer(book, "attribute", "always_old");
  expect((await book.run("snapshot", { on: "2026-06-30", by: ["segment", "currency"] })).rows.map(({ segment, currency, arr }) => [segment, currency, arr])).toEqual([["SMB", "EUR", "264.00"]]);
  await book.close();
});

test("a line that is corrected after it was decided about is named, with what changed", async () => {
  const line = (line_id: string, start_date: string, amount: string, more = {}) => ({ ...base, line_id, customer_id: "a", start_date, amount, amount_per: "month", ...more });
  const book = await bookOf([line("L1", "2024-01-01", "1000", { end_date: "2025-01-01" }), line("L2", "2025-01-01", "12000")]);
  await answer(book, "amount", "per_year");
  expect([await arrOf(book, "2025-06-30"), (await book.warnings()).map(({ code }) => code)]).toEqual(["12000.00", []]);
  await book.import([line("L2", "2025-01-01", "1000")]);
  expect((await book.warnings()).map(({ code }) => code)).toEqual(["decided-line-changed"]);
  expect((await book.warnings()).map(({ message }) => message)).toEqual([
    "Line L2 was corrected after Q1 had been answered with per_year: amount 12000, now 1000. The answer still holds; 1,000.00 USD of ARR stands on it.",
  ]);
  await book.close();
});

const core = (line_id: string, start_date: string, amount: string, more = {}) => ({ ...base, line_id, customer_id: "h", start_date, amount, ...more });

test("the hash of the decisions tells apart what differs in a choice or in a last day alone", async () => {
  const hashes: unknown[] = [];
  for (const until of ["2026-03", "2026-04", undefined]) {
    const book = await bookOf([core("X", "2024-01-01", "900")]);
    await book.adjust({ customer: "h", amount: "10", from: "2026-01", until, reason: "credit" });
    hashes.push((await book.provenance()).decisions);
    await book.close();
  }
  for (const [other, kind, choice] of [["900", "duplicate", "all_count"], ["901", "overlap", "both"]] as const) {
    const book = await bookOf([core("X", "2024-01-01", "900"), core("Y", "2024-01-01", other)]);
    await answer(book, kind, choice); // leaves the lines as they are
    hashes.push((await book.provenance()).decisions);
    await book.close();
  }
  expect(new Set(hashes).size).toBe(5);
});

test("an import says that a line is left out of ARR by a decision, and not by the policy", async () => {
  const book = await bookOf([core("X", "2024-01-01", "900"), core("Y", "2025-01-01", "9000")]);
  await answer(book, "amount", "left_out");
  expect(await arrOf(book, "2026-06-30")).toBe("900.00");
  const { left_out } = await book.import([core("Y", "2025-01-01", "9100")], { source: "list.csv" });
  expect(left_out).toEqual([{ reason: "decision", kind: "recurring", rows: 1, money: [{ currency: "USD", amount_per: "year", sum: "9100.00" }], products: ["Core"], knob: "" }]);
  await book.close();
});

test("a day of --until that can do nothing is refused, with the day after which it has to lie", async () => {
  const refusal = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(() => "taken", (error: unknown) => (error instanceof ProblemError ? error.problems.map(({ message, remedy }) => `${message} ${remedy}`) : error));
  const ended = await bookOf([core("E", "2024-06-01", "1000", { end_date: "2025-06-01" })]);
  for (const until of ["2024-03-01", "2025-05-31"]) {
    expect(await refusal(ended.answer("Q1", "renewed", { until }))).toEqual([`--until can't be ${until}. Give a day after 2025-05-31, the last day of the term.`]);
  }
  expect([(await ended.questions()).map(({ kind }) => kind), await arrOf(ended, "2025-06-01")]).toEqual([["ended"], "0.00"]);
  await ended.answer("Q1", "renewed", { until: "2025-06-01" });
  expect([await arrOf(ended, "2025-06-01"), await arrOf(ended, "2025-06-02")]).toEqual(["1000.00", "0.00"]);
  const again = (await ended.questions())[0]!;
  expect(await refusal(ended.answer(again.id, "renewed", { until: "2025-06-01" }))).toEqual(["--until can't be 2025-06-01. Give a day after 2025-06-01, the last day of the term."]);
  await ended.close();
  const inclusive = await bookOf([core("E", "2024-06-01", "1000", { end_date: "2025-05-31", end_convention: "inclusive" })]);
  expect(await refusal(inclusive.answer("Q1", "renewed", { until: "2025-05-31" }))).toEqual(["--until can't be 2025-05-31. Give a day after 2025-05-31, the last day of the term."]);
  await inclusive.answer("Q1", "renewed", { until: "2025-06-01" });
  expect([await arrOf(inclusive, "2025-06-01"), await arrOf(inclusive, "2025-06-02")]).toEqual(["1000.00", "0.00"]);
  await inclusive.close();
  const discounted = await bookOf([core("D", "2024-01-01", "1000", { discount_percent: "10" })]);
  for (const until of ["2023-06-01", "2024-01-01"]) {
    expect(await refusal(discounted.answer("Q1", "ends", { until }))).toEqual([`--until can't be ${until}. Give a day after 2024-01-01, when the line starts.`]);
  }
  await discounted.answer("Q1", "ends", { until: "2024-01-02" });
  expect([await arrOf(discounted, "2024-01-01"), await arrOf(discounted, "2024-01-02")]).toEqual(["900.00", "1000.00"]);
  await discounted.close();
});

test("a decision and its place in the log, whose moment the line of an adjustment bears, are of one moment", async () => {
  const book = await bookOf([core("X", "2024-01-01", "900")]);
  const { recorded_at } = await book.adjust({ customer: "h", amount: "10", from: "2026-01", reason: "credit" });
  const { withdrawn_at } = await book.withdraw("1");
  const told = (await book.imports()).filter(({ kind }) => kind === "decision").sort((a, b) => a.import_id - b.import_id);
  expect(told.map(({ done_at }) => done_at)).toEqual([recorded_at, withdrawn_at]);
  await book.close();
});

test("customers that are one are one parent: whose child is one of them is the child of both", async () => {
  const made = await openBook({ path: ":memory:", policy: { level: "parent" } });
  const line = (id: string, customer: string, amount: string, rest: object = {}) => ({ line_id: id, customer_id: customer, start_date: "2025-01-01", amount, amount_per: "year", ...rest });
  await made.import([line("L1", "acme", "100", { customer_name: "Acme" }), line("L2", "acme-old", "10", { customer_name: "ACME" }), line("L3", "kid", "1", { parent_id: "acme-old" })]);
  const parents = async () => (await made.run("snapshot", { on: "2025-06-30", by: ["customer"] })).rows.map((row) => [row["customer"], row["arr"]]);
  expect(await parents()).toEqual([["acme", "100.00"], ["acme-old", "11.00"]]);
  const [same] = (await made.questions()).filter(({ kind }) => kind === "ids");
  await made.answer(same!.id, "one_customer");
  expect((await parents()).map(([, arr]) => arr)).toEqual(["111.00"]);
  await made.importCustomers([{ customer_id: "acme-old", parent_id: "globe" }]);
  expect(await parents()).toEqual([["globe", "111.00"]]);
  await made.withdraw(same!.id);
  expect(await parents()).toEqual([["acme", "100.00"], ["globe", "11.00"]]);
  await made.close();
});
