/**
 * The questions that a book raises under the derivation in use, each with what every choice would make of ARR. A question keeps its number
 * from the first time that it was listed on a book that is written to.
 */
import { questionKind, questionKinds, usualBacklog, type Facts } from "../catalogue/questions.js";
import { addDays } from "../domain/calendar.js";
import type { Database, Row } from "./database.js";
import { useView } from "./derive.js";
import { rangeOver } from "./arr-range.js";
import { bundlesOf, groupsOf } from "./question-group.js";
import { choicesOf, effectsOf, type Apart, type Place, type PlacedQuestion, type Plan } from "./question-plan.js";
import { workOut, type FieldSet } from "./scenario.js";
import { sqlFile } from "./sql-file.js";

export interface Choice {
  choice: string;
  sets: FieldSet[];
}

/** As found, before anything is worked out. */
export interface FoundQuestion {
  question_no: number;
  key: string;
  kind: string;
  subject: string;
  sentence: string;
  facts: Facts;
  /** Keys of the customers whose lines it is about. */
  customers: number[];
  /** ARR that hangs on it, in minor units, as its check tells it. */
  stake: bigint;
  /** The first is what is taken while nobody answers. */
  choices: Choice[];
  /** False where no choice can move ARR at the close of the day, whatever else is decided. */
  moves_arr: boolean;
}

/** The day that a choice takes where nobody gives one with --until, as a person would give it; "" where it takes none, or other days for other lines. */
export function dayTaken(kind: string, { choice, sets }: Choice): string {
  const takes = questionKind(kind).until;
  if (takes?.choice !== choice) return "";
  const [day = "", ...others] = new Set(sets.filter(({ field }) => field === takes.field).map(({ value }) => value));
  if (day === "" || others.length > 0) return "";
  return takes.isLast ? addDays(day, -1) : day;
}

/** What a choice would move, in minor units: ARR at the close of the day and at the last close; `whole` is all ARR on the day with it. */
export interface ChoiceWorth {
  question_no: number;
  choice: string;
  arr: bigint;
  closing: bigint;
  whole: bigint;
}

export interface PricedQuestion extends FoundQuestion {
  worth: ChoiceWorth[];
}

/** The day at whose close ARR is told, and the last close: the last day of the month before. */
export interface Days {
  on: string;
  close: string;
}

/** ARR in minor units as it is, and the lowest and highest that the open questions leave possible. */
export interface ArrRange {
  arr: bigint;
  lowest: bigint;
  highest: bigint;
  open: number;
}

/** Gives questions that nobody was told of the numbers by which they are answered from now on. */
export type NumberQuestions = (questions: readonly FoundQuestion[]) => Promise<void>;

/**
 * The open questions, the largest ARR at stake first.
 * @param backlog months since its signature from which a line that is not live is one; "none": never
 * @param keep keeps the numbers of those that have none; without it they are what they would be, and nobody may be told of them
 */
export async function openQuestions(db: Database, on: string, { backlog = usualBacklog, keep }: { backlog?: string | undefined; keep?: NumberQuestions | undefined } = {}): Promise<FoundQuestion[]> {
  await useView(db);
  await db.runFile("ask/choice");
  const numbers = new Map((await db.rows("select question_key, question_no from question_number")).map((row) => [String(row["question_key"]), Number(row["question_no"])]));
  const decided = new Set((await db.rows("select question_no from decision where withdrawn_at is null and question_no is not null")).map((row) => Number(row["question_no"])));
  const found: FoundQuestion[] = [];
  for (const { name } of questionKinds) for (const row of await db.rows(textOf(name), { on, backlog })) found.push(questionOf(name, row, numbers));
  const open = found.filter((question) => !decided.has(question.question_no)).sort(byStake);
  const unknown = open.filter(({ question_no }) => question_no === 0);
  let next = await lastNumber(db);
  for (const question of unknown) question.question_no = ++next;
  if (unknown.length > 0) await keep?.(unknown);
  return open;
}

const lastNumber = async (db: Database): Promise<number> => Number((await db.row("select coalesce(max(question_no), 0) as last from book.question_number"))["last"]);

/** So often it is looked which numbers are free: whoever writes to the book beside may have taken the same one at this moment. */
const mostTries = 5;

/** Keeps numbers for questions, and gives them to the questions; those that somebody else has kept meanwhile are theirs. */
export async function keepNumbers(db: Database, questions: readonly FoundQuestion[]): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await keepOnce(db, questions);
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}

async function keepOnce(db: Database, questions: readonly FoundQuestion[]): Promise<void> {
  const kept = await db.rows(
    `with told as (select unnest(from_json($told, '[{"place": "INTEGER", "question_key": "VARCHAR"}]'), recursive := true)),
      unknown as (from told anti join book.question_number using (question_key))
     select question_key, (select coalesce(max(question_no), 0) from book.question_number) + row_number() over (order by place) as question_no, true as is_new from unknown
     union all
     select question_key, question_no, false from book.question_number semi join told using (question_key)`,
    { told: JSON.stringify(questions.map(({ key }, place) => ({ place, question_key: key }))) },
  );
  const numbers = new Map(kept.map((row) => [String(row["question_key"]), Number(row["question_no"])]));
  for (const question of questions) question.question_no = numbers.get(question.key)!;
  const fresh = kept.filter(({ is_new }) => is_new === true);
  if (fresh.length === 0) return;
  await db.run(
    `insert into book.question_number
     select question_no, question_key from (select unnest(from_json($fresh, '[{"question_no": "INTEGER", "question_key": "VARCHAR"}]'), recursive := true))`,
    { fresh: JSON.stringify(fresh.map(({ question_no, question_key }) => ({ question_no: Number(question_no), question_key }))) },
  );
}

/** What each choice would make of ARR, everything else as it is. */
export async function priced(db: Database, questions: readonly FoundQuestion[], days: Days): Promise<PricedQuestion[]> {
  const worths = await worthsOf(db, choicesOf(await placed(db, questions), await apartIn(db)), days);
  const arr = await arrOn(db, days.on);
  const ofQuestion = new Map(questions.map((question) => [question.question_no, [asItIs(question, arr)]]));
  for (const worth of worths) ofQuestion.get(worth.question_no)!.push(worth);
  return questions.map((question) => withStake({ ...question, worth: ofQuestion.get(question.question_no)! })).sort(byMove);
}

/** The choice that is taken moves nothing. */
const asItIs = ({ question_no, choices }: FoundQuestion, arr: bigint): ChoiceWorth => ({ question_no, choice: choices[0]!.choice, arr: 0n, closing: 0n, whole: arr });

async function arrOn(db: Database, on: string): Promise<bigint> {
  const { arr } = await db.row("select cast(coalesce(sum(change), 0) as hugeint) as arr from day_total where on_date <= cast($on as date)", { on });
  return BigInt(String(arr));
}

/** Under churn_date last_day what counts of a customer hangs on its total, so its products can't be worked out by themselves. */
async function apartIn(db: Database): Promise<Apart> {
  return (await db.row("select churn_date from policy"))["churn_date"] === "last_day" ? "customers" : "products";
}

/** The questions that move anybody's ARR, each with what it moves. */
async function placed(db: Database, questions: readonly FoundQuestion[]): Promise<PlacedQuestion[]> {
  const told = questions.map(({ question_no, customers, choices }) => ({ question_no, customers, sets: choices.flatMap(({ sets }) => sets) }));
  const places = new Map<number, Place[]>(questions.map(({ question_no }) => [question_no, []]));
  for (const row of await db.rows(sqlFile("decide/question_place"), { questions: JSON.stringify(told) })) {
    places.get(Number(row["question_no"]))!.push({ customer_key: Number(row["customer_key"]), home_key: Number(row["home_key"]), product_key: Number(row["product_key"]) });
  }
  return questions.map((question) => ({ question, places: places.get(question.question_no)! }));
}

async function worthsOf(db: Database, plan: Plan, days: Days): Promise<ChoiceWorth[]> {
  await workOut(db, plan, days);
  const rows = await db.rows(sqlFile("decide/choice_worth"), { plan: JSON.stringify(plan.worths), on: days.on });
  const amount = (row: Row, name: string) => BigInt(String(row[name]));
  return rows.map((row) => ({ question_no: Number(row["question_no"]), choice: String(row["choice"]), arr: amount(row, "arr"), closing: amount(row, "closing"), whole: amount(row, "whole") }));
}

/** ARR, and between what it lies while these questions are open. */
export async function arrRange(db: Database, questions: readonly FoundQuestion[], days: Days): Promise<ArrRange> {
  const apart = await apartIn(db);
  const bundles = bundlesOf(groupsOf(await placed(db, questions.filter((question) => question.moves_arr)), apart));
  return { ...(await rangeOver(db, bundles, apart, days.on)), open: questions.length };
}

/**
 * What each standing decision moves, given those that were recorded before it: so the ARR of the lines as they are written and the
 * decisions sum to ARR.
 */
export async function decisionEffects(db: Database, on: Days): Promise<Map<number, ChoiceWorth>> {
  await useView(db);
  const rows = await db.rows(sqlFile("decide/decided_customer"));
  const plan = effectsOf(rows.map((row) => ({ decision_id: Number(row["decision_id"]), line: String(row["line"]), customers: (row["customers"] as (string | number)[]).map(Number) })));
  return new Map((await worthsOf(db, plan, on)).map((worth) => [worth.question_no, worth]));
}

/** The SQL that finds the questions, one statement each. */
export const questionSql = (): string => questionKinds.map(({ name, title }) => `-- ${name}: ${title}\n${textOf(name)}`).join("\n");

function textOf(name: string): string {
  const { of } = questionKind(name);
  const text = sqlFile(`ask/${name}`);
  return of === undefined ? text : `with offence as (\n${sqlFile(`check/${of}`).trimEnd().replace(/;$/, "")}\n)\n${text}`;
}

function questionOf(kind: string, row: Row, numbers: ReadonlyMap<string, number>): FoundQuestion {
  const key = String(row["question_key"]);
  const facts = row["facts"] as Facts;
  return {
    question_no: numbers.get(key) ?? 0, key, kind, facts, subject: String(row["subject"]), sentence: questionKind(kind).ask(facts),
    customers: (row["customers"] as (string | number)[]).map(Number), stake: BigInt(String(row["stake"] ?? 0)), choices: choicesIn(row),
    moves_arr: row["moves_arr"] !== false,
  };
}

const choicesIn = ({ choices }: Row): Choice[] =>
  (choices as { choice: string; sets: Record<string, string>[] }[]).map(({ choice, sets }) => ({ choice, sets: sets.map(setOf) }));

const setOf = ({ target = "", target_id = "", target_name = "", field = "", value = "" }: Record<string, string>): FieldSet => ({ target, target_id, target_name, field, value });

/** What hangs on a question is at least what its dearest choice moves. */
function withStake(question: PricedQuestion): PricedQuestion {
  const move = largestMove(question);
  return { ...question, stake: move > question.stake ? move : question.stake };
}

const largestMove = ({ worth }: PricedQuestion): bigint => worth.flatMap(({ arr, closing }) => [arr, closing]).reduce((most, one) => (one > most ? one : -one > most ? -one : most), 0n);

/** What the dearest choice moves, then what hangs on it. */
function byMove(a: PricedQuestion, b: PricedQuestion): number {
  const [one, other] = [largestMove(a), largestMove(b)];
  return Number(other > one) - Number(other < one) || byStake(a, b);
}

const byStake = (a: FoundQuestion, b: FoundQuestion): number => Number(b.stake > a.stake) - Number(b.stake < a.stake) || a.question_no - b.question_no || (a.key < b.key ? -1 : 1);
