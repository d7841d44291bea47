/** Mistyped parameters are told at once, before any file is read or any book opened. */
import type { Report } from "../catalogue/index.js";
import { defaultPolicy, readPolicy } from "../domain/policy.js";
import { checkParams } from "../engine/checked-params.js";

/** Throws what is wrong with the parameters themselves; what only the data can tell, or the calendar that a book remembers, is left to the book. */
export function checkedParams(report: Report, asked: Record<string, unknown>, words: Record<string, unknown> | undefined, isBook: boolean): void {
  const { policy } = words === undefined ? { policy: defaultPolicy } : readPolicy(words);
  checkParams(report, asked, policy, !(isBook && words === undefined));
}
