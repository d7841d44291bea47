/**
 * Which derived tables answer a question. Those of the book's own policy are tables in the book, kept fresh by every import; any
 * other policy derives into a database in memory, kept while the book is open. Callers can't tell the difference.
 */
import type { Policy } from "../domain/policy.js";
import type { Database } from "./database.js";
import { bindQuestions, deriveAll, setPolicyTables, type Progress } from "./derive.js";
import { modelHash } from "./model-hash.js";
import { policyHash } from "./policy-tables.js";

/** Derivations kept in memory beside the book's own. */
const mostKept = 4;

/** Connections to one book see each other's databases in memory, so no two may have one name. */
let derivedSoFar = 0;

/** A name for a database in memory that no other has. */
export const nextAlias = (): string => `derived_${++derivedSoFar}`;

/**
 * What is looked at of what the book was told: what was recorded by the end of a day (by signature: lines of which nobody says when they were recorded from the
 * day on which they were signed), or what was done up to an entry of its log, decisions apart. */
export type Known = { on: string; by_signature?: true } | { last_import: number; last_decision: number };

export class Derivations {
  private readonly kept = new Map<string, string>();
  /** Policy, data and model of the tables in the book, once they were looked up. */
  private stored: { policy_hash: unknown; data_hash: unknown; model_hash: unknown } | undefined;

  constructor(private readonly db: Database) {}

  /** Makes the policy's derived tables the ones that unqualified names mean; with `known`, of what was known then. */
  async use(policy: Policy, dataHash: string, progress?: Progress, known?: Known): Promise<void> {
    const hash = policyHash(policy);
    if (known === undefined && (await this.isStored(hash, dataHash))) return this.useTables("book");
    const key = `${hash} ${dataHash} ${known === undefined ? "now" : JSON.stringify(known)}`;
    const alias = this.kept.get(key);
    if (alias !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, alias);
      return this.useTables(`${alias},book`);
    }
    await this.deriveInMemory(key, policy, progress, known);
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
    for (const alias of this.kept.values()) await this.db.run(`detach ${alias}`);
    this.kept.clear();
  }

  private async deriveInMemory(key: string, policy: Policy, progress?: Progress, known?: Known): Promise<void> {
    if (this.kept.size >= mostKept) {
      const [oldest, alias] = this.kept.entries().next().value!;
      await this.db.run(`set search_path = 'book'; detach ${alias}`);
      this.kept.delete(oldest);
    }
    const alias = nextAlias();
    await this.db.run(`attach ':memory:' as ${alias}; set search_path = '${alias},book'`);
    try {
      await setPolicyTables(this.db, policy);
      if (known !== undefined) await this.db.runFile("on" in known ? "derive/knowledge" : "derive/knowledge_after", "on" in known ? { known_on: known.on, by_signature: known.by_signature ?? false } : known);
      await deriveAll(this.db, progress);
    } catch (error) {
      await this.db.run(`set search_path = 'book'; detach ${alias}`);
      throw error;
    }
    this.kept.set(key, alias);
  }
}
