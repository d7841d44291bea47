import fc from "fast-check";
import { addMonths, dayText } from "./calendar.js";
import type { Row } from "./index.js";
import { lineArbitrary, onceIn, pick } from "./line-arbitrary.js";
import { day, endsSoon, sameCover, shifted, startingOn } from "./moved-line.js";

/**
 * Stories on the very day on which a rule turns, the day before and the day after. Such a day is
 * hardly ever met by chance, and on any other a rule that is a day off answers right.
 */

/** These stories have a customer of their own: another line of it could hide the day. */
const ALONE: Row = { customer_id: "d", kind: "recurring", signed_on: undefined, live_on: undefined, cancelled_on: undefined };
const PAID: Row = { quantity: "", discount_percent: undefined, discount_amount: undefined, discount_until: undefined };

const paidLine = fc
  .tuple(lineArbitrary, pick("1200", "100", "33.33", "250.50"), pick("month", "quarter", "year"), pick("core", "core", "addon"))
  .map(([line, amount, amount_per, product]): Row => ({ ...line, ...ALONE, ...PAID, amount, amount_per, amount_every: undefined, product }));

/** A line of two years, or without an end, that two or three others name, each from another day; the one that starts first cuts it. */
export const severalReplacers: fc.Arbitrary<Row[]> = fc
  .tuple(lineArbitrary, fc.array(fc.tuple(lineArbitrary, pick(-10, 0, 31, 32, 90, 200, 364)), { minLength: 2, maxLength: 3 }), onceIn(4, true))
  .map(([line, replacers, isOpen]) => {
    const end_date = isOpen && line["amount_per"] !== "term" ? undefined : endAfter(line, 24);
    const replaced = { ...line, kind: "recurring", end_date };
    const others = replacers.map(([other, days]) => {
      const start = shifted(line["start_date"], days);
      const later = startingOn(other, start);
      return { ...(endsSoon(later) ? later : { ...later, end_date: endAfter(later, 12) }), customer_id: line["customer_id"], replaces: "$0" };
    });
    return [replaced, ...others];
  });

/** A line that renews itself, with notice at the end of one of its later terms, counted in months or in its own days. */
export const noticeAtTermEnd: fc.Arbitrary<Row[]> = fc
  .tuple(paidLine, pick(1, 3, 12, 12), onceIn(3, 1, 2, 6), pick(1, 1, 2, 3), pick(-1, 0, 0, 0, 1), onceIn(4, 20, 45))
  .map(([line, months, renewal, terms, around, ownDays]) => {
    const start = day(line["start_date"]);
    const end = ownDays === undefined ? addMonths(start, months) : start + ownDays;
    const step = renewal ?? (ownDays === undefined ? months : undefined);
    const termEnd = step === undefined ? end + terms * (end - start) : addMonths(end, terms * step);
    const renewal_term_months = renewal === undefined ? undefined : `${renewal}`;
    return [{ ...line, end_date: dayText(end), auto_renew: "true", renewal_term_months, cancelled_on: dayText(termEnd + around) }];
  });

/** A customer that is gone for as many months as a window has, and comes back as it closes. */
export const returnAtWindowEnd: fc.Arbitrary<Row[]> = fc
  .tuple(paidLine, paidLine, pick(3, 12, 12), pick(1, 2, 12, 12, 12, 12), pick(-1, 0, 0, 0, 1))
  .map(([line, other, months, window, around]) => {
    const end = addMonths(day(line["start_date"]), months);
    const back = dayText(addMonths(end, window) + around);
    const second = { ...startingOn(other, back), ...sameCover(line) };
    return [{ ...line, end_date: dayText(end) }, { ...second, end_date: endAfter(second, 12) }];
  });

function endAfter(line: Row, months: number): string {
  return dayText(addMonths(day(line["start_date"]), months));
}
