import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, dayText, mustReadDay } from "./calendar.js";
import { Fraction } from "./fraction.js";
import { type OracleBook, readBook } from "./index.js";
import { judge } from "./judged.js";
import { revenueBookArbitrary } from "./revenue-book-arbitrary.js";
import { OTHER_CASES, type RevenueAsk, TERM_CASES } from "./revenue-cases.js";

function answer(book: OracleBook, { revenue, kinds, billings, bookings, position }: RevenueAsk): string {
  if (revenue) return book.recognised(...revenue, kinds);
  if (billings) return book.billings(...billings);
  if (bookings) return Object.values(book.bookings(...bookings)).join(" ");
  const { tcv, billed, recognised, deferred, unbilled, rpo } = book.position(position as string);
  return `${tcv} ${billed} ${recognised}; ${deferred} ${unbilled} ${rpo}`;
}

describe("what a term brings", () => judge(TERM_CASES, answer));
describe("fees, instalments, open ends and rates", () => judge(OTHER_CASES, answer));

const amount = (text: string | undefined): Fraction => Fraction.readDecimal(String(text)) as Fraction;
const sum = (texts: (string | undefined)[]): Fraction => texts.map(amount).reduce((all, one) => all.plus(one), Fraction.ZERO);

describe("laws of revenue on random books", () => {
  const BOOKS = 60;
  const books = fc.sample(revenueBookArbitrary, { numRuns: BOOKS, seed: 20_250_101 }).map(({ rows, knobs, questions }) => ({ rows, knobs, questions, told: JSON.stringify({ rows, knobs }) }));

  it("billed - recognised = deferred - unbilled, and nothing is both", () => {
    let balances = 0;
    for (const { rows, knobs, questions, told } of books) {
      const book = readBook(rows, knobs);
      for (const day of questions.on) {
        const { billed, recognised, deferred, unbilled } = book.position(day);
        expect(amount(billed).minus(amount(recognised)), told).toEqual(amount(deferred).minus(amount(unbilled)));
        if (/[1-9]/.test(`${deferred}${unbilled}`)) balances++;
      }
    }
    expect(balances).toBeGreaterThan(BOOKS);
  });

  it("a quarter is the sum of its months, in revenue, billings and bookings", () => {
    for (const { rows, knobs, questions, told } of books) {
      const book = readBook(rows, knobs);
      const first = mustReadDay(`${(questions.on[0] as string).slice(0, 7)}-01`);
      const months = [0, 1, 2].map((month) => [dayText(addMonths(first, month)), dayText(addMonths(first, month + 1))] as const);
      const quarter = [dayText(first), dayText(addMonths(first, 3))] as const;
      const isSame = (of: (from: string, to: string) => string | undefined): void => expect(sum(months.map((month) => of(...month))), told).toEqual(amount(of(...quarter)));
      isSame((from, to) => book.recognised(from, to));
      isSame((from, to) => book.recognised(from, to, ["usage", "services", "one_time"]));
      isSame((from, to) => book.billings(from, to));
      for (const column of ["tcv", "acv", "one_time"]) isSame((from, to) => book.bookings(from, to)[column]);
    }
  });

  it("once every term is over all is billed and earned, and where nothing is cut short that is all that was signed", () => {
    const afterAll = "2200-01-01";
    let earned = 0;
    for (const { rows, knobs, told } of books) {
      const uncut = readBook(rows.map(({ replaces: _, ...row }) => row), knobs);
      const { tcv, billed, recognised, rpo } = uncut.position(afterAll);
      expect([billed, recognised], told).toEqual([tcv, tcv]);
      expect(amount(rpo).isZero(), told).toBe(true);
      const cut = readBook(rows, knobs).position(afterAll);
      expect([cut["tcv"], cut["billed"]], told).toEqual([tcv, cut["recognised"]]);
      if (/[1-9]/.test(String(tcv))) earned++;
    }
    expect(earned).toBeGreaterThan(BOOKS / 2);
  });

  it("equal months and days differ inside a term, and agree on all of it", () => {
    let differ = 0;
    for (const { rows, knobs, questions, told } of books) {
      const [months, days] = ["monthly", "daily"].map((revenue) => readBook(rows.map(({ replaces: _, ...row }) => row), { ...knobs, revenue })) as [OracleBook, OracleBook];
      expect(months.position("2200-01-01"), told).toEqual(days.position("2200-01-01"));
      for (const day of questions.on) if (months.position(day)["recognised"] !== days.position(day)["recognised"]) differ++;
    }
    expect(differ).toBeGreaterThan(BOOKS / 2);
  });
});
