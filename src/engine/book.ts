/** The whole API of the core: a book, what goes into it, and what it answers. */
import { findReport, type ReportName } from "../catalogue/index.js";
import type { Explanation } from "../catalogue/explanation.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import { today } from "../domain/calendar.js";
import type { LineInput } from "../domain/contract.js";
import { defaultPolicy, type Policy } from "../domain/policy.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import type { TopicName } from "../domain/statements.js";
import { minorPlaces } from "../domain/money.js";
import { closedAnswer, closePeriod, findClose, listCloses, verifyClose, type Close, type CloseOptions, type Verification } from "./close.js";
import type { ClosedReport } from "./closed-figure.js";
import { ClosedWatch, keptOnly, madeBy, type RestatementOptions, type Restating } from "./closed-watch.js";
import { Answering, checkedPolicy, nothingYet, reportOf, type RunParams } from "./answering.js";
import { bridgeRows, recordedEntries, recordedSpans, type BridgeRow, type RecordedEntry, type RecordedSpan } from "./bridge.js";
import { openBookFile, type BookFileOptions } from "./book-file.js";
import { contentsOf, type Contents } from "./contents.js";
import { findCustomers, type CustomerSearch, type SearchOptions } from "./customer-search.js";
import { knobEffects, type DefinitionView } from "./definitions.js";
import { adjustCustomer, answerQuestion, withdrawDecision, type Adjustment, type AnswerOptions, type Decided } from "./decision.js";
import { deriveAll, setPolicyTables, type Progress } from "./derive.js";
import { explanationOf, readCell, type ExplainParams } from "./explain.js";
import { importCustomers, type CustomerInput } from "./import-customers.js";
import { importInputs, type InputOptions, type InputResult, type InputRow } from "./import-inputs.js";
import { importRows, type ImportOptions, type ImportResult } from "./import.js";
import { modelHash } from "./model-hash.js";
import { looksOf, warningsOf, type Look } from "./check.js";
import { policyHistory, rememberPolicy, rememberedPolicy, type PolicyVersion } from "./policy-history.js";
import { questionViews, rangeView, type ArrRangeView, type QuestionStatus, type QuestionView } from "./question-report.js";
import { standingProblems } from "./standing-problems.js";
import { Queue } from "./queue.js";
import type { Database } from "./database.js";
import { listImports, type ImportRecord } from "./import-log.js";
import { retractLines, showImport, undoImport, type HandChange, type HandOptions, type ImportChange, type ListPart } from "./record.js";
import { sqlOf } from "./run.js";
import { say, standing, unsay, type SayOptions, type Saying, type SaidWord, type Statement, type StatementInput } from "./statement.js";
import { verifyAnswer, type AnswerVerification } from "./verify-answer.js";

export interface OpenOptions extends BookFileOptions {
  /** A file, or ":memory:" for a book that is thrown away. */
  path: string;
  /** Knobs as in a policy file. A new book remembers them; on an old one they hold for this session. Default: what the book remembers. */
  policy?: Record<string, unknown> | undefined;
  /** Told of long work: phase, done, total. */
  progress?: Progress | undefined;
}

export type { RunParams } from "./answering.js";

/** Opens a book, or makes one where `create` says so or the path is ":memory:". Throws a ProblemError that says what to do. */
export async function openBook(options: OpenOptions): Promise<Book> {
  const words = options.policy;
  const given = words === undefined ? undefined : checkedPolicy(words);
  const db = await openBookFile(options.path, { create: !options.readOnly, ...options });
  try {
    const remembered = await rememberedPolicy(db);
    const isNew = remembered === undefined && (await listImports(db)).length === 0;
    if (isNew && given && !options.readOnly) await rememberPolicy(db, words ?? {}, given, "given when the book was made");
    return new Book(db, given ?? remembered ?? defaultPolicy, options);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What to do instead where no one query answers a report. */
const withoutQuery: Readonly<Record<string, string>> = {
  closes: "It is worked out in several states of the book, which no one query reads; --detail lines shows every line with its causes.",
  benchmarks: "Its figures are those of other reports (trend, retention, logos, waterfall, carr, snapshot), which show their SQL.",
};

/** Under which definition a question is answered, where it names one of its own. */
const definitionOf = ({ policy, set }: ExplainParams): Pick<RunParams, "policy" | "set"> => ({ ...(policy === undefined ? {} : { policy }), ...(set === undefined ? {} : { set }) });

export class Book extends Answering {
  private readonly queue = new Queue();

  /** The policy under which the book answers where a question does not say otherwise. */
  get policy(): Policy {
    return this.ownPolicy;
  }

  /** Lands rows (objects with the columns of a line, or the path of a file) and brings every figure up to date; all of it or nothing. */
  import(rows: LineInput[] | string, options: ImportOptions = {}): Promise<ImportResult> {
    return this.queue.run(async () => {
      const result = await importRows(this.db, this.derivations, this.ownPolicy, rows, { progress: this.options.progress, ...options });
      if (result.kept) await this.forget();
      return result;
    });
  }

  /** Lands what a file, or objects, say of customers: customer_id, from_date, name, parent_id and attributes; it fills what lines leave empty. */
  importCustomers(rows: CustomerInput[] | string, options: ImportOptions = {}): Promise<ImportResult> {
    return this.queue.run(async () => {
      const result = await importCustomers(this.db, this.derivations, this.ownPolicy, rows, { progress: this.options.progress, ...options });
      if (result.kept) await this.forget();
      return result;
    });
  }

  /**
   * Answers a report. The same question on the same data and policy gives the same rows, byte for byte.
   * @param rows conditions such as "csm=Jane": the asker is answered from the lines that meet them, as if there were no others; refused where that can't be
   */
  run(name: ReportName | (string & {}), params: RunParams = {}, rows: readonly string[] = []): Promise<ReportResult> {
    return this.queue.run(() => this.report(name, params, rows));
  }

  /**
   * One figure of a report with all that it is made of: movements or customers, their lines with the arithmetic, knobs, rates and decisions that
   * acted, and the row of the file that each line is. The amounts of every level sum to the one above.
   * @param rows conditions that the asker is under, as for a report; lines that stand beside a part may be others' and are left out then
   */
  explain(name: ReportName | (string & {}), params: ExplainParams, rows: readonly string[] = []): Promise<Explanation> {
    return this.queue.run(async () => {
      const cell = readCell(reportOf(name), params, this.policyFor(params.policy, params.set));
      const asked = await this.question(name, { ...cell.asked, ...definitionOf(params) }, cell.group, rows);
      const { question, policy, known } = asked;
      try {
        const explanation = await explanationOf(this.db, question, cell, policy);
        const problems = await this.problemsOf(asked);
        const parts = rows.length === 0 ? explanation.parts : explanation.parts.map((part) => ({ ...part, beside: [] }));
        return { ...explanation, parts, problems: [...explanation.problems, ...problems], provenance: await this.provenanceOf(policy, known) };
      } catch (error) {
        throw await this.told(error, "no figure is explained");
      }
    });
  }

  /** What in the data deserves a look, the largest ARR at stake first; it changes no number. */
  warnings(limit = 20): Promise<Problem[]> {
    return this.queue.run(async () => {
      await this.derivations.use(this.ownPolicy, await this.dataHash(), this.options.progress).catch(async (error: unknown) => Promise.reject(await this.told(error, "no warning is given")));
      return warningsOf(this.db, today(this.ownPolicy.time_zone), minorPlaces(this.ownPolicy.reporting_currency), limit);
    });
  }

  /** The same by kind: the largest case of each, how many, and the ARR on all of them. */
  looks(): Promise<Look[]> {
    return this.queue.run(async () => {
      await this.derivations.use(this.ownPolicy, await this.dataHash(), this.options.progress);
      return looksOf(this.db, today(this.ownPolicy.time_zone), minorPlaces(this.ownPolicy.reporting_currency));
    });
  }

  /** The questions of a status as of today, the largest ARR at stake first, each with what its choices would make of ARR; then decisions. */
  questions(status: QuestionStatus = "open"): Promise<QuestionView[]> {
    return this.queue.run(async () => {
      const policy = await this.useOwn();
      return questionViews(this.db, today(policy.time_zone), status, minorPlaces(policy.reporting_currency), this.numbering, true);
    });
  }

  /** Answers an open question, such as "Q7", with one of its choices; it holds for later imports until it is withdrawn. */
  answer(id: string, choice: string, options: AnswerOptions = {}): Promise<Decided> {
    return this.changing(async () => answerQuestion(await this.deciding(), id, choice, options));
  }

  /** Adds so much recurring ARR a year to a customer from a day on, for what no question covers. */
  adjust(adjustment: Adjustment): Promise<Decided> {
    return this.changing(async () => adjustCustomer(await this.deciding(), adjustment));
  }

  /** Takes back the answer to a question ("Q7") or an adjustment ("D3"); the row stays. */
  withdraw(id: string, options: RestatementOptions = {}): Promise<Decided> {
    return this.changing(async () => withdrawDecision(await this.deciding(), id, options));
  }

  /** Says something beside the lines: an event, a save, a note, what becomes of a renewal; of one subject the last word counts. */
  say(topic: TopicName, given: StatementInput, options: SayOptions = {}): Promise<SaidWord> {
    return this.changing(() => say(this.saying(), topic, given, options));
  }

  /** Lands inputs (period, measure, value, groups), or things said of customers such as saves, from a file or from objects; all of it or nothing. */
  importInputs(rows: InputRow[] | string, options: InputOptions = {}): Promise<InputResult> {
    return this.changing(() => importInputs(this.saying(), rows, { progress: this.options.progress, ...options }));
  }

  /** The inputs that hold. */
  inputs(): Promise<Statement[]> {
    return this.queue.run(() => standing(this.db, "input"));
  }

  /** Takes back what was said, or inputs, by their numbers; it stays known for what it was. */
  unsay(topic: TopicName | "input", ids: readonly number[], options: SayOptions & { note?: string | undefined } = {}): Promise<Statement[]> {
    return this.changing(() => unsay(this.saying(), topic, ids, options));
  }

  /** What was said of a topic and holds. */
  said(topic: TopicName): Promise<Statement[]> {
    return this.queue.run(() => standing(this.db, topic));
  }

  /** Freezes the figures of a period that is over, such as "2026-01", as known now under the book's policy; nothing rewrites them. */
  closePeriod(period: string, options: CloseOptions = {}): Promise<Close> {
    return this.queue.run(async () => {
      const policy = await this.useOwn();
      const unsound = (await standingProblems(this.db, today(policy.time_zone), minorPlaces(policy.reporting_currency))).filter((found) => found.severity === "error");
      if (unsound.length > 0) throw new ProblemError(unsound);
      this.standings.forget();
      return closePeriod(await this.closing(), period, policy, await this.provenanceOf(policy), options);
    });
  }

  /** Every close, oldest first. */
  closes(): Promise<Close[]> {
    return this.queue.run(() => listCloses(this.db));
  }

  /** The last close of a period, or a close by its number. Throws a ProblemError where there is none. */
  closed(period: string): Promise<Close> {
    return this.queue.run(() => findClose(this.db, period, this.ownPolicy));
  }

  /** The rows of a report as a close keeps them; of a period its last close, or a close by its number. @param by one of its cuts */
  closedAnswer(period: string, report: ClosedReport = "waterfall", by: readonly string[] = []): Promise<ReportResult> {
    return this.queue.run(async () => closedAnswer(this.db, await findClose(this.db, period, this.ownPolicy), report, by));
  }

  /** Works a close out again from what was known then under the policy of then, and compares every cell; it changes nothing. */
  verifyClose(period: string): Promise<Verification> {
    return this.queue.run(async () => verifyClose(await this.closing(), await findClose(this.db, period, this.ownPolicy), modelHash()));
  }

  /**
   * Asks the report of a kept answer again, as its JSON holds it, from what the book had been told when it was made and under the policy of then, as far as
   * the book has them, and compares every cell; it changes nothing.
   * @param definition `policy` or `set` of another definition, and `vs_policy` where the answer stands beside a policy file; `file`: how problems name the answer
   */
  verifyAnswer(answer: ReportResult, { file = "the answer", ...definition }: Pick<RunParams, "policy" | "set" | "vs_policy"> & { file?: string } = {}): Promise<AnswerVerification> {
    return this.queue.run(() => verifyAnswer(this.db, (name, params) => this.report(name, params), answer, definition, file));
  }

  /** ARR at the close of a day, and between what it lies while questions are open. Takes `on`, `currency`, `policy` and `set`, as a snapshot does. */
  range(params: RunParams = {}): Promise<ArrRangeView> {
    return this.queue.run(async () => {
      const { question, policy } = await this.question("snapshot", params);
      return rangeView(this.db, question.on, policy.reporting_currency, minorPlaces(policy.reporting_currency));
    });
  }

  /** The knobs that move ARR at the close of today, each with every other value alone that does: what ARR would be, and the difference. */
  knobEffects(set: Record<string, unknown> = {}): Promise<DefinitionView[]> {
    return this.queue.run(async () => {
      const policy = this.policyFor(undefined, set);
      const effects = knobEffects(this.db, policy, (other) => this.policyFor({ ...policy }, other), (done, total) => this.options.progress?.("trying knobs", done, total));
      return effects.catch(async (error: unknown) => Promise.reject(await this.told(error, "no figure is given")));
    });
  }

  /** Customers whose id or name holds a text, also those that left; the largest ARR first. */
  searchCustomers(text: string, { on, limit = 20 }: SearchOptions = {}): Promise<CustomerSearch> {
    return this.queue.run(async () => {
      const { question, policy } = await this.question("snapshot", on === undefined ? {} : { on });
      const found = await findCustomers(this.db, text, question.on, limit, minorPlaces(policy.reporting_currency));
      return { on: question.on, currency: policy.reporting_currency, ...found };
    });
  }

  /** How much it holds, and between which days. */
  contents(): Promise<Contents> {
    return this.queue.run(() => contentsOf(this.db, this.ownPolicy.reporting_currency));
  }

  /** The SQL that answers a report, with the values of its parameters. */
  async sql(name: string, { vs_policy: _, ...params }: RunParams = {}): Promise<{ sql: string; params: Record<string, unknown> }> {
    const instead = withoutQuery[findReport(name)?.madeOf ?? ""];
    if (instead !== undefined) refuse("options-clash", { one: name, other: "--show-sql", remedy: instead });
    return this.queue.run(async () => sqlOf((await this.question(name, params)).question));
  }

  /** Supersedes lines by hand, now; they stay known for what they were. */
  retract(lineIds: string[], options: HandOptions = {}): Promise<HandChange> {
    return this.changing(() => retractLines({ db: this.db, derivations: this.derivations, policy: this.ownPolicy }, lineIds, options));
  }

  /** Every import, retraction and undo, oldest first. */
  imports(): Promise<ImportRecord[]> {
    return this.queue.run(() => listImports(this.db));
  }

  /** One of them, with the lines that it brought and ended. @param part of each of its lists; default: all of them */
  importChange(importId: number, part?: ListPart): Promise<ImportChange> {
    return this.queue.run(() => showImport(this.db, importId, part));
  }

  /** Takes back what an import brought, and brings back what it ended; nothing is deleted. */
  undoImport(importId: number, options: HandOptions = {}): Promise<HandChange> {
    return this.changing(() => undoImport({ db: this.db, derivations: this.derivations, policy: this.ownPolicy }, importId, options));
  }

  /** Makes a policy the book's own, kept with date and hash, and brings the stored figures under it. */
  setPolicy(words: Record<string, unknown>, source = "set by hand", options: RestatementOptions = {}): Promise<PolicyVersion & Restating> {
    return this.queue.run(async () => {
      const policy = checkedPolicy(words);
      const dataHash = await this.dataHash();
      const watch = await ClosedWatch.beforePolicy(this.db, this.ownPolicy, async () => void (await this.useOwn()));
      const remembered = await madeBy(this.db.transaction(async () => {
        await this.db.run("set search_path = 'book'");
        await setPolicyTables(this.db, policy);
        if (dataHash !== nothingYet) await this.derivations.store(policy, dataHash, () => deriveAll(this.db, this.options.progress));
        const restated = await watch.settle(policy, options);
        return keptOnly({ ...(await rememberPolicy(this.db, words, policy, source)), kept: options.dryRun !== true, restated });
      })).catch(async (error: unknown) => Promise.reject(await this.told(error, "the policy was not set")));
      if (remembered.kept) this.ownPolicy = policy;
      this.standings.forget();
      return remembered;
    });
  }

  /** What lies between states of the same figures, in whole least units; {@link diff} asks it. */
  bridge(states: readonly (readonly (string | null)[])[]): Promise<BridgeRow[]> {
    return this.queue.run(() => bridgeRows(this.db, states));
  }

  /** The spans after a day and up to another in which something was recorded; {@link diff} asks them. */
  recordedSpans(timeZone: string, first: string, last: string): Promise<RecordedSpan[]> {
    return this.queue.run(() => recordedSpans(this.db, timeZone, first, last));
  }

  /** What was recorded after an entry of the log of imports and up to another, entry by entry or in months; {@link diff} asks it. */
  recordedEntries(first: number, last: number): Promise<RecordedEntry[]> {
    return this.queue.run(() => recordedEntries(this.db, this.ownPolicy.time_zone, first, last));
  }

  /** Every policy that was set, oldest first. */
  policies(): Promise<PolicyVersion[]> {
    return this.queue.run(() => policyHistory(this.db));
  }

  /** What the answers of this moment are made from. */
  provenance(): Promise<Provenance> {
    return this.queue.run(() => this.provenanceOf(this.ownPolicy));
  }

  /** Another connection to the same file, for those who read beside it; to be closed before it. */
  anotherConnection(): Promise<Database> {
    return this.db.another();
  }

  /** Does `work`, whose change is kept together with the key of the request that asked for it. */
  async asRequest<T>(key: string, work: () => Promise<T>): Promise<T> {
    this.db.request = key;
    try {
      return await work();
    } finally {
      this.db.request = undefined;
    }
  }

  /** Does `work` under another policy than its own, which it then has again unless `work` set one. */
  async under<T>(policy: Policy, work: () => Promise<T>): Promise<T> {
    const own = this.ownPolicy;
    this.ownPolicy = policy;
    try {
      return await work();
    } finally {
      if (this.ownPolicy === policy) this.ownPolicy = own;
    }
  }

  /** How often something was kept in it since it was opened. */
  get commits(): number {
    return this.db.commits;
  }

  /** Stops the question or import that is running; it fails, and the book is as before. */
  interrupt(): void {
    this.db.interrupt();
  }

  /** Closes the file. The book can't be used afterwards. */
  close(): Promise<void> {
    return this.queue.run(async () => this.db.close());
  }

  private saying(): Saying {
    return { db: this.db, derivations: this.derivations, policy: this.ownPolicy, useOwn: () => this.useOwn() };
  }

  private changing<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      const result = await work().catch(async (error: unknown) => Promise.reject(await this.told(error, "nothing was changed")));
      await this.forget();
      return result;
    });
  }
}
