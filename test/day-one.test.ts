/** The first ten minutes with a list, through the library, with figures worked out by hand: who left, hidden rows, refused rows, odd amounts, another day. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { overviewOf } from "../src/cli/overview.js";
import { openBook, type Book } from "../src/index.js";
import { filtersOfText } from "../src/sources/reading/index.js";
import { workbookOf } from "./files/workbook.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-left-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string): string => (writeFileSync(join(folder, name), text), join(folder, name));
const arrOn = async (book: Book, on: string, set = {}) => (await book.run("snapshot", { on, set })).rows[0]?.["arr"];

// a year: acme 1,200 for long; birch 600 in 2024; cedar 840 from March 2024 to nobody knows when; dogwood 960 in 2025
const list = `Customer,Status,Start Date,End Date,MRR
acme,Active,2024-01-01,2090-12-31,100
birch,Churned,2024-01-01,2024-12-31,50
cedar,Churned,2024-03-01,,70
dogwood,Active,2025-01-01,2025-12-31,80
`;

test("who left keeps the past where an end says when, and is not asked about as a renewal; whom nothing dates is left out alone", async () => {
  const path = fileOf("left.csv", list);
  const book = await openBook({ path: ":memory:" });
  const flag = 'Status!=Churned|End Date!=';
  await expect(book.import(path)).rejects.toMatchObject({ problems: [{ code: "reading-question", remedy: expect.stringContaining(`--keep "${flag}"`) }] });
  const result = await book.import(path, { rows: filtersOfText(flag)! });
  expect(result).toMatchObject({ read: 4, used: 3, ignored: 1, ignored_by: { filtered: 1 }, money: { ignored: [{ currency: "USD", amount_per: "month", sum: "70" }] } });
  expect([await arrOn(book, "2024-12-31"), await arrOn(book, "2025-12-31"), await arrOn(book, "2026-01-01")]).toEqual(["1800.00", "2160.00", "1200.00"]); // 1,200 + 600; 1,200 + 960; 1,200
  expect((await book.questions()).map(({ kind, subject }) => [kind, subject])).toEqual([["ended", "dogwood, -"]]);
  expect(await arrOn(book, "2026-01-01", { expired: "hold" })).toBe("2160.00"); // dogwood runs on, birch has gone
  await book.close();
});

test("the first look can be one of another day: its months are the twelve that had ended by then", async () => {
  const path = fileOf("plain.csv", "line_id,customer_id,start_date,end_date,amount,amount_per\nA,a,2024-01-01,,100,month\nB,b,2025-03-01,2026-01-01,1200,year\nC,c,2026-02-01,,50,month\n");
  const book = await openBook({ path: ":memory:" });
  const imported = [await book.import(path)];
  const look = async (on: string) => overviewOf(book, { files: [path], book: undefined }, imported, { on });
  const { snapshot, waterfall, check, range } = await look("2026-01-15");
  expect([snapshot.rows[0]!["arr"], range!.on, range!.lowest, range!.highest, check!.params["on"]]).toEqual(["1200.00", "2026-01-15", "1200.00", "2400.00", "2026-01-15"]);
  expect(waterfall.rows.map((row) => row["period"])).toEqual(Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}`));
  expect(waterfall.rows.map((row) => row["closing"])).toEqual(["1200.00", "1200.00", ...Array<string>(10).fill("2400.00")]);
  const february = await look("2026-02");
  expect([february.snapshot.rows[0]!["arr"], february.waterfall.rows.at(-1)]).toMatchObject(["1800.00", { period: "2026-02", opening: "1200.00", new: "600.00", closing: "1800.00" }]);
  await book.close();
});

test("rows that a workbook hides are read, and told with their money", async () => {
  const path = join(folder, "hidden.xlsx");
  const rows = [["Customer", "Product", "Start", "MRR"], ["acme", "Core", "2025-01-01", 100], ["birch", "Core", "2025-01-01", 20.5], ["cedar", "Core", "2025-01-01", 7], ["dogwood", "Core", "2025-01-01", 1000]];
  writeFileSync(path, workbookOf({ sheets: [{ name: "Contracts", rows, hidden: [3, 5] }] }));
  const book = await openBook({ path: ":memory:" });
  const { used, problems } = await book.import(path);
  expect([used, await arrOn(book, "2025-06-30")]).toEqual([4, "13530.00"]); // 1,127.50 a month, 1,020.50 of it hidden
  expect(problems.filter(({ code }) => code === "rows-hidden")).toMatchObject([{ severity: "warning", at: { row: 3 }, message: "The workbook hides 2 rows (3, 5), which are read like all others, with USD 1,020.5 per month as written." }]);
  const shown = await book.import(path, { rows: filtersOfText("Customer!=birch,dogwood")! });
  expect(shown.problems.map(({ code }) => code)).not.toContain("rows-hidden");
  await book.close();
});

test("columns that a workbook hides are told with what they are read as, and so are rows and columns of a file about customers", async () => {
  const path = join(folder, "columns.xlsx");
  const rows = [["Customer", "Start", "End", "ARR", "Note", "Old ARR", "Owner"], ["acme", "2025-01-01", "2026-12-31", 1200, "ok", 900, "Jo"], ["birch", "2025-01-01", "2025-06-30", 600, "ok", 500, "Al"]];
  writeFileSync(path, workbookOf({ sheets: [{ name: "Contracts", rows, hiddenColumns: "CEFG" }] }));
  const book = await openBook({ path: ":memory:" });
  const lines = (await book.import(path)).problems.filter(({ code }) => code === "columns-hidden");
  expect(lines.map(({ message }) => message)).toEqual([expect.stringMatching(/^The workbook hides 2 columns that are there all the same: C End \(read as end_date\), F Old ARR \((?:kept as an attribute|not read)\)\.$/)]);
  const months = join(folder, "months.xlsx");
  writeFileSync(months, workbookOf({ sheets: [{ name: "MRR", rows: [["Customer", "Jan-25", "Feb-25", "Mar-25"], ["acme", 10, 20, 20], ["birch", 5, 5, 5]], hiddenColumns: "C" }] }));
  expect((await book.import(months, { dryRun: true })).problems.map(({ message }) => message)).toContainEqual(expect.stringContaining("a column that is there all the same: C Feb-25 (read with the table by month)."));
  const customers = join(folder, "customers.xlsx");
  writeFileSync(customers, workbookOf({ sheets: [{ name: "Customers", rows: [["customer_id", "name", "Region"], ["acme", "Acme", "EU"], ["birch", "Birch", "US"]], hidden: [3], hiddenColumns: "BC" }] }));
  const told = (await book.importCustomers(customers)).problems.map(({ message }) => message);
  expect(told).toEqual(["The workbook hides 2 columns that are there all the same: B name (read as name), C Region (read as region).", "The workbook hides row 3, which is read like all others."]);
  await book.close();
});

test("a row of a table by month that has a cell nobody can read is refused once, and whole", async () => {
  const path = fileOf("grid.csv", "Customer,Jan-25,Feb-25,Mar-25\nAcme,100,100,200\nBolt,50,n.a.n,abc\nCord,10,10,10\n");
  const book = await openBook({ path: ":memory:" });
  const result = await book.import(path, { measure: "mrr", allowRejects: true });
  // Acme gives two lines (100, then 200), Cord one; Bolt's 50 of January is no customer who left in February
  expect(result).toMatchObject({ read: 4, used: 3, rejected: 1, money: { without_amount: { rejected: 1 } }, rejects: [{ row: 3, problems: [{ code: "grid-cell-unreadable", at: { row: 3, column: "Feb-25", value: "n.a.n" } }] }] });
  expect([await arrOn(book, "2025-01-31"), await arrOn(book, "2025-03-31")]).toEqual(["1320.00", "2520.00"]);
  await book.close();
});

test("a cell of a table with months down, or of one row a month, that nobody can read refuses its customer, who would seem to leave for that month, and no other", async () => {
  const down = fileOf("down.csv", "Month,Acme,Bolt,Cord\n2025-01,100,50,10\n2025-02,x,y,20\n2025-03,100,50,z\n2025-04,100,50,20\n");
  const book = await openBook({ path: ":memory:" });
  await expect(book.import(down, { measure: "mrr" })).resolves.toMatchObject({ kept: false, rejected: 2 });
  const result = await book.import(fileOf("down.csv", "Month,Acme,Bolt,Cord\n2025-01,100,50,10\n2025-02,x,y,20\n2025-03,100,50,20\n"), { measure: "mrr", allowRejects: true });
  // Cord gives two lines, 10 and then 20; row 3 is one row to mend
  expect(result).toMatchObject({ read: 3, used: 2, rejected: 1, money: { without_amount: { rejected: 1 } } });
  expect(result.rejects).toMatchObject([{ row: 3, problems: [
    { code: "grid-track-unreadable", at: { row: 3, column: "Acme", value: "x" }, message: "Acme is x, which is no amount. Acme is in no figure, with its 2 other amounts, as it would seem to leave for such a month." },
    { code: "grid-track-unreadable", at: { row: 3, column: "Bolt", value: "y" } },
  ] }]);
  expect([await arrOn(book, "2025-01-31"), await arrOn(book, "2025-03-31")]).toEqual(["120.00", "240.00"]);
  const long = fileOf("long.csv", "Month,Customer,MRR\n2025-01,Acme,100\n2025-01,Cord,10\n2025-02,Acme,ten\n2025-02,Cord,10\n2025-03,Acme,100\n2025-03,Cord,10\n");
  const other = await openBook({ path: ":memory:" });
  expect(await other.import(long, { allowRejects: true })).toMatchObject({ read: 2, used: 1, rejected: 1, rejects: [{ row: 4, problems: [{ code: "grid-track-unreadable", at: { row: 4, column: "MRR", value: "ten" } }] }] });
  expect(await arrOn(other, "2025-03-31")).toBe("120.00");
  await Promise.all([book.close(), other.close()]);
});

test("an amount with its point in another place is asked about where a line renews another, also if the price rose as well or an add-on lies between", async () => {
  const core = (line_id: string, start_date: string, end_date: string, amount: string) => ({ line_id, customer_id: "a", product: "Core", start_date, end_date, amount, amount_per: "year" });
  const asked = async (...rows: ReturnType<typeof core>[]) => {
    const book = await openBook({ path: ":memory:" });
    await book.import(rows);
    const found = (await book.questions()).filter(({ kind }) => kind === "amount").map(({ facts, question }) => [facts!["line"], facts!["other"], question]);
    await book.close();
    return found;
  };
  const first = core("A", "2089-01-01", "2090-01-01", "12000");
  // 15,600 with the point one place to the left is 13 hundredths of 12,000: above an eighth, below a fifth
  expect(await asked(first, core("B", "2090-01-01", "2091-01-01", "1560"))).toEqual([["B", "A", "Line B of a, Core (1560 per year) is worth a fifth or less of line A that it renews. Is it right?"]]);
  expect(await asked(first, core("S", "2089-06-01", "2089-12-01", "2000"), core("B", "2090-01-01", "2091-01-01", "1200"))).toMatchObject([["B", "A", expect.any(String)]]);
  expect(await asked(first, core("B", "2090-01-01", "2091-01-01", "84000"))).toEqual([["B", "A", "Line B of a, Core (84000 per year) is worth at least five times as much as line A that it renews. Is it right?"]]);
  expect(await asked(first, core("B", "2090-01-01", "2091-01-01", "2500"), core("C", "2091-01-01", "2092-01-01", "12000"))).toEqual([]); // 4.8 times, both ways
  expect(await asked(first, core("S", "2089-06-01", "2089-12-01", "1800"))).toEqual([]); // an add-on of less than a sixth renews nothing
});

test("a slip of the point is answered with the amount times or divided by ten, a hundred or a thousand, exactly, as long as the line says that amount", async () => {
  const rows = [
    ["L1", "acme", "2024-01-01", "2025-01-01", "12000", "year", "", ""], ["L2", "acme", "2025-01-01", "", "1200.5", "year", "100", ""],
    ["M1", "birch", "2024-01-01", "2025-01-01", "100", "month", "", ""], ["M2", "birch", "2025-01-01", "", "10050", "month", "5.25", ""],
    ["N1", "cedar", "2024-01-01", "2025-01-01", "1000", "year", "", "2"], ["N2", "cedar", "2025-01-01", "", "1000000", "year", "", "2"],
  ].map(([line_id, customer_id, start_date, end_date, amount, amount_per, discount_amount, quantity]) => ({ line_id, customer_id, product: "Core", start_date, end_date, amount, amount_per, discount_amount, quantity }));
  const book = await openBook({ path: ":memory:" });
  await book.import(rows);
  const asked = async () => (await book.questions()).filter(({ kind }) => kind === "amount");
  const choices = new Map((await asked()).map(({ facts, choices, id }) => [facts!["line"], { id, arr: Object.fromEntries(choices.map(({ choice, arr }) => [choice, arr])) }]));
  // as written 1,100.50 + (10,050 - 5.25) x 12 + 2,000,000; a discount of so much stays as it is where the point of the amount moves
  expect(choices.get("L2")!.arr).toEqual({ as_written: "2121637.50", per_month: "2133743.00", times_10: "2132442.00" }); // 12,005 - 100 instead of 1,100.50
  expect(choices.get("M2")!.arr).toEqual({ as_written: "2121637.50", per_year: "2011145.25", divided_by_100: "2002243.50" }); // (100.50 - 5.25) x 12
  expect(choices.get("N2")!.arr).toEqual({ as_written: "2121637.50", divided_by_1000: "123637.50", left_out: "121637.50" });
  for (const [line, choice] of [["L2", "times_10"], ["M2", "divided_by_100"], ["N2", "divided_by_1000"]] as const) await book.answer(choices.get(line)!.id, choice);
  const lines = async () => (await book.run("lines", { on: "2025-06-30" })).rows.map((row) => [row["line_id"], row["amount"], row["arr"], row["formula"]]);
  expect(await lines()).toEqual([
    ["L2", "1200.5", "11905.00", expect.stringMatching(/^1200\.5 x 10 less 100 \(per year\), decided: Q\d times_10$/)],
    ["M2", "10050", "1143.00", expect.stringMatching(/^10050 x 0\.01 less 5\.25 x 12 \(per month\), decided: Q\d divided_by_100$/)],
    ["N2", "1000000", "2000.00", expect.stringMatching(/^1000000 x 0\.001 x 2 \(per year\), decided: Q\d divided_by_1000$/)],
  ]);
  expect(await asked()).toEqual([]);
  const { problems } = await book.import([{ ...rows[1]!, amount: "12005" }]);
  expect(problems).toMatchObject([{ code: "decided-lines", message: expect.stringContaining("L2 has another amount now, to which the answer does nothing") }]);
  expect((await lines())[0]).toMatchObject(["L2", "12005", "11905.00", expect.stringMatching(/^12005 less 100 \(per year\)/)]);
  expect((await lines())[0]![3]).not.toContain("decided");
  expect((await book.warnings()).filter(({ code }) => code === "decided-line-changed")).toMatchObject([{ message: expect.stringContaining("The answer was given on another amount and does nothing to this one") }]);
  await book.withdraw(choices.get("N2")!.id);
  expect(await arrOn(book, "2025-06-30")).toBe("2013048.00"); // 11,905 + 1,143 + 2,000,000
  await book.close();
});

test("German words for how often a price is paid are read, and whoever has left by a date or in a table by month is not asked about", async () => {
  const german = fileOf("vertraege.csv", `Kunden-Nr.;Kunde;Produkt;Vertragsbeginn;Vertragsende;Betrag;Zahlungsweise;Gekündigt zum;Währung
K-001;Müller GmbH;Basis;01.02.2024;31.01.2025;1.200,50;jährlich;;EUR
K-001;Müller GmbH;Basis;01.02.2025;31.01.2026;1.320,00;jährlich;;EUR
K-002;Schäfer AG;Basis;15.03.2024;;99,90;monatlich;;EUR
K-003;Özil & Co;Plus;01.01.2024;31.12.2026;2.400,00;jährlich;30.06.2025;EUR
K-004;Weiß KG;Einrichtung;01.01.2024;;500,00;einmalig;;EUR
`);
  const book = await openBook({ path: ":memory:", policy: { reporting_currency: "EUR" } });
  await book.import(german);
  // 1,200.50 + 99.90 x 12 + 2,400; Özil & Co is there on 30 June 2025 for the last time; Müller's last term ended in January 2026, and 500 once is no ARR
  expect([await arrOn(book, "2024-06-30"), await arrOn(book, "2025-06-30"), await arrOn(book, "2025-07-01"), await arrOn(book, "2026-06-30")]).toEqual(["4799.30", "4918.80", "2518.80", "1198.80"]);
  expect((await book.questions()).map(({ kind, subject }) => [kind, subject])).toEqual([["ended", "K-001, Basis"]]);
  const grid = fileOf("cube.csv", "Customer,Product,Jan-25,Feb-25,Mar-25,Apr-25,Total\nAcme,Core,1000,1000,1200,1200,4400\nBirch,Core,500,500,,,1000\nCedar,Core,-,300,-,300,600\nTotal,,1500,1800,1200,1500,6000\n");
  const other = await openBook({ path: ":memory:" });
  await other.import(grid, { measure: "mrr" });
  for (const set of [{}, { expired: "hold" }]) expect(await arrOn(other, "2025-04-30", set)).toBe("18000.00"); // 1,200 + 300 a month: Birch has gone, and nothing holds it
  expect((await other.questions()).map(({ kind, subject }) => [kind, subject])).toEqual([["gap", "Cedar, Core"]]);
  await Promise.all([book.close(), other.close()]);
});
