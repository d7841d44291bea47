import type { Day } from "./calendar.js";
import { compareValues, valuesOf } from "./cell.js";
import type { Dimensions } from "./dimension.js";
import type { Moved } from "./movement.js";
import type { Cover } from "./standing.js";

/** How a report is cut: a row for each combination of values of by, of the cells that every condition keeps. */
export interface Cut {
  by: string[];
  where: Condition[];
  level?: "customer_product";
}

export interface Condition {
  column: string;
  value: string;
}

export const WHOLE: Cut = { by: [], where: [] };

export interface CutRow<T> {
  values: string[];
  figures: Record<string, T>;
}

/** Cells are those of by and of all conditions: a filter shows rows of a finer cut, and changes none of them. */
export function columnsOf({ by, where, level }: Cut): string[] {
  const columns = [...new Set([...by, ...where.map(({ column }) => column)])];
  if (level !== "customer_product") return columns;
  if (columns.some((column) => column !== "product")) throw new Error("level customer_product can be cut by product only");
  return ["product"];
}

/** Figures added up by the values of by, as far as the conditions keep them. */
export class Tally<T extends bigint | number> {
  private readonly rows = new Map<string, CutRow<T>>();
  private readonly columns: string[];

  constructor(private readonly cut: Cut, private readonly figures: readonly string[], private readonly zero: T, private readonly plus: (a: T, b: T) => T) {
    this.columns = columnsOf(cut);
    if (cut.by.length === 0) this.rowOf([]);
  }

  /** The cells of a customer's movement in one step. */
  move(moved: Moved<Partial<Record<string, T>>>[]): void {
    for (const { values, rows } of moved) {
      for (const [figure, amount] of Object.entries(rows)) if (amount !== undefined) this.add(values, figure, amount);
    }
  }

  add(values: string[], figure: string, amount: T): void {
    if (!this.cut.where.every(({ column, value }) => values[this.columns.indexOf(column)] === value)) return;
    const row = this.rowOf(this.cut.by.map((column) => values[this.columns.indexOf(column)] as string));
    row.figures[figure] = this.plus(row.figures[figure] ?? this.zero, amount);
  }

  /** In the order of the values; groups that are zero throughout are left out. */
  sorted(): CutRow<T>[] {
    const rows = [...this.rows.values()].sort((a, b) => compareValues(a.values, b.values));
    return rows.filter(({ figures }) => this.cut.by.length === 0 || Object.values(figures).some((figure) => figure !== this.zero));
  }

  private rowOf(values: string[]): CutRow<T> {
    const key = JSON.stringify(values);
    const row = this.rows.get(key) ?? { values, figures: Object.fromEntries(this.figures.map((figure) => [figure, this.zero])) };
    this.rows.set(key, row);
    return row;
  }
}

/** What each customer has in each cell at the close of a day. */
export function* closingCells(cover: Cover, day: Day, cut: Cut, dimensions: Dimensions): Generator<{ values: string[]; amount: bigint }> {
  const columns = columnsOf(cut);
  for (const customer of cover.customers) {
    const cells = new Map<string, { values: string[]; amount: bigint }>();
    for (const standing of cover.of(customer, day)) {
      const values = valuesOf(standing, columns, dimensions);
      const key = JSON.stringify(values);
      cells.set(key, { values, amount: (cells.get(key)?.amount ?? 0n) + standing.reporting });
    }
    yield* cells.values();
  }
}
