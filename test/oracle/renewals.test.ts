import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fraction } from "./fraction.js";
import { type OracleBook, readBook } from "./index.js";
import { judge } from "./judged.js";
import { renewalBookArbitrary } from "./renewal-book-arbitrary.js";
import { AMOUNT_CASES, RENEWED_CASES, type RenewalAsk, RUNNING_CASES } from "./renewal-cases.js";

const LONG_AFTER = "2040-01-01";

function answer(book: OracleBook, { range, on = LONG_AFTER }: RenewalAsk): string {
  const row = book.renewals(...range, on);
  return [
    [row.available_to_renew, row.renewed],
    [row.uplift, row.downsell, row.lost, row.pending],
    [row.renewal_rate, row.net_renewal_rate, row.logo_renewal_rate],
  ].map((figures) => figures.map((figure) => figure ?? "-").join(" ")).join("; ");
}

describe("what is due and what renews it", () => judge(RENEWED_CASES, answer));
describe("renewals of what runs on", () => judge(RUNNING_CASES, answer));
describe("how much is due and renewed", () => judge(AMOUNT_CASES, answer));

const amount = (text: string): Fraction => Fraction.readDecimal(text) as Fraction;

describe("laws of renewals on random books", () => {
  const BOOKS = 60;
  const books = fc.sample(renewalBookArbitrary, { numRuns: BOOKS, seed: 20_250_101 }).map(({ rows, knobs, questions }) => ({ book: readBook(rows, knobs), questions, told: JSON.stringify({ rows, knobs }) }));

  it("renewed = due + uplift - downsell - lost - pending, and the gross rate is at most 1 and the net one", () => {
    let due = 0;
    for (const { book, questions: { ranges, on }, told } of books) {
      for (const { from, to } of ranges) {
        const row = book.renewals(from, to, on[0] as string);
        const taken = [row.downsell, row.lost, row.pending].map(amount).reduce((all, one) => all.plus(one), Fraction.ZERO);
        expect(amount(row.available_to_renew).plus(amount(row.uplift)).minus(taken), told).toEqual(amount(row.renewed));
        if (row.renewal_rate === null || row.net_renewal_rate === null) continue;
        const [gross, net] = [amount(row.renewal_rate), amount(row.net_renewal_rate)];
        expect(gross.isAbove(Fraction.ONE) || gross.isAbove(net), told).toBe(false);
        due++;
      }
    }
    expect(due).toBeGreaterThan(BOOKS);
  });

  it("what is pending on a day is lost or pending later, and nothing else changes", () => {
    for (const { book, questions: { ranges }, told } of books) {
      for (const { from, to } of ranges) {
        const [early, late] = [book.renewals(from, to, "2020-01-01"), book.renewals(from, to, "2040-01-01")];
        const open = ({ lost, pending }: typeof early): Fraction => amount(lost).plus(amount(pending));
        expect(early.lost, told).toBe(amount(early.lost).isZero() ? early.lost : "0.00");
        expect(open(early), told).toEqual(open(late));
        expect({ ...early, lost: "", pending: "" }, told).toEqual({ ...late, lost: "", pending: "" });
      }
    }
  });
});
