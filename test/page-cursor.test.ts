/** Cursors: a page goes on where the one before ended, of the same question and the same state of the book, or not at all. */
import { expect, test } from "vitest";
import { ProblemError } from "../src/domain/problem.js";
import { openBook, type Book } from "../src/engine/book.js";

const line = (at: number) => ({ line_id: `L${at}`, customer_id: `c${at % 3}`, start_date: "2025-01-01", end_date: "2027-01-01", amount: `${at}00`, amount_per: "month", segment: at % 2 === 0 ? "smb" : "ent" });
const codesOf = (asked: Promise<unknown>): Promise<string[]> => asked.then(() => [], (error: unknown) => (error as ProblemError).problems.map(({ code }) => code));

async function listed(): Promise<Book> {
  const book = await openBook({ path: ":memory:" });
  await book.import([1, 2, 3, 4, 5].map(line));
  return book;
}

test("pages make the whole list; the size of a page may change, other words may not (cursor-stale)", async () => {
  const book = await listed();
  const asked = { on: "2025-06-30" };
  const whole = await book.run("lines", asked);
  const first = await book.run("lines", { ...asked, limit: 2 });
  const second = await book.run("lines", { ...asked, limit: 1, cursor: first.next_cursor });
  const third = await book.run("lines", { ...asked, limit: 9, cursor: second.next_cursor });
  expect([first.rows.length, second.rows.length, third.rows.length, third.next_cursor]).toEqual([2, 1, 2, null]);
  expect([...first.rows, ...second.rows, ...third.rows]).toEqual(whole.rows);
  for (const other of [{ on: "2025-07-31" }, { ...asked, where: ["segment=smb"] }, { ...asked, customer: "c1" }])
    expect(await codesOf(book.run("lines", { ...other, limit: 2, cursor: first.next_cursor }))).toEqual(["cursor-stale"]);
  expect(await codesOf(book.run("customers", { ...asked, limit: 2, cursor: first.next_cursor }))).toEqual(["cursor-stale"]);
  for (const cursor of ["x", "2-", "2-ab", "-1", `${String(first.next_cursor)}0`]) expect(await codesOf(book.run("lines", { ...asked, cursor }))).toEqual(["param-value"]);
  await book.close();
});

test("a cursor does not outlive what the book held or how it was defined; a plain number passes over so many rows of whatever there is", async () => {
  const book = await listed();
  const asked = { on: "2025-06-30", limit: 2 };
  const cursorNow = async (): Promise<string> => (await book.run("lines", asked)).next_cursor!;
  const changes: (() => Promise<unknown>)[] = [
    () => book.import([line(6)]),
    () => book.setPolicy({ grace_days: 30 }),
    () => book.adjust({ customer: "c1", amount: "-10", from: "2025-02", reason: "a credit" }),
  ];
  for (const change of changes) {
    const cursor = await cursorNow();
    expect(await codesOf(book.run("lines", { ...asked, cursor }))).toEqual([]);
    await change();
    expect(await codesOf(book.run("lines", { ...asked, cursor }))).toEqual(["cursor-stale"]);
  }
  const cursor = await cursorNow();
  expect(await codesOf(book.run("lines", { ...asked, cursor, set: { grace_days: 0 } }))).toEqual(["cursor-stale"]);
  expect((await book.run("lines", { ...asked, cursor: "2" })).rows).toEqual((await book.run("lines", { ...asked, cursor })).rows);
  await book.close();
});
