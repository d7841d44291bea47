/** Money in thousands or millions, so that what is shown still adds up. */
import { isAverage } from "../catalogue/define.js";
import type { Column, ReportRow } from "../catalogue/index.js";
import { footed } from "../domain/footing.js";
import { decimalText } from "../domain/money.js";
import { divideHalfAway } from "../domain/rational.js";
import { readDecimalText } from "./number-text.js";
import { chainOf, type Sheet } from "./sheet.js";

export type Unit = "k" | "M";

/** Millions keep one decimal: whole ones would say too little of most companies. */
const leastDecimals: Record<Unit, number> = { k: 0, M: 1 };
const magnitude: Record<Unit, number> = { k: 3, M: 6 };

/**
 * The sheet with its money in the unit, by largest remainder: in periods opening + movements = closing, and a closing is the next opening;
 * in steps each leads to the next; a bridge sums to its end; parts come to their sum; in lists each column sums to its total. A figure that is an average (arr_per_customer) is rounded by itself.
 * There are as many decimals as the largest figure needs to show two digits; what is shown as zero beside it and is none reads "<0.1" or ">-0.1".
 */
export function inUnits(sheet: Sheet, unit: Unit): Sheet {
  const rounding = new Rounding(sheet, unit);
  if (sheet.shape === "periods") sheet.rows.forEach((_, at) => rounding.period(at));
  if (sheet.shape === "steps") sheet.rows.forEach((_, at) => rounding.step(at));
  if (sheet.shape === "bridge") sheet.rows.forEach((_, at) => rounding.bridge(at));
  if (sheet.sum !== undefined) sheet.rows.forEach((_, at) => rounding.sum(at, sheet.sum!));
  rounding.rest(sheet.shape === "list" || sheet.shape === "plain");
  return withFigures({ ...sheet, rows: rounding.rows() }, unit);
}

/** Figures of the sheet's currency, each rounded by itself: they stand among shares and counts and make no column that adds up. */
function withFigures(sheet: Sheet, unit: Unit): Sheet {
  const figures = sheet.columns.filter((column) => column.type === "figure");
  if (figures.length === 0) return sheet;
  const shown = (value: string): string => {
    const { digits, places } = readDecimalText(value);
    return decimalText(divideHalfAway(digits, 10n ** BigInt(magnitude[unit] - leastDecimals[unit] + places)), leastDecimals[unit]);
  };
  const inUnit = (row: ReportRow): ReportRow => Object.fromEntries(figures.flatMap(({ name }) => (typeof row[name] === "string" ? [[name, shown(row[name])]] : [])));
  return { ...sheet, rows: sheet.rows.map((row) => (row["unit"] === sheet.currency ? { ...row, ...inUnit(row), unit: `${sheet.currency} ${unit}` } : row)) };
}

class Rounding {
  readonly #money: Column[];
  /** Of the exact figures. */
  readonly #places: number;
  /** Of the shown ones: those that add up have as many, averages their own. */
  readonly #decimals: Record<"sums" | "averages", number>;
  /** Per row, by column name: shown units. */
  readonly #shown: Map<string, bigint>[];

  constructor(private readonly sheet: Sheet, private readonly unit: Unit) {
    this.#money = sheet.columns.filter((column) => column.type === "money");
    this.#places = sheet.rows.reduce((most, row) => this.#money.reduce((sofar, column) => Math.max(sofar, readDecimalText(String(row[column.name] ?? "0")).places), most), 0);
    this.#decimals = { sums: this.#decimalsFor(this.#money.filter((column) => !isAverage(column))), averages: this.#decimalsFor(this.#money.filter(isAverage)) };
    this.#shown = sheet.rows.map(() => new Map());
  }

  period(at: number): void {
    for (const layer of [undefined, "vs", "difference"] as const) this.#chain(at, this.#money.filter((column) => column.beside === layer), layer);
  }

  #chain(at: number, money: readonly Column[], layer: Column["beside"]): void {
    const chain = chainOf(money, layer);
    if (!chain) return;
    const [opening, closing] = [money[chain.opening]!, money[chain.closing]!];
    const movements = money.slice(chain.opening + 1, chain.closing).filter(({ kind }) => kind === "flow");
    if (!this.#leads(at, opening, movements, closing)) return;
    const difference = this.#foot(at, opening, movements, closing);
    const exact = (this.#exact(at, closing) ?? 0n) - (this.#exact(at, opening) ?? 0n);
    for (const column of money.slice(chain.closing + 1)) {
      if (column.kind === "flow" && this.#exact(at, column) === exact) this.#shown[at]!.set(column.name, difference);
    }
  }

  /** Whether the row has all of them and they tie: what was planned may do neither. */
  #leads(at: number, opening: Column, movements: readonly Column[], closing: Column): boolean {
    const [from, to, ...moved] = [opening, closing, ...movements].map((column) => this.#exact(at, column));
    if (from === undefined || to === undefined || moved.includes(undefined)) return false;
    return moved.length === 0 || moved.reduce<bigint>((total, amount) => total + amount!, from) === to;
  }

  bridge(at: number): void {
    const ends = this.#money.filter((column) => column.beside === undefined);
    const difference = this.#foot(at, ends[0]!, ends.slice(1, -1), ends.at(-1)!);
    for (const column of this.#money.filter(({ beside }) => beside === "difference")) this.#shown[at]!.set(column.name, difference);
  }

  /** The sum by itself, and its parts so that they come to it. */
  sum(at: number, { of, to }: NonNullable<Sheet["sum"]>): void {
    const [parts, total] = [this.#money.filter(({ name }) => of.includes(name)), this.#money.find(({ name }) => name === to)];
    if (total === undefined) return;
    const shown = footed(parts.map((column) => this.#exact(at, column) ?? 0n), this.#unitOf(total), this.#round(at, total));
    parts.forEach((column, place) => this.#shown[at]!.set(column.name, shown[place]!));
  }

  step(at: number): void {
    const [amount, after] = [this.#money[0]!, this.#money[1]!];
    const before = (this.#exact(at, after) ?? 0n) - (this.#exact(at, amount) ?? 0n);
    this.#shown[at]!.set(amount.name, this.#round(at, after) - divideHalfAway(before, this.#unitOf(after)));
  }

  /** Whatever has no figure yet. */
  rest(adds: boolean): void {
    for (const column of this.#money) {
      const open = this.#shown.flatMap((shown, at) => (shown.has(column.name) || this.#exact(at, column) === undefined ? [] : [at]));
      const amounts = open.map((at) => this.#exact(at, column)!);
      const unit = this.#unitOf(column);
      const units = adds && !isAverage(column) ? footed(amounts, unit) : amounts.map((amount) => divideHalfAway(amount, unit));
      open.forEach((at, place) => this.#shown[at]!.set(column.name, units[place]!));
    }
  }

  rows(): ReportRow[] {
    return this.sheet.rows.map((row, at) => {
      const shown = this.#money.filter((column) => this.#shown[at]!.has(column.name));
      return { ...row, ...(Object.fromEntries(shown.map((column) => [column.name, this.#textOf(at, column)])) as ReportRow) };
    });
  }

  /** Both ends by themselves, and what lies between so that it leads from one to the other; the shown difference of the ends. */
  #foot(at: number, opening: Column, movements: readonly Column[], closing: Column): bigint {
    const difference = this.#round(at, closing) - this.#round(at, opening);
    const shown = footed(movements.map((column) => this.#exact(at, column) ?? 0n), this.#unitOf(closing), difference);
    movements.forEach((column, place) => this.#shown[at]!.set(column.name, shown[place]!));
    return difference;
  }

  #textOf(at: number, column: Column): string {
    const [units, exact, decimals] = [this.#shown[at]!.get(column.name)!, this.#exact(at, column)!, this.#decimalsOf(column)];
    if (units !== 0n || exact === 0n) return decimalText(units, decimals);
    return exact > 0n ? `<${decimalText(1n, decimals)}` : `>${decimalText(-1n, decimals)}`;
  }

  #decimalsFor(columns: Column[]): number {
    let largest = 0n;
    for (let at = 0; at < this.sheet.rows.length; at++) {
      for (const column of columns) {
        const exact = this.#exact(at, column) ?? 0n;
        if (exact > largest || -exact > largest) largest = exact < 0n ? -exact : exact;
      }
    }
    const whole = 10n ** BigInt(magnitude[this.unit] + this.#places);
    let decimals = leastDecimals[this.unit];
    while (largest > 0n && decimals < magnitude[this.unit] && largest * 10n ** BigInt(decimals) < 10n * whole) decimals++;
    return decimals;
  }

  #decimalsOf = (column: Column): number => this.#decimals[isAverage(column) ? "averages" : "sums"];

  #unitOf = (column: Column): bigint => 10n ** BigInt(magnitude[this.unit] - this.#decimalsOf(column) + this.#places);

  #round(at: number, column: Column): bigint {
    const units = divideHalfAway(this.#exact(at, column) ?? 0n, this.#unitOf(column));
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
