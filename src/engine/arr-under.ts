/** ARR of a day under another policy, and nothing else: no ledger is kept of it, so it costs a fraction of a derivation. */
import type { Policy } from "../domain/policy.js";
import type { Database } from "./database.js";
import { bindView, customerRanges, deriveFacts, dropStages, runStages, scopeTo, setPolicyTables } from "./derive.js";

/** In minor units, at the close of the day. Afterwards the book's own derivation is the one in use, whichever it was before. */
export async function arrUnder(db: Database, policy: Policy, on: string): Promise<bigint> {
  await db.run("attach ':memory:' as tried; set search_path = 'tried,book'");
  try {
    await setPolicyTables(db, policy);
    await bindView(db);
    await deriveFacts(db);
    await db.run("create or replace temp table tried_arr (arr hugeint)");
    for (const range of (await customerRanges(db)).ranges) {
      await scopeTo(db, range);
      await runStages(db);
      await db.run("insert into tried_arr select sum(arr) from arr_line_scope where from_on <= cast($on as date) and cast($on as date) < to_on", { on });
    }
    return BigInt(String((await db.row("select cast(coalesce(sum(arr), 0) as hugeint) as arr from tried_arr"))["arr"]));
  } finally {
    await dropStages(db);
    await db.run("drop table if exists temp.tried_arr; set search_path = 'book'; detach tried");
  }
}
