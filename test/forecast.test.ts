/** A forecast foots, never commits more than it expects, follows what people say of renewals, and is the same whether a line ends or is held while its renewal is open. */
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ReportRow } from "../src/catalogue/index.js";
import { openBook, type Book, type LineInput } from "../src/index.js";
import { sampleCsv, samplePolicy } from "../src/sources/sample-company/index.js";

const minor = (value: unknown): bigint => BigInt(String(value ?? "0").replace(".", ""));
const sumOf = (rows: readonly ReportRow[], column: string): bigint => rows.reduce((sum, row) => sum + minor(row[column]), 0n);

/** h renews or leaves in July 2026; half of what came up before was renewed. */
const lines: LineInput[] = [
  { line_id: "L1", customer_id: "h", start_date: "2024-07-01", end_date: "2025-07-01", amount: "100", amount_per: "term" },
  { line_id: "L2", customer_id: "h", start_date: "2025-07-01", end_date: "2026-07-01", amount: "100", amount_per: "term" },
  { line_id: "L3", customer_id: "g", start_date: "2024-07-01", end_date: "2025-07-01", amount: "100", amount_per: "term" },
  { line_id: "L4", customer_id: "m", start_date: "2024-01-01", amount: "1000", amount_per: "year" },
];

async function bookOf(policy: Record<string, unknown> = {}, rows: LineInput[] = lines): Promise<Book> {
  const book = await openBook({ path: ":memory:", policy });
  expect((await book.import(rows)).kept).toBe(true);
  return book;
}

const asked = { on: "2025-12-31", horizon: 8 };

describe("what people say of a renewal", () => {
  let book: Book;
  const account = async (params: Record<string, unknown> = {}) => (await book.run("forecast", { ...asked, detail: "accounts", ...params })).rows.find(({ customer }) => customer === "h");
  beforeAll(async () => {
    book = await bookOf();
  });
  afterAll(() => book.close());

  test("comes before the history, and below sure it is not committed", async () => {
    expect(await account()).toMatchObject({ customer: "h", probability: "0.500000", basis: "history of all", renewals: 2, commit: "50.00", expected: "50.00", best: "100.00" });
    await book.say("renewal", { customer_id: "h", due: "2026-Q3", outcome: "renewed", probability: "80%", recorded_on: "2025-11-30" });
    expect(await account()).toMatchObject({ probability: "0.800000", basis: "said: renewed, not sure", renewals: null, commit: "0.00", expected: "80.00", best: "100.00", difference: "100.00" });
    expect(await account({ sure: "0.8" })).toMatchObject({ commit: "80.00", expected: "80.00" });
  });

  test("may name another amount, and that it is as good as lost; a day looks at what was said by then", async () => {
    await book.say("renewal", { customer_id: "h", due: "2026-Q3", outcome: "expansion", probability: "0.9", amount: "150", recorded_on: "2025-12-10" });
    expect(await account()).toMatchObject({ probability: "0.900000", commit: "135.00", expected: "135.00", best: "150.00" });
    const july = (await book.run("forecast", asked)).rows.find(({ period }) => period === "2026-07");
    expect(july).toMatchObject({ renewal: "100.00", expansion: "35.00", churn: "0.00" });
    await book.say("renewal", { customer_id: "h", due: "2026-Q3", outcome: "churn", probability: "0.95", recorded_on: "2026-01-20" });
    expect(await account()).toMatchObject({ probability: "0.900000" });
    expect(await account({ on: "2026-01-31" })).toMatchObject({ probability: "0.050000", basis: "said: churn, not sure", commit: "0.00", expected: "5.00", best: "5.00" });
  });
});

test("a line that is held, or bridged, while its renewal is open is forecast as one that ends", async () => {
  const months = async (policy: Record<string, unknown>) => {
    const book = await bookOf(policy);
    await book.say("renewal", { customer_id: "h", due: "2026-07", outcome: "renewed", probability: "0.95", recorded_on: "2025-11-30" });
    const { rows } = await book.run("forecast", { ...asked, horizon: 7 });
    await book.close();
    return rows.map(({ period, closing, commit, best }) => ({ period, closing, commit, best }));
  };
  const usual = await months({});
  expect(usual.at(-1)).toEqual({ period: "2026-07", closing: "1095.00", commit: "1095.00", best: "1100.00" });
  // g's 100 stay held for ever, as nobody renewed them; the rest is the same
  const held = await months({ expired: "hold" });
  for (const name of ["closing", "commit", "best"] as const) expect(held.map((row) => minor(row[name]) - 10000n)).toEqual(usual.map((row) => minor(row[name])));
  expect(await months({ grace_days: 90, renewal_gap: "hold_until_lapsed" })).toEqual(usual);
});

describe("the sample company", () => {
  let book: Book;
  beforeAll(async () => {
    book = await openBook({ path: ":memory:", policy: samplePolicy });
    await book.import(parse([...sampleCsv({ customers: 30, seed: 5, until: "2026-06" })].join(""), { columns: true }) as LineInput[]);
  });
  afterAll(() => book.close());

  test.each([{ on: "2026-03-31", horizon: 15 }, { on: "2025-10-10", horizon: 3, scenario: { target: "20000000", expansion: "0.3" } }])("foots, chains, and commits no more than it expects: %o", async (params) => {
    const { rows } = await book.run("forecast", params);
    expect(rows.length).toBeGreaterThan(2);
    for (const [at, row] of rows.entries()) {
      expect(sumOf([row], "opening") + sumOf([row], "new") + sumOf([row], "expansion") + sumOf([row], "churn")).toBe(minor(row["closing"]));
      expect(row["expected"]).toBe(row["closing"]);
      if (at > 0) expect(row["opening"]).toBe(rows[at - 1]!["closing"]);
      expect([minor(row["commit"]) <= minor(row["expected"]), minor(row["expected"]) <= minor(row["best"]), minor(row["churn"]) <= 0n]).toEqual([true, true, true]);
    }
    expect(rows.some((row) => minor(row["churn"]) < 0n && minor(row["renewal"]) > 0n)).toBe(true);
  });

  test("the accounts are what the report renewals has pending, and make the difference that renewals make", async () => {
    const question = { on: "2026-06-30", horizon: 12 };
    const accounts = (await book.run("forecast", { ...question, detail: "accounts" })).rows;
    const known = { on: "2026-06-30", from: "2026-07", to: "2027-06", grain: "total", known_on: "2026-06-30" };
    expect(accounts.length).toBeGreaterThan(10);
    expect(sumOf(accounts, "renewal")).toBe(sumOf((await book.run("renewals", known)).rows, "pending"));
    const last = (await book.run("forecast", question)).rows.at(-1)!;
    expect(sumOf(accounts, "difference")).toBe(minor(last["best"]) - minor(last["commit"]));
    for (const row of accounts) expect(minor(row["best"]) - minor(row["commit"])).toBe(minor(row["difference"]));
    const paged = [...(await book.run("forecast", { ...question, detail: "accounts", limit: 7 })).rows, ...(await book.run("forecast", { ...question, detail: "accounts", limit: 1000, cursor: "7" })).rows];
    expect(paged).toEqual(accounts);
    const differences = accounts.map((row) => minor(row["difference"]));
    expect(differences).toEqual(differences.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
  });

  test("groups sum to the total row by row, and a filter is the rows of its cut", async () => {
    const question = { on: "2026-03-31", horizon: 5 };
    const total = (await book.run("forecast", question)).rows;
    const groups = (await book.run("forecast", { ...question, by: ["segment", "csm"] })).rows;
    for (const row of total) {
      const parts = groups.filter(({ period }) => period === row["period"]);
      for (const column of ["opening", "renewal", "new", "expansion", "churn", "closing", "commit", "expected", "best"]) expect(sumOf(parts, column), `${column} of ${row["period"]}`).toBe(minor(row[column]));
      expect(sumOf(parts, "transfer")).toBe(0n);
    }
    const smb = (await book.run("forecast", { ...question, by: ["csm"], where: ["segment=smb"] })).rows;
    expect(smb).toEqual(groups.filter(({ segment }) => segment === "smb").map(({ segment: _, ...row }) => row));
  });

  test("a past close is forecast from what was known then, and the backtest is that forecast", async () => {
    const [judged] = (await book.run("backtest", { on: "2026-06-30", horizon: 3, closes: 1 })).rows;
    const said = (await book.run("forecast", { on: "2026-03-31", horizon: 3 })).rows.at(-1)!;
    const came = (await book.run("snapshot", { on: "2026-06-30" })).rows[0]!;
    expect(judged).toMatchObject({ period: "2026-04-01/2026-06-30", forecast: said["closing"], actual: came["arr"] });
    expect((await book.run("forecast", { on: "2026-03-31", horizon: 3 })).provenance.known_on).toBe("2026-03-31");
  });
});

test("a book without a line that came up, and one that holds nothing yet on the day, answer", async () => {
  const book = await bookOf({}, [{ line_id: "L1", customer_id: "a", start_date: "2026-05-01", signed_on: "2025-12-01", amount: "10", amount_per: "month" }]);
  const { rows } = await book.run("forecast", { on: "2025-06-30", horizon: 2 });
  expect(rows.map(({ closing, commit, best }) => [closing, commit, best])).toEqual([["0.00", "0.00", "0.00"], ["0.00", "0.00", "0.00"]]);
  const signed = await book.run("forecast", { on: "2025-12-31", horizon: 5 });
  expect(signed.rows.at(-1)).toMatchObject({ period: "2026-05", new: "120.00", closing: "120.00", commit: "120.00" });
  expect((await book.run("forecast", { on: "2025-12-31", detail: "accounts" })).rows).toEqual([]);
  expect((await book.run("backtest", { on: "2025-12-31", horizon: 1, closes: 1 })).rows[0]).toMatchObject({ actual: "0.00", forecast_error: null, naive_error: null });
  await book.close();
});
