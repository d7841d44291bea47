/** Tables by month whose total is followed by figures about what it sums: none of those is a customer, whatever its name. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../src/index.js";
import { readProfile } from "../../src/sources/profile/index.js";
import type { ImportOptions } from "../../src/engine/import.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-below-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a table comes to on the last day of each of its three months, and what was said of its rows. */
async function seenIn(csv: string, options: ImportOptions = {}) {
  const path = join(folder, "table.csv");
  writeFileSync(path, csv);
  const book = await openBook({ path: ":memory:" });
  try {
    const result = await book.import(path, options);
    const arr: unknown[] = [];
    for (const on of ["2026-01-31", "2026-02-28", "2026-03-31"]) arr.push((await book.run("snapshot", { on })).rows[0]?.["arr"]);
    const said = [...result.problems, ...result.rejects.flatMap(({ problems }) => problems)].map(({ code, at }) => `${code} ${at.row ?? at.column ?? ""}`);
    return { arr, ignored: result.ignored_by, said, messages: result.problems.map(({ message }) => message).join("\n") };
  } finally {
    await book.close();
  }
}

// 100 + 200, 100 + 200 + 50, 120 + 50 a month; twelve times that a year
const lines = "MRR by customer (USD)\n\nCustomer,Jan-26,Feb-26,Mar-26\nAcme,100,100,120\nBirch,200,200,0\nCedar,,50,50\n";
const arr = ["3600.00", "4200.00", "2040.00"];

describe("rows below the total", () => {
  test.each([
    ["a year of it and a count", "Total,300,350,170\nARR,3600,4200,2040\nCustomers,2,3,2\n", 2],
    ["movements", "Total,300,350,170\nNew,300,50,0\nChurn,0,0,-200\nNet new,300,50,-180\n", 3],
    ["an average", "Total,300,350,170\nAverage per customer,150,116.67,85\n", 1],
    ["another year", "Total,300,350,170\nPrior year,200,210,220\n", 1],
    ["a share of growth", "Total,300,350,170\nMoM growth,,16.7%,-51.4%\n# customers,2,3,2\n", 2],
    ["a year under a name of its own, known by its amounts", "Total,300,350,170\nHochgerechnet,3600,4200,2040\n", 1],
    ["a name that tells nothing, among others that do", "Total,300,350,170\nBoard case,310,310,310\nARR run rate,3600,4200,2040\n", 2],
    ["rows under a gap", "Total,300,350,170\n\nCustomers,2,3,2\nARR run rate,3600,4200,2040\nBudget,400,400,400\n", 3],
    ["a total that is called by what it sums", "MRR,300,350,170\nCustomers,2,3,2\n", 1],
    ["a total named behind its measure", "MRR total,300,350,170\nCustomers,2,3,2\n", 1],
  ])("that hold %s are left out, and named", async (_, below, rows) => {
    const seen = await seenIn(lines + below);
    expect(seen).toMatchObject({ arr, ignored: { totals: 1, below_total: rows }, said: [expect.stringMatching(/^rows-below-total \d+$/)] });
  });

  test("are named with the total that they stand under", async () => {
    expect((await seenIn(`${lines}Total,300,350,170\nARR,3600,4200,2040\nCustomers,2,3,2\n`)).messages).toBe(
      "Rows 8, 9 (ARR, Customers) stand below row 7 (Total), which is the sum of all lines above it: they are left out as no customer.");
  });

  test("that may be customers are refused and never counted or left out unseen", async () => {
    const csv = `${lines}Total,300,350,170\nNew Relic,10,10,10\nTotal Energies,20,20,20\n`;
    expect(await seenIn(csv)).toMatchObject({ arr: ["0.00", "0.00", "0.00"], said: ["rows-rejected ", "row-below-total 8", "row-below-total 9"] });
    expect(await seenIn(csv, { allowRejects: true })).toMatchObject({ arr, said: ["row-below-total 8", "row-below-total 9"] });
  });
});

describe("customers stay", () => {
  test("where they fill what the lines above the total fill", async () => {
    const csv = "MRR by customer\n\nCustomer,Plan,Jan-26,Feb-26,Mar-26\nAcme,Pro,100,100,120\nBirch,Pro,200,200,0\nTotal,,300,300,120\nNew Relic,Pro,,50,50\nARR,,3600,3600,1440\n";
    // Acme, Birch and New Relic
    expect(await seenIn(csv)).toMatchObject({ arr, ignored: { totals: 1, below_total: 1 } });
  });

  test("where a later total shows that the first was that of a group", async () => {
    const groups = "Acme,100,100,120\nBirch,200,200,0\nTotal,300,300,120\nCedar,,30,30\nDune,,20,20\n";
    for (const [last, said] of [["Total,,50,50\n", "row-below-total 10"], ["Grand total,300,350,170\n", "rows-below-total 10"]]) {
      const seen = await seenIn(`MRR by customer\n\nCustomer,Jan-26,Feb-26,Mar-26\n${groups}${last}Customers,2,4,3\n`, { allowRejects: true });
      expect(seen).toMatchObject({ arr, said: [said] });
    }
  });

  test("where the total in the middle sums those below it, too, as after sorting by name", async () => {
    const csv = "MRR by customer\n\nCustomer,Jan-26,Feb-26,Mar-26\nAcme,100,100,120\nBirch,200,200,0\nTotal,300,350,170\nUber,,50,50\n";
    expect(await seenIn(csv, { allowRejects: true })).toMatchObject({ arr, said: ["row-total-or-line 6"] });
  });

  test("and names of measures above a total are customers like others", async () => {
    expect(await seenIn(lines.replace("Acme", "New").replace("Birch", "Budget") + "Total,300,350,170\n")).toMatchObject({ arr, ignored: { totals: 1 }, said: [] });
  });

  test("below a total that is no sum, and figures there are refused", async () => {
    expect(await seenIn(`${lines}Total,1,2,3\nARR,3600,4200,2040\n`, { allowRejects: true })).toMatchObject({ arr, said: ["row-total-or-line 7", "row-below-total 8"] });
  });
});

describe("columns behind the total", () => {
  const across = (header: string, ...rest: [string, string, string]) => `${header}\nJan-26,100,200,,${rest[0]}\nFeb-26,100,200,50,${rest[1]}\nMar-26,120,0,50,${rest[2]}\n`;
  const titled = "MRR by customer (USD)\n\nMonth,Acme,Birch,Cedar";

  test.each([
    ["a year and a count", across(`${titled},Total,ARR,Customers`, "300,3600,2", "350,4200,3", "170,2040,2"), "ARR"],
    ["a count and growth", across(`${titled},Total,Customers,Growth`, "300,2,", "350,3,16.7%", "170,2,-51.4%"), "Customers"],
    ["a count alone", across(`${titled},Total,Customers`, "300,2", "350,3", "170,2"), "Customers"],
    ["movements", across(`${titled},Total,New,Churned`, "300,300,0", "350,50,0", "170,20,-200"), "New"],
    ["a year, the total saying what the others are", across("Month,Acme,Birch,Cedar,Total MRR,ARR", "300,3600", "350,4200", "170,2040"), "ARR"],
    ["a count behind a total called MRR", across("Month,Acme,Birch,Cedar,MRR,Customers", "300,2", "350,3", "170,2"), "Customers"],
  ])("that hold %s are left out, and named", async (_, csv, first) => {
    expect(await seenIn(csv)).toMatchObject({ arr, said: [`figures-behind-total ${first}`] });
  });

  test("that may be customers stop the import, and so do figures behind a total that is no sum", async () => {
    await expect(seenIn(across(`${titled},Total,New Relic`, "300,10", "350,10", "170,10"))).rejects.toMatchObject({ problems: [{ code: "columns-behind-total", at: { column: "New Relic" } }] });
    await expect(seenIn(across(`${titled},Total,Customers`, "1,2", "2,3", "3,2"))).rejects.toMatchObject({ problems: [{ code: "columns-behind-total", at: { column: "Customers" } }] });
  });

  test("are customers where the total stands first, or where a customer merely pays what the others pay together", async () => {
    // 100 + 200 + 300 + 10 a month, and 610 x 12 a year
    const rows = (cells: string) => ["Jan", "Feb", "Mar"].map((month) => `${month}-26,${cells}\n`).join("");
    for (const csv of [`MRR\nMonth,Total,Acme,Birch,Cedar,New Relic\n${rows("610,100,200,300,10")}`, `MRR\nMonth,Acme,Birch,Cedar,New Relic\n${rows("100,200,300,10")}`]) {
      expect(await seenIn(csv)).toMatchObject({ arr: ["7320.00", "7320.00", "7320.00"], said: [] });
    }
  });

  test("stay out of the next file that is read by what was kept", async () => {
    const { profile, problems } = readProfile("columns: {}\ngrid: {layout: down, month: Month, measure: mrr, without: [ARR run rate, Customers]}", "p.yaml");
    expect(problems).toEqual([]);
    expect((await seenIn(across("Month,Acme,Birch,Cedar,Total,ARR run rate,Customers", "300,3600,2", "350,4200,3", "170,2040,2"), { profile: profile! })).arr).toEqual(arr);
  });
});
