/** What holds for every answer of one derivation on one day, looked up once: the days that there is something to tell of, and what answers have to say of themselves. */
import { addDays, today } from "../domain/calendar.js";
import { minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import type { Problem } from "../domain/problem.js";
import { closedProblems, type TouchedSpan } from "./closed-notes.js";
import type { Condition } from "./condition.js";
import type { Database } from "./database.js";
import { extentOf } from "./extent.js";
import type { Known } from "./derivation.js";
import { policyHash } from "./policy-tables.js";
import type { Extent, Question } from "./question.js";
import { isClean, standingProblems } from "./standing-problems.js";

export interface Standing {
  key: string;
  extent: Extent;
  /** Nothing that each answer would have to say of itself. */
  isClean: boolean;
  hasCloses: boolean;
  /** What answers have to say, by the last day that they tell of. */
  problems: Map<string, Problem[]>;
  /** What they have to say of closed periods, by the days and the cut asked. */
  closed: Map<string, Problem[]>;
}

/** The last day that an answer tells of. */
const closeOf = (question: Question, policy: Policy): string => question.on || String(question.params["to"] ?? today(policy.time_zone));

export class Standings {
  private last: Standing | undefined;

  constructor(private readonly db: Database) {}

  /** Of the derivation in use, which must be the policy's, and of the lines that meet the conditions. */
  async of(policy: Policy, known?: Known, own: readonly Condition[] = []): Promise<Standing> {
    const day = today(policy.time_zone);
    const key = `${policyHash(policy)} ${day} ${known === undefined ? "now" : JSON.stringify(known)} ${JSON.stringify(own)}`;
    if (this.last?.key !== key) this.last = { key, extent: await extentOf(this.db, day), isClean: await isClean(this.db), hasCloses: await this.hasCloses(), problems: new Map(), closed: new Map() };
    return this.last;
  }

  /** What an answer has to say beside its rows. */
  async problems(standing: Standing, question: Question, policy: Policy): Promise<Problem[]> {
    const closed = standing.hasCloses && question.report.madeOf !== "closes" ? await this.closed(standing, spanOf(question), policy) : [];
    if (standing.isClean) return closed;
    const close = closeOf(question, policy);
    const told = standing.problems.get(close) ?? (await standingProblems(this.db, close, minorPlaces(policy.reporting_currency)));
    standing.problems.set(close, told);
    return [...told, ...closed];
  }

  private async closed(standing: Standing, span: TouchedSpan, policy: Policy): Promise<Problem[]> {
    const key = JSON.stringify(span);
    const told = standing.closed.get(key) ?? (await closedProblems(this.db, span, policy));
    standing.closed.set(key, told);
    return told;
  }

  /** The data have changed, or what was closed. */
  forget(): void {
    this.last = undefined;
  }

  private async hasCloses(): Promise<boolean> {
    const { has } = await this.db.row("select exists (from book.period_close) as has");
    return has === true;
  }
}

/** The days of a question, half-open, and its cut; a balance stands in every period that holds its day or ends with it. */
function spanOf({ report, periods, on, by }: Question): TouchedSpan {
  if (report.asks === "day") return { from: addDays(on, 1), to: addDays(on, 1), by };
  return { from: periods[0]!.from_date, to: periods.at(-1)!.to_date, by };
}
