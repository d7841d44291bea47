/** The money report of an import: what became of each row, what ARR is because of it, what it leaves out and what it took for granted. */
import { label, count, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import type { Look } from "../engine/check.js";
import type { Outcome } from "../engine/land.js";
import type { ImportResult } from "../engine/import.js";
import { drawn } from "../export/draw.js";
import { wrappedGrid } from "../export/fit.js";
import { gridOf } from "../export/grid.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { widthOfProse, type Page } from "../export/text.js";
import { visible } from "../export/visible.js";
import { wrapLines } from "../export/wrap.js";
import type { Imported } from "./import-command.js";
import { ignoredText, leftOutText, moneyText } from "./left-out-text.js";
import { shownName } from "./overview.js";
import { readingText } from "./reading-text.js";

const outcomes: readonly Outcome[] = ["used", "unchanged", "ignored", "rejected"];
const columns: Column[] = [label("file", "File"), label("outcome", "Rows"), count("rows", "flow", "Count"), label("money", "Amount x quantity as written")];

/** One screen holds so many of each. */
const most = { ended: 5, looks: 6 };

export interface Report {
  book: string;
  isDryRun: boolean;
  looks: readonly Look[];
  /** The command that tells more of what deserves a look. */
  check: string;
}

/** One row a file and outcome. */
export function importSheet(done: readonly Imported[]): Sheet {
  const rows = done.flatMap(({ file, result }) => [...outcomes.map((outcome) => rowOf(file, outcome, result)), { file, outcome: "read", rows: result.read, money: "" }]);
  return { title: "Import", scope: [], currency: null, columns, rows, shape: "plain", notes: [] };
}

export function* importText(done: readonly Imported[], report: Report, page: Page): Generator<string> {
  for (const [place, one] of done.entries()) {
    if (place > 0) yield "\n";
    yield* fileText(one, report, page);
  }
  yield* looksText(report, done.at(-1)?.result.currency ?? "", page);
}

function* fileText({ file, result }: Imported, { book, isDryRun }: Report, page: Page): Generator<string> {
  for (const line of wrapLines(visible(`${shownName(file)}: ${verdict(result, book, isDryRun)}`), widthOf(page))) yield `${page.paint("bold", line)}\n`;
  yield "\n";
  yield* readingText(result.reading, page);
  if (result.reading !== null) yield "\n";
  const shown = columns.slice(1, result.rows_of === "customers" ? 3 : undefined);
  const sheet = { ...importSheet([{ file, result }]), columns: shown };
  const wrapped = wrappedGrid(gridOf(sheet, shown), widthOf(page));
  yield* drawn({ ...wrapped, ruled: new Set([wrapped.rows.length - 1]) }, page);
  yield* whyText(result, page);
  const isStopped = result.problems.some((p) => p.severity === "error");
  const isWorkedOut = result.kept || (isDryRun && !isStopped) || result.arr_after !== result.arr_before;
  if (result.rows_of === "lines" && isWorkedOut && (result.used > 0 || result.ended !== null)) yield* arrText(result, page);
  yield* endedText(result, page);
  yield* leftOutText(result.left_out, page);
  yield* assumedText(result, page);
  const isBlank = (reject: ImportResult["rejects"][number]) => reject.cells === undefined;
  if (result.rejects.length > 0 && result.rejects.every(isBlank)) yield* prose(`\n--rejects FILE writes the ${plural(result.rejects.length, "rejected row")} to a CSV file, each with its reason and remedy.`, page);
  if (result.attributes.length > 0) yield* prose(`\nAttributes to group by: ${visible(result.attributes.join(", "))}`, page);
}

const widthOf = (page: Page): number => page.width ?? widthOfProse;

function* prose(text: string, page: Page): Generator<string> {
  for (const line of wrapLines(text, widthOf(page))) yield `${line}\n`;
}

function verdict(result: ImportResult, book: string, isDryRun: boolean): string {
  if (result.kept) return `added to ${book} as import ${result.import_id}`;
  if (result.problems.some((p) => p.severity === "error")) return `nothing was kept in ${book}`;
  if (isDryRun && (result.used > 0 || result.ended !== null)) return `would be added to ${book}; nothing was kept`;
  return `nothing new; ${book} is unchanged`;
}

const money = (currency: string): Column => ({ name: "amount", type: "money", kind: "stock", title: currency });

function* arrText(result: ImportResult, page: Page): Generator<string> {
  const rows: [string, string][] = [["ARR today before", result.arr_before], ["ARR today after", result.arr_after], ["of which the used rows", result.arr]];
  if (result.ended !== null) rows.push(["ended, as the list lacks them", result.ended.arr]);
  const sheet: Sheet = {
    title: "", scope: [], currency: result.currency, rows: rows.map(([what, amount]) => ({ what, amount })), shape: "plain", notes: [], columns: [label("what", ""), money(result.currency)],
  };
  yield "\n";
  yield* drawn(gridOf(sheet), page);
}

/** What a whole list ends, the largest first. */
export function* endedText({ ended }: Pick<ImportResult, "ended">, page: Page): Generator<string> {
  if (ended === null) return;
  const past = ended.past === 0 ? "" : `; ${counted(ended.past)} of them had run out before: their past goes out of the figures, too`;
  const head = `Not in the list: ${counted(ended.lines)} of the ${plural(ended.of_lines, "line")} of ${ended.source}, with ${grouped(ended.arr)} of ${grouped(ended.of_arr)} ${ended.currency}${past}`;
  yield "\n";
  for (const line of wrapLines(visible(head), widthOf(page))) yield `${page.paint("bold", line)}\n`;
  yield "\n";
  const rows = ended.largest.slice(0, most.ended).map((line): ReportRow => ({ ...line }));
  const sheet: Sheet = {
    title: "", scope: [], currency: ended.currency, rows, shape: "plain", notes: [],
    columns: [label("line_id", "Line"), label("customer", "Customer"), label("product", "Product"), label("end_date", "End"), { ...money("ARR today"), name: "arr" }],
  };
  yield* drawn(wrappedGrid(gridOf(sheet), widthOf(page)), page);
  if (ended.lines > rows.length) yield `… and ${counted(ended.lines - rows.length)} more; --format json has ${ended.lines > ended.largest.length ? `the ${ended.largest.length} largest` : "all"}.\n`;
}

function* assumedText({ assumptions }: ImportResult, page: Page): Generator<string> {
  if (assumptions.length === 0) return;
  yield `\n${page.paint("bold", "Taken for granted")}\n`;
  for (const { text, knob } of assumptions) yield* prose(`-  ${visible(text)}${knob === undefined ? "" : ` (${visible(knob)})`}`, page);
}

function* looksText({ looks, check }: Report, currency: string, page: Page): Generator<string> {
  if (looks.length === 0) return;
  const rows = looks.slice(0, most.looks).map(({ worst, offending, arr_at_stake, unrated_at_stake }): ReportRow => ({ code: worst.code, offending, arr_at_stake, unrated: unrated_at_stake ?? "" }));
  const sheet: Sheet = {
    title: "", scope: [], currency, rows, shape: "plain", notes: [],
    columns: [
      label("code", "Warning"), count("offending", "flow", "Lines"), { ...money("ARR"), name: "arr_at_stake" },
      ...(rows.some((row) => row["unrated"] !== "") ? [label("unrated", "Without a rate")] : []),
    ],
  };
  yield `\n${page.paint("bold", `Deserves a look, with the ARR at stake in ${currency}`)}\n`;
  yield* drawn(wrappedGrid(gridOf(sheet), widthOf(page)), page);
  yield* prose(`${looks.length > rows.length ? `… and ${counted(looks.length - rows.length)} more. ` : ""}${check}`, page);
}

function rowOf(file: string, outcome: Outcome, result: ImportResult): ReportRow {
  const without = result.money.without_amount[outcome];
  const sums = [...result.money[outcome].flatMap(moneyText), ...(without === 0 ? [] : [`${grouped(String(without))} without a readable amount`])].join("; ");
  return { file, outcome, rows: result[outcome], money: sums };
}

/** "Ignored: 3 empty, 1 totals. Rejected: 2 amount-missing." */
function* whyText(result: ImportResult, page: Page): Generator<string> {
  const told = (what: string, counts: [string, number][]) => (counts.length === 0 ? [] : [`${what}: ${counts.sort(([, a], [, b]) => b - a).map(([why, rows]) => `${counted(rows)} ${why}`).join(", ")}.`]);
  const codes = new Map<string, number>();
  for (const { problems } of result.rejects) codes.set(problems[0]!.code, (codes.get(problems[0]!.code) ?? 0) + 1);
  const ignored = Object.entries(result.ignored_by).map(([why, rows]): [string, number] => [ignoredText[why] ?? why, rows]);
  const why = [...told("Ignored", ignored), ...told("Rejected", [...codes])];
  if (why.length > 0) yield* prose(why.join(" "), page);
}

const counted = (rows: number): string => grouped(String(rows));
const plural = (rows: number, noun: string): string => `${counted(rows)} ${noun}${rows === 1 ? "" : "s"}`;
