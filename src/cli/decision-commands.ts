/** Deciding: answering a question, adjusting a customer, and taking either back. */
import { label, money, type Column } from "../catalogue/define.js";
import { choiceMeaning, questionKinds, withDay } from "../catalogue/questions.js";
import { refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import type { Decision } from "../engine/decision.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import { tellingOf } from "./accepting.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { rangeText } from "./range-text.js";
import { withBook } from "./with-book.js";

const columns: Column[] = [label("id", "No."), label("question", "Question"), label("choice", "Decision"), label("meaning", "Which means"), money("arr_before", "stock", "ARR before"), money("arr_after", "stock", "ARR after")];

export async function answer(shell: Shell, id: string, choice: string | undefined, options: Options): Promise<void> {
  const { until, note, by } = options as Record<"until" | "note" | "by", string | undefined>;
  if (options["withdraw"] === true) {
    if (choice !== undefined) refuse("options-clash", { one: "--withdraw", other: choice, remedy: "Withdraw first, then answer anew." });
    return deciding(shell, options, (book) => book.withdraw(id, tellingOf(shell, options)));
  }
  await deciding(shell, options, (book) => book.answer(id, choice ?? "", { until, note, by, ...tellingOf(shell, options) }));
}

export async function adjust(shell: Shell, options: Options): Promise<void> {
  const { customer, amount, from, until, reason, by, withdraw } = options as Record<"customer" | "amount" | "from" | "until" | "reason" | "by" | "withdraw", string | undefined>;
  if (withdraw !== undefined) return deciding(shell, options, (book) => book.withdraw(withdraw.toUpperCase().replace(/^D?/, "D"), tellingOf(shell, options)));
  const missing = Object.entries({ customer, amount, from, reason }).find(([, value]) => value === undefined);
  if (missing) refuse("command-line", { said: `An adjustment needs --${missing[0]}.`, command: "annua adjust", example: "annua adjust --customer acme --amount -1200 --from 2026-01 --reason 'credit of 3 March'" });
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(amount!.trim())) refuse("option-value", { option: "--amount", value: amount!, expected: "what a year is worth as a plain number, such as -1200 or 99.50" });
  await deciding(shell, options, (book) => book.adjust({ customer: customer!, amount: amount!, from: from!, until, reason: reason!, by, ...tellingOf(shell, options) }));
}

async function deciding(shell: Shell, options: Options, work: (book: Book) => Promise<Decision>): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, policy: words }, async (book) => {
    const before = (await book.run("snapshot")).rows[0]?.["arr"] ?? null;
    const decision = await work(book);
    const range = await book.range();
    const told = { ...decision, arr_before: before, arr_after: range.arr, range };
    await give(shell, showing, { sheet: () => sheetOf(decision, String(before), range.arr, range.currency, rangeText(range)), json: () => objectOf(told) });
  });
}

function sheetOf(decision: Decision, before: string, after: string, currency: string, headline: string): Sheet {
  const id = decision.question_id ?? `D${decision.decision_id}`;
  const choice = withDay(decision.deed === "adjust" ? `${decision.amount} a year from ${decision.from_on}` : decision.choice, decision.until);
  const row = { id, question: decision.question, choice, meaning: meaningOf(decision), arr_before: before, arr_after: after };
  const back = decision.deed === "adjust" ? `annua adjust --withdraw ${decision.decision_id}` : `annua answer ${id} --withdraw`;
  const notes = decision.withdrawn_at === null ? [`No line was edited: \`${back}\` takes it back.`] : ["It stays on record as withdrawn."];
  return { title: decision.withdrawn_at === null ? "Decided" : "Withdrawn", scope: [decision.subject], currency, columns, rows: [row], shape: "plain", notes: [headline, ...notes] };
}

function meaningOf({ deed, choice }: Decision): string {
  if (deed === "adjust") return "A recurring line of this amount.";
  return questionKinds.map((kind) => choiceMeaning(kind, choice)).find((meaning) => meaning !== "") ?? "";
}
