/** The whole API of the core: a book, what goes into it, and what it answers. */
import { createHash } from "node:crypto";
import type { Report } from "../catalogue/define.js";
import { findReport, reports, type ReportName } from "../catalogue/index.js";
import type { Explanation } from "../catalogue/explanation.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import { today } from "../domain/calendar.js";
import type { LineInput } from "../domain/contract.js";
import { changedWords, defaultPolicy, readPolicy, type Policy } from "../domain/policy.js";
import { nearest, ProblemError, refuse, type Problem } from "../domain/problem.js";
import { minorPlaces } from "../domain/money.js";
import { toldIn } from "../domain/told-in.js";
import { version } from "../domain/version.js";
import { besideOf, checkComparable, withBeside } from "./beside.js";
import { bridgeRows, recordedSpans, type BridgeRow, type RecordedSpan } from "./bridge.js";
import type { Condition } from "./condition.js";
import { openBookFile, type BookFileOptions } from "./book-file.js";
import { contentsOf, type Contents } from "./contents.js";
import { chosenDefinitions, definitionRows, definitionViews, figuresOn, knobEffects, type DefinitionView } from "./definitions.js";
import { Derivations } from "./derivation.js";
import { adjustCustomer, answerQuestion, decisionsHash, withdrawDecision, type Adjustment, type AnswerOptions, type Deciding, type Decision } from "./decision.js";
import { deriveAll, setPolicyTables, type Progress } from "./derive.js";
import type { Database } from "./database.js";
import { explanationOf, readCell, type ExplainParams } from "./explain.js";
import { extentOf } from "./extent.js";
import { importCustomers, type CustomerInput } from "./import-customers.js";
import { importRows, type ImportOptions, type ImportResult } from "./import.js";
import { modelHash } from "./model-hash.js";
import { looksOf, warningsOf, type Look } from "./check.js";
import { isOverflow, overflowProblem, widestLines } from "./overflow.js";
import { policyHash } from "./policy-tables.js";
import { policyHistory, rememberPolicy, rememberedPolicy, type PolicyVersion } from "./policy-history.js";
import { currencyOf, knownOnOf, readQuestion, type Extent, type Question } from "./question.js";
import { keepNumbers } from "./question-list.js";
import { questionViews, rangeView, type ArrRangeView, type QuestionStatus, type QuestionView } from "./question-report.js";
import { isClean, standingProblems } from "./standing-problems.js";
import { Queue } from "./queue.js";
import { lastImport, listImports, type ImportRecord } from "./import-log.js";
import { retractLines, showImport, undoImport, type HandChange, type HandOptions, type ImportChange } from "./record.js";
import { columnsOf, rowsOf, sqlOf } from "./run.js";
import { checkNames } from "./check-names.js";

export interface OpenOptions extends BookFileOptions {
  /** A file, or ":memory:" for a book that is thrown away. */
  path: string;
  /** Knobs as in a policy file. A new book remembers them; on an old one they hold for this session. Default: what the book remembers. */
  policy?: Record<string, unknown> | undefined;
  /** Told of long work: phase, done, total. */
  progress?: Progress | undefined;
}

/**
 * Parameters of a report, and under which definition it is answered: `policy` replaces the book's, `set` changes single knobs of it.
 * `vs_policy` holds the words of the policy that `vs` names, where that is a file.
 */
export type RunParams = Record<string, unknown> & { policy?: Record<string, unknown>; set?: Record<string, unknown>; vs_policy?: Record<string, unknown> };

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

/** The hash of a book to which nothing was done. */
const nothingYet = `sha256:${createHash("sha256").update("").digest("hex")}`;

/** The last day that an answer tells of. */
const closeOf = (question: Question, policy: Policy): string => question.on || String(question.params["to"] ?? today(policy.time_zone));

/** What holds for every answer of one derivation on one day. */
interface Standing {
  key: string;
  extent: Extent;
  /** Nothing that each answer would have to say of itself. */
  isClean: boolean;
  /** What answers have to say, by the last day that they tell of. */
  problems: Map<string, Problem[]>;
}

/** A question with the policy under which it is answered. */
interface Asked {
  question: Question;
  policy: Policy;
  /** Before it was asked at another level, or in another currency. */
  own: Policy;
  standing: Standing;
}

function reportOf(name: string): Report {
  const report = findReport(name);
  return report ?? refuse("report-unknown", { report: name, known: reports.map((r) => r.name), nearest: nearest(name, reports.flatMap((r) => [r.name, ...("aliases" in r ? (r.aliases ?? []) : [])])) });
}

/** Under which definition a question is answered, where it names one of its own. */
const definitionOf = ({ policy, set }: ExplainParams): Pick<RunParams, "policy" | "set"> => ({ ...(policy === undefined ? {} : { policy }), ...(set === undefined ? {} : { set }) });

function checkedPolicy(words: Record<string, unknown>): Policy {
  const { policy, problems } = readPolicy(words);
  if (problems.length > 0) throw new ProblemError(problems);
  return policy;
}

/** The level of a question is the policy's, and one that it names is its own policy's; products of customers keep the policy's customers. */
function atLevel(report: Report, policy: Policy, asked: Record<string, unknown>): { policy: Policy; asked: Record<string, unknown> } {
  if (!report.params.some((param) => param.name === "level")) return { policy, asked };
  const level = asked["level"] ?? policy.level;
  return { policy: level === "customer" || level === "parent" ? { ...policy, level } : policy, asked: { ...asked, level } };
}

export class Book {
  private readonly derivations: Derivations;
  private readonly queue = new Queue();
  /** What was looked up once and holds until the data change: nobody else can write to an open book. */
  private known: { dataHash?: string; standing?: Standing } = {};

  /** Use {@link openBook}. */
  constructor(private readonly db: Database, private ownPolicy: Policy, private readonly options: OpenOptions) {
    this.derivations = new Derivations(db);
  }

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

  /** Answers a report. The same question on the same data and policy gives the same rows, byte for byte. */
  run(name: ReportName | (string & {}), params: RunParams = {}): Promise<ReportResult> {
    return this.queue.run(() => this.report(name, params));
  }

  /**
   * One figure of a report with all that it is made of: movements or customers, their lines with the arithmetic, knobs, rates and decisions that
   * acted, and the row of the file that each line is. The amounts of every level sum to the one above.
   */
  explain(name: ReportName | (string & {}), params: ExplainParams): Promise<Explanation> {
    return this.queue.run(async () => {
      const cell = readCell(reportOf(name), params);
      const { question, policy, standing } = await this.question(name, { ...cell.asked, ...definitionOf(params) }, cell.group);
      try {
        const explanation = await explanationOf(this.db, question, cell, policy);
        const problems = await this.standingProblems(standing, closeOf(question, policy), policy);
        return { ...explanation, problems: [...explanation.problems, ...problems], provenance: await this.provenanceOf(policy, question.params["known_on"] as string | undefined) };
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
      return questionViews(this.db, today(policy.time_zone), status, minorPlaces(policy.reporting_currency), async (open) => (this.keeps ? keepNumbers(this.db, open) : undefined));
    });
  }

  /** Answers an open question, such as "Q7", with one of its choices; it holds for later imports until it is withdrawn. */
  answer(id: string, choice: string, options: AnswerOptions = {}): Promise<Decision> {
    return this.changing(async () => answerQuestion(await this.deciding(), id, choice, options));
  }

  /** Adds so much recurring ARR a year to a customer from a day on, for what no question covers. */
  adjust(adjustment: Adjustment): Promise<Decision> {
    return this.changing(async () => adjustCustomer(await this.deciding(), adjustment));
  }

  /** Takes back the answer to a question ("Q7") or an adjustment ("D3"); the row stays. */
  withdraw(id: string): Promise<Decision> {
    return this.changing(async () => withdrawDecision(await this.deciding(), id));
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

  /** How much it holds, and between which days. */
  contents(): Promise<Contents> {
    return this.queue.run(() => contentsOf(this.db, this.ownPolicy.reporting_currency));
  }

  /** The SQL that answers a report, with the values of its parameters. */
  sql(name: string, { vs_policy: _, ...params }: RunParams = {}): Promise<{ sql: string; params: Record<string, unknown> }> {
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

  /** One of them, with the lines that it brought and ended. */
  importChange(importId: number): Promise<ImportChange> {
    return this.queue.run(() => showImport(this.db, importId));
  }

  /** Takes back what an import brought, and brings back what it ended; nothing is deleted. */
  undoImport(importId: number, options: HandOptions = {}): Promise<HandChange> {
    return this.changing(() => undoImport({ db: this.db, derivations: this.derivations, policy: this.ownPolicy }, importId, options));
  }

  /** Makes a policy the book's own, kept with date and hash, and brings the stored figures under it. */
  setPolicy(words: Record<string, unknown>, source = "set by hand"): Promise<PolicyVersion> {
    return this.queue.run(async () => {
      const policy = checkedPolicy(words);
      const dataHash = await this.dataHash();
      const remembered = await this.db.transaction(async () => {
        await this.db.run("set search_path = 'book'");
        await setPolicyTables(this.db, policy);
        if (dataHash !== nothingYet) await this.derivations.store(policy, dataHash, () => deriveAll(this.db, this.options.progress));
        return rememberPolicy(this.db, words, policy, source);
      }).catch(async (error: unknown) => Promise.reject(await this.told(error, "the policy was not set")));
      this.ownPolicy = policy;
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

  /** Every policy that was set, oldest first. */
  policies(): Promise<PolicyVersion[]> {
    return this.queue.run(() => policyHistory(this.db));
  }

  /** What the answers of this moment are made from. */
  provenance(): Promise<Provenance> {
    return this.queue.run(() => this.provenanceOf(this.ownPolicy));
  }

  /** Stops the question or import that is running; it fails, and the book is as before. */
  interrupt(): void {
    this.db.interrupt();
  }

  /** Closes the file. The book can't be used afterwards. */
  close(): Promise<void> {
    return this.queue.run(async () => this.db.close());
  }

  private async report(name: string, { vs_policy, ...params }: RunParams): Promise<ReportResult> {
    const asked = await this.question(name, params);
    const beside = besideOf(asked.question, asked.own, vs_policy);
    const answer = await this.answered(asked);
    if (beside === undefined) return answer;
    const { policy: _, set: __, ...same } = params;
    const other = beside.policy === undefined ? asked : await this.question(name, { ...same, policy: beside.policy });
    const second = await this.answered({ ...other, question: { ...other.question, periods: beside.periods, on: beside.on } });
    checkComparable(answer, second);
    return withBeside(this.db, asked.question, answer, second, beside.periods);
  }

  private async answered({ question, policy, own, standing }: Asked): Promise<ReportResult> {
    try {
      const problems = await this.standingProblems(standing, closeOf(question, policy), policy);
      const provenance = await this.provenanceOf(policy, question.params["known_on"] as string | undefined);
      const answered = question.report.madeOf === "definitions" ? await this.definitions(question, own) : await rowsOf(this.db, question, policy, this.keeps && question.params["known_on"] === undefined);
      return {
        report: question.report.name,
        params: question.params,
        currency: policy.reporting_currency,
        ...answered,
        problems: [...answered.problems, ...problems],
        provenance,
      };
    } catch (error) {
      throw await this.told(error, "no figure is given");
    }
  }

  private async definitions(question: Question, policy: Policy) {
    const { on, params, get } = question;
    const currency = get("currency") as string | undefined;
    const figuresUnder = (set: Record<string, unknown>) => figuresOn(on, (name, asked) => this.report(name, { ...asked, policy: { ...policy }, set, currency, known_on: params["known_on"] }));
    const others = chosenDefinitions(policy, params);
    const views = await definitionViews(this.db, others, figuresUnder, minorPlaces(currency ?? policy.reporting_currency), (done, total) => this.options.progress?.("trying definitions", done, total));
    return { columns: columnsOf(question.report, question), rows: definitionRows(views), next_cursor: null, problems: [] };
  }

  /** Whether it may be written to. */
  private get keeps(): boolean {
    return this.options.readOnly !== true;
  }

  private async useOwn(): Promise<Policy> {
    await this.derivations.use(this.ownPolicy, await this.dataHash(), this.options.progress);
    return this.ownPolicy;
  }

  private async deciding(): Promise<Deciding> {
    const policy = await this.useOwn();
    return { db: this.db, derivations: this.derivations, policy, today: today(policy.time_zone) };
  }

  /** @param group conditions beside those of the parameters */
  private async question(name: string, params: RunParams, group: readonly Condition[] = []): Promise<Asked> {
    const report = reportOf(name);
    const { policy: words, set, ...said } = params;
    const own = this.policyFor(words, set);
    const { policy: level, asked } = atLevel(report, own, said);
    const policy = toldIn(level, currencyOf(report, asked) ?? level.reporting_currency);
    const knownOn = knownOnOf(report, asked, policy);
    await this.derivations.use(policy, await this.dataHash(), this.options.progress, knownOn).catch(async (error: unknown) => Promise.reject(await this.told(error, "no figure is given")));
    const standing = await this.standingOf(policy, knownOn);
    const question = readQuestion(report, asked, policy, () => standing.extent);
    question.where.push(...group);
    await checkNames(this.db, question);
    return { question, policy, own, standing };
  }

  private policyFor(words: Record<string, unknown> | undefined, set: Record<string, unknown> | undefined): Policy {
    if (!words && !set) return this.ownPolicy;
    return checkedPolicy(changedWords({ ...(words ?? this.ownPolicy) }, set ?? {}));
  }

  private async provenanceOf(policy: Policy, knownOn?: string): Promise<Provenance> {
    return { data: await this.dataHash(), policy: policyHash(policy), decisions: (await decisionsHash(this.db, knownOn !== undefined)) ?? nothingYet, model: modelHash(), known_on: knownOn ?? null, version };
  }

  private async dataHash(): Promise<string> {
    this.known.dataHash ??= (await lastImport(this.db)).data_hash || nothingYet;
    return this.known.dataHash;
  }

  /** Of the derivation in use, which must be the policy's. */
  private async standingOf(policy: Policy, knownOn?: string): Promise<Standing> {
    const day = today(policy.time_zone);
    const key = `${policyHash(policy)} ${day} ${knownOn ?? "now"}`;
    if (this.known.standing?.key !== key) this.known.standing = { key, extent: await extentOf(this.db, day), isClean: await isClean(this.db), problems: new Map() };
    return this.known.standing;
  }

  private async standingProblems({ isClean, problems }: Standing, close: string, policy: Policy): Promise<Problem[]> {
    if (isClean) return [];
    const told = problems.get(close) ?? (await standingProblems(this.db, close, minorPlaces(policy.reporting_currency)));
    problems.set(close, told);
    return told;
  }

  /** Forgets what the data of before made: they have changed. */
  private async forget(): Promise<void> {
    this.known = {};
    await this.derivations.forget();
  }

  /** The error, or the problem that it is where amounts did not fit. */
  private async told(error: unknown, outcome: string): Promise<unknown> {
    return isOverflow(error) ? overflowProblem(error, outcome, await widestLines(this.db, null)) : error;
  }

  private changing<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      const result = await work().catch(async (error: unknown) => Promise.reject(await this.told(error, "nothing was changed")));
      await this.forget();
      return result;
    });
  }
}
