import fc from "fast-check";
import { bookArbitrary, type RandomBook } from "./book-arbitrary.js";
import { addMonths, dayText, mustReadDay, readDay } from "./calendar.js";
import type { Row } from "./index.js";
import { onceIn, pick } from "./line-arbitrary.js";

/** Random books in which most lines are signed ahead, follow or name each other, and some are given notice of: what CARR is about. */

interface Twist {
  /** Days from the signature to the start. */
  signedAhead: number | undefined;
  /** Days from the start to go-live, months from the start to the notice. */
  liveAfter: number | undefined;
  noticeAfter: number | undefined;
  /** Days from the end of the line before, of whose customer and product it then is. */
  follows: number | undefined;
  term: number | undefined;
  /** How many lines before it the one stands that it names. */
  names: number | undefined;
  /** Which product it is of, where it follows. */
  product: string | undefined;
}

const twistArbitrary: fc.Arbitrary<Twist> = fc.record({
  signedAhead: pick<number | undefined>(undefined, 20, 60, 60, 150, 400),
  liveAfter: onceIn(4, 45, 100, -20),
  noticeAfter: onceIn(4, -2, 1, 4),
  follows: onceIn(2, 0, 0, 0, 1, 5, 30, 31, 60, 100, -1, -40),
  term: pick<number | undefined>(3, 6, 6, 12, 12, undefined),
  names: onceIn(4, 1, 1, 1, 2, 3),
  product: onceIn(6, "core", "addon"),
});

export const signedBookArbitrary: fc.Arbitrary<RandomBook> = fc
  .tuple(
    bookArbitrary,
    fc.array(twistArbitrary, { minLength: 12, maxLength: 12 }),
    fc.record({ carr_horizon_months: onceIn<number | null>(2, null, null, 0, 1, 6, 24), carr_known_churn: onceIn(4, "ignore"), grace_days: onceIn(3, 10, 30), renewal_gap: onceIn(2, "hold_until_lapsed") }),
    fc.array(fc.tuple(fc.nat(99), pick(0, 0, -1, -1, -2, -10, 1, 5, 30)), { minLength: 5, maxLength: 5 }),
  )
  .map(([book, twists, knobs, picks]) => {
    const rows: Row[] = [];
    for (const [i, row] of book.rows.entries()) rows.push(twisted(row, twists[i] as Twist, rows));
    const turned = Object.entries(knobs).filter(([, value]) => value !== undefined);
    const days = daysOf(rows);
    const on = picks.map(([which, offset]) => dayText((days[which % days.length] as number) + offset));
    return { rows, knobs: { ...book.knobs, ...Object.fromEntries(turned) }, questions: { ...book.questions, on } };
  });

function twisted(row: Row, twist: Twist, before: Row[]): Row {
  const moved = following(row, twist, before.at(-1));
  const start = readDay((moved["start_date"] ?? "").slice(0, 10));
  if (start === undefined) return moved;
  const named = twist.names === undefined ? undefined : before.at(-twist.names)?.["line_id"];
  return {
    ...moved,
    ...(twist.signedAhead === undefined ? {} : { signed_on: dayText(start - twist.signedAhead) }),
    ...(twist.liveAfter === undefined ? {} : { live_on: dayText(start + twist.liveAfter) }),
    ...(twist.noticeAfter === undefined ? {} : { cancelled_on: dayText(addMonths(start, twist.noticeAfter)) }),
    ...(named === undefined ? {} : { replaces: named }),
  };
}

/** The row as one that comes after another of its customer, or as it is where there is nothing to follow. */
function following(row: Row, { follows, term, product }: Twist, last: Row | undefined): Row {
  const end = readDay((last?.["end_date"] ?? "").slice(0, 10));
  if (follows === undefined || end === undefined || end > mustReadDay("2027-01-01") || row["amount_per"] === undefined) return row;
  const { end_date: _, discount_until: __, signed_on: ___, live_on: ____, cancelled_on: _____, ...rest } = row;
  const start = end + follows;
  const months = row["amount_per"] === "term" ? (term ?? 12) : term;
  return {
    ...rest,
    customer_id: last?.["customer_id"],
    product: product ?? last?.["product"],
    start_date: dayText(start),
    ...(months === undefined ? {} : { end_date: dayText(addMonths(start, months)) }),
  };
}

/** Days on which a line is signed, starts, goes live or ends, or a notice comes. */
function daysOf(rows: Row[]): number[] {
  const columns = ["signed_on", "start_date", "start_date", "live_on", "cancelled_on", "end_date", "end_date"];
  const days = rows.flatMap((row) => columns.map((column) => readDay((row[column] ?? "").slice(0, 10)))).filter((day) => day !== undefined && day < mustReadDay("2029-01-01"));
  return days.length > 0 ? (days as number[]) : [mustReadDay("2025-01-01")];
}
