import fc from "fast-check";
import { addMonths, dayText, mustReadDay, readDay } from "./calendar.js";
import { cutsArbitrary, productCutArbitrary, renamed } from "./cut-arbitrary.js";
import type { Cut, Knobs, Row } from "./index.js";
import { knobsArbitrary } from "./knobs-arbitrary.js";
import { pick } from "./line-arbitrary.js";
import { type Story, storyArbitrary } from "./story-arbitrary.js";

/** A small, nasty book, the policy it is read under, and what to ask of it. */
export interface RandomBook {
  rows: Row[];
  knobs: Knobs;
  questions: Questions;
}

/** Days of snapshots, a cut of them, days of lists of lines, half-open ranges of movements, and cuts of these. */
export interface Questions {
  on: string[];
  linesOn: string[];
  by: string[];
  ranges: Range[];
  cuts: Cut[];
  productCut: Cut;
}

export interface Range {
  from: string;
  to: string;
}

const MOST_ROWS = 12;

/** Random books of 1 to 12 rows; the same seed gives the same books. */
export const bookArbitrary: fc.Arbitrary<RandomBook> = fc
  .tuple(fc.array(storyArbitrary, { minLength: 1, maxLength: 6 }), knobsArbitrary, questionPicks())
  .map(([stories, knobs, picks]) => {
    const rows = numbered(stories).slice(0, MOST_ROWS);
    return { rows, knobs, questions: questionsOf(rows, picks) };
  });

/**
 * Several books as one, each with customers and lines of its own, under the knobs and questions of
 * the first; its longest range is widened to theirs, and lines are asked for on a day of each. So
 * they tell nearly as much as all of them, for the price of one.
 */
export function joined(books: RandomBook[]): RandomBook {
  const [first] = books as [RandomBook];
  const rows = books.flatMap((book, i) => book.rows.map((row) => ofMember(row, `${i}`)));
  const ranges = books.flatMap(({ questions }) => questions.ranges);
  const whole = { from: ranges.map(({ from }) => from).sort()[0] as string, to: ranges.map(({ to }) => to).sort().at(-1) as string };
  const linesOn = [...new Set(books.flatMap(({ questions }) => questions.linesOn.slice(0, 1)))];
  const cuts = first.questions.cuts.map((cut) => renamed(cut, (customer) => `${customer}.0`));
  return { ...first, rows, questions: { ...first.questions, linesOn, cuts, ranges: [...first.questions.ranges.slice(0, -1), whole] } };
}

/** The books in tens: one read of the library answers for ten. */
export function inTens(books: RandomBook[]): RandomBook[][] {
  const starts = Array.from({ length: Math.ceil(books.length / 10) }, (_, i) => i * 10);
  return starts.map((start) => books.slice(start, start + 10));
}

/** The row with its customers and lines named otherwise. */
export function ofMember(row: Row, member: string): Row {
  const columns = ["customer_id", "parent_id", "line_id", "replaces", "contract_id"].filter((column) => row[column]);
  return { ...row, ...Object.fromEntries(columns.map((column) => [column, `${row[column]}.${member}`])) };
}

/** The stories one after the other, their lines named L1, L2, … and empty cells left out. */
function numbered(stories: Story[]): Row[] {
  let before = 0;
  return stories.flatMap((rows) => {
    const first = before + 1;
    const named = (id: string | undefined): string | undefined =>
      id?.startsWith("$") ? `L${first + Number(id.slice(1))}` : id;
    before += rows.length;
    return rows.map((row, i) =>
      withoutEmpty({ ...row, line_id: named(row["line_id"] ?? `$${i}`), replaces: named(row["replaces"]) }),
    );
  });
}

function withoutEmpty(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== ""));
}

type Near = [which: number, days: number];

interface Picks {
  on: Near[];
  by: string[];
  cuts: Cut[];
  productCut: Cut;
  from: Near;
  length: [months: number, days: number];
}

function questionPicks(): fc.Arbitrary<Picks> {
  const near: fc.Arbitrary<Near> = fc.tuple(fc.nat(99), pick(0, 0, -1, 1, 3));
  return fc.record({
    on: fc.array(near, { minLength: 2, maxLength: 3 }),
    by: pick(["product"], ["currency"], ["customer"], ["segment"], ["segment", "currency"], ["region"], ["tier"], ["commitment", "tenure"], ["remaining_term", "cohort"]),
    cuts: cutsArbitrary,
    productCut: productCutArbitrary,
    from: near,
    length: fc.tuple(pick(1, 1, 3, 12, 0), pick(0, 1, 17)),
  });
}

/** Asked on and around the days on which something happens, and over all of them. */
function questionsOf(rows: Row[], picks: Picks): Questions {
  const days = eventDays(rows);
  const near = ([which, offset]: Near): number => (days[which % days.length] as number) + offset;
  const from = near(picks.from);
  const around = { from: dayText(from), to: dayText(Math.max(from + 1, addMonths(from, picks.length[0]) + picks.length[1])) };
  const middle = days[Math.floor(days.length / 2)] as number;
  const later = { from: dayText(middle), to: dayText(Math.max(middle, ...days) + 1) };
  const whole = { from: dayText(Math.min(...days)), to: dayText(Math.max(...days) + picks.length[1] + 1) };
  const on = picks.on.map((day) => dayText(near(day)));
  return { on, linesOn: on, by: picks.by, ranges: [around, later, whole], cuts: picks.cuts, productCut: picks.productCut };
}

const EVENT_COLUMNS = ["start_date", "end_date", "discount_until", "signed_on", "live_on", "cancelled_on"];
const LAST_ASKED = mustReadDay("2027-01-01");

function eventDays(rows: Row[]): number[] {
  const written = rows.flatMap((row) => EVENT_COLUMNS.map((column) => readDay((row[column] ?? "").slice(0, 10))));
  const days = written.filter((day) => day !== undefined && day < LAST_ASKED) as number[];
  return days.length > 0 ? [...new Set(days)].sort((a, b) => a - b) : [mustReadDay("2025-01-01")];
}
