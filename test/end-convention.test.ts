/** A source may say itself how its ends are meant: then the policy's convention does not act on its lines, today or under another policy. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBook } from "../src/index.js";

const year = { customer_id: "acme", product: "Core", start_date: "2025-01-01", amount: "1200", amount_per: "term" };

test("lines of two conventions stand side by side, and the policy moves only those that say nothing", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([
    { ...year, line_id: "last-day", end_date: "2025-12-31", end_convention: "inclusive" },
    { ...year, line_id: "day-after", end_date: "2026-01-01", end_convention: "exclusive", product: "Plus" },
    { ...year, line_id: "unsaid", end_date: "2025-12-31", product: "Data" },
  ]);
  const arrOn = async (on: string, set: Record<string, unknown> = {}) =>
    Object.fromEntries((await book.run("lines", { on, set })).rows.map((row) => [row["line_id"], row["arr"]]));
  expect(await arrOn("2025-12-30")).toEqual({ "last-day": "1200.00", "day-after": "1200.00", unsaid: "1203.30" });
  expect(await arrOn("2025-12-31")).toEqual({ "last-day": "1200.00", "day-after": "1200.00" });
  expect(await arrOn("2025-12-31", { end_date_convention: "inclusive" })).toEqual({ "last-day": "1200.00", "day-after": "1200.00", unsaid: "1200.00" });
  expect(await arrOn("2026-01-01", { end_date_convention: "inclusive" })).toEqual({});
  await book.close();
});

test("another word is refused by row", async () => {
  const book = await openBook({ path: ":memory:" });
  const { rejects } = await book.import([{ ...year, line_id: "L1", end_date: "2026-01-01", end_convention: "both" }]);
  expect(rejects[0]?.problems[0]).toMatchObject({ code: "end-convention-unknown", at: { row: 1, column: "end_convention", value: "both" } });
  await book.close();
});

test("an inclusive end a day before the start is an empty line, and one earlier is refused", async () => {
  const book = await openBook({ path: ":memory:" });
  const line = { ...year, amount_per: "year", end_convention: "inclusive" };
  const { used, rejects } = await book.import([{ ...line, line_id: "empty", end_date: "2024-12-31" }, { ...line, line_id: "early", end_date: "2024-12-30" }], { allowRejects: true });
  expect([used, rejects.map((reject) => reject.problems[0]?.code)]).toEqual([1, ["end-before-start"]]);
  await book.close();
});

test("a list too short to say how its ends are meant is not read otherwise than the lines that the book has", async () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-ends-"));
  const file = (name: string, ...rows: string[]): string => {
    writeFileSync(join(folder, name), ["Contract,Customer,ARR,Start,End", ...rows, ""].join("\n"));
    return join(folder, name);
  };
  const book = await openBook({ path: ":memory:" });
  await book.import(file("january.csv", "K1,Ash,1200,2025-01-01,2025-12-31", "K2,Birch,2400,2025-02-01,2026-01-31"));
  const odd = file("february.csv", "K3,Cedar,3600,2025-03-07,2026-01-16");
  const refused = await book.import(odd);
  expect([refused.kept, refused.problems[0]]).toMatchObject([false, { code: "end-convention-open", at: { file: "february.csv", column: "End" } }]);
  expect(refused.problems[0]!.message).toContain("all 2 lines with an end that the book has from before end on the last day of service");
  // the same in a column that somebody named as the end, in a list whose columns all are
  writeFileSync(join(folder, "mapped.csv"), "Nr,Who,Von,Until,Wert,Je,Status\nX2,Holly,2025-03-07,2026-01-16,100,month,Active\n");
  const mapped = await book.import(join(folder, "mapped.csv"), { map: { line_id: "Nr", customer_id: "Who", start_date: "Von", end_date: "Until", amount: "Wert", amount_per: "Je" } });
  expect([mapped.kept, mapped.problems[0]]).toMatchObject([false, { code: "end-convention-open", at: { column: "Until" } }]);
  const endOf = async () => (await book.run("lines", { on: "2026-01-16" })).rows.map((row) => row["customer"]);
  expect((await book.import(odd, { endConvention: "exclusive" })).kept).toBe(true);
  expect(await endOf()).toEqual(["Birch"]);
  await book.undoImport(2);
  expect((await book.import(odd, { endConvention: "inclusive" })).kept).toBe(true);
  expect(await endOf()).toEqual(["Birch", "Cedar"]);
  // whole months settle it, and so does a policy that agrees
  expect((await book.import(file("march.csv", "K4,Dogwood,600,2025-03-01,2026-03-01"))).kept).toBe(true);
  // what has an open end, is in no ARR, or was adjusted by hand says nothing of ends, and a list with our own columns means the policy
  for (const row of ["K5,Elm,600,2025-03-01,2099-12-31", "K6,Fir,600,2025-03-01,"]) expect((await book.import(file("open.csv", row))).kept, row).toBe(true);
  writeFileSync(join(folder, "own.csv"), "line_id,customer_id,start_date,end_date,amount,amount_per,status\nX1,Gum,2025-03-07,2026-01-16,100,month,Active\n");
  expect((await book.import(join(folder, "own.csv"))).kept).toBe(true);
  await book.close();
  const adjusted = await openBook({ path: ":memory:" });
  await adjusted.import([{ line_id: "L1", customer_id: "Ash", start_date: "2025-01-01", amount: "100", amount_per: "year" }]);
  await adjusted.adjust({ customer: "Ash", amount: "10", from: "2025-02", until: "2025-06-30", reason: "credit" });
  expect((await adjusted.import(odd)).kept).toBe(true);
  await adjusted.close();
  const agreeing = await openBook({ path: ":memory:", policy: { end_date_convention: "inclusive" } });
  await agreeing.import(join(folder, "january.csv"));
  expect((await agreeing.import(odd)).kept).toBe(true);
  await agreeing.close();
  rmSync(folder, { recursive: true });
});
