/** What filters by the values of a column keep adds up to what there is without one, in every report that takes one and figure that is a sum. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { inTens, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import { signedBookArbitrary } from "./oracle/signed-book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "60" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20260707");
const BANDS = "0=small,1000=mid,20000=large";

interface Asked {
  on: string;
  from: string;
  to: string;
}

interface Summed {
  report: string;
  params: (asked: Asked) => Record<string, unknown>;
  /** The columns that name a row, and those that are sums. */
  keys: string[];
  sums: string[];
  columns?: string[];
}

const ofDay = ({ on }: Asked) => ({ on });
const ofSpan = ({ from, to }: Asked) => ({ from, to, grain: "quarter" });

const reports: Summed[] = [
  { report: "customers", params: ofDay, keys: ["customer"], sums: ["arr"] },
  { report: "products", params: ofDay, keys: ["product"], sums: ["arr"] },
  { report: "tiers", params: (asked) => ({ ...ofDay(asked), bands: BANDS }), keys: ["tier"], sums: ["arr"] },
  { report: "tiers", params: (asked) => ({ ...ofDay(asked), bands: BANDS, list: "moves", since: asked.from }), keys: ["from_tier", "to_tier"], sums: ["opening", "closing"] },
  { report: "owners", params: (asked) => ({ ...ofDay(asked), owner: "segment" }), keys: ["owner"], sums: ["arr", "available_to_renew", "at_risk"] },
  { report: "carr", params: ofDay, keys: [], sums: ["live", "signed_not_live", "known_contraction", "known_churn", "carr"] },
  { report: "carr", params: (asked) => ({ ...ofDay(asked), by: ["go_live"] }), keys: ["go_live"], sums: ["signed_not_live", "known_contraction", "lines"] },
  { report: "variants", params: ofDay, keys: ["variant"], sums: ["value"] },
  { report: "cs_impact", params: (asked) => ({ ...ofSpan(asked), owner: "segment" }), keys: ["period"], sums: ["expansion", "contraction", "churn", "prevented_churn", "management_figure"] },
  { report: "expansion", params: ofSpan, keys: ["period"], sums: ["price", "volume", "cross_sell", "product_loss", "discount", "ramp", "other", "fx", "acquired", "total"], columns: ["product", "customer"] },
];

const digits = (figure: unknown): bigint => BigInt(String(figure ?? "0").replace(".", ""));

/** The sums of each row by its name, without those that are nothing. */
function summed(rows: readonly ReportRow[], { keys, sums }: Summed): Record<string, string> {
  const found = new Map<string, bigint>();
  for (const row of rows) for (const column of sums) {
    const key = [...keys.map((name) => String(row[name])), column].join(" ");
    found.set(key, (found.get(key) ?? 0n) + digits(row[column]));
  }
  return Object.fromEntries([...found].filter(([, amount]) => amount !== 0n).map(([key, amount]): [string, string] => [key, String(amount)]).sort());
}

/** Every value that something in the book has of a column, and nothing, which is the value of what has none. */
function valuesOf(column: string, { rows, knobs }: RandomBook): string[] {
  const written = rows.flatMap((row) => [row[column], ...(column === "customer" ? [row["customer_id"], row["parent_id"]] : [])]);
  const worked = { tier: ((knobs as { tiers?: [unknown, string][] }).tiers ?? [[0, "smb"], [0, "mid_market"], [0, "enterprise"]]).map(([, name]) => name), commitment: ["month_to_month", "annual", "multi_year"] }[column] ?? [];
  return [...new Set([...written, ...worked, ...(column === "product" ? ["-"] : []), ...(column === "segment" ? savers : []), ""].filter((value) => value !== undefined))];
}

const savers = ["jane", ""];

/** A book with its questions, and what to say of it where one fails. */
async function eachBook(check: (book: Book, random: RandomBook, asked: Asked) => Promise<void>): Promise<void> {
  for (const members of inTens(fc.sample(signedBookArbitrary, { numRuns: BOOKS, seed: SEED }))) {
    const random = joined(members);
    const { from, to } = random.questions.ranges.at(-1)!;
    const book = await openBook({ path: ":memory:", policy: random.knobs, threads: 1 });
    await book.import(random.rows, { allowRejects: true });
    const days = [...new Set(members.flatMap(({ questions }) => questions.on))].slice(0, 12);
    const parts = await Promise.all(days.map(async (on) => ({ on, row: (await book.run("carr", { on })).rows[0]! })));
    const named = ({ row }: { row: ReportRow }) => ["live", "signed_not_live", "known_contraction", "known_churn"].filter((part) => digits(row[part]) !== 0n).length;
    const { on } = parts.sort((one, other) => named(other) - named(one))[0]!;
    const customers = (await book.run("customers", { on })).rows.map((row) => String(row["customer"]));
    const saved = customers.filter((id) => random.rows.some((row) => row["customer_id"] === id)).slice(0, 6);
    for (const [at, customer_id] of saved.entries()) await book.say("save", { date: on, customer_id, kind: "prevented_churn", amount: `${100 + at}`, owner: savers[at % 2]! });
    await check(book, random, { from: from < on ? from : on, to: to > on ? to : on, on }).finally(() => book.close());
  }
}

for (const summedReport of reports) {
  const { report, params, columns = ["segment", "customer", "tier", "commitment"].slice(0, BOOKS > 3 ? 4 : 3) } = summedReport;
  test(`${report} ${JSON.stringify(params({ on: "ON", from: "FROM", to: "TO" }))}, of ${BOOKS} random books, seed ${SEED}`, async () => {
    let amounts = 0;
    await eachBook(async (book, random, asked) => {
      const whole = summed((await book.run(report, params(asked))).rows, summedReport);
      for (const column of columns) {
        const parts: ReportRow[] = [];
        for (const value of valuesOf(column, random)) parts.push(...(await book.run(report, { ...params(asked), where: [`${column}=${value}`] })).rows);
        expect(summed(parts, summedReport), `${column}: ${JSON.stringify({ asked, rows: random.rows, knobs: random.knobs })}`).toEqual(whole);
      }
      amounts += Object.keys(whole).length;
    });
    expect(amounts).toBeGreaterThan(0);
  });
}

test("concentration is that of the customers that are kept, and a customer is kept whole", async () => {
  let rows = 0;
  await eachBook(async (book, random, asked) => {
    const all = (await book.run("customers", { on: asked.on })).rows;
    for (const where of [[], ["segment=ENT"], ["product=core"], ["tier!="]]) {
      const told = JSON.stringify({ asked, where, rows: random.rows, knobs: random.knobs });
      const kept = (await book.run("customers", { on: asked.on, where })).rows;
      const top = (await book.run("concentration", { on: asked.on, where, top: 1000 })).rows;
      const above = kept.filter(({ arr }) => digits(arr) > 0n);
      expect(top.map(({ customer, arr }) => ({ customer, arr })), told).toEqual(above.map(({ customer, arr }) => ({ customer, arr })));
      const [sum, squares] = [above.reduce((so, { arr }) => so + digits(arr), 0n), above.reduce((so, { arr }) => so + digits(arr) ** 2n, 0n)];
      for (const { hhi } of top.slice(0, 1)) expect(2n * (squares * 1_000_000n - digits(hhi) * sum ** 2n) <= sum ** 2n, told).toBe(true);
      rows += top.length;
    }
    for (const row of all.slice(0, 5)) expect((await book.run("customers", { on: asked.on, where: [`customer=${String(row["customer"])}`] })).rows).toEqual([row]);
  });
  expect(rows).toBeGreaterThan(0);
});
