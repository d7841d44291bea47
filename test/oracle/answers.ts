import type { RandomBook } from "./book-arbitrary.js";
import { compareValues } from "./cell.js";
import type { Cut } from "./cut.js";
import { cutQuestionsFor } from "./cut-questions.js";
import type { ForecastRow } from "./forecast.js";
import { dayBefore, type Kind, type Knobs, type Method, type OracleBook, readBook, type RenewalFigures, type Row, type TriangleAsk, type TriangleRow } from "./index.js";

export interface LineArr {
  line_id: string;
  arr: string;
}

/** What a book answers, whoever computes it. Ranges are half-open; money is text, counts are numbers. */
export interface Answers {
  refused: number;
  /** The lines whose ARR that day is not zero, by line_id. */
  lines(on: string): Promise<LineArr[]>;
  snapshot(on: string, by: string[]): Promise<Record<string, string | number>[]>;
  waterfall(from: string, to: string, method: Method): Promise<Record<string, string>>;
  logos(from: string, to: string, method: Method): Promise<Record<string, number>>;
  carr(on: string): Promise<Record<string, string>>;
  goLive(on: string): Promise<Record<string, string | number>[]>;
  /** Two rows: of the customers whose net is a rise, and of those whose net is a fall. */
  expansion(from: string, to: string): Promise<Record<string, string>[]>;
  triangle(ask: TriangleAsk): Promise<TriangleRow[]>;
  renewals(from: string, to: string, on: string): Promise<RenewalFigures>;
  forecast(on: string, horizon: number): Promise<ForecastRow[]>;
  revenue(from: string, to: string, kinds: Kind[]): Promise<RevenueFigures>;
  waterfallBy(from: string, to: string, method: Method, cut: Cut): Promise<Grouped[]>;
  logosBy(from: string, to: string, method: Method, cut: Cut): Promise<Grouped[]>;
  close(): Promise<void>;
}

/** Of a range, and at the close of its last day. */
export type RevenueFigures = Record<(typeof REVENUE_COLUMNS)[number], string>;

/** Columns of a cut, then figures. */
export type Grouped = Record<string, string | number>;

export type Opener = (rows: Row[], knobs: Knobs) => Promise<Answers>;

export const METHODS: Method[] = ["net", "events", "months"];
export const WATERFALL_COLUMNS = [
  "opening", "new", "expansion", "contraction", "churn", "reactivation", "cross_sell", "product_loss", "transfer_in", "transfer_out",
  "acquired", "fx", "adjustment", "closing",
];
export const CARR_COLUMNS = ["live", "signed_not_live", "known_contraction", "known_churn", "carr"];
export const RENEWAL_COLUMNS = ["available_to_renew", "renewed", "uplift", "downsell", "lost", "pending", "renewal_rate", "net_renewal_rate", "logo_renewal_rate"] as const;
/** What a line that runs on is billed for, the law does not say, so billings of a period are held against the laws alone (test/revenue-laws.test.ts). */
export const REVENUE_COLUMNS = [
  "recurring", "non_recurring", "bookings_tcv", "bookings_acv", "bookings_one_time", "tcv_to_date", "billed_to_date", "recognised_to_date", "deferred", "unbilled", "rpo",
] as const;
export const LOGO_COLUMNS = ["opening", "new", "acquired", "reactivation", "churn", "adjustment", "closing"];
export const CUT_LOGO_COLUMNS = [...LOGO_COLUMNS.slice(0, -1), "transfer_in", "transfer_out", "closing"];

export const openOracle: Opener = async (rows, knobs) => answersOfOracle(readBook(rows, knobs));

export function answersOfOracle(book: OracleBook): Answers {
  return {
    refused: book.refused.length,
    lines: async (on) => nonZero(book.arrOn(on)),
    snapshot: async (on, by) => comparable(book.snapshot(on, by), by),
    waterfall: async (from, to, method) => book.waterfall(from, to, method),
    logos: async (from, to, method) => book.logos(from, to, method),
    carr: async (on) => book.carr(on),
    goLive: async (on) => book.goLive(on),
    expansion: async (from, to) => Object.entries(book.expansion(from, to)).map(([direction, parts]) => ({ direction, ...parts })),
    triangle: async (ask) => book.triangle(ask),
    renewals: async (from, to, on) => book.renewals(from, to, on),
    forecast: async (on, horizon) => book.forecast(on, horizon),
    revenue: async (from, to, kinds) => revenueOf(book, from, to, kinds),
    waterfallBy: async (from, to, method, cut) => comparableGroups(book.waterfallBy(from, to, method, cut), cut.by, WATERFALL_COLUMNS),
    logosBy: async (from, to, method, cut) => comparableGroups(book.logosBy(from, to, method, cut), cut.by, CUT_LOGO_COLUMNS),
    close: async () => {},
  };
}

function revenueOf(book: OracleBook, from: string, to: string, kinds: Kind[]): RevenueFigures {
  const [bookings, position] = [book.bookings(from, to), book.position(dayBefore(to))] as Record<string, string>[];
  const { tcv, acv, one_time } = bookings as Record<string, string>;
  const { tcv: tcv_to_date, billed: billed_to_date, recognised: recognised_to_date, ...balances } = position as Record<string, string>;
  return {
    recurring: book.recognised(from, to, kinds),
    non_recurring: book.recognised(from, to, ["one_time", "services", "usage"]),
    bookings_tcv: tcv, bookings_acv: acv, bookings_one_time: one_time,
    tcv_to_date, billed_to_date, recognised_to_date, ...balances,
  } as RevenueFigures;
}

export function nonZero(lines: LineArr[]): LineArr[] {
  return lines
    .filter(({ arr }) => /[1-9]/.test(arr))
    .map(({ line_id, arr }) => ({ line_id, arr }))
    .sort((a, b) => (a.line_id < b.line_id ? -1 : 1));
}

/** Groups without ARR and customers may be shown or left out; the rest is put in the order of its values. */
export function comparable(rows: Record<string, string | number>[], by: string[]): Record<string, string | number>[] {
  const columns = [...by, "arr", "mrr", "customers"];
  const key = (row: Record<string, string | number>): string => JSON.stringify(by.map((column) => row[column]));
  return rows
    .filter((row) => by.length === 0 || row["customers"] !== 0 || /[1-9]/.test(String(row["arr"])))
    .map((row) => Object.fromEntries(columns.map((column) => [column, row[column] as string | number])))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Groups that are zero throughout are left out; the rest is put in the order of its values. */
export function comparableGroups(rows: Grouped[], by: string[], figures: string[]): Grouped[] {
  const values = (row: Grouped): string[] => by.map((column) => String(row[column]));
  return rows
    .map((row) => Object.fromEntries([...by, ...figures].map((column) => [column, row[column] ?? `no ${column}`])))
    .filter((row) => by.length === 0 || figures.some((figure) => /[1-9a-z]/.test(String(row[figure]))))
    .sort((a, b) => compareValues(values(a), values(b)));
}

/** A question in the words of the command line, and how to have it answered. */
export interface Question {
  command: string;
  ask(answers: Answers): Promise<unknown>;
}

export function questionsFor(book: RandomBook): Question[] {
  return [...plainQuestionsFor(book), ...cutQuestionsFor(book)];
}

/** What is asked of the whole book. */
export function plainQuestionsFor({ questions }: RandomBook): Question[] {
  const { on, linesOn, by, ranges } = questions;
  const rejected = async ({ refused }: Answers): Promise<unknown> => [{ rejected: refused }];
  return [
    { command: "annua import contracts.csv --allow-rejects", ask: rejected },
    ...linesOn.map((day): Question => ({ command: `annua lines contracts.csv --on ${day}`, ask: (answers) => answers.lines(day) })),
    ...[[], by].flatMap((cut) =>
      on.map((day): Question => {
        const words = `--on ${day}${cut.length > 0 ? ` --by ${cut.join(",")}` : ""}`;
        return { command: `annua snapshot contracts.csv ${words}`, ask: (answers) => answers.snapshot(day, cut) };
      }),
    ),
    ...ranges.flatMap(({ from, to }) =>
      METHODS.flatMap((method): Question[] => {
        const words = `contracts.csv -T --from ${from} --to ${dayBefore(to)} --method ${method}`;
        return [
          { command: `annua waterfall ${words}`, ask: (answers) => answers.waterfall(from, to, method) },
          { command: `annua logos ${words}`, ask: (answers) => answers.logos(from, to, method) },
        ];
      }),
    ),
  ];
}

export interface Difference {
  question: Question;
  expected: unknown;
  answered: unknown;
}

/** The questions that the two openers answer differently; a book that the second can't open is one difference. */
export async function differences(
  book: { rows: Row[]; knobs: Knobs },
  questions: Question[],
  judge: Opener,
  judged: Opener,
): Promise<Difference[]> {
  const right = await judge(book.rows, book.knobs);
  const found: Difference[] = [];
  try {
    const tried = await judged(book.rows, book.knobs);
    for (const question of questions) {
      const [expected, answered] = [await question.ask(right), await question.ask(tried)];
      if (JSON.stringify(expected) !== JSON.stringify(answered)) found.push({ question, expected, answered });
    }
    await tried.close();
  } catch (thrown) {
    const [question] = questions as [Question];
    found.push({ question, expected: await question.ask(right), answered: [{ threw: String(thrown) }] });
  }
  return found;
}

const TELLING_LETTERS = 40;

/** Two wrong figures, or the same thing thrown: what shrinking must not turn one into the other. */
export function isAlike(one: Difference | undefined, other: Difference): boolean {
  const threw = ({ answered }: Difference): string => {
    const [row] = (Array.isArray(answered) ? answered : []) as { threw?: string }[];
    return row?.threw?.slice(0, TELLING_LETTERS) ?? "";
  };
  return one !== undefined && threw(one) === threw(other);
}
