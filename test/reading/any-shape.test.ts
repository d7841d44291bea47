/** Any book, written out in any shape that is read, reads back to the same ARR on every day that it tells of. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openBook, type Book } from "../../src/index.js";
import { readAsAsked } from "./asked-reading.js";
import { Dice } from "./dice.js";
import { asObjects } from "./small-book.js";
import { writtenGrid, writtenList, type WrittenBook } from "./written-book.js";

const runs = Number(process.env["ANNUA_SHAPES"] ?? (process.env["ANNUA_LONG"] ? 200 : 10));
const from = Number(process.env["ANNUA_SHAPES_FROM"] ?? 1);
const folder = mkdtempSync(join(tmpdir(), "annua-shapes-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Every day on which a customer's ARR moved, and what it was at that day's close. */
async function daysOf(book: Book): Promise<{ customer: string; day: string }[]> {
  const { rows } = await book.run("movements", { from: "2021-12", to: "2031-12", grain: "day" });
  const closings = new Map(rows.map((row) => [JSON.stringify([row["customer"], row["date"]]), String(row["closing"])]));
  return [...closings].map(([key, closing]) => {
    const [customer, date] = JSON.parse(key) as [string, string];
    return { customer, day: `${date} ${closing}` };
  });
}

/** What every written book should say; all of them in one book, each with customers of its own. */
async function meantBy(all: readonly WrittenBook[]): Promise<string[][]> {
  const book = await openBook({ path: ":memory:" });
  const marked = all.flatMap(({ lines }, at) => asObjects(lines).map((line) => ({ ...line, line_id: `${at}|${line["line_id"]!}`, customer_id: `${at}|${line["customer_id"]!}` })));
  await book.import(marked);
  const days = await daysOf(book);
  await book.close();
  const told = all.map((): string[] => []);
  for (const { customer, day } of days) {
    const [at, name] = [Number(customer.split("|")[0]), customer.slice(customer.indexOf("|") + 1)];
    told[at]!.push(`${name} ${day}`);
  }
  return told.map((each) => each.sort());
}

/** What differs; empty where nothing does. */
async function differences(written: WrittenBook, meant: readonly string[], path: string): Promise<string[]> {
  const read = await openBook({ path: ":memory:" });
  try {
    const { result } = await readAsAsked(read, path, written.truth, written.stated);
    const wrong: string[] = [];
    if (result.rejected > 0) wrong.push(`${result.rejected} rows rejected: ${result.rejects[0]!.problems[0]!.message}`);
    if (written.rowsOfLines !== undefined && result.used !== written.rowsOfLines) wrong.push(`${result.used} rows used of ${written.rowsOfLines}`);
    const does = (await daysOf(read)).map(({ customer, day }) => `${customer} ${day}`).sort();
    const [more, less] = [does.filter((day) => !meant.includes(day)), meant.filter((day) => !does.includes(day))];
    if (more.length + less.length > 0) wrong.push(`${more.slice(0, 4).join("; ")} instead of ${less.slice(0, 4).join("; ")}`);
    return wrong;
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    await read.close();
  }
}

async function tried(seed: number, written: WrittenBook, meant: readonly string[]): Promise<string[]> {
  const path = join(folder, `book-${seed}.${written.extension}`);
  writeFileSync(path, written.bytes);
  const wrong = await differences(written, meant, path);
  if (wrong.length === 0) return [];
  const kept = process.env["ANNUA_KEEP"];
  if (kept !== undefined) writeFileSync(join(kept, `seed-${seed}.${written.extension}`), written.bytes);
  return [`seed ${seed} (${written.said}): ${wrong.join(" / ")}`];
}

describe("read back, ARR of each customer moves on the same days to the same sums", () => {
  test.each([["lists of lines", writtenList], ["tables by month", writtenGrid]])("%s", async (_, write) => {
    const all: WrittenBook[] = [];
    for (let at = 0; at < runs; at++) all.push(await write(new Dice(from + at), folder));
    const meant = await meantBy(all);
    const wrong: string[] = [];
    for (const [at, written] of all.entries()) wrong.push(...(await tried(from + at, written, meant[at]!)));
    expect(meant.flat().length).toBeGreaterThan(runs * 3);
    expect(wrong).toEqual([]);
  });
});
