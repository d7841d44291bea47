/** Watching over closed periods: what a change makes of figures that were reported, before it is kept, and what an answer has to say of them. */
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import type { ChangedClose } from "../domain/problems/close-problems.js";
import { closedRows, watchedReports, type ClosedSpan } from "./closed-figure.js";
import { lastCloses, listCloses } from "./close.js";
import type { Database, Row } from "./database.js";
import { bindRates } from "./derive.js";
import { sqlFile } from "./sql-file.js";

export interface RestatementOptions {
  /** Keep a change that restates closed periods. Without it, such a change is refused unless `confirmRestatement` says yes. */
  acceptRestatement?: boolean | undefined;
  /** Asked before such a change is kept. */
  confirmRestatement?: ((changes: ClosedChange[]) => Promise<boolean>) | undefined;
}

/** What a change makes of a closed period; exact decimal text. */
export interface ClosedChange extends ChangedClose {
  close_id: number;
}

/** The figures of closed periods under one policy, before a change and after it; to be started and settled inside its transaction. */
export class ClosedWatch {
  private constructor(private readonly db: Database, private readonly spans: readonly ClosedSpan[]) {}

  /** Under the derivation in use, which is that of `policy` once `derive` has made it so; quick where no period is closed. */
  static async start(db: Database, policy: Policy, derive?: () => Promise<void>): Promise<ClosedWatch> {
    const spans = lastCloses(await listCloses(db)).map((close) => ({ ...close, cuts: [[], ...close.cuts] }));
    const watch = new ClosedWatch(db, spans);
    if (watch.isNeeded) {
      await derive?.();
      await db.runFile("close/closed_figure");
      await watch.keep("before", policy);
    }
    return watch;
  }

  get isNeeded(): boolean {
    return this.spans.length > 0;
  }

  /** What has changed since it was started. */
  async changes(policy: Policy): Promise<ClosedChange[]> {
    if (!this.isNeeded) return [];
    await this.keep("after", policy);
    return (await this.db.rows(sqlFile("close/moved_close"))).map(changeOf);
  }

  /** The same, or a refusal where nobody accepted it. */
  async settle(policy: Policy, options: RestatementOptions): Promise<ClosedChange[]> {
    const changes = await this.changes(policy);
    const refusal = await refusalOf(changes, options);
    if (refusal) throw new ProblemError([refusal]);
    return changes;
  }

  private async keep(state: string, policy: Policy): Promise<void> {
    await bindRates(this.db);
    const rows = await closedRows(this.db, policy, this.spans, watchedReports);
    await this.db.runFile("close/worked_figure", { state, rows: JSON.stringify(rows) });
  }
}

/** Why a change may not be kept; undefined where it may. */
export async function refusalOf(changes: ClosedChange[], { acceptRestatement, confirmRestatement }: RestatementOptions): Promise<Problem | undefined> {
  if (changes.length === 0 || acceptRestatement === true) return undefined;
  if (confirmRestatement && (await confirmRestatement(changes))) return undefined;
  return problem("closed-period-changes", { changes });
}

/** What was accepted, to be told with the change. */
export const restatementTold = (changes: ClosedChange[], kept: boolean): Problem[] => (changes.length === 0 ? [] : [problem("closed-period-changed", { changes, kept })]);

function changeOf(row: Row): ClosedChange {
  const currency = String(row["currency"]);
  const text = (name: string) => moneyText(row[name], currency);
  return {
    close_id: Number(row["close_id"]), period: String(row["period"]), closed_on: String(row["closed_at"]).slice(0, 10), currency,
    reported: text("reported"), before: text("before"), after: text("after"), change: text("change"), figures: Number(row["figures"]),
  };
}

const moneyText = (amount: unknown, currency: string): string => decimalText(BigInt(String(amount)), minorPlaces(currency));

/** At most so many restated periods are told one by one. */
const mostTold = 12;

/** What an answer about a span has to say of the closed periods inside it, under the derivation in use. */
export async function closedProblems(db: Database, span: { from: string; to: string; ends: string | null }, currency: string): Promise<Problem[]> {
  const rows = await db.rows(sqlFile("close/closed_period"), span);
  const restated = rows.filter((row) => row["currency"] !== currency || String(row["difference"]) !== "0");
  const same = rows.filter((row) => !restated.includes(row));
  return [...restated.slice(-mostTold).map((row) => restatedProblem(row, currency)), ...(same.length === 0 ? [] : [sameProblem(same)])];
}

function restatedProblem(row: Row, currency: string): Problem {
  const ofClose = String(row["currency"]);
  const base = { period: String(row["period"]), closed_on: String(row["closed_at"]).slice(0, 10), currency: ofClose, reported: moneyText(row["reported"], ofClose) };
  if (ofClose !== currency) return problem("period-restated", { ...base, now: "", difference: "" });
  const difference = moneyText(row["difference"], currency);
  return { ...problem("period-restated", { ...base, now: moneyText(row["now_known"], currency), difference }), arr_at_stake: difference.replace("-", "") };
}

function sameProblem(rows: readonly Row[]): Problem {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const periods = rows.length === 1 ? `${String(first["period"])} is` : `${rows.length} periods from ${String(first["period"])} to ${String(last["period"])} are`;
  return problem("period-closed", { periods, last: String(last["period"]), closed_on: rows.length === 1 ? `closed on ${String(last["closed_at"]).slice(0, 10)}` : `last closed on ${String(last["closed_at"]).slice(0, 10)}` });
}
