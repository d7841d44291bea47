import fc from "fast-check";
import { addMonths, dayText } from "./calendar.js";
import { circle, family, productSwap, reshuffle } from "./cut-story-arbitrary.js";
import { noticeAtTermEnd, returnAtWindowEnd, severalReplacers } from "./edge-story-arbitrary.js";
import type { Row } from "./index.js";
import { faultArbitrary, lineArbitrary, onceIn, pick } from "./line-arbitrary.js";
import { day, endsSoon, openEnded, openPrice, sameCover, shifted, startingOn, withEnd } from "./moved-line.js";

/** Rows that happen to each other; line_id and replaces name them "$0", "$1", … within the story. */
export type Story = Row[];

const two = fc.tuple(lineArbitrary, lineArbitrary);

export const storyArbitrary: fc.Arbitrary<Story> = fc.oneof(
  { weight: 4, arbitrary: lineArbitrary.map((line) => [line]) },
  { weight: 6, arbitrary: successors(1, 2, 3, 5, 9, 10, 11, 30, 31, 45) },
  { weight: 3, arbitrary: successors(-1, -5, -31, -90) },
  { weight: 3, arbitrary: successors(0) },
  { weight: 3, arbitrary: replacement() },
  { weight: 5, arbitrary: ramp() },
  { weight: 5, arbitrary: versions() },
  { weight: 3, arbitrary: switched("currency", "EUR", "JPY", "KWD", "USD") },
  { weight: 3, arbitrary: switched("segment", "ENT", "SMB", "") },
  { weight: 5, arbitrary: acquisition() },
  { weight: 4, arbitrary: renewal() },
  { weight: 3, arbitrary: trial() },
  { weight: 5, arbitrary: reshuffle },
  { weight: 4, arbitrary: productSwap },
  { weight: 6, arbitrary: family },
  { weight: 6, arbitrary: circle },
  { weight: 3, arbitrary: severalReplacers },
  { weight: 5, arbitrary: noticeAtTermEnd },
  { weight: 5, arbitrary: returnAtWindowEnd },
  { weight: 2, arbitrary: lineArbitrary.map((line) => [{ ...line, line_id: "$0" }, { ...line, line_id: "$0" }]) },
  { weight: 3, arbitrary: fc.tuple(lineArbitrary, faultArbitrary).map(([line, fault]) => [{ ...line, ...fault }]) },
);

/** Two lines of one customer and product, the second so many days after the end of the first. */
function successors(...gaps: number[]): fc.Arbitrary<Story> {
  return fc.tuple(two, pick(...gaps), pick(true, false)).map(([[line, other], gap, samePrice]) => {
    const first = withEnd(line, 12);
    const second = { ...startingOn(other, shifted(first["end_date"], gap)), ...sameCover(first) };
    return [first, samePrice ? { ...second, ...openPrice(first) } : second];
  });
}

/** The second names the first, or itself, or a line that is not there. */
function replacement(): fc.Arbitrary<Story> {
  const named = pick("$0", "$0", "$0", "$0", "$0", "$1", "L99");
  return fc.tuple(two, named, pick(-400, -31, -1, 0, 0, 5, 31)).map(([[line, other], replaces, days]) => {
    const start = shifted(endsSoon(line) ? line["end_date"] : line["start_date"], days);
    return [line, { ...startingOn(other, start), customer_id: line["customer_id"], replaces }];
  });
}

/** Two or three steps of a contract; one in four with a day's gap or overlap. */
function ramp(): fc.Arbitrary<Story> {
  const steps = fc.array(fc.tuple(lineArbitrary, pick(12, 12, 6, 1, 7)), { minLength: 2, maxLength: 3 });
  return fc.tuple(steps, pick(0, 0, 0, 0, 0, 0, 1, -1)).map(([lines, fault]) => {
    const first = lines[0]?.[0] as Row;
    let start = day(first["start_date"]);
    return lines.map(([line, months]) => {
      const end = addMonths(start, months);
      const step = { ...startingOn(line, dayText(start)), ...sameCover(first), currency: first["currency"], kind: first["kind"] };
      start = end + fault;
      return { ...step, contract_id: "K1", end_date: dayText(end) };
    });
  });
}

/** One line_id recorded twice: corrected, or withdrawn, or (rarely) twice at one time, which refuses both. */
function versions(): fc.Arbitrary<Story> {
  const earlier = pick<string | undefined>(undefined, "2025-01-15");
  const later = pick<string | undefined>("2025-02-01", "2025-03-15", "2025-03-31T22:30:00-05:00", "2025-06-30", "2025-01-15");
  const closed = onceIn(3, "2025-04-30", "2030-01-01");
  return fc.tuple(two, earlier, later, closed, onceIn(5, "2030-01-01")).map(([[line, other], recorded, corrected, ...ends]) => [
    { ...line, line_id: "$0", recorded_on: recorded, superseded_on: ends[0] },
    { ...line, ...openPrice(other), line_id: "$0", recorded_on: corrected, superseded_on: ends[1] },
  ]);
}

/** A swap, mostly on the same day, into another currency or segment. */
function switched(column: string, ...values: string[]): fc.Arbitrary<Story> {
  return fc.tuple(lineArbitrary, pick(...values), pick(...values), pick(0, 0, 0, 7)).map(([line, from, into, gap]) => {
    const first = { ...withEnd(line, 6), [column]: from };
    return [first, { ...first, ...openEnded(first, gap), [column]: into }];
  });
}

/** An acquired line, mostly beside a line of the customer's own. */
function acquisition(): fc.Arbitrary<Story> {
  return fc.tuple(two, pick(0, 1, -3, 14, 40), onceIn(3, true)).map(([[own, other], days, alone]) => {
    const start = shifted(own["start_date"], days);
    const acquired = { ...startingOn(other, start), customer_id: own["customer_id"], origin: "acquisition" };
    return alone ? [acquired] : [own, acquired];
  });
}

/** A line that renews itself, with or without notice, and sometimes a later line of its product. */
function renewal(): fc.Arbitrary<Story> {
  const notice = pick<number | undefined>(undefined, undefined, -20, 0, 1, 40, 400);
  const next = pick<number | undefined>(undefined, undefined, 0, 31, 100);
  return fc.tuple(two, pick(1, 3, 12), notice, onceIn(2, "1", "6", "12"), next).map(([[line, other], months, cancelled, term, gap]) => {
    const end = dayText(addMonths(day(line["start_date"]), months));
    const cancelled_on = cancelled === undefined ? undefined : shifted(end, cancelled);
    const own = { ...line, kind: "", end_date: end, auto_renew: "true", cancelled_on, renewal_term_months: term };
    return gap === undefined ? [own] : [own, { ...startingOn(other, shifted(end, gap)), ...sameCover(own) }];
  });
}

/** Free first, then paid, on the same day; or paid, then free. */
function trial(): fc.Arbitrary<Story> {
  const free = pick<Row>({ amount: "0" }, { discount_percent: "100", discount_amount: undefined });
  return fc.tuple(lineArbitrary, free, onceIn(3, true)).map(([line, freely, paidFirst]) => {
    const first = withEnd(line, 1);
    const second = { ...first, ...openEnded(first, 0) };
    return paidFirst ? [first, { ...second, ...freely }] : [{ ...first, ...freely }, second];
  });
}
