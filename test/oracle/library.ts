import { type Book, openBook, type ReportRow } from "../../src/index.js";
import {
  type Answers, CARR_COLUMNS, comparable, comparableGroups, CUT_LOGO_COLUMNS, LOGO_COLUMNS, nonZero, type Opener, RENEWAL_COLUMNS, type RevenueFigures,
  REVENUE_COLUMNS, WATERFALL_COLUMNS,
} from "./answers.js";
import type { Cut } from "./cut.js";
import { FORECAST_COLUMNS, type ForecastRow } from "./forecast.js";
import { dayBefore, type RenewalFigures, type TriangleRow } from "./index.js";

type Answered = Record<string, string | number>;

/** The oracle knows texts and counts; anything else is told as text, and so differs from what it says. */
const answered = (row: ReportRow): Answered => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, typeof value === "number" ? value : String(value)]));

/** The library behind the questions that the oracle answers; its last days are inclusive. */
export const openLibrary: Opener = async (rows, knobs) => {
  const book = await openBook({ path: ":memory:", policy: knobs });
  const { rejected } = await book.import(rows, { allowRejects: true });
  return answersOfBook(book, rejected);
};

export function answersOfBook(book: Book, rejected: number): Answers {
  const asked = async (report: string, params: Record<string, unknown>): Promise<Answered[]> =>
    (await book.run(report, params)).rows.map(answered);
  /** The columns of the only row, null where a ratio is undefined. */
  const figures = async (report: string, params: Record<string, unknown>, columns: readonly string[]): Promise<Record<string, unknown>> => {
    const { rows } = await book.run(report, params);
    return Object.fromEntries(columns.map((column) => [column, rows.length === 1 ? rows[0]?.[column] : `${rows.length} rows`]));
  };
  const total = async (report: string, from: string, to: string, method: string, columns: string[]): Promise<Answered> => {
    const [row] = await asked(report, { from, to: dayBefore(to), grain: "total", method });
    return Object.fromEntries(columns.map((column) => [column, row?.[column] ?? `no ${column}`]));
  };
  const groups = (report: string, from: string, to: string, method: string, { by, where, level }: Cut): Promise<Answered[]> => {
    const conditions = where.map(({ column, value }) => `${column}=${value}`);
    const chosen = { ...(by.length > 0 ? { by } : {}), ...(where.length > 0 ? { where: conditions } : {}), ...(level ? { level } : {}) };
    return asked(report, { from, to: dayBefore(to), grain: "total", method, ...chosen });
  };
  return {
    refused: rejected,
    lines: async (on) => nonZero((await asked("lines", { on })).map(({ line_id, arr }) => ({ line_id: String(line_id), arr: String(arr) }))),
    snapshot: async (on, by) => comparable(await asked("snapshot", by.length > 0 ? { on, by } : { on }), by),
    waterfall: async (from, to, method) => (await total("waterfall", from, to, method, WATERFALL_COLUMNS)) as Record<string, string>,
    logos: async (from, to, method) => (await total("logos", from, to, method, LOGO_COLUMNS)) as Record<string, number>,
    carr: async (on) => {
      const [row] = await asked("carr", { on });
      return Object.fromEntries(CARR_COLUMNS.map((column) => [column, String(row?.[column])]));
    },
    goLive: (on) => asked("carr", { on, by: ["go_live"] }),
    expansion: async (from, to) => {
      const rows = (await asked("expansion", { from, to: dayBefore(to), grain: "total", split: true })) as Record<string, string>[];
      return rows.map(({ period: _, ...row }) => row);
    },
    triangle: async ({ ageGrain, ...ask }) => {
      const { rows } = await book.run("cohorts", { ...ask, ...(ageGrain ? { age_grain: ageGrain } : {}) });
      return rows.map(({ cohort, size, age, value }) => ({ cohort, size, age, value }) as TriangleRow);
    },
    forecast: async (on, horizon) => (await asked("forecast", { on, horizon })).map((row) => Object.fromEntries(FORECAST_COLUMNS.map((column) => [column, row[column]])) as ForecastRow),
    renewals: async (from, to, on) => (await figures("renewals", { from, to: dayBefore(to), grain: "total", on }, RENEWAL_COLUMNS)) as RenewalFigures,
    revenue: async (from, to, kinds) => (await figures("revenue", { from, to: dayBefore(to), grain: "total", kinds }, REVENUE_COLUMNS)) as RevenueFigures,
    waterfallBy: async (from, to, method, cut) => comparableGroups(await groups("waterfall", from, to, method, cut), cut.by, WATERFALL_COLUMNS),
    logosBy: async (from, to, method, cut) => comparableGroups(
      // without groups nobody moves between them, and the product leaves the columns out
      (await groups("logos", from, to, method, cut)).map((row) => (cut.by.length + cut.where.length === 0 ? { ...row, transfer_in: 0, transfer_out: 0 } : row)),
      cut.by, CUT_LOGO_COLUMNS,
    ),
    close: () => book.close(),
  };
}
