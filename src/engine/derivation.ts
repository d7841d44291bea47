/**
 * Which derived tables answer a question. Those of the book's own policy are tables in the book, kept fresh by every import; any
 * other policy derives into a database in memory, kept while the book is open. Callers can't tell the difference.
 */
import type { Policy } from "../domain/policy.js";
import type { Condition } from "./condition.js";
import type { Database } from "./database.js";
import { bindQuestions, deriveAll, setPolicyTables, type Progress } from "./derive.js";
import { modelHash } from "./model-hash.js";
import { deriveOwnLines, findOwnLines, forgetOwnLines } from "./own-lines.js";
import { policyHash } from "./policy-tables.js";

/** Derivations of the whole book that are kept in memory beside its own. */
const mostKept = 4;

/** Derivations of some lines alone that are kept: of one asker each, so they are smaller, and there are more of them. */
const mostOwn = 8;

/** Connections to one book see each other's databases in memory, so no two may have one name. */
let derivedSoFar = 0;

/** A name for a database in memory that no other has. */
export const nextAlias = (): string => `derived_${++derivedSoFar}`;

/** Whoever asked may have gone: attempts to stop what runs come so far apart that the next try is through. */
const mostTries = 5;

/** Takes a database in memory away, and what it holds, also while somebody stops what runs; until then `path` is searched. */
export async function detach(db: Database, alias: string, path: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.run(`set search_path = '${path}'; detach database if exists ${alias}`);
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}

/**
 * What is looked at of what the book was told: what was recorded by the end of a day (by signature: lines of which nobody says when they were recorded from the
 * day on which they were signed), or what was done up to an entry of its log, decisions apart. */
export type Known = { on: string; by_signature?: true } | { last_import: number; last_decision: number };

export class Derivations {
  private readonly kept = new Map<string, string>();
  /** By what is derived of the whole book, the conditions and the database: of lines that meet conditions. */
  private readonly ofOwn = new Map<string, { whole: string; alias: string }>();
  /** Policy, data and model of the tables in the book, once they were looked up. */
  private stored: { policy_hash: unknown; data_hash: unknown; model_hash: unknown } | undefined;

  constructor(private readonly db: Database) {}

  /**
   * Makes the policy's derived tables the ones that unqualified names mean; with `known`, of what was known then.
   * @param own conditions on lines: only lines that meet them on some day are there, and customers did what these lines did
   */
  async use(policy: Policy, dataHash: string, progress?: Progress, known?: Known, own: readonly Condition[] = []): Promise<void> {
    const whole = `${policyHash(policy)} ${dataHash} ${known === undefined ? "now" : JSON.stringify(known)}`;
    if (own.length === 0) return this.useTables(await this.pathOf(whole, policy, dataHash, progress, known));
    const key = `${whole} ${JSON.stringify(own)}`;
    const found = this.ofOwn.get(key);
    if (found === undefined) return this.deriveOwn(key, whole, await this.pathOf(whole, policy, dataHash, progress, known), own, progress, known);
    touch(this.kept, whole);
    touch(this.ofOwn, key);
    await this.useTables(`${found.alias},${this.pathNow(whole)}`);
  }

  /** Where the tables of the whole book are searched; they are derived where there are none. */
  private async pathOf(whole: string, policy: Policy, dataHash: string, progress?: Progress, known?: Known): Promise<string> {
    if (known === undefined && (await this.isStored(policyHash(policy), dataHash))) return "book";
    if (!touch(this.kept, whole)) await this.deriveInMemory(whole, policy, progress, known);
    return this.pathNow(whole);
  }

  private pathNow(whole: string): string {
    const alias = this.kept.get(whole);
    return alias === undefined ? "book" : `${alias},book`;
  }

  private async useTables(path: string): Promise<void> {
    await this.db.run(`set search_path = '${path}'`);
    await bindQuestions(this.db);
  }

  /** Derives the policy's tables into the book itself; to be called inside the transaction that changed the data. */
  async store(policy: Policy, dataHash: string, derive: () => Promise<void>): Promise<void> {
    await this.db.run("set search_path = 'book'");
    await derive();
    await this.db.run("create or replace table derivation as select $policy_hash as policy_hash, $data_hash as data_hash, $model_hash as model_hash", {
      policy_hash: policyHash(policy), data_hash: dataHash, model_hash: modelHash(),
    });
    this.stored = undefined;
  }

  /** True where the book holds the tables of this policy and data. */
  async isStored(hash: string, dataHash: string): Promise<boolean> {
    this.stored ??= await this.lookUp();
    return this.stored.policy_hash === hash && this.stored.data_hash === dataHash && this.stored.model_hash === modelHash();
  }

  private async lookUp(): Promise<NonNullable<Derivations["stored"]>> {
    const found = await this.db.rows("select 1 from duckdb_tables() where database_name = 'book' and table_name = 'derivation'");
    const row = found.length === 0 ? {} : await this.db.row("select policy_hash, data_hash, model_hash from book.derivation");
    return { policy_hash: row["policy_hash"], data_hash: row["data_hash"], model_hash: row["model_hash"] };
  }

  /** Forgets what was derived in memory: the data has changed. */
  async forget(): Promise<void> {
    this.stored = undefined;
    await this.db.run("set search_path = 'book'");
    for (const whole of [...this.kept.keys()]) await this.drop(whole);
    for (const key of [...this.ofOwn.keys()]) await this.dropOwn(key);
  }

  private async drop(whole: string): Promise<void> {
    for (const [key, own] of [...this.ofOwn]) if (own.whole === whole) await this.dropOwn(key);
    await this.detach(this.kept.get(whole)!);
    this.kept.delete(whole);
  }

  private async dropOwn(key: string): Promise<void> {
    await this.detach(this.ofOwn.get(key)!.alias);
    this.ofOwn.delete(key);
  }

  private async detach(alias: string): Promise<void> {
    await detach(this.db, alias, "book");
  }

  private async deriveInMemory(whole: string, policy: Policy, progress?: Progress, known?: Known): Promise<void> {
    if (this.kept.size >= mostKept) await this.drop(this.kept.keys().next().value!);
    const alias = await this.derived("book", async () => {
      await setPolicyTables(this.db, policy);
      if (known !== undefined) await this.db.runFile("on" in known ? "derive/knowledge" : "derive/knowledge_after", "on" in known ? { known_on: known.on, by_signature: known.by_signature ?? false } : known);
      await deriveAll(this.db, progress);
    });
    this.kept.set(whole, alias);
  }

  private async deriveOwn(key: string, whole: string, path: string, own: readonly Condition[], progress?: Progress, known?: Known): Promise<void> {
    if (this.ofOwn.size >= mostOwn) await this.dropOwn(this.ofOwn.keys().next().value!);
    await this.useTables(path);
    try {
      await findOwnLines(this.db, own);
      // what was known then has lines of its own
      const alias = await this.derived(path, () => deriveOwnLines(this.db, known === undefined ? "book" : path.split(",")[0]!, progress));
      this.ofOwn.set(key, { whole, alias });
    } finally {
      await forgetOwnLines(this.db);
    }
  }

  /** A new database in memory that is searched before others, and what `work` makes in it. */
  private async derived(path: string, work: () => Promise<void>): Promise<string> {
    const alias = nextAlias();
    try {
      await this.db.run(`attach ':memory:' as ${alias}; set search_path = '${alias},${path}'`);
      await work();
    } catch (error) {
      await this.detach(alias);
      throw error;
    }
    return alias;
  }
}

/** Puts what is used at the end of those that are forgotten next; false where it is not there. */
function touch<T>(kept: Map<string, T>, key: string): boolean {
  const value = kept.get(key);
  if (value === undefined) return false;
  kept.delete(key);
  kept.set(key, value);
  return true;
}
