import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookArbitrary } from "./book-arbitrary.js";
import { addMonths, dayText, mustReadDay } from "./calendar.js";
import { COHORT_CASES, type CohortAsk } from "./cohort-cases.js";
import { type OracleBook, readBook, type TriangleRow } from "./index.js";
import { Fraction } from "./fraction.js";
import { judge } from "./judged.js";

function answer(book: OracleBook, { knobs: _, expect: __, ...ask }: CohortAsk): Record<string, string> {
  const told: Record<string, string> = {};
  for (const { cohort, size, age, value } of book.triangle(ask)) {
    const before = told[cohort] ?? `${size}:`;
    if (before.split(" ").length !== age + 1) throw new Error(`age ${age} of ${cohort} is not the next`);
    told[cohort] = `${before} ${value ?? "-"}`;
  }
  return told;
}

describe("cohorts", () => judge(COHORT_CASES, answer));

const amountOf = ({ value }: TriangleRow): Fraction => Fraction.readDecimal(String(value)) as Fraction;

describe("laws of cohorts on random books", () => {
  const books = fc.sample(bookArbitrary, { numRuns: 60, seed: 20_250_101 }).map(({ rows, knobs, questions }) => {
    const last = [...questions.on].sort().at(-1) as string;
    const to = dayText(addMonths(mustReadDay(`${last.slice(0, 7)}-01`), 1) - 1);
    return { book: readBook(rows, knobs), to, told: JSON.stringify({ rows, knobs, to }) };
  });

  it("the last of each cohort sums to the ARR of whoever has had any by then", () => {
    let cohorts = 0;
    for (const { book, to, told } of books) {
      const triangle = book.triangle({ to, grain: "month", measure: "arr" });
      const last = triangle.filter((row, at) => triangle[at + 1]?.cohort !== row.cohort);
      const above = book.snapshot(to, ["customer", "cohort"]).filter(({ cohort }) => cohort !== "" && String(cohort) <= to);
      const sum = (amounts: Fraction[]): Fraction => amounts.reduce((all, amount) => all.plus(amount), Fraction.ZERO);
      expect(sum(last.map(amountOf)), told).toEqual(sum(above.map(({ arr }) => Fraction.readDecimal(String(arr)) as Fraction)));
      cohorts += last.length;
    }
    expect(cohorts).toBeGreaterThan(books.length);
  });

  it("no cohort has more logos than customers, and all of the months of a year are those of the year", () => {
    for (const { book, to, told } of books) {
      for (const { size, value } of book.triangle({ to, grain: "month", measure: "logos" })) expect(Number(value), told).toBeLessThanOrEqual(size);
      const lastOfYear = `${to.slice(0, 4)}-12-31`;
      const sizes = (grain: "month" | "year"): number => book.triangle({ to: lastOfYear, grain, measure: "logos" }).filter(({ age }) => age === 0).reduce((sum, { size }) => sum + size, 0);
      expect(sizes("month"), told).toBe(sizes("year"));
    }
  });
});
