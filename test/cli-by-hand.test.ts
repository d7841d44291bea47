/** Changing a book by hand from the command line, and what is told of it: dry runs, lines that are gone, undone and brought back. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asked, typed } from "./cli/typed.js";

const list = (price: string) => `line_id,customer_id,start_date,amount,amount_per\nL1,acme,2025-01-01,${price},month\nL2,birch,2025-03-01,50,month\n`;

let folder: string;
let book: string[];
const file = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "annua-by-hand-"));
  writeFileSync(file("monday.csv"), list("100"));
  writeFileSync(file("tuesday.csv"), list("120"));
  book = ["--book", file("a.annua")];
  await typed(["import", file("monday.csv"), ...book]);
});

afterEach(() => rmSync(folder, { recursive: true }));

const log = async () => (await asked<{ imports: Record<string, unknown>[] }>(["imports", "list", ...book])).imports;
const standing = async () => (await log()).map(({ import_id, undone_by, brought_back_by }) => [import_id, undone_by, brought_back_by]);

describe("a dry run", () => {
  test("of a retraction tells the lines and ARR before and after, and keeps nothing", async () => {
    const told = await asked(["retract", "L2", "--dry-run", "--note", "sent twice", ...book]);
    expect(told).toMatchObject({ kind: "retract", import_id: null, kept: false, note: "sent twice", lines: [{ line_id: "L2", change: "ended" }], arr_before: "1800.00", arr_after: "1200.00" });
    expect(await log()).toHaveLength(1);
    expect((await typed(["retract", "L2", "--dry-run", ...book], { columns: 100, env: { NO_COLOR: "1" } })).out).toMatch(/ARR today: USD 1,800\.00 before, USD 1,200\.00 after it\.\nA dry run: nothing was kept\./);
    expect((await asked<{ rows: { arr: string }[] }>(["snapshot", ...book])).rows[0]!.arr).toBe("1800.00");
  });

  test("of an undo does the same, and the undo after it keeps its note", async () => {
    await typed(["import", file("tuesday.csv"), ...book]);
    expect(await asked(["imports", "undo", "2", "--dry-run", ...book])).toMatchObject({ kind: "undo", import_id: null, kept: false, arr_before: "2040.00", arr_after: "1800.00" });
    expect(await asked(["imports", "undo", "2", "--note", "the old list was right", ...book])).toMatchObject({ import_id: 3, kept: true, note: "the old list was right", arr_before: "2040.00", arr_after: "1800.00" });
    expect((await log()).at(-1)).toMatchObject({ kind: "undo", note: "the old list was right" });
  });

  test("of an older file names no import to undo", async () => {
    await typed(["import", file("tuesday.csv"), ...book]);
    const said = async (...more: string[]) => (await asked<{ imports: { problems: { code: string; message: string; remedy: string }[] }[] }>(["import", file("monday.csv"), ...more, ...book])).imports[0]!.problems[0];
    const trial = await said("--dry-run");
    expect(trial).toMatchObject({ code: "file-again", message: expect.stringMatching(/1 of its lines, which would go back/), remedy: expect.not.stringMatching(/\d/) });
    expect(await said()).toMatchObject({ code: "file-again", message: expect.stringMatching(/1 of its lines, which goes back/), remedy: expect.stringContaining("imports undo 3") });
  });
});

describe("a line that is gone", () => {
  test("was retracted: by which import, when and why", async () => {
    await typed(["retract", "L2", "--note", "sent twice", ...book]);
    const again = await typed(["retract", "L2", ...book]);
    expect([again.status, again.err]).toEqual([1, expect.stringMatching(/line-gone\nLine L2 was retracted already, by import 2 on \d{4}-\d\d-\d\d \(sent twice\), and counts no more\. Nothing was retracted\./)]);
    expect(again.err).toMatch(/`annua imports undo 2 --book \S+` takes it back/);
  });

  test("went with an import that was undone; one that never was is told as such", async () => {
    await typed(["imports", "undo", "1", ...book]);
    expect((await typed(["retract", "L1", "L9", ...book])).err).toMatch(/Line L1 went when something was taken back, by import 2[^]*line-not-found\nThere is no line L9/);
  });

  test("is missing in a whole list", async () => {
    writeFileSync(file("monday.csv"), list("100").replace(/L2.*\n/, ""));
    await typed(["import", file("monday.csv"), "--full", "--max-ended", "100", ...book]);
    expect((await typed(["retract", "L2", ...book])).err).toContain("Line L2 is missing in a whole list, and was ended by import 2");
  });
});

test("the log tells what is undone, what was brought back, and by which undo", async () => {
  await typed(["retract", "L2", ...book]);
  await typed(["imports", "undo", "2", ...book]);
  expect((await typed(["imports", "undo", "2", ...book])).err).toMatch(/To bring back what it did, take that back: `annua imports undo 3 --book \S+`\./);
  expect((await typed(["imports", "list", ...book], { columns: 120 })).out).not.toContain("back by");
  await typed(["imports", "undo", "3", ...book]);
  expect(await standing()).toEqual([[1, null, null], [2, null, 4], [3, 4, null], [4, null, null]]);
  expect((await typed(["imports", "list", ...book], { columns: 120 })).out).toContain("back by");
  expect((await typed(["imports", "show", "2", ...book], { columns: 120 })).out).toMatch(/undone, and\s+brought back by 4/);
  await typed(["imports", "undo", "4", ...book]);
  expect(await standing()).toEqual([[1, null, null], [2, 3, null], [3, null, 5], [4, 5, null], [5, null, null]]);
  expect((await typed(["imports", "show", "2", ...book], { columns: 120 })).out).toMatch(/`annua imports undo 3 --book \S+` brings it back/);
});
