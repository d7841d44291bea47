/** What is wrong with the parameters of a question, told before any lines are looked at. */
import type { Report } from "../catalogue/define.js";
import { isDate, today } from "../domain/calendar.js";
import type { Policy } from "../domain/policy.js";
import { ProblemError } from "../domain/problem.js";
import { readQuestion, type Extent } from "./question.js";

/** Throws what is wrong with the parameters themselves. @param isCalendarKnown whether periods can be read by the policy's calendar, or that is left to the book */
export function checkParams(report: Report, asked: Record<string, unknown>, policy: Policy, isCalendarKnown: boolean): void {
  const day = today(policy.time_zone);
  const anything: Extent = { first: day, end: day, today: day };
  try {
    // a report without spans still has to be told of one
    const isPeriod = (name: string) => name === "from" || name === "to" || (name === "on" && !isDate(String(asked[name])));
    const spoken = Object.entries(asked).filter(([name]) => !isPeriod(name) || !report.params.some((param) => param.name === name));
    readQuestion(report, isCalendarKnown ? asked : Object.fromEntries(spoken), policy, () => anything);
  } catch (error) {
    // without --to the number of periods hangs on the data
    if (error instanceof ProblemError && error.problems.every((p) => p.code === "too-many-periods")) return;
    throw error;
  }
}
