/** Mistyped parameters are told at once, before any file is read or any book opened. */
import type { Report } from "../catalogue/index.js";
import { isDate, today } from "../domain/calendar.js";
import { defaultPolicy, readPolicy } from "../domain/policy.js";
import { ProblemError } from "../domain/problem.js";
import { readQuestion, type Extent } from "../engine/question.js";

/** Throws what is wrong with the parameters themselves; what only the data can tell, or the calendar that a book remembers, is left to the book. */
export function checkedParams(report: Report, asked: Record<string, unknown>, words: Record<string, unknown> | undefined, isBook: boolean): void {
  const { policy } = words === undefined ? { policy: defaultPolicy } : readPolicy(words);
  const day = today(policy.time_zone);
  const anything: Extent = { first: day, end: day, today: day };
  try {
    // a period is read by the calendar, which a book may have to say; a report without spans still has to be told of one
    const isPeriod = (name: string) => name === "from" || name === "to" || (name === "on" && !isDate(String(asked[name])));
    const spoken = Object.entries(asked).filter(([name]) => !isPeriod(name) || !report.params.some((param) => param.name === name));
    readQuestion(report, isBook && words === undefined ? Object.fromEntries(spoken) : asked, policy, () => anything);
  } catch (error) {
    // without --to the number of periods hangs on the data
    if (error instanceof ProblemError && error.problems.every((p) => p.code === "too-many-periods")) return;
    throw error;
  }
}
