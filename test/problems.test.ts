/** Problems that no golden case can show, as they need a file of bytes, a second program or a book that was tampered with. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../src/cli/run.js";
import { openBook, ProblemError, type OpenOptions, type Problem } from "../src/index.js";
import { sampleCompany } from "../src/sources/sample-company/index.js";
import { tamper } from "./book/tamper.js";

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

  test("without lines says so in every answer", async () => {
    const book = await openBook({ path: ":memory:" });
    const { problems } = await book.run("snapshot", { on: "2025-01-01" });
    await book.close();
    expect(problems.map((problem) => problem.code)).toEqual(["book-empty"]);
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

test("a report or a parameter that there is none of", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([row]);
  expect(await codesOf(() => book.run("waterfal"))).toEqual(["report-unknown"]);
  expect(await codesOf(() => book.run("waterfall", { form: "2025-01" }))).toEqual(["param-unknown"]);
  expect(await codesOf(() => book.run("customer"))).toEqual(["param-missing"]);
  await book.close();
});

describe("an import", () => {
  test("that runs short of memory leaves the book as it was", async () => {
    const path = await bookAt("small.annua");
    const many = Array.from({ length: 20_000 }, (_, i) => ({ ...row, line_id: `M${i}`, customer_id: `c${i}`, note: `${i} `.repeat(40) }));
    const book = await openBook({ path, memoryLimit: "20MB", threads: 1 });
    expect(await codesOf(() => book.import(many))).toEqual(["memory-short"]);
    await book.close();
    const after = await openBook({ path });
    expect((await after.imports()).map((record) => record.used)).toEqual([1]);
    expect((await after.run("snapshot", { on: "2025-01-01" })).rows[0]).toMatchObject({ arr: "100.00", lines: 1 });
    await after.close();
  });

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

describe("the program", () => {
  test("does not write where it can't", async () => {
    const out = join(folder, "nowhere", "growth.json");
    expect(await codesOfProgram(["calc", "growth", "entry=1", "exit=2", "--out", out])).toEqual(["file-unwritable"]);
  });

  test("does not write over another file, nor mix the sample company into another book", async () => {
    const sample = ["demo", "--customers", "5", "--seed", "1", "--until", "2025-12"];
    const inTheWay = join(folder, "mine.csv");
    writeFileSync(inTheWay, header);
    expect(await codesOfProgram([...sample, "--out", inTheWay, "--csv-only"])).toEqual(["file-in-the-way"]);
    const book = await bookAt("mine.annua");
    expect(await codesOfProgram([...sample, "--out", join(folder, "sample.csv"), "--book", book])).toEqual(["book-not-sample"]);
  });
});

async function codesOfProgram(args: string[]): Promise<string[]> {
  let printed = "";
  const quiet = { write: (_text: string, done?: () => void) => (done?.(), true) };
  const stdout = { write: (text: string, done?: () => void) => ((printed += text), done?.(), true) };
  await run({ args: [...args, "--format", "json"], stdout, stderr: quiet, env: {} });
  return (JSON.parse(printed) as { problems: Problem[] }).problems.map((problem) => problem.code);
}

test("a sample company of no size or of no month", async () => {
  expect(await codesOf(() => [...sampleCompany({ customers: 0 })])).toEqual(["sample-option"]);
  expect(await codesOf(() => [...sampleCompany({ until: "2025-13" })])).toEqual(["sample-option"]);
});
