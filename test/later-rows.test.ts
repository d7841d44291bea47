/** A guess holds for the whole file: what rows far down say is asked as if they stood first, with the row that says it, and nothing is kept. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { ProblemError } from "../src/domain/problem.js";
import type { ReadingOptions } from "../src/engine/table-reading.js";

let folder: string;
let book: Book;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "annua-later-"));
  book = await openBook({ path: ":memory:" });
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

const plain = 1100;

/** A list of 1,100 rows that are alike, and then some. */
function fileOf(header: string, alike: string, ...later: string[]): string {
  const path = join(folder, "list.csv");
  writeFileSync(path, `${header}\n${Array.from({ length: plain }, (_, i) => `C${i + 1}${alike}\n`).join("")}${later.map((row) => `${row}\n`).join("")}`);
  return path;
}

async function saidOf(path: string, options: ReadingOptions = {}): Promise<string[]> {
  try {
    await book.import(path, options);
    return [];
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.problems.filter((each) => each.severity === "error").map(({ code, message }) => `${code}: ${message}`);
  }
}

const inRow = 1 + plain + 1;

describe("what only later rows say", () => {
  test.each([
    ["points that may group or not", fileFor("Customer;ARR;Start", ";950;2025-01-01", "D;25.000;2025-01-01"), `ARR holds numbers such as 25.000 (row ${inRow})`],
    ["the same in a table by month", fileFor("Customer;Jan-26;Feb-26;Mar-26", ";950;950;950", "D;950;25.000;950"), `25.000 (row ${inRow})`],
    ["both marks", fileFor("Customer;ARR;Start", ";950,50;2025-01-01", "D;25.000;2025-01-01", "E;25,000;2025-01-01"), `ARR holds numbers in two spellings: 25,000 (row ${inRow + 1}) and 950,50 (row 2)`],
    ["another currency", fileFor("Customer,ARR,Start", ",$950,2025-01-01", "D,€5000,2025-01-01"), `$ in row 2, € in row ${inRow}`],
    ["that some have churned", fileFor("Customer,ARR,Start,Status", ",950,2025-01-01,Active", "D,5000,2025-01-01,Churned"), `Status says Churned (first in row ${inRow}), and nothing says when`],
    ["that they churned without an end, where the others have one", fileFor("Customer,ARR,Start,End,Status", ",950,2025-01-01,2025-12-31,Churned", "D,5000,2025-01-01,,Churned"), `Status says Churned (first in row ${inRow})`],
    ["an MRR that is not the ARR's", fileFor("Customer,MRR,ARR,Start", ",100,1200,2025-01-01", "D,5000,5000,2025-01-01"), `row ${inRow} has ARR 5000 and MRR 5000`],
    ["that two starts differ", fileFor("Customer,ARR,Start Date,Contract Start", ",1200,2025-01-01,2025-01-01", "D,1200,2025-01-01,2025-06-01"), "may both be the start, and they differ"],
    ["a date in digits of no known order", fileFor("Customer,ARR,Start", ",950,2025-01-01", "D,950,03/04/2025"), `03/04/2025 (row ${inRow})`],
    ["dates of the other order", fileFor("Customer,ARR,Start", ",950,31/01/2025", "D,950,01/31/2025"), `31/01/2025 (row 2) can only be day first, 01/31/2025 (row ${inRow}) only month first`],
  ])("%s is asked, and nothing is kept", async (_, path, said) => {
    expect((await saidOf(path(), { measure: "mrr" })).join("\n")).toContain(said);
    expect((await book.run("snapshot", { on: "2025-06-30" })).rows[0]?.["arr"] ?? "0.00").toBe("0.00");
  });

  function fileFor(...rows: [string, string, ...string[]]): () => string {
    return () => fileOf(...rows);
  }
});

test("a saved reading asks, too", async () => {
  const profile = { name: "saved", columns: { customer_id: { from: "Customer" }, amount: { from: "ARR" }, amount_per: { const: "year" }, start_date: { from: "Start" } } };
  expect((await saidOf(fileOf("Customer;ARR;Start", ";950;2025-01-01", "D;25.000;2025-01-01"), { profile })).join()).toContain(`25.000 (row ${inRow})`);
});

test("what was said settles it, and a number of the other spelling is refused by its row with the spelling of its column", async () => {
  const path = fileOf("Customer;ARR;Start", ";950,50;2025-01-01", "D;25.000;2025-01-01", "E;12.50;2025-01-01");
  const { rejects, used } = await book.import(path, { decimal: ",", allowRejects: true, dryRun: true });
  expect(used).toBe(plain + 1);
  expect(rejects.map(({ row, problems }) => [row, problems[0]?.remedy])).toEqual([[inRow + 1, expect.stringContaining("like 1.234,50")]]);
});

test("names that stand above their rows stay known to rows far down", async () => {
  const rows = Array.from({ length: 600 }, (_, i) => `C${i},Core,100,2025-01-01,Active\n,Plus,50,2025-01-01,Active\n`).join("");
  const path = join(folder, "pivot.csv");
  writeFileSync(path, `Customer,Product,ARR,Start,State of it\n${rows}Zeta,Core,100,2025-01-01,Active\n,Plus,50,2025-01-01,Paused in May\n`);
  const { used, assumptions } = await book.import(path, { dryRun: true });
  expect(used).toBe(1202);
  expect(JSON.stringify(assumptions)).toContain("601 rows without Customer took it from the row above");
});
