/** Lists in which a status says who left, and the first look as of a day: through the library, with figures worked out by hand. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { overviewOf } from "../src/cli/overview.js";
import { openBook, type Book } from "../src/index.js";
import { filtersOfText } from "../src/sources/reading/index.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-left-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string): string => (writeFileSync(join(folder, name), text), join(folder, name));
const arrOn = async (book: Book, on: string, set = {}) => (await book.run("snapshot", { on, set })).rows[0]?.["arr"];

// a year: acme 1,200 for long; birch 600 in 2024; cedar 840 from March 2024 to nobody knows when; dogwood 960 in 2025
const list = `Customer,Status,Start Date,End Date,MRR
acme,Active,2024-01-01,2090-12-31,100
birch,Churned,2024-01-01,2024-12-31,50
cedar,Churned,2024-03-01,,70
dogwood,Active,2025-01-01,2025-12-31,80
`;

test("who left keeps the past where an end says when, and is not asked about as a renewal; whom nothing dates is left out alone", async () => {
  const path = fileOf("left.csv", list);
  const book = await openBook({ path: ":memory:" });
  const flag = 'Status!=Churned|End Date!=';
  await expect(book.import(path)).rejects.toMatchObject({ problems: [{ code: "reading-question", remedy: expect.stringContaining(`--keep "${flag}"`) }] });
  const result = await book.import(path, { rows: filtersOfText(flag)! });
  expect(result).toMatchObject({ read: 4, used: 3, ignored: 1, ignored_by: { filtered: 1 }, money: { ignored: [{ currency: "USD", amount_per: "month", sum: "70" }] } });
  expect([await arrOn(book, "2024-12-31"), await arrOn(book, "2025-12-31"), await arrOn(book, "2026-01-01")]).toEqual(["1800.00", "2160.00", "1200.00"]); // 1,200 + 600; 1,200 + 960; 1,200
  expect((await book.questions()).map(({ kind, subject }) => [kind, subject])).toEqual([["ended", "dogwood, -"]]);
  expect(await arrOn(book, "2026-01-01", { expired: "hold" })).toBe("2160.00"); // dogwood runs on, birch has gone
  await book.close();
});

test("the first look can be one of another day: its months are the twelve that had ended by then", async () => {
  const path = fileOf("plain.csv", "line_id,customer_id,start_date,end_date,amount,amount_per\nA,a,2024-01-01,,100,month\nB,b,2025-03-01,2026-01-01,1200,year\nC,c,2026-02-01,,50,month\n");
  const book = await openBook({ path: ":memory:" });
  const imported = [await book.import(path)];
  const look = async (on: string) => overviewOf(book, { files: [path], book: undefined }, imported, { on });
  const { snapshot, waterfall, check, range } = await look("2026-01-15");
  expect([snapshot.rows[0]!["arr"], range!.on, range!.lowest, range!.highest, check!.params["on"]]).toEqual(["1200.00", "2026-01-15", "1200.00", "2400.00", "2026-01-15"]);
  expect(waterfall.rows.map((row) => row["period"])).toEqual(Array.from({ length: 12 }, (_, at) => `2025-${String(at + 1).padStart(2, "0")}`));
  expect(waterfall.rows.map((row) => row["closing"])).toEqual(["1200.00", "1200.00", ...Array<string>(10).fill("2400.00")]);
  const february = await look("2026-02");
  expect([february.snapshot.rows[0]!["arr"], february.waterfall.rows.at(-1)]).toMatchObject(["1800.00", { period: "2026-02", opening: "1200.00", new: "600.00", closing: "1800.00" }]);
  await book.close();
});
