/** A word for what a book holds and the day it is. */
import { today } from "../domain/calendar.js";
import type { Policy } from "../domain/policy.js";
import type { Database } from "./database.js";
import { modelHash } from "./model-hash.js";
import { policyHash } from "./policy-tables.js";

/** Everything that a book is told adds a row, or marks one as taken back. Numbers of questions are kept as they are told, so they change no answer. */
export async function momentOf(db: Database, policy: Policy): Promise<string> {
  const row = await db.row(`select
    (select coalesce(max(import_id), 0) from book.import) as imports,
    (select count(*) || ' ' || count(withdrawn_at) from book.decision) as decisions,
    (select count(*) || ' ' || count(withdrawn_at) from book.statement) as statements,
    (select coalesce(max(policy_version), 0) from book.policy_version) as policies,
    (select count(*) from book.period_close) as closes`);
  return JSON.stringify({ ...row, policy: policyHash(policy), day: today(policy.time_zone), model: modelHash() });
}
