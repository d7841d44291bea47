/** What all rows of a table have in common, found in one pass before any row is judged. */
import { looksLikeAmount, looksLikeDate } from "./cell-kind.js";
import { isMeasure, labelOf, looksLikeNote } from "./label.js";
import { isBlank, type Raw, type RawRow } from "./raw-row.js";

export interface Shape {
  /** Columns (from 0) that hold amounts in most of their values. */
  amounts: ReadonlySet<number>;
  /** Columns that nearly every row fills. */
  core: readonly number[];
  /** The last row that is filled as rows of this table are, and the last that holds anything. */
  lastOrdinary: number;
  lastFilled: number;
  /** The first column holds headings only, each alone in its row, of the lines below it (as QuickBooks writes customers). */
  isGrouped: boolean;
  /** Some row may be a sum: only then are sums kept. */
  hasTotals: boolean;
  /** The last rows that hold something; none where no row may be a sum. */
  tail: readonly RawRow[];
}

const MOSTLY = 0.8;

export async function shapeOf(batches: AsyncIterable<Raw[]>, width: number): Promise<Shape> {
  const all = new Tally(width);
  const unlabelled = new Tally(width);
  const first = new FirstColumn();
  let lastFilled = 0;
  let hasTotals = false;
  const recent: { raw: RawRow; columns: number }[] = [];
  for await (const batch of batches) {
    for (const raw of batch) {
      if (!("cells" in raw) || isBlank(raw.cells)) continue;
      const labelled = raw.cells.some((cell) => labelOf(cell) !== undefined);
      const columns = all.add(raw.cells);
      if (!labelled) unlabelled.add(raw.cells);
      lastFilled = raw.row;
      first.look(raw.cells, columns);
      hasTotals ||= labelled || raw.sums !== undefined || isNumbersOnly(raw.cells) || isMeasure(raw.cells.find((cell) => cell.trim() !== "")!);
      recent.push({ raw, columns });
      if (recent.length > 2 * TAIL) recent.splice(0, TAIL);
    }
  }
  // totals are rarer than lines: where most rows have such a word, it stands in their names
  const { core, amounts } = unlabelled.rows >= all.rows / 2 ? unlabelled : all;
  const lastOrdinary = recent.findLast(({ columns }) => columns >= Math.max(2, core.length * 0.6))?.raw.row ?? 0;
  return { amounts, core, lastOrdinary, lastFilled, isGrouped: first.isGrouped, hasTotals, tail: hasTotals ? recent.map(({ raw }) => raw) : [] };
}

/** How often the columns are filled, and with amounts. */
class Tally {
  rows = 0;
  readonly #filled: number[];
  readonly #numbers: number[];

  constructor(private readonly width: number) {
    this.#filled = Array<number>(width).fill(0);
    this.#numbers = Array<number>(width).fill(0);
  }

  /** Answers how many columns the row fills. */
  add(cells: string[]): number {
    let columns = 0;
    for (let column = 0; column < Math.min(cells.length, this.width); column++) {
      const cell = cells[column]!;
      if (cell.trim() === "") continue;
      columns += 1;
      this.#filled[column]! += 1;
      if (looksLikeAmount(cell)) this.#numbers[column]! += 1;
    }
    if (columns > 1 || this.width < 3) this.rows += 1;
    return columns;
  }

  /** A short table may have one row that is none of it. */
  get core(): number[] {
    const enough = this.rows < 3 ? this.rows : Math.min(MOSTLY * this.rows, this.rows - 1);
    return this.#filled.flatMap((rows, column) => (rows >= enough && rows > 0 ? [column] : []));
  }

  get amounts(): ReadonlySet<number> {
    return new Set(this.#numbers.flatMap((rows, column) => (rows > 0 && rows >= 0.6 * this.#filled[column]! ? [column] : [])));
  }
}

/** Whether the lines have nothing in the first column, and headings above them have nothing in the others. */
class FirstColumn {
  #headings = 0;
  #lines = 0;
  #others = 0;

  look(cells: string[], filled: number): void {
    const first = (cells[0] ?? "").trim();
    if (first === "") this.#lines += filled > 1 && this.#headings > 0 ? 1 : 0;
    else if (filled === 1) this.#headings += isHeading(first) ? 1 : 0;
    else if (labelOf(first) === undefined) this.#others += 1;
    if (first === "" && filled > 1 && this.#headings === 0) this.#others += 1;
  }

  get isGrouped(): boolean {
    return this.#headings > 0 && this.#lines > 1 && this.#others === 0;
  }
}

/** A text alone in the first column that may name the rows below it. */
export const isHeading = (text: string): boolean => !looksLikeAmount(text) && !looksLikeNote(text) && !(labelOf(text)?.sure ?? false);

/** Footers are shorter than this. */
const TAIL = 500;

const isNumbersOnly = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "" || (looksLikeAmount(cell) && !looksLikeDate(cell)));
