import fc from "fast-check";
import { expect, test } from "vitest";
import { applyProfile } from "../profile/apply-profile.js";
import { filtersOfText, guessReading, spellingOf } from "./index.js";

test.each([
  ["Churn!=Yes", [{ column: "Churn", is_not: ["Yes"] }]],
  ["Stage=Closed Won, Won", [{ column: "Stage", is: ["Closed Won", "Won"] }]],
  ["Cancelled?!=yes", [{ column: "Cancelled?", is_not: ["yes"] }]],
  ["Deleted=", [{ column: "Deleted", empty: true }]],
  ["Status!=Churned|End Date!=", [{ any: [{ column: "Status", is_not: ["Churned"] }, { column: "End Date", empty: false }] }]],
  ["Status=a|b", [{ column: "Status", is: ["a|b"] }]],
  ["End!=", [{ column: "End", empty: false }]],
  ["all", []],
  ["Churn", undefined],
  ["=Yes", undefined],
])("--keep %s", (text, filters) => expect(filtersOfText(text)).toEqual(filters));

test("any table at all is guessed, each of its columns once, and every cell comes back as text", () => {
  const word = fc.oneof(fc.constantFrom("Customer", "Start", "End date", "MRR", "ARR", "Price", "Interval", "Status", "Jan-24", "2024-02", "Mar 2024", "Seats", "Discount", "Currency", "Month", "Term", "ID", ""), fc.string({ maxLength: 8 }));
  const cell = fc.oneof(fc.constantFrom("", "Acme", "2024-01-31", "03/04/2025", "31/12/2025", "12/31/2025", "45292", "$1,200.00", "1.200", "1.200,50", "(5)", "12%", "0.15", "monthly", "Churned", "yes", "usd", "n/a", "-", "Jan-24"), fc.string({ maxLength: 6 }));
  const table = fc.integer({ min: 0, max: 7 }).chain((width) => fc.record({ header: fc.array(word, { minLength: width, maxLength: width }), cells: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }) }));
  fc.assert(fc.property(table, ({ header, cells }) => {
    const rows = cells.map((texts, i) => ({ row: i + 2, cells: texts }));
    const guess = guessReading(header, rows);
    expect(guess.columns.map((column) => column.name)).toEqual(header.map((name) => name.trim()));
    expect(guess.questions.length).toBeLessThanOrEqual(guess.problems.length);
    const spelling = spellingOf(guess.profile, header, rows);
    for (const row of rows) for (const [position, text] of row.cells.entries()) expect(typeof spelling.spell(position, text)).toBe("string");
    if (guess.problems.length === 0) expect(applyProfile(guess.profile, header, spelling)).toBeDefined();
  }), { numRuns: 1000 });
});
