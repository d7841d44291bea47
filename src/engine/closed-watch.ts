/** Watching over closed periods: what a change makes of figures that were reported, before it is kept. */
import { decimalText, minorPlaces } from "../domain/money.js";
import type { Policy } from "../domain/policy.js";
import { problem, ProblemError, type Problem } from "../domain/problem.js";
import type { ChangedClose } from "../domain/problems/close-problems.js";
import { closedRows, watchedReports, type ClosedSpan } from "./closed-figure.js";
import { listCloses, watchedSpans, type Close } from "./close.js";
import type { Database, Row } from "./database.js";
import type { Derivations } from "./derivation.js";
import { bindQuestions, deriveAll, setPolicyTables } from "./derive.js";
import { lastImport } from "./import-log.js";
import { policyHash } from "./policy-tables.js";
import { sqlFile } from "./sql-file.js";

export interface RestatementOptions {
  /** Keep a change that restates closed periods. Without it, such a change is refused unless `confirmRestatement` says yes. */
  acceptRestatement?: boolean | undefined;
  /** Asked before such a change is kept. */
  confirmRestatement?: ((changes: ClosedChange[]) => Promise<boolean>) | undefined;
  /** Work everything out, what it would restate too, and keep nothing. */
  dryRun?: boolean | undefined;
}

/** What a change says of closed periods. */
export interface Restating {
  /** False where it was a dry run. */
  kept: boolean;
  /** Closed periods of which it changes figures. */
  restated: ClosedChange[];
}

/** Ends a transaction of which nothing is to be kept, with what it found. */
class Unkept extends Error {
  constructor(readonly made: unknown) {
    super("a dry run");
  }
}

/** What was made, where it is kept; else it ends the transaction. */
export function keptOnly<T extends Restating>(made: T): T {
  if (made.kept) return made;
  throw new Unkept(made);
}

/** What a transaction made, whether it was kept or not. */
export const madeBy = <T>(made: Promise<T>): Promise<T> => made.catch((error: unknown) => (error instanceof Unkept ? (error.made as T) : Promise.reject(error as Error)));

/** What a change makes of a closed period; exact decimal text. */
export interface ClosedChange extends ChangedClose {
  close_id: number;
}

/** Closed periods under one policy. */
interface Look {
  name: string;
  policy: Policy;
  spans: ClosedSpan[];
}

/** The figures of closed periods before a change and after it; to be started and settled inside its transaction. */
export class ClosedWatch {
  private constructor(private readonly db: Database, private readonly inUse: Look, private readonly own: Look[], private readonly derivations?: Derivations) {}

  /**
   * Before the data change: each close under the policy in use, which `derive` has brought into the book, and under the policy that it was
   * reported under, where that is another; quick where no period is closed.
   */
  static async beforeChange({ db, derivations }: { db: Database; derivations: Derivations }, policy: Policy, derive?: () => Promise<void>): Promise<ClosedWatch> {
    const closes = await listCloses(db);
    const watch = new ClosedWatch(db, { name: "in use", policy, spans: watchedSpans(closes) }, otherLooks(closes, policy), derivations);
    return watch.started(derive);
  }

  /** Before another policy becomes the book's own; the data stay. */
  static async beforePolicy(db: Database, policy: Policy, derive: () => Promise<void>): Promise<ClosedWatch> {
    return new ClosedWatch(db, { name: "in use", policy, spans: watchedSpans(await listCloses(db)) }, []).started(derive);
  }

  private async started(derive?: () => Promise<void>): Promise<this> {
    if (!this.isNeeded) return this;
    await derive?.();
    await this.db.runFile("close/closed_figure");
    await this.keep("before", this.inUse.policy);
    return this;
  }

  get isNeeded(): boolean {
    return this.inUse.spans.length > 0;
  }

  /** What has changed since it was started, as the policy of the close tells it where that has changed. @param policy the one in use now */
  async changes(policy: Policy = this.inUse.policy): Promise<ClosedChange[]> {
    if (!this.isNeeded) return [];
    await this.keep("after", policy);
    const found = new Map<number, ClosedChange>();
    for (const { name, policy: before } of [...this.own, this.inUse]) {
      const after = name === this.inUse.name ? policy : before;
      const isRetold = before.reporting_currency !== after.reporting_currency;
      for (const row of await this.db.rows(sqlFile("close/moved_close"), { look: name, is_retold: isRetold })) {
        const change = changeOf(row, before.reporting_currency, after.reporting_currency);
        if (!found.has(change.close_id)) found.set(change.close_id, change);
      }
    }
    return [...found.values()];
  }

  /** The same, or a refusal where nobody accepted it and it is to be kept. */
  async settle(policy: Policy, options: RestatementOptions): Promise<ClosedChange[]> {
    const changes = await this.changes(policy);
    const refusal = options.dryRun === true ? undefined : await refusalOf(changes, options);
    if (refusal) throw new ProblemError([refusal]);
    return changes;
  }

  private async keep(state: string, policy: Policy): Promise<void> {
    await bindQuestions(this.db);
    await this.keepLook(state, { ...this.inUse, policy });
    if (this.own.length === 0) return;
    // one transaction writes to one database: other policies are derived in the book itself, which gets its own back
    for (const look of this.own) {
      await this.deriveUnder(look.policy);
      await this.keepLook(state, look);
    }
    await this.deriveUnder(policy);
  }

  private async keepLook(state: string, { name, policy, spans }: Look): Promise<void> {
    await this.db.runFile("close/worked_figure", { state: `${state} ${name}`, rows: JSON.stringify(await closedRows(this.db, policy, spans, watchedReports)) });
  }

  private async deriveUnder(policy: Policy): Promise<void> {
    await this.db.run("set search_path = 'book'");
    await setPolicyTables(this.db, policy);
    await this.derivations!.store(policy, (await lastImport(this.db)).data_hash, () => deriveAll(this.db));
  }
}

/** The closes that were reported under other policies than the one in use, by these. */
function otherLooks(closes: readonly Close[], policy: Policy): Look[] {
  const inUse = policyHash(policy);
  const hashes = [...new Set(closes.map((close) => close.policy_hash))].filter((hash) => hash !== inUse);
  return hashes.map((hash) => {
    const own = closes.filter((close) => close.policy_hash === hash);
    return { name: hash, policy: own[0]!.policy, spans: watchedSpans(closes).filter(({ close_id }) => own.some((close) => close.close_id === close_id)) };
  }).filter(({ spans }) => spans.length > 0);
}

/** Why a change may not be kept; undefined where it may. */
export async function refusalOf(changes: ClosedChange[], { acceptRestatement, confirmRestatement }: RestatementOptions): Promise<Problem | undefined> {
  if (changes.length === 0 || acceptRestatement === true) return undefined;
  if (confirmRestatement && (await confirmRestatement(changes))) return undefined;
  return problem("closed-period-changes", { changes });
}

/** What was accepted, to be told with the change. */
export const restatementTold = (changes: ClosedChange[], kept: boolean): Problem[] => (changes.length === 0 ? [] : [problem("closed-period-changed", { changes, kept })]);

function changeOf(row: Row, before: string, after: string): ClosedChange {
  const reportedIn = String(row["currency"]);
  return {
    close_id: Number(row["close_id"]), period: String(row["period"]), closed_on: String(row["closed_at"]).slice(0, 10), currency: after, before_currency: before, reported_currency: reportedIn,
    reported: moneyText(row["reported"], reportedIn), before: moneyText(row["before"], before), after: moneyText(row["after"], after),
    change: before === after ? moneyText(row["change"], after) : null, figures: Number(row["figures"]),
  };
}

const moneyText = (amount: unknown, currency: string): string => decimalText(BigInt(String(amount)), minorPlaces(currency));
