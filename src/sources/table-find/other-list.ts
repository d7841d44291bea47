/** Where another list begins below the first: under names of its own, or under the same names with a title of its own. */
import { loose } from "../loose.js";
import { looksLikeAmount, looksLikeDate } from "./cell-kind.js";
import { tellingNames } from "./column-words.js";
import { labelOf, looksLikeNote } from "./label.js";
import { isBlank } from "./raw-row.js";

export class OtherList {
  readonly #headers: string[][];
  readonly #titles: ReadonlySet<string>;
  /** Whose rows are at hand: of the list itself, of one with other names, or of one with the same names under a title of its own. */
  #at: "own" | "unlike" | "alike" = "own";
  /** What stands alone in a row right above, blank rows aside, and is no title of the list itself. */
  #title: string | undefined;

  /** `headerRows` are rows as they stand, `title` what stands above the list. */
  constructor(headerRows: readonly string[][], title: string, private readonly amounts: ReadonlySet<number>, private readonly isGrouped: boolean) {
    this.#headers = headerRows.map((row) => row.map(loose));
    this.#titles = new Set([title, ...title.split(" · ")].map(loose));
  }

  /** To be called with every row, in order; `isAfterGap` where the row above was left out. */
  judge(cells: string[], isAfterGap: boolean): "repeated_header" | "other_list" | undefined {
    if (isBlank(cells)) return undefined;
    if (this.#isHeader(cells)) return this.#repeated();
    if (isAfterGap && this.#isHeaderOfAnother(cells)) this.#at = "unlike";
    this.#title = this.#titleIn(cells) ?? (isNoteAlone(cells) ? this.#title : undefined);
    return this.#at === "own" ? undefined : "other_list";
  }

  /** A page break repeats the header, at most under the list's own title. */
  #repeated(): "repeated_header" | "other_list" {
    if (this.#title !== undefined) this.#at = "alike";
    else if (this.#at === "unlike") this.#at = "own";
    this.#title = undefined;
    return this.#at === "alike" ? "other_list" : "repeated_header";
  }

  /** In a table of groups a text alone is the name of a group. */
  #titleIn(cells: string[]): string | undefined {
    const text = alone(cells);
    if (text === undefined || this.isGrouped || looksLikeAmount(text) || looksLikeDate(text) || looksLikeNote(text) || labelOf(text) !== undefined) return undefined;
    return this.#titles.has(loose(text)) ? undefined : text;
  }

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
    return told >= 2 && told * 2 >= filled.length && [...this.amounts].some((column) => (cells[column] ?? "").trim() !== "");
  }
}

/** The text of a row that has one cell only. */
function alone(cells: string[]): string | undefined {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length === 1 ? filled[0]!.trim() : undefined;
}

const isNoteAlone = (cells: string[]): boolean => looksLikeNote(alone(cells) ?? "");
