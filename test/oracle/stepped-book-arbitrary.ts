import fc from "fast-check";
import type { RandomBook } from "./book-arbitrary.js";
import { addMonths, dayText, mustReadDay } from "./calendar.js";
import type { Row } from "./index.js";
import { onceIn, pick } from "./line-arbitrary.js";
import { signedBookArbitrary } from "./signed-book-arbitrary.js";

/** Random books whose customers stay, with units and contracts of which lines follow each other: what price and volume are about. */

interface Twist {
  quantity: string | undefined;
  contract: string | undefined;
  discount: Row | undefined;
}

const twistArbitrary: fc.Arbitrary<Twist> = fc.record({
  quantity: pick<string | undefined>(undefined, undefined, "10", "12", "12.50", "0.333", "7", "+100.0", "-1", "0"),
  contract: onceIn(2, "K1", "K1", "K2"),
  discount: onceIn<Row>(4, { discount_percent: "20", discount_until: "2024-09-01" }, { discount_amount: "5", discount_until: "2025-02-01" }),
});

/** A line of each customer's own that lives on, so that most of what happens is no more than expansion. */
const staying = fc.array(pick("a", "b", "c"), { minLength: 1, maxLength: 3 }).map((customers) =>
  [...new Set(customers)].map((customer_id): Row => ({ line_id: `S-${customer_id}`, customer_id, product: "base", start_date: "2023-06-01", amount: "5000", amount_per: "year" })),
);

interface Step {
  months: number;
  gap: number;
  amount: string;
  quantity: string;
  beside: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  months: pick(3, 6, 6, 12), gap: pick(0, 0, 0, 0, 0, 1, -1), amount: pick("100", "120", "90.01"), quantity: pick("10", "10", "10", "12", "2.5"), beside: pick(false, false, true),
});

/** Steps of a contract, some with another line beside them, in the currency of none or one of the others. */
const steps = fc.tuple(fc.array(step, { minLength: 2, maxLength: 4 }), pick("a", "b", "c"), pick("core", "core", "suite"), pick("", "EUR"), pick("2024-01-01", "2024-05-31"))
  .map(([members, customer_id, product, currency, first]) => {
    let start = mustReadDay(first);
    return members.flatMap(({ months, gap, amount, quantity, beside }, at): Row[] => {
      const end = addMonths(start, months);
      const row: Row = {
        line_id: `R${at}`, customer_id, product, ...(currency === "" ? {} : { currency }), start_date: dayText(start), end_date: dayText(end), amount, quantity,
        amount_per: "year", contract_id: "K3",
      };
      start = end + gap;
      return beside ? [row, { ...row, line_id: `B${at}`, amount: "33.33" }] : [row];
    });
  });

export const steppedBookArbitrary: fc.Arbitrary<RandomBook> = fc
  .tuple(signedBookArbitrary, fc.array(twistArbitrary, { minLength: 12, maxLength: 12 }), staying, steps)
  .map(([book, twists, base, ramp]) => ({ ...book, rows: [...base, ...ramp, ...book.rows.map((row, i) => twisted(row, twists[i] as Twist))] }));

function twisted(row: Row, { quantity, contract, discount }: Twist): Row {
  const isRecorded = row["recorded_on"] !== undefined || row["superseded_on"] !== undefined;
  if (isRecorded) return row;
  return {
    ...row,
    ...(quantity === undefined ? {} : { quantity }),
    ...(contract === undefined ? {} : { contract_id: contract }),
    ...(discount === undefined ? {} : discount),
  };
}
