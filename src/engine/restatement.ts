/** What became of the figures of a closed period: the way from as reported to as known now, in steps of which each changes one thing. */
import type { ReportResult, ReportRow } from "../catalogue/result.js";
import { waterfall } from "../catalogue/reports/waterfall.js";
import { addDays } from "../domain/calendar.js";
import { decimalText, minorPlaces } from "../domain/money.js";
import { parsePeriod, periodOf, type Grain, type Period } from "../domain/period.js";
import type { Policy } from "../domain/policy.js";
import { problem, refuse, type Problem } from "../domain/problem.js";
import { checkCutKept, findClose, type Close, type Closing } from "./close.js";
import { closedQuestion, closedRows } from "./closed-figure.js";
import type { Database, Row } from "./database.js";
import type { Known } from "./derivation.js";
import { useView } from "./derive.js";
import { knownAfter, lastImport } from "./import-log.js";
import { modelHash } from "./model-hash.js";
import type { Question } from "./question.js";
import { columnsOf, foundRows, shapedRow } from "./run.js";
import { sqlFile } from "./sql-file.js";

/** A state of the book: what it knows, under which definition. */
interface State {
  policy: Policy;
  known: Known | undefined;
}

const made = ["state_line", "then_version", "restated_version", "state_change", "restated_line", "restated_part", "closed_figure"].map((name) => `close/${name}`);

/** The rows of the report `restatement`; afterwards the derivation of `policy` is in use. */
export async function restatementAnswer(closing: Closing, question: Question, policy: Policy): Promise<Pick<ReportResult, "columns" | "rows" | "next_cursor" | "problems">> {
  const { db, derivations, dataHash, progress } = closing;
  const close = await findClose(db, String(question.get("period")), policy);
  if (close.currency !== policy.reporting_currency) refuse("close-currency", { period: close.period, reported: close.currency, now: policy.reporting_currency });
  const detail = question.get("detail");
  const isByCause = detail === "causes" || detail === "lines";
  if (question.by.length > 0 && !isByCause) refuse("options-clash", { one: "--by", other: `--detail ${String(detail)}`, remedy: "By groups stand the causes and their lines; `annua close show PERIOD --by COLUMN` shows the row of a group as reported." });
  checkCutKept(close, "waterfall", question.by);
  question.params["close"] = close.close_id;
  try {
    if (isByCause) await workOutLines(closing, close, question.by, policy);
    else await derivations.use(policy, dataHash, progress);
    const problems = isByCause ? await unlikeProblems(db, close, question.by) : [];
    const found = detail === "history" ? await historyRows(db, close, policy) : detail === "bridge" ? await bridgeRows(db, close, question, policy) : await causeRows(db, close, detail === "lines");
    return { ...paged(found, question, policy), problems };
  } finally {
    await db.dropMade(made);
  }
}

function paged(found: readonly Row[], question: Question, policy: Policy): Pick<ReportResult, "columns" | "rows" | "next_cursor"> {
  // a line's own customer or product is not told beside a group that is one
  const columns = columnsOf(question.report, question).filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at);
  const page = found.slice(question.after, question.limit === undefined ? undefined : question.after + question.limit);
  const next = question.after + page.length;
  const rows = page.map((row): ReportRow => shapedRow(row, columns, question.by, minorPlaces(policy.reporting_currency)));
  return { columns, rows, next_cursor: next < found.length && page.length > 0 ? String(next) : null };
}

/** Fills `restated_line`: every line that moves a figure of the close, with its causes; and what it and each group of the cut come to. */
async function workOutLines({ db, derivations, dataHash, progress }: Closing, close: Close, by: readonly string[], policy: Policy): Promise<void> {
  const { close_id, from_date, to_date, import_id: last_import } = close;
  const columns = [...new Set(close.cuts.flat())];
  const periods = JSON.stringify([{ period_no: 1, period: close.period, from_date, to_date }]);
  await db.runFile("close/state_line", { last_import });
  for (const [step, state] of (await statesOf(db, close, policy)).entries()) {
    await derivations.use(state.policy, dataHash, progress, state.known);
    if (step === 0) await db.runFile("close/then_version");
    if (columns.includes("parent")) await useView(db);
    await db.runFile("question/cut_plain");
    await db.runFile("close/keep_state", { step, from_date, to_date, periods, by: JSON.stringify(columns) });
  }
  await db.runFile("close/restated_version");
  await db.runFile("close/state_change", { from_date, to_date });
  await db.runFile("close/restated_line", { to_date, last_import });
  await db.runFile("close/restated_part", { to_date, close_id, cut: JSON.stringify(by), places: JSON.stringify(by.map((column) => columns.indexOf(column) + 1)) });
}

/** Groups that come out otherwise than the close keeps them, from what was known then under the policy of then: no cause tells why. */
async function unlikeProblems(db: Database, close: Close, by: readonly string[]): Promise<Problem[]> {
  const found = await db.rows("select group_values, reported, worked, worked - reported as difference from restated_total where worked <> reported order by abs(difference) desc, group_values");
  if (found.length === 0) return [];
  const [first] = found;
  const text = (name: string) => decimalText(BigInt(String(first![name])), minorPlaces(close.currency));
  const values = first!["group_values"] as string[];
  const group = by.map((column, at) => `${column}=${values[at] ?? ""}`).join(", ");
  return [problem("close-unlike", {
    period: close.period, group, others: found.length - 1, currency: close.currency, reported: text("reported"), worked: text("worked"), difference: text("difference"),
    same_model: close.model_hash === modelHash(), version: close.version,
  })];
}

/** As reported; under the knobs of now; with the rates of now; with the decisions of now; and as all is known now. */
async function statesOf(db: Database, close: Close, policy: Policy): Promise<State[]> {
  const { import_id: last } = await lastImport(db);
  const then = await knownAfter(db, close.import_id);
  const { decided } = await db.row("select exists (from book.decision where import_id > $import_id or withdrawn_import > $import_id) as decided", { import_id: close.import_id });
  const atOldRates: Policy = { ...policy, fx: close.policy.fx };
  return [
    { policy: close.policy, known: then }, { policy: atOldRates, known: then }, { policy, known: then },
    { policy, known: then && decided === true ? { last_import: close.import_id, last_decision: last } : then }, { policy, known: undefined },
  ];
}

async function causeRows(db: Database, close: Close, isByLine: boolean): Promise<Row[]> {
  if (isByLine) return db.rows(sqlFile("close/restated_detail"), { last_import: close.import_id });
  return db.rows(sqlFile("close/restatement"));
}

async function historyRows(db: Database, close: Close, policy: Policy): Promise<Row[]> {
  const rows = await closedRows(db, policy, [{ ...close, cuts: [[]] }], ["waterfall"]);
  await db.runFile("close/closed_figure");
  await db.runFile("close/reported_figure", { closes: JSON.stringify([close.close_id]) });
  await db.runFile("close/worked_figure", { state: "now", rows: JSON.stringify(rows) });
  const found = await db.rows(sqlFile("close/history"));
  return found.map(({ state, figures }) => ({ state: state!, ...Object.fromEntries((figures as { key: string; value: string | null }[]).map(({ key, value }) => [key, value])) }));
}

const movementColumns = waterfall.columns.filter((column) => column.type === "money" && column.kind === "flow" && column.name !== "net_new").map((column) => column.name);

async function bridgeRows(db: Database, close: Close, question: Question, policy: Policy): Promise<Row[]> {
  const period = periodAfter(close, question.get("to") as string | undefined, policy);
  question.params["to"] = addDays(period.to_date, -1);
  const [row] = await foundRows(db, closedQuestion("waterfall", policy, [], [period]));
  const figures = Object.fromEntries(waterfall.columns.filter((column) => column.type === "money").map(({ name }) => [name, row![name]]));
  return db.rows(sqlFile("close/bridge"), { close_id: close.close_id, figures: JSON.stringify(figures), kinds: JSON.stringify(movementColumns) });
}

const grainOf = (period: string): Exclude<Grain, "total"> => {
  if (/^\d{4}$/.test(period)) return "year";
  if (/Q/.test(period)) return "quarter";
  return /W/.test(period) ? "week" : period.length === 7 ? "month" : "day";
};

/** The days after a close, up to the end of a period that was named, or else of the one that follows. */
function periodAfter(close: Close, to: string | undefined, policy: Policy): Period {
  const next = periodOf(close.to_date, grainOf(close.period), policy);
  if (to === undefined) return { ...next, from_date: close.to_date };
  const last = parsePeriod(to.toUpperCase(), policy);
  if (last === undefined) return refuse("param-value", { param: "to", value: to, expected: "a period such as 2026-03 or 2026-Q1, or a day" });
  if (last.to_date <= close.to_date) refuse("from-after-to", { from: close.to_date, to });
  return { period: to, from_date: close.to_date, to_date: last.to_date };
}
