/** 0: answered. 1: the data has a problem that the answer depends on. 2: wrong usage. 130: interrupted. */
import type { Problem } from "../domain/problem.js";
import { planProblems } from "../domain/problems/plan-problems.js";
import { policyProblems } from "../domain/problems/policy-problems.js";
import { usageProblems } from "../domain/problems/usage-problems.js";

export type ExitStatus = 0 | 1 | 2 | 130;

/** Codes of other topics that are about how the command was typed. */
const typed: ReadonlySet<string> = new Set([
  "map-field-unknown", "map-column-unknown", "map-column-twice", "report-unknown", "line-not-found", "import-not-found", "period-not-closed", "period-closed-already", "period-not-over", "close-without",
  "statement-missing", "statement-value", "statement-customer", "statement-product", "statement-not-found", "target-without", "targets-missing",
  "account-name", "account-role", "rows-for-role", "password-weak", "user-exists", "user-unknown", "key-unknown", "key-expiry", "accounts-none", "port-taken", "address-refused",
]);

/** Warnings change no answer. A mistyped command is told first: it is the quickest to mend. */
export function statusOf(problems: readonly Problem[]): ExitStatus {
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length === 0) return 0;
  return errors.some(({ code }) => code in usageProblems || code in policyProblems || code in planProblems || typed.has(code)) ? 2 : 1;
}

/** Ends a command whose output is complete with a status of its own. */
export class Ended extends Error {
  constructor(readonly status: ExitStatus) {
    super(`ended with status ${status}`);
  }
}
