/**
 * Whole exports of the six systems as their users have them: trials, dunning, coupons, currencies, totals, and the next month's file over the last.
 * Every figure was worked out by hand from the rows, at the rates below, before it was compared.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { findProfile, type Profile } from "../src/sources/profile/index.js";

const folder = join(import.meta.dirname, "fixtures", "exports");
const policy = { reporting_currency: "USD", fx: { mode: "constant", rates: { EUR: "1.10", GBP: "1.30", JPY: "0.0067" } } };
const scratch = mkdtempSync(join(tmpdir(), "annua-exports-"));
// months to come and ARR of today hang on the day of the import
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-23T12:00:00Z") }));
afterAll(() => void vi.useRealTimers());
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function shipped(name: string): Profile {
  const { profile, problems } = findProfile(name, scratch);
  if (profile === undefined) throw new Error(problems.map((p) => p.message).join("\n"));
  return profile;
}

const newBook = (): Promise<Book> => openBook({ path: ":memory:", policy });
const imported = (book: Book, file: string, profile: string, more: object = {}) => book.import(join(folder, file), { profile: shipped(profile), allowRejects: true, ...more });
const arrOf = async (book: Book, on: string): Promise<unknown> => (await book.run("snapshot", { on })).rows[0]?.["arr"];
const movementsOf = async (book: Book, from: string, to: string): Promise<string[]> =>
  (await book.run("movements", { from, to, method: "events" })).rows.map((row) => `${String(row["date"])} ${String(row["customer"])} ${String(row["kind"])} ${String(row["amount"])}`).sort();
const rejectsOf = ({ rejects }: { rejects: { row: number; problems: { code: string }[] }[] }): string[] => rejects.map(({ row, problems }) => `${row} ${problems.map((p) => p.code).join()}`);
const warningsOf = ({ problems }: { problems: { code: string }[] }): string[] => problems.map((p) => p.code);

/** The export with one change, in a file of its own. */
function variant(file: string, change: (csv: string) => string): string {
  const path = join(scratch, `${Math.random().toString(36).slice(2)}.csv`);
  const [before, after] = [readFileSync(join(folder, file), "utf8"), change(readFileSync(join(folder, file), "utf8"))];
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  return path;
}

describe("Stripe", () => {
  test("trials never count before they are paid, a cancellation at the period's end is an end, a metered price is refused by name", async () => {
    const book = await newBook();
    const first = await imported(book, "stripe-2026-10.csv", "stripe");
    expect({ used: first.used, ignored: first.ignored, rejects: rejectsOf(first) }).toEqual({ used: 15, ignored: 3, rejects: ["14 amount-missing"] });
    expect(first.assumptions.map(({ text }) => text).join("\n")).toContain("3 rows are left out by Status: incomplete_expired (1), unpaid (1), paused (1).");
    expect([await arrOf(book, "2025-12-15"), await arrOf(book, "2026-10-31"), await arrOf(book, "2026-11-10")]).toEqual(["54620.40", "53592.40", "52416.40"]);
    expect(await movementsOf(book, "2026-07", "2026-11")).toEqual([
      "2026-07-10 cus_D4 churn -2940.00", "2026-09-15 cus_Q7 churn -4116.00", "2026-10-10 cus_Q7 reactivation 4116.00", "2026-11-03 cus_E5 new 1176.00", "2026-11-05 cus_H8 churn -2352.00",
    ]);
    await book.close();
  });

  test("next month's export over it: a trial that was cancelled goes, who stopped paying is told as still counted, a changed price as restating the past", async () => {
    const book = await newBook();
    await imported(book, "stripe-2026-10.csv", "stripe");
    const next = await imported(book, "stripe-2026-11.csv", "stripe");
    expect({ used: next.used, unchanged: next.unchanged, rejected: next.rejected }).toEqual({ used: 4, unchanged: 11, rejected: 0 });
    expect(await arrOf(book, "2026-11-30")).toBe("53592.40");
    expect(await movementsOf(book, "2026-11", "2026-11")).toEqual(["2026-11-05 cus_H8 churn -2352.00", "2026-11-12 cus_R8 new 1176.00"]);
    const told = Object.fromEntries(next.problems.map((p) => [p.code, p.message]));
    expect(told["lines-stand"]).toContain("it still counts, as a row that is not used changes nothing: sub_03. ARR USD 3,920.40 today.");
    expect(told["lines-repriced"]).toContain("than before: sub_01.");
    const again = await imported(book, "stripe-2026-11.csv", "stripe");
    expect({ used: again.used, warnings: warningsOf(again) }).toEqual({ used: 0, warnings: ["profile-rows-noticed", "lines-stand"] });
    await book.close();
  });

  test("an older export without Start Date takes Created, one without Cancel At Period End ends nothing ahead, one without any start is refused whole", async () => {
    const book = await newBook();
    await book.import(variant("stripe-2026-10.csv", (csv) => csv.replace("Start Date (UTC)", "Begun").replace("Cancel At Period End", "Will end")), { profile: shipped("stripe"), allowRejects: true });
    expect([await arrOf(book, "2025-12-15"), await arrOf(book, "2026-11-10")]).toEqual(["54620.40", "54768.40"]);
    await book.close();
    const without = variant("stripe-2026-10.csv", (csv) => csv.replace("Start Date (UTC)", "A").replace("Start (UTC)", "B").replace("Created (UTC)", "C").replace("Trial End (UTC)", "D"));
    const empty = await newBook();
    await expect(empty.import(without, { profile: shipped("stripe") })).rejects.toMatchObject({ problems: [{ code: "profile-column-missing", at: { column: "Trial End (UTC)" } }] });
    await empty.close();
  });
});

test("Chargebee: paused until the pause, future from its start, a scheduled cancellation until it takes effect; tiers without a price are refused by name", async () => {
  const book = await newBook();
  const result = await imported(book, "chargebee-2026-10.csv", "chargebee");
  expect({ used: result.used, ignored: result.ignored, rejects: rejectsOf(result) }).toEqual({ used: 13, ignored: 1, rejects: ["12 amount-missing"] });
  expect([await arrOf(book, "2025-12-15"), await arrOf(book, "2026-10-31"), await arrOf(book, "2027-01-31")]).toEqual(["8760.00", "8384.00", "9824.00"]);
  expect(await movementsOf(book, "2026-07", "2027-01")).toEqual([
    "2026-07-20 cust_4 churn -720.00", "2026-09-01 cust_9 churn -480.00", "2026-09-05 cust_2 contraction -240.00", "2026-11-08 cust_5 new 240.00", "2026-12-01 cust_3 churn -2400.00", "2027-01-01 cust_8 new 3600.00",
  ]);
  await book.close();
});

test("HubSpot: won deals of every pipeline, by the company's id, named by its name; what is left out is told by stage", async () => {
  const book = await newBook();
  const result = await imported(book, "hubspot.csv", "hubspot");
  expect({ used: result.used, ignored: result.ignored, rejected: result.rejected }).toEqual({ used: 13, ignored: 2, rejected: 0 });
  expect(result.assumptions[0]!.text).toMatch(/^2 rows are left out by Deal Stage: Contract Sent \(1\), Closed Lost \(1\)\./);
  expect([await arrOf(book, "2025-12-15"), await arrOf(book, "2026-10-31")]).toEqual(["30340.00", "39880.00"]);
  expect((await book.run("customers", { on: "2026-10-31" })).rows.map((row) => [row["customer"], row["name"]])).toContainEqual(["801", "Acme, Inc."]);
  expect((await book.run("customers", { on: "2026-10-31" })).rows.map((row) => row["customer"])).toContain("Juliet");
  await book.close();
});

test("an export of HubSpot without the stage of its deals counts lost ones like won ones, and says so", async () => {
  const book = await newBook();
  const result = await book.import(variant("hubspot.csv", (csv) => csv.replace("Deal Stage", "Position")), { profile: shipped("hubspot") });
  expect({ used: result.used, warnings: warningsOf(result) }).toEqual({ used: 15, warnings: ["profile-filter-idle"] });
  await book.close();
});

test("Salesforce: a report with its totals and footer; renewals, a co-termed add-on with a discount row, a term that is missing", async () => {
  const book = await newBook();
  const result = await imported(book, "salesforce.csv", "salesforce");
  expect({ used: result.used, ignored: result.ignored, rejects: rejectsOf(result) }).toEqual({ used: 10, ignored: 9, rejects: ["14 term-without-end"] });
  expect([await arrOf(book, "2025-12-15"), await arrOf(book, "2026-10-31")]).toEqual(["32400.00", "64440.00"]);
  expect(await movementsOf(book, "2026-01", "2026-12")).toEqual([
    "2026-01-01 001F churn -3600.00", "2026-01-31 001G new 31200.00", "2026-06-01 001A expansion 5400.00", "2026-06-01 001B expansion 2640.00", "2026-08-31 001E churn -3600.00",
  ]);
  await book.close();
});

describe("QuickBooks", () => {
  test("the total of a customer with sub-customers is no customer, one called Total Energies is", async () => {
    const book = await newBook();
    const result = await imported(book, "quickbooks-2026-09.csv", "quickbooks");
    expect({ ignored: result.ignored_by, warnings: warningsOf(result) }).toEqual({ ignored: { blank: 2, no_amount: 1, subtotal: 1, totals: 1, note: 1 }, warnings: [] });
    expect([await arrOf(book, "2026-02-15"), await arrOf(book, "2026-09-30")]).toEqual(["23400.00", "26400.00"]);
    const customers = (await book.run("customers", { on: "2026-09-30" })).rows.map((row) => row["customer"]);
    expect(customers.sort()).toEqual(["Acme Inc.", "Charlie East", "Charlie West", "Foxtrot", "Total Energies"]);
    await book.close();
  });

  test("next month's report over it, as a whole list", async () => {
    const book = await newBook();
    await imported(book, "quickbooks-2026-09.csv", "quickbooks", { source: "qb" });
    await imported(book, "quickbooks-2026-10.csv", "quickbooks", { source: "qb", full: true });
    expect([await arrOf(book, "2026-09-30"), await arrOf(book, "2026-10-31")]).toEqual(["26400.00", "27600.00"]);
    expect(await movementsOf(book, "2026-10", "2026-10")).toEqual(["2026-10-01 Acme Inc. expansion 3600.00", "2026-10-01 Charlie East churn -2400.00"]);
    await book.close();
  });

  test("groups within groups, of one sub-customer too; a last month that nobody was invoiced for yet is none in which all left", async () => {
    const book = await newBook();
    const result = await imported(book, "quickbooks-to-come.csv", "quickbooks");
    expect({ ignored: result.ignored_by, warnings: warningsOf(result) }).toEqual({ ignored: { subtotal: 3, note: 2, totals: 1, blank: 1 }, warnings: ["profile-months-to-come"] });
    expect([await arrOf(book, "2026-09-30"), await arrOf(book, "2026-11-30")]).toEqual(["18840.00", "17640.00"]);
    await book.close();
  });
});

describe("ChartMogul's invoice lines", () => {
  const lines = "chartmogul-line-items.csv";

  test("take customer and currency from the invoices beside them; a line of an invoice that is not there is refused by name", async () => {
    const book = await newBook();
    const result = await imported(book, lines, "chartmogul-line-items", { beside: join(folder, "chartmogul-invoices.csv") });
    expect({ used: result.used, rejects: rejectsOf(result), warnings: warningsOf(result) }).toEqual({ used: 12, rejects: ["14 customer-id-missing"], warnings: ["profile-rows-noticed", "profile-rows-noticed"] });
    expect([await arrOf(book, "2026-09-15"), await arrOf(book, "2026-10-20")]).toEqual(["2388.00", "2487.61"]);
    expect(await movementsOf(book, "2026-09", "2026-11")).toEqual([
      "2026-09-01 cus_4 churn -1200.00", "2026-10-01 cus_1 expansion 300.00", "2026-10-10 cus_5 new 267.61", "2026-10-15 cus_3 churn -468.00", "2026-11-01 cus_5 churn -267.61", "2026-11-05 cus_6 new 520.00",
    ]);
    await book.close();
  });

  test("without them, with a file that has no such column, and with an invoice of two customers nothing is read, and the remedy says what to give", async () => {
    const book = await newBook();
    const refusal = (more: object) => imported(book, lines, "chartmogul-line-items", more).then(() => [], (error: { problems: { code: string; remedy: string }[] }) => error.problems.map((p) => p.code));
    expect(await refusal({})).toEqual(["beside-wanted", "profile-column-missing"]);
    expect(await refusal({ beside: join(folder, "hubspot.csv") })).toEqual(["beside-without-key"]);
    expect(await refusal({ beside: variant("chartmogul-invoices.csv", (csv) => `${csv}cus_7,inv_01,2026-08-01 00:00:00,,USD\n`) })).toEqual(["beside-key-twice"]);
    expect(await refusal({ beside: join(scratch, "nowhere.csv") })).toEqual(["file-missing"]);
    await book.close();
  });
});

test("an export that is read without its profile names it, before anything is asked", async () => {
  const made = { "stripe-2026-10.csv": "stripe", "chargebee-2026-10.csv": "chargebee", "hubspot.csv": "hubspot", "salesforce.csv": "salesforce", "quickbooks-2026-09.csv": "quickbooks", "chartmogul-line-items.csv": "chartmogul-line-items" };
  for (const [file, profile] of Object.entries(made)) {
    const copy = join(scratch, "export.csv");
    copyFileSync(join(folder, file), copy);
    const book = await newBook();
    const asked = await book.import(copy).then(() => undefined, (error: { problems: { code: string; remedy: string }[] }) => error.problems);
    expect(asked?.find((p) => p.code === "profile-made-for")?.remedy, file).toContain(`--profile ${profile}.`);
    await book.close();
  }
});
