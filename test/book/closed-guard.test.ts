/** Which changes restate closed periods, and what answers say of closed periods that they touch. Figures are worked out by hand. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBook, ProblemError, type Book, type LineInput } from "../../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "annua-guard-"));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (line_id: string, rest: Partial<LineInput> = {}): LineInput =>
  ({ line_id, customer_id: "acme", product: "Core", start_date: "2025-01-01", amount: "1200", amount_per: "year", ...rest }) as LineInput;
const accepted = { acceptRestatement: true };

async function closed(rows: LineInput[], period = "2026-01", by: string[][] = []): Promise<Book> {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import(rows);
  await book.closePeriod(period, { by });
  return book;
}

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => "kept", (error: unknown) => (error instanceof ProblemError ? error.problems[0]!.message : Promise.reject(error as Error)));
const said = async (book: Book, report: string, asked: object): Promise<string[]> => (await book.run(report, { ...asked })).problems.map(({ message }) => message.replace(/\d{4}-\d\d-\d\d(?=[.) ])/, "DAY"));
const january = { from: "2026-01", to: "2026-01" };

test("a change is held against the definition that a period was reported under, whichever is in use when it is made", async () => {
  const path = join(folder, "other.annua");
  const first = await openBook({ path, create: true, threads: 1, policy: { include_kinds: ["recurring"] } });
  await first.import([line("a", { kind: "recurring" }), line("u", { kind: "usage", amount: "50" })]);
  await first.closePeriod("2026-01");
  await first.close();
  // under a definition that counts usage alone none of these changes ARR
  const book = await openBook({ path, create: false, threads: 1, policy: { include_kinds: ["usage"] } });
  const before = await book.provenance();
  const late = line("late", { kind: "recurring", amount: "9000" });
  const moved = "This would restate a closed period, so nothing was kept. 2026-01";
  const imported = await book.import([late]);
  expect([imported.kept, imported.problems.map(({ code }) => code), imported.problems[0]!.message]).toEqual([false, ["closed-period-changes"], expect.stringContaining("ARR from 1,200.00 to 10,200.00 USD (+9,000.00), reported as 1,200.00")]);
  expect(await refusal(book.retract(["a"]))).toContain(`${moved}`);
  expect(await refusal(book.adjust({ customer: "acme", amount: "5", from: "2025-01", reason: "credit" }))).toContain("ARR from 1,200.00 to 1,205.00 USD (+5.00)");
  expect(await refusal(book.undoImport(1))).toContain("ARR from 1,200.00 to 0.00 USD (-1,200.00)");
  expect((await book.provenance()).data).toBe(before.data);
  // and one that changes usage alone restates what is answered now, not what was reported
  const usage = await book.import([line("v", { kind: "usage", amount: "7" })]);
  expect([usage.kept, usage.problems[0]!.message]).toEqual([false, expect.stringContaining("ARR from 50.00 to 57.00 USD (+7.00), reported as 1,200.00")]);
  expect((await book.import([late], accepted)).kept).toBe(true);
  const { rows } = await book.run("snapshot", { on: "2026-01-31" });
  expect(rows[0]!["arr"]).toBe("50.00");
  expect((await book.run("snapshot", { on: "2026-01-31", set: { weeks_per_year: "52" } })).rows).toEqual(rows);
  expect((await book.verifyClose("2026-01")).agrees).toBe(true);
  await book.close();
});

test("an answer says which figures of a closed period are others, also where its ARR at the end stands", async () => {
  const earlier = await closed([line("a", { start_date: "2026-01-10" })]);
  await earlier.import([line("a", { start_date: "2025-12-10" })], accepted);
  expect((await earlier.run("waterfall", january)).problems.map(({ code }) => code)).toEqual(["period-figures-restated"]);
  expect(await said(earlier, "waterfall", january)).toEqual([
    "2026-01 was closed on DAY. The ARR at its end is 1,200.00 USD as reported, but 5 figures of it are not: Beginning ARR 0.00, now 1,200.00; Beginning customers 0, now 1; New 1,200.00, now 0.00; New (customers) 1, now 0; and 1 more.",
  ]);
  await earlier.close();

  const other = await closed([line("a", { segment: "ENT" })], "2026-01", [["segment"]]);
  await other.import([line("a", { segment: "SMB" })], accepted);
  expect(await said(other, "waterfall", january)).toEqual(["2026-01 is closed, and waterfall and logos are as reported (closed on DAY)."]);
  expect((await said(other, "waterfall", { ...january, by: ["segment"] }))[0]).toContain("segment=ENT: Beginning ARR 1,200.00, now 0; segment=SMB: Beginning ARR 0, now 1,200.00");
  expect(await said(other, "waterfall", { ...january, level: "parent" })).toEqual(["2026-01 is closed, and the ARR at the close is as reported (closed on DAY)."]);
  await other.close();
});

test("a month inside a closed quarter and the one after it are told of the quarter, and later ones are not", async () => {
  const book = await closed([line("a")], "2026-Q1");
  await book.import([line("b", { customer_id: "birch" })], accepted);
  const told = ["2026-Q1 was closed on DAY with ARR of 1,200.00 USD at its end; as known and defined here it is 2,400.00, 1,200.00 more."];
  for (const month of ["2026-02", "2026-03", "2026-04"]) expect(await said(book, "waterfall", { from: month, to: month }), month).toEqual(told);
  for (const on of ["2026-01-01", "2026-02-28", "2026-03-31"]) expect(await said(book, "snapshot", { on }), on).toEqual(told);
  expect(await said(book, "waterfall", { from: "2026-05", to: "2026-05" })).toEqual([]);
  expect(await said(book, "snapshot", { on: "2026-04-01" })).toEqual([]);
  await book.close();
});

test("another currency restates every closed period, each amount in its own", async () => {
  const book = await closed([line("a")]);
  expect(await refusal(book.setPolicy({ reporting_currency: "JPY", fx: { rates: { USD: "150" } } }))).toContain("ARR from 1,200.00 USD to 1,200 JPY, reported as 1,200.00 USD");
  await book.close();
});

test("what any close of a period keeps is watched, and stands beside the figures of now", async () => {
  const book = await closed([line("a", { segment: "ENT" })], "2026-01", [["segment"]]);
  await book.closePeriod("2026-01", { by: [["product"]], again: true });
  expect((await book.import([line("a", { segment: "MID" })])).problems.map(({ code }) => code)).toEqual(["closed-period-changes"]);
  await book.import([line("a", { segment: "MID" })], accepted);
  const { rows } = await book.run("waterfall", { ...january, by: ["segment"], vs: "close" });
  expect(rows.map((row) => [row["segment"], row["closing"], row["vs_closing"]])).toEqual([["ENT", "0.00", "1200.00"], ["MID", "1200.00", "0.00"]]);
  await book.close();
});

test("a closed period that would be other days by now is found by its name", async () => {
  const book = await closed([line("a")], "2026-Q1");
  await book.setPolicy({ fiscal_year_start: "02-01" });
  expect((await book.verifyClose("2026-Q1")).close.from_date).toBe("2026-01-01");
  await book.close();
});
