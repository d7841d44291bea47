/** Problems that no golden case can show, as they need a file of bytes, a second program or a book that was tampered with. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, describe, expect, test } from "vitest";
import { openBook, ProblemError, type OpenOptions } from "../src/index.js";
import { sampleCompany } from "../src/sources/sample-company/index.js";

const folder = mkdtempSync(join(tmpdir(), "annua-problems-"));
afterAll(() => rmSync(folder, { recursive: true }));

const row = { line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "year" };
const header = "line_id,customer_id,start_date,amount,amount_per\n";

async function codesOf(work: () => unknown): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map((problem) => problem.code);
    throw error;
  }
}

const codesOfOpening = (options: OpenOptions) => codesOf(async () => (await openBook(options)).close());

async function bookAt(name: string): Promise<string> {
  const path = join(folder, name);
  const book = await openBook({ path, create: true });
  await book.import([row]);
  await book.close();
  return path;
}

/** Changes a book behind its back. */
async function tamper(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

describe("a book", () => {
  test("that is not there", async () => {
    expect(await codesOfOpening({ path: join(folder, "none.annua"), create: false })).toEqual(["book-missing"]);
  });

  test("that is another file, or another database", async () => {
    const text = join(folder, "contracts.csv");
    writeFileSync(text, header.repeat(1000));
    expect(await codesOfOpening({ path: text })).toEqual(["book-not-a-book"]);
    const other = join(folder, "other.duckdb");
    await tamper(other, "create table anything (a integer)");
    expect(await codesOfOpening({ path: other })).toEqual(["book-not-a-book"]);
  });

  test("in a folder that is not there", async () => {
    expect(await codesOfOpening({ path: join(folder, "nowhere", "new.annua"), create: true })).toEqual(["book-unreadable"]);
  });

  test("of a newer version", async () => {
    const path = await bookAt("newer.annua");
    await tamper(path, "update book set format = 99");
    expect(await codesOfOpening({ path })).toEqual(["book-newer"]);
  });

  test("that another program holds", async () => {
    const path = await bookAt("held.annua");
    const holder = await hold(path);
    try {
      expect(await codesOfOpening({ path })).toEqual(["book-locked"]);
    } finally {
      holder.kill();
    }
  });

  test("whose figures were tampered with breaks a law", async () => {
    const path = await bookAt("tampered.annua");
    await tamper(path, "delete from arr_change");
    const book = await openBook({ path });
    const { problems } = await book.run("check", { on: "2025-06-30" });
    await book.close();
    expect(problems.map((problem) => problem.code)).toContain("law-broken");
  });
});

/** A process of its own that has the database open for writing. */
async function hold(path: string): Promise<ChildProcess> {
  const script = `import { DuckDBInstance } from "@duckdb/node-api";
    const instance = await DuckDBInstance.create(${JSON.stringify(path)});
    console.log("held");
    setInterval(() => instance, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: join(import.meta.dirname, ".."), stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  return child;
}

describe("an import", () => {
  test("of no rows", async () => {
    const book = await openBook({ path: ":memory:" });
    expect(await codesOf(() => book.import([]))).toEqual(["rows-empty"]);
    await book.close();
  });

  test("of a row of megabytes or with a NUL names that row and keeps the others", async () => {
    const file = join(folder, "odd.csv");
    writeFileSync(file, `${header}L1,acme,2025-01-01,100,year\nL2,${"x".repeat(10_000_000)},2025-01-01,100,year\nL3,be\0ta,2025-01-01,100,year\nL4,beta,2025-01-01,70,year\n`);
    const book = await openBook({ path: ":memory:" });
    const result = await book.import(file, { allowRejects: true });
    await book.close();
    expect(result).toMatchObject({ read: 4, used: 2, rejected: 2 });
    expect(result.rejects.map((reject) => [reject.row, ...reject.problems.map((problem) => problem.code)])).toEqual([[3, "row-too-long"], [4, "row-control-bytes"]]);
  });
});

test("a sample company of no size or of no month", async () => {
  expect(await codesOf(() => [...sampleCompany({ customers: 0 })])).toEqual(["sample-option"]);
  expect(await codesOf(() => [...sampleCompany({ until: "2025-13" })])).toEqual(["sample-option"]);
});
