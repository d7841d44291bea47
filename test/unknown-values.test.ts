/** A filter by a value that nothing has says so, and none by a value that something has does. */
import { expect, test } from "vitest";
import { openBook } from "../src/index.js";

const rows = [
  { line_id: "L1", customer_id: "kid", parent_id: "holding", segment: "ENT", start_date: "2025-01-01", amount: "100", amount_per: "year" },
  { line_id: "L2", customer_id: "other", currency: "EUR", start_date: "2025-01-01", amount: "10", amount_per: "year" },
];

test.each([
  ["customer", ["parent=holding", "parent=other", "customer=kid", "customer!=other", "currency=USD,EUR", "segment=ENT", "segment=", "region=north", "product=", "tier=large"], ["parent=kid", "customer=holding", "currency=GBP", "segment!=ent", "region=south"]],
  ["parent", ["parent=holding", "customer=holding", "customer=other"], ["customer=kid", "parent=kid"]],
])("at level %s", async (level, there, nowhere) => {
  const book = await openBook({ path: ":memory:", threads: 1, policy: { level: level as "customer" | "parent", fx: { rates: { EUR: "1.10" } } } });
  await book.import(rows);
  await book.importCustomers([{ customer_id: "kid", region: "north" }]);
  const told = async (where: string, more: object = {}) => (await book.run("snapshot", { on: "2025-02-01", where: [where], ...more })).problems.filter(({ code }) => code === "value-unknown").length;
  for (const where of there) expect([where, await told(where)]).toEqual([where, 0]);
  for (const where of nowhere) expect([where, await told(where)]).toEqual([where, 1]);
  // told in euros, a line that names no currency is in dollars still
  expect(await told("currency=USD", { currency: "EUR" })).toBe(0);
  await book.close();
});

test("the value that is most like it is named, and a column by the name that a file gives it", async () => {
  const book = await openBook({ path: ":memory:", threads: 1 });
  await book.import(rows.slice(0, 1));
  expect((await book.run("waterfall", { from: "2025-01", to: "2025-01", where: ["segment=ETN"] })).problems).toMatchObject([{ code: "value-unknown", severity: "warning", remedy: "Did you mean ENT?" }]);
  expect((await book.explain("snapshot", { cell: "arr", period: "2025-01-31", by: ["segment=SMB"] })).problems).toMatchObject([{ code: "value-unknown" }]);
  await expect(book.run("snapshot", { by: ["parent_id"] })).rejects.toMatchObject({ problems: [{ code: "column-unknown", remedy: "Did you mean parent?" }] });
  await expect(book.explain("waterfall", { cell: "closing", period: "2025-13" })).rejects.toThrow("2025-13 is no value for period");
  await book.close();
});
