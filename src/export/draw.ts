/** A grid as aligned lines: heads over a rule, numbers to the right, two spaces between columns. */
import { displayWidth } from "./display-width.js";
import type { Cell, Grid } from "./grid.js";
import { painted, type Paint } from "./paint.js";
import { visible } from "./visible.js";

export interface Ink {
  paint: Paint;
  /** False where the terminal knows ASCII only. */
  unicode: boolean;
}

const gap = "  ";

/** Columns of the terminal that each column of the grid takes. */
export function columnWidths(grid: Grid): number[] {
  return grid.columns.map((column, at) => {
    const words = column.head.split(" ").map(displayWidth);
    return grid.rows.reduce((widest, row) => Math.max(widest, displayWidth(visible(row[at]!.text))), Math.max(0, ...words));
  });
}

export const gridWidth = (grid: Grid): number => totalWidth(columnWidths(grid));

export const totalWidth = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0) + gap.length * Math.max(0, widths.length - 1);

export function* drawn(grid: Grid, ink: Ink): Generator<string> {
  const widths = columnWidths(grid);
  const rule = ink.unicode ? "─" : "-";
  const ruled = widths.map((width, at) => (grid.columns[at]!.isBare ? "" : rule.repeat(width)));
  const ruleLine = () => `${ink.paint("dim", ruled.join(gap).trimEnd())}\n`;
  for (const line of headLines(grid, widths)) yield `${ink.paint("bold", line)}\n`;
  yield ruleLine();
  for (const [place, row] of grid.rows.entries()) {
    if (grid.ruled.has(place)) yield ruleLine();
    yield `${rowLine(grid, row, widths, ink.paint)}\n`;
    for (const line of grid.below?.get(place) ?? []) yield `${ink.paint("dim", line)}\n`;
  }
}

/** A head that is wider than its column stands on several lines, the last of them next to the figures. */
function headLines(grid: Grid, widths: number[]): string[] {
  const heads = grid.columns.map((column, at) => wrapped(column.head, widths[at]!));
  const height = Math.max(...heads.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    grid.columns.map((column, at) => aligned(heads[at]![line - height + heads[at]!.length] ?? "", widths[at]!, column.align)).join(gap).trimEnd(),
  );
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) === "" ? word : `${lines.at(-1)} ${word}`;
    if (displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function rowLine(grid: Grid, row: Cell[], widths: number[], paint: Paint): string {
  const cells = row.map((cell, at) => painted(paint, cell.tone, aligned(visible(cell.text), widths[at]!, grid.columns[at]!.align)));
  const last = row.at(-1)!;
  if (grid.columns.at(-1)!.align === "left") cells[cells.length - 1] = painted(paint, last.tone, visible(last.text));
  return cells.join(gap).trimEnd();
}

function aligned(text: string, width: number, align: "left" | "right"): string {
  const room = " ".repeat(Math.max(0, width - displayWidth(text)));
  return align === "right" ? room + text : text + room;
}
