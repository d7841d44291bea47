/**
 * Random books of which half is told before periods are closed, and the rest after: further imports, corrections, retractions, undoes, decisions
 * and policies. What was reported works out again to the cent, and the way to what is known now foots.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { diff, type Book, type Close, type ReportRow } from "../src/index.js";
import { bookArbitrary, type RandomBook } from "./oracle/book-arbitrary.js";
import { DecidedBook } from "./oracle/decided-book.js";
import { type Deed, deedsArbitrary, doubtsArbitrary } from "./oracle/deed.js";

const STORIES = Number(process.env["ANNUA_STORIES"] ?? (process.env["ANNUA_LONG"] ? "60" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20261122");

interface Story {
  first: RandomBook;
  later: RandomBook[];
  deeds: Deed[];
}

const stories: fc.Arbitrary<Story> = fc
  .tuple(bookArbitrary, doubtsArbitrary, fc.array(bookArbitrary, { minLength: 2, maxLength: 2 }), deedsArbitrary)
  .map(([book, doubts, later, deeds]) => ({ first: { ...book, rows: doubts(book.rows) }, later, deeds }));

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));
const sum = (amounts: bigint[]): bigint => amounts.reduce((all, one) => all + one, 0n);
const lastDayOf = (close: Close): string => new Date(Date.parse(`${close.to_date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const arrOn = async (book: Book, on: string): Promise<string> => String((await book.run("snapshot", { on })).rows[0]!["arr"]);

/** Whatever else is done, this restates every close. */
const FOUND_LATE = { line_id: "found-late", customer_id: "found late", start_date: "2024-06-01", amount: "777", amount_per: "year" };

/** By the groups that it keeps, every cause comes to what it is in total, and each group to what was reported of it; what moved any of their figures is a line. */
async function expectGroupsFooted(book: Book, close: Close, causes: readonly ReportRow[], lines: readonly ReportRow[]): Promise<void> {
  const asked = { period: String(close.close_id), by: ["segment"] };
  const groups = (await book.run("restatement", asked)).rows;
  const kept = (await book.closedAnswer(asked.period, "waterfall", ["segment"])).rows;
  for (const { segment, closing } of kept) {
    const own = groups.filter((row) => row["segment"] === segment);
    expect([segment, own.length, own[0]?.["amount"], sum(own.slice(0, -1).map((row) => minor(row["amount"])))]).toEqual([segment, 10, closing, minor(own.at(-1)?.["amount"])]);
  }
  for (const { line, amount } of causes) expect([line, sum(groups.filter((row) => row["line"] === line).map((row) => minor(row["amount"])))]).toEqual([line, minor(amount)]);
  const byGroup = (await book.run("restatement", { ...asked, detail: "lines" })).rows;
  for (const row of groups.filter(({ line }) => line !== "reported" && line !== "now")) {
    const own = byGroup.filter(({ segment, line }) => segment === row["segment"] && line === row["line"]);
    expect([row["segment"], row["line"], own.length, sum(own.map(({ amount }) => minor(amount)))]).toEqual([row["segment"], row["line"], row["lines"], minor(row["amount"])]);
  }
  const listed = new Set(lines.map((row) => row["line_id"]));
  for (const { line_id } of byGroup) expect(listed).toContain(line_id);
  const span = { from: close.from_date, to: lastDayOf(close), grain: "total", level: close.policy.level, vs: "close" };
  for (const by of [undefined, ["segment"]]) {
    const { rows } = await book.run("waterfall", { ...span, ...(by ? { by } : {}) });
    const isMoved = rows.some((row) => Object.entries(row).some(([name, value]) => name.startsWith("diff_") && name !== "diff_growth" && /[1-9]/.test(String(value ?? ""))));
    if (isMoved) expect(by === undefined ? lines.length : byGroup.length, `lines by ${String(by)}`).toBeGreaterThan(0);
  }
}

/** A cause that nothing brought about has no line. */
async function expectNoIdleCause(book: Book, close: Close, causes: readonly ReportRow[]): Promise<void> {
  const { policy, decisions } = await book.provenance();
  const idle = [...(policy === close.policy_hash ? ["definition", "fx"] : JSON.stringify(book.policy.fx) === JSON.stringify(close.policy.fx) ? ["fx"] : []), ...(decisions === close.decisions_hash ? ["decision"] : [])];
  for (const { line, amount, lines } of causes) if (idle.includes(String(line))) expect([line, minor(amount), lines]).toEqual([line, 0n, 0]);
}

/** The causes that were found, each with how many lines. */
async function footed(book: Book, close: Close, reported: string): Promise<Map<string, number>> {
  const { agrees, compared, cells } = await book.verifyClose(String(close.close_id));
  expect({ close: close.period, agrees, cells }).toEqual({ close: close.period, agrees: true, cells: [] });
  expect(compared).toBeGreaterThan(30);
  const asked = { period: String(close.close_id) };
  const byCause = (await book.run("restatement", asked)).rows;
  const amountOf = (line: string) => String(byCause.find((row) => row["line"] === line)!["amount"]);
  const causes = byCause.slice(1, -1);
  expect([amountOf("reported"), amountOf("now")]).toEqual([reported, await arrOn(book, lastDayOf(close))]);
  expect(minor(amountOf("reported")) + sum(causes.map((row) => minor(row["amount"])))).toBe(minor(amountOf("now")));
  const lines = (await book.run("restatement", { ...asked, detail: "lines" })).rows;
  for (const cause of causes) {
    const own = lines.filter((row) => row["line"] === cause["line"]);
    expect([cause["line"], own.length, sum(own.map((row) => minor(row["amount"])))]).toEqual([cause["line"], cause["lines"], minor(cause["amount"])]);
  }
  await expectGroupsFooted(book, close, causes, lines);
  await expectNoIdleCause(book, close, causes);
  const bridge = (await book.run("restatement", { ...asked, detail: "bridge", to: "2026-10" })).rows.map((row) => minor(row["amount"]));
  expect(sum(bridge.slice(0, -1))).toBe(bridge.at(-1));
  const [was, is, difference] = (await book.run("restatement", { ...asked, detail: "history" })).rows;
  expect([was!["closing"], is!["closing"], minor(difference!["closing"])]).toEqual([reported, amountOf("now"), minor(amountOf("now")) - minor(reported)]);
  return new Map(causes.map((row) => [String(row["line"]), Number(row["lines"])]));
}

/** What stands beside the figures of now is what was reported, and the way from one to the other is its steps. */
async function expectBeside(book: Book, close: Close, reported: string): Promise<void> {
  const span = { from: close.from_date, to: lastDayOf(close) };
  const groups = (await book.run("waterfall", { ...span, grain: "total", level: close.policy.level, by: ["segment"], vs: "close" })).rows;
  expect(sum(groups.map((row) => minor(row["vs_closing"])))).toBe(minor(reported));
  for (const row of groups) expect(minor(row["vs_closing"]) + minor(row["diff_closing"])).toBe(minor(row["closing"]));
  const { rows, causes } = await diff({ name: "then", book, close: String(close.close_id) }, { name: "now", book }, span);
  const closing = rows.find(({ row }) => row === "closing")!;
  expect([closing["a"], closing["b"]]).toEqual([reported, await arrOn(book, span.to)]);
  expect(causes.length).toBeGreaterThan(0);
  for (const row of rows) expect(minor(row["a"]) + sum(causes.map((cause) => minor(row[cause])))).toBe(minor(row["b"]));
}

test(`closed periods of random books work out again, and restatements foot (${STORIES} stories, seed ${SEED})`, async () => {
  const found = new Map<string, number>();
  for (const [at, { first, later, deeds }] of fc.sample(stories, { numRuns: STORIES, seed: SEED }).entries()) {
    const told = await DecidedBook.open(first);
    const { book } = told;
    const closes: { close: Close; reported: string }[] = [];
    for (const period of ["2024-12", "2025-Q2"]) {
      const close = await book.closePeriod(period, { by: [["segment"]] }).catch(() => undefined);
      if (close !== undefined) closes.push({ close, reported: await arrOn(book, lastDayOf(close)) });
    }
    const story = `story ${at} of seed ${SEED}: ${JSON.stringify({ first, deeds })}`;
    for (const [turn, deed] of deeds.entries()) expect(await told.does(deed, later[deed.which % later.length]!, turn), story).toBeUndefined();
    await book.import([FOUND_LATE], { acceptRestatement: true });
    for (const { close, reported } of closes) {
      const causes = await expectBeside(book, close, reported).then(() => footed(book, close, reported)).catch((error: unknown) => Promise.reject(new Error(`${story}\n${String(error)}`, { cause: error })));
      for (const [cause, lines] of causes) if (lines > 0) found.set(cause, (found.get(cause) ?? 0) + lines);
    }
    await book.close();
  }
  expect([...found.keys()].length, JSON.stringify([...found])).toBeGreaterThanOrEqual(STORIES < 20 ? 1 : 6);
});
