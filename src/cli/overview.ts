/** The first look at a file or a book: what is in it, ARR now, the last 12 months, and where to go next. */
import { existsSync } from "node:fs";
import type { ReportResult } from "../catalogue/index.js";
import { commands } from "../catalogue/command.js";
import { reports } from "../catalogue/index.js";
import type { Book } from "../engine/book.js";
import { addMonths, lastClose } from "../domain/calendar.js";
import type { Contents } from "../engine/contents.js";
import type { ArrRangeView } from "../engine/question-report.js";
import type { ImportResult } from "../engine/import.js";
import { nearest, refuse, type Problem } from "../domain/problem.js";
import type { Unit } from "../export/in-units.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import { sheetOf } from "../export/sheet.js";
import { fitsPage, tableTextOf, widthOfProse, type Page } from "../export/text.js";
import { visible } from "../export/visible.js";
import { wrapLines } from "../export/wrap.js";
import { Ended, statusOf } from "./exit-status.js";
import { ignoredText, leftOutText } from "./left-out-text.js";
import { assumptionText, readingText } from "./reading-text.js";
import { sourceOf, withLines, type Source } from "./lines-source.js";
import type { Options } from "./options.js";
import { mostRanged, rangeText } from "./range-text.js";
import { give, showingOf, writeOut, type Showing } from "./showing.js";
import { filePage, pageFor, write, type Shell } from "./shell.js";
import { tell } from "./telling.js";

export interface Overview {
  /** As the user named them. */
  from: string[];
  /** One for each file; none for a book. */
  imported: ImportResult[];
  contents: Contents;
  snapshot: ReportResult;
  waterfall: ReportResult;
  /** What deserves a look; undefined where there are so many lines that looking would keep the reader waiting. */
  check: ReportResult | undefined;
  /** ARR and between what it lies while questions are open; undefined where there are too many lines to wait for it. */
  range: ArrRangeView | undefined;
}

const mostChecked = 200_000;

export async function runOverview(shell: Shell, given: readonly string[], options: Options): Promise<void> {
  refuseMistypedCommand(given);
  const showing = showingOf(shell, options);
  const source = sourceOf(shell, given, options);
  await withLines(shell, source, options, async (book, definition, imported) => {
    const asked = { ...(definition.set === undefined ? {} : { set: definition.set }), ...(options["on"] === undefined ? {} : { on: options["on"] }) };
    const overview = await overviewOf(book, source, imported, asked);
    const problems = problemsOfAll(overview);
    await tell(shell, problems, overview.waterfall.currency);
    await giveOverview(shell, showing, overview, nextSteps(source, options));
    const status = statusOf(problems);
    if (status !== 0) throw new Ended(status);
  });
}

/** As of the day `on`, else today; its months are the twelve that had ended by then. */
export async function overviewOf(book: Book, source: Source, imported: ImportResult[], params: Record<string, unknown> = {}): Promise<Overview> {
  const contents = await book.contents();
  const snapshot = await book.run("snapshot", params);
  const { on, ...others } = params;
  return {
    from: source.book === undefined ? source.files.map(shownName) : [source.book],
    imported,
    contents,
    snapshot,
    waterfall: await book.run("waterfall", on === undefined ? params : { ...others, to: lastClose(String(snapshot.params["on"])) }),
    check: contents.lines > mostChecked ? undefined : await book.run("check", params),
    range: contents.lines > mostRanged ? undefined : await book.range(params),
  };
}

/** What the reports have to say of themselves, each thing once, as of the day of the snapshot: what is mended in one way is one thing. */
function problemsOfAll({ snapshot, waterfall, check }: Overview): Problem[] {
  const said = new Map<string, Problem>();
  for (const problem of [snapshot, waterfall, check].flatMap((result) => result?.problems ?? [])) {
    const matter = `${problem.code}: ${problem.code === "law-broken" ? problem.message : problem.remedy}`;
    if (!said.has(matter)) said.set(matter, problem);
  }
  return [...said.values()];
}

export const shownName = (file: string): string => (file === "-" ? "standard input" : file);

/** A word that is no file but much like a command was meant as one. */
function refuseMistypedCommand(given: readonly string[]): void {
  const known: string[] = [...reports, ...commands].flatMap((named) => [named.name, ...("aliases" in named ? named.aliases : [])]);
  for (const word of given) {
    if (existsSync(word) || /[./\\]/.test(word) || word === "-") continue;
    if (known.includes(word)) refuse("command-first", { command: word });
    refuse("command-unknown", { command: word, nearest: nearest(word, known), known });
  }
}

export async function giveOverview(shell: Shell, showing: Showing, overview: Overview, next: [string, string][]): Promise<void> {
  if (showing.format === "table") {
    return showing.out === undefined ? write(shell.stdout, overviewText(overview, pageFor(shell), next, showing.unit)) : writeOut(shell, showing.out, overviewText(overview, filePage, next, showing.unit));
  }
  const files = overview.imported.map((result, at) => {
    const { rejects, money, problems, ...counts } = result;
    return { file: overview.from[at], ...counts, kept: false, import_id: null };
  });
  const { snapshot, waterfall, check, contents, range } = overview;
  await give(shell, showing, { sheet: () => sheetOf(waterfall), json: () => objectOf({ files, contents, snapshot, waterfall, check: check ?? null, range: range ?? null, problems: problemsOfAll(overview) }) });
}

function* overviewText({ from, imported, contents, snapshot, waterfall, check, range }: Overview, page: Page, next: [string, string][], chosen: Unit | undefined): Generator<string> {
  const { paint } = page;
  yield `${paint("bold", visible(from.join(", ")))}\n`;
  for (const fact of [...(imported.length === 0 ? [] : readFacts(imported)), ...contentFacts(contents)]) {
    for (const line of wrapLines(`  ${visible(fact)}`, page.width ?? widthOfProse)) yield `${line}\n`;
  }
  for (const result of imported) {
    if (result.reading !== null) {
      yield "\n";
      yield* readingText(result.reading, page);
      yield* assumptionText(result, page);
    }
    yield* leftOutText(result.left_out, page);
  }
  const now = snapshot.rows[0] ?? {};
  const on = String(snapshot.params["on"]);
  yield `\n${paint("bold", `ARR at the close of ${on}: ${snapshot.currency} ${grouped(String(now["arr"]))}`)}\n`;
  yield `  ${plural(Number(now["customers"]), "customer")}, ${plural(Number(now["contracts"]), "contract")}${now["arr_per_customer"] ? `, ${snapshot.currency} ${grouped(String(now["arr_per_customer"]))} per customer` : ""}\n`;
  if (range !== undefined) yield `  ${rangeText(range)}\n`;
  const sheet = sheetOf(waterfall);
  const unit = chosen ?? (fitsPage(sheet, page) ? undefined : "k");
  yield `\n${paint("bold", `${spanText(waterfall, on)}, ${waterfall.currency}${unit === undefined ? "" : ` ${unit} (rounded so that it adds up)`}`)}\n\n`;
  yield* tableTextOf(sheet, page, unit);
  if (check !== undefined) yield* lookText(check, page);
  else yield* unlookedText(contents.lines, next, page);
  yield `\n${paint("bold", "Next")}\n`;
  const width = Math.max(...next.map(([command]) => command.length));
  for (const [command, what] of next) yield `  ${paint("cyan", visible(command).padEnd(width))}  ${what}\n`;
}

/** "The last 12 months, 2025-11 to 2026-10"; where the data ends before the month that has just ended, nothing is called the last. */
function spanText({ rows }: ReportResult, on: string): string {
  const [first, last] = [String(rows[0]?.["period"]), String(rows.at(-1)?.["period"])];
  const isRecent = last >= addMonths(`${on.slice(0, 7)}-01`, -1).slice(0, 7);
  const months = plural(rows.length, "month");
  const named = first === last ? first : `${first} to ${last}`;
  return isRecent ? `The last ${months}, ${named}` : `${months[0]!.toUpperCase()}${months.slice(1)}, ${named}: the data ends there`;
}

/** Looking at so many lines would keep the reader waiting, and saying nothing would look like nothing to see. */
function* unlookedText(lines: number, next: [string, string][], page: Page): Generator<string> {
  const command = next.find(([one]) => / check /.test(one))?.[0] ?? "annua check";
  yield `\n${page.paint("bold", "What deserves a look")}\n\n`;
  for (const line of wrapLines(`  Not looked at, as there are ${counted(lines)} lines and it takes a while: ${visible(command)}`, page.width ?? widthOfProse)) yield `${line}\n`;
}

/** The checks that found something, and how much ARR hangs on it. */
function* lookText(check: ReportResult, page: Page): Generator<string> {
  const rows = check.rows.filter((row) => row["passed"] === "no");
  if (rows.length === 0) return;
  const columns = check.columns.filter((column) => ["check", "offending", "arr_at_stake", "unrated_at_stake"].includes(column.name));
  yield `\n${page.paint("bold", `What deserves a look, ${check.currency}`)}\n\n`;
  yield* tableTextOf({ ...sheetOf(check), columns, rows }, page);
}

function readFacts(imported: ImportResult[]): string[] {
  const sum = (pick: (result: ImportResult) => number) => imported.reduce((total, result) => total + pick(result), 0);
  const left = [["ignored", sum((r) => r.ignored)], ["unchanged", sum((r) => r.unchanged)], ["refused", sum((r) => r.rejected)]] as const;
  const why = new Map<string, number>();
  for (const [reason, count] of imported.flatMap((result) => Object.entries(result.ignored_by))) why.set(reason, (why.get(reason) ?? 0) + (count ?? 0));
  const reasons = [...why].map(([reason, count]) => `${counted(count)} ${ignoredText[reason] ?? reason}`).join(", ");
  const others = left.filter(([, count]) => count > 0).map(([what, count]) => `${counted(count)} ${what}${what === "ignored" && reasons !== "" ? ` (${reasons})` : ""}`);
  const attributes = [...new Set(imported.flatMap((result) => result.attributes))];
  return [
    [`${plural(sum((r) => r.read), "row")} read`, `${counted(sum((r) => r.used))} used`, ...others].join(", "),
    `Columns: ${[...new Set(imported.flatMap(columnsOfFile))].join(", ")}`,
    ...(attributes.length === 0 ? [] : [`Attributes to group by: ${attributes.join(", ")}`]),
  ];
}

/** What its columns are; the convention of its ends was taken for granted, or said. */
const columnsOfFile = ({ columns, reading }: ImportResult): string[] => columns.filter((column) => column !== "end_convention" || reading === null || reading.profile.columns["end_convention"] !== undefined);

function contentFacts(contents: Contents): string[] {
  const { lines, customers, products, currencies, first_start, last_end, open_ended } = contents;
  const span = first_start === null ? [] : [`Terms from ${first_start}${last_end === null ? "" : ` to ${last_end}`}${open_ended === 0 ? "" : `, ${counted(open_ended)} without an end`}`];
  return [`${plural(lines, "line")} of ${plural(customers, "customer")}, ${plural(products, "product")}${currencies.length === 0 ? "" : `, in ${currencies.join(", ")}`}`, ...span];
}

const counted = (count: number): string => grouped(String(count));
const plural = (count: number, noun: string): string => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;

/** Commands to paste, each with what it shows. */
export function nextSteps(source: Source, options: Options = {}): [string, string][] {
  // in a clone, where npm runs us, there is no annua on the path
  const annua = process.env["npm_lifecycle_event"] === "start" || process.env["npm_command"] === "exec" ? "npx annua" : "annua";
  const from = source.book === undefined ? [...source.files.map(shellWord), ...readingWords(options), ...(source.files.length === 1 ? (options.answered ?? []) : [])].join(" ") : `--book ${shellWord(source.book)}`;
  const steps: [string, string][] = [
    [`${annua} waterfall ${from} -Q --ratios`, "by quarter, with NRR and GRR"],
    [`${annua} movements ${from} --kind churn`, "who left, and what it cost"],
    [`${annua} check ${from}`, "what deserves a look, with examples"],
  ];
  if (source.book === undefined && !source.files.includes("-")) steps.push([`${annua} import ${from} --book company.annua`, "keep them in a book"]);
  return steps;
}

/** How the file was said to be read, which the next command has to say, too. */
function readingWords(options: Options): string[] {
  const one = (flag: string, value: string | undefined) => (value === undefined ? [] : [flag, shellWord(value)]);
  const each = (flag: string, values: string[] | undefined) => (values ?? []).flatMap((value) => [flag, shellWord(value)]);
  return [
    ...one("--profile", options.profile), ...one("--beside", options.beside), ...one("--sheet", options.sheet), ...one("--header-row", options.headerRow), ...each("--map", options.map), ...each("--const", options.const),
    ...each("--keep", options.keep), ...one("--date-order", options.dateOrder), ...one("--decimal", options.decimal), ...one("--measure", options.measure as string | undefined), ...one("--amounts-in", options.amountsIn), ...one("--encoding", options.encoding), ...one("--fill-down", options.fillDown),
    ...one("--end-convention", options.endConvention), ...each("--set", options.set), ...one("--policy", options.policy),
  ];
}

export const shellWord = (word: string): string => (/^[\w./,:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
