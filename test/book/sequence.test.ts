import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book } from "../../src/index.js";

/**
 * However a book came to hold its lines, by imports, corrections, lines that move to another customer or replace another customer's line,
 * retractions and imports taken back, its figures are those of a new book that is given the lines of the present view at once.
 */
type Row = Record<string, string>;

const long = process.env["ANNUA_LONG"] === "1";
const policies: Record<string, unknown>[] = [
  {},
  { grace_days: 45, expired: "hold", churn_date: "last_day" },
  { overlap: "latest_start", ramp: "average", recognition: "signature", reactivation_window_months: 3 },
];

const days = ["2024-01-01", "2024-01-31", "2024-02-29", "2024-06-15", "2024-07-01", "2025-01-01", "2025-02-01", "2025-07-01"];
const rowArbitrary = fc.record({
  line_id: fc.constantFrom("L1", "L2", "L3", "L4", "L5", "L6"),
  customer_id: fc.constantFrom("acme", "birch", "cedar"),
  product: fc.constantFrom("core", "data"),
  start_date: fc.constantFrom(...days),
  end_date: fc.constantFrom("", "2025-01-01", "2025-02-01", "2025-03-15", "2026-01-01"),
  amount: fc.constantFrom("0", "100", "250.55", "-40"),
  amount_per: fc.constantFrom("month", "year", "week"),
  replaces: fc.constantFrom("", "", "", "L1", "L2"),
  contract_id: fc.constantFrom("", "K"),
  origin: fc.constantFrom("", "", "acquisition"),
  segment: fc.constantFrom("smb", "ent"),
});
const batchArbitrary = fc.uniqueArray(rowArbitrary, { minLength: 1, maxLength: 3, selector: (row) => row.line_id });
const stepArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("import" as const), rows: batchArbitrary }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("undo" as const), rows: batchArbitrary }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("retract" as const), line: fc.nat(5) }) },
);

/** Rows whose end lies before their start would be refused. */
const sound = (row: Row): Row => (row["end_date"] !== "" && row["end_date"]! < row["start_date"]! ? { ...row, end_date: "" } : row);

async function figuresOf(book: Book): Promise<unknown> {
  const waterfall = await book.run("waterfall", { from: "2024-01", to: "2025-12", method: "events" });
  const byMonth = await book.run("waterfall", { from: "2024-01", to: "2025-12" });
  const byQuarter = await book.run("waterfall", { from: "2024-01", to: "2025-12", grain: "quarter", method: "months" });
  const trend = await book.run("trend", { from: "2024-01", to: "2025-12" });
  const logos = await book.run("logos", { from: "2024-01", to: "2025-12" });
  const laws = (await book.run("check", { on: "2025-01-15" })).rows.filter((row) => row["severity"] === "law" && row["passed"] !== "yes");
  const lines = await Promise.all(["2024-03-01", "2025-01-15"].map(async (on) => (await book.run("lines", { on })).rows.map((row) => [row["line_id"], row["customer"], row["arr"]])));
  const cut = await book.run("snapshot", { on: "2025-01-15", by: ["customer", "segment"] });
  return { laws, byMonth: byMonth.rows, byQuarter: byQuarter.rows, trend: trend.rows, waterfall: waterfall.rows, logos: logos.rows, lines, cut: cut.rows };
}

test.each(policies)("a book's past does not show in its figures, under %o", async (policy) => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepArbitrary, { minLength: 3, maxLength: 6 }), async (steps) => {
      const present = new Map<string, Row>();
      const book = await openBook({ path: ":memory:", policy });
      for (const step of steps) {
        if (step.do === "retract") {
          const line = [...present.keys()][step.line];
          if (line === undefined) continue;
          await book.retract([line]);
          present.delete(line);
          continue;
        }
        const rows = step.rows.map(sound);
        const result = await book.import(rows);
        expect(result.rejected).toBe(0);
        if (step.do === "import") for (const row of rows) present.set(row["line_id"]!, row);
        else if (result.kept) await book.undoImport(result.import_id!);
      }
      if (present.size > 0) {
        const anew = await openBook({ path: ":memory:", policy });
        await anew.import([...present.values()]);
        expect(await figuresOf(book)).toEqual(await figuresOf(anew));
        await anew.close();
      } else {
        expect((await book.run("snapshot", { on: "2025-01-15" })).rows[0]).toMatchObject({ arr: "0.00", lines: 0 });
      }
      await book.close();
    }),
    { numRuns: long ? 40 : 2, seed: 20261122 },
  );
});
