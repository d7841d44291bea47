import { addMonths, type Day, startOfNextMonth } from "./calendar.js";
import { type Cell, cellsOf, type Compared } from "./cell.js";
import type { Dimensions } from "./dimension.js";
import type { Step } from "./fx.js";
import type { Policy } from "./knobs.js";
import { productRows } from "./product-level.js";
import { type Cover, type Standing, total } from "./standing.js";
import { transferred } from "./transfer.js";

/** The movement of a customer, or of all under one top parent, between two closings, in the cells of a cut (SEMANTICS 9, 10 and 12). */

export type Method = "net" | "events" | "months";
export const MOVEMENT_ROWS = [
  "new", "expansion", "contraction", "churn", "reactivation", "cross_sell", "product_loss", "transfer_in", "transfer_out",
  "acquired", "fx", "adjustment",
] as const;
export type Row = (typeof MOVEMENT_ROWS)[number];
export type Amounts = Partial<Record<Row, bigint>>;
export const LOGO_ROWS = ["new", "acquired", "reactivation", "churn", "adjustment", "transfer_in", "transfer_out"] as const;
export type LogoRow = (typeof LOGO_ROWS)[number];
export type Counts = Partial<Record<LogoRow, number>>;

export interface Moved<T> {
  values: string[];
  rows: T;
}

/** What R0 and R1 choose; "acquired" is a first-ever customer of which something was acquired. */
type Kind = "nothing" | "new" | "acquired" | "reactivation" | "churn" | "continuing" | "adjustment";

/** The steps of [from, to): each the days whose closings are compared. */
export function steps(from: Day, to: Day, method: Method): Step[] {
  const cuts: Day[] = [from];
  for (let next = from; next < to; ) {
    next = method === "net" ? to : Math.min(to, method === "events" ? next + 1 : startOfNextMonth(next));
    cuts.push(next);
  }
  return cuts.slice(1).map((cut, i) => ({ opening: (cuts[i] as Day) - 1, closing: cut - 1 }));
}

export class Movements {
  constructor(
    private readonly cover: Cover,
    private readonly policy: Policy,
  ) {}

  /** Money of each cell; of level customer_product the columns are the product alone. */
  amounts(group: string, step: Step, columns: string[], level: string | undefined, dimensions: Dimensions): Moved<Amounts>[] {
    const compared = this.compared(group, step);
    if (compared === undefined) return [];
    const cells = cellsOf(compared, columns, this.policy, dimensions);
    const kind = this.kind(group, compared);
    const rows = level === "customer_product" && isContinuing(kind) ? this.ofProducts(cells) : ofCells(kind, cells);
    return cells.map(({ values }, at) => ({ values, rows: rows[at] as Amounts }));
  }

  /** A customer counts in each cell in which it has ARR, and moves in the kind of its own movement. */
  logos(group: string, step: Step, columns: string[], dimensions: Dimensions): Moved<Counts>[] {
    const compared = this.compared(group, step);
    if (compared === undefined) return [];
    const kind = this.kind(group, compared);
    return cellsOf(compared, columns, this.policy, dimensions).map(({ values, opening, closing }) => ({
      values,
      rows: countsOf(kind, Number(closing > 0n) - Number(opening > 0n)),
    }));
  }

  /** The two closings of a customer that stays, or of whom something came with a company bought; undefined where nothing moves. */
  continuing(group: string, step: Step): Compared | undefined {
    const compared = this.compared(group, step);
    return compared !== undefined && isContinuing(this.kind(group, compared)) ? compared : undefined;
  }

  arr(group: string, day: Day): bigint {
    return total(this.cover.of(group, day));
  }

  /** Undefined where the same lines stand at the same amounts: nothing moves. */
  private compared(group: string, step: Step): Compared | undefined {
    const [before, after] = [this.cover.of(group, step.opening), this.cover.of(group, step.closing)];
    if (isSame(before, after)) return undefined;
    return { step, before, after, arrived: this.cover.arrived(after, step.opening) };
  }

  private kind(group: string, { before, after, arrived, step }: Compared): Kind {
    const [opening, closing] = [total(before), total(after)];
    if (opening === 0n && closing === 0n) return "nothing";
    if (opening < 0n || closing < 0n) return "adjustment";
    if (closing === 0n) return "churn";
    if (opening > 0n) return "continuing";
    if (!this.isNew(group, step)) return "reactivation";
    return arrived.length > 0 ? "acquired" : "new";
  }

  /** A customer without ARR at the opening and with some at the closing: first ever, or back after the window. */
  private isNew(group: string, { opening, closing }: Step): boolean {
    let gone = opening;
    while (gone >= this.cover.firstBegin && this.arr(group, gone) <= 0n) gone--;
    if (gone < this.cover.firstBegin) return true;
    if (this.policy.reactivationWindowMonths === null) return false;
    const firstWithout = gone + 1;
    let back = opening + 1;
    while (back < closing && this.arr(group, back) <= 0n) back++;
    return addMonths(firstWithout, this.policy.reactivationWindowMonths) <= back;
  }

  private ofProducts(cells: Cell[]): Amounts[] {
    const rows = productRows(cells, ownChange, this.policy.productMigration);
    return cells.map(({ fx, acquired }, at) => ({ ...rows[at], fx, acquired }));
  }
}

function isContinuing(kind: Kind): boolean {
  return kind === "continuing" || kind === "acquired";
}

function ofCells(kind: Kind, cells: Cell[]): Amounts[] {
  if (kind === "nothing") {
    return transferred(cells.map(({ opening, closing }) => closing - opening)).map(({ transferIn, transferOut }) => ({ transfer_in: transferIn, transfer_out: transferOut }));
  }
  if (kind !== "continuing" && kind !== "acquired") return cells.map(({ opening, closing, fx }) => ({ [kind]: closing - opening - fx, fx }));
  const changes = cells.map(ownChange);
  const row = changes.reduce((sum, change) => sum + change, 0n) > 0n ? "expansion" : "contraction";
  return transferred(changes).map(({ transferIn, transferOut, rest }, at) => {
    const { fx, acquired } = cells[at] as Cell;
    return { [row]: rest, transfer_in: transferIn, transfer_out: transferOut, fx, acquired };
  });
}

/** What of a cell's change is neither the rates' nor came with a company bought. */
function ownChange({ opening, closing, fx, acquired }: Cell): bigint {
  return closing - opening - fx - acquired;
}

function countsOf(kind: Kind, change: number): Counts {
  if (kind === "churn") return { churn: -change };
  if (kind !== "continuing" && kind !== "nothing") return { [kind]: change };
  return change > 0 ? { transfer_in: 1 } : { transfer_out: -change };
}

function isSame(before: Standing[], after: Standing[]): boolean {
  return before.length === after.length && before.every((one, at) => {
    const other = after[at] as Standing;
    return one.line === other.line && one.native === other.native && one.reporting === other.reporting;
  });
}
