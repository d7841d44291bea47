/** A file that is no plain list, through the library: found, guessed or told, landed; and what is said where that can't be. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook, type Book } from "../src/index.js";
import { ProblemError } from "../src/domain/problem.js";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "annua-any-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string): string => (writeFileSync(join(folder, name), text), join(folder, name));
const arrOn = async (book: Book, on: string) => (await book.run("snapshot", { on })).rows[0]?.["arr"];

const grid = `Report of customers,,,,
Customer,Segment,Jan-25,Feb-25,Mar-25,Apr-25
Acme,SMB,"$1,000.00","$1,000.00","$1,200.00","$1,200.00"
Bolt,ENT,,"$5,000.00","$5,000.00",
Total,,"$1,000.00","$6,000.00","$6,200.00","$1,200.00"
`;

describe("a table by month", () => {
  test("is read into lines once somebody says what its cells hold", async () => {
    const book = await openBook({ path: ":memory:" });
    const path = fileOf("grid.csv", grid);
    await expect(book.import(path)).rejects.toMatchObject({ problems: [{ code: "reading-question" }] });
    const result = await book.import(path, { measure: "mrr" });
    expect(result).toMatchObject({ read: 4, used: 3, ignored: 1, rejected: 0, ignored_by: { totals: 1 }, reading: { shape: "grid" } });
    expect([await arrOn(book, "2025-01-31"), await arrOn(book, "2025-02-28"), await arrOn(book, "2025-03-31"), await arrOn(book, "2025-04-30")]).toEqual(["12000.00", "72000.00", "74400.00", "14400.00"]);
    expect((await book.run("snapshot", { on: "2025-03-31", by: ["segment"] })).rows.map((row) => [row["segment"], row["arr"]])).toEqual([["ENT", "60000.00"], ["SMB", "14400.00"]]);
    await book.close();
  });

  test("asks whoever can answer, and goes on with the answer", async () => {
    const book = await openBook({ path: ":memory:" });
    const asked: string[] = [];
    const { used } = await book.import(fileOf("asked.csv", grid), { ask: async (question) => (asked.push(question.field), { measure: "arr" }) });
    expect([asked, used, await arrOn(book, "2025-03-31")]).toEqual([["measure"], 3, "6200.00"]);
    await book.close();
  });
});

test("the lines that one row gives keep its number, and a row that is refused names its own", async () => {
  const book = await openBook({ path: ":memory:" });
  const path = fileOf("odd.csv", "Customer,Jan-25,Feb-25,Mar-25\nAcme,100,100,200\nBolt,50,n.a.n,70\nCord,,60,70\n");
  const result = await book.import(path, { measure: "mrr", allowRejects: true });
  expect(result.rejects.map(({ row }) => row)).toEqual([3]);
  expect((await book.run("lines", { on: "2025-03-31" })).rows.map((row) => row["source"])).toEqual([expect.stringContaining("2"), expect.stringContaining("4")]);
  await book.close();
});

test("a list in the spelling of a spreadsheet is read where the column leaves no doubt, and the header of a plain list alone is no reason to guess", async () => {
  const book = await openBook({ path: ":memory:" });
  const header = "line_id,customer_id,product,start_date,amount,amount_per\n";
  const spelled = await book.import(fileOf("spelled.csv", `${header}L1,acme,Core,31-Jan-2025,"$1,200.50",year\nL2,bolt,Core,28-Feb-2025,"$2,000.00",year\n`));
  expect([spelled.used, await arrOn(book, "2025-03-31")]).toEqual([2, "3200.50"]);
  const plain = await book.import(fileOf("plain.csv", `${header}L3,acme,Plus,2025-01-31,1200.50,year\nL4,bolt,Plus,2025-02-28,"2,000",year\n`));
  expect([plain.used, plain.reading, plain.rejects.map(({ row }) => row)]).toEqual([1, null, [3]]);
  await book.close();
});

test("table-without-rows: a header that nothing stands below", async () => {
  const book = await openBook({ path: ":memory:" });
  const path = fileOf("headed.csv", "Customer,Plan,Start,MRR\nTotal,,,0\n");
  const found = await book.import(path, { dateOrder: "dmy" }).catch((error: unknown) => (error instanceof ProblemError ? error.problems.map((p) => p.code) : error));
  expect(found).toEqual(["table-without-rows"]);
  await book.close();
});
