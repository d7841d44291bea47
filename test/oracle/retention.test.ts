import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookArbitrary, type RandomBook } from "./book-arbitrary.js";
import { type Cut, WHOLE } from "./cut.js";
import { Fraction } from "./fraction.js";
import { dayBefore, type OracleBook, readBook, type RetentionMethod, type RetentionRow } from "./index.js";
import { judge } from "./judged.js";
import { GROUP_CASES, METHOD_CASES, OUTSIDE_CASES, PAIR_CASES, type RetentionAsk, WINDOW } from "./retention-cases.js";

const RATIOS = ["nrr", "grr", "logo_retention", "churn_rate", "gross_churn_rate"];
const METHODS: RetentionMethod[] = ["cohort", "movements", "monthly_movements"];

function answer(book: OracleBook, { method, window, by = [], where = {}, level }: RetentionAsk): Record<string, string> {
  const conditions = Object.entries(where).map(([column, value]) => ({ column, value }));
  const rows = book.retention(...(window ?? WINDOW), method, { by, where: conditions, ...(level ? { level } : {}) });
  return Object.fromEntries(rows.map((row) => [by.map((column) => row[column]).join("|"), said(row)]));
}

function said(row: RetentionRow): string {
  const list = (columns: string[]): string => columns.map((column) => row[column] ?? "-").join(" ");
  return [list(["opening", "closing_cohort", "net_gain"]), list(RATIOS), list(["cohort"])].join("; ");
}

describe("three methods of retention", () => judge(METHOD_CASES, answer));
describe("retention by groups and parents", () => judge(GROUP_CASES, answer));
describe("what is outside retention", () => judge(OUTSIDE_CASES, answer));
describe("retention of customer and product", () => judge(PAIR_CASES, answer));

const BOOKS = 40;
const books = fc.sample(bookArbitrary, { numRuns: BOOKS, seed: 20_250_101 });

interface Window {
  book: OracleBook;
  open: string;
  close: string;
  /** The cuts that the book is asked for, without conditions. */
  cuts: Cut[];
  told: string;
}

/** Every window of every book; rates as they were carried, so that no more is lost of anyone than it had. */
function windows(chosen = books): Window[] {
  return chosen.flatMap(({ rows, knobs, questions }: RandomBook) => {
    const book = readBook(rows, { ...knobs, fx_split: "carried", product_migration: "none" });
    const cuts = [...questions.cuts.map(({ by }): Cut => ({ by, where: [] })), { ...questions.productCut, where: [] }];
    return questions.ranges.map(({ from, to }) => {
      const [open, close] = [dayBefore(from), dayBefore(to)];
      return { book, open, close, cuts, told: JSON.stringify({ rows, knobs, open, close }) };
    });
  });
}

const number = (value: string | number | null | undefined): Fraction => Fraction.readDecimal(String(value)) as Fraction;
const sum = (parts: Fraction[]): Fraction => parts.reduce((all, part) => all.plus(part), Fraction.ZERO);
const isNear = (one: Fraction, other: Fraction, most: Fraction): boolean => !one.minus(other).isAbove(most) && !other.minus(one).isAbove(most);
/** Of the currency in which a row is told. */
const halfMinorUnit = ({ opening }: RetentionRow): Fraction => Fraction.of(1n, 2n * 10n ** BigInt(String(opening).split(".")[1]?.length ?? 0));
const whole = ({ book, open, close }: Window, method: RetentionMethod, level?: "customer_product"): RetentionRow =>
  book.retention(open, close, method, { ...WHOLE, ...(level ? { level } : {}) })[0] as RetentionRow;
const isNegative = ({ book, open, close }: Window): boolean => [open, close].some((day) => book.arrOn(day).some(({ arr }) => arr.startsWith("-")));

/** Movements from the close of one day to that of another: the waterfall asks for the days after them. */
function net({ book, open, close }: Window): Record<string, string> {
  const after = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  return book.waterfall(after(open), after(close), "net");
}

describe("laws of retention on random books", () => {
  const every = windows();
  const opened = every.filter((window) => whole(window, "cohort")["nrr"] !== null);

  it("have something to say of most windows", () => {
    expect(opened.length).toBeGreaterThan(BOOKS);
  });

  it("GRR is at most 1 and at most NRR, by customers and by pairs, where nothing is negative", () => {
    const judged = opened.filter((window) => !isNegative(window));
    expect(judged.length).toBeGreaterThan(BOOKS / 2);
    for (const window of judged) {
      for (const level of [undefined, "customer_product"] as const) {
        const [nrr, grr] = ["nrr", "grr"].map((column) => number(whole(window, "cohort", level)[column])) as [Fraction, Fraction];
        expect(grr.isAbove(Fraction.ONE) || grr.isAbove(nrr) || Fraction.ZERO.isAbove(grr), window.told).toBe(false);
      }
    }
  });

  it("groups weighted by their openings are the total", () => {
    for (const window of every) {
      for (const cut of window.cuts) {
        const groups = window.book.retention(window.open, window.close, "cohort", cut);
        const total = whole(window, "cohort", cut.level);
        const openings = groups.map(({ opening }) => number(opening));
        expect(sum(openings).minus(number(total["opening"])).isZero(), window.told).toBe(true);
        const size = sum(openings.map((opening) => (opening.isAbove(Fraction.ZERO) ? opening : Fraction.ZERO.minus(opening))));
        const most = halfMinorUnit(total).times(Fraction.of(groups.length + 1)).plus(size.times(Fraction.of(1, 2_000_000)));
        const closings = groups.map(({ nrr, closing_cohort }, at) => (nrr === null ? number(closing_cohort) : number(nrr).times(openings[at] as Fraction)));
        expect(isNear(sum(closings), number(total["closing_cohort"]), most), `${JSON.stringify({ cut, groups, total })} ${window.told}`).toBe(true);
      }
    }
  });

  const isPlain = (window: Window): boolean => !isNegative(window) && ["acquired", "adjustment"].every((row) => !/[1-9]/.test(net(window)[row] as string));

  it("movements are the cohort where nothing was acquired, adjusted or negative", () => {
    const plain = opened.filter(isPlain);
    expect(plain.length).toBeGreaterThan(BOOKS / 2);
    for (const window of plain) expect(whole(window, "movements"), window.told).toEqual(whole(window, "cohort"));
  });

  it("and of pairs, at constant rates, the money is: a product that is given up is no churn in the waterfall's rows", () => {
    const constant = windows(books.filter(({ knobs }) => (knobs["fx"] as { mode: string }).mode === "constant")).filter(isPlain);
    expect(constant.length).toBeGreaterThan(BOOKS / 2);
    const money = ({ logo_retention: _logos, churn_rate: _churn, ...row }: RetentionRow): RetentionRow => row;
    for (const window of constant) expect(money(whole(window, "movements", "customer_product")), window.told).toEqual(money(whole(window, "cohort", "customer_product")));
  });

  it("a window inside a month is one month", () => {
    for (const { book, open, cuts, told } of every) {
      const close = `${open.slice(0, 8)}28`;
      if (close <= open) continue;
      for (const cut of cuts) expect(book.retention(open, close, "monthly_movements", cut), told).toEqual(book.retention(open, close, "movements", cut));
    }
  });

  it("a condition keeps exactly the rows of a finer cut", () => {
    for (const { book, open, close, told } of every) {
      for (const method of METHODS) {
        const finer = book.retention(open, close, method, { by: ["product", "segment"], where: [] });
        const kept = book.retention(open, close, method, { by: ["product"], where: [{ column: "segment", value: "SMB" }] });
        const expected = finer.filter(({ segment }) => segment === "SMB").map(({ segment: _, ...row }) => row);
        expect(kept, told).toEqual(expected);
      }
    }
  });
});
