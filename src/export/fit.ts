/** Making a list fit a page: first texts are shortened, then columns are left out, and the reader is told which. */
import { shortened } from "./display-width.js";
import { columnWidths, gridWidth } from "./draw.js";
import type { Grid } from "./grid.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

/** What a narrow page does without, the first of them first; then come the others, the last of them first. */
const expendable = [
  "source", "formula", "discount_arr", "list_arr", "amount_every", "parent", "first_active", "last_movement", "owner", "opening", "reason",
  "arr_per_contract", "contracts", "lines", "example", "closing", "cmgr", "growth_change", "quantity", "available_to_renew", "tier",
];

const comfortable = 24;
const narrowest = 12;
/** Prose in a narrower column is a torment. */
const readable = 40;

export interface Fitted {
  grid: Grid;
  /** Heads of the columns that found no room. */
  leftOut: string[];
}

export function fitted(grid: Grid, width: number, ellipsis: string): Fitted {
  let fit = withShortTexts(grid, width, comfortable, ellipsis);
  const leftOut: string[] = [];
  while (gridWidth(fit) > width && fit.columns.length > 2) {
    const narrower = withShortTexts(fit, width, narrowest, ellipsis);
    if (gridWidth(narrower) <= width) return { grid: narrower, leftOut };
    const at = mostExpendable(fit);
    leftOut.push(fit.columns[at]!.head);
    fit = withShortTexts(without(fit, at), width, comfortable, ellipsis);
  }
  return { grid: fit, leftOut };
}

/**
 * For a grid that is prose more than figures: texts go on in the next line instead of being cut, and where the last column would be too
 * narrow to be read it stands below its row.
 */
export function wrappedGrid(grid: Grid, width: number): Grid {
  const last = grid.columns.length - 1;
  const isProse = grid.columns[last]!.align === "left" && narrowedWidths(grid, width, narrowest)[last]! < Math.min(readable, columnWidths(grid)[last]!);
  const kept = isProse ? without(grid, last) : grid;
  const widths = narrowedWidths(kept, width, narrowest);
  const rows: Grid["rows"] = [];
  const below = new Map<number, string[]>();
  for (const [place, row] of kept.rows.entries()) {
    const lines = row.map((cell, at) => (kept.columns[at]!.align === "left" ? wrapLines(visible(cell.text), widths[at]!) : [cell.text]));
    const height = Math.max(...lines.map((one) => one.length));
    for (let line = 0; line < height; line++) rows.push(row.map((cell, at) => ({ ...cell, text: lines[at]![line] ?? "" })));
    const prose = isProse ? visible(grid.rows[place]![last]!.text) : "";
    if (prose !== "") below.set(rows.length - 1, wrapLines(prose, width - 4));
  }
  return { ...kept, rows, below };
}

/** The widest texts give way until the grid fits, but to no less than `least`. */
function narrowedWidths(grid: Grid, width: number, least: number): number[] {
  const widths = columnWidths(grid);
  let over = gridWidth(grid) - width;
  while (over > 0) {
    const candidates = widths.flatMap((w, at) => (grid.columns[at]!.align === "left" && w > least ? [at] : []));
    if (candidates.length === 0) break;
    const widest = candidates.reduce((best, at) => (widths[at]! > widths[best]! ? at : best));
    widths[widest]! -= 1;
    over -= 1;
  }
  return widths;
}

function withShortTexts(grid: Grid, width: number, least: number, ellipsis: string): Grid {
  const widths = narrowedWidths(grid, width, least);
  const rows = grid.rows.map((row) => row.map((cell, at) => (grid.columns[at]!.align === "left" ? { ...cell, text: shortened(visible(cell.text), widths[at]!, ellipsis) } : cell)));
  return { ...grid, rows };
}

function mostExpendable(grid: Grid): number {
  const names = grid.columns.map((column) => column.name);
  const named = expendable.map((name) => names.lastIndexOf(name)).find((at) => at > 0);
  return named ?? names.length - 1;
}

const without = (grid: Grid, left: number): Grid => ({
  ...grid,
  columns: grid.columns.filter((_, at) => at !== left),
  rows: grid.rows.map((row) => row.filter((_, at) => at !== left)),
});
