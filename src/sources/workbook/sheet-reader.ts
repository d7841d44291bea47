/** The rows of one sheet, in order and streaming: what its cells say, and what its formulas tell of them. */
import { problem, ProblemError } from "../../domain/problem.js";
import { MOST_COLUMNS } from "../probed.js";
import type { RawRow } from "../table-find/raw-row.js";
import type { Archive } from "./archive.js";
import { cellText } from "./cell-text.js";
import type { Contents, SheetEntry } from "./contents.js";
import { addsUpAbove, columnOf, rangeOf, type Range } from "./reference.js";
import { readXml, unescaped, type XmlListener } from "./xml.js";

/** Characters of all cells of a sheet: short texts shared by millions of cells could unpack to any size. */
const MOST_TEXT = 2 * 1024 ** 3;
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;
/** A million rows in groups of four have fewer. */
const MOST_MERGES = 300_000;

/** Rows that hold something, and the ranges of merged cells, which stand behind all rows. */
export interface ReadSheet {
  batches(): AsyncGenerator<RawRow[]>;
  /** Complete when the rows are. */
  merges: Range[];
  /** Columns that the workbook does not show, as they are written: first and last, from 0. */
  hiddenColumns: [number, number][];
}

/** Throws a ProblemError, while it is read, where the sheet is broken or larger than any sheet. */
export function readSheet(archive: Archive, contents: Contents, sheet: SheetEntry): ReadSheet {
  const listener = new SheetListener(contents, archive.file, sheet.name);
  async function* batches() {
    for await (const _ of readXml(archive, sheet.part, listener)) {
      if (listener.rows.length > 0) yield listener.rows.splice(0);
    }
  }
  return { batches, merges: listener.merges, hiddenColumns: listener.hiddenColumns };
}

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

class SheetListener implements XmlListener {
  readonly rows: RawRow[] = [];
  readonly merges: Range[] = [];
  readonly hiddenColumns: [number, number][] = [];
  #row: RawRow = { row: 0, cells: [] };
  #holds = false;
  #column = -1;
  #type = "n";
  #style = 0;
  #value: string | undefined;
  #formula: string | undefined;
  /** Of formulas that several cells share: the number, and whether the first of them adds up cells above it. */
  #shared: string | undefined;
  readonly #sharedSums = new Map<string, boolean>();
  #taking: "value" | "formula" | "none" = "none";
  #inReading = false;
  #characters = 0;

  constructor(private readonly contents: Contents, private readonly file: string, private readonly sheet: string) {}

  open(tag: string, attributes: Record<string, string>): void {
    if (tag === "c") this.#beginCell(attributes);
    else if (tag === "v") this.#take("value");
    else if (tag === "t" && !this.#inReading && this.#type === "inlineStr") this.#take("value");
    else if (tag === "f") this.#beginFormula(attributes);
    else if (tag === "row") this.#beginRow(attributes);
    else if (tag === "rPh") this.#inReading = true;
    else if (tag === "col" && isTrue(attributes["hidden"])) this.hiddenColumns.push([Number(attributes["min"]) - 1, Number(attributes["max"]) - 1]);
    else if (tag === "mergeCell") {
      const range = rangeOf(attributes["ref"] ?? "");
      if (range) this.merges.push(range);
      if (this.merges.length > MOST_MERGES) this.#refuseAsTooLarge(`the sheet '${this.sheet}' has over ${MOST_MERGES.toLocaleString("en-US")} merged ranges`);
    }
  }

  text(text: string): void {
    if (this.#taking === "value") this.#value += text;
    else if (this.#taking === "formula") this.#formula += text;
  }

  close(tag: string): void {
    if (tag === "c") this.#endCell();
    else if (tag === "row") this.#endRow();
    else if (tag === "rPh") this.#inReading = false;
    else if (tag === "v" || tag === "t" || tag === "f") this.#taking = "none";
  }

  #beginRow(attributes: Record<string, string>): void {
    const row = attributes["r"] === undefined ? this.#row.row + 1 : Number(attributes["r"]);
    if (!(row > this.#row.row && row <= MOST_ROWS)) throw new Error(`row ${attributes["r"]} of the sheet '${this.sheet}' is out of order`);
    this.#row = { row, cells: [], ...(isTrue(attributes["hidden"]) ? { hidden: true } : {}) };
    this.#holds = false;
    this.#column = -1;
  }

  #endRow(): void {
    if (this.#holds) this.rows.push(this.#row);
  }

  #beginCell(attributes: Record<string, string>): void {
    this.#column = attributes["r"] === undefined ? this.#column + 1 : columnOf(attributes["r"]);
    this.#type = attributes["t"] ?? "n";
    this.#style = Number(attributes["s"] ?? 0);
    this.#value = undefined;
    this.#formula = undefined;
    this.#shared = undefined;
  }

  #beginFormula(attributes: Record<string, string>): void {
    this.#formula = "";
    this.#taking = "formula";
    this.#shared = attributes["t"] === "shared" ? attributes["si"] : undefined;
  }

  #take(what: "value"): void {
    this.#taking = what;
    this.#value ??= "";
  }

  #endCell(): void {
    const value = this.#value ?? "";
    const isFormula = this.#formula !== undefined;
    if (isFormula && value === "" && this.#type === "n") {
      (this.#row.unvalued ??= []).push(this.#column);
      this.#holds = true;
    } else if (value !== "") {
      const format = this.contents.formats[this.#style] ?? "number";
      const text = this.#type === "inlineStr" || this.#type === "str" ? unescaped(value) : value;
      this.#put(cellText({ type: this.#type, value: text, format }, this.contents.texts, this.contents.from1904));
    }
    if (isFormula && this.#addsUp()) (this.#row.sums ??= []).push(this.#column);
  }

  #addsUp(): boolean {
    const own = this.#formula === "" ? false : addsUpAbove(this.#formula!);
    if (this.#shared === undefined) return own;
    if (this.#formula !== "") this.#sharedSums.set(this.#shared, own);
    return this.#sharedSums.get(this.#shared) ?? false;
  }

  #put(text: string): void {
    if (!(this.#column >= 0)) throw new Error(`row ${this.#row.row} of the sheet '${this.sheet}' has a cell without a place`);
    if (text === "") return;
    if (this.#column >= MOST_COLUMNS) this.#refuseColumns();
    this.#characters += text.length;
    if (this.#characters > MOST_TEXT) this.#refuseAsTooLarge(`the cells of the sheet '${this.sheet}' hold over ${MOST_TEXT.toLocaleString("en-US")} characters`);
    if (text.length > LONGEST_CELL) this.#row.tooLong = this.#column;
    const cells = this.#row.cells;
    while (cells.length < this.#column) cells.push("");
    cells[this.#column] = text.length > LONGEST_CELL ? text.slice(0, 1000) : text;
    if (text.trim() !== "") this.#holds = true;
  }

  #refuseAsTooLarge(reason: string): never {
    throw new ProblemError([problem("workbook-too-large", { file: this.file, reason }, { file: this.file })]);
  }

  #refuseColumns(): never {
    throw new ProblemError([problem("too-many-columns", { file: this.file, columns: this.#column + 1, most: MOST_COLUMNS }, { file: this.file, row: this.#row.row })]);
  }
}
