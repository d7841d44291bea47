/** Problems as a person reads them: where, the record, what it does to the number, how to mend it. */
import type { Problem } from "../domain/problem.js";
import { grouped } from "./number-text.js";
import type { Page } from "./text.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

/** Of one code, so many are spelled out. */
const mostSpelled = 10;

/** Of rows that are wrong in one way, so many are shown, and so many more named. */
const mostShown = 5;
const mostNumbered = 20;

/** Every problem, the errors first: rows that are wrong in one way under one head, and of many of a code the first ten and how many more there are. */
export function* problemsText(problems: readonly Problem[], page: Pick<Page, "paint" | "width">, currency?: string): Generator<string> {
  const sorted = [...problems.filter((p) => p.severity === "error"), ...problems.filter((p) => p.severity !== "error")];
  const told = new Map<string, number>();
  let isFirst = true;
  const untold = new Map<string, number>();
  for (const alike of alikeOf(sorted)) {
    const { code } = alike[0];
    const count = (told.get(code) ?? 0) + 1;
    told.set(code, count);
    if (count > mostSpelled) {
      untold.set(code, (untold.get(code) ?? 0) + alike.length);
      continue;
    }
    if (!isFirst) yield "\n";
    isFirst = false;
    yield `${problemText(alike, page, currency)}\n`;
  }
  for (const [code, count] of untold) yield `\n… and ${counted(count)} more of ${code}.\n`;
}

type Alike = [Problem, ...Problem[]];

/** Problems of rows that say the same but for the row, its column and its value, and those that stand nowhere and have one remedy, together where the first of them stands. */
function alikeOf(problems: readonly Problem[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const [place, problem] of problems.entries()) {
    const { row, file, column, value } = problem.at;
    const own = [value, column].map((text) => String(text ?? "")).filter((text) => text !== "");
    const said = own.reduce((message, text) => message.replaceAll(text, "…"), problem.message);
    const isOfBook = row === undefined && file === undefined;
    const isApart = row === undefined || problem.arr_at_stake !== undefined;
    const key = isOfBook ? [problem.code, problem.remedy].join("\n") : isApart ? `${place}` : [problem.code, file, said].join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [problem]);
    else group.push(problem);
  }
  return [...groups.values()];
}

function problemText(alike: Alike, page: Pick<Page, "paint" | "width">, currency: string | undefined): string {
  const [problem] = alike;
  if (alike.length > 1 && problem.at.row === undefined) return severalText(alike, page, currency);
  const { paint, width = Infinity } = page;
  const rows = [...new Set(alike.map(({ at }) => at.row))];
  const code = paint(problem.severity === "error" ? "red" : "yellow", problem.code);
  const lines = [`${paint("bold", placeText(problem))}: ${code}${rows.length > 1 ? `, ${counted(rows.length)} rows` : ""}`];
  lines.push(...recordLines(alike).map((record) => paint("dim", record)));
  lines.push(...wrapLines(visible(problem.message), width));
  if (problem.arr_at_stake !== undefined) lines.push(`ARR at stake: ${currency === undefined ? "" : `${currency} `}${grouped(problem.arr_at_stake)}`);
  for (const [unrated, amount] of Object.entries(problem.unrated_at_stake ?? {})) lines.push(`ARR at stake: ${unrated} ${grouped(amount)}, which has no rate`);
  lines.push(...wrapLines(visible(problem.remedy), width));
  return lines.join("\n");
}

/** What one kind of problem says of several periods or names: each in a paragraph of its own, and once the remedy that they share. */
function severalText(alike: Alike, { paint, width = Infinity }: Pick<Page, "paint" | "width">, currency: string | undefined): string {
  const [first] = alike;
  const code = paint(first.severity === "error" ? "red" : "yellow", first.code);
  const stake = ({ arr_at_stake: arr, unrated_at_stake: unrated = {} }: Problem): string => [
    ...(arr === undefined ? [] : [` ARR at stake: ${currency === undefined ? "" : `${currency} `}${grouped(arr)}.`]),
    ...Object.entries(unrated).map(([of, amount]) => ` ARR at stake: ${of} ${grouped(amount)}, which has no rate.`),
  ].join("");
  const lines = [`${paint("bold", first.severity)}: ${code}, ${counted(alike.length)} times`];
  for (const each of alike.slice(0, mostSpelled)) lines.push(...wrapLines(visible(each.message) + stake(each), width));
  if (alike.length > mostSpelled) lines.push(`… and ${counted(alike.length - mostSpelled)} more.`);
  lines.push(...wrapLines(visible(first.remedy), width));
  return lines.join("\n");
}

/** The first records as they stand, and the rows of the others. */
function recordLines(alike: Alike): string[] {
  const rowOf = new Map<string, number | undefined>();
  for (const one of alike) {
    const record = recordText(one);
    if (record !== undefined && !rowOf.has(record)) rowOf.set(record, one.at.row);
  }
  const shown = [...rowOf.keys()].slice(0, mostShown);
  const others = [...new Set(shown.length === 0 ? alike.map(({ at }) => at.row) : [...rowOf.values()].slice(mostShown))];
  if (alike.length === 1 || others.length === 0) return shown;
  const named = `${others.slice(0, mostNumbered).join(", ")}${others.length > mostNumbered ? ", …" : ""}`;
  return [...shown, `  ${shown.length === 0 ? "" : "… and "}row${others.length === 1 ? "" : "s"} ${named}`];
}

const counted = (count: number): string => count.toLocaleString("en-US");

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
