/**
 * Whoever sees some rows alone is answered as by a book that holds these lines and no others. Random books are cut up among owners, line by line and by
 * product, so that customers are shared; some are handed over on a day by a file about customers.
 *
 * Where lines of others act on theirs (take their place, bridge a gap, are averaged in a ramp), a line counts for everybody as it does in the whole book.
 * A book of their lines alone knows nothing of that, so customers with such lines are taken out there; totals are held against the whole book with them.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type ReportRow } from "../src/index.js";
import { bookArbitrary, joined, type RandomBook } from "./oracle/book-arbitrary.js";
import type { Row } from "./oracle/index.js";

const BATCHES = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "40" : "2"));
const JOINED = 8;
const SEED = Number(process.env["ANNUA_SEED"] ?? "20261123");

const handover = "2025-05-13";
const owners = ["eve", "bob", "zoe"] as const;

interface Told {
  customer_id: string;
  from_date?: string;
  csm: string;
}

interface Batch {
  rows: Row[];
  told: Told[];
  knobs: RandomBook["knobs"];
}

const numberOf = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** Owners by product or by line, each line's versions alike; every fourth line says none, and a file does of every other customer. */
function batchOf(books: RandomBook[], byProduct: boolean): Batch {
  const { rows, knobs } = joined(books);
  const owned = rows.map((row): Row => {
    const at = numberOf(byProduct ? `${row["customer_id"]} ${row["product"] ?? ""}` : `${row["line_id"]}`);
    const { csm: _, ...rest } = row;
    return at % 4 === 3 ? rest : { ...rest, csm: owners[at % 3 === 0 ? 0 : 1]! };
  });
  const customers = [...new Set(owned.map((row) => row["customer_id"] ?? ""))].filter((customer_id) => customer_id !== "" && numberOf(customer_id) % 2 === 0);
  const told = customers.flatMap((customer_id, at) => [{ customer_id, csm: owners[at % 3]! }, ...(at % 2 === 0 ? [{ customer_id, from_date: handover, csm: owners[(at + 1) % 3]! }] : [])]);
  return { rows: owned, told, knobs };
}

async function bookOf({ rows, told, knobs }: Batch): Promise<Book> {
  const book = await openBook({ path: ":memory:", policy: knobs });
  if (rows.length > 0) await book.import(rows, { allowRejects: true });
  if (told.length > 0) await book.importCustomers(told as never);
  return book;
}

interface Line {
  line_id: string;
  customer_id: string;
  /** The days on which it has ARR, half-open, else those of its term. */
  spans: { from_on: string; to_on: string }[];
  /** Whose it is, from when on. */
  owner: { from_on: string; to_on: string; csm: string }[];
  /** Everything that the book makes of it. */
  made: string;
}

/** A definition or a day of knowledge under which questions are asked. */
type Under = { known_on: string } | { set: Record<string, unknown> } | Record<string, never>;

/** The lines of a book as they are under it, straight from the tables that answer. */
async function linesOf(book: Book, under: Under): Promise<Line[]> {
  const db = await book.anotherConnection();
  try {
    await book.run("snapshot", { on: "2025-12-31", ...under });
    const [derived] = await db.rows("select database_name from duckdb_databases() where database_name like 'derived_%' order by database_oid desc limit 1");
    await db.run(`set search_path = '${derived === undefined ? "" : `${String(derived["database_name"])},`}book'`);
    const rows = await db.rows(`
      with piece as (
        select line_key, list({'from_on': cast(from_on as varchar), 'to_on': cast(to_on as varchar)} order by from_on) as spans,
          cast(list([cast(begin_on as varchar), cast(from_on as varchar), cast(to_on as varchar), cast(native as varchar), cast(arr as varchar), cast(list_arr as varchar), cast(is_held as varchar), cast(is_acquired as varchar)] order by from_on) as varchar) as made
        from arr_line group by line_key
      ), stretch as (
        select customer_key, list({'from_on': cast(from_on as varchar), 'to_on': cast(to_on as varchar), 'csm': told['csm'], 'is_instead': is_instead}) as stretches from told_stretch group by customer_key
      ), replaced as (
        select replaced_line.line_key, list(line_id order by line_id) as takers from replaced_line join line_version on line_version.line_key = by_key group by replaced_line.line_key
      )
      select line_id, customer_id, attrs['csm'] as csm, cast(coalesce(spans, [{'from_on': cast(line.start_date as varchar), 'to_on': cast(coalesce(line.end_date, date '9999-12-31') as varchar)}]) as json) as spans,
        cast(stretches as json) as stretches,
        concat_ws(' ', piece.made, counted.begin_on, counted.end_on, counted.cut_on, counted.runs_by, counted.now_native, counted.list_native, signed.native, notice.cancelled_on) as made
      from line_version as line join customer using (customer_key) join cell using (cell_key) left join piece using (line_key)
        left join (select line_key, begin_on, end_on, cut_on, runs_by, now_native, list_native from counted_line) as counted using (line_key)
        left join (select line_key, native from signed_line) as signed using (line_key) left join (select line_key, cancelled_on from noticed_line) as notice using (line_key)
        left join stretch using (customer_key)
      where superseded_at is null order by line_id`);
    return rows.map((row) => ({ line_id: String(row["line_id"]), customer_id: String(row["customer_id"]), spans: JSON.parse(String(row["spans"])) as Line["spans"], owner: ownerOf(row["csm"], row["stretches"]), made: String(row["made"]) }));
  } finally {
    db.close();
  }
}

const always = { from_on: "0001-01-01", to_on: "9999-12-31" };

/** What a line says holds, unless the customer's latest line is said to speak for all; else what a file says, from its day on. */
function ownerOf(csm: unknown, stretches: unknown): Line["owner"] {
  const told = (stretches === null || stretches === undefined ? [] : JSON.parse(String(stretches))) as { from_on: string; to_on: string; csm: string | null; is_instead: boolean }[];
  const own = csm === null || csm === undefined ? "" : String(csm);
  const instead = told.some(({ is_instead }) => is_instead);
  return (own !== "" && !instead) || told.length === 0 ? [{ ...always, csm: own }] : told.map(({ from_on, to_on, csm: said }) => ({ from_on, to_on, csm: said ?? "" }));
}

const isOf = ({ spans, owner }: Line, meets: (csm: string) => boolean): boolean => owner.some((one) => meets(one.csm) && spans.some(({ from_on, to_on }) => from_on < one.to_on && one.from_on < (to_on > from_on ? to_on : "9999-12-31")));

/** Only the lines that meet a condition on some day. */
const only = (batch: Batch, lines: readonly Line[], meets: (csm: string) => boolean): Batch => {
  const own = new Set(lines.filter((line) => isOf(line, meets)).map(({ line_id }) => line_id));
  return { ...batch, rows: batch.rows.filter((row) => own.has(row["line_id"] ?? "")) };
};

/** The customers of whose own lines a book without the others makes something else. */
async function actedOn(batch: Batch, meets: (csm: string) => boolean, under: Under): Promise<{ bad: Set<string>; shared: number; kept: number }> {
  const whole = await bookOf(batch);
  const lines = await linesOf(whole, under);
  await whole.close();
  const alone = await bookOf(only(batch, lines, meets));
  const made = new Map((await linesOf(alone, under)).map((line) => [line.line_id, line.made]));
  await alone.close();
  const own = lines.filter((line) => isOf(line, meets));
  const bad = new Set(own.filter((line) => made.get(line.line_id) !== line.made).map(({ customer_id }) => customer_id));
  const others = new Set(lines.filter((line) => !isOf(line, meets)).map(({ customer_id }) => customer_id));
  return { bad, shared: new Set(own.map(({ customer_id }) => customer_id).filter((id) => others.has(id))).size, kept: own.length };
}

/** The batch without them, and without those that this concerns in turn. */
async function untouched(batch: Batch, meets: (csm: string) => boolean, under: Under): Promise<{ batch: Batch; shared: number; kept: number }> {
  for (let left = batch; ; ) {
    const { bad, ...rest } = await actedOn(left, meets, under);
    if (bad.size === 0) return { batch: left, ...rest };
    left = { ...left, rows: left.rows.filter((row) => !bad.has(row["customer_id"] ?? "")) };
  }
}

const span = { from: "2024-01", to: "2025-12" };
const questions: [string, Record<string, unknown>][] = [
  ["lines", { on: "2024-06-30" }], ["lines", { on: "2025-12-31" }], ["customers", { on: "2025-04-30" }], ["carr", { on: "2024-12-31" }], ["tiers", { on: "2024-12-31" }], ["owners", { on: "2025-04-30" }],
  ["snapshot", { on: "2025-04-30", by: ["tier", "tenure"] }], ["snapshot", { on: "2025-04-30", by: ["parent"] }],
  ["tiers", { on: "2025-04-30", list: "moves" }], ["concentration", { on: "2025-04-30" }], ["products", { on: "2025-04-30", list: "whitespace" }], ["variants", { on: "2025-04-30" }],
  ["waterfall", { ...span, grain: "month", ratios: true }], ["waterfall", { ...span, grain: "quarter", method: "events" }], ["waterfall", { ...span, grain: "month", by: ["segment"] }], ["waterfall", { ...span, grain: "year", by: ["tier", "cohort"] }],
  ["logos", { ...span, grain: "month" }], ["logos", { ...span, grain: "quarter", by: ["csm"] }], ["movements", { ...span, grain: "month" }], ["movements", { ...span, grain: "total", method: "events" }], ["trend", { ...span, grain: "quarter" }],
  ["retention", { ...span, grain: "quarter" }], ["retention", { ...span, grain: "quarter", method: "movements", by: ["segment"] }], ["retention", { open: "2024-12-31", close: "2025-12-31", by: ["tier"] }],
  ["cohorts", { ...span, grain: "quarter" }], ["cohorts", { ...span, grain: "year", measure: "nrr", by: ["product"] }], ["renewals", { ...span, grain: "year", on: "2025-12-31" }], ["renewals", { ...span, grain: "total", detail: "line", on: "2025-12-31" }],
  ["revenue", { ...span, grain: "quarter" }], ["revenue", { ...span, grain: "year", detail: "causes" }], ["usage", { ...span, grain: "quarter" }], ["cube", { ...span, grain: "quarter" }], ["cs_impact", { ...span, grain: "quarter" }], ["efficiency", { ...span, grain: "year" }],
];

/** What is asked under another definition, or of what was known on a day. */
const fewer: typeof questions = [["lines", { on: "2024-12-31" }], ["snapshot", { on: "2025-04-30", by: ["segment", "cohort"] }], ["tiers", { on: "2025-04-30" }], ["waterfall", { ...span, grain: "quarter", by: ["product"] }], ["retention", { open: "2024-06-30", close: "2025-06-30" }], ["customers", { on: "2025-01-31" }]];
const unders: Under[] = [{ known_on: "2025-02-28" }, { set: { grace_days: 45 } }, { set: { level: "parent" } }];

const conditions = ["csm=eve", "csm!=eve"] as const;
const meetsOf = (condition: (typeof conditions)[number]) => (csm: string): boolean => (csm === "eve") === (condition === "csm=eve");

/** Rows without their place in the file. */
const placeless = (rows: readonly ReportRow[]): unknown[] => rows.map(({ source: _, ...row }) => row);
const answer = (work: Promise<{ rows: ReportRow[] }>): Promise<unknown> => work.then(({ rows }) => placeless(rows), (error: unknown) => ({ refused: (error as { problems?: { code: string }[] }).problems?.map(({ code }) => code) ?? String(error) }));

const books = fc.sample(bookArbitrary, { numRuns: BATCHES * JOINED, seed: SEED });
/** By product and by line, each with either condition. */
const batches = Array.from({ length: BATCHES }, (_, at) => ({ given: batchOf(books.slice(at * JOINED, (at + 1) * JOINED), at % 2 === 0), condition: conditions[(at + Math.floor(at / 2)) % 2]!, under: unders[at % 3]! }));

/** Tiers are of top parents unless the question says otherwise. */
const atLevel = (report: string, params: Record<string, unknown>, { knobs }: Batch, under: Under) => ({ ...params, ...under, ...(report === "tiers" ? { level: { ...knobs, ...("set" in under ? under["set"] as object : {}) }["level"] ?? "customer" } : {}) });

interface Held {
  wrong: unknown[];
  shared: number;
  kept: number;
  /** Answers that a mere filter over the whole book would not have given. */
  differing: number;
}

/** Every answer to an asker beside that of a book of the asker's lines. */
async function held(given: Batch, condition: (typeof conditions)[number], under: Under, asked: typeof questions): Promise<Held> {
  const { batch, shared, kept } = await untouched(given, meetsOf(condition), under);
  const whole = await bookOf(batch);
  const alone = await bookOf(only(batch, await linesOf(whole, under), meetsOf(condition)));
  const [wrong, differing]: [unknown[], unknown[]] = [[], []];
  for (const [report, said] of asked) {
    const params = atLevel(report, said, batch, under);
    const [told, right] = [await answer(whole.run(report, params, [condition])), await answer(alone.run(report, { ...params, where: [condition] }))];
    if (JSON.stringify(told) !== JSON.stringify(right)) wrong.push({ report, params, condition, knobs: batch.knobs, told, right });
    if (["retention", "customers", "logos", "movements"].includes(report) && JSON.stringify(told) !== JSON.stringify(await answer(whole.run(report, { ...params, where: [condition] })))) differing.push(params);
  }
  await Promise.all([whole.close(), alone.close()]);
  return { wrong, shared, kept, differing: differing.length };
}

test(`every report of some rows is that of a book of these lines alone (${BATCHES * JOINED} books, seed ${SEED})`, async () => {
  const found: Held[] = [];
  for (const { given, condition, under } of batches) found.push(await held(given, condition, {}, questions), await held(given, condition, under, fewer));
  const sum = (of: (one: Held) => number): number => found.map(of).reduce((total, one) => total + one, 0);
  expect(JSON.stringify(found.flatMap(({ wrong }) => wrong).slice(0, 3), null, 1)).toBe("[]");
  expect(sum(({ shared }) => shared)).toBeGreaterThan(BATCHES);
  expect(sum(({ kept }) => kept)).toBeGreaterThan(BATCHES * 10);
  expect(sum(({ differing }) => differing)).toBeGreaterThan(0);
});

const minor = (amount: unknown): bigint => BigInt(String(amount).replace(".", ""));
const flows = ["new", "expansion", "contraction", "churn", "reactivation", "cross_sell", "product_loss", "transfer_in", "transfer_out", "acquired", "fx", "adjustment"] as const;

test(`ARR of some rows is theirs in the whole book on every day, and opening and movements make closing (${BATCHES * JOINED} books, seed ${SEED})`, async () => {
  let [asked, live] = [0, 0];
  for (const { given, condition } of batches) {
    const whole = await bookOf(given);
    for (const grain of ["month", "total"]) {
      const { rows } = await whole.run("waterfall", { ...span, grain }, [condition]);
      const filtered = await whole.run("waterfall", { ...span, grain, where: [condition] });
      expect(rows.map(({ opening, closing }) => [opening, closing])).toEqual(filtered.rows.map(({ opening, closing }) => [opening, closing]));
      for (const row of rows) expect(flows.reduce((sum, flow) => sum + minor(row[flow]), minor(row["opening"]))).toBe(minor(row["closing"]));
    }
    for (const on of ["2024-03-31", "2024-12-31", "2025-05-12", "2025-05-13", "2025-12-31"]) {
      const [own, filtered] = [await whole.run("snapshot", { on }, [condition]), await whole.run("snapshot", { on, where: [condition] })];
      expect(own.rows.map(({ arr, list_arr, lines }) => ({ arr, list_arr, lines }))).toEqual(filtered.rows.map(({ arr, list_arr, lines }) => ({ arr, list_arr, lines })));
      asked++;
      if (minor(own.rows[0]!["arr"]) !== 0n) live++;
    }
    await whole.close();
  }
  expect(live).toBeGreaterThan(asked / 2);
});

test("many askers in turn, under several definitions and after changes, are each answered from their own lines", async () => {
  const askers = Array.from({ length: 9 }, (_, at) => `o${at}`);
  const line = (csm: string, at: number, extra = 0) => ({ line_id: `L${at}.${extra}`, customer_id: "acme", product: "core", start_date: extra > 0 ? "2024-06-01" : "2024-01-01", amount: String(100 + at + extra), amount_per: "year", csm });
  const book = await openBook({ path: ":memory:" });
  await book.import(askers.map((csm, at) => line(csm, at)) as never);
  const newOf = async (csm: string, set: Record<string, unknown>): Promise<unknown[]> => (await book.run("waterfall", { from: "2024", to: "2024", grain: "total", set }, [`csm=${csm}`])).rows.map((row) => [row["new"], row["closing"]]);
  const answered = async (csm: string, days: number): Promise<void> => expect(await newOf(csm, { grace_days: days })).toEqual([[`${100 + askers.indexOf(csm)}.00`, `${100 + askers.indexOf(csm)}.00`]]);
  for (const csm of askers) await answered(csm, 0);
  for (const days of [1, 2, 3, 4, 5]) for (const csm of ["o0", "o8"]) await answered(csm, days);
  for (const csm of askers) await answered(csm, 0);
  await book.import([line("o3", 3, 50)] as never);
  expect(await newOf("o3", {})).toEqual([["256.00", "256.00"]]);
  expect(await newOf("o4", {})).toEqual([["104.00", "104.00"]]);
  expect((await book.run("snapshot", { on: "2024-12-31" })).rows).toMatchObject([{ arr: "1089.00", customers: 1, lines: 10 }]);
  expect((await book.run("snapshot", { on: "2024-12-31" }, ["csm=nobody"])).rows).toMatchObject([{ arr: "0.00", customers: 0 }]);
  await book.close();
});

test("a line that a colleague's line takes the place of ends for its owner as for everybody", async () => {
  const line = (line_id: string, csm: string, amount: string, start_date: string, end_date: string, replaces = "") => ({ line_id, customer_id: "acme", product: "core", start_date, end_date, amount, amount_per: "year", csm, replaces, auto_renew: "true" });
  const book = await openBook({ path: ":memory:", policy: { expired: "renewed_if_auto_renew" } });
  await book.import([line("L1", "eve", "1200", "2024-01-01", "2025-01-01"), line("L2", "bob", "1500", "2024-07-01", "2025-07-01", "L1"), line("L3", "eve", "100", "2023-01-01", "2024-01-01")] as never);
  const rows = async (report: string, params: Record<string, unknown>, who: string): Promise<ReportRow[]> => (await book.run(report, params, [`csm=${who}`])).rows;
  // L3 ran on until L1 took over; L1 neither counts nor earns after June, nor does it run on in 2025
  expect((await rows("waterfall", { from: "2024-01", to: "2025-01", grain: "total" }, "eve")).map(({ opening, expansion, churn, closing }) => [opening, expansion, churn, closing])).toEqual([["100.00", "0.00", "-100.00", "0.00"]]);
  expect((await rows("movements", { from: "2024-07", to: "2024-07" }, "eve")).map(({ kind, reason, amount }) => [kind, reason, amount])).toEqual([["churn", "replaced", "-1200.00"]]);
  expect((await rows("movements", { from: "2024-07", to: "2024-07" }, "bob")).map(({ kind, amount }) => [kind, amount])).toEqual([["new", "1500.00"]]);
  expect((await rows("revenue", { from: "2024-01", to: "2024-12", grain: "quarter" }, "eve")).map(({ recurring }) => recurring)).toEqual(["300.00", "300.00", "0.00", "0.00"]);
  await book.close();
});
