/** Any report of the catalogue on files or on a book. */
import { existsSync } from "node:fs";
import type { Column, Report, ReportResult } from "../catalogue/index.js";
import { changedWords, readPolicy } from "../domain/policy.js";
import { refuse } from "../domain/problem.js";
import { jsonOf, objectOf } from "../export/json.js";
import { sheetOf } from "../export/sheet.js";
import { checkWord } from "../engine/beside-words.js";
import { parquetOf } from "../engine/parquet.js";
import { checkedParams } from "./checked-params.js";
import { Ended, statusOf } from "./exit-status.js";
import { sourceOf, withLines, type Source } from "./lines-source.js";
import { grainLetters, paramsOf, type Format, type Options } from "./options.js";
import { shellWord } from "./overview.js";
import { besideWords, readDefinition, readScenarioFile, merged, type Definition } from "./policy-words.js";
import { headlineOf } from "./range-text.js";
import { movesNothing, notesOf } from "./report-notes.js";
import { give, showingOf } from "./showing.js";
import { write, type Shell } from "./shell.js";
import { tell } from "./telling.js";

export async function runReport(shell: Shell, report: Report, given: readonly string[], options: Options): Promise<void> {
  const showing = showingOf(shell, options, true);
  const asked = paramsOf(options, report);
  const files = [...given];
  // the one thing that a history of one customer can't do without comes first, as in `annua customer acme`
  if (report.name === "customer" && asked["customer"] === undefined) {
    if (files.length === 0 || (files.length === 1 && isSource(files[0]!))) refuse("customer-unnamed", unnamed(files, options));
    asked["customer"] = files.shift();
  }
  if (report.name === "restatement" && asked["period"] === undefined && files.length > 0 && !isSource(files[0]!)) asked["period"] = files.shift();
  asked["grain"] = grainOf(options) ?? asked["grain"];
  const failOn = failWord(report, options["failOn"]);
  for (const { name, type } of report.params) if (type === "scenario" && typeof asked[name] === "string") asked[name] = await readScenarioFile(asked[name]);
  const source = sourceOf(shell, files, options);
  if (source.book !== undefined) refuseReadingWords(report, options);
  const vsPolicy = await besideWords(asked["vs"]);
  if (typeof asked["vs"] === "string" && vsPolicy === undefined && report.params.some(({ name }) => name === "vs")) checkWord(asked["vs"]);
  checkedParams(report, asked, merged(await readDefinition(options, source.book)), source.book !== undefined);
  await withLines(shell, source, { ...options, keepsNumbers: report.name === "questions" }, async (book, definition) => {
    const params = { ...asked, ...answeredUnder(definition), ...(vsPolicy === undefined ? {} : { vs_policy: vsPolicy }) };
    if (options.showSql) return write(shell.stdout, await sqlText(report, await book.sql(report.name, params), source, options));
    const result = await book.run(report.name, params);
    await tell(shell, result.problems, result.currency);
    if (showing.unit !== undefined && (showing.format === "json" || showing.format === "csv")) await write(shell.stderr, `--in ${showing.unit} is for tables; ${showing.format} stays exact.\n`);
    const { policy } = readPolicy(changedWords({ ...book.policy }, definition.set ?? {}));
    const headline = report.name === "snapshot" && showing.format === "table" ? await headlineOf(book, params) : [];
    await give(shell, showing, { sheet: () => sheetOf(withoutEmpty(result, showing.format), [...headline, ...notesOf(result, policy, showing.format)]), json: () => jsonOf(result), parquet: () => parquetOf(result) });
    const status = statusOf(result.problems);
    if (status !== 0 || isFailing(report, result, failOn)) throw new Ended(status === 0 ? 1 : status);
  });
}

/** An option that a report shares with the reading of files has no words of reading where no file is read. */
function refuseReadingWords({ params }: Report, options: Options): void {
  const { choices = [] } = params.find(({ name }) => name === "measure") ?? {};
  const word = choices.length === 0 ? undefined : [options.measure ?? []].flat().find((said) => !choices.includes(said));
  if (word !== undefined) refuse("param-value", { param: "measure", value: word, expected: choices.join(", ") });
}

/** The word after --fail-on, which the report's rows must know. */
function failWord({ fails }: Report, said: unknown): string | undefined {
  if (typeof said !== "string" || fails === undefined || fails.worstFirst.includes(said)) return said as string | undefined;
  return refuse("option-value", { option: "--fail-on", value: said, expected: fails.worstFirst.join(", ") });
}

/** Whether a row is as bad as a script wants to know of. */
const isFailing = ({ fails }: Report, { rows }: ReportResult, word: string | undefined): boolean =>
  fails !== undefined && word !== undefined && rows.some((row) => fails.worstFirst.slice(0, fails.worstFirst.indexOf(word) + 1).includes(String(row[fails.by])));

/** A table has no room for columns of questions and of restated rows that say nothing, and for definitions that move nothing; other formats and reports have all. */
function withoutEmpty(result: ReportResult, format: Format): ReportResult {
  if (format !== "table") return result;
  if (["questions", "restatement"].includes(result.report)) return { ...result, columns: result.columns.filter((column) => says(column, result)) };
  return result.report === "definitions" ? { ...result, rows: result.rows.filter((row) => !movesNothing(row)) } : result;
}

/** Movements of which there are none say as little as an empty text. */
const says = ({ name, kind }: Column, { rows, params }: ReportResult): boolean =>
  rows.some((row) => (row[name] ?? "") !== "" && (kind !== "flow" || params["detail"] !== "history" || /[1-9]/.test(String(row[name]))));

/** The one word of `annua customer acme.annua` is no id. */
const isSource = (word: string): boolean => word.endsWith(".annua") || existsSync(word);

function unnamed([file]: readonly string[], { book, lines }: Options): { example: string; list: string } {
  const from = [...(file === undefined ? [] : [file]), ...(lines ?? [])].map(shellWord).concat(book === undefined ? [] : [`--book ${shellWord(book)}`]).join(" ");
  return { example: `annua customer acme ${from}`.trim(), list: `annua customers ${from}`.trim() };
}

/** A book is opened under its policy file; single knobs are the question's own. */
const answeredUnder = ({ set }: Definition): { set?: Record<string, unknown> } => (set === undefined ? {} : { set });

/** A script to be run, or, where JSON was asked for by name, also the SQL and its parameters apart. */
async function sqlText(report: Report, asked: { sql: string; params: Record<string, unknown> }, { book, files }: Source, options: Options): Promise<Iterable<string>> {
  const { scriptOf } = await import("../engine/sql-script.js");
  const path = book ?? `${files[0] === "-" ? "contracts" : files[0]!.replace(/\.[^./\\]*$/, "")}.annua`;
  const remarks = [
    ...(book === undefined ? [`There is no book yet: \`annua import ${files.map(shellWord).join(" ")} --book ${shellWord(path)}\` makes the one that it reads.`] : []),
    ...(asked.params["vs"] === null || asked.params["vs"] === undefined ? [] : [`--vs ${String(asked.params["vs"])} asks the same once more, of that span or under that policy; here it is asked once.`]),
    ...(options.set === undefined && options.policy === undefined ? [] : ["The tables of a book are those of the policy that it remembers, so make this one its own first: `annua policy set`."]),
  ];
  const script = scriptOf(asked, { book: path, remarks, isChecks: report.madeOf !== undefined });
  return options.format === "json" ? objectOf({ ...asked, script }) : [script];
}

/** -Q and the like; two that differ are a slip of the pen. */
function grainOf(options: Options): string | undefined {
  const letters = Object.entries(grainLetters).filter(([letter]) => options[letter] === true);
  const said = options["grain"] as string | undefined;
  const [first, second] = [...letters.map(([letter, grain]) => ({ flag: `-${letter}`, grain: grain as string })), ...(said === undefined ? [] : [{ flag: `--grain ${said}`, grain: said }])];
  if (first && second && first.grain !== second.grain) refuse("options-clash", { one: first.flag, other: second.flag, remedy: "Choose one grain." });
  return first?.grain;
}
