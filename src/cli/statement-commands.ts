/** Saying something beside the lines, looking at what is said, and taking it back. */
import { readInstant } from "../domain/instant.js";
import { label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { refuse } from "../domain/problem.js";
import { topicOf, type StatementField, type Topic, type TopicName } from "../domain/statements.js";
import type { Book } from "../engine/book.js";
import type { Statement } from "../engine/statement.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf, type Showing } from "./showing.js";
import type { Shell } from "./shell.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";

export async function say(shell: Shell, name: TopicName, words: readonly string[], options: Options): Promise<void> {
  const topic = topicOf(name);
  if (words.length > topic.typed.length) refuse("command-line", { said: `There is a word too many: ${words[topic.typed.length]!}.`, command: `annua ${name} ${topic.verb}`, example: topic.example });
  const given = Object.fromEntries([...topic.fields.map(({ name: field }) => field), "by", "recorded_on"].map((field) => [field, (words[topic.typed.indexOf(field)] ?? options[optionKey(field)]) as string | undefined]));
  await withStatements(shell, options, async (book, showing) => {
    const statement = await book.say(name, given, { dryRun: options["dryRun"] === true });
    await tell(shell, statement.problems);
    await give(shell, showing, { sheet: () => saidSheet(topic, statement, options["dryRun"] === true), json: () => objectOf({ ...statement }) });
  });
}

export async function unsay(shell: Shell, name: TopicName, numbers: readonly string[], options: Options): Promise<void> {
  const topic = topicOf(name);
  const ids = numbers.map((text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse("option-value", { option: "The number", value: text, expected: `one of those that \`annua ${name} list\` shows` })));
  await withStatements(shell, options, async (book, showing) => {
    const statements = await book.unsay(name, ids, { dryRun: options["dryRun"] === true, note: options["note"] as string | undefined });
    const notes = [options["dryRun"] === true ? "A dry run: nothing was kept." : `It stays known for what it was: \`annua imports undo ${statements[0]?.import_id ?? ""}\` brings it back.`];
    await give(shell, showing, { sheet: () => sheetOf(topic, `${topic.title}: removed`, statements, notes), json: () => objectOf({ removed: statements }) });
  });
}

export async function listSaid(shell: Shell, name: TopicName, options: Options): Promise<void> {
  const topic = topicOf(name);
  await withStatements(shell, { ...options, readOnly: true }, async (book, showing) => {
    const statements = await book.said(name);
    const notes = statements.length === 0 ? [] : [`\`annua ${name} remove N\` takes one back.`];
    await give(shell, showing, { sheet: () => ({ ...sheetOf(topic, topic.title, statements, notes), empty: `There are none. For example: ${topic.example}` }), json: () => objectOf({ statements }) });
  });
}

async function withStatements(shell: Shell, options: Options, work: (book: Book, showing: Showing) => Promise<void>): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, readOnly: options["readOnly"] === true, policy: words }, (book) => work(book, showing));
}

/** recorded_on -> recordedOn, as commander names what --recorded-on says. */
const optionKey = (field: string): string => flagName(field).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The option by which a field is said: --customer for the customer's id, --recorded-on for recorded_on. */
export const flagName = (field: string): string => (field === "customer_id" ? "customer" : field.replaceAll("_", "-"));

function saidSheet(topic: Topic, statement: Statement, isTrial: boolean): Sheet {
  const { kept, import_id } = statement;
  const outcome = isTrial && !kept ? "A dry run: nothing was kept." : kept ? `Nothing is deleted: \`annua imports undo ${import_id}\` takes it back.` : "The same was said before; nothing was changed.";
  return sheetOf(topic, kept ? `Kept: ${topic.noun}` : topic.noun.replace(/^an? /, "").replace(/^./, (first) => first.toUpperCase()), [statement], [outcome]);
}

const titles: Record<string, string> = { date: "Day", customer_id: "Customer", due: "Due", amount: "Amount", currency: "Currency", probability: "Probability", outcome: "Outcome" };
const titleOf = ({ name }: StatementField): string => titles[name] ?? name.replace(/^./, (first) => first.toUpperCase());

function sheetOf(topic: Topic, title: string, statements: readonly Statement[], notes: string[]): Sheet {
  const columns: Column[] = [label("no", "No."), ...topic.fields.map((field) => label(field.name, titleOf(field))), label("by", "By"), label("recorded_at", "Known since (UTC)")];
  const rows = statements.map(({ statement_id, said, recorded_at }): ReportRow => ({
    no: statement_id === null ? "" : String(statement_id), ...Object.fromEntries(topic.fields.map(({ name, kind }) => [name, kind === "amount" ? grouped(said[name] ?? "") : (said[name] ?? "")])),
    by: said["by"] ?? "", recorded_at: readInstant(recorded_at, 16),
  }));
  const shown = columns.filter(({ name }) => rows.length === 0 || rows.some((row) => row[name] !== ""));
  return { title, scope: [], currency: null, columns: shown, rows, shape: "plain", notes };
}
