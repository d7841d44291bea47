/** A file that is its source's whole list ends what it lacks, and everything of that can be taken back. */
import { describe, expect, test } from "vitest";
import { type Book, type ImportOptions, openBook } from "../../src/index.js";

const line = (id: string, amount = "100", rest: Record<string, string> = {}) => ({ line_id: id, customer_id: `c-${id}`, start_date: "2025-01-01", amount, amount_per: "month", ...rest });
const list = (...ids: string[]) => ids.map((id) => line(id));
const full: ImportOptions = { source: "crm", full: true };

async function figures(book: Book) {
  const lines = (await book.run("lines", { on: "2026-06-30" })).rows.map((row) => [row["line_id"], row["arr"]]);
  const waterfall = (await book.run("waterfall", { from: "2025-01", to: "2026-06", grain: "total" })).rows;
  return { lines, waterfall };
}

const shownLines = async (book: Book) => (await book.run("lines", { on: "2026-06-30" })).rows.map((row) => row["line_id"]);

describe("a whole list", () => {
  test("ends the lines of its source that it lacks, and no others; an undo takes it back exactly, and an undo of that as well", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2", "A3", "A4", "A5"), { source: "crm" });
    await book.import(list("B1"), { source: "other" });
    const before = await figures(book);
    const result = await book.import([...list("A1", "A2", "A3"), line("A4", "150"), line("A6")], full);
    expect(result).toMatchObject({ kept: true, used: 2, unchanged: 3, arr_before: "7200.00", arr_after: "7800.00", ended: { lines: 1, live_lines: 1, of_lines: 5, arr: "1200.00", largest: [{ line_id: "A5", customer: "c-A5", arr: "1200.00" }] } });
    const after = await figures(book);
    expect(after.lines.map(([id]) => id)).toEqual(["A1", "A2", "A3", "A4", "A6", "B1"]);
    expect((await book.imports())[2]).toMatchObject({ kind: "import", superseded: 2, note: "whole list of crm: 1 line that it lacks ended" });
    expect((await book.importChange(3)).lines.filter(({ change }) => change === "ended").map(({ line_id }) => line_id)).toEqual(["A4", "A5"]);
    await book.undoImport(3);
    expect(await figures(book)).toEqual(before);
    await book.undoImport(4);
    expect(await figures(book)).toEqual(after);
    await book.close();
  });

  test("that only lacks lines is kept, too, and a line that it ended comes back with a later list", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2", "A3", "A4"), full);
    expect(await book.import(list("A1", "A2", "A3"), full)).toMatchObject({ kept: true, used: 0, unchanged: 3, ended: { lines: 1 } });
    expect(await book.import(list("A1", "A2", "A3"), full)).toMatchObject({ kept: false, used: 0, ended: null });
    expect(await book.import(list("A1", "A2", "A3", "A4"), full)).toMatchObject({ kept: true, used: 1, ended: null });
    expect(await shownLines(book)).toEqual(["A1", "A2", "A3", "A4"]);
    await book.undoImport(3);
    expect(await shownLines(book)).toEqual(["A1", "A2", "A3"]);
    await book.undoImport(2);
    expect(await shownLines(book)).toEqual(["A1", "A2", "A3", "A4"]);
    await book.close();
  });

  test("that has lost much of itself is stopped with what it would end, unless so much is allowed", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2", "A3", "A4"), full);
    for (const dryRun of [false, true]) {
      const stopped = await book.import(list("A1", "A2"), { ...full, dryRun });
      expect(stopped).toMatchObject({ kept: false, problems: [{ code: "full-ends-much" }], ended: { lines: 2, is_over: true, needed_percent: 50 } });
    }
    expect(await book.import([line("A1", "100"), line("A2"), line("A3"), { ...line("A5"), line_id: "" }], { ...full, allowRejects: true })).toMatchObject({ kept: false, problems: [{ code: "full-row-unreadable" }] });
    expect(await shownLines(book)).toHaveLength(4);
    expect(await book.import(list("A1", "A2"), { ...full, maxEnded: 50 })).toMatchObject({ kept: true, ended: { lines: 2 } });
    await book.close();
  });

  test("by its ARR: one line of many may be most of it", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import([line("BIG", "10000"), ...list("A1", "A2", "A3", "A4", "A5", "A6", "A7")], full);
    expect(await book.import(list("A1", "A2", "A3", "A4", "A5", "A6", "A7"), full)).toMatchObject({ kept: false, ended: { lines: 1, of_lines: 8, is_over: true, needed_percent: 94 } });
    await book.close();
  });

  test("ends only what was confirmed, and what is asked is what then ends", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2"), full);
    const asked: number[] = [];
    const confirm = (answer: boolean): ImportOptions => ({ ...full, confirmEnded: async (ended) => (asked.push(ended.lines), answer) });
    expect(await book.import(list("A1"), confirm(false))).toMatchObject({ kept: false, problems: [{ code: "full-unconfirmed" }] });
    expect(await book.import(list("A1"), confirm(true))).toMatchObject({ kept: true, ended: { lines: 1 } });
    expect(asked).toEqual([1, 1]);
    await book.close();
  });

  test("of a source that had other names before ends their lines, also the next time", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2", "A3", "A4", "A5"), { source: "crm-2026-01.csv" });
    expect(await book.import(list("A1", "A2"), { full: true })).toMatchObject({ kept: false, problems: [{ code: "full-source-unknown" }] });
    expect(await book.import([...list("A1", "A2", "A3", "A4", "A5"), line("A6")], full)).toMatchObject({ kept: true, ended: null, problems: [{ code: "full-source-new" }] });
    await book.undoImport(2);
    expect(await book.import([...list("A1", "A2", "A3", "A4"), line("A6")], { ...full, formerly: ["crm-2026-01.csv"] })).toMatchObject({ kept: true, ended: { lines: 1, of_lines: 5 } });
    expect(await book.import([...list("A1", "A2", "A3"), line("A6")], full)).toMatchObject({ kept: true, ended: { lines: 1, of_lines: 5 } });
    await book.close();
  });

  test("a row that is refused names its line all the same, so the line stays", async () => {
    const book = await openBook({ path: ":memory:" });
    await book.import(list("A1", "A2"), full);
    expect(await book.import([line("A1"), { ...line("A2"), amount: "1,000" }], { ...full, allowRejects: true })).toMatchObject({ kept: false, rejected: 1, unchanged: 1, ended: null });
    expect(await shownLines(book)).toEqual(["A1", "A2"]);
    await book.close();
  });
});
