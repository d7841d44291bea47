/** Lists with exactly our own columns, and one more that says whether, in what or for how long a row counts: it is read or asked about as in any other list. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook, type ImportOptions } from "../src/index.js";
import { filtersOfText } from "../src/sources/reading/index.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-own-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lines of 1,200, 600 and 300 a year from 2024 on, of acme, birch and cedar, each with what stands in the other columns. */
async function read(columns: string, rows: readonly [string, string, string], options: ImportOptions = {}) {
  const path = join(folder, "own.csv");
  const lines = ["acme,1200", "birch,600", "cedar,300"].map((line, at) => `L${at},${line.replace(",", ",Core,2024-01-01,")},year,${rows[at]}`);
  writeFileSync(path, `line_id,customer_id,product,start_date,amount,amount_per,${columns}\n${lines.join("\n")}\n`);
  const book = await openBook({ path: ":memory:" });
  try {
    const { assumptions, attributes, problems } = await book.import(path, options);
    const arr = async (on: string) => (await book.run("snapshot", { on })).rows[0]!["arr"];
    return { arr: [await arr("2024-03-31"), await arr("2026-06-30")], said: assumptions.map(({ text }) => text).join("\n"), attributes, problems: problems.map(({ code }) => code), asked: (await book.questions()).length };
  } finally {
    await book.close();
  }
}

const refusal = (columns: string, rows: [string, string, string]) => read(columns, rows).then(() => "read", ({ problems }: { problems: { message: string; remedy: string }[] }) => `${problems[0]!.message} ${problems[0]!.remedy}`);

test("states of rows that left are asked about where nothing says when, and are read as a notice where an end does", async () => {
  const states: [string, string, string] = [",Active", ",Churned", "2025-01-01,Churned"];
  expect(await refusal("end_date,Status", states)).toContain('--keep "Status!=Churned|end_date!="');
  expect(await refusal("end_date,Stage", [",Closed Won", ",Negotiation", ","])).toContain('--keep "Stage=Closed Won"');
  expect(await refusal("Is Active", ["yes", "no", "yes"])).toContain('--keep "Is Active!=no"');
  // birch is left out, cedar counts until its end and is not asked about
  expect(await read("end_date,Status", states, { rows: filtersOfText("Status!=Churned|end_date!=")! })).toMatchObject({ arr: ["1500.00", "1200.00"], asked: 0 });
  const noticed = await read("end_date,Status", [",Active", "2025-01-01,Churned", ",Active"]);
  expect(noticed).toMatchObject({ arr: ["2100.00", "1500.00"], asked: 0, attributes: ["Status"], said: expect.stringContaining("taken for their notice, too") });
  expect(await read("end_date,Status", [",Active", ",Active", ",Live"])).toMatchObject({ arr: ["2100.00", "2100.00"], attributes: ["Status"], problems: [] });
});

test("an end, a day on which somebody left, a currency and a kind under other names are read", async () => {
  expect(await read("Contract End", ["", "2025-01-01", ""])).toMatchObject({ arr: ["2100.00", "1500.00"], attributes: [] });
  expect(await read("end_date,Churn Date", [",", ",30/06/2024", "2027-01-01,30/06/2024"])).toMatchObject({ arr: ["2100.00", "1200.00"], said: expect.stringContaining("A line with a Churn Date ends there, any other with its end_date.") });
  expect(await read("end_date,Termination Date", [",", "2027-01-01,2024-06-30", "2027-01-01,"])).toMatchObject({ arr: ["2100.00", "1500.00"] });
  expect(await read("CCY", ["USD", "USD", "EUR"])).toMatchObject({ arr: ["1800.00", "1800.00"] }); // 300 EUR without a rate are in no figure, and named
  expect(await read("end_date,Charge type", [",Recurring", ",One-time", ",Recurring"])).toMatchObject({ arr: ["1500.00", "1500.00"], said: expect.stringContaining("One-time = one_time"), problems: [] });
});

test("seats, discounts and fees beside our own amount are told and change nothing", async () => {
  const told = await read("Seats,Discount %,Setup fee", ["3,10,50", "5,0,50", "2,0,50"]);
  expect(told).toMatchObject({ arr: ["2100.00", "2100.00"], attributes: ["Seats", "Discount %", "Setup fee"] });
  for (const text of ['Seats is kept as an attribute and multiplies nothing, as amount is of the whole line. If it does: --map quantity="Seats".', "Discount % is kept as an attribute and takes nothing off", "Setup fee is paid once, so it is in no ARR"]) expect(told.said).toContain(text);
  expect(await read("Seats", ["3", "5", "2"], { map: { quantity: "Seats" } })).toMatchObject({ arr: ["7200.00", "7200.00"] }); // 3,600 + 3,000 + 600
});
