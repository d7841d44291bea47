/** What only a process of its own can show: what it loads, a reader who leaves early, Ctrl-C. */
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../src/index.js";
import { sampleCsv } from "../src/sources/sample-company/index.js";
import { contracts } from "./cli/typed.js";

const main = new URL("../dist/cli/main.js", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "annua-process-"));
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  writeFileSync(at("contracts.csv"), contracts);
  writeFileSync(at("large.csv"), [...sampleCsv({ customers: 8_000, until: "2026-06" })].join(""));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  status: number | null;
  out: string;
  err: string;
}

function started(args: string[], nodeArgs: string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, main, ...args], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ANNUA_BOOK: at("none.annua") } });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => (said.out += String(text)));
  child.stderr.on("data", (text) => (said.err += String(text)));
  const ended = new Promise<Ended>((resolve) => child.on("close", (status) => resolve({ status, ...said })));
  return { child, ended };
}

/** Every module that is loaded, on standard error. */
const telling = [
  "--import",
  `data:text/javascript,${encodeURIComponent(`import { register } from "node:module"; register("data:text/javascript," + encodeURIComponent("export async function load(url, context, next) { process._rawDebug(url); return next(url, context); }"));`)}`,
];

test.each([
  [["--help"], /duckdb|\/engine\/|\/yaml\/|cli-progress|csv-parse|sample-company|\/calc\/|definitions\//],
  [["--version"], /duckdb|\/engine\/|\/yaml\/|cli-progress|csv-parse|sample-company|\/calc\/|definitions\//],
  [["calc", "growth", "entry=1", "exit=2"], /duckdb|\/engine\/|\/yaml\/|csv-parse|sample-company/],
  [["define", "nrr"], /duckdb|\/engine\/|\/yaml\/|csv-parse|sample-company/],
])("%j loads only what it needs", async (args, heavy) => {
  const { status, err } = await started(args, telling).ended;
  const loaded = err.split("\n").filter((line) => line.includes("file://"));
  expect(status).toBe(0);
  expect(loaded.some((url) => url.includes("/commander/"))).toBe(true);
  expect(loaded.filter((url) => heavy.test(url))).toEqual([]);
});

test("a reader who leaves early is no fault", async () => {
  const { child, ended } = started(["lines", at("large.csv"), "--set", "fx={ rates: { EUR: 1.1, GBP: 1.27 } }", "--format", "csv"]);
  child.stdout.once("data", () => child.stdout.destroy());
  const { status, err } = await ended;
  expect({ status, err }).toEqual({ status: 0, err: "" });
});

test("standard input is a file", async () => {
  const child = spawn(process.execPath, [main, "snapshot", "-", "--on", "2025-05-01"], { stdio: ["pipe", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (text) => (out += String(text)));
  child.stdin.end(contracts);
  await new Promise((resolve) => child.on("close", resolve));
  expect(JSON.parse(out)).toMatchObject({ rows: [{ customers: 5 }] });
});

test("Ctrl-C during an import leaves the book as it was", async () => {
  const base = at("base.annua");
  const path = at("b.annua");
  expect((await started(["import", at("contracts.csv"), "--book", base]).ended).status).toBe(0);
  copyFileSync(base, path);
  const state = async () => {
    const book = await openBook({ path, readOnly: true });
    const known = [(await book.provenance()).data, (await book.imports()).length];
    await book.close();
    return known;
  };
  const before = await state();
  const importing = (book: string) => started(["import", at("large.csv"), "--book", book, "--set", "fx={ rates: { EUR: 1.1, GBP: 1.27 } }"]);
  const begin = performance.now();
  expect((await importing(at("whole.annua")).ended).status).toBe(0);
  const whole = performance.now() - begin;
  // on a machine that has become faster meanwhile the import may be done before the first signal: then try earlier
  for (const part of [0.6, 0.4, 0.25, 0.15, 0.1]) {
    copyFileSync(base, path);
    const { child, ended } = importing(path);
    await sleep(whole * part);
    child.kill("SIGINT");
    const { status, err } = await ended;
    if (status === 0) continue;
    expect(status).toBe(130);
    const isKept = (await state())[1] !== before[1];
    expect(err).toContain(`Interrupted. ${isKept ? "1 of 1 files are kept" : "Nothing was kept"} in ${path}.`);
    if (isKept) continue;
    expect(await state()).toEqual(before);
    expect(readdirSync(at(".")).filter((name) => name.startsWith(".b.annua.spill"))).toEqual([]);
    return;
  }
  throw new Error("every import was done before it could be interrupted");
});

test("Ctrl-C ends the wait for a standard input that says nothing, and leaves no empty book", async () => {
  const child = spawn(process.execPath, [main, "import", "-", "--book", at("n.annua")], { stdio: ["pipe", "ignore", "pipe"] });
  let err = "";
  child.stderr.on("data", (text) => (err += String(text)));
  while (!existsSync(at("n.annua"))) await sleep(20);
  await sleep(200);
  child.kill("SIGINT");
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  expect(err).toBe(`Interrupted. Nothing was kept in ${at("n.annua")}.\n`);
  expect(existsSync(at("n.annua"))).toBe(false);
});
