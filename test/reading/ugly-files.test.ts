/** Files as people keep them, through the library: what is settled, what is asked, and what ARR comes of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, ProblemError, type Book } from "../../src/index.js";
import { readProfile } from "../../src/sources/profile/index.js";
import { workbookOf } from "../files/workbook.js";
import type { ImportOptions, ImportResult } from "../../src/engine/import.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-ugly-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string | Buffer): string => (writeFileSync(join(folder, name), text), join(folder, name));
const arrOn = async (book: Book, on: string) => (await book.run("snapshot", { on })).rows[0]?.["arr"];
const said = ({ assumptions }: ImportResult): string => assumptions.map(({ text }) => text).join("\n");

/** What a file comes to in a book of its own. */
async function read<T>(path: string, options: ImportOptions, look: (result: ImportResult, book: Book) => Promise<T>, policy: Record<string, unknown> = {}): Promise<T> {
  const book = await openBook({ path: ":memory:", policy });
  try {
    return await look(await book.import(path, options), book);
  } finally {
    await book.close();
  }
}

/** Why a file is not read: the sentences and remedies of its problems. */
const refusal = (path: string, options: ImportOptions = {}): Promise<string> =>
  read(path, options, async () => "it was read").catch((error: unknown) => {
    if (error instanceof ProblemError) return error.problems.map(({ message, remedy }) => `${message} ${remedy}`).join("\n");
    throw error;
  });

describe("a title above a table by month", () => {
  const grid = (title: string) => `${title},,,\n,,,\nCustomer,Jan-25,Feb-25,Mar-25\nAcme,100,100,120\n`;

  test("says whether it holds MRR or ARR, whatever the file is called", async () => {
    for (const [title, arr] of [["MRR by customer", "1440.00"], ["ARR by customer", "120.00"]] as const) {
      const path = fileOf("arr-or-mrr.csv", grid(title));
      expect(await read(path, {}, async (result, book) => [said(result).includes(title), await arrOn(book, "2025-03-31")])).toEqual([true, arr]);
    }
  });

  test("that speaks of thousands is no reason to read units, nor to multiply unasked", async () => {
    const path = fileOf("thousands.csv", grid("ARR by customer ($k)"));
    expect(await refusal(path)).toContain("--amounts-in thousands (or --amounts-in units)");
    expect(await read(path, { amountsIn: "thousands" }, (_, book) => arrOn(book, "2025-03-31"))).toBe("120000.00");
    expect(await read(path, { amountsIn: "units" }, (_, book) => arrOn(book, "2025-03-31"))).toBe("120.00");
  });

  test("or the signs in its cells say the currency", async () => {
    const policy = { fx: { mode: "constant", rates: { EUR: "1.10" } } };
    expect(await read(fileOf("eur.csv", grid("MRR by customer in EUR")), {}, (_, book) => arrOn(book, "2025-03-31"), policy)).toBe("1584.00");
    const down = fileOf("down.csv", 'Monat;Acme;Beta\n2025-01;"€ 1.200,50";-\n2025-02;"€ 1.200,50";"€ 80,00"\n2025-03;"€ 1.200,50";"€ 80,00"\n');
    expect(await read(down, { measure: "mrr" }, (_, book) => arrOn(book, "2025-03-31"), policy)).toBe("16902.60");
  });
});

describe("the currency that a workbook shows beside its numbers", () => {
  const sheetOf = (formats: string[], style: (row: number) => number, header: string[], cells: (row: number) => (string | number)[]) => workbookOf({
    formats, sheets: [{ name: "Contracts", rows: [header, ...[0, 1].map((row) => cells(row).map((cell) => (typeof cell === "number" ? { xml: `<v>${cell}</v>`, style: style(row) } : cell)))] }],
  });
  const list = (row: number) => [["Acme", "Birch"][row]!, "2026-01-01", [12000, 24000][row]!];
  const policy = { fx: { mode: "constant", rates: { EUR: "1.10" } } };
  const header = ["Customer", "Start", "Annual value"];

  test("is that of the amounts: 36,000 EUR are 39,600 USD", async () => {
    const path = fileOf("euro.xlsx", sheetOf(["[$€-407] #,##0.00"], () => 1, header, list));
    expect(await read(path, {}, async (result, book) => [said(result).includes("All amounts are EUR"), await arrOn(book, "2026-03-31")], policy)).toEqual([true, "39600.00"]);
  });

  test("of a table by month, too, and two of them are refused", async () => {
    const months = (row: number) => [["Acme", "Birch"][row]!, 100, 100, 200];
    const names = ["Customer", "Jan-26", "Feb-26", "Mar-26"];
    const path = fileOf("grid-eur.xlsx", sheetOf(['#,##0 "EUR"'], () => 1, names, months));
    expect(await read(path, { measure: "mrr" }, (_, book) => arrOn(book, "2026-03-31"), policy)).toBe("5280.00");
    const both = fileOf("both.xlsx", sheetOf(["[$€-407] #,##0.00", '"$"#,##0'], (row) => row + 1, header, list));
    expect(await refusal(both)).toContain("$ in row 3");
  });

  test("gives way to a column of currencies", async () => {
    const path = fileOf("column.xlsx", sheetOf(['"$"#,##0'], () => 1, [...header, "Currency"], (row) => [...list(row), "EUR"]));
    expect(await read(path, {}, (_, book) => arrOn(book, "2026-03-31"), policy)).toBe("39600.00");
  });
});

test("a file that a profile reads is shown as that profile says", async () => {
  const yaml = "columns:\n  line_id: {from: Opportunity ID}\n  customer_id: {from: Account Name}\n  customer_name: {from: Account Name}\n  start_date: {from: Start Date}\n  end_date: {from: Start Date, months: {from: Term (months)}}\n  amount: {from: TCV}\n  amount_per: {const: term}\nattributes: [Owner]";
  const csv = "Opportunity ID,Account Name,Stage,Start Date,Term (months),TCV,Owner\nD-1,Acme,Won,2026-01-01,12,24000,Jo\n";
  const roles = await read(fileOf("deals.csv", csv), { profile: readProfile(yaml, "p.yaml").profile! }, async ({ reading }) =>
    Object.fromEntries(reading!.columns.map(({ name, role }) => [name, typeof role === "object" ? role.field : role])));
  expect(roles).toEqual({ "Opportunity ID": "line_id", "Account Name": "customer_id", Stage: "ignored", "Start Date": "start_date", "Term (months)": "end_date", TCV: "amount", Owner: "attribute" });
});

test("a German list names its lines by Vertrag where each has another, and not where it is a kind", async () => {
  const list = (ids: string[]) => `Vertrag;Kunde;Vertragsbeginn;Monatlicher Preis\n${ids.map((id, at) => `${id};Müller;2024-0${at + 1}-01;10,50\n`).join("")}`;
  const lineId = (ids: string[]) => read(fileOf("vertrag.csv", list(ids)), {}, async ({ reading }) => reading!.profile.columns["line_id"]);
  expect(await lineId(["V-1", "V-2", "V-3"])).toEqual({ from: "Vertrag" });
  expect(await lineId(["Rahmen", "Einzel", "Rahmen"])).toBeUndefined();
});

describe("a pivot table that names a customer once", () => {
  const pivot = "MRR by customer,,,,\nCustomer,Product,Jan-25,Feb-25,Mar-25\nAcme,Core,100,100,100\n,Plus,,20,20\nBeta,Core,500,500,500\n,Plus,50,50,\nGrand Total,,650,670,620\n";

  test("gives its rows the name above them, and says how many", async () => {
    const seen = await read(fileOf("pivot.csv", pivot), {}, async (result, book) => {
      const { rows } = await book.run("customers", { on: "2025-02-28" });
      return { text: said(result), ignored: result.ignored_by, arr: Object.fromEntries(rows.map((row) => [row["customer"], row["arr"]])) };
    });
    expect(seen).toMatchObject({ ignored: { totals: 1 }, arr: { Acme: "1440.00", Beta: "6600.00" } });
    expect(seen.text).toContain("2 rows without Customer took it from the row above");
  });

  test("a row under a gap belongs to nobody, and a column that is not there is named", async () => {
    const gap = pivot.replace("Beta,Core", "\n,Lost,7,7,7\nBeta,Core");
    expect(await refusal(fileOf("gap.csv", gap))).toContain('--fill-down "Customer" (or --fill-down none)');
    expect(await read(fileOf("gap.csv", gap), { fillDown: "customer", allowRejects: true }, async ({ rejected }) => rejected)).toBe(1);
    expect(await refusal(fileOf("pivot.csv", pivot), { fillDown: "Custommer" })).toContain("Custommer");
  });
});

describe("a file about customers", () => {
  const lines = "line_id,customer_id,start_date,amount,amount_per\nL1,C1,2025-01-01,100,year\nL2,C2,2025-01-01,50,year\n";
  const bySegment = async (name: string, content: string | Buffer, options: ImportOptions = {}) => {
    const book = await openBook({ path: ":memory:" });
    await book.import(fileOf("lines.csv", lines));
    const result = await book.importCustomers(fileOf(name, content), options).finally(() => undefined);
    const on = async (day: string) => (await book.run("snapshot", { on: day, by: ["segment"] })).rows.map((row) => `${String(row["segment"])} ${String(row["arr"])}`);
    const seen = { used: result.used, ignored: result.ignored_by, before: await on("2025-03-01"), after: await on("2025-07-01") };
    await book.close();
    return seen;
  };

  test("is read from a workbook under a title, and from a semicolon list with days as people write them", async () => {
    const rows = [["Customer ID", "from_date", "Segment"], ["C1", "", "SMB"], ["C2", "", "SMB"], ["C2", "30.06.2025", "ENT"]];
    const meant = { used: 3, ignored: {}, before: ["SMB 150.00"], after: ["ENT 50.00", "SMB 100.00"] };
    const titled = [["Customers of Example Inc."], [], ...rows];
    expect(await bySegment("customers.xlsx", workbookOf({ sheets: [{ name: "Customers", rows: titled }] }))).toEqual(meant);
    expect(await bySegment("customers.csv", titled.map((cells) => cells.join(";")).join("\n"))).toEqual(meant);
    expect(await bySegment("plain.csv", "customer_id,from_date,segment\nC1,,SMB\nC2,,SMB\nC2,2025-06-30,ENT\n")).toEqual(meant);
  });

  test("takes a column called Customer for its id", async () => {
    expect((await bySegment("named.csv", "Customer,from_date,Segment\nC1,,SMB\nC2,,SMB\nC2,2025-06-30,ENT\n")).after).toEqual(["ENT 50.00", "SMB 100.00"]);
  });

  test("whose days can be read in two ways is refused until someone says which", async () => {
    const csv = "Customers\n\nCustomer ID;from_date;Segment\nC1;;SMB\nC2;03/04/2025;ENT\n";
    await expect(bySegment("either.csv", csv)).rejects.toThrow("--date-order");
    expect((await bySegment("either.csv", csv, { dateOrder: "mdy" })).after).toEqual(["ENT 50.00", "SMB 100.00"]);
  });
});

describe("a row called Total", () => {
  const header = "Customer,Product,Start,End,ARR\n";
  const lines = "Acme,Core,2026-01-01,2026-12-31,1000\nGlobex,Core,2026-01-01,2026-12-31,2000\n";
  const seenIn = (name: string, csv: string, options: ImportOptions = {}) =>
    read(fileOf(name, csv), { endConvention: "inclusive", ...options }, async (result, book) => ({ ignored: result.ignored_by, rejected: result.rejects.flatMap(({ problems }) => problems.map(({ code, message }) => `${code} ${message}`)), said: result.problems.map(({ code, message }) => `${code} ${message}`), arr: await arrOn(book, "2026-06-30") }));

  test("is left out where it is the sum of the lines, whatever else it fills", async () => {
    expect(await seenIn("filled.csv", `${header}${lines}Total,Core,2026-01-01,2026-12-31,3000\n`)).toEqual({ ignored: { totals: 1 }, rejected: [], said: [], arr: "3000.00" });
  });

  test("is refused where it is filled as a line and is no sum", async () => {
    const seen = await seenIn("either.csv", `${header}${lines}Total,Core,2026-01-01,2026-12-31,3500\n`, { allowRejects: true });
    expect(seen).toMatchObject({ ignored: {}, rejected: [expect.stringContaining("row-total-or-line Row 4 is called Total and is filled as a line is, but is not the sum of the lines above: under ARR it has 3,500, and the lines above add up to 3,000.")], arr: "3000.00" });
  });

  test("is left out with both numbers where it is no line and no sum", async () => {
    const differs = "total-differs Row 4 (Total) says 50 under MRR Jan-26, but the lines above it come to 200. It is left out as a total; the lines are counted as they stand.";
    const grid = "Customer,MRR Jan-26,MRR Feb-26,MRR Mar-26\nAcme,100,100,100\nGlobex,100,100,100\n";
    expect(await seenIn("grid.csv", `${grid}Total,50,70,90\n`)).toEqual({ ignored: { totals: 1 }, rejected: [], said: [differs], arr: "2400.00" });
    expect((await seenIn("tied.csv", `${grid}Total,200,200,200\n`)).said).toEqual([]);
    const nested = `${header}${lines}Subtotal,,,,3000\nDune,Core,2026-01-01,2026-12-31,5\nEcho,Core,2026-01-01,2026-12-31,5\nSubtotal,,,,10\nTotal for EMEA,,,,3010\nTotal,,,,3010\n`;
    expect(await seenIn("nested.csv", nested)).toMatchObject({ rejected: [], said: [], arr: "3010.00" });
  });
});

describe("a second list in one sheet", () => {
  const first = "Customer,Start,ARR\nAcme,2025-01-01,100\nBeta,2025-01-01,200\n";

  test("below the first is said, and read where someone asks for it", async () => {
    const path = fileOf("below.csv", `${first}\nChurned customers\nCustomer,Churn date,Lost ARR\nOld,2024-06-30,900\nOlder,2024-05-31,800\n`);
    const seen = await read(path, {}, async (result, book) => [result.used, result.rejected, result.ignored_by, result.problems.map(({ code, message }) => [code, message]), await arrOn(book, "2025-03-01")]);
    expect(seen).toEqual([2, 0, { note: 1, other_list: 3 }, [["second-list", expect.stringMatching(/^Another list begins in row 6 .*its 2 rows are not read/)]], "300.00"]);
    expect(await read(path, { headerRow: 6, map: { start_date: "Churn date", amount: "Lost ARR" }, constants: { amount_per: "year" } }, (_, book) => arrOn(book, "2025-03-01"))).toBe("1700.00");
  });

  test("under the same names and a title of its own is said, and no part of the first", async () => {
    const path = fileOf("same.csv", `${first}\nChurned customers\nCustomer,Start,ARR\nGamma,2025-01-01,700\n`);
    const seen = await read(path, {}, async (result, book) => [result.ignored_by, result.problems.map(({ code, message }) => [code, message]), await arrOn(book, "2025-03-01")]);
    expect(seen).toEqual([{ note: 1, other_list: 2 }, [["second-list", expect.stringMatching(/^Another list begins in row 6 .*its row is not read/)]], "300.00"]);
  });

  test("beside the first is said, too, and a column left empty parts nothing", async () => {
    const beside = "Customer,Start,ARR,,Customer,Churned on,Lost ARR\nAcme,2025-01-01,100,,Old,2024-06-30,900\nBeta,2025-01-01,200,,,,\n,,,,Older,2024-05-31,800\n";
    for (const path of [fileOf("beside.csv", beside), fileOf("beside.xlsx", workbookOf({ sheets: [{ name: "Contracts", rows: beside.trim().split("\n").map((line) => line.split(",")) }] }))]) {
      const seen = await read(path, {}, async (result, book) => [result.used, result.rejected, result.problems.map(({ code, message }) => `${code}: ${message}`), await arrOn(book, "2025-03-01")]);
      expect(seen).toEqual([2, 0, [expect.stringContaining("second-list: Another list begins from column E on (Customer, Churned on, Lost ARR)")], "300.00"]);
    }
    const spaced = "Customer,Segment,,Jan-25,Feb-25,Mar-25\nAcme,SMB,,100,100,100\n";
    expect(await read(fileOf("spaced.csv", spaced), { measure: "mrr" }, (_, book) => arrOn(book, "2025-03-31"))).toBe("1200.00");
  });
});

test("a list that Excel wrote in Western Europe is read when someone says so, and a profile keeps that", async () => {
  const list = Buffer.from("Kunde;Produkt;Vertragsbeginn;Kündigung zum;Monatlicher Preis;Währung\nMüller & Söhne;Core;01.03.2024;;1.250,00;EUR\nBäckerei Groß;Core;15.05.2024;31.03.2026;99,90;EUR\n", "latin1");
  const policy = { reporting_currency: "EUR" };
  const path = fileOf("windows.csv", list);
  expect(await refusal(path)).toContain("--encoding windows-1252");
  const seen = await read(path, { encoding: "windows-1252" }, async ({ reading }, book) => {
    const { rows } = await book.run("customers", { on: "2024-06-01" });
    return { arr: Object.fromEntries(rows.map((row) => [row["customer"], row["arr"]])), encoding: reading?.profile.encoding };
  }, policy);
  expect(seen).toEqual({ arr: { "Müller & Söhne": "15000.00", "Bäckerei Groß": "1198.80" }, encoding: "windows-1252" });
  const profile = readProfile("encoding: windows-1252\ncolumns: {customer_id: Kunde, start_date: Vertragsbeginn, amount: Monatlicher Preis, amount_per: {const: month}, currency: Währung}", "p.yaml").profile!;
  expect(await read(path, { profile }, (_, book) => arrOn(book, "2024-06-01"), policy)).toBe("16198.80");
  const wide = fileOf("wide.csv", Buffer.from(`\ufeff${list.toString("latin1")}`, "utf16le"));
  expect(await refusal(wide)).toContain("--encoding utf-16le");
  expect(await read(wide, { encoding: "utf-16le" }, (_, book) => arrOn(book, "2024-06-01"), policy)).toBe("16198.80");
});

describe("MRR beside ARR in thousands", () => {
  const list = (thousands: readonly string[]) => `Customer,Start Date,MRR,"ARR ($K)"\nAcme,2025-01-01,1000,${thousands[0]}\nBeta,2025-01-01,2550.50,${thousands[1]}\n`;

  test("is one amount twice where they agree within what thousands leave out, and the exact one counts", async () => {
    for (const thousands of [["12", "30.6"], ["12", "31"]]) {
      const path = fileOf("thousands-beside.csv", list(thousands));
      expect(await read(path, {}, async (result, book) => [said(result).includes("MRR is the amount; ARR ($K) says the same."), await arrOn(book, "2025-03-31")])).toEqual([true, "42606.00"]);
    }
  });

  test("is asked where they differ, and the column is quoted once as a shell takes it", async () => {
    const why = await refusal(fileOf("thousands-differ.csv", list(["12", "45"])));
    expect(why).toContain('--map amount="MRR"');
    expect(why.split('--map amount="ARR (\\$K)"')).toHaveLength(2);
  });
});

describe("money that is left out", () => {
  const deals = "Customer,Product,Start,MRR,Status,Setup Fee\nAcme,Core,2025-01-01,100,Won,500\nBeta,Core,2025-02-01,250.50,Lost,0\nGamma,Plus,2025-03-01,300,Won,1200\nDelta,Plus,2025-03-01,n/a,Lost,\nEta,Plus,2025-03-01,10,Lost,\n";

  test("by a filter is told as any other, and what can't be read is counted", async () => {
    const path = fileOf("filtered.csv", deals);
    const options = { rows: [{ column: "Status", is: ["Won"] }] };
    const money = await read(path, options, async (result) => [result.read, result.used, result.ignored, result.money.ignored, result.money.without_amount.ignored]);
    expect(money).toEqual([5, 2, 3, [{ currency: "USD", amount_per: "month", sum: "260.50" }], 1]);
  });

  test("because it is paid once is said", async () => {
    const told = await read(fileOf("once.csv", deals.replaceAll("Lost", "Won").replace("n/a", "7")), {}, async (result) => said(result));
    expect(told).toContain("Setup Fee is paid once, so it is in no ARR; it is kept as an attribute.");
  });
});
