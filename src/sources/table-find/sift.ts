/** Which rows below the header are lines, and why the others are none. When in doubt a row is a line: it is then judged, and refused by name. */
import { loose } from "../loose.js";
import type { BrokenRow } from "../probed.js";
import { safeText } from "../safe-text.js";
import type { LeftOut, SiftedRow } from "../table.js";
import { looksLikeAmount, looksLikeDate, looksLikePeriod } from "./cell-kind.js";
import { tellingNames } from "./column-words.js";
import { labelOf, looksLikeNote, type Label } from "./label.js";
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
}

export async function* sift({ raw, header, headerRows }: Sifting): AsyncGenerator<SiftedRow[]> {
  const sieve = new Sieve(header, headerRows, await shapeOf(raw(), header.length));
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
  readonly #headers: string[][];
  /** The heading that the rows at hand stand under, where the table is grouped. */
  #heading = "";
  /** Texts of the rows since the last total, for telling the total of a group from a customer of that name. */
  #groups = new Set<string>();
  /** Rows were passed over since the last line. */
  #isAfterGap = false;
  /** Another list stands here. */
  #isOther = false;

  constructor(private readonly header: string[], headerRows: string[][], private readonly shape: Shape) {
    this.#sums = shape.hasTotals ? new RunningSums([...shape.amounts]) : undefined;
    this.#headers = [header, ...headerRows].map((row) => row.map(loose));
  }

  judge(given: Raw): SiftedRow {
    if (!("cells" in given)) return given;
    const raw = this.shape.isGrouped ? this.#underHeading(given) : given;
    const why = this.#reason(raw);
    this.#isAfterGap = why !== undefined;
    if (why !== undefined) {
      if (why === "subtotal" || why === "totals") this.#sums?.endGroup();
      if (why === "note") this.#remember(raw.cells);
      return { row: raw.row, why, text: shownText(raw.cells) };
    }
    if (raw.broken) return raw.broken;
    if (this.#sums) {
      this.#sums.add(raw.cells);
      this.#remember(raw.cells);
    }
    return unreadable(raw) ?? { row: raw.row, cells: this.header.map((_, column) => raw.cells[column] ?? "") };
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

  #reason(raw: RawRow): LeftOut | undefined {
    if (isBlank(raw.cells) && raw.unvalued === undefined) return "blank";
    if (this.#isHeader(raw.cells)) {
      this.#isOther = false;
      return "repeated_header";
    }
    this.#isOther ||= this.#isAfterGap && this.#isHeaderOfAnother(raw.cells);
    if (this.#isOther) return "other_list";
    return this.#totals(raw) ?? (this.#isNote(raw) ? "note" : undefined);
  }

  /** Of a row that is not blank. */
  #isHeader(cells: string[]): boolean {
    const first = cells.findIndex((cell) => cell.trim() !== "");
    const name = loose(cells[first] ?? "");
    if (!this.#headers.some((names) => names[first] === name)) return false;
    const filled = cells.flatMap((cell, column) => (cell.trim() === "" ? [] : [{ column, name: loose(cell) }]));
    return filled.length > 1 && this.#headers.some((names) => {
      const same = filled.filter(({ column, name }) => names[column] === name).length;
      return same === filled.length && same >= 0.7 * names.filter((name) => name !== "").length;
    });
  }

  /** Names of columns below a gap, texts where lines have amounts. */
  #isHeaderOfAnother(cells: string[]): boolean {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
    if (filled.length < 2 || filled.some((cell) => looksLikeAmount(cell) || looksLikeDate(cell) || labelOf(cell) !== undefined || cell.length > 60)) return false;
    const told = tellingNames(filled);
    return told >= 2 && told * 2 >= filled.length && [...this.shape.amounts].some((column) => (cells[column] ?? "").trim() !== "");
  }

  #totals(raw: RawRow): LeftOut | undefined {
    const sums = this.#sums;
    if (!sums) return undefined;
    const label = labelIn(raw.cells);
    if (label === undefined) return this.#isNumbersOnly(raw.cells) ? this.#unlabelled(raw, sums) : undefined;
    const { cells } = raw;
    const isLast = raw.row >= this.shape.lastOrdinary;
    const sum = this.#isFormulaOfSums(raw) ? "group" : sums.repeatedBy(cells);
    const isNumbersBesideTexts = this.#isNumbersBesideTexts(cells);
    const isBare = isNumbersBesideTexts && this.#emptyCore(cells, labelColumn(cells)) > 0;
    const onlyAmounts = isNumbersBesideTexts && cells.filter((cell) => cell.trim() !== "" && !looksLikeAmount(cell)).length === 1;
    if (!label.sure) {
      if (!this.#groups.has(label.of)) return this.#isFormulaOfSums(raw) ? "subtotal" : undefined;
      return isBare || (sum !== undefined && onlyAmounts) ? "subtotal" : undefined;
    }
    const isSum = sum !== undefined && isNumbersBesideTexts;
    if (label.sub) return isBare || onlyAmounts || isSum ? "subtotal" : undefined;
    if (!(isBare || isSum || (onlyAmounts && isLast))) return undefined;
    return isLast || sum === "all" ? "totals" : "subtotal";
  }

  /** A row of nothing but sums, where lines have more. */
  #unlabelled(raw: RawRow, sums: RunningSums): LeftOut | undefined {
    if (this.#emptyCore(raw.cells, -1) === 0) return undefined;
    if (!this.#isFormulaOfSums(raw) && sums.repeatedBy(raw.cells) === undefined) return undefined;
    return raw.row >= this.shape.lastOrdinary ? "totals" : "subtotal";
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

function labelIn(cells: string[]): Label | undefined {
  for (const cell of cells) {
    const label = labelOf(cell);
    if (label !== undefined) return label;
  }
  return undefined;
}

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
