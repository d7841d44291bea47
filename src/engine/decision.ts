/** Decisions: answers to questions, and adjustments. Rows on the record clock that set fields of lines where they are read; no line is edited. */
import { instantOf } from "../domain/instant.js";
import { createHash } from "node:crypto";
import { addDays, isDate } from "../domain/calendar.js";
import { questionKind } from "../catalogue/questions.js";
import type { Policy } from "../domain/policy.js";
import { parsePeriod } from "../domain/period.js";
import { nearest, ProblemError, refuse } from "../domain/problem.js";
import { ClosedWatch, keptOnly, madeBy, type RestatementOptions, type Restating } from "./closed-watch.js";
import type { Database, Row } from "./database.js";
import type { Derivations } from "./derivation.js";
import { bindView, deriveAll, deriveTouched } from "./derive.js";
import { likeCustomer } from "./group-column.js";
import { arrOn, landUnder, moneyOf } from "./import.js";
import { lastImport, logByHand, type HandStep } from "./import-log.js";
import { judgeRows, keepRows } from "./land.js";
import { policyHash } from "./policy-tables.js";
import { dayTaken, keepNumbers, openQuestions, type Choice, type FoundQuestion } from "./question-list.js";
import { columnsOf, rowsOfArray } from "./row-set.js";
import type { FieldSet } from "./scenario.js";

export interface Decision {
  decision_id: number;
  deed: "answer" | "adjust";
  /** The question that it answers, such as "Q7"; null for an adjustment. */
  question_id: string | null;
  question: string;
  subject: string;
  choice: string;
  /** As it is meant: a last day of a renewed term or of an adjustment, the first day at the full price; empty: there is none, or another for each line. */
  until: string;
  note: string;
  made_by: string;
  customer: string;
  /** A year, as written; of an adjustment. */
  amount: string;
  from_on: string;
  recorded_at: string;
  /** Null while it stands. */
  withdrawn_at: string | null;
}

/** A decision that was made or taken back, or with `dryRun` would be. */
export interface Decided extends Decision, Restating {
  /** ARR at the close of today with it, exact decimal text. */
  arr_after: string;
}

export interface AnswerOptions extends RestatementOptions {
  /** For a choice that asks for a day: of `renewed` the last day of the new term (of a period its last), of a discount that ends the first day at the full price. */
  until?: string | undefined;
  note?: string | undefined;
  by?: string | undefined;
}

export interface Adjustment extends RestatementOptions {
  customer: string;
  /** A year, in the reporting currency; may be below zero. */
  amount: string;
  /** The first day on which it counts; of a period its first. */
  from: string;
  /** The last day on which it counts; of a period its last. Without it, it counts until it is taken back. */
  until?: string | undefined;
  reason: string;
  by?: string | undefined;
}

/** The line that an adjustment is. */
export const lineOfAdjustment = (decisionId: number): string => `decision-${decisionId}`;

/** What a change of the decisions needs to know of the book. */
export interface Deciding {
  db: Database;
  derivations: Derivations;
  policy: Policy;
  /** The day on which questions are asked. */
  today: string;
}

export async function listDecisions(db: Database): Promise<Decision[]> {
  return (await db.rows("select * replace (cast(recorded_at as varchar) as recorded_at, cast(withdrawn_at as varchar) as withdrawn_at) from book.decision order by decision_id")).map(decisionOf);
}

/** The hash of the decisions that stand; undefined where none does. @param asKnown as far as the derivation in use knows of them */
export async function decisionsHash(db: Database, asKnown = false): Promise<string | undefined> {
  const sets = await db.rows(
    `select decision_id, deed, choice, until, customer_id, amount, from_on, target, target_id, target_name, field, value
     from ${asKnown ? "decision" : "book.decision"} left join book.decision_set using (decision_id) where withdrawn_at is null order by all`,
  );
  return sets.length === 0 ? undefined : `sha256:${createHash("sha256").update(JSON.stringify(sets.map((row) => Object.values(row)))).digest("hex")}`;
}

/** Answers an open question. The derivation in use must be the book's own. */
export async function answerQuestion(deciding: Deciding, id: string, choice: string, options: AnswerOptions): Promise<Decided> {
  const { db } = deciding;
  const question = await answered(db, deciding.today, id);
  const until = options.until === undefined ? undefined : dayGiven(question, choice, options.until, deciding.policy);
  const sets = setsOf(question, choice, until);
  const day = until ?? dayTaken(question.kind, { choice, sets });
  return decide(deciding, { ...options, source: `Q${question.question_no} ${choice}`, note: options.note ?? "" }, async ({ decisionId, importId, now }) => {
    await insertDecision(db, { decisionId, importId, now, deed: "answer", question, choice, until: day, note: options.note ?? "", by: options.by ?? "" });
    await db.runFile("decide/record_set", { decision_id: decisionId, sets: JSON.stringify(sets) });
    await bindView(db);
    await db.runFile("decide/touched", { decision_id: decisionId });
    await insertScope(db, question.customers);
    return { isBound: true };
  });
}

/** The question of a number, also where it was listed under another --backlog than the usual one. */
async function answered(db: Database, on: string, id: string): Promise<FoundQuestion> {
  const usual = await openQuestions(db, on);
  const kept = await db.rows("select 1 from question_number where question_no = $no", { no: /^q?(\d{1,9})$/i.exec(id)?.[1] ?? "0" });
  const open = kept.length === 0 || usual.some(({ question_no }) => `Q${question_no}` === id.toUpperCase().replace(/^Q?/, "Q")) ? usual : await openQuestions(db, on, { backlog: "0" });
  const question = await questionOf(db, open, id);
  // nobody was told of it: it keeps its number whatever becomes of the answer, before somebody who lists questions meanwhile gives that to another
  if (kept.length === 0) await keepNumbers(db, open);
  return question;
}

/** Adds a recurring line of so much a year to a customer, from a day on. */
export async function adjustCustomer(deciding: Deciding, { customer, amount, from, until, reason, by, ...accepting }: Adjustment): Promise<Decided> {
  const { db } = deciding;
  const first = parsePeriod(from.toUpperCase(), deciding.policy)?.from_date;
  if (first === undefined) return refuse("option-value", { option: "--from", value: from, expected: "a day or month such as 2025-12-01 or 2025-12" });
  const last = until === undefined ? "" : lastDayOf(until, deciding.policy);
  if (last !== "" && last < first) refuse("option-value", { option: "--until", value: until!, expected: `a day or month from ${first} on` });
  if (reason.trim() === "") refuse("option-value", { option: "--reason", value: reason, expected: "why, for those who read the figures later" });
  const known = await db.rows("select 1 from book.customer where customer_id = $customer", { customer });
  if (known.length === 0) refuse("customer-not-found", { customer, nearest: nearest(customer, await likeCustomer(db, customer)) });
  const decisionId = await nextDecision(db);
  const rows = rowsOfArray([{ line_id: lineOfAdjustment(decisionId), customer_id: customer, kind: "recurring", start_date: first, end_date: last, end_convention: "inclusive", amount, amount_per: "year" }], `decision ${decisionId}`);
  const filled = await rows.fill(db);
  return decide(deciding, { ...accepting, source: rows.source, note: reason }, async ({ importId, now }) => {
    await db.run("set variable is_adjusting = true");
    const judged = await judgeRows(db, { rows, match: columnsOf(rows, undefined), filled });
    if (judged.used !== 1) throw new ProblemError(judged.rejects.flatMap((reject) => reject.problems));
    await keepRows(db, importId, now);
    await insertDecision(db, { decisionId, importId, now, deed: "adjust", choice: "adjusted", until: last, note: reason, by: by ?? "", customer, amount, from: first });
    await db.runFile("land/touched", { import_id: importId });
  });
}

function lastDayOf(until: string, policy: Policy): string {
  const period = parsePeriod(until.toUpperCase(), policy);
  return period === undefined ? refuse("option-value", { option: "--until", value: until, expected: "a day or month such as 2026-12-31 or 2026-12" }) : addDays(period.to_date, -1);
}

/** Takes back what was decided of a question, or an adjustment by its number; the row stays, with the time of its withdrawal. */
export async function withdrawDecision(deciding: Deciding, id: string, options: RestatementOptions = {}): Promise<Decided> {
  const { db } = deciding;
  const standing = (await listDecisions(db)).filter((one) => one.withdrawn_at === null);
  const decision = standing.find((one) => one.question_id?.toUpperCase() === id.toUpperCase() || (one.deed === "adjust" && `D${one.decision_id}` === id.toUpperCase().replace(/^D?/, "D")));
  if (!decision) refuse("decision-not-found", { id, standing: standing.map((one) => one.question_id ?? `D${one.decision_id}`) });
  const decision_id = decision.decision_id;
  return decide(deciding, { ...options, source: `withdraw ${decision.question_id ?? `D${decision_id}`}`, note: "" }, async ({ importId, now }) => {
    await bindView(db);
    await db.runFile("decide/touched", { decision_id });
    await db.run("insert into scope_customer select distinct customer_key from line_version where line_id = $line and superseded_at is null", { line: lineOfAdjustment(decision_id) });
    await db.run("update book.decision set withdrawn_at = cast($now as timestamp), withdrawn_import = cast($import_id as integer) where decision_id = $decision_id", { now, import_id: importId, decision_id });
    if (decision.deed === "answer") return;
    await db.run("create or replace temp table changed_line as select $line as line_id", { line: lineOfAdjustment(decision_id) });
    await db.runFile("land/retract", { now, change_id: importId });
    await db.runFile("land/supersede", { import_id: importId });
  }, decision_id);
}

interface Step extends HandStep {
  decisionId: number;
}

/** One transaction: the decision, its place in the log, and the figures of the customers that it concerns, which `work` leaves in `scope_customer`; it says where it bound the view after its last change. */
async function decide({ db, derivations, policy }: Deciding, told: { source: string; note: string } & RestatementOptions, work: (step: Step) => Promise<{ isBound: true } | void>, existing?: number): Promise<Decided> {
  const decisionId = existing ?? (await nextDecision(db));
  return madeBy(db.transaction(async () => {
    await landUnder(db, policy);
    const before = await lastImport(db);
    const isFresh = await derivations.isStored(policyHash(policy), before.data_hash);
    const watch = await ClosedWatch.beforeChange({ db, derivations }, policy, async () => {
      if (!isFresh) await derivations.store(policy, before.data_hash, () => deriveAll(db));
    });
    let isBound = false;
    const dataHash = await logByHand(db, { kind: "decision", source: told.source, note: told.note }, async (step) => {
      await db.run("create or replace temp table changed_line as select '' as line_id where false");
      await db.runFile("land/supersede", { import_id: step.importId });
      isBound = (await work({ decisionId, ...step }))?.isBound === true;
      return [(await decisionsHash(db)) ?? ""];
    });
    await derivations.store(policy, dataHash, () => (isFresh ? deriveTouched(db, isBound) : deriveAll(db)));
    const restated = await watch.settle(policy, told);
    const decision = (await listDecisions(db)).find((one) => one.decision_id === decisionId)!;
    return keptOnly({ ...decision, kept: told.dryRun !== true, restated, arr_after: moneyOf(await arrOn(db, policy, ""), policy) });
  }));
}

async function questionOf(db: Database, open: readonly FoundQuestion[], id: string): Promise<FoundQuestion> {
  const found = open.find((question) => `Q${question.question_no}` === id.toUpperCase());
  if (found) return found;
  const decided = (await listDecisions(db)).find((one) => one.withdrawn_at === null && one.question_id?.toUpperCase() === id.toUpperCase());
  if (decided) refuse("question-decided", { id: decided.question_id!, choice: decided.choice });
  return refuse("question-not-found", { id, known: open.slice(0, 5).map((question) => `Q${question.question_no}`) });
}

function chosenOf(question: FoundQuestion, choice: string): Choice {
  const choices = question.choices.map((one) => one.choice);
  return question.choices.find((one) => one.choice === choice) ?? refuse("choice-unknown", { id: `Q${question.question_no}`, choice, choices, nearest: nearest(choice, choices) });
}

/** The day of --until, which the choice has to take; of a period its last, where a last day is meant. */
function dayGiven(question: FoundQuestion, choice: string, until: string, policy: Policy): string {
  chosenOf(question, choice);
  const takes = questionKind(question.kind).until;
  if (takes?.choice !== choice) return refuse("options-clash", { one: "--until", other: choice, remedy: takes ? `Only ${takes.choice} takes it.` : "Leave --until out." });
  const day = takes.isLast ? lastDayOf(until, policy) : until;
  if (!isDate(day)) return refuse("option-value", { option: "--until", value: until, expected: "a day such as 2026-12-31" });
  const after = String(question.facts[takes.after]);
  if (day <= after) refuse("option-value", { option: "--until", value: until, expected: `a day after ${after}, ${takes.afterMeans}` });
  return day;
}

/** What a choice sets, with the day that was given for it. */
function setsOf(question: FoundQuestion, choice: string, until: string | undefined): FieldSet[] {
  const { sets } = chosenOf(question, choice);
  const takes = questionKind(question.kind).until;
  if (until === undefined || takes === undefined) return sets;
  const value = takes.isLast ? addDays(until, 1) : until;
  return sets.map((set) => (set.field === takes.field ? { ...set, value } : set));
}

interface Made extends Step {
  deed: Decision["deed"];
  question?: FoundQuestion;
  choice: string;
  until: string;
  note: string;
  by: string;
  customer?: string;
  amount?: string;
  from?: string;
}

async function insertDecision(db: Database, made: Made): Promise<void> {
  await db.runFile("decide/record", {
    decision_id: made.decisionId, import_id: made.importId, deed: made.deed, question_no: made.question?.question_no ?? null, question_kind: made.question?.kind ?? "",
    question: made.question?.sentence ?? made.note, subject: made.question?.subject ?? made.customer ?? "", choice: made.choice, until: made.until, note: made.note, made_by: made.by,
    customer_id: made.customer ?? "", amount: made.amount ?? "", from_on: made.from ?? "", now: made.now,
  });
}

async function insertScope(db: Database, customers: readonly number[]): Promise<void> {
  await db.run("insert into scope_customer select unnest(from_json($customers, '[\"INTEGER\"]')) as customer_key", { customers: JSON.stringify(customers) });
  await db.run("create or replace temp table scope_customer as select distinct customer_key from scope_customer");
}

async function nextDecision(db: Database): Promise<number> {
  return Number((await db.row("select coalesce(max(decision_id), 0) + 1 as next from book.decision"))["next"]);
}

const decisionOf = (row: Row): Decision => ({
  decision_id: Number(row["decision_id"]),
  deed: row["deed"] as Decision["deed"],
  question_id: row["question_no"] === null ? null : `Q${String(row["question_no"])}`,
  question: String(row["question"]),
  subject: String(row["subject"]),
  choice: String(row["choice"]),
  until: String(row["until"]),
  note: String(row["note"]),
  made_by: String(row["made_by"]),
  customer: String(row["customer_id"]),
  amount: String(row["amount"]),
  from_on: String(row["from_on"]),
  recorded_at: instantOf(row["recorded_at"]),
  withdrawn_at: row["withdrawn_at"] === null ? null : instantOf(row["withdrawn_at"]),
});
