import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../../src/index.js";
import { bookState } from "./book-state.js";
import { contractCsv } from "./lines.js";

const long = process.env["ANNUA_LONG"] === "1";
const kills = long ? 500 : 50;
const lines = long ? 200_000 : 5_000;
/** A kill of the long run takes some 12 s: a copy of the book, half an import, and a look at all that it holds. */
const patience = 600_000 + kills * (long ? 40_000 : 4_000);
const phases = ["reading", "landing", "deriving", "committing"] as const;

const folder = mkdtempSync(join(tmpdir(), "annua-kill-"));
const base = join(folder, "base.annua");
const file = join(folder, "second.csv");
const child = new URL("./import-child.mjs", import.meta.url).pathname;
let before = "";
let after = "";

beforeAll(async () => {
  writeFileSync(join(folder, "first.csv"), contractCsv(Math.floor(lines / 5)));
  writeFileSync(file, contractCsv(lines, 200));
  const book = await openBook({ path: base });
  await book.import(join(folder, "first.csv"));
  await book.close();
  before = await bookState(base);
  const whole = join(folder, "whole.annua");
  copyFileSync(base, whole);
  await importUntil(whole, undefined, 0);
  after = await bookState(whole);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the import in a process of its own and kills it `delay` milliseconds after it says that `phase` began. */
function importUntil(book: string, phase: string | undefined, delay: number, list = file, options: object = {}): Promise<{ said: string[]; killed: boolean }> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, book, list, "", JSON.stringify(options)], { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    let killed = false;
    running.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (phase === undefined || killed || !text.includes(`phase ${phase}`)) return;
      killed = true;
      setTimeout(() => running.kill("SIGKILL"), delay);
    });
    running.on("error", reject);
    running.on("close", () => resolve({ said: text.split("\n"), killed }));
  });
}

test("a kill at any moment leaves the book as it was before the import or as it is after it", async () => {
  expect(before).not.toBe(after);
  const counted: Record<string, number> = {};
  const found = { before: 0, after: 0 };
  for (let kill = 0; kill < kills; kill++) {
    const phase = phases[kill % phases.length]!;
    const delay = Math.floor((((kill * 7919) % 97) / 97) * (phase === "deriving" || phase === "landing" ? lines / 25 : lines / 100));
    const book = join(folder, `killed-${kill}.annua`);
    copyFileSync(base, book);
    const { said, killed } = await importUntil(book, phase, delay);
    if (killed) counted[phase] = (counted[phase] ?? 0) + 1;
    const state = await bookState(book);
    expect([before, after], `after a kill in ${phase} by ${delay} ms`).toContain(state);
    if (said.includes("kept true")) expect(state, "an import that was acknowledged is kept").toBe(after);
    found[state === before ? "before" : "after"]++;
    rmSync(book, { force: true });
    rmSync(`${book}.wal`, { force: true });
  }
  console.log(`killed in ${JSON.stringify(counted)}; found ${JSON.stringify(found)}`);
  for (const phase of phases) expect(counted[phase] ?? 0, phase).toBeGreaterThan(0);
  expect(found.before).toBeGreaterThan(0);
}, patience);

test("a kill while a whole list ends what it lacks leaves all of it or nothing", async () => {
  const list = join(folder, "half.csv");
  writeFileSync(list, contractCsv(Math.floor(lines / 10)));
  const options = { full: true, source: "first.csv", maxEnded: 100 };
  const whole = join(folder, "whole-list.annua");
  copyFileSync(base, whole);
  expect((await importUntil(whole, undefined, 0, list, options)).said).toContain("kept true");
  const ended = await bookState(whole);
  expect(ended).not.toBe(before);
  let killedOnes = 0;
  for (let kill = 0; kill < kills / 5; kill++) {
    const book = join(folder, `list-killed-${kill}.annua`);
    copyFileSync(base, book);
    const { said, killed } = await importUntil(book, phases[kill % phases.length], (kill * 13) % 40, list, options);
    if (killed) killedOnes++;
    const state = await bookState(book);
    expect([before, ended]).toContain(state);
    if (said.includes("kept true")) expect(state).toBe(ended);
    rmSync(book, { force: true });
    rmSync(`${book}.wal`, { force: true });
  }
  expect(killedOnes).toBeGreaterThan(0);
});

test("a disk without room leaves the book as it was", async () => {
  const book = join(folder, "full.annua");
  copyFileSync(base, book);
  // a limit on the size of files stands for a full disk: writes beyond it fail the same way
  const blocks = 128;
  const said = await new Promise<string>((resolve) => {
    let text = "";
    const running = spawn("bash", ["-c", `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, child, book, file], { stdio: ["ignore", "pipe", "inherit"] });
    running.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    running.on("close", () => resolve(text));
  });
  expect(said).toContain("refused book-write-failed");
  expect(await bookState(book)).toBe(before);
});
