/** Which of the first rows names the columns: under titles and notes, in one row or two. */
import { looksLikeAmount, looksLikeDate, looksLikePeriod } from "./cell-kind.js";
import { tellingNames } from "./column-words.js";
import { loose } from "../loose.js";
import { labelOf } from "./label.js";

/** A row among the first that hold something. */
export interface HeadRow {
  row: number;
  cells: string[];
  /** Columns of this row that are merged into one, two at least, as [first, last] from 0. */
  spans?: [number, number][];
}

export interface Header {
  names: string[];
  /** Where it stands among the rows that were looked at. */
  first: number;
  last: number;
}

/** Rows that are looked at, and how many of them may be the header. */
export const HEAD_ROWS = 200;
const CANDIDATES = 60;
/** Rows below a candidate that say what its columns hold. */
const BELOW = 30;

/**
 * The header among the first rows, or undefined where none could be one; `wanted` is the number of its last row where a person said it.
 * A header names the columns that are filled below it, in texts where numbers and dates follow, each once, in words that such lists use.
 */
export function findHeader(rows: HeadRow[], wanted?: number): Header | undefined {
  const at = wanted === undefined ? likeliest(rows) : rows.findIndex((each) => each.row === wanted);
  if (at === -1) return undefined;
  if (at > 0 && belongTogether(rows[at - 1]!, rows[at]!, rows.slice(at + 1, at + 1 + BELOW))) return header(rows, at - 1, at);
  const next = rows[at + 1];
  const isPair = wanted === undefined && next !== undefined && belongTogether(rows[at]!, next, rows.slice(at + 2, at + 2 + BELOW));
  return header(rows, at, isPair ? at + 1 : at);
}

/** What the narrow rows above the header say, for showing and for words such as MRR. */
export function titleOf(rows: HeadRow[], { first }: Header): { title?: string } {
  const above = rows.slice(0, first).filter(({ cells }) => positions(cells).length <= 2).slice(-MOST_TITLES);
  const title = above.flatMap(({ cells }) => cells.map(tidy).filter((cell) => cell !== "")).join(" · ");
  return title === "" ? {} : { title: title.slice(0, LONGEST_TITLE) };
}

const LONGEST_TITLE = 500;
/** Rows right above the header; further up stands what tells of something else. */
const MOST_TITLES = 5;

function header(rows: HeadRow[], first: number, last: number): Header {
  const names = first === last ? rows[last]!.cells.map(tidy) : joined(rows[first]!, rows[last]!, isMonthsDown(rows[first]!, rows.slice(last + 1)));
  while (names.length > 0 && names.at(-1) === "") names.pop();
  return { names, first, last };
}

function likeliest(rows: HeadRow[]): number {
  let best = { at: -1, score: 0 };
  for (let at = 0; at < Math.min(rows.length - 1, CANDIDATES); at++) {
    if (stepsOverRows(rows, at)) continue;
    const score = scoreOf(rows[at]!, rows.slice(at + 1, at + 1 + BELOW));
    if (score > best.score + 1e-9) best = { at, score };
  }
  return best.at;
}

/** Titles and notes are few and narrow: where several rows above are as wide as this one, taking it would lose rows of the table. */
function stepsOverRows(rows: HeadRow[], at: number): boolean {
  const width = positions(rows[at]!.cells).length;
  return rows.slice(0, at).filter(({ cells }) => positions(cells).length >= 0.7 * width).length > MOST_WIDE_ABOVE;
}

const MOST_WIDE_ABOVE = 2;

/** How much a row looks like the names of the columns below it; 0 where it can't be. */
function scoreOf(candidate: HeadRow, below: HeadRow[]): number {
  const names = candidate.cells.map(tidy);
  const filled = positions(names);
  const kept = columnsBelow(below);
  if (filled.length === 0 || kept.length === 0 || (filled.length === 1 && kept.length > 1)) return 0;
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of);
  const named = kept.filter((column) => (names[column] ?? "") !== "");
  const typed = named.filter((column) => kindBelow(below, column) !== undefined && isName(names[column]!) && !isOfItsKind(names[column]!, below, column));
  const values = filled.filter((column) => !isName(names[column]!) || isOfItsKind(names[column]!, below, column));
  const repeats = filled.length - new Set(filled.map((column) => loose(names[column]!))).size;
  const empty = filled.filter((column) => !kept.includes(column));
  const told = tellingNames(filled.map((column) => names[column]!));
  return Math.max(0, 1 + 3 * share(named.length, kept.length) + 2 * share(typed.length, kept.length) + 2 * share(told, filled.length) -
    3 * share(values.length, filled.length) - 1.5 * share(repeats, filled.length) - 0.5 * share(empty.length, filled.length));
}

/** A day over days, or a number over numbers that is no year: the cell is one of the values. */
function isOfItsKind(cell: string, below: HeadRow[], column: number): boolean {
  const kind = kindBelow(below, column);
  return kind !== undefined && kind(cell) && !(kind === looksLikeAmount && looksLikePeriod(cell));
}

const DASH = /^[-\u2013\u2014]$/;

/** What most values of a column are, if they are amounts or dates; a dash stands for none. */
function kindBelow(below: HeadRow[], column: number): ((text: string) => boolean) | undefined {
  const values = below.map(({ cells }) => (cells[column] ?? "").trim()).filter((cell) => cell !== "" && !DASH.test(cell));
  return [looksLikeAmount, looksLikeDate].find((isKind) => values.length > 0 && values.filter(isKind).length > values.length / 2);
}

/** A text that may name a column: no amount, no day and no dash in place of one, unless it is a period, which stands over a column of a grid. */
const isName = (text: string): boolean => looksLikePeriod(text) || !(looksLikeAmount(text) || looksLikeDate(text) || DASH.test(text));

/** Columns that rows below fill: once is enough where there are few, a stray note in one of many rows is none. */
function columnsBelow(below: HeadRow[]): number[] {
  const counts = new Map<number, number>();
  const rows = below.filter((each) => positions(each.cells).length > 1 || below.length < 3);
  for (const { cells } of rows) for (const column of positions(cells)) counts.set(column, (counts.get(column) ?? 0) + 1);
  const enough = rows.length > 10 ? 2 : 1;
  return [...counts].filter(([, count]) => count >= enough).map(([column]) => column);
}

const positions = (cells: string[]): number[] => cells.flatMap((cell, column) => (cell.trim() === "" ? [] : [column]));

const tidy = (name: string): string => name.replace(/\s+/g, " ").trim();

/**
 * Whether two rows name the columns together: groups over names (2024 over Jan, Feb, Mar), or names beside groups. A title above the header is
 * no group: it stands alone, or at the left.
 */
function belongTogether(top: HeadRow, bottom: HeadRow, below: HeadRow[]): boolean {
  if (bottom.row !== top.row + 1) return false;
  const named = positions(bottom.cells);
  const above = positions(top.cells);
  if (named.length < 2 || above.length === 0 || named.some((column) => !isName(tidy(bottom.cells[column]!)))) return false;
  if (above.length === 1 && above[0]! <= named[0]!) return false;
  if (above.some((column) => !isName(tidy(top.cells[column]!)))) return false;
  if (!standsOverValues(bottom, below)) return false;
  const kept = columnsBelow(below);
  const complementary = above.filter((column) => kept.includes(column) && (bottom.cells[column] ?? "").trim() === "");
  if (isMonthsDown(top, below) && above.length * 2 >= named.length) return true;
  const grouped = (top.spans ?? []).some(([from, to]) => named.filter((column) => column >= from && column <= to).length > 1);
  if (grouped) return true;
  const alone = new Set(named.map((column) => loose(bottom.cells[column]!))).size;
  const together = new Set(joined(top, bottom).filter((name) => name !== "").map(loose)).size;
  return (alone < named.length && together > alone) || (complementary.length > 0 && above.length > 1 && isNameless(bottom, kept));
}

/** Numbers or dates follow below its names, and no cell is itself of the kind that follows: else it is the first of the rows. */
function standsOverValues(row: HeadRow, below: HeadRow[]): boolean {
  const typed = positions(row.cells).filter((column) => kindBelow(below, column) !== undefined);
  return typed.length > 0 && !typed.some((column) => isOfItsKind(row.cells[column]!, below, column));
}

/** Columns that are filled below have no name in this row. */
const isNameless = (row: HeadRow, kept: number[]): boolean => kept.some((column) => (row.cells[column] ?? "").trim() === "");

/**
 * Months stand down in the first column, and the upper row names several things over the others: customers over products, which are no
 * one name. A single group over all of them (MRR) says what they hold.
 */
function isMonthsDown(top: HeadRow, below: readonly HeadRow[]): boolean {
  const months = below.map(({ cells }) => (cells[0] ?? "").trim()).filter((cell) => cell !== "" && labelOf(cell) === undefined);
  const groups = new Set(top.cells.slice(1).map(loose).filter((name) => name !== ""));
  return groups.size > 1 && months.length > 2 && months.every(looksLikePeriod) && !top.cells.slice(1).some(looksLikePeriod);
}

/** The names of two rows, joined by a space; what is merged, or stands over names without one of their own, is said of each. */
function joined(top: HeadRow, bottom: HeadRow, isApart = false): string[] {
  const groups = top.cells.map(tidy);
  const width = Math.max(groups.length, bottom.cells.length);
  for (const [from, to] of top.spans ?? []) for (let column = from; column <= to; column++) groups[column] = tidy(top.cells[from] ?? "");
  const names = Array.from({ length: width }, (_, column) => tidy(bottom.cells[column] ?? ""));
  if (top.spans === undefined || top.spans.length === 0) fillRight(groups, names);
  if (isApart) return names.map((name, column) => (name === "" && (groups[column] ?? "") === "" ? "" : `${groups[column] ?? ""} | ${name}`.trim()));
  return names.map((name, column) => {
    const group = groups[column] ?? "";
    return group === name || (speaksForItself(name) && isOnly(names, name) && !TELLING_GROUP.test(group)) ? name : [group, name].filter((part) => part !== "").join(" ");
  });
}

/** `Account` over `Region` and `Customer` says nothing of the region; `2024` over `Jan`, or `Account` over `ID`, does. */
const speaksForItself = (name: string): boolean => /^(?:customers?|accounts?|clients?|company|products?|plan|region|segment|country|industry|currency|quantity|qty|seats|licenses|owner|csm|status)(?: name)?$/i.test(name);
const TELLING_GROUP = /\d|parent|bill|ship|partner|previous|prior|new|old|last|next/i;
const isOnly = (names: string[], name: string): boolean => names.filter((other) => loose(other) === loose(name)).length === 1;

/** Where merging was lost (CSV), a group holds for the names behind it that nothing else stands over. */
function fillRight(groups: string[], names: string[]): void {
  names.forEach((name, column) => {
    if (column > 0 && (groups[column] ?? "") === "" && name !== "") groups[column] = groups[column - 1] ?? "";
  });
}
