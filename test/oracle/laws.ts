import type { Answers, LineArr, Opener } from "./answers.js";
import { LOGO_COLUMNS, METHODS, WATERFALL_COLUMNS } from "./answers.js";
import type { RandomBook } from "./book-arbitrary.js";
import { addMonths, dayText, mustReadDay, readDay, startOfNextMonth } from "./calendar.js";
import { Fraction } from "./fraction.js";
import type { Knobs, Row } from "./index.js";
import { readKnobs } from "./knobs.js";
import { cutInTwo, timesHundred } from "./rewritten.js";

/**
 * Laws of SEMANTICS 18 that need no policy to be true. check gives what breaks the law, or undefined.
 * The same laws are asked of the oracle and of the library.
 */
export interface Law {
  name: string;
  check(book: RandomBook, open: Opener): Promise<string | undefined>;
}

/** Movements end where the next ones begin, whatever happens to cover. */
const PLAIN: Knobs = {
  recognition: "start", late_signature: "effective_date", expired: "churn", grace_days: 0, churn_date: "day_after",
};
const CUT_CHANGES_NOTHING: Knobs = {
  ...PLAIN, level: "customer", segment_change: "transfer_rows", grace_days: 10, end_date_convention: "exclusive", partial_year: "annualise", sub_annual_plans: "include",
  overlap: "sum", time_limited_discount: "net_in_force",
};
/** A line's own rounding is at most 50.5 minor units of its currency and 50.5 of the reporting one; EUR in KWD is the widest. */
const MOST_ROUNDING_A_LINE = 700;

export const LAWS: Law[] = [
  { name: "1: opening + rows = closing, in money and in customers", check: foots },
  { name: "2: the closing of a period is the opening of the next, and the snapshot of its last day", check: chains },
  { name: "5: events and months are the sums of their parts", check: sumsOfParts },
  { name: "7: the ARR of any dimension, and of the lines, sums to the total", check: dimensionsSum },
  { name: "8: the order of the rows is irrelevant", check: orderIsIrrelevant },
  { name: "8 and 10: a line cut in two in time at the same rate changes nothing and is no event", check: cutChangesNothing },
  { name: "8: amounts x 100 give ARR x 100 but for each line's rounding", check: scales },
  { name: "12: ARR moves only on a start, an end, a discount end or a rate change", check: movesOnlyOnEvents },
  { name: "16: expired never shortens a line", check: expiredNeverShortens },
];

async function foots(book: RandomBook, open: Opener): Promise<string | undefined> {
  return asked(open, book.rows, book.knobs, async (answers) => {
    for (const { from, to } of book.questions.ranges) {
      for (const method of METHODS) {
        const money = await answers.waterfall(from, to, method);
        const moved = sum(WATERFALL_COLUMNS.slice(0, -1).map((column) => money[column]));
        if (!isEqual(moved, money["closing"])) return said(`waterfall ${from} ${to} ${method}`, money);
        const counts = await answers.logos(from, to, method);
        const signed = LOGO_COLUMNS.slice(0, -1).map((column) => Number(counts[column]) * (column === "churn" ? -1 : 1));
        if (signed.reduce((a, b) => a + b, 0) !== counts["closing"]) return said(`logos ${from} ${to} ${method}`, counts);
      }
    }
    return undefined;
  });
}

async function chains(book: RandomBook, open: Opener): Promise<string | undefined> {
  return asked(open, book.rows, book.knobs, async (answers) => {
    for (const { from, to } of book.questions.ranges) {
      const middle = between(from, to);
      if (middle === to) continue;
      const before = (await answers.waterfall(from, middle, "net"))["closing"];
      const after = (await answers.waterfall(middle, to, "events"))["opening"];
      const snapshot = (await answers.snapshot(dayText(mustReadDay(middle) - 1), []))[0]?.["arr"];
      if (before !== after || before !== snapshot) return said(middle, { before, after, snapshot });
    }
    return undefined;
  });
}

async function sumsOfParts(book: RandomBook, open: Opener): Promise<string | undefined> {
  return asked(open, book.rows, book.knobs, async (answers) => {
    const { from, to } = book.questions.ranges[0] as { from: string; to: string };
    const cuts = [from];
    while ((cuts.at(-1) as string) < to) cuts.push(earlier(to, dayText(startOfNextMonth(mustReadDay(cuts.at(-1) as string)))));
    const [months, events] = [await answers.waterfall(from, to, "months"), await answers.waterfall(from, to, "events")];
    const parts = await Promise.all(cuts.slice(1).map(async (cut, i) => ({
      net: await answers.waterfall(cuts[i] as string, cut, "net"),
      events: await answers.waterfall(cuts[i] as string, cut, "events"),
    })));
    for (const row of WATERFALL_COLUMNS.slice(1, -1)) {
      if (!isEqual(sum(parts.map(({ net }) => net[row])), months[row])) return said(`months ${row}`, { months, parts });
      if (!isEqual(sum(parts.map((part) => part.events[row])), events[row])) return said(`events ${row}`, { events, parts });
    }
    return undefined;
  });
}

async function dimensionsSum(book: RandomBook, open: Opener): Promise<string | undefined> {
  return asked(open, book.rows, book.knobs, async (answers) => {
    for (const on of book.questions.on) {
      const whole = (await answers.snapshot(on, []))[0];
      for (const by of [["product"], ["currency"], ["customer"], ["segment", "product"]]) {
        const rows = await answers.snapshot(on, by);
        if (!isEqual(sum(rows.map((row) => row["arr"])), whole?.["arr"])) return said(`${on} by ${by}`, { whole, rows });
      }
      const lines = await answers.lines(on);
      if (!isEqual(sum(lines.map(({ arr }) => arr)), whole?.["arr"])) return said(`${on} lines`, { whole, lines });
    }
    return undefined;
  });
}

async function orderIsIrrelevant(book: RandomBook, open: Opener): Promise<string | undefined> {
  return sameAnswers(book, { rows: book.rows, knobs: book.knobs }, { rows: book.rows.toReversed(), knobs: book.knobs }, open);
}

/** What is told of a line's own term is told otherwise of its parts. */
const OF_THE_TERM = ["commitment", "remaining_term"];

async function cutChangesNothing(book: RandomBook, open: Opener): Promise<string | undefined> {
  const cut = cutInTwo(book.rows);
  const knobs = { ...book.knobs, ...CUT_CHANGES_NOTHING };
  const by = book.questions.by.filter((column) => !OF_THE_TERM.includes(column));
  return sameAnswers({ ...book, questions: { ...book.questions, by } }, { rows: cut.whole, knobs }, { rows: cut.parts, knobs }, open);
}

async function scales(book: RandomBook, open: Opener): Promise<string | undefined> {
  const knobs = { ...book.knobs, ...PLAIN };
  const arrOn = (rows: Row[], on: string): Promise<unknown> =>
    asked(open, rows, knobs, async (answers) => (await answers.snapshot(on, []))[0]?.["arr"]);
  const on = book.questions.on[0] as string;
  const [once, hundredfold] = [await arrOn(book.rows, on), await arrOn(timesHundred(book.rows), on)];
  const minor = Fraction.of(1, 10n ** BigInt(String(once).split(".")[1]?.length ?? 0));
  const off = money(hundredfold).minus(money(once).times(Fraction.of(100)));
  const most = minor.times(Fraction.of(MOST_ROUNDING_A_LINE * book.rows.length));
  const size = Fraction.ZERO.isAbove(off) ? Fraction.ZERO.minus(off) : off;
  return size.isAbove(most) ? said(on, { once, hundredfold }) : undefined;
}

async function movesOnlyOnEvents(book: RandomBook, open: Opener): Promise<string | undefined> {
  const rates = [...readKnobs(book.knobs).rates.values()].flat().map(({ from }) => from);
  const days = new Set([...book.rows.flatMap((row) => daysOfChange(row, book.knobs)), ...rates]);
  return asked(open, book.rows, { ...book.knobs, ...PLAIN }, async (answers) => {
    const quiet = [...days].map((day) => day + 1).filter((day) => !days.has(day));
    for (const day of quiet.slice(0, 8)) {
      const [before, after] = await Promise.all([day - 1, day].map((on) => answers.snapshot(dayText(on), [])));
      if (before?.[0]?.["arr"] !== after?.[0]?.["arr"]) return said(dayText(day), { before, after });
    }
    return undefined;
  });
}

const LAST_NEAR_END = mustReadDay("2090-01-01");

/** A timestamp may fall a day earlier or later in the zone; a fee without an end counts for 12 months. */
function daysOfChange(row: Row, knobs: Knobs): number[] {
  const read = (column: string): number | undefined => readDay((row[column] ?? "").slice(0, 10));
  const [start, end, until] = [read("start_date"), read("end_date"), read("discount_until")];
  const nearStart = start === undefined || start > LAST_NEAR_END ? [] : [start - 1, start, start + 1].flatMap((day) => [day, addMonths(day, 12)]);
  const nearEnd = end === undefined || end > LAST_NEAR_END ? [] : [knobs["end_date_convention"] === "inclusive" ? end + 1 : end];
  return [...nearStart, ...nearEnd, ...(until === undefined ? [] : [until])];
}

async function expiredNeverShortens(book: RandomBook, open: Opener): Promise<string | undefined> {
  const knobs = { ...book.knobs, grace_days: 0, churn_date: "day_after", overlap: "sum" };
  const linesUnder = (expired: string): Promise<LineArr[][]> =>
    asked(open, book.rows, { ...knobs, expired }, (answers) => Promise.all(book.questions.on.map((on) => answers.lines(on))));
  const ended = await linesUnder("churn");
  for (const expired of ["renewed_if_auto_renew", "hold"]) {
    for (const [i, running] of (await linesUnder(expired)).entries()) {
      const isThere = (line: LineArr): boolean => running.some(({ line_id, arr }) => line_id === line.line_id && arr === line.arr);
      const lost = (ended[i] ?? []).filter((line) => !isThere(line));
      if (lost.length > 0) return said(`${expired} on ${book.questions.on[i]}`, lost);
    }
  }
  return undefined;
}

interface Read {
  rows: Row[];
  knobs: Knobs;
}

/** Both books give the same snapshots and movements (the lines may be named otherwise). */
async function sameAnswers(book: RandomBook, one: Read, other: Read, open: Opener): Promise<string | undefined> {
  const answersOf = ({ rows, knobs }: Read): Promise<[string, unknown][]> =>
    asked(open, rows, knobs, async (answers) => {
      const snapshots = book.questions.on.map(async (on) => [on, await answers.snapshot(on, book.questions.by)] as [string, unknown]);
      const movements = book.questions.ranges.flatMap(({ from, to }) =>
        METHODS.flatMap((method) => [
          answers.waterfall(from, to, method).then((rows): [string, unknown] => [`waterfall ${from} ${to} ${method}`, rows]),
          answers.logos(from, to, method).then((rows): [string, unknown] => [`logos ${from} ${to} ${method}`, rows]),
        ]),
      );
      return Promise.all([...snapshots, ...movements]);
    });
  const [first, second] = [await answersOf(one), await answersOf(other)];
  const differing = first.findIndex((answer, i) => JSON.stringify(answer) !== JSON.stringify(second[i]));
  return differing < 0 ? undefined : said("two readings", { first: first[differing], second: second[differing], other: other.rows });
}

export async function asked<T>(open: Opener, rows: Row[], knobs: Knobs, ask: (answers: Answers) => Promise<T>): Promise<T> {
  const answers = await open(rows, knobs);
  try {
    return await ask(answers);
  } finally {
    await answers.close();
  }
}

function money(text: unknown): Fraction {
  return Fraction.readDecimal(String(text)) ?? Fraction.ZERO;
}

export function sum(texts: unknown[]): Fraction {
  return texts.reduce((total: Fraction, text) => total.plus(money(text)), Fraction.ZERO);
}

export function isEqual(sum: Fraction, text: unknown): boolean {
  return sum.minus(money(text)).isZero();
}

export function said(where: string, what: unknown): string {
  return `${where}: ${JSON.stringify(what)}`;
}

function between(from: string, to: string): string {
  const [first, last] = [mustReadDay(from), mustReadDay(to)];
  return last - first < 2 ? to : dayText(Math.floor((first + last) / 2));
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
