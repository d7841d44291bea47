/** What stands below the total of all lines: ARR of a year, a count of customers, growth. None of it is a customer, whatever it is called. */
import { problem, type Problem } from "../../domain/problem.js";
import { safeText } from "../safe-text.js";
import { looksLikeAmount, looksLikePeriod } from "./cell-kind.js";
import { isMeasure, labelOf } from "./label.js";
import { isBlank, type RawRow } from "./raw-row.js";
import { isTwelvefold, type RunningSums } from "./running-sums.js";

/** Of so many lines one may leave a column empty that the others fill. */
const NEARLY = 0.8;

export type Below =
  /** Beyond doubt no line; the first of them is told for all. */
  | { why: "below_total"; warning?: Problem }
  /** Either one more line, or a figure about those above. */
  | "line_or_below";

interface Total {
  row: number;
  label: string;
  /** It is the sum of all lines above it. */
  isSum: boolean;
  /** The rows below it that are no lines; where it is no sum, those that may be none. */
  figures: RawRow[];
  isTold: boolean;
}

export class BelowTotal {
  #lines = 0;
  /** How many lines fill each column, amounts aside. */
  readonly #filled: number[] = [];
  #total: Total | undefined;

  /** `tail`: the last rows of the table. */
  constructor(private readonly tail: readonly RawRow[], private readonly amounts: ReadonlySet<number>) {}

  addLine(cells: readonly string[]): void {
    this.#lines += 1;
    for (let column = 0; column < cells.length; column++) {
      if (!this.amounts.has(column) && cells[column]!.trim() !== "") this.#filled[column] = (this.#filled[column] ?? 0) + 1;
    }
  }

  /** To be called with a row that is the total of all lines above it, or is called so. */
  addTotal({ row, cells }: RawRow, sums: RunningSums, isSum: boolean): void {
    const below = this.tail.filter((each) => each.row > row);
    if (this.isUnder || this.#lines === 0 || this.tail[0] === undefined || this.tail[0].row > row || this.#isOfGroup(below, sums)) return;
    const candidates = below.filter((each) => this.#isCandidate(each.cells));
    const figures = candidates.filter((each) => this.#isFigure(each.cells, cells));
    const isFooter = isSum && figures.length * 2 >= candidates.length;
    this.#total = { row, label: labelIn(cells) || "the sum", isSum, figures: isFooter ? candidates : figures, isTold: false };
  }

  /** What a row below a total is taken for; undefined: a line like any other. */
  judge({ row, cells }: RawRow): Below | undefined {
    const total = this.#total;
    if (total === undefined || !this.#isCandidate(cells)) return undefined;
    const isFigure = total.figures.some((each) => each.row === row);
    if (!total.isSum) return isFigure ? "line_or_below" : undefined;
    if (!isFigure) return "line_or_below";
    if (total.isTold) return { why: "below_total" };
    total.isTold = true;
    const names = total.figures.map((each) => safeText(labelIn(each.cells)) || `row ${each.row}`);
    return { why: "below_total", warning: problem("rows-below-total", { rows: total.figures.map((each) => each.row), names, total: safeText(total.label), totalRow: total.row }, { row }) };
  }

  /** Whether the rows at hand stand below the sum of all. */
  get isUnder(): boolean {
    return this.#total?.isSum === true;
  }

  /** A later total of lines that stand between makes this one the total of a group. */
  #isOfGroup(below: readonly RawRow[], sums: RunningSums): boolean {
    const later = sums.copy();
    let lines = 0;
    for (const { cells } of below) {
      if (labelOf(labelIn(cells))?.sure === true) {
        if (lines > 0 && later.repeatedBy(cells) !== undefined) return true;
        later.endGroup();
      } else if (!isBlank(cells) && (this.isLine(cells) || !isOfMeasures(labelIn(cells)))) {
        later.add(cells);
        lines += 1;
      }
    }
    return false;
  }

  /** It has amounts, and is neither filled as lines are nor a month or a total. */
  #isCandidate(cells: readonly string[]): boolean {
    const label = labelIn(cells);
    if (!cells.some((cell, column) => this.amounts.has(column) && looksLikeAmount(cell))) return false;
    return !this.isLine(cells) && !looksLikePeriod(label) && labelOf(label)?.sure !== true;
  }

  /** It fills most of what nearly every line above fills beside its name and its amounts. */
  isLine(cells: readonly string[]): boolean {
    const name = cells.findIndex((cell) => cell.trim() !== "");
    const wanted = [...this.#filled.keys()].filter((column) => column !== name && (this.#filled[column] ?? 0) >= NEARLY * this.#lines);
    return wanted.filter((column) => (cells[column] ?? "").trim() !== "").length * 2 > wanted.length;
  }

  #isFigure(cells: readonly string[], total: readonly string[]): boolean {
    const given = [...this.amounts].filter((column) => (cells[column] ?? "").trim() !== "");
    if (isOfMeasures(labelIn(cells)) || given.every((column) => cells[column]!.includes("%"))) return true;
    return isTwelvefold(given.map((column) => [cells[column]!, total[column] ?? ""]));
  }
}

/** What has no name at all is no customer either. */
const isOfMeasures = (label: string): boolean => isMeasure(label) || !/\p{L}/u.test(label);

/** The first text of a row that is no amount. */
const labelIn = (cells: readonly string[]): string => cells.find((cell) => cell.trim() !== "" && !looksLikeAmount(cell))?.trim() ?? "";
