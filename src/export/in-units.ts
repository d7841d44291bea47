/** Money in thousands or millions, so that what is shown still adds up. */
import type { Column, ReportRow } from "../catalogue/index.js";
import { footed } from "../domain/footing.js";
import { decimalText } from "../domain/money.js";
import { divideHalfAway } from "../domain/rational.js";
import { readDecimalText } from "./number-text.js";
import { chainOf, type Sheet } from "./sheet.js";

export type Unit = "k" | "M";

/** Millions keep one decimal: whole ones would say too little of most companies. */
const decimalsOf: Record<Unit, number> = { k: 0, M: 1 };
const magnitude: Record<Unit, number> = { k: 3, M: 6 };

/**
 * The sheet with its money in the unit, by largest remainder: in periods opening + movements = closing, and a closing is the next opening;
 * in steps each leads to the next; in lists each column sums to its total. A figure that is an average (arr_per_customer) is rounded by itself.
 */
export function inUnits(sheet: Sheet, unit: Unit): Sheet {
  const rounding = new Rounding(sheet, unit);
  if (sheet.shape === "periods") sheet.rows.forEach((_, at) => rounding.period(at));
  if (sheet.shape === "steps") sheet.rows.forEach((_, at) => rounding.step(at));
  rounding.rest(sheet.shape === "list" || sheet.shape === "plain");
  return { ...sheet, rows: rounding.rows() };
}

class Rounding {
  readonly #money: Column[];
  readonly #unit: bigint;
  readonly #decimals: number;
  readonly #places: number;
  /** Per row, by column name: shown units. */
  readonly #shown: Map<string, bigint>[];

  constructor(private readonly sheet: Sheet, unit: Unit) {
    this.#money = sheet.columns.filter((column) => column.type === "money");
    this.#decimals = decimalsOf[unit];
    const places = Math.max(0, ...sheet.rows.flatMap((row) => this.#money.map((column) => readDecimalText(String(row[column.name] ?? "0")).places)));
    this.#unit = 10n ** BigInt(magnitude[unit] - this.#decimals + places);
    this.#shown = sheet.rows.map(() => new Map());
    this.#places = places;
  }

  period(at: number): void {
    const chain = chainOf(this.#money);
    if (!chain) return;
    const [opening, closing] = [this.#money[chain.opening]!, this.#money[chain.closing]!];
    const difference = this.#round(at, closing) - this.#round(at, opening);
    const movements = this.#money.slice(chain.opening + 1, chain.closing);
    const amounts = movements.map((column) => this.#exact(at, column) ?? 0n);
    const shown = footed(amounts, this.#unit, difference);
    movements.forEach((column, place) => this.#shown[at]!.set(column.name, shown[place]!));
    const exact = (this.#exact(at, closing) ?? 0n) - (this.#exact(at, opening) ?? 0n);
    for (const column of this.#money.slice(chain.closing + 1)) {
      if (column.kind === "flow" && this.#exact(at, column) === exact) this.#shown[at]!.set(column.name, difference);
    }
  }

  step(at: number): void {
    const [amount, after] = [this.#money[0]!, this.#money[1]!];
    const before = (this.#exact(at, after) ?? 0n) - (this.#exact(at, amount) ?? 0n);
    this.#shown[at]!.set(amount.name, this.#round(at, after) - divideHalfAway(before, this.#unit));
  }

  /** Whatever has no figure yet. */
  rest(adds: boolean): void {
    for (const column of this.#money) {
      const open = this.#shown.flatMap((shown, at) => (shown.has(column.name) || this.#exact(at, column) === undefined ? [] : [at]));
      const amounts = open.map((at) => this.#exact(at, column)!);
      const isAverage = column.name.includes("_per_");
      const units = adds && !isAverage ? footed(amounts, this.#unit) : amounts.map((amount) => divideHalfAway(amount, this.#unit));
      open.forEach((at, place) => this.#shown[at]!.set(column.name, units[place]!));
    }
  }

  rows(): ReportRow[] {
    return this.sheet.rows.map((row, at) => {
      const texts = [...this.#shown[at]!].map(([name, units]) => [name, decimalText(units, this.#decimals)]);
      return { ...row, ...(Object.fromEntries(texts) as ReportRow) };
    });
  }

  #round(at: number, column: Column): bigint {
    const units = divideHalfAway(this.#exact(at, column) ?? 0n, this.#unit);
    this.#shown[at]!.set(column.name, units);
    return units;
  }

  #exact(at: number, column: Column): bigint | undefined {
    const value = this.sheet.rows[at]![column.name];
    if (value === null || value === undefined) return undefined;
    const { digits, places } = readDecimalText(String(value));
    return digits * 10n ** BigInt(this.#places - places);
  }
}
