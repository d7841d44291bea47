/** Two states of a book, or two books: each row of the waterfall in both, the difference, and what it comes from, step after step. */
import { label, money, type Column } from "../catalogue/define.js";
import type { Provenance, ReportResult, ReportRow } from "../catalogue/result.js";
import { decimalText, leastUnits, minorPlaces } from "../domain/money.js";
import { knobNames, readPolicy, type KnobName, type Policy } from "../domain/policy.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import { addDays } from "../domain/calendar.js";
import type { Book } from "./book.js";
import type { BridgeRow } from "./bridge.js";
import type { Close } from "./close.js";

/** One of the two states. */
export interface DiffSide {
  /** What its column is called. */
  name: string;
  book: Book;
  /** Words of a policy; without them the book's own. */
  policy?: Record<string, unknown> | undefined;
  /** The day as whose knowledge it is asked; without it all that is known now. */
  known_on?: string | undefined;
  /** A closed period, or a close by its number: what was known then, under the policy of then. Not beside `policy` or `known_on`. */
  close?: string | undefined;
}

/** Parameters of the waterfall, which is one row over the whole span; `reverse` takes the causes in the other order. */
export interface DiffOptions {
  from?: string | undefined;
  to?: string | undefined;
  method?: string | undefined;
  level?: string | undefined;
  where?: string[] | undefined;
  reverse?: boolean | undefined;
}

export interface DiffResult {
  report: "diff";
  params: Record<string, unknown>;
  a: string;
  b: string;
  /** In the order in which they were taken: `lines` (what the books hold), days or longer spans of record, entries of the log of imports, knobs. */
  causes: string[];
  currency: string;
  columns: Column[];
  /** One a row of the waterfall: `row`, `title`, `a`, a column for each cause, `b`, `difference`. Money as exact decimal text. */
  rows: ReportRow[];
  problems: Problem[];
  provenance: { a: Provenance; b: Provenance };
}

/** What a waterfall is asked of. */
interface State {
  book: Book;
  policy: Policy;
  known_on: string | undefined;
  known_after: number | undefined;
}

/** A change of the state by one cause. */
interface Step {
  cause: string;
  change: Partial<State>;
}

/**
 * Takes one cause after the other from the first state to the second, so the steps of a row sum to its difference.
 * Throws a ProblemError where the two are told in different currencies or a policy can't be read.
 */
export async function diff(a: DiffSide, b: DiffSide, options: DiffOptions = {}): Promise<DiffResult> {
  const [closeOfA, closeOfB] = [await closeOf(a), await closeOf(b)];
  const [start, end] = [stateOf(a, closeOfA), stateOf(b, closeOfB)];
  if (start.book === end.book && (start.known_after ?? end.known_after) !== undefined && (start.known_on ?? end.known_on) !== undefined) {
    refuse("options-clash", { one: a.name, other: b.name, remedy: "A close is compared with another one, or with what is known now." });
  }
  if (start.policy.reporting_currency !== end.policy.reporting_currency) {
    refuse("currencies-differ", { one: start.policy.reporting_currency, other: end.policy.reporting_currency, against: b.name });
  }
  const steps = await stepsBetween(start, end, options.reverse === true);
  const closed = closeOfA ?? closeOfB;
  const span = closed === undefined ? {} : { from: closed.from_date, to: addDays(closed.to_date, -1) };
  const answers = [await asked(start, options.from === undefined && options.to === undefined ? { ...options, ...span } : options)];
  const { from, to } = answers[0]!.params;
  let state = start;
  for (const { change } of steps) {
    state = { ...state, ...change };
    answers.push(await asked(state, { ...options, from: String(from), to: String(to) }));
  }
  return { ...resultOf(a, b, steps, answers, await bridged(end.book, answers)), params: { from, to, method: options.method, level: options.level, where: options.where } };
}

const closeOf = async ({ book, close }: DiffSide): Promise<Close | undefined> => (close === undefined ? undefined : book.closed(close));

function stateOf({ book, policy: words, known_on }: DiffSide, close: Close | undefined): State {
  if (close !== undefined) return { book, policy: close.policy, known_on: undefined, known_after: close.import_id };
  if (words === undefined) return { book, policy: book.policy, known_on, known_after: undefined };
  const { policy, problems } = readPolicy(words);
  if (problems.length > 0) throw new ProblemError(problems);
  return { book, policy, known_on, known_after: undefined };
}

const asked = ({ book, policy, known_on, known_after }: State, { from, to, method, level, where }: DiffOptions): Promise<ReportResult> =>
  book.run("waterfall", { policy: { ...policy }, known_on, known_after, from, to, grain: "total", method, level, where });

/** What the books hold, then what was recorded, then knob after knob in the order of the policy; or the other way round. */
async function stepsBetween(start: State, end: State, isReverse: boolean): Promise<Step[]> {
  const ofBooks: Step[] = start.book === end.book ? [] : [{ cause: "lines", change: { book: end.book, known_on: end.known_on, known_after: end.known_after } }];
  const ofKnowledge = start.book === end.book ? await knowledgeSteps(start, end) : [];
  const ofKnobs = knobNames.filter((knob) => differ(start.policy, end.policy, knob));
  const policySteps: Step[] = [];
  let policy = start.policy;
  for (const knob of isReverse ? ofKnobs.toReversed() : ofKnobs) {
    policy = { ...policy, [knob]: end.policy[knob] };
    policySteps.push({ cause: knob, change: { policy } });
  }
  return isReverse ? [...policySteps, ...ofKnowledge, ...ofBooks] : [...ofBooks, ...ofKnowledge, ...policySteps];
}

const differ = (one: Policy, other: Policy, knob: KnobName): boolean => JSON.stringify(one[knob]) !== JSON.stringify(other[knob]);

/** No day of a record is later. */
const forEver = "9999-12-31";

/** No entry of a log has a higher number that a book can hold. */
const lastEntry = 2 ** 31 - 1;

/** Each span in which something was recorded between the two, in the direction asked. */
async function knowledgeSteps(start: State, end: State): Promise<Step[]> {
  if (start.known_after !== end.known_after) return entrySteps(start, end);
  if (start.known_on === end.known_on) return [];
  const isForward = start.known_on !== undefined && (end.known_on === undefined || start.known_on < end.known_on);
  const [early, late] = isForward ? [start, end] : [end, start];
  const spans = await end.book.recordedSpans(start.policy.time_zone, early.known_on!, late.known_on ?? forEver);
  const known = [early.known_on, ...spans.slice(0, -1).map(({ known_on }) => known_on), late.known_on];
  const steps = spans.map(({ name }, at): Step => ({ cause: name, change: { known_on: known[isForward ? at + 1 : at] } }));
  return isForward ? steps : steps.toReversed();
}

/** Each entry of the log of imports between two closes, or between a close and now. */
async function entrySteps(start: State, end: State): Promise<Step[]> {
  const isForward = (start.known_after ?? lastEntry) < (end.known_after ?? lastEntry);
  const [early, late] = isForward ? [start, end] : [end, start];
  const entries = await end.book.recordedEntries(early.known_after!, late.known_after ?? lastEntry);
  const known = [early.known_after, ...entries.slice(0, -1).map(({ known_after }) => known_after), late.known_after];
  const steps = entries.map(({ name }, at): Step => ({ cause: name, change: { known_after: known[isForward ? at + 1 : at] } }));
  return isForward ? steps : steps.toReversed();
}

const isAmount = (column: Column): boolean => column.type === "money";

async function bridged(book: Book, answers: readonly ReportResult[]): Promise<BridgeRow[]> {
  const names = answers[0]!.columns.filter(isAmount).map(({ name }) => name);
  return book.bridge(answers.map(({ rows: [row] }) => names.map((name) => leastUnits(row?.[name]))));
}

function resultOf(a: DiffSide, b: DiffSide, steps: readonly Step[], answers: readonly ReportResult[], bridge: readonly BridgeRow[]): Omit<DiffResult, "params"> {
  const [first, last] = [answers[0]!, answers.at(-1)!];
  const places = minorPlaces(first.currency);
  const causes = steps.map(({ cause }) => cause);
  const rows = first.columns.filter(isAmount).map(({ name, title }, at): ReportRow => {
    const { first: before, steps: added, last: after, difference } = bridge[at]!;
    const amount = (minor: bigint): string => decimalText(minor, places);
    return { row: name, title, a: amount(before), ...Object.fromEntries(causes.map((cause, step) => [cause, amount(added[step]!)])), b: amount(after), difference: amount(difference) };
  });
  return {
    report: "diff", a: a.name, b: b.name, causes, currency: first.currency, rows,
    columns: [
      label("row", "Row"), label("title", "Row of the waterfall"), money("a", "stock", a.name), ...causes.map((cause) => money(cause, "flow", cause)), money("b", "stock", b.name),
      { ...money("difference", "flow", "Difference"), beside: "difference" },
    ],
    // what a state has to say of closed periods is said of the other as well: the two differ, and the rows tell by how much
    problems: distinct([...first.problems, ...last.problems]).filter(({ code }) => !code.startsWith("period-")),
    provenance: { a: first.provenance, b: last.provenance },
  };
}

const distinct = (problems: readonly Problem[]): Problem[] => [...new Map(problems.map((found) => [`${found.code} ${found.message}`, found])).values()];
