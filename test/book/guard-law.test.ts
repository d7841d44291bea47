/** Random corrections of books with closed periods: one is refused exactly when a figure that a close keeps would be another, and then nothing of it is kept. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { openBook, type Book, type ImportResult, type LineInput } from "../../src/index.js";
import { bookArbitrary, joined } from "../oracle/book-arbitrary.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "60" : "1"));
const SEED = Number(process.env["ANNUA_SEED"] ?? "20261123");
const CLOSED = ["2024", "2025-Q2"];

/** What becomes of a line: most move what was reported, the last two never do. */
const corrections: Record<string, (row: LineInput) => Partial<LineInput>> = {
  "another amount": (row) => ({ amount: `${String(row["amount"])}1` }),
  "another customer": () => ({ customer_id: "someone else" }),
  "another segment": () => ({ segment: "moved" }),
  "an end": () => ({ end_date: "2025-01-15", end_convention: "exclusive" }),
  "another kind": () => ({ kind: "usage" }),
  "another name": () => ({ customer_name: "Renamed" }),
  "another contract": () => ({ billing: "arrears" }),
};

const stories = fc.tuple(fc.array(bookArbitrary, { minLength: 3, maxLength: 3 }).map(joined), fc.array(fc.tuple(fc.nat(35), fc.constantFrom(...Object.keys(corrections))), { minLength: 4, maxLength: 4 }));

/** What both closes keep, as it is now. */
async function keptFigures(book: Book): Promise<string> {
  const asked = CLOSED.flatMap((period) => (["waterfall", "logos"] as const).flatMap((report) => [[], ["segment"]].map((by) => ({ report, params: { from: period, to: period, grain: "total", level: book.policy.level, by } }))));
  const rows = [];
  for (const { report, params } of asked) rows.push((await book.run(report, params)).rows);
  return JSON.stringify(rows);
}

const isRefused = ({ kept, problems }: ImportResult): boolean => !kept && problems.some(({ code }) => code === "closed-period-changes");

test(`a correction is refused exactly when it moves a kept figure (${BOOKS} books, seed ${SEED})`, async () => {
  const found = { refused: 0, kept: 0 };
  for (const [{ rows, knobs }, deeds] of fc.sample(stories, { numRuns: BOOKS, seed: SEED })) {
    const book = await openBook({ path: ":memory:", policy: knobs });
    const first = await book.import(rows as LineInput[], { allowRejects: true });
    for (const period of CLOSED) await book.closePeriod(period, { by: [["segment"]] }).catch(() => undefined);
    const closes = await book.closes();
    for (const [which, what] of first.kept && closes.length === CLOSED.length ? deeds : []) {
      const row = rows[which % rows.length] as LineInput;
      const change = [{ ...row, ...corrections[what]!(row), recorded_on: "", superseded_on: "" } as LineInput];
      const [before, provenance] = [await keptFigures(book), await book.provenance()];
      const tried = await book.import(change, { allowRejects: true });
      const said = `${what}: ${JSON.stringify({ change, rows, knobs, problems: tried.problems.map(({ code }) => code) })}`;
      if (isRefused(tried)) {
        expect(await book.provenance(), said).toEqual(provenance);
        await book.import(change, { allowRejects: true, acceptRestatement: true });
      }
      expect(before !== (await keptFigures(book)), said).toBe(isRefused(tried));
      found[isRefused(tried) ? "refused" : "kept"]++;
    }
    await book.close();
  }
  expect(Math.min(found.refused, found.kept), JSON.stringify(found)).toBeGreaterThan(0);
});
