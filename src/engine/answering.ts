/** Answering under a definition: which tables answer, what the answer has to say of itself, and what it was made from. A book is its public side. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Report } from "../catalogue/define.js";
import { findReport, reports } from "../catalogue/index.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import { today } from "../domain/calendar.js";
import { leastUnits, minorPlaces } from "../domain/money.js";
import { changedWords, readPolicy, type Policy } from "../domain/policy.js";
import { nearest, problem, ProblemError, refuse, type Problem } from "../domain/problem.js";
import { toldIn } from "../domain/told-in.js";
import { version } from "../domain/version.js";
import { alertRows, type AlertFacts } from "./alerts.js";
import { benchmarkRows } from "./benchmarks.js";
import { backtestAnswer } from "./backtest.js";
import { besideOf, checkComparable, withBeside } from "./beside.js";
import { reportedBeside } from "./beside-close.js";
import { plannedBeside } from "./beside-target.js";
import { asPlanned, asReported } from "./beside-words.js";
import { checkNames } from "./check-names.js";
import type { Closing } from "./close.js";
import type { Condition } from "./condition.js";
import type { Database } from "./database.js";
import { decisionsHash, type Deciding } from "./decision.js";
import { chosenDefinitions, definitionRows, definitionViews, figuresOn } from "./definitions.js";
import { Derivations, type Known } from "./derivation.js";
import type { Progress } from "./derive.js";
import { entryOf, knownAfter, lastImport } from "./import-log.js";
import { modelHash } from "./model-hash.js";
import { isOverflow, overflowProblem, widestLines } from "./overflow.js";
import { withCursor } from "./page-cursor.js";
import { planAnswer, plannedMonths, type AskBeside } from "./plan.js";
import { policyHash } from "./policy-tables.js";
import { currencyOf, knownAheadOf, knownOnOf, readQuestion, type Question } from "./question.js";
import { keepNumbers, type NumberQuestions } from "./question-list.js";
import { questionViews } from "./question-report.js";
import { restatementAnswer } from "./restatement.js";
import { columnsOf, rowsOf } from "./run.js";
import { ownOf, rowLimitOf } from "./row-limit.js";
import { Standings, type Standing } from "./standing.js";
import { Trial } from "./trial.js";
import { whatIfAnswer } from "./what-if.js";
import { unknownValues } from "./unknown-values.js";

/** What answering has to know of how the book was opened. */
export interface AnsweringOptions {
  /** Nothing may be written. */
  readOnly?: boolean;
  /** Told of long work: phase, done, total. */
  progress?: Progress | undefined;
}

/**
 * Parameters of a report, and under which definition it is answered: `policy` replaces the book's, `set` changes single knobs of it.
 * `vs_policy` holds the words of the policy that `vs` names, where that is a file. `known_after` answers from what the book knew after that entry
 * of its log of imports, as `known_on` does of a day.
 */
export type RunParams = Record<string, unknown> & { policy?: Record<string, unknown>; set?: Record<string, unknown>; vs_policy?: Record<string, unknown>; known_after?: number | undefined };

/** The hash of a book to which nothing was done. */
export const nothingYet = `sha256:${createHash("sha256").update("").digest("hex")}`;

/** A question with the policy under which it is answered. */
interface Asked {
  question: Question;
  policy: Policy;
  /** Before it was asked at another level, or in another currency. */
  own: Policy;
  known: Known | undefined;
  standing: Standing;
}

/** The report of a name; refused with what is near where there is none. */
export function reportOf(name: string): Report {
  const report = findReport(name);
  return report ?? refuse("report-unknown", { report: name, known: reports.map((r) => r.name), nearest: nearest(name, reports.flatMap((r) => [r.name, ...("aliases" in r ? (r.aliases ?? []) : [])])) });
}

/** The policy of knobs, or what is wrong with them. */
export function checkedPolicy(words: Record<string, unknown>): Policy {
  const { policy, problems } = readPolicy(words);
  if (problems.length > 0) throw new ProblemError(problems);
  return policy;
}

/** The level of a question is the report's own default or else the policy's, and one that it names is its own policy's; products of customers keep the policy's customers. */
function atLevel(report: Report, policy: Policy, asked: Record<string, unknown>): { policy: Policy; asked: Record<string, unknown> } {
  const param = report.params.find(({ name }) => name === "level");
  if (param === undefined) return { policy, asked };
  const level = asked["level"] ?? param.default ?? policy.level;
  return { policy: level === "customer" || level === "parent" ? { ...policy, level } : policy, asked: { ...asked, level } };
}

export class Answering {
  protected readonly derivations: Derivations;
  /** What was looked up once and holds until the data change: nobody else can write to an open book. */
  protected known: { dataHash?: string } = {};
  protected readonly standings: Standings;

  constructor(protected readonly db: Database, protected ownPolicy: Policy, protected readonly options: AnsweringOptions) {
    this.derivations = new Derivations(db);
    this.standings = new Standings(db);
  }

  /** @param rows conditions that choose the lines of the asker: see row-limit */
  protected async report(name: string, said: RunParams, rows: readonly string[] = []): Promise<ReportResult> {
    const { vs_policy: _, ...params } = said;
    const asked = await this.question(name, params, [], rows);
    const { report, get } = asked.question;
    return withCursor(report, get("cursor") as string | undefined, await this.compared(asked, name, said, rows));
  }

  /** The answer, with what is asked to stand beside it. */
  private async compared(asked: Asked, name: string, { vs_policy, ...params }: RunParams, rows: readonly string[]): Promise<ReportResult> {
    if (asked.question.get("vs") === asReported && vs_policy === undefined) return this.besideReported(asked);
    if (asked.question.get("vs") === asPlanned && vs_policy === undefined) return this.besidePlanned(asked);
    const beside = besideOf(asked.question, asked.own, vs_policy);
    const answer = await this.answered(asked);
    if (beside === undefined) return answer;
    const { policy: _, set: __, ...same } = params;
    const other = beside.policy === undefined ? asked : await this.question(name, { ...same, policy: beside.policy }, [], rows);
    const second = await this.answered({ ...other, question: { ...other.question, periods: beside.periods, on: beside.on } });
    checkComparable(answer, second);
    return withBeside(this.db, asked.question, answer, second, beside.periods);
  }

  private async besideReported(asked: Asked): Promise<ReportResult> {
    const { beside, periods } = await reportedBeside(this.db, asked.question);
    const answer = await this.answered(asked);
    checkComparable(answer, beside);
    return withBeside(this.db, asked.question, answer, beside, periods);
  }

  private async besidePlanned(asked: Asked): Promise<ReportResult> {
    const answer = await this.answered(asked);
    const { beside, figures } = await plannedBeside(this.db, asked.question, answer);
    return withBeside(this.db, asked.question, answer, beside, asked.question.periods, figures);
  }

  protected async answered(asked: Asked): Promise<ReportResult> {
    const { question, policy, known } = asked;
    try {
      const problems = await this.problemsOf(asked);
      const provenance = await this.provenanceOf(policy, known);
      const answered = await this.rows(asked);
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

  /** What an answer has to say beside its rows. */
  protected async problemsOf({ question, policy, known, standing }: Asked): Promise<Problem[]> {
    return [...(await unknownValues(this.db, question)), ...(await this.standings.problems(standing, question, policy)), ...(await this.signedProblems(known))];
  }

  /** Whoever looks ahead from a past day has to know by what lines are taken as known then. */
  private async signedProblems(known: Known | undefined): Promise<Problem[]> {
    if (known === undefined || !("by_signature" in known)) return [];
    const { lines } = await this.db.row("select count(*) as lines from line_version where recorded_at is null and superseded_at is null");
    return Number(lines) === 0 ? [] : [problem("known-by-signature", { lines: Number(lines) })];
  }

  protected async rows(asked: Asked): ReturnType<typeof rowsOf> {
    const { question, policy, own } = asked;
    const { madeOf } = question.report;
    if (madeOf === "closes") return restatementAnswer(await this.closing(), question, policy);
    if (madeOf === "definitions") return this.definitions(question, own, policy);
    if (madeOf === "plan") return planAnswer(question, policy, asked.standing.extent.today, this.beside(asked));
    if (madeOf === "backtest") return backtestAnswer(question, policy, asked.standing.extent.today, this.beside(asked), (done, total) => this.options.progress?.("looking back", done, total));
    if (question.report.looksAhead === true && question.params["scenario"] !== undefined) await this.plan(asked);
    if (madeOf === "supposed") return whatIfAnswer(question, policy, this.beside(asked));
    if (madeOf === "benchmarks") return this.benchmarks(question, own);
    if (madeOf === "alerts") return this.alerts(question, policy);
    return rowsOf(this.db, question, policy, this.numbering);
  }

  protected async definitions({ on, params, report, get, ...question }: Question, policy: Policy, told: Policy) {
    const asks = { currency: get("currency") as string | undefined, known_on: params["known_on"] };
    const derivedUnder = (set: Record<string, unknown>) => figuresOn(on, (name, asked) => this.report(name, { ...asked, ...asks, policy: { ...policy }, set }));
    const own = await derivedUnder({});
    const others = chosenDefinitions(policy, params);
    const trial = others.length === 0 ? undefined : await Trial.start(this.db, told);
    const figuresUnder = async (set: Record<string, unknown>) => {
      const other = toldIn(this.policyFor({ ...policy }, set), told.reporting_currency);
      if (trial === undefined || other.time_zone !== told.time_zone) return derivedUnder(set);
      return (await trial.differs(other)) ? figuresOn(on, (name, asked) => this.tried(name, asked, other)) : own;
    };
    const refused = async (error: unknown) => Promise.reject(await this.told(error, "no figure is given"));
    try {
      const views = await definitionViews(this.db, others, own, (set) => figuresUnder(set).catch(refused), minorPlaces(told.reporting_currency), (done, total) => this.options.progress?.("trying definitions", done, total));
      return { columns: columnsOf(report, { ...question, get }), rows: definitionRows(views), next_cursor: null, problems: [] };
    } finally {
      await trial?.end();
    }
  }

  /** A report of the tables in use, which are another policy's. */
  private tried(name: string, params: Record<string, unknown>, policy: Policy): ReturnType<typeof rowsOf> {
    const report = reportOf(name);
    const { asked } = atLevel(report, policy, params);
    return rowsOf(this.db, readQuestion(report, asked, policy, () => assert.fail("a definition is asked of days that are said")), policy, undefined);
  }

  /** Works out what the scenario of a question plans by month, and makes the question's tables the ones in use again. */
  private async plan(asked: Asked): Promise<void> {
    asked.question.planned = JSON.stringify(await plannedMonths(asked.question, asked.policy, this.beside(asked)));
    await this.derivations.use(asked.policy, await this.dataHash(), this.options.progress, asked.known);
  }

  /** Other reports of the same book, under the same definition and knowledge and in the same currency. */
  protected beside({ question, own, known }: Asked): AskBeside {
    const { currency, known_on } = question.params;
    const then = known !== undefined && "last_import" in known ? { known_after: known.last_import } : { known_on };
    return (name, asked) => this.report(name, { currency, ...then, ...asked, policy: { ...own } });
  }

  protected async benchmarks({ on, params, report, ...question }: Question, policy: Policy) {
    const ask = (name: string, asked: Record<string, unknown>) => this.report(name, { ...asked, policy: { ...policy }, known_on: params["known_on"] });
    const found = await benchmarkRows(on, policy.reporting_currency, params["metrics"] as string[] | undefined, ask);
    return { columns: columnsOf(report, question), next_cursor: null, ...found };
  }

  protected async alerts(question: Question, policy: Policy) {
    const places = minorPlaces(policy.reporting_currency);
    const { on, params } = question;
    const facts: AlertFacts = {
      stakes: async () => (await questionViews(this.db, on, "open", places, this.numbering, false)).map(({ id, question: asked, arr_at_stake }) => ({ subject: `${id} ${asked}`, stake: leastUnits(arr_at_stake)! })),
      usage: async () => {
        const { rows } = await this.report("usage", { from: on, to: on, grain: "total", by: ["customer"], policy: { ...policy }, known_on: params["known_on"] });
        return rows.map(({ customer, usage_arr, committed }) => ({ customer: String(customer), usage_arr: leastUnits(usage_arr), committed: leastUnits(committed)! }));
      },
    };
    return { columns: columnsOf(question.report, question), rows: await alertRows(this.db, question, places, policy.reporting_currency, facts), next_cursor: null, problems: [] };
  }

  /** What keeps the numbers of questions; nothing where the book may not be written to. */
  protected get numbering(): NumberQuestions | undefined {
    return this.options.readOnly === true ? undefined : (questions) => keepNumbers(this.db, questions);
  }

  protected async useOwn(): Promise<Policy> {
    await this.derivations.use(this.ownPolicy, await this.dataHash(), this.options.progress);
    return this.ownPolicy;
  }

  protected async deciding(): Promise<Deciding> {
    const policy = await this.useOwn();
    return { db: this.db, derivations: this.derivations, policy, today: today(policy.time_zone) };
  }

  protected async closing(): Promise<Closing> {
    return { db: this.db, derivations: this.derivations, dataHash: await this.dataHash(), progress: this.options.progress };
  }

  /**
   * @param group conditions beside those of the parameters
   * @param rows conditions that the asker is under; the answer says that they were asked, too
   */
  protected async question(name: string, params: RunParams, group: readonly Condition[] = [], rows: readonly string[] = []): Promise<Asked> {
    const report = reportOf(name);
    const limit = rowLimitOf(report, params, rows);
    const { policy: words, set, known_after, ...said } = params;
    const own = this.policyFor(words, set);
    const { policy: level, asked } = atLevel(report, own, said);
    const policy = toldIn(level, currencyOf(report, asked) ?? level.reporting_currency);
    const knownOn = knownOnOf(report, asked, policy);
    const ahead = knownAheadOf(report, asked, knownOn, policy, today(policy.time_zone));
    const known: Known | undefined = ahead !== undefined ? ahead : known_after !== undefined ? await knownAfter(this.db, known_after) : knownOn === undefined ? undefined : { on: knownOn };
    const ownLines = await ownOf(this.db, limit);
    await this.derivations.use(policy, await this.dataHash(), this.options.progress, known, ownLines).catch(async (error: unknown) => Promise.reject(await this.told(error, "no figure is given")));
    const standing = await this.standings.of(policy, known, ownLines);
    const question = readQuestion(report, asked, policy, () => standing.extent);
    question.where.push(...group, ...limit);
    if (limit.length > 0) question.params["where"] = [...((question.params["where"] as string[] | undefined) ?? []), ...rows];
    await checkNames(this.db, question, limit.length > 0);
    return { question, policy, own, known, standing };
  }

  protected policyFor(words: Record<string, unknown> | undefined, set: Record<string, unknown> | undefined): Policy {
    if (!words && !set) return this.ownPolicy;
    return checkedPolicy(changedWords({ ...(words ?? this.ownPolicy) }, set ?? {}));
  }

  protected async provenanceOf(policy: Policy, known?: Known): Promise<Provenance> {
    const entry = known !== undefined && "last_import" in known ? await entryOf(this.db, known.last_import) : undefined;
    const known_on = entry?.done_at ?? (known !== undefined && "on" in known ? known.on : null);
    return { data: entry?.data_hash ?? (await this.dataHash()), policy: policyHash(policy), decisions: (await decisionsHash(this.db, known !== undefined)) ?? nothingYet, model: modelHash(), known_on, version };
  }

  protected async dataHash(): Promise<string> {
    this.known.dataHash ??= (await lastImport(this.db)).data_hash || nothingYet;
    return this.known.dataHash;
  }

  /** Forgets what the data of before made: they have changed. */
  protected async forget(): Promise<void> {
    this.known = {};
    this.standings.forget();
    await this.derivations.forget();
  }

  /** The error, or the problem that it is where amounts did not fit. */
  protected async told(error: unknown, outcome: string): Promise<unknown> {
    return isOverflow(error) ? overflowProblem(error, outcome, await widestLines(this.db, null)) : error;
  }
}
