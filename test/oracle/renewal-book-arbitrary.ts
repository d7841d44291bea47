import fc from "fast-check";
import { bookArbitrary, type RandomBook, type Range } from "./book-arbitrary.js";
import { addMonths, dayText, mustReadDay, readDay } from "./calendar.js";
import type { Row } from "./index.js";
import { onceIn, pick } from "./line-arbitrary.js";

/** Random books of lines that come up for renewal, and of what comes about that time: on the days on which the rules turn, before and after. */

type Relation = "renewal" | "amendment" | "price change" | "early renewal" | "step" | "takeover" | "addition";

interface Link {
  /** What the line is to the one before, or to the one before that. */
  relation: Relation;
  back: number;
  /** Days from the end of that line, for all but steps. */
  gap: number;
  months: number | undefined;
  amount: string;
  contract: string | undefined;
  product: string | undefined;
  rest: Row;
}

const link: fc.Arbitrary<Link> = fc.record({
  relation: pick<Relation>("renewal", "renewal", "renewal", "early renewal", "early renewal", "price change", "amendment", "step", "takeover", "addition"),
  back: pick(1, 1, 1, 2),
  gap: pick(0, 0, 0, 0, 1, 5, 10, 11, 30, 31, 45, 90, -1, -10, -45, -89, -90, -91),
  months: pick<number | undefined>(1, 1, 3, 6, 12, 12, 12, 12, undefined),
  amount: pick("100", "100", "120", "80", "33.33", "1000", "0", "-40"),
  contract: onceIn(3, "k", "k", "m"),
  product: onceIn(8, "addon"),
  rest: fc.record({
    auto_renew: onceIn(4, "true"),
    renewal_term_months: onceIn(8, "1", "6"),
    cancelled_on: onceIn(6, "-20", "0", "40", "200"),
    kind: onceIn(25, "usage", "one_time"),
    live_on: onceIn(12, "60"),
    discount_percent: onceIn(8, "10", "50"),
    discount_until: onceIn(6, "31", "92", "365"),
    currency: onceIn(6, "EUR", "JPY"),
    quantity: onceIn(12, "3", "0.5"),
    amount_per: pick("year", "year", "year", "month", "term"),
  }),
});

const DAY_CELLS = ["live_on", "discount_until"];
const STARTS = ["2024-01-01", "2024-01-31", "2024-02-29", "2024-03-15", "2024-06-30", "2024-08-31", "2024-12-31"];

/** One customer's lines, each of them what it is to an earlier one. */
const story: fc.Arbitrary<Row[]> = fc.tuple(pick(...STARTS), fc.array(link, { minLength: 2, maxLength: 6 })).map(([start, links]) => {
  const rows: Row[] = [];
  for (const next of links) rows.push({ ...rowOf(next, rows.at(-next.back) ?? rows.at(-1), start), line_id: `R${rows.length}` });
  return rows;
});

function rowOf(link: Link, before: Row | undefined, first: string): Row {
  const start = startOf(link, before, first);
  const months = link.rest["amount_per"] === "term" ? (link.months ?? 12) : link.months;
  const end = months === undefined ? undefined : addMonths(start, months);
  const isReplacer = link.relation === "amendment" || link.relation === "price change" || link.relation === "early renewal";
  const days = DAY_CELLS.map((column) => [column, link.rest[column] === undefined ? undefined : dayText(start + Number(link.rest[column]))]);
  const notice = link.rest["cancelled_on"];
  return {
    customer_id: "a",
    product: link.product ?? before?.["product"] ?? "core",
    start_date: dayText(start),
    end_date: end === undefined ? undefined : dayText(end),
    amount: link.amount,
    ...link.rest,
    ...Object.fromEntries(days),
    cancelled_on: notice === undefined ? undefined : dayText((end ?? start) + Number(notice)),
    contract_id: link.relation === "step" ? (before?.["contract_id"] ?? link.contract) : link.contract,
    replaces: isReplacer ? before?.["line_id"] : undefined,
  };
}

function startOf({ relation, gap }: Link, before: Row | undefined, first: string): number {
  if (before === undefined) return mustReadDay(first);
  const start = mustReadDay(before["start_date"] as string);
  const end = readDay(before["end_date"] ?? "") ?? addMonths(start, 7);
  if (relation === "step") return end;
  if (relation === "amendment") return addMonths(start, 2);
  if (relation === "price change") return start + 20;
  return relation === "early renewal" ? end - Math.abs(gap) : end + gap;
}

/** Stories one beside the other, with lines and customers named anew. */
function numbered(stories: Row[][]): Row[] {
  return stories.flatMap((rows, at) => {
    const named = new Map(rows.map((row, i) => [row, `S${at}.${i}`]));
    return rows.map((row) => {
      const replaced = rows.find((other) => other["line_id"] === row["replaces"]);
      const cells = { ...row, customer_id: `c${at}`, line_id: named.get(row), replaces: replaced && named.get(replaced) };
      return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== undefined));
    });
  });
}

export const renewalBookArbitrary: fc.Arbitrary<RandomBook> = fc
  .tuple(
    bookArbitrary,
    fc.array(story, { minLength: 1, maxLength: 3 }),
    fc.record({
      expired: onceIn(2, "renewed_if_auto_renew", "renewed_if_auto_renew", "hold"),
      grace_days: onceIn(2, 5, 10, 30),
      partial_year: onceIn(20, "exclude"),
      sub_annual_plans: onceIn(20, "exclude"),
    }),
    fc.array(fc.tuple(fc.nat(99), pick(0, 0, -1, 1, 5, 10, 30), pick(1, 1, 3, 12)), { minLength: 3, maxLength: 3 }),
  )
  .map(([book, stories, knobs, picks]) => {
    const rows = [...numbered(stories), ...book.rows.slice(0, 2)];
    const chosen = Object.fromEntries(Object.entries({ ...book.knobs, ...knobs }).filter(([, value]) => value !== undefined));
    const ends = daysOf(rows);
    const near = picks.map(([which, offset, months]) => ({ day: (ends[which % ends.length] as number) + offset, months }));
    const ranges: Range[] = near.map(({ day, months }) => ({ from: dayText(addMonths(day, -months) + 1), to: dayText(day + 1) }));
    const whole = { from: dayText(Math.min(...ends)), to: dayText(Math.max(...ends) + 1) };
    return { rows, knobs: chosen, questions: { ...book.questions, on: near.map(({ day }) => dayText(day)), ranges: [...ranges, whole] } };
  });

function daysOf(rows: Row[]): number[] {
  const days = rows.flatMap((row) => ["end_date", "end_date", "start_date"].map((column) => readDay((row[column] ?? "").slice(0, 10))));
  const read = days.filter((day) => day !== undefined && day < mustReadDay("2029-01-01")) as number[];
  return read.length > 0 ? read : [mustReadDay("2025-01-01")];
}
