/**
 * A problem is a value about the user's world: collected, shown, never thrown past the edge of the program.
 * The sentences live in one typed table per topic (`problems/`), so that a code can't exist without words and a remedy.
 */
import { accountProblems } from "./problems/account-problems.js";
import { boardProblems } from "./problems/board-problems.js";
import { bookProblems } from "./problems/book-problems.js";
import { closeProblems } from "./problems/close-problems.js";
import { importProblems } from "./problems/import-problems.js";
import { lineProblems } from "./problems/line-problems.js";
import { operationProblems } from "./problems/operation-problems.js";
import { planProblems } from "./problems/plan-problems.js";
import { policyProblems } from "./problems/policy-problems.js";
import { profileProblems } from "./problems/profile-problems.js";
import { readingProblems } from "./problems/reading-problems.js";
import { serverProblems } from "./problems/server-problems.js";
import { statementProblems } from "./problems/statement-problems.js";
import { usageProblems } from "./problems/usage-problems.js";
import { warningProblems } from "./problems/warning-problems.js";

/** `error`: the answer cannot be trusted or was not given. `warning`: changes no number, but someone should look. */
export type Severity = "error" | "warning";

/** Where in the user's world the problem sits; `row` counts records of a file, the header being row 1. */
export interface Place {
  file?: string;
  row?: number;
  line?: number;
  column?: string | number;
  value?: string;
  /** The record as it stands in the file, shortened. */
  text?: string;
}

export interface ProblemText<Params> {
  severity: Severity;
  /** What is wrong and what it does to the number. */
  message: (params: Params) => string;
  /** How to mend it. */
  remedy: (params: Params) => string;
}

// biome-ignore format: one entry a topic
export const problemTable = { ...accountProblems, ...readingProblems, ...lineProblems, ...operationProblems, ...policyProblems, ...planProblems, ...profileProblems, ...boardProblems, ...bookProblems, ...closeProblems, ...importProblems, ...serverProblems, ...statementProblems, ...usageProblems, ...warningProblems };

export type ProblemCode = keyof typeof problemTable;
export type ProblemParams<C extends ProblemCode> = Parameters<(typeof problemTable)[C]["message"]>[0];

export interface Problem {
  code: ProblemCode;
  severity: Severity;
  at: Place;
  message: string;
  remedy: string;
  /** ARR that hangs on it, exact decimal text in the reporting currency, where it can be told. */
  arr_at_stake?: string;
  /** ARR that hangs on it in currencies without a rate: exact decimal text by currency, in that currency; left out where there is none. */
  unrated_at_stake?: Record<string, string>;
}

/** The table, so typed that a code and its parameters go together. */
const texts: { [C in ProblemCode]: ProblemText<ProblemParams<C>> } = problemTable;

/** Makes the problem `code` with its sentence filled in. */
export function problem<C extends ProblemCode>(code: C, params: ProblemParams<C>, at: Place = {}): Problem {
  const text = texts[code];
  const made: Problem = { code, severity: text.severity, at, message: text.message(params), remedy: text.remedy(params) };
  rewordings.set(made, (change) => {
    const spelled = { ...params, ...change({ ...params }) };
    return { message: text.message(spelled), remedy: text.remedy(spelled) };
  });
  return made;
}

type Change = (params: Record<string, unknown>) => Record<string, unknown>;

/** How each problem is said with other parameters, for {@link reworded}; no part of its shape. */
const rewordings = new WeakMap<Problem, (change: Change) => Pick<Problem, "message" | "remedy">>();

/** What a problem was made with, for another program that makes it anew; undefined where it was changed since. */
export function paramsOfProblem(found: Problem): Record<string, unknown> | undefined {
  let params: Record<string, unknown> | undefined;
  rewordings.get(found)?.((given) => ((params = given), {}));
  return params;
}

/** The same problem in the words of another surface: `change` answers the parameters that are spelled otherwise there. */
export function reworded(found: Problem, change: Change): Problem {
  return { ...found, ...rewordings.get(found)?.(change) };
}

/** Carries problems through code that cannot go on; caught at the edge (book, CLI), never shown as a stack. */
export class ProblemError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map((p) => `${p.code}: ${p.message} ${p.remedy}`).join("\n"));
    this.name = "ProblemError";
  }
}

/** Stops with one problem. */
export function refuse<C extends ProblemCode>(code: C, params: ProblemParams<C>, at: Place = {}): never {
  throw new ProblemError([problem(code, params, at)]);
}

/** The known name nearest to `name` by edit distance, if any is near enough to be a slip of the pen. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= Math.max(1, Math.min(name.length, candidate.length) / 2.5) && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, row[j]! + 1, next[j - 1]! + 1);
    }
    row = next;
  }
  return row[b.length]!;
}
