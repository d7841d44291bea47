/** A sheet turned into words: what stands in which cell, before anything is known of the width or the colours of a page. */
import type { Column, ColumnType, ReportRow } from "../catalogue/index.js";
import { ratioUnit, type RatioUnit } from "../catalogue/ratio-units.js";
import { grouped, indexText, monthsText, percentText, pointsText, readDecimalText, timesText } from "./number-text.js";
import { chainOf, isOverTime, type Sheet } from "./sheet.js";

/** strong: a balance; faint: nothing happened; loss and gain: the sign of a movement. */
export type Tone = "strong" | "faint" | "loss" | "gain" | "usual";

export interface Cell {
  text: string;
  tone: Tone;
}

export interface GridColumn {
  /** Of the sheet's column, or "" for one that is made here. */
  name: string;
  head: string;
  type?: ColumnType;
  align: "left" | "right";
  /** No line under its head: it has none. */
  isBare?: true;
  /** It stands beside the figure before it, and is nothing without it. */
  isBeside?: true;
  /** Words that are read whole. */
  isProse?: true;
  /** Nothing but zeros, or nothing at all. */
  isSilent?: true;
}

export interface Grid {
  columns: GridColumn[];
  rows: Cell[][];
  /** Rows with a line above them. */
  ruled: ReadonlySet<number>;
  /** By row: prose that stands below it, over the whole width. */
  below?: ReadonlyMap<number, string[]>;
}

const ratioTexts: Readonly<Record<RatioUnit, (ratio: string) => string>> = { percent: percentText, points: pointsText, times: timesText, months: monthsText, index: indexText };

/** Numbers as they were written, in whatever currency: text to the sheet, figures to the eye. */
const writtenNumbers: ReadonlySet<string> = new Set(["amount", "quantity"]);

export const undefinedText = "n/a";

/** The columns worth a reader's eye: movements that and tallies that are zero throughout and lists' columns that are empty throughout are left out. */
export function shownColumns(sheet: Sheet): Column[] {
  if (sheet.rows.length === 0) return sheet.columns;
  const chain = sheet.shape === "periods" ? chainOf(sheet.columns) : undefined;
  return sheet.columns.filter((column, at) => {
    const values = besideEachOther(sheet.columns, at).flatMap(({ name }) => sheet.rows.map((row) => row[name]));
    const isMovement = chain !== undefined && at > chain.opening && at < chain.closing && column.kind === "flow";
    const isTally = (sheet.shape === "plain" || sheet.shape === "apart") && column.type === "count" && column.kind === "flow";
    if (isMovement || isTally) return values.some((value) => !isZero(value));
    if (column.name === "unit" && sheet.columns.some(({ type }) => type === "figure")) return false;
    return isNumber(column) || at === 0 || values.some((value) => value !== null && value !== undefined && value !== "");
  });
}

/** A column with those that stand beside it: they are shown together or not at all. */
function besideEachOther(columns: readonly Column[], at: number): Column[] {
  const first = columns.findLastIndex((column, place) => place <= at && column.beside === undefined);
  const next = columns.findIndex((column, place) => place > first && column.beside === undefined);
  return columns.slice(first, next < 0 ? columns.length : next);
}

/** What stands beside a figure need not name it again. */
const headOf = ({ title, beside }: Column): string => (beside === undefined ? title : title.split(", ").at(-1)!);

/** One row a row. */
export function gridOf(sheet: Sheet, columns: Column[] = shownColumns(sheet)): Grid {
  const withCents = hasCents(sheet, columns);
  return {
    columns: columns.map((column) => ({ name: column.name, head: headOf(column), type: column.type, align: isNumber(column) || writtenNumbers.has(column.name) ? "right" : "left", ...(column.beside === undefined ? {} : { isBeside: true }), ...(column.isProse === true ? { isProse: true } : {}), ...(sheet.rows.every((row) => isZero(row[column.name])) ? { isSilent: true } : {}) })),
    rows: sheet.rows.map((row) => columns.map((column) => cellOf(row, column, withCents, sheet))),
    ruled: new Set(),
  };
}

/** One row of nothing but figures, each on a line of its own. */
export function figuresDown(sheet: Sheet): Grid {
  const columns = shownColumns(sheet);
  const withCents = hasCents(sheet, columns);
  return {
    columns: [{ name: "", head: "", align: "left" }, { name: "", head: sheet.currency ?? "", align: "right" }],
    rows: columns.map((column) => [{ text: column.title, tone: "usual" }, cellOf(sheet.rows[0]!, column, withCents, sheet)]),
    ruled: new Set(),
  };
}

/** The rows across and the figures down, as a board reads a waterfall; `from` and `to` choose rows. */
export function transposed(sheet: Sheet, from = 0, to = sheet.rows.length): Grid {
  const columns = shownColumns(sheet);
  const withCents = hasCents(sheet, columns);
  const rows = sheet.rows.slice(from, to);
  const label = columns[0]!;
  const figures = columns.slice(1);
  const chain = sheet.shape === "periods" ? chainOf(columns) : undefined;
  const isInside = (column: Column) => chain !== undefined && column.kind === "flow" && between(columns.indexOf(column), chain);
  const isBalance = (column: Column) => chain !== undefined && [chain.opening, chain.closing].includes(columns.indexOf(column));
  return {
    columns: [{ name: "", head: "", align: "left" }, ...rows.map((row): GridColumn => ({ name: "", head: String(row[label.name] ?? ""), align: "right" }))],
    rows: figures.map((column) => [
      { text: `${isInside(column) ? "  " : ""}${column.beside === undefined ? "" : "  "}${headOf(column)}`, tone: isBalance(column) ? "strong" : "usual" },
      ...rows.map((row) => cellOf(row, column, withCents, sheet)),
    ]),
    ruled: new Set(chain && chain.closing > chain.opening + 1 ? [figures.indexOf(columns[chain.closing]!)] : []),
  };
}

/** The columns in front of the first figure that name what a row is of, but for the period. */
export function groupColumns({ columns, shape }: Pick<Sheet, "columns" | "shape">): Column[] {
  const first = columns.findIndex(isNumber);
  return first < 0 ? [] : columns.slice(isOverTime(shape) ? 1 : 0, first);
}

const between = (at: number, { opening, closing }: { opening: number; closing: number }): boolean => at > opening && at < closing;

export const isNumber = (column: Column): boolean => column.type === "money" || column.type === "count" || column.type === "ratio" || column.type === "figure";

const isZero = (value: ReportRow[string] | undefined): boolean => value === null || value === undefined || value === "" || /^-?0(\.0+)?$/.test(String(value));

/** Cents are shown if any amount has some. */
function hasCents(sheet: Sheet, columns: Column[]): boolean {
  const money = columns.filter((column) => column.type === "money");
  return sheet.rows.some((row) => money.some((column) => /\.\d*[1-9]/.test(String(row[column.name] ?? ""))));
}

function cellOf(row: ReportRow, column: Column, withCents: boolean, sheet: Sheet): Cell {
  const value = row[column.name];
  const text = column.type === "figure" ? figureText(value, String(row["unit"] ?? "")) : cellText(value, column, withCents);
  return { text, tone: toneOf(value, text, column, sheet) };
}

function cellText(value: ReportRow[string] | undefined, column: Column, withCents: boolean): string {
  if (value === null || value === undefined) return column.type === "ratio" && value === null ? undefinedText : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (column.type === "money") return grouped(withCents || readDecimalText(String(value)).places === 0 ? String(value) : String(value).replace(/\.\d+$/, ""));
  if (column.type === "ratio") return ratioTexts[ratioUnit(column)](String(value));
  const isWritten = writtenNumbers.has(column.name) && /^-?\d+(\.\d+)?$/.test(String(value));
  return column.type === "count" || isWritten ? grouped(String(value)) : String(value) || (column.blank ?? "");
}

/** A figure of a row that says its own unit. */
function figureText(value: ReportRow[string] | undefined, unit: string): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  if (unit === "percent") return percentText(text);
  if (unit === "times") return timesText(text);
  if (unit === "months") return `${monthsText(text)} months`;
  return `${grouped(text.replace(/\.0+$/, ""))}${unit === "count" ? "" : ` ${unit}`}`;
}

function toneOf(value: ReportRow[string] | undefined, text: string, column: Column, sheet: Sheet): Tone {
  if (value === null || value === undefined) return "faint";
  if (!isNumber(column)) return column.name === "passed" && text === "no" ? "loss" : "usual";
  if (column.kind === "flow" && isZero(value)) return "faint";
  if (column.kind === "flow" && /^>?-/.test(text)) return "loss";
  const chain = sheet.shape === "periods" ? chainOf(sheet.columns) : undefined;
  const at = sheet.columns.findIndex((c) => c.name === column.name);
  return chain && (at === chain.opening || at === chain.closing) ? "strong" : "usual";
}
