/**
 * What somebody who sees some rows alone is answered from: the ledger of their lines, made as if there were no others. When and at what a line counts is
 * told by the whole book, so that everybody has one ARR of it; what customers did, and who they are, is told by the asker's lines.
 */
import type { Condition } from "./condition.js";
import type { Database } from "./database.js";
import { bindQuestions, inRanges, ledgerRelations, type Progress } from "./derive.js";

/** Sets the lines that meet the conditions apart, of the derivation in use. */
export async function findOwnLines(db: Database, conditions: readonly Condition[]): Promise<void> {
  await db.runFile("own/own_line", { where: JSON.stringify(conditions) });
}

/** Makes the ledger of the lines that were set apart, in the database that is searched first. @param lines the database whose lines these are */
export async function deriveOwnLines(db: Database, lines: string, progress?: Progress): Promise<void> {
  await db.runFile("derived");
  await db.runFile("own/own_book");
  await db.run(`create view line_version as select line.* from ${lines}.line_version as line semi join asker_line using (line_key)`);
  await bindQuestions(db);
  await db.runFile("derive/customer_group");
  await inRanges(db, deriveOwnScope, progress);
}

/** What was set apart is needed no more. */
export async function forgetOwnLines(db: Database): Promise<void> {
  await db.dropMade(["own/own_line", "own/own_scope", "store/scope_moved"]);
}

async function deriveOwnScope(db: Database): Promise<void> {
  await db.runFile("own/own_scope");
  for (const relation of ledgerRelations) await db.runFile(`store/${relation}`, { sign: 1 });
}
