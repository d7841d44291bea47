/** What all rows of a table have in common, found in one pass before any row is judged. */
import { looksLikeAmount, looksLikeDate } from "./cell-kind.js";
import { labelOf } from "./label.js";
import { isBlank, type Raw } from "./raw-row.js";

export interface Shape {
  /** Columns (from 0) that hold amounts in most of their values. */
  amounts: ReadonlySet<number>;
  /** Columns that nearly every row fills. */
  core: readonly number[];
  /** The last row that is filled as rows of this table are, and the last that holds anything. */
  lastOrdinary: number;
  lastFilled: number;
  /** Some row may be a sum: only then are sums kept. */
  hasTotals: boolean;
}

const MOSTLY = 0.8;

export async function shapeOf(batches: AsyncIterable<Raw[]>, width: number): Promise<Shape> {
  const filled = Array<number>(width).fill(0);
  const numbers = Array<number>(width).fill(0);
  const seen = { rows: 0, lastFilled: 0, hasTotals: false };
  const recent: { row: number; columns: number }[] = [];
  for await (const batch of batches) {
    for (const raw of batch) {
      if (!("cells" in raw) || isBlank(raw.cells)) continue;
      const columns = count(raw.cells, filled, numbers);
      if (columns > 1 || width < 3) seen.rows += 1;
      seen.lastFilled = raw.row;
      seen.hasTotals ||= raw.sums !== undefined || raw.cells.some((cell) => cell.length < 130 && labelOf(cell) !== undefined) || isNumbersOnly(raw.cells);
      recent.push({ row: raw.row, columns });
      if (recent.length > 2 * TAIL) recent.splice(0, TAIL);
    }
  }
  const core = filled.flatMap((rows, column) => (rows >= MOSTLY * seen.rows && rows > 0 ? [column] : []));
  const amounts = new Set(numbers.flatMap((rows, column) => (rows > 0 && rows >= 0.6 * filled[column]! ? [column] : [])));
  const lastOrdinary = recent.findLast(({ columns }) => columns >= Math.max(2, core.length * 0.6))?.row ?? 0;
  return { amounts, core, lastOrdinary, lastFilled: seen.lastFilled, hasTotals: seen.hasTotals };
}

/** Footers are shorter than this. */
const TAIL = 500;

function count(cells: string[], filled: number[], numbers: number[]): number {
  let columns = 0;
  for (let column = 0; column < Math.min(cells.length, filled.length); column++) {
    const cell = cells[column]!;
    if (cell.trim() === "") continue;
    columns += 1;
    filled[column]! += 1;
    if (looksLikeAmount(cell)) numbers[column]! += 1;
  }
  return columns;
}

const isNumbersOnly = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "" || (looksLikeAmount(cell) && !looksLikeDate(cell)));
