/** Questions and decisions as they are told: amounts as exact text, and the rows of the report `questions`. */
import { choiceMeaning, questionKind, withDay, type Facts } from "../catalogue/questions.js";
import type { ReportRow } from "../catalogue/result.js";
import { lastClose } from "../domain/calendar.js";
import { decimalText } from "../domain/money.js";
import type { Database } from "./database.js";
import { listDecisions, type Decision } from "./decision.js";
import { arrRange, dayTaken, decisionEffects, openQuestions, priced, type ChoiceWorth, type Days, type NumberQuestions, type PricedQuestion } from "./question-list.js";
import { grouped } from "./stake.js";

export type QuestionStatus = "open" | "decided" | "all";

/** What one choice would make of ARR, as exact decimal text. */
export interface ChoiceView {
  choice: string;
  meaning: string;
  /** The day that it takes where an answer gives none with --until; "" where it takes none, or another for each line, and where the list is not of today, as an answer is. */
  until: string;
  /** All ARR at the close of the day, with this choice. */
  arr: string;
  effect: string;
  /** What it moves at the last close, the end of the last whole month. */
  effect_on_close: string;
}

/** A question with its choices, or a decision. */
export interface QuestionView {
  /** "Q7"; "D3" for an adjustment. */
  id: string;
  kind: string;
  question: string;
  subject: string;
  /** What the sentence is about: customer, product, ids of lines, days; null of a decision. */
  facts: Facts | null;
  arr_at_stake: string;
  /** The choice that figures are made with while nobody answers; of a decision the one that was made. */
  default_taken: string;
  choices: ChoiceView[];
  status: "open" | "decided" | "withdrawn";
  decision: Decision | null;
  /** What the decision moves, given those that were made before it. */
  effect: string | null;
  effect_on_close: string | null;
}

/** ARR as it is, and between what it lies while questions are open; exact decimal text. */
export interface ArrRangeView {
  on: string;
  currency: string;
  arr: string;
  open_questions: number;
  lowest: string;
  highest: string;
}

/** The day that is asked about and the last whole month's end on or before it. */
const daysOf = (on: string): Days => ({ on, close: lastClose(on) });

/** The questions of a status, the largest ARR at stake first; decisions in the order of recording. `keep` keeps the numbers of questions. */
export async function questionViews(db: Database, on: string, status: QuestionStatus, places: number, keep: NumberQuestions | undefined, isToday: boolean, backlog?: string): Promise<QuestionView[]> {
  const days = daysOf(on);
  const views: QuestionView[] = [];
  if (status !== "decided") {
    const open = await priced(db, await openQuestions(db, on, { backlog, keep }), days);
    views.push(...open.map((question) => viewOf(question, places, isToday)));
  }
  if (status !== "open") {
    const effects = await decisionEffects(db, days);
    const decisions = (await listDecisions(db)).filter((one) => status === "all" || one.withdrawn_at === null);
    views.push(...decisions.map((decision) => decidedView(decision, effects.get(decision.decision_id), places)));
  }
  return views;
}

export async function rangeView(db: Database, on: string, currency: string, places: number): Promise<ArrRangeView> {
  const range = await arrRange(db, await openQuestions(db, on), daysOf(on));
  const [arr, lowest, highest] = [range.arr, range.lowest, range.highest].map((amount) => decimalText(amount, places)) as [string, string, string];
  return { on, currency, arr, open_questions: range.open, lowest, highest };
}

/** The rows of the report. */
export function questionRows(views: readonly QuestionView[]): ReportRow[] {
  return views.map((view): ReportRow => ({
    id: view.id, question: view.question, subject: view.subject, arr_at_stake: view.arr_at_stake, default_taken: view.default_taken,
    choices: view.choices.map((choice, at) => choiceText(choice, at)).join("; "), status: view.status, decision: view.decision === null ? "" : decisionText(view.decision),
    effect: view.effect, effect_on_close: view.effect_on_close, customer: textOf(view.facts, "customer"), product: textOf(view.facts, "product"),
  }));
}

/** What a question is about, where it is of one. */
const textOf = (facts: Facts | null, name: string): string => (typeof facts?.[name] === "string" ? facts[name] : "");

function viewOf({ question_no, kind, sentence, subject, facts, stake, choices, worth }: PricedQuestion, places: number, isToday: boolean): QuestionView {
  const of = questionKind(kind);
  const text = (amount: bigint | undefined) => decimalText(amount ?? 0n, places);
  const told = choices.map(({ choice, sets }): ChoiceView => {
    const found = worth.find((one) => one.choice === choice);
    return { choice, meaning: choiceMeaning(of, choice), until: isToday ? dayTaken(kind, { choice, sets }) : "", arr: text(found?.whole), effect: text(found?.arr), effect_on_close: text(found?.closing) };
  });
  return {
    id: `Q${question_no}`, kind, question: sentence, subject, facts, arr_at_stake: text(stake), default_taken: choices[0]!.choice, choices: told, status: "open",
    decision: null, effect: null, effect_on_close: null,
  };
}

function decidedView(decision: Decision, effect: ChoiceWorth | undefined, places: number): QuestionView {
  const stands = decision.withdrawn_at === null;
  const text = (amount: bigint | undefined) => (stands ? decimalText(amount ?? 0n, places) : null);
  const moved = effect?.arr ?? 0n;
  return {
    id: decision.question_id ?? `D${decision.decision_id}`, kind: decision.deed, question: decision.question, subject: decision.subject, facts: null,
    arr_at_stake: decimalText(moved < 0n ? -moved : moved, places), default_taken: decision.choice, choices: [], status: stands ? "decided" : "withdrawn",
    decision, effect: text(effect?.arr), effect_on_close: text(effect?.closing),
  };
}

/** "churned: ARR 1,200.00", "renewed until 2026-12-31: ARR 1,250.00 (+50.00; last close +50.00)" or "apart: ARR as it is" */
function choiceText({ choice: name, until, arr, effect, effect_on_close }: ChoiceView, at: number): string {
  const choice = withDay(name, until);
  const moves = /[1-9]/.test(effect + effect_on_close);
  if (at > 0 && !moves) return `${choice}: ARR as it is`;
  return `${choice}: ARR ${withCommas(arr)}${moves ? ` (${signed(effect)}; last close ${signed(effect_on_close)})` : ""}`;
}

/** "renewed until 2026-12-31, by jane on 2026-03-04: mail of 3 March" */
function decisionText({ deed, choice, until, made_by, recorded_at, withdrawn_at, note, amount, from_on }: Decision): string {
  const what = withDay(deed === "adjust" ? `${signed(amount)} a year from ${from_on}` : choice, until);
  const back = withdrawn_at === null ? "" : `, withdrawn on ${withdrawn_at.slice(0, 10)}`;
  return `${what},${made_by === "" ? "" : ` by ${made_by}`} on ${recorded_at.slice(0, 10)}${back}${note === "" ? "" : `: ${note}`}`;
}

const withCommas = (amount: string): string => {
  const [, sign, whole, part] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)!;
  return `${sign}${grouped(BigInt(whole!), 0)}${part === undefined ? "" : `.${part}`}`;
};
const signed = (amount: string): string => (/^[+-]?\d/.test(amount) ? `${/^[+-]/.test(amount) ? "" : "+"}${amount.startsWith("+") ? amount : withCommas(amount)}` : amount);
