/** Which rows of a long table are looked at. */
import { expect, test } from "vitest";
import { guessReading } from "./guess.js";
import { TellingRows } from "./telling-rows.js";
import { formOf } from "./text-form.js";

const telling = (cells: (at: number) => string[], rows = 20_000): TellingRows => {
  const found = new TellingRows(cells(0).length);
  for (let at = 0; at < rows; at += 1) found.take({ row: at + 2, cells: cells(at) });
  return found;
};
const later = (found: TellingRows): number[] => found.rows.slice(1000).map(({ row }) => row);

test.each([
  ["950", "25.000"], ["950,50", "25,000"], ["$950", "€950"], ["USD 950", "EUR 950"], ["950", "-950"], ["950", "(950)"], ["950", "12k"], ["10%", "10"], ["1", "5"], ["0.15", "15"],
  ["03/04/2025", "31/04/2025"], ["03/04/2025", "03/31/2025"], ["03/03/2025", "03/04/2025"], ["2025-01-01", "2025-01-15"], ["Active", "Churned"], ["Active", ""], ["45292", "0"],
])("%s is of another form than %s", (one, other) => {
  expect(formOf(one)).not.toBe(formOf(other));
});

test.each([["950", "780"], ["$2,200.50", "$7,345.99"], ["2025-02-03", "2026-05-07"], ["Active", "ACTIVE"]])("%s is of one form with %s", (one, other) => {
  expect(formOf(one)).toBe(formOf(other));
});

test("of rows that are alike the first are looked at, and one that is not wherever it stands", () => {
  expect(later(telling((at) => [`Customer ${at}`, at === 15_000 ? "25.000" : String(100 + (at % 800))]))).toEqual([1002, 10_002, 15_002]);
});

test("names, prose and ids do not grow it without end", () => {
  const word = (at: number): string => [...String(at)].map((digit) => "abcdefghij"[Number(digit)]).join("");
  expect(telling((at) => [word(at), `${word(at)}${at}`, `${word(at)} and more words than a name or a state of anything ever has`]).rows.length).toBeLessThan(1100);
});

test("a column that is filled only far down is known by its first twenty texts at least", () => {
  expect(later(telling((at) => ["A", at < 5000 ? "" : "950"]))).toEqual(Array.from({ length: 20 }, (_, at) => 5002 + at));
});

test("a slip among many kinds is refused by name, and the column stays the kind; among few it is not the kind", () => {
  const rows = (most: number) => Array.from({ length: most }, (_, at) => ({ row: at + 2, cells: [`C${at}`, "2025-01-01", "100", at === 0 ? "Onetme" : at % 2 === 0 ? "Services" : "Recurring"] }));
  const kind = (most: number) => guessReading(["Customer", "Start", "ARR", "Type"], rows(most)).profile.columns["kind"];
  expect([kind(40), kind(6)]).toEqual([{ from: "Type", values: { Recurring: "recurring", Services: "services" } }, undefined]);
});
