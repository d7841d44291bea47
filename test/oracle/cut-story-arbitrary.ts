import fc from "fast-check";
import { addMonths, dayText } from "./calendar.js";
import type { Row } from "./index.js";
import { lineArbitrary, onceIn, pick } from "./line-arbitrary.js";
import { day, openPrice, shifted, startingOn } from "./moved-line.js";

/** Stories that cuts tell apart: a customer's money that changes its cells, and customers under parents. */

/** Prices of which thirds and sevenths leave cents. */
const PAID: Row = {
  kind: "recurring", quantity: "", discount_percent: undefined, discount_amount: undefined, discount_until: undefined, amount_every: undefined,
  amount_per: "year", signed_on: undefined, live_on: undefined, cancelled_on: undefined,
};

const paid = fc.tuple(lineArbitrary, pick("100", "33.33", "40", "70", "120", "0.05", "250.50", "1000.01", "-20")).map(([line, amount]): Row => ({ ...line, ...PAID, amount }));

const cellArbitrary = fc.record({
  product: pick("core", "core", "addon", "suite"),
  currency: pick("USD", "USD", "EUR", "EUR", "JPY"),
  segment: pick("", "SMB", "ENT"),
  region: pick("", "EU", "US"),
  csm: pick("", "eve", "bob"),
});

const cells = (least: number): fc.Arbitrary<Row[]> =>
  fc.array(fc.tuple(paid, cellArbitrary).map(([line, cell]) => ({ ...line, ...cell })), { minLength: least, maxLength: 3 });

/** What a customer has in some cells ends, and it has as much, or more, or less, in others; something of it may have been bought with a company. */
export const reshuffle: fc.Arbitrary<Row[]> = fc
  .tuple(cells(1), cells(1), pick(1, 3, 6), pick(0, 0, 0, 1, -2, 12), onceIn(4, "acquisition"), onceIn(3, true))
  .map(([before, after, months, gap, origin, alone]) => {
    const first = before[0] as Row;
    const start = first["start_date"];
    const swap = dayText(addMonths(day(start), months));
    const customer_id = alone ? "e" : first["customer_id"];
    return [
      ...before.map((line) => ({ ...startingOn(line, dayText(day(start))), customer_id, end_date: swap })),
      ...after.map((line, at) => ({ ...startingOn(line, shifted(swap, gap)), customer_id, end_date: undefined, ...(at === 0 ? { origin } : {}) })),
    ];
  });

/** One product for another on one day, in one currency, at the same price or another. */
export const productSwap: fc.Arbitrary<Row[]> = fc
  .tuple(paid, pick("core", "addon"), pick("suite", "vault", "addon"), pick("EUR", "USD", "JPY"), onceIn(2, "120", "80.01"), onceIn(2, "10"))
  .map(([line, from, into, currency, price, beside]) => {
    const end_date = dayText(addMonths(day(line["start_date"]), 6));
    const first = { ...line, product: from, currency, end_date };
    const second = { ...first, ...openPrice(first), start_date: end_date, end_date: undefined, product: into, amount: price ?? line["amount"] };
    const constant = { ...line, product: "seats", currency, end_date: undefined, amount: beside };
    return beside === undefined ? [first, second] : [first, second, constant];
  });

type Parents = (number | "p" | "q")[];

/** Customers with a line each, whose parents are others of them by number, or ids without lines; other stories may know them, too. */
const related = (...shapes: Parents[]): fc.Arbitrary<Row[]> =>
  fc.tuple(fc.array(paid, { minLength: 3, maxLength: 3 }), pick(...shapes), pick("abc", "xyz", "xyz")).map(([lines, parents, ids]) =>
    parents.map((parent, at) => ({ ...lines[at], customer_id: ids[at], parent_id: typeof parent === "number" ? ids[parent] : parent })),
  );

/** Children, grandchildren and siblings, of whom the first may later be another's child. */
export const family: fc.Arbitrary<Row[]> = fc
  .tuple(related([1, "p"], [1, 2, "p"], ["p", "p"], [1, "p", 0]), onceIn(4, 60))
  .map(([members, moved]) => {
    const first = members[0] as Row;
    if (moved === undefined) return members;
    return [...members, { ...startingOn(first, shifted(first["start_date"], moved)), parent_id: "q", amount: "5", end_date: undefined }];
  });

/** Parents that go round in a circle, and one who runs into it. */
export const circle: fc.Arbitrary<Row[]> = related([1, 0], [1, 2, 0], [2, 2, 1], [1, 0, 0]);
