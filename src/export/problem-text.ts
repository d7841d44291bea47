/** Problems as a person reads them: where, the record, what it does to the number, how to mend it. */
import type { Problem } from "../domain/problem.js";
import { grouped } from "./number-text.js";
import type { Page } from "./text.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

/** Of one code, so many are spelled out. */
const mostSpelled = 10;

/** Every problem, the errors first; of many alike the first ten and how many more there are. */
export function* problemsText(problems: readonly Problem[], page: Pick<Page, "paint" | "width">, currency?: string): Generator<string> {
  const sorted = [...problems.filter((p) => p.severity === "error"), ...problems.filter((p) => p.severity !== "error")];
  const told = new Map<string, number>();
  let isFirst = true;
  for (const problem of sorted) {
    const count = (told.get(problem.code) ?? 0) + 1;
    told.set(problem.code, count);
    if (count > mostSpelled) continue;
    if (!isFirst) yield "\n";
    isFirst = false;
    yield `${problemText(problem, page, currency)}\n`;
  }
  for (const [code, count] of told) if (count > mostSpelled) yield `\n… and ${(count - mostSpelled).toLocaleString("en-US")} more of ${code}.\n`;
}

function problemText(problem: Problem, { paint, width = Infinity }: Pick<Page, "paint" | "width">, currency: string | undefined): string {
  const code = paint(problem.severity === "error" ? "red" : "yellow", problem.code);
  const lines = [`${paint("bold", placeText(problem))}: ${code}`];
  const record = recordText(problem);
  if (record !== undefined) lines.push(paint("dim", record));
  lines.push(...wrapLines(visible(problem.message), width));
  if (problem.arr_at_stake !== undefined) lines.push(`ARR at stake: ${currency === undefined ? "" : `${currency} `}${grouped(problem.arr_at_stake)}`);
  for (const [unrated, amount] of Object.entries(problem.unrated_at_stake ?? {})) lines.push(`ARR at stake: ${unrated} ${grouped(amount)}, which has no rate`);
  lines.push(...wrapLines(visible(problem.remedy), width));
  return lines.join("\n");
}

function placeText({ at, severity }: Problem): string {
  if (at.file === undefined) return at.row === undefined ? severity : `row ${at.row}`;
  const line = at.row ?? at.line;
  const column = typeof at.column === "number" ? `:${at.column}` : "";
  return visible(line === undefined ? at.file : `${at.file}:${line}${column}`);
}

/** The record as it stands, or the cell that is meant. */
function recordText({ at }: Problem): string | undefined {
  if (at.row === undefined) return undefined;
  if (at.text !== undefined) return `  ${at.row} | ${visible(at.text)}`;
  if (at.column === undefined || at.value === undefined || at.value === "") return undefined;
  return `  ${at.row} | ${visible(String(at.column))}: ${visible(at.value)}`;
}
