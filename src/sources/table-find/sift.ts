/** Which rows below the header are lines, and why the others are none. When in doubt a row is a line: it is then judged, and refused by name. */
import { problem, type Problem } from "../../domain/problem.js";
import type { BrokenRow } from "../probed.js";
import { safeText } from "../safe-text.js";
import type { LeftOut, LeftOutRow, SiftedRow } from "../table.js";
import { BelowTotal, type Below } from "./below-total.js";
import { looksLikeAmount, looksLikePeriod } from "./cell-kind.js";
import { isMeasure, labelOf, looksLikeNote, type Label } from "./label.js";
import { NamedGroups } from "./named-groups.js";
import { OtherList } from "./other-list.js";
import { isBlank, type Raw, type RawRow } from "./raw-row.js";
import { RunningSums } from "./running-sums.js";
import { isHeading, shapeOf, type Shape } from "./shape.js";
import { columnName } from "../workbook/reference.js";

export interface Sifting {
  /** The rows below the header; asked for twice. */
  raw: () => AsyncIterable<Raw[]>;
  header: string[];
  /** The header's own rows as they stand, which may be repeated. */
  headerRows: string[][];
  /** What stands above the header. */
  title?: string;
}

export async function* sift({ raw, header, headerRows, title = "" }: Sifting): AsyncGenerator<SiftedRow[]> {
  const shape = await shapeOf(raw(), header.length);
  const sieve = new Sieve(header, new OtherList([header, ...headerRows], title, shape.amounts, shape.isGrouped), shape);
  for await (const batch of raw()) yield batch.map((each) => sieve.judge(each));
}

/** The header, with a name for a first column that has none and holds the headings of groups: QuickBooks leaves it out. */
export async function withGroupName(header: string[], raw: () => AsyncIterable<Raw[]>): Promise<string[]> {
  if (header[0] !== "" || !(await shapeOf(raw(), header.length)).isGrouped) return header;
  return header.map((name, column) => (column === 0 ? "Group" : name));
}

/** Group names that are remembered; more would be no groups. */
const MOST_GROUPS = 20_000;

class Sieve {
  readonly #sums: RunningSums | undefined;
  readonly #below: BelowTotal;
  readonly #named: NamedGroups;
  /** The heading that the rows at hand stand under, where the table is grouped. */
  #heading = "";
  /** Texts of the rows since the last total, for telling the total of a group from a customer of that name. */
  #groups = new Set<string>();
  /** Rows were passed over since the last line. */
  #isAfterGap = false;

  constructor(private readonly header: string[], private readonly otherList: OtherList, private readonly shape: Shape) {
    this.#sums = shape.hasTotals ? new RunningSums([...shape.amounts]) : undefined;
    this.#below = new BelowTotal(shape.tail, shape.amounts);
    this.#named = new NamedGroups(shape.amounts);
  }

  judge(given: Raw): SiftedRow {
    if (!("cells" in given)) return given;
    const raw = this.shape.isGrouped ? this.#underHeading(given) : given;
    const why = this.#reason(raw);
    this.#isAfterGap = why !== undefined;
    if (why === "total_or_line") return this.#doubtful(raw);
    if (why === "line_or_below") return belowOrLine(raw);
    if (typeof why === "object") return { row: raw.row, text: shownText(raw.cells), ...why };
    if (why !== undefined) return this.#leftOut(raw, why);
    if (raw.broken) return raw.broken;
    if (this.#sums) {
      this.#named.look(raw.cells, this.#sums);
      this.#sums.add(raw.cells);
      this.#below.addLine(raw.cells);
      this.#remember(raw.cells);
    }
    return unreadable(raw) ?? { row: raw.row, cells: this.header.map((_, column) => raw.cells[column] ?? "") };
  }

  #leftOut(raw: RawRow, why: LeftOut): LeftOutRow {
    const isSum = why === "subtotal" || why === "totals";
    const warning = isSum && !this.#below.isUnder ? this.#untied(raw, why === "totals") : undefined;
    if (isSum && this.#sums && this.#isOfAll(raw.cells)) this.#below.addTotal(raw, this.#sums, this.#sums.isOfAll(raw.cells, this.#additive));
    if (isSum) this.#sums?.endGroup();
    if (why === "note") this.#remember(raw.cells);
    if (why === "note" && this.#sums) this.#named.look(raw.cells, this.#sums);
    return { row: raw.row, why, text: shownText(raw.cells), ...(warning === undefined ? {} : { warning }) };
  }

  /** What is said of a row that surely is called a total and whose amounts are not those of the lines it stands under. */
  #untied({ row, cells }: RawRow, isOfAll: boolean): Problem | undefined {
    const label = surelyIn(cells);
    const of = label === undefined ? undefined : labelOf(label)!.of;
    if (of !== undefined && this.#sums && this.#named.isSumOf(of, cells, this.#sums)) return undefined;
    const off = label === undefined ? undefined : this.#sums?.difference(cells, this.#additive, isOfAll);
    if (label === undefined || off === undefined) return undefined;
    const column = this.header[off.column] || columnName(off.column);
    return problem("total-differs", { row, label: safeText(label), column: safeText(column), said: off.said, sum: off.sum }, { row, column, value: safeText(cells[off.column]!.trim()) });
  }

  /** A row called a total that may as well be a customer of that name: to be refused, as either guess may be wrong. */
  #doubtful(raw: RawRow): BrokenRow {
    const { row, cells } = raw;
    if (this.#sums && this.#isOfAll(cells)) this.#below.addTotal(raw, this.#sums, false);
    this.#below.addLine(cells);
    const off = this.#sums?.difference(cells, this.#additive, true);
    const amounts = off === undefined ? "" : `: under ${safeText(this.header[off.column] || columnName(off.column))} it has ${off.said}, and the lines above add up to ${off.sum}`;
    return { row, line: row, broken: "total_or_line", detail: `is called ${safeText(surelyIn(cells) ?? "")} and is filled as a line is, but is not the sum of the lines above${amounts}`, text: shownText(cells) };
  }

  /** Prices and shares are not added up in a total. */
  get #additive(): (column: number) => boolean {
    return (column) => !/\b(?:avg|average|mean|prices?|rates?|discounts?|percent|probability|margin|growth|change|terms?|ids?|number|code|years?)\b|%|ø/i.test(this.header[column] ?? "");
  }

  /** A line of a group with the text that stands above it. */
  #underHeading(raw: RawRow): RawRow {
    const { cells } = raw;
    const first = (cells[0] ?? "").trim();
    const isAlone = cells.every((cell, column) => column === 0 || cell.trim() === "");
    if (first !== "" && isAlone && isHeading(first)) this.#heading = first;
    if (first !== "" || isAlone || this.#isNumbersOnly(cells)) return raw;
    return { ...raw, cells: [this.#heading, ...cells.slice(1)] };
  }

  /** Its name is not that of a part of the lines above it. */
  #isOfAll(cells: string[]): boolean {
    const label = labelIn(cells);
    return label === undefined || (label.sure && !label.sub);
  }

  #reason(raw: RawRow): LeftOut | "total_or_line" | Below | undefined {
    if (isBlank(raw.cells) && raw.unvalued === undefined) return "blank";
    return this.otherList.judge(raw.cells, this.#isAfterGap) ?? this.#below.judge(raw) ?? this.#totals(raw) ?? (this.#isNote(raw) ? "note" : undefined);
  }

  #totals(raw: RawRow): LeftOut | "total_or_line" | undefined {
    const sums = this.#sums;
    if (!sums) return undefined;
    const label = labelIn(raw.cells);
    if (label === undefined) return this.#isNumbersOnly(raw.cells) ? this.#unlabelled(raw, sums) : this.#underMeasure(raw.cells, sums);
    const { cells } = raw;
    const isLast = raw.row >= this.shape.lastOrdinary;
    const sum = this.#isFormulaOfSums(raw) ? "group" : sums.repeatedBy(cells);
    const isNumbersBesideTexts = this.#isNumbersBesideTexts(cells);
    const isBare = isNumbersBesideTexts && this.#emptyCore(cells, labelColumn(cells)) > 0;
    const onlyAmounts = isNumbersBesideTexts && cells.filter((cell) => cell.trim() !== "" && !looksLikeAmount(cell)).length === 1;
    if (!label.sure) {
      if (!this.#groups.has(label.of)) return this.#isFormulaOfSums(raw) ? "subtotal" : undefined;
      const isOfGroup = sum !== undefined || this.#named.isSumOf(label.of, cells, sums);
      return isBare || (isOfGroup && onlyAmounts) ? "subtotal" : undefined;
    }
    // a name at the left is that of the row, whatever else a total was given; further right it may be a product
    const isAtLeft = surelyIn(cells) === cells.find((cell) => cell.trim() !== "");
    const isSum = sum !== undefined && (isNumbersBesideTexts || isAtLeft);
    if (!(isBare || isSum || (onlyAmounts && (isLast || label.sub)))) return isAtLeft && cells.some(looksLikeAmount) ? "total_or_line" : undefined;
    return !label.sub && (isLast || sum === "all") ? "totals" : "subtotal";
  }

  /** A row of nothing but sums, where lines have more. */
  #unlabelled(raw: RawRow, sums: RunningSums): LeftOut | undefined {
    if (this.#emptyCore(raw.cells, -1) === 0) return undefined;
    if (!this.#isFormulaOfSums(raw) && sums.repeatedBy(raw.cells) === undefined) return undefined;
    return raw.row >= this.shape.lastOrdinary ? "totals" : "subtotal";
  }

  /** The sum of all lines, called by what is summed: MRR, All customers. */
  #underMeasure(cells: string[], sums: RunningSums): LeftOut | undefined {
    const isNamed = isMeasure(cells.find((cell) => cell.trim() !== "") ?? "") && cells.filter((cell) => cell.trim() !== "" && !looksLikeAmount(cell)).length === 1;
    return isNamed && !this.#below.isLine(cells) && sums.repeatedBy(cells) === "all" ? "totals" : undefined;
  }

  /** Every amount of the row is, in the workbook, a sum of the cells above it. */
  #isFormulaOfSums({ cells, sums, unvalued }: RawRow): boolean {
    if (sums === undefined) return false;
    const filled = cells.flatMap((cell, column) => (this.shape.amounts.has(column) && cell.trim() !== "" ? [column] : []));
    return [...filled, ...(unvalued ?? [])].every((column) => sums.includes(column));
  }

  #isNumbersOnly(cells: string[]): boolean {
    return cells.every((cell) => cell.trim() === "" || looksLikeAmount(cell));
  }

  /** Beside a label, or a group and a label, it has amounts only; dates and further texts make a line. */
  #isNumbersBesideTexts(cells: string[]): boolean {
    const texts = cells.filter((cell) => cell.trim() !== "" && !looksLikeAmount(cell));
    return texts.length <= 2 && texts.some((text) => labelOf(text) !== undefined);
  }

  /** Columns that rows of this table fill, amounts aside, and this one leaves empty. */
  #emptyCore(cells: string[], except: number): number {
    return this.shape.core.filter((column) => column !== except && !this.shape.amounts.has(column) && (cells[column] ?? "").trim() === "").length;
  }

  #isNote({ row, cells, unvalued }: RawRow): boolean {
    const filled = cells.filter((cell) => cell.trim() !== "");
    if (this.shape.isGrouped && filled.length === 1 && (cells[0] ?? "").trim() === this.#heading) return true;
    if (unvalued !== undefined || filled.length === 0 || this.header.length < 2) return false;
    // a month in which nobody pays
    if (filled.length === 1 && looksLikePeriod(cells[0] ?? "")) return false;
    if (filled.length === 1 && looksLikeNote(filled[0]!) && this.#emptyCore(cells, -1) + this.#emptyAmounts(cells) > 0) return true;
    const isBehind = row > this.shape.lastOrdinary;
    const most = isBehind ? 2 : 1;
    if (this.header.length < 3 || filled.length > most || cells.some((cell, column) => looksLikeAmount(cell) && (!isBehind || this.shape.amounts.has(column)))) return false;
    return this.#emptyCore(cells, -1) + this.#emptyAmounts(cells) >= (isBehind ? 1 : 2) && filled.some((cell) => !looksLikeAmount(cell));
  }

  #emptyAmounts(cells: string[]): number {
    return this.shape.core.filter((column) => this.shape.amounts.has(column) && (cells[column] ?? "").trim() === "").length;
  }

  #remember(cells: string[]): void {
    if (this.#groups.size >= MOST_GROUPS) return;
    for (const cell of cells) {
      const text = cell.trim().toLowerCase();
      if (text !== "" && text.length < 120 && !looksLikeAmount(text)) this.#groups.add(text);
    }
  }
}

/** A row below the total of all that may be one more line: to be refused, as either guess may be wrong. */
const belowOrLine = ({ row, cells }: RawRow): BrokenRow => ({
  row, line: row, broken: "line_or_below", detail: "stands below the total of the lines above it, and may be one more line or a figure about those", text: shownText(cells),
});

function labelIn(cells: string[]): Label | undefined {
  for (const cell of cells) {
    const label = labelOf(cell);
    if (label !== undefined) return label;
  }
  return undefined;
}

/** The cell that surely names a total. */
const surelyIn = (cells: string[]): string | undefined => cells.find((cell) => labelOf(cell)?.sure === true);

const labelColumn = (cells: string[]): number => cells.findIndex((cell) => labelOf(cell) !== undefined);

/** A line with a cell that can't be read is refused whole. */
function unreadable({ row, cells, unvalued, tooLong }: RawRow): BrokenRow | undefined {
  if (unvalued === undefined && tooLong === undefined) return undefined;
  const text = shownText(cells);
  if (unvalued !== undefined) {
    const places = unvalued.slice(0, 3).map((column) => columnName(column) + row).join(", ") + (unvalued.length > 3 ? ", …" : "");
    return { row, line: row, broken: "no_value", detail: `has a formula without a value in ${places}: the program that wrote the workbook never worked it out`, text };
  }
  return { row, line: row, broken: "too_long", detail: `has a text in ${columnName(tooLong!)}${row} that is longer than a cell may be (32,767 characters)`, text };
}

function shownText(cells: string[]): string {
  return safeText(cells.map((cell) => cell.trim()).filter((cell) => cell !== "").slice(0, 6).join(" · "));
}
