/** Names, periods and cells of a board table, whichever way it lies: names down with one value or a column a period, or names across with a row a period. */
import { isBoardName } from "../catalogue/board-names.js";
import { dimensionNames } from "../catalogue/dimensions.js";
import { problem, ProblemError } from "../domain/problem.js";
import type { GridRow } from "../sources/raw-grid.js";
import { safeText } from "../sources/safe-text.js";
import { looksLikePeriodName } from "./board-period.js";
import { isDash, isUnstated, looksLikeNumber } from "./board-number.js";

export interface BoardCell {
  name: string;
  /** Which of the periods, from 0. */
  period: number;
  text: string;
  row: number;
  /** From 1. */
  column: number;
}

export interface BoardTable {
  /** As they are named; "" where there is one without a name. */
  periods: string[];
  /** Of each period, whose it is where a table has several rows of one: "SMB". */
  groups: string[];
  /** False where whom a group holds is told anew in each period, so that none begins with the ending of another. */
  isChained: boolean;
  cells: BoardCell[];
  /** What stands above and beside the figures and may say that they are in thousands. */
  words: string[];
  /** Columns of words, which are not read. */
  passedOver: string[];
}

/** @throws ProblemError where there is no table, or nothing in it is named as a figure is */
export function readBoard(given: readonly GridRow[], file: string): BoardTable {
  const rows = given.map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.replace(/\s+/g, " ").trim().replace(/(?<=\p{L})\s?:$/u, "")) })).filter(({ cells }) => cells.some((cell) => cell !== ""));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const down = best(range(width).map((column) => ({ at: column, count: namesDown(rows, column).length })));
  const across = best(rows.map((row, at) => ({ at, count: namesAcross(rows, at, row.cells) })));
  const isBlank = !rows.some(({ cells }) => cells.filter((cell) => cell !== "").length > 1) && !rows.some(({ cells }) => cells.some((cell) => looksLikeNumber(cell)));
  if (isBlank) throw new ProblemError([problem("board-empty", { file }, { file })]);
  if (Math.max(down.count, across.count) === 0) throw new ProblemError([problem("board-no-names", { file, found: foundNames(rows), known }, { file })]);
  return down.count >= across.count ? tableDown(rows, down.at, width) : tableAcross(rows, across.at, width);
}

/** How many names of figures a sheet has: the board table of a workbook is where most are. */
export function boardNamesIn(rows: readonly GridRow[]): number {
  return rows.reduce((most, { cells }) => Math.max(most, cells.filter(isBoardName).length), rows.filter(({ cells }) => isBoardName(cells.find((cell) => cell.trim() !== "") ?? "")).length);
}

const known = "Beginning ARR, New, Expansion, Contraction, Churn, Reactivation, Ending ARR, Net new, Growth, NRR, GRR, churn rates, shares of additions, Quick ratio, customers and ARR per customer";
const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const best = (found: { at: number; count: number }[]) => found.reduce((most, each) => (each.count > most.count ? each : most), { at: 0, count: 0 });
const foundNames = (rows: readonly GridRow[]): string => [...new Set(rows.flatMap(({ cells }) => cells.slice(0, 12)).filter((cell) => cell !== "" && !looksLikeNumber(cell)))].slice(0, 6).map(safeText).join(", ");

/** Rows whose cell in this column names a figure that has a value behind it; a row of periods is a header, whatever stands before it. */
function namesDown(rows: readonly GridRow[], column: number): GridRow[] {
  return rows.filter(({ cells }) => isBoardName(cells[column] ?? "") && !isHeader(cells, column) && cells.slice(column + 1).some((cell) => looksLikeNumber(cell) || isDash(cell)));
}

/** Cells of a row that name figures with a value below. */
const namesAcross = (rows: readonly GridRow[], at: number, names: readonly string[]): number =>
  names.filter((name, column) => isBoardName(name) && rows.slice(at + 1).some(({ cells }) => looksLikeNumber(cells[column] ?? ""))).length;

function isHeader(cells: readonly string[], column: number): boolean {
  const behind = cells.slice(column + 1).filter((cell) => cell !== "");
  return behind.every((cell) => looksLikePeriodName(cell) || !looksLikeNumber(cell)) && !/begin|open|start|end|clos|new|churn|lost|custom|logo/i.test(cells[column] ?? "");
}

function tableDown(rows: readonly GridRow[], label: number, width: number): BoardTable {
  const named = namesDown(rows, label);
  const first = rows.findIndex(({ cells }) => (cells[label] ?? "") !== "" && !isHeader(cells, label) && cells.slice(label + 1).some((cell) => (isBoardName(cells[label] ?? "") ? cell !== "" : looksLikeNumber(cell) && !looksLikePeriodName(cell))));
  const header = rows.slice(0, first).findLast(({ cells }) => cells.slice(label + 1).some((cell) => cell !== "" && (!looksLikeNumber(cell) || looksLikePeriodName(cell))));
  const body = rows.filter((row) => row !== header && rows.indexOf(row) >= first && (row.cells[label] ?? "") !== "");
  const columns = range(width).slice(label + 1).filter((column) => body.some(({ cells }) => (cells[column] ?? "") !== ""));
  const isValues = (column: number) => {
    const filled = named.map(({ cells }) => cells[column] ?? "").filter((text) => !isUnstated(text) && !isDash(text));
    return filled.filter(looksLikeNumber).length * 2 > filled.length || (filled.length === 0 && named.some(({ cells }) => isDash(cells[column] ?? "")));
  };
  const values = columns.filter(isValues);
  const periods: string[] = [];
  const periodOf = new Map<number, number>();
  for (const column of values) {
    const name = header?.cells[column] ?? "";
    const besideAmounts = periods.length > 0 && !looksLikePeriodName(name) && body.every(({ cells }) => isUnstated(cells[column] ?? "") || (cells[column] ?? "").includes("%")) && body.some(({ cells }) => (cells[column - 1] ?? "") !== "");
    if (!besideAmounts) periods.push(values.length === 1 && !looksLikePeriodName(name) ? "" : name || `column ${column + 1}`);
    periodOf.set(column, periods.length - 1);
  }
  const cells = body.flatMap(({ row, cells: texts }) => values.map((column) => ({ name: texts[label]!, period: periodOf.get(column)!, text: texts[column] ?? "", row, column: column + 1 })));
  const words = [...rows.slice(0, first).flatMap((row) => row.cells)].filter((text) => text !== "");
  return { periods: alone(periods), groups: periods.map(() => ""), isChained: true, cells: cells.filter(({ text }) => text !== ""), words, passedOver: columns.filter((column) => !values.includes(column)).map((column) => header?.cells[column] || `column ${column + 1}`) };
}

/** One period needs no name that is none. */
const alone = (periods: string[]): string[] => (periods.length === 1 && !looksLikePeriodName(periods[0]!) ? [""] : periods);

/** Groups of what a payer or a line is at the opening of each period. */
const toldAnew: readonly string[] = dimensionNames.filter((name) => name !== "cohort");

function tableAcross(rows: readonly GridRow[], at: number, width: number): BoardTable {
  const header = rows[at]!;
  const body = rows.slice(at + 1).filter(({ cells }) => header.cells.some((name, column) => isBoardName(name) && (cells[column] ?? "") !== ""));
  const textAt = (column: number) => body.map(({ cells }) => cells[column] ?? "").filter((text) => text !== "");
  const unnamed = range(width).filter((column) => !isBoardName(header.cells[column] ?? "") && textAt(column).length > 0);
  const period = unnamed.find((column) => /^(?:|.*\b(?:period|month|quarter|year|date|week|fy)\b.*)$/i.test(header.cells[column] ?? "") || !textAt(column).every(looksLikeNumber));
  const periods = body.map(({ cells, row }) => (period === undefined ? (body.length === 1 ? "" : `row ${row}`) : cells[period] || `row ${row}`));
  const isWords = (column: number) => !isBoardName(header.cells[column] ?? "") && !textAt(column).some(looksLikeNumber);
  const isRepeated = new Set(periods).size < periods.length;
  const firstFigure = header.cells.findIndex((name) => isBoardName(name));
  const grouping = isRepeated && period !== undefined ? range(firstFigure).filter((column) => column > period && header.cells[column] !== "") : [];
  const columns = range(width).filter((column) => column !== period && !grouping.includes(column) && textAt(column).length > 0);
  const cells = body.flatMap(({ row, cells: texts }, number) => columns.filter((column) => !isWords(column)).map((column) => ({ name: header.cells[column] || `column ${column + 1}`, period: number, text: texts[column] ?? "", row, column: column + 1 })));
  const words = [...rows.slice(0, at).flatMap((row) => row.cells), header.cells[period ?? -1] ?? ""].filter((text) => text !== "");
  return { periods, groups: body.map(({ cells: texts }) => grouping.map((column) => texts[column] || "(none)").join(", ")), isChained: !grouping.some((column) => toldAnew.includes(header.cells[column]!)), cells: cells.filter(({ text }) => text !== ""), words: [...words, ...header.cells.filter((name) => /\(.*\)|\bin\b/.test(name))], passedOver: columns.filter(isWords).map((column) => header.cells[column] || `column ${column + 1}`) };
}
