import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Database } from "../../src/engine/database.js";
import { openBook, ProblemError } from "../../src/index.js";
import { contractCsv } from "./lines.js";

const folder = mkdtempSync(join(tmpdir(), "annua-book-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = { line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "month" };

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map((problem) => `${problem.code}: ${problem.message}`).join("\n");
    throw error;
  }
  return "no problem";
}

test("a book remembers its lines, its policy and its figures", async () => {
  const path = join(folder, "kept.annua");
  const made = await openBook({ path, policy: { fiscal_year_start: "02-01", week_start: "sunday" } });
  await made.import([line]);
  await made.close();
  const opened = await openBook({ path });
  expect(opened.policy.fiscal_year_start).toBe("02-01");
  expect((await opened.run("snapshot", { on: "2025-06-30" })).rows[0]).toMatchObject({ arr: "1200.00", customers: 1 });
  expect(await opened.policies()).toHaveLength(1);
  await opened.close();
});

test("what a session tries under another policy and does not keep leaves no trace in the book's own figures", async () => {
  const path = join(folder, "tried.annua");
  const made = await openBook({ path });
  await made.import([{ ...line, start_date: "2024-01-01", end_date: "2024-06-01" }, { ...line, line_id: "L2" }]);
  const asked = { from: "2025-01", to: "2025-01" };
  const { rows } = await made.run("waterfall", asked);
  await made.close();
  const tried = await openBook({ path, policy: { reactivation_window_months: 0 } });
  expect(await tried.import([{ ...line, line_id: "L3" }], { dryRun: true })).toMatchObject({ kept: false, used: 1 });
  expect(await tried.import([{ ...line, line_id: "L3", start_date: "soon" }])).toMatchObject({ kept: false, rejected: 1 });
  await tried.close();
  const opened = await openBook({ path });
  expect(rows[0]).toMatchObject({ new: "0.00", reactivation: "1200.00" });
  expect((await opened.run("waterfall", asked)).rows).toEqual(rows);
  await opened.close();
});

test("an import for which the memory is short says so, wherever it runs short, and keeps nothing", async () => {
  const list = join(folder, "long.csv");
  writeFileSync(list, contractCsv(100_000));
  for (const memoryLimit of ["15MB", "30MB"]) {
    const book = await openBook({ path: join(folder, `short-${memoryLimit}.annua`), memoryLimit });
    expect(await codeOf(() => book.import(list))).toContain("memory-short");
    expect(await book.imports()).toEqual([]);
    await book.close();
  }
});

test("what a killed program had spilled beside a book goes when the book is next opened for writing", async () => {
  const path = join(folder, "spilled.annua");
  await (await openBook({ path })).close();
  const left = join(folder, ".spilled.annua.spill-1-1");
  mkdirSync(left);
  writeFileSync(join(left, "duckdb_temp_storage_DEFAULT-0.tmp"), "contracts");
  await (await openBook({ path, readOnly: true })).close();
  expect(existsSync(left)).toBe(true);
  await (await openBook({ path })).close();
  expect(existsSync(left)).toBe(false);
});

test("two readers may hold a book that none writes", async () => {
  const path = join(folder, "read.annua");
  const made = await openBook({ path });
  await made.import([line]);
  await made.close();
  const [one, two] = [await openBook({ path, readOnly: true }), await openBook({ path, readOnly: true })];
  expect((await one.run("snapshot", { on: "2025-06-30", set: { weeks_per_year: "365/7" } })).rows).toEqual((await two.run("snapshot", { on: "2025-06-30" })).rows);
  await one.close();
  await two.close();
});

test("a second process is told which one holds the book", async () => {
  const path = join(folder, "held.annua");
  const holder = spawn(process.execPath, [new URL("./import-child.mjs", import.meta.url).pathname, path, "-", "hold"], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve) => holder.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("holding") && resolve()));
  try {
    const told = await codeOf(() => openBook({ path }));
    expect(told).toContain("book-locked");
    expect(told).toContain(String(holder.pid));
  } finally {
    holder.kill("SIGKILL");
  }
});

test("a missing book, a file that is no book, another database and a newer book are told apart", async () => {
  expect(await codeOf(() => openBook({ path: join(folder, "none.annua"), readOnly: true }))).toContain("book-missing");
  const text = join(folder, "text.annua");
  writeFileSync(text, "line_id,customer_id\n".repeat(1000));
  expect(await codeOf(() => openBook({ path: text }))).toContain("book-not-a-book");
  expect(statSync(text).size).toBe(20_000);
  const other = join(folder, "other.annua");
  await withDatabase(other, "create table book.sales (a integer)");
  expect(await codeOf(() => openBook({ path: other }))).toContain("book-not-a-book");
  const newer = join(folder, "newer.annua");
  await (await openBook({ path: newer })).close();
  await withDatabase(newer, "update book.book set format = 99, version = '9.9.9'");
  expect(await codeOf(() => openBook({ path: newer }))).toMatch(/book-newer.*9\.9\.9/);
  expect(await codeOf(() => openBook({ path: folder }))).toMatch(/book-(not-a-book|unreadable)/);
});

async function withDatabase(path: string, sql: string): Promise<void> {
  const db = await Database.start();
  await db.run(`attach '${path}' as book`);
  await db.run(sql);
  db.close();
}

test("a policy that is set becomes the one whose figures are stored", async () => {
  const path = join(folder, "policy.annua");
  const book = await openBook({ path });
  await book.import([{ ...line, amount_per: "week" }]);
  const set = await book.setPolicy({ weeks_per_year: "365/7" });
  expect(set.policy_version).toBe(1);
  expect((await book.run("snapshot", { on: "2025-06-30" })).rows[0]!["arr"]).toBe("5214.29");
  const { policy } = await book.provenance();
  await book.close();
  const again = await openBook({ path, readOnly: true });
  expect((await again.provenance()).policy).toBe(policy);
  expect((await again.run("snapshot", { on: "2025-06-30" })).rows[0]!["arr"]).toBe("5214.29");
  expect((await again.run("snapshot", { on: "2025-06-30", policy: {} })).rows[0]!["arr"]).toBe("5200.00");
  await again.close();
});
