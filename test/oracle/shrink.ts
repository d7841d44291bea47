import type { RandomBook } from "./book-arbitrary.js";
import type { Row } from "./index.js";

/**
 * The smallest book found that still fails: rows, knobs and cells are taken away, and amounts made
 * plain, one at a time as long as it fails without them. A book that throws is not kept.
 */
export async function shrunk(book: RandomBook, fails: (book: RandomBook) => Promise<boolean>): Promise<RandomBook> {
  let smallest = book;
  for (let before: RandomBook | undefined; before !== smallest; ) {
    before = smallest;
    for (const smallerBooks of [fewerRows, fewerKnobs, fewerRates, fewerCells, plainerCells]) {
      for (let i = 0, smaller = smallerBooks(smallest); i < smaller.length; ) {
        const candidate = smaller[i] as RandomBook;
        if (await fails(candidate).catch(() => false)) smaller = smallerBooks((smallest = candidate));
        else i++;
      }
    }
  }
  return smallest;
}

function fewerRows(book: RandomBook): RandomBook[] {
  return book.rows.map((_, i) => ({ ...book, rows: book.rows.toSpliced(i, 1) }));
}

function fewerKnobs(book: RandomBook): RandomBook[] {
  return Object.keys(book.knobs).map((knob) => ({ ...book, knobs: without(book.knobs, knob) }));
}

function fewerRates(book: RandomBook): RandomBook[] {
  const fx = book.knobs["fx"] as { mode: string; rates: unknown } | undefined;
  if (!Array.isArray(fx?.rates)) return [];
  return fx.rates.map((_, i) => ({ ...book, knobs: { ...book.knobs, fx: { ...fx, rates: (fx.rates as unknown[]).toSpliced(i, 1) } } }));
}

function fewerCells(book: RandomBook): RandomBook[] {
  return book.rows.flatMap((row, i) =>
    Object.keys(row).map((column) => ({ ...book, rows: book.rows.with(i, without(row, column) as Row) })),
  );
}

const PLAIN_CELLS: Row = { amount: "100", amount_per: "year", product: "core" };

function plainerCells(book: RandomBook): RandomBook[] {
  return book.rows.flatMap((row, i) =>
    Object.entries(PLAIN_CELLS)
      .filter(([column, plain]) => row[column] !== undefined && row[column] !== plain && row[column] !== "0")
      .map(([column, plain]) => ({ ...book, rows: book.rows.with(i, { ...row, [column]: plain }) })),
  );
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
