/** The rows of a table that tell how it is read: its first ones, and of all others each that shows something which none before it did. */
import type { TableRow } from "../table.js";
import { formOf } from "./text-form.js";

/** Rows that are looked at whatever they hold. */
const FIRST = 1000;
/** Texts by which a column is known at least, where it is filled only further down. */
const LEAST_FILLED = 20;
/** A column with more different words than this holds names or prose, which tell nothing; one with more forms of letters and digits, ids. */
const MOST = { words: 200, ids: 500, numbers: 5000 };
/** Texts that are remembered so that their form is found once. */
const MOST_TEXTS = 2000;
/** Rows that are kept above one that stands under a name, back to that name. */
const MOST_ABOVE = 200;

/**
 * Gathers them while all rows of a table pass by, so that a guess from them holds for the whole of it. It keeps the first 1,000 and, for each column,
 * as many as it has forms. `leading` is asked once the first have passed: the position of a column that stands only in the first of its rows.
 */
export class TellingRows {
  readonly rows: TableRow[] = [];
  readonly #columns: ColumnForms[];
  readonly #leading: (first: readonly TableRow[]) => number | undefined;
  readonly #kept = new Set<number>();
  #above: TableRow[] = [];
  #passed = 0;
  #place: number | undefined;

  constructor(width: number, leading: (first: readonly TableRow[]) => number | undefined = () => undefined) {
    this.#columns = Array.from({ length: width }, () => new ColumnForms());
    this.#leading = leading;
  }

  take(row: TableRow): void {
    this.#passed += 1;
    const isNew = this.#columns.map((column, position) => column.learn((row.cells[position] ?? "").trim())).includes(true);
    if (this.rows.length < FIRST) this.#keep(row);
    else this.passBy(row, isNew);
    if (this.rows.length === FIRST && this.#place === undefined) this.#place = this.#leading(this.rows);
  }

  /** A row below the first ones, which is kept with those that name it if it tells something. */
  passBy(row: TableRow, isTelling: boolean): void {
    const place = this.#place;
    if (place === undefined || (row.cells[place] ?? "").trim() !== "") this.#above = [];
    if (isTelling) for (const each of [...this.#above, row]) this.#keep(each);
    if (place !== undefined && this.#above.length < MOST_ABOVE) this.#above.push(row);
  }

  /** Whether no row passed by that is not among them. */
  get isWhole(): boolean {
    return this.rows.length === this.#passed;
  }

  #keep(row: TableRow): void {
    if (this.#kept.has(row.row)) return;
    this.#kept.add(row.row);
    this.rows.push(row);
  }
}

/** What a column has shown so far. */
class ColumnForms {
  readonly #texts = new Set<string>();
  readonly #forms = { words: new Set<string>(), ids: new Set<string>(), numbers: new Set<string>() };
  #filled = 0;

  /** Whether the text shows something new. */
  learn(text: string): boolean {
    if (text !== "") this.#filled += 1;
    const isAmongFirst = text !== "" && this.#filled <= LEAST_FILLED;
    if (this.#texts.has(text)) return isAmongFirst;
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    this.#texts.add(text);
    const kind = !/\d/.test(text) ? "words" : /\p{L}/u.test(text) ? "ids" : "numbers";
    const forms = this.#forms[kind];
    if (forms.size > MOST[kind]) return isAmongFirst;
    const before = forms.size;
    return forms.add(formOf(text)).size > before || isAmongFirst;
  }
}
