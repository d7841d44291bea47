import { expect, test } from "vitest";
import { openBook, ProblemError, type Book } from "../../src/index.js";

const line = (id: string, amount: string, more: Record<string, string> = {}) => ({ line_id: id, customer_id: `c${id}`, start_date: "2025-01-01", amount, amount_per: "year", ...more });
const arr = async (book: Book) => (await book.run("snapshot", { on: "2025-06-30" })).rows[0]!["arr"];

test("undo takes back what an import brought and brings back what it ended", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100"), line("2", "200")]);
  const second = await book.import([line("1", "150"), line("3", "300")]);
  expect(second).toMatchObject({ used: 2, import_id: 2 });
  expect(await arr(book)).toBe("650.00");
  const change = await book.undoImport(2);
  expect(change.kind).toBe("undo");
  expect(await arr(book)).toBe("300.00");
  expect((await book.imports()).map((entry) => [entry.import_id, entry.kind, entry.undone_by])).toEqual([[1, "import", null], [2, "import", 3], [3, "undo", null]]);
  await expect(book.undoImport(2)).rejects.toThrow("import-undone");
  await expect(book.undoImport(9)).rejects.toThrow("import-not-found");
  await book.undoImport(3);
  expect(await arr(book)).toBe("650.00");
  await book.close();
});

test("what an undo took back is listed as undone for as long as that undo stands", async () => {
  const book = await openBook({ path: ":memory:" });
  for (const amount of ["100", "150"]) await book.import([line("1", amount)]);
  const undone = async () => Object.fromEntries((await book.imports()).flatMap(({ import_id, undone_by }) => (undone_by === null ? [] : [[import_id, undone_by]])));
  await book.undoImport(2);
  expect([await undone(), await arr(book)]).toEqual([{ 2: 3 }, "100.00"]);
  await book.undoImport(3);
  expect([await undone(), await arr(book)]).toEqual([{ 3: 4 }, "150.00"]);
  expect(await book.importChange(2)).toMatchObject({ undone_by: null });
  await book.undoImport(2);
  expect([await undone(), await arr(book)]).toEqual([{ 2: 5, 3: 4 }, "100.00"]);
  await expect(book.undoImport(2)).rejects.toThrow("import-undone");
  await book.undoImport(4);
  expect([await undone(), await arr(book)]).toEqual([{ 2: 5, 4: 6 }, "100.00"]);
  await book.undoImport(5);
  expect([await undone(), await arr(book)]).toEqual([{ 2: 3, 4: 6, 5: 7 }, "100.00"]);
  await book.undoImport(3);
  expect([await undone(), await arr(book)]).toEqual([{ 3: 8, 4: 6, 5: 7 }, "150.00"]);
  await book.close();
});

test("undo leaves alone what a later import has replaced since", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100")]);
  await book.import([line("1", "150")]);
  await book.import([line("1", "175")]);
  await book.undoImport(2);
  expect(await arr(book)).toBe("175.00");
  await book.close();
});

test("a retracted line leaves every figure, and the same row brings it back", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100"), line("2", "200")]);
  await book.retract(["2"], { note: "booked twice" });
  expect(await arr(book)).toBe("100.00");
  expect((await book.imports()).at(-1)).toMatchObject({ kind: "retract", note: "booked twice", superseded: 1 });
  await expect(book.retract(["2"])).rejects.toThrow(ProblemError);
  const back = await book.import([line("1", "100"), line("2", "200")]);
  expect(back).toMatchObject({ used: 1, unchanged: 1 });
  expect(back.problems.map((problem) => [problem.code, problem.at.row])).toEqual([["line-returned", 2]]);
  expect(await arr(book)).toBe("300.00");
  await book.close();
});

test("the same rows twice change nothing, not even the data hash", async () => {
  const book = await openBook({ path: ":memory:" });
  const rows = [line("1", "100", { segment: "smb", recorded_on: "2025-01-02" }), line("1", "120", { segment: "smb", recorded_on: "2025-02-02" }), line("2", "5", { superseded_on: "2025-03-01" })];
  expect(await book.import(rows)).toMatchObject({ used: 3 });
  const { data } = await book.provenance();
  expect(await book.import(rows)).toMatchObject({ used: 0, unchanged: 3, kept: false });
  expect((await book.provenance()).data).toBe(data);
  expect(await arr(book)).toBe("120.00");
  await book.close();
});

test("an older file imported again is recorded as of now, and what it takes back is told", async () => {
  const book = await openBook({ path: ":memory:" });
  const older = [line("1", "100"), line("2", "200"), line("3", "300")];
  const notes = ({ problems }: Awaited<ReturnType<Book["import"]>>) => problems.map(({ code, message, remedy }) => [code, message.replace(/\d{4}-\d\d-\d\d/, "DAY"), remedy]);
  await book.import(older);
  await book.import([line("1", "150"), line("2", "250")]);
  const told = [[
    "file-again",
    "This file was imported before, as import 1 on DAY; what came since (import 2) changed 2 of its lines, which go back to what this file says, as rows without recorded_on are recorded now.",
    "If the older file was given by mistake, take it back: `annua imports undo 3`. If it is right, nothing is left to do.",
  ]];
  const trial = [["file-again", told[0]![1]!.replace("which go", "which would go"), "If this is an older file given by mistake, leave it: nothing was kept of it."]];
  expect(notes(await book.import(older, { dryRun: true }))).toEqual(trial);
  expect(await arr(book)).toBe("700.00");
  const again = await book.import(older);
  expect(again).toMatchObject({ used: 2, unchanged: 1, kept: true });
  expect(notes(again)).toEqual(told);
  expect(await arr(book)).toBe("600.00");
  expect(notes(await book.import(older))).toEqual([]);
  await book.undoImport(3);
  expect(await arr(book)).toBe("700.00");
  const dated = older.map((row) => ({ ...row, recorded_on: "2024-12-31" }));
  await book.import(dated);
  expect(await book.import(dated)).toMatchObject({ used: 0, unchanged: 3, kept: false, problems: [] });
  expect(await arr(book)).toBe("700.00");
  await book.close();
});

test("with a row that can't be used nothing is kept, unless that is allowed; a dry run keeps nothing either", async () => {
  const book = await openBook({ path: ":memory:" });
  const rows = [line("1", "100"), line("2", "1,000")];
  const refused = await book.import(rows);
  expect(refused).toMatchObject({ kept: false, used: 1, rejected: 1 });
  expect(refused.rejects[0]!.problems[0]).toMatchObject({ code: "number-unreadable", at: { row: 2, column: "amount", value: "1,000" } });
  expect(await arr(book)).toBe("0.00");
  expect(await book.import(rows, { allowRejects: true, dryRun: true })).toMatchObject({ kept: false, arr: expect.any(String) });
  expect(await book.imports()).toEqual([]);
  expect(await book.import(rows, { allowRejects: true, maxRejects: 0 })).toMatchObject({ kept: false });
  expect(await book.import(rows, { allowRejects: true })).toMatchObject({ kept: true, used: 1 });
  expect(await arr(book)).toBe("100.00");
  await book.close();
});

test("undo after undo, in any order, leaves what the imports that stand have brought", async () => {
  for (const order of [[3, 2], [2, 3]]) {
    const book = await openBook({ path: ":memory:" });
    for (const amount of ["100", "150", "175"]) await book.import([line("1", amount)]);
    for (const importId of order) await book.undoImport(importId);
    expect(await arr(book)).toBe("100.00");
    await book.undoImport(order[0] === 2 ? 4 : 5);
    expect(await arr(book)).toBe("150.00");
    await book.close();
  }
});

test("undo brings back what stood before, also where the import brought two versions, an end, or rows recorded today", async () => {
  const today = new Date().toISOString().slice(0, 10);
  const corrections = [
    [line("1", "150", { recorded_on: "2025-02-01" }), line("1", "175", { recorded_on: "2025-03-01" })],
    [line("1", "100", { recorded_on: "2025-02-01", superseded_on: "2025-03-01" })],
    [line("1", "150", { recorded_on: today })],
  ];
  for (const rows of corrections) {
    const book = await openBook({ path: ":memory:" });
    await book.import([line("1", "100"), line("2", "7")]);
    await book.import(rows);
    expect(await arr(book)).not.toBe("107.00");
    await book.undoImport(2);
    expect(await arr(book)).toBe("107.00");
    await book.close();
  }
});

test("an undo leaves alone what was retracted since, and an undone retraction what was undone", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100"), line("2", "7")]);
  await book.import([line("1", "150")]);
  await book.retract(["1"]);
  await book.undoImport(2);
  expect(await arr(book)).toBe("7.00");
  await book.undoImport(3);
  expect(await arr(book)).toBe("107.00");
  await book.close();
});

test("the same rows twice change nothing, also where the first version of a line names no record time", async () => {
  const book = await openBook({ path: ":memory:" });
  const rows = [line("1", "100", { recorded_on: "" }), line("1", "150", { recorded_on: "2025-02-01" })];
  await book.import(rows);
  expect(await book.import(rows)).toMatchObject({ used: 0, unchanged: 2, kept: false });
  expect(await book.import([line("1", "100")])).toMatchObject({ used: 1 });
  expect(await arr(book)).toBe("100.00");
  await book.close();
});

test("a correction that names no record time follows what it corrects, also on the day that was named", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100", { recorded_on: new Date().toISOString().slice(0, 10) })]);
  expect(await book.import([line("1", "150")])).toMatchObject({ used: 1, arr: expect.not.stringMatching(/^0/) });
  expect(await arr(book)).toBe("150.00");
  await book.close();
});

test("a fee without an end that other kind rules make recurring has no price for a year, and is told as left out", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "36500", { amount_per: "term", product: "Setup fee" }), line("2", "7")]);
  const answer = await book.run("snapshot", { on: "2025-06-30", set: { kind_rules: [] } });
  expect(answer.rows[0]).toMatchObject({ arr: "7.00", lines: 1 });
  const { rows } = await book.run("check", { on: "2025-06-30", set: { kind_rules: [] } });
  expect(rows.filter((row) => row["passed"] === "no").map((row) => [row["check"], row["offending"]])).toEqual([["plan-left-out", 1]]);
  await book.close();
});

test("a row recorded before the version in force is kept behind it, and that is told", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "100")]);
  await book.import([line("1", "150")]);
  const behind = await book.import([line("1", "120", { recorded_on: "2025-02-01" })]);
  expect(behind).toMatchObject({ used: 1 });
  expect(behind.problems.map((problem) => [problem.code, problem.at.row])).toEqual([["line-behind", 1]]);
  expect(await arr(book)).toBe("150.00");
  await book.close();
});

test("the same lines with their columns in another order change nothing", async () => {
  const ordered = await openBook({ path: ":memory:", threads: 1 });
  const named = { line_id: "L1", customer_id: "acme", start_date: "2025-01-01", amount: "100", amount_per: "year" };
  await ordered.import([{ ...named, segment: "ENT", region: "EU" }], { source: "crm" });
  expect(await ordered.import([{ region: "EU", csm: "", segment: "ENT", ...named }], { source: "crm" })).toMatchObject({ used: 0, unchanged: 1 });
  await ordered.close();
});

test("an amount that is written with other zeros is the same amount", async () => {
  const book = await openBook({ path: ":memory:" });
  await book.import([line("1", "450", { quantity: "2" }), line("2", "7.50")]);
  expect(await book.import([line("1", "450.00", { quantity: "2.0" }), line("2", "7.5")])).toMatchObject({ used: 0, unchanged: 2, kept: false });
  expect(await book.import([line("1", "4500", { quantity: "2" }), line("2", "7.5", { end_date: "2026-01-01" })])).toMatchObject({ used: 2 });
  expect((await book.importChange(2)).corrections.map(({ line_id, changes }) => [line_id, changes.map(({ column }) => column)])).toEqual([["1", ["amount"]], ["2", ["end_date"]]]);
  await book.close();
});
