/** Making a list fit a page: first texts are shortened, then columns are left out, and the reader is told which. */
import { displayWidth, shortened } from "./display-width.js";
import { columnWidths, totalWidth } from "./draw.js";
import type { Grid, GridColumn } from "./grid.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

/** What a narrow page does without where a report says nothing of it, the first of them first; then come texts and dates, the last of them first, and figures at the very end. */
const expendable = [
  "discount_arr", "list_arr", "amount_every", "parent", "first_active", "last_movement", "owner", "opening", "reason",
  "arr_per_contract", "contracts", "lines", "example", "closing", "cmgr", "growth_change", "quantity", "currency", "amount_per", "available_to_renew", "tier",
  "formula", "source",
];

const comfortable = 24;
const narrowest = 12;
/** Prose in a narrower column is a torment. */
const readable = 40;

export interface Fitted {
  grid: Grid;
  /** Heads of the columns that found no room. */
  leftOut: string[];
  /** Heads of those that went first, as they say nothing. */
  silent: string[];
}

export interface FitOptions {
  width: number;
  ellipsis: string;
  /** How many columns at the left name the rows, which stay. */
  named?: number;
  /** What this report does without before all others. */
  first?: readonly string[] | undefined;
}

export function fitted(grid: Grid, { width, ellipsis, named = 1, first = [] }: FitOptions): Fitted {
  const natural = columnWidths(grid);
  const kept = grid.columns.map((_, at) => at);
  const leftOut: string[] = [];
  const silent: string[] = [];
  for (;;) {
    const some = kept.map((at) => grid.columns[at]!);
    const wide = narrowedWidths(some, kept.map((at) => natural[at]!), width, comfortable);
    const tight = narrowedWidths(some, wide, width, narrowest);
    if (totalWidth(tight) <= width || kept.length <= named + 1) return { grid: cut(grid, kept, tight, ellipsis), leftOut, silent };
    const at = mostExpendable(some, named, first);
    const next = some.findIndex(({ isBeside }, place) => place > at && isBeside === undefined);
    const [left] = kept.splice(at, (next < 0 ? some.length : next) - at);
    const { head, isSilent } = grid.columns[left!]!;
    (isSilent === true ? silent : leftOut).push(head);
  }
}

/** Only these columns, their texts cut to these widths. */
function cut(grid: Grid, kept: readonly number[], widths: readonly number[], ellipsis: string): Grid {
  return {
    ...grid,
    columns: kept.map((at) => grid.columns[at]!),
    rows: grid.rows.map((row) => kept.map((at, place) => (grid.columns[at]!.align === "left" ? { ...row[at]!, text: shortened(visible(row[at]!.text), widths[place]!, ellipsis) } : row[at]!))),
  };
}

/**
 * For a grid that is prose more than figures: texts go on in the next line instead of being cut, and where the last column would be too
 * narrow to be read it stands below its row. So do all columns of words that are to be read whole, where the page has no room for them.
 */
export function wrappedGrid(grid: Grid, width: number): Grid {
  const last = grid.columns.length - 1;
  const natural = columnWidths(grid);
  const narrowed = narrowedWidths(grid.columns, natural, width, narrowest);
  const isNarrow = grid.columns[last]!.align === "left" && narrowed[last]! < Math.min(readable, natural[last]!);
  const under = totalWidth(natural) <= width ? [] : grid.columns.flatMap(({ isProse }, at) => (isProse === true || (at === last && isNarrow) ? [at] : []));
  const without = <Item>(items: readonly Item[]): Item[] => items.filter((_, at) => !under.includes(at));
  const kept = under.length > 0 ? { ...grid, columns: without(grid.columns), rows: grid.rows.map(without) } : grid;
  const widths = under.length > 0 ? narrowedWidths(kept.columns, without(natural), width, narrowest) : narrowed;
  const rows: Grid["rows"] = [];
  const below = new Map<number, string[]>();
  for (const [place, row] of kept.rows.entries()) {
    const lines = row.map((cell, at) => (kept.columns[at]!.align === "left" ? wrappedCell(visible(cell.text), widths[at]!) : [cell.text]));
    const height = Math.max(...lines.map((one) => one.length));
    const [, stemOn] = stemOf(visible(row[0]!.text));
    for (let line = 0; line < height; line++) rows.push(row.map((cell, at) => ({ ...cell, text: lines[at]![line] ?? (at === 0 ? stemOn : "") })));
    const prose = under.map((at) => visible(grid.rows[place]![at]!.text)).filter((text) => text !== "");
    const indent = stemOn.padEnd(stemOn.length + (stemOn === "" ? 4 : 2));
    if (prose.length > 0) below.set(rows.length - 1, prose.flatMap((text) => wrapLines(text, width - displayWidth(indent))).map((line) => indent + line));
  }
  return { ...kept, rows, below };
}

/** The branches of a tree before a text, and how they go on in the lines below it. */
function stemOf(text: string): [stem: string, on: string] {
  const stem = /^(?:[│├└] | {2})*[│├└] /.exec(text)?.[0] ?? /^(?:\| {2}|\|- |`- | {3})*(?:\| {2}|\|- |`- )/.exec(text)?.[0] ?? "";
  return [stem, stem.replaceAll("├", "│").replaceAll("└", " ").replaceAll("|-", "| ").replaceAll("`-", "  ")];
}

/** The lines of a text, the tree before it going on. */
function wrappedCell(text: string, width: number): string[] {
  const [stem, on] = stemOf(text);
  if (stem === "") return wrapLines(text, width);
  return wrapLines(text.slice(stem.length), Math.max(1, width - displayWidth(stem))).map((line, at) => (at === 0 ? stem : on) + line);
}

/** The widest texts give way until the columns fit, but to no less than `least`. */
function narrowedWidths(columns: readonly GridColumn[], natural: readonly number[], width: number, least: number): number[] {
  const widths = [...natural];
  let over = totalWidth(widths) - width;
  while (over > 0) {
    const candidates = widths.flatMap((w, at) => (columns[at]!.align === "left" && w > least ? [at] : []));
    if (candidates.length === 0) break;
    const widest = candidates.reduce((best, at) => (widths[at]! > widths[best]! ? at : best));
    widths[widest]! -= 1;
    over -= 1;
  }
  return widths;
}

/** Never one of those that name the rows, but where the report itself does without it, nor what stands beside a figure without it. What says nothing in any row goes first, the last of it first. */
function mostExpendable(columns: readonly GridColumn[], named: number, own: readonly string[]): number {
  const order = [...own, ...expendable];
  const saysNothing = columns.findLastIndex(({ isSilent, isBeside }, at) => isSilent === true && isBeside === undefined && columns[at + 1]?.isBeside === undefined);
  if (saysNothing >= named) return saysNothing;
  const names = columns.map((column) => column.name);
  const known = order.map((name) => names.lastIndexOf(name)).find((at) => at >= named || (at >= 0 && own.includes(names[at]!)));
  const worded = columns.findLastIndex((column) => column.type === "text" || column.type === "date");
  return known ?? (worded >= named ? worded : columns.findLastIndex(({ isBeside }) => isBeside === undefined));
}
