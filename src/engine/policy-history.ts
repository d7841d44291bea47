/** The policies that a book was given, each kept with its date and hash. */
import { instantOf } from "../domain/instant.js";
import { readPolicy, type Policy } from "../domain/policy.js";
import type { Database, Row } from "./database.js";
import { policyHash } from "./policy-tables.js";

export interface PolicyVersion {
  policy_version: number;
  set_at: string;
  hash: string;
  source: string;
  words: Record<string, unknown>;
}

/** Keeps a policy as the book's own, unless it is the one it has. */
export async function rememberPolicy(db: Database, words: Record<string, unknown>, policy: Policy, source: string): Promise<PolicyVersion> {
  const last = (await policyHistory(db)).at(-1);
  if (last?.hash === policyHash(policy)) return last;
  await db.run(
    `insert into book.policy_version select coalesce(max(policy_version), 0) + 1, cast(now() at time zone 'UTC' as timestamp), $hash, $source, $words from book.policy_version`,
    { hash: policyHash(policy), source, words: JSON.stringify(words) },
  );
  return (await policyHistory(db)).at(-1)!;
}

export async function policyHistory(db: Database): Promise<PolicyVersion[]> {
  const rows = await db.rows("select policy_version, cast(set_at as varchar) as set_at, hash, source, words from book.policy_version order by policy_version");
  return rows.map(versionOf);
}

/** The policy that was set last. */
export async function rememberedPolicy(db: Database): Promise<Policy | undefined> {
  const last = (await policyHistory(db)).at(-1);
  return last === undefined ? undefined : readPolicy(last.words).policy;
}

const versionOf = (row: Row): PolicyVersion => ({
  policy_version: Number(row["policy_version"]),
  set_at: instantOf(row["set_at"]),
  hash: String(row["hash"]),
  source: String(row["source"]),
  words: JSON.parse(String(row["words"])) as Record<string, unknown>,
});
