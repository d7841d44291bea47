/** A source may say itself how its ends are meant: then the policy's convention does not act on its lines, today or under another policy. */
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
