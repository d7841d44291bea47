/** Files that were damaged or never made sense: they are read or refused with a reason, and every row is accounted for. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook, ProblemError, type Book, type Problem } from "../../src/index.js";
import type { ImportResult } from "../../src/engine/import.js";
import { asCsv, asJsonLines, asParquet, asWorkbook, type WrittenFile } from "./containers.js";
import { Dice } from "./dice.js";
import { mutatedBytes, mutatedTable } from "./mutations.js";
import { seedTables } from "./seed-tables.js";

const runs = Number(process.env["ANNUA_MUTATIONS"] ?? (process.env["ANNUA_LONG"] ? 2000 : 30));
const from = Number(process.env["ANNUA_MUTATIONS_FROM"] ?? 1);
/** No file here has more than some hundred cells, so whatever takes longer hangs, on the slowest machine. */
const longestSeconds = 60;

let folder: string;
let book: Book;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "annua-mutated-"));
  book = await openBook({ path: ":memory:" });
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});

/** A file of a seed table, changed in its cells, in its bytes, or in both. */
async function mutated(dice: Dice): Promise<WrittenFile> {
  const name = dice.one(Object.keys(seedTables));
  const [changesTable, changesBytes] = dice.one([[true, false], [true, false], [false, true], [true, true]] as const);
  const table = changesTable ? mutatedTable(dice, seedTables[name]!) : structuredClone(seedTables[name]!);
  // zips are written to the letter Z, and Parquet with names that differ
  const fits = table.header.length > 0 && table.header.length < 26;
  const isNamed = new Set(table.header.map((text) => text.trim().toLowerCase())).size === table.header.length && table.header.every((text) => text.trim() !== "");
  const isSquare = table.rows.length > 0 && table.rows.every((row) => row.length === table.header.length && !row.join("").includes("\u0000"));
  const kind = dice.one(["csv", "csv", "csv", "workbook", "workbook", "json", "parquet"]);
  const file = kind === "workbook" && fits ? asWorkbook(dice, table) : kind === "json" && isSquare ? asJsonLines(dice, table) : kind === "parquet" && isSquare && isNamed ? await asParquet(dice, table, folder) : asCsv(dice, table);
  return { ...file, bytes: changesBytes ? mutatedBytes(dice, file.bytes) : file.bytes, said: `${name}, ${file.said}${changesTable ? ", cells" : ""}${changesBytes ? ", bytes" : ""}` };
}

const isClear = ({ message, remedy }: Problem): boolean => message.length > 10 && remedy.length > 10 && !/\bundefined\b|\bNaN\b|\[object/.test(message + remedy);

/** What is wrong with the account of an import; empty where nothing is. */
function faultsOf(result: ImportResult): string[] {
  const { read, used, unchanged, ignored, rejected, rejects, ignored_by: by, problems } = result;
  const faults: string[] = [];
  if (used + unchanged + ignored + rejected !== read) faults.push(`${used} used + ${unchanged} unchanged + ${ignored} ignored + ${rejected} rejected are not ${read} read`);
  const told = Object.values(by).reduce((sum, rows) => sum + rows, 0);
  if (told !== ignored) faults.push(`${ignored} ignored, but reasons for ${told}: ${JSON.stringify(by)}`);
  if (rejects.some((reject) => reject.problems.length === 0)) faults.push("a reject without a reason");
  if (rejects.length !== rejected) faults.push(`${rejected} rejected, and ${rejects.length} of them told`);
  if (read === 0 && problems.length === 0) faults.push("nothing was read, and nothing says so");
  if (used + rejected + unchanged === 0 && told === 0 && problems.length === 0) faults.push("a silent zero");
  faults.push(...[...problems, ...rejects.flatMap((reject) => reject.problems)].filter((problem) => !isClear(problem)).map((problem) => `an unclear problem: ${problem.message} ${problem.remedy}`));
  return faults;
}

async function faultsOfReading(path: string): Promise<{ faults: string[]; outcome: "read" | "refused" | "failed" }> {
  try {
    return { faults: faultsOf(await book.import(path, { dryRun: true, allowRejects: true })), outcome: "read" };
  } catch (error) {
    if (!(error instanceof ProblemError)) return { faults: [`failed: ${error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" ") : String(error)}`], outcome: "failed" };
    const unclear = error.problems.filter((problem) => !isClear(problem)).map((problem) => `an unclear problem: ${problem.message} ${problem.remedy}`);
    return { faults: error.problems.length === 0 ? ["refused without a reason"] : unclear, outcome: "refused" };
  }
}

test(`${runs} mutated files: none fails, hangs, or loses a row`, async () => {
  const wrong: string[] = [];
  const outcomes = { read: 0, refused: 0, failed: 0 };
  for (let seed = from; seed < from + runs; seed++) {
    const file = await mutated(new Dice(seed));
    const path = join(folder, `mutated-${seed}.${file.extension}`);
    writeFileSync(path, file.bytes);
    const began = performance.now();
    const { faults, outcome } = await faultsOfReading(path);
    outcomes[outcome]++;
    if (performance.now() - began > longestSeconds * 1000) faults.push("took too long");
    if (faults.length === 0) continue;
    wrong.push(`seed ${seed} (${file.said}): ${faults.join(" / ")}`);
    const kept = process.env["ANNUA_KEEP"];
    if (kept !== undefined) writeFileSync(join(kept, `mutated-${seed}.${file.extension}`), file.bytes);
  }
  expect(wrong).toEqual([]);
  // were all refused, the account of rows would never be looked at
  expect(outcomes.read).toBeGreaterThan(runs / 5);
  expect(outcomes.refused).toBeGreaterThan(0);
  expect((await book.imports()).length).toBe(0);
});
