import { expect, it } from "vitest";
import { type Knobs, type OracleBook, readBook, type Row } from "./index.js";

/** A small book of rows that are all read, and what must be answered of it, each ask under knobs of its own. */
export interface Case<Ask> {
  claim: string;
  lines: Row[];
  asks: Ask[];
}

/** A test for each claim: the oracle answers every ask of it as the case says. */
export function judge<Ask extends { knobs?: Knobs; expect: unknown }>(cases: Case<Ask>[], answer: (book: OracleBook, ask: Ask) => unknown): void {
  for (const { claim, lines, asks } of cases) {
    it(claim, () => {
      for (const ask of asks) {
        const book = readBook(lines, ask.knobs ?? {});
        expect(book.refused).toEqual([]);
        expect(answer(book, ask), JSON.stringify(ask)).toEqual(ask.expect);
      }
    });
  }
}
