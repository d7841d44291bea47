import fc from "fast-check";
import type { RandomBook } from "./book-arbitrary.js";
import type { Row } from "./index.js";
import { onceIn, pick } from "./line-arbitrary.js";
import { signedBookArbitrary } from "./signed-book-arbitrary.js";

/** Random books of lines that are signed ahead, follow or name each other, are billed by every schedule and run on. */

interface Contracted {
  billing: string | undefined;
  auto_renew: string | undefined;
  kind: string | undefined;
}

const contracted: fc.Arbitrary<Contracted> = fc.record({
  billing: pick(undefined, "upfront", "monthly", "monthly", "quarterly", "annual"),
  auto_renew: onceIn(5, "true"),
  kind: onceIn(5, "recurring", "services", "one_time", "usage"),
});

export const revenueBookArbitrary: fc.Arbitrary<RandomBook> = fc
  .tuple(signedBookArbitrary, fc.array(contracted, { minLength: 12, maxLength: 12 }), fc.record({ revenue: onceIn(3, "daily"), expired: onceIn(2, "renewed_if_auto_renew", "hold") }))
  .map(([book, cells, knobs]) => ({
    ...book,
    rows: book.rows.map((row, at) => written(row, cells[at] as Contracted)),
    knobs: { ...book.knobs, ...present(knobs) },
  }));

/** A kind only where there is a price for it: fees without an end are amounts of a term. */
function written(row: Row, { kind, ...cells }: Contracted): Row {
  const isFee = kind === "services" || kind === "one_time";
  const price = isFee && row["end_date"] === undefined && row["amount_every"] === undefined ? { amount_per: "term" } : {};
  return { ...row, ...present(cells), ...(kind === undefined || row["amount_per"] === undefined ? {} : { kind, ...price }) };
}

function present<T extends object>(record: T): Row {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Row;
}
