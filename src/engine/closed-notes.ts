/** What an answer has to say of closed periods that it touches: whether their figures are as they were reported. */
import { findReport } from "../catalogue/index.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, type Problem } from "../domain/problem.js";
import { cellOf, keepsCut, lastCloses, listCloses, type Close, type ClosedCell } from "./close.js";
import { closedRows, watchedReports } from "./closed-figure.js";
import type { Database, Row } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** The days of an answer, half-open, and the columns that it is cut by. */
export interface TouchedSpan {
  from: string;
  to: string;
  by: readonly string[];
}

/** At most so many restated periods are told one by one. */
const mostTold = 12;

/** Of the closed periods that share a day with the span, or end where it begins, under the derivation in use, which is the policy's. */
export async function closedProblems(db: Database, span: TouchedSpan, policy: Policy): Promise<Problem[]> {
  const touched = lastCloses(await listCloses(db)).filter(({ from_date, to_date }) => from_date < span.to && to_date >= span.from).sort((one, other) => (one.from_date < other.from_date ? -1 : 1));
  if (touched.length === 0) return [];
  // figures of customers are not those of their parents, and no figure is one in another currency
  const comparable = touched.filter((close) => close.currency === policy.reporting_currency && close.policy.level === policy.level);
  const cells = await differingCells(db, comparable, span.by, policy);
  const closings = new Map((await db.rows(sqlFile("close/closed_period"), { closes: JSON.stringify(touched.map(({ close_id }) => close_id)) })).map((row) => [Number(row["close_id"]), row]));
  const told = touched.map((close) => restated(close, closings.get(close.close_id)!, cells.get(close.close_id) ?? [], policy.reporting_currency));
  const same = touched.filter((_, at) => told[at] === undefined);
  const whole = same.every((close) => comparable.includes(close));
  return [...withOneRemedy(told.filter((found) => found !== undefined).slice(-mostTold)), ...(same.length === 0 ? [] : [asReported(same, whole)])];
}

/** Where several periods are told, how to look at any of them is said in one way. */
function withOneRemedy(told: Problem[]): Problem[] {
  const remedies = new Map<string, string>();
  return told.map((found) => {
    if (told.filter(({ code }) => code === found.code).length === 1) return found;
    if (!remedies.has(found.code)) remedies.set(found.code, `Of each, such as the first: ${found.remedy}`);
    return { ...found, remedy: remedies.get(found.code)! };
  });
}

/** By close the figures that differ: of the total, and of the cut where the close keeps it. */
async function differingCells(db: Database, closes: readonly Close[], by: readonly string[], policy: Policy): Promise<Map<number, ClosedCell[]>> {
  const spans = closes.map((close) => ({ ...close, cuts: by.length > 0 && keepsCut(close, by) ? [[], [...by]] : [[]] }));
  const compared = spans.flatMap(({ close_id, cuts }) => cuts.map((cut) => ({ close_id, cut: JSON.stringify(cut) })));
  await db.runFile("close/closed_figure");
  await db.runFile("close/compared_figure", { compared: JSON.stringify(compared), reports: JSON.stringify(watchedReports) });
  await db.runFile("close/worked_figure", { state: "now", rows: JSON.stringify(await closedRows(db, policy, spans, watchedReports)) });
  const rows = await db.rows(sqlFile("close/differing_figure"), { one: "reported", other: "now" });
  await db.dropMade(["close/closed_figure"]);
  const found = new Map<number, ClosedCell[]>();
  for (const row of rows) found.set(Number(row["close_id"]), [...(found.get(Number(row["close_id"])) ?? []), cellOf(row, closes.find(({ close_id }) => close_id === Number(row["close_id"]))!)]);
  return found;
}

function restated(close: Close, row: Row, cells: readonly ClosedCell[], currency: string): Problem | undefined {
  const base = { period: close.period, closed_on: close.closed_at.slice(0, 10), currency: close.currency, reported: close.closing };
  if (close.currency !== currency) return problem("period-restated", { ...base, now: "", difference: "" });
  const text = (name: string) => decimalText(BigInt(String(row[name])), minorPlaces(currency));
  const difference = text("difference");
  if (/[1-9]/.test(difference)) return { ...problem("period-restated", { ...base, now: text("now_known"), difference }), arr_at_stake: difference.replace("-", "") };
  if (cells.length === 0) return undefined;
  return problem("period-figures-restated", { ...base, closing: close.closing, figures: namedFigures(cells) });
}

/** In the order of the reports' columns, by what a board reads; a ratio follows from amounts, and a group that is gone is zero. */
function namedFigures(cells: readonly ClosedCell[]): { name: string; reported: string; now: string }[] {
  const titled = cells.map((cell) => {
    const { columns } = findReport(cell.report)!;
    const place = columns.findIndex(({ name }) => name === cell.column);
    return { cell, place, column: columns[place]! };
  });
  return titled
    .filter(({ column }) => column.type !== "ratio")
    .sort((one, other) => one.place - other.place)
    .map(({ cell, column }) => ({ name: `${cell.group === "" ? "" : `${cell.group}: `}${column.title}${cell.report === "logos" && !column.title.includes("customers") ? " (customers)" : ""}`, reported: cell.reported ?? "0", now: cell.recomputed ?? "0" }));
}

/** @param whole whether more than the closing was compared */
function asReported(closes: readonly Close[], whole: boolean): Problem {
  const [first, last] = [closes[0]!, closes.at(-1)!];
  const day = closes.map(({ closed_at }) => closed_at).sort().at(-1)!.slice(0, 10);
  const periods = closes.length === 1 ? `${first.period} is` : `${closes.length} periods from ${first.period} to ${last.period} are`;
  return problem("period-closed", {
    periods, last: last.period, closed_on: closes.length === 1 ? `closed on ${day}` : `last closed on ${day}`, compared: whole ? "waterfall and logos are" : "the ARR at the close is",
  });
}
