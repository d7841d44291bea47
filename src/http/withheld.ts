/** What some askers are not told: viewers no names of customers, contracts or lines, those who see some rows nothing of others. */
import type { Report, ReportResult } from "../catalogue/index.js";
import { problem, refuse, type Problem, type ProblemCode } from "../domain/problem.js";
import { accountProblems } from "../domain/problems/account-problems.js";
import { planProblems } from "../domain/problems/plan-problems.js";
import { policyProblems } from "../domain/problems/policy-problems.js";
import { serverProblems } from "../domain/problems/server-problems.js";
import { usageProblems } from "../domain/problems/usage-problems.js";
import type { RunParams } from "../engine/book.js";
import type { Asker } from "./asker.js";
import { inRequests } from "./request-words.js";

const seesSumsAlone = ({ role }: Asker): boolean => role === "viewer";

/** Columns that say by their names that they tell one customer, contract or line from another, also those that a file of lines brought. */
const isNamingColumn = (column: string): boolean =>
  column.trim() === "source" || /(^|_)(customer|parent|client|account|company|contract|subscription|invoice|order|line|contact|person|email|name|id|key|code|number|no|note|notes|url)s?(_|$)/i.test(inWords(column));

/** "Client Name", "client-name" and "clientName" as client_name: columns that a file brought are written as it has them. */
const inWords = (column: string): string => column.replaceAll(/(\p{Ll}|\d)(?=\p{Lu})/gu, "$1_").replaceAll(/[^\p{L}\p{N}]+/gu, "_");

/** Refuses a viewer's question by what would name customers, before it is asked. */
export function checkAsked(asker: Asker, report: Report, params: RunParams): void {
  if (!seesSumsAlone(asker)) return;
  const listed = (value: unknown): string[] => (value === undefined ? [] : [value].flat().map(String));
  const said = [
    ...listed(params["by"]),
    ...listed(params["where"]).map((condition) => condition.split(/[=!<>~]/)[0]!),
    ...report.params.filter(({ type, name }) => type === "column" || name === report.groupedBy || name === "groups").flatMap(({ name }) => listed(params[name])),
    ...(params["customer"] === undefined ? [] : ["customer"]),
  ];
  const columns = [...new Set(said.filter(isNamingColumn))];
  if (columns.length > 0) refuse("columns-withheld", { what: `What is asked of ${report.name}`, columns, role: asker.role });
  // what it names whatever is asked need not be worked out first
  const always = report.columns.filter(({ isNaming, when, unless, only, parts }) => isNaming === true && [when, unless, only, parts].every((condition) => condition === undefined)).map(({ name }) => name);
  if (always.length > 0) refuse("columns-withheld", { what: `The answer of ${report.name}`, columns: always, role: asker.role });
}

/** The answer as whoever asked may see it; refused where its columns name what they may not see. */
export function answerFor(asker: Asker, report: Report, answer: ReportResult): ReportResult {
  const naming = new Set(report.columns.filter(({ isNaming }) => isNaming === true).map(({ name }) => name));
  const columns = seesSumsAlone(asker) ? answer.columns.filter(({ name }) => naming.has(name)).map(({ name }) => name) : [];
  if (columns.length > 0) refuse("columns-withheld", { what: `The answer of ${report.name}`, columns, role: asker.role });
  const free = seesSumsAlone(asker) || asker.rows.length > 0 ? report.columns.filter(({ isFreeText }) => isFreeText === true).map(({ name }) => name) : [];
  const rows = free.length === 0 ? answer.rows : answer.rows.map((row) => ({ ...row, ...Object.fromEntries(free.filter((name) => name in row).map((name) => [name, null])) }));
  return { ...answer, rows, problems: problemsFor(asker, answer.problems) };
}

/** Problems that speak of what was asked, and of nobody. */
const impersonal: ReadonlySet<string> = new Set<ProblemCode>(["input-missing", "targets-missing", "target-without", "period-not-closed", "close-without", "book-empty"]);
/** Problems of usage that name what is in the book. */
const personal: ReadonlySet<string> = new Set<ProblemCode>([
  "customer-not-found", "customer-unnamed", "value-unknown", "question-not-found", "question-decided", "choice-unknown", "decision-not-found", "import-is-decision",
]);

const isImpersonal = (code: ProblemCode): boolean =>
  impersonal.has(code) || ((code in usageProblems || code in serverProblems || code in accountProblems || code in policyProblems || code in planProblems) && !personal.has(code));

/** Problems without places and names, for those who may not see them: that there is something to say stays. */
export function problemsFor(asker: Asker, problems: readonly Problem[]): Problem[] {
  if (!seesSumsAlone(asker) && asker.rows.length === 0) return inRequests([...problems]);
  const codes = new Set<ProblemCode>();
  return inRequests(problems).flatMap((found) => {
    // it would tell a value that others have from one that there is none of
    if (found.code === "value-unknown" && asker.rows.length > 0) return [];
    if (isImpersonal(found.code)) return [{ ...found, at: {} }];
    if (codes.has(found.code)) return [];
    codes.add(found.code);
    return [{ ...problem("problem-withheld", { code: found.code }), severity: found.severity }];
  });
}
