/** `annua diff`: two policies, two states of knowledge (days, closes, now), or two books. */
import { parsePeriod } from "../domain/period.js";
import { addDays } from "../domain/calendar.js";
import { changedWords, knobNames } from "../domain/policy.js";
import { problem, refuse } from "../domain/problem.js";
import { holds, readThreshold, type Threshold } from "../domain/threshold.js";
import { waterfall } from "../catalogue/reports/waterfall.js";
import type { Book } from "../engine/book.js";
import { diff, type DiffOptions, type DiffResult, type DiffSide } from "../engine/diff.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import { Ended, statusOf } from "./exit-status.js";
import { sourceOf, withLines } from "./lines-source.js";
import type { Options } from "./options.js";
import { wordsOf } from "./policy-commands.js";
import { isPolicyFile, readDefinition, type Definition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";

type Kind = "book" | "knowledge" | "policy";

/** @param words the two sides, the second of which may be left out, and files of lines */
export async function runDiff(shell: Shell, words: readonly string[], options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const files = words.filter(isList);
  const [a, b, third] = words.filter((word) => !isList(word));
  if (a === undefined || third !== undefined) refuse("command-line", { said: a === undefined ? "There is nothing to compare: name a policy, a day or a book." : `${third} is one too many: two sides are compared.`, command: "annua diff" });
  const failIf = thresholdOf(options["failIf"] as string | undefined);
  const kind = kindOf(a);
  if (b !== undefined && kindOf(b) !== kind) refuse("options-clash", { one: a, other: b, remedy: "Compare two policies, two days, closes or now, or two books." });
  const result = await (kind === "book" ? ofBooks(shell, a, b, options) : ofOneBook(shell, kind, [a, b], files, options));
  await tell(shell, result.problems, result.currency);
  const failed = failIf === undefined ? undefined : holds(failIf.threshold, new Map(result.rows.map((row) => [String(row["row"]), String(row["difference"])])));
  const json = () => objectOf({ ...result, fail_if: failIf === undefined ? undefined : { condition: failIf.text, holds: failed } });
  await give(shell, showing, { sheet: () => sheetOf(result, options["reverse"] === true), json });
  if (failed) await tell(shell, [problem("difference-beyond", { a: result.a, b: result.b, condition: failIf!.text })]);
  const status = statusOf(result.problems);
  if (failed || status !== 0) throw new Ended(status === 0 ? 1 : status);
}

/** Lines are told from policies by their ending. */
const isList = (word: string): boolean => word === "-" || /\.(csv|tsv|txt|xlsx|xlsm|jsonl?|ndjson|parquet)(\.gz)?$/i.test(word);

/** What a word names: a book by its ending, what was known by a day, a period of the calendar or a close, else a policy. */
function kindOf(word: string): Kind {
  if (word.endsWith(".annua")) return "book";
  return word === "now" || closeNamed(word) !== undefined || (/^\d{4}/.test(word) && !isPolicyFile(word)) ? "knowledge" : "policy";
}

/** The period, or the number of the close, of a word such as close:2026-01. */
const closeNamed = (word: string): string | undefined => /^close:?(.*)$/.exec(word)?.[1];

function thresholdOf(text: string | undefined): { text: string; threshold: Threshold } | undefined {
  if (text === undefined) return undefined;
  const read = readThreshold(text, waterfall.columns.filter(({ type }) => type === "money").map(({ name }) => name));
  if ("because" in read) refuse("option-value", { option: "--fail-if", value: text, expected: `a condition on differences such as 'abs(closing) > 10000 or churn < -500' (${read.because})` });
  return { text, threshold: read };
}

const diffOptions = (options: Options): DiffOptions => ({
  from: options["from"] as string | undefined, to: options["to"] as string | undefined, method: options["method"] as string | undefined,
  level: options["level"] as string | undefined, where: options["where"] as string[] | undefined, reverse: options["reverse"] === true,
});

/** Both on their own book, each under the policy that its reports are answered under. */
async function ofBooks(shell: Shell, a: string, b: string | undefined, options: Options): Promise<DiffResult> {
  const other = b ?? sourceOf(shell, [], options).book!;
  const opened = async <T>(path: string, work: (side: DiffSide) => Promise<T>): Promise<T> => {
    const definition = await readDefinition(options, path);
    return withBook(shell, { path, readOnly: true, create: false, policy: definition.words }, (book) => work({ name: path, book, policy: inForce(book, definition) }));
  };
  return opened(a, (one) => opened(other, (second) => diff(one, second, diffOptions(options))));
}

async function ofOneBook(shell: Shell, kind: Kind, [a, b]: [string, string | undefined], files: readonly string[], options: Options): Promise<DiffResult> {
  const source = sourceOf(shell, files, options);
  return withLines(shell, source, options, async (book, definition) => {
    const side = (word: string | undefined) => (kind === "knowledge" ? knownBy(word ?? "now", book, definition) : policyOf(word, book, definition));
    return diff(await side(a), await side(b), diffOptions(options));
  });
}

/** The policy that a report is answered under: of the book, changed by --set and a preset of --policy. */
const inForce = (book: Book, { set }: Definition): Record<string, unknown> => changedWords({ ...book.policy }, set ?? {});

function knownBy(word: string, book: Book, definition: Definition): DiffSide {
  const close = closeNamed(word);
  if (close === "") refuse("option-value", { option: "A close", value: word, expected: "a closed period such as close:2026-01, or a close by its number such as close:1" });
  if (close !== undefined) return { name: /^\d{1,3}$/.test(close) ? `known at close ${close}` : `known at the close of ${close.toUpperCase()}`, book, close };
  const side = { name: word === "now" ? "known now" : `known on ${word}`, book, policy: inForce(book, definition) };
  if (word === "now") return side;
  const period = parsePeriod(word.toUpperCase(), book.policy);
  if (period === undefined) refuse("option-value", { option: "A day", value: word, expected: "a day such as 2026-01-31, a period such as 2026-01 for its last day, close:2026-01, or now" });
  return { ...side, known_on: addDays(period.to_date, -1) };
}

async function policyOf(word: string | undefined, book: Book, definition: Definition): Promise<DiffSide> {
  const own = inForce(book, definition);
  if (word === undefined) return { name: definition.file ?? "the one in force", book, policy: own };
  return { name: word, book, policy: await wordsOf(word, book) };
}

const isNothing = (value: unknown): boolean => /^-?0(\.0+)?$/.test(String(value));

/** Rows in which nothing stands are left out. */
function sheetOf({ a, b, params, causes, currency, columns, rows, provenance }: DiffResult, isReverse: boolean): Sheet {
  const { from, to, ...others } = params;
  const order = causes.length === 0 ? "They do not differ." : `Taken one after the other: ${causes.join(", ")}; each step is what it adds to those before it, and they sum to the difference.`;
  const knobs = causes.filter((cause) => knobNames.some((name) => name === cause));
  const way = knobs.length > 1 ? [isReverse ? "This is the other order; without --reverse it is that of `annua policy show`." : "--reverse takes knobs the other way round: single steps may change, their sum does not."] : [];
  return {
    title: "Difference of two waterfalls", currency, shape: "bridge",
    scope: [`${String(from)} to ${String(to)}`, `${a} and ${b}`, ...Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${String(value)}`]))],
    columns: columns.filter(({ name }) => name !== "row"),
    rows: rows.filter((row) => columns.some(({ name, type }) => type === "money" && !isNothing(row[name]))),
    notes: [order, ...way, `data ${start(provenance.a.data)} and ${start(provenance.b.data)}, policies ${start(provenance.a.policy)} and ${start(provenance.b.policy)}`],
  };
}

const start = (hash: string): string => hash.replace(/^sha256:/, "").slice(0, 8);
