/** A board table worked out again: each stated figure beside what it should be, and the near formulas that give it as it is stated. No book is needed. */
import { boardFigure, boardFigures, boardInputTitles, type BoardFigure, type BoardInput } from "../catalogue/board-figures.js";
import { boardFigureOf } from "../catalogue/board-names.js";
import { decimalText } from "../domain/money.js";
import { nearest, problem, ProblemError } from "../domain/problem.js";
import { readGrid, type RawGrid } from "../sources/raw-grid.js";
import { scaleIn } from "../sources/reading/title-words.js";
import type { NumberStyle } from "../sources/reading/number-style.js";
import { safeText } from "../sources/safe-text.js";
import { boardStyle, isDash, isUnstated, looksLikeNumber, readBoardNumber, type BoardNumber } from "./board-number.js";
import { inOrder, periodsBefore } from "./board-period.js";
import { boardNamesIn, readBoard, type BoardCell, type BoardTable } from "./board-table.js";
import { boardNotes } from "./board-notes.js";
import { readAsReport } from "./board-report.js";
import { Database, type Row } from "./database.js";
import { sqlFile } from "./sql-file.js";

export interface VerifyTableOptions {
  /** The mark before decimals, where the table leaves it open. */
  decimal?: "." | "," | undefined;
}

/** yes; no; within_rounding: not as it stands, but rounding of the amounts may be all; taken: an amount that others are worked out from; worked_out: not stated; unchecked: `reason` says why. */
export type CellVerdict = "yes" | "no" | "within_rounding" | "taken" | "worked_out" | "unchecked";

export interface VerifiedCell {
  /** "" where the table names no period. */
  period: string;
  /** As the table names it. */
  name: string;
  /** The figure that the name is read as; null where there is none of that name. */
  figure: string | null;
  title: string | null;
  /** As it is written; null where it was worked out. */
  stated: string | null;
  /** Exact text: of shares and multiples six decimals, of amounts two; null where nothing can be said. */
  should_be: string | null;
  /** The same as a person reads it. */
  shown: string | null;
  agrees: CellVerdict;
  reason: string | null;
  /** All near formulas that give the figure as it is stated. */
  near: { name: string; formula: string }[];
  row: number | null;
  column: number | null;
}

export interface TableVerification {
  file: string;
  /** False where a figure is another than it should be. */
  agrees: boolean;
  /** How many cells were compared. */
  compared: number;
  cells: VerifiedCell[];
  /** How the table was read, where it could be read otherwise. */
  notes: string[];
}

/** A formula that is not the figure's own and is met under its name. */
export interface NearFormula {
  figure: string;
  title: string;
  name: string;
  formula: string;
}

/** A cell that is read as a figure. */
export interface ReadCell extends BoardCell {
  figure: BoardFigure | undefined;
  number: BoardNumber;
  /** The amount of the period that it states, or is a part of. */
  input: BoardInput | undefined;
  /** Part of a figure that is stated as a whole, too. */
  isSpare: boolean;
  /** The power of ten that the words of the table give an amount that says none itself. */
  scale: number;
  /** A share that is written without a percent sign. */
  isBareShare: boolean;
}

/**
 * Works a board table out again.
 * @param table a CSV, TSV, Markdown, JSON or XLSX file, `-` for standard input, or rows of texts
 * @throws ProblemError where it can't be read, names no figure, or holds a value that is no number
 */
export async function verifyTable(table: string | readonly (readonly string[])[], options: VerifyTableOptions = {}): Promise<TableVerification> {
  const grid: RawGrid = typeof table === "string" ? await readGrid(table) : { file: "the table", sheets: [{ name: "", rows: table.map((cells, at) => ({ row: at + 1, cells: [...cells] })) }] };
  const sheet = grid.sheets.reduce((most, each) => (boardNamesIn(each.rows) > boardNamesIn(most.rows) ? each : most));
  const board = timeOrdered(readBoard(sheet.rows, grid.file));
  refuseUnfit(board, grid.file);
  const read = readCells(board, grid.file, options.decimal, sheet.name);
  const cells = await withEngine((db) => verified(db, board, read));
  const compared = cells.filter(({ agrees }) => agrees === "yes" || agrees === "no" || agrees === "within_rounding");
  return { file: grid.file, agrees: cells.every(({ agrees }) => agrees !== "no"), compared: compared.length, cells, notes: boardNotes(board, read, grid.sheets.length > 1 ? sheet.name : undefined) };
}

/** The near formulas that a stated figure is held against. */
export async function nearFormulas(): Promise<NearFormula[]> {
  return withEngine(async (db) => {
    await settle(db, [], [{ period_no: 0, before_no: null }]);
    const rows = await db.rows("select figure, near, formula from near_figure order by rowid");
    const order = boardFigures.map(({ name }) => name);
    return rows.map((row) => ({ figure: String(row["figure"]), title: boardFigure(String(row["figure"])).title, name: String(row["near"]), formula: String(row["formula"]) }))
      .sort((one, other) => order.indexOf(one.figure) - order.indexOf(other.figure));
  });
}

async function withEngine<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = await Database.start();
  try {
    await db.mean(["macro", "formula", "figure"]);
    return await work(db);
  } finally {
    db.close();
  }
}

/** Forty years of months, or three of a dozen groups. */
const mostPeriods = 480;

function timeOrdered(board: BoardTable): BoardTable {
  const order = inOrder(board.periods);
  return { ...board, periods: order.map((at) => board.periods[at]!), groups: order.map((at) => board.groups[at]!), cells: board.cells.map((cell) => ({ ...cell, period: order.indexOf(cell.period) })) };
}

/** `2025-11 SMB`. */
const periodName = ({ periods, groups }: BoardTable, at: number): string => [periods[at]!, groups[at]!].filter((part) => part !== "").join(" ");

function refuseUnfit(board: BoardTable, file: string): void {
  const periods = board.periods.map((_, at) => periodName(board, at));
  if (periods.length > mostPeriods) throw new ProblemError([problem("board-too-large", { file }, { file })]);
  const twice = periods.find((period, at) => periods.indexOf(period) !== at);
  if (twice !== undefined) throw new ProblemError([problem("board-period-twice", { period: safeText(twice) }, { file })]);
}

function readCells(board: BoardTable, file: string, decimal: "." | "," | undefined, sheet: string): ReadCell[] {
  const stated = board.cells.filter(({ text }) => !isUnstated(text));
  const style = boardStyle(stated.map(({ text }) => text).filter(looksLikeNumber), decimal, file);
  const scale = [...board.words, sheet].map(scaleIn).find((each) => each !== undefined);
  const read = stated.flatMap((cell) => readCell(cell, style, scale === undefined ? 0 : scale === "thousands" ? 3 : 6, board, file));
  return withParts(readAsReport(asAmounts(read), board), board, file);
}

const amountOf: Readonly<Record<string, string>> = { new_customers: "new", lost_customers: "churn" };

/** `Lost customers` is what they paid where nothing else in the table is churn, and it counts no customers, or no head count is told in money or in parts. */
function asAmounts(cells: ReadCell[]): ReadCell[] {
  const has = (period: number, ...names: string[]) => cells.some((cell) => cell.period === period && names.includes(cell.figure?.name ?? ""));
  const areAmounts = cells.some(({ figure, number }) => amountOf[figure?.name ?? ""] !== undefined && (number.isMoney || number.power < 0));
  return cells.map((cell) => {
    const amount = amountOf[cell.figure?.name ?? ""];
    if (amount === undefined || has(cell.period, amount) || (!areAmounts && has(cell.period, "opening_customers", "closing_customers"))) return cell;
    return { ...cell, figure: boardFigure(amount), input: boardFigure(amount).input, number: { ...cell.number, power: cell.number.power + cell.scale } };
  });
}

const nothing: BoardNumber = { digits: "0", power: 0, isPercent: false, isTimes: false, isMoney: false, isScaled: false };

function readCell(cell: BoardCell, style: NumberStyle, scale: number, board: BoardTable, file: string): ReadCell[] {
  const found = isDash(cell.text) ? nothing : readBoardNumber(cell.text, style);
  const beside = { isPercent: found?.isPercent ?? false, isMoney: found?.isMoney ?? false, isLarge: found !== undefined && /^-?[1-9]\d{3}/.test(wholePart(found)) };
  const named = boardFigureOf(cell.name, beside);
  if (isDash(cell.text) && named?.figure.input === undefined) return [];
  if (found === undefined) {
    if (named === undefined && !/\d/.test(cell.text)) return [];
    throw new ProblemError([problem("board-number", { name: safeText(cell.name), period: safeText(periodName(board, cell.period)), value: safeText(cell.text) }, { file, row: cell.row, column: cell.column, value: safeText(cell.text) })]);
  }
  const figure = named?.figure;
  const isBareShare = figure?.kind === "share" && !found.isPercent && isInPercent(cell.name, figure, found);
  const scaled = found.isScaled ? 0 : scale;
  const power = found.power + (figure?.kind === "amount" ? scaled : 0) - (isBareShare ? 2 : 0);
  const digits = figure?.isLoss ? found.digits.replace("-", "") : found.digits;
  return [{ ...cell, figure, number: { ...found, digits, power }, input: figure?.input, isSpare: named?.isPart ?? false, scale: scaled, isBareShare }];
}

/** The digits before the point. */
const wholePart = ({ digits, power }: BoardNumber): string => (power >= 0 ? `${digits}${"0".repeat(power)}` : digits.slice(0, power));

/** 8.0 for 8.0%: shares over one are none, and retention of several hundred percent is not met as a multiple. */
function isInPercent(name: string, { name: figure }: BoardFigure, number: BoardNumber): boolean {
  if (/%|\b(?:percent|percentage|pct)\b/i.test(name)) return true;
  const whole = Number(wholePart(number).replace("-", "") || "0");
  return ["growth", "nrr", "grr", "logo_retention", "net_churn_rate"].includes(figure) ? whole >= 3 : whole >= 1;
}

/** Parts stand for the whole where nothing else does; of two wholes nobody knows which is meant. */
function withParts(cells: ReadCell[], board: BoardTable, file: string): ReadCell[] {
  const whole = (cell: ReadCell) => cells.filter((other) => other.figure === cell.figure && other.figure !== undefined && other.period === cell.period && !other.isSpare);
  for (const cell of cells) {
    const [first, second] = cell.isSpare ? [] : whole(cell);
    if (first === undefined || second === undefined) continue;
    const shown = (each: ReadCell) => `${safeText(each.name)} ${safeText(each.text)} (row ${each.row})`;
    throw new ProblemError([problem("board-figure-twice", { figure: cell.figure!.title, period: safeText(periodName(board, cell.period)), first: shown(first), second: shown(second) }, { file, row: second.row, column: second.column })]);
  }
  return cells.map((cell) => ({ ...cell, input: cell.isSpare && whole(cell).length > 0 ? undefined : cell.input }));
}

const leastPower = { amount: -4, count: -4, share: -11, times: -9 } as const;

/** At least as many decimals as are stated, and enough to see a difference; amounts in the unit of the table. */
function shownPower({ kind }: BoardFigure, { power }: BoardNumber, scale: number): number {
  if (kind === "share") return Math.max(Math.min(power, -3), leastPower.share);
  return kind === "times" ? Math.max(Math.min(power, -2), leastPower.times) : Math.max(Math.min(power, scale - 2), leastPower.amount);
}

async function settle(db: Database, cells: readonly Record<string, unknown>[], board: readonly Record<string, unknown>[]): Promise<void> {
  const params = { cells: JSON.stringify(cells), board: JSON.stringify(board) };
  for (const name of ["stated", "settled", "right_figure", "near_balance", "near_retention", "near_share"]) await db.runFile(`verify/${name}`, params);
}

async function verified(db: Database, board: BoardTable, read: readonly ReadCell[]): Promise<VerifiedCell[]> {
  const before = board.isChained ? periodsBefore(board.periods, board.groups) : board.periods.map(() => undefined);
  const told = read.flatMap((cell, cell_no) => {
    const { figure, number, input } = cell;
    if (figure === undefined || (cell.isSpare && input === undefined)) return [];
    return [{ cell_no, period_no: cell.period, figure: cell.isSpare ? "" : figure.name, input: input ?? null, digits: number.digits, power: number.power, least_power: leastPower[figure.kind], shown_power: shownPower(figure, number, scaleOf(cell)) }];
  });
  await settle(db, told, board.periods.map((_, at) => ({ period_no: at, before_no: before[at] ?? null })));
  const compared = new Map((await db.rows(sqlFile("verify/compared"))).map((row) => [Number(row["cell_no"]), row]));
  const settled = await db.rows("select * from settled where corner = 0 order by period_no");
  const cells = read.map((cell, at) => verifiedCell(cell, board, compared.get(at), settled[cell.period]!, before[cell.period]));
  return board.periods.flatMap((_, period) => [...cells.filter((_cell, at) => read[at]!.period === period), ...workedOut(settled[period]!, board, read.filter((cell) => cell.period === period))]);
}

function verifiedCell(cell: ReadCell, board: BoardTable, compared: Row | undefined, settled: Row, before: number | undefined): VerifiedCell {
  const { figure } = cell;
  const given = { period: periodName(board, cell.period), name: cell.name, figure: figure?.name ?? null, title: figure?.title ?? null, stated: cell.text, row: cell.row, column: cell.column };
  const plain = (agrees: CellVerdict, reason: string | null): VerifiedCell => ({ ...given, should_be: null, shown: null, agrees, reason, near: [] });
  if (figure === undefined) return plain("unchecked", unknownName(cell.name));
  if (cell.isSpare) return cell.input === undefined ? plain("unchecked", `a part of ${figure.title}, which is stated as a whole`) : plain("taken", `a part of ${figure.title}`);
  if (compared === undefined || (figure.needs.length === 0 && compared["is_known"] !== true)) return plain("taken", null);
  if (compared["is_known"] !== true) return plain("unchecked", lackOf(figure, settled));
  if (compared["is_defined"] !== true) return plain("unchecked", "it is undefined, as what it is divided by is not above zero");
  const near = (compared["nears"] as { near: string; formula: string }[]).map((each) => ({ name: each.near, formula: each.formula }));
  const agrees = compared["agrees"] as CellVerdict;
  const reason = agrees !== "yes" && before !== undefined && figure.name.startsWith("opening") ? `it is the ending of ${periodName(board, before)}` : null;
  return { ...given, should_be: exactText(String(compared["exact"]), figure), shown: shownText(String(compared["shown"]), shownPower(figure, cell.number, scaleOf(cell)), cell), agrees, reason, near };
}

function unknownName(name: string): string {
  const near = nearest(name, boardFigures.map(({ title }) => title));
  return `no figure of this name is known here${near === undefined || near.toLowerCase() === name.toLowerCase() ? "" : `; did you mean ${near}?`}`;
}

/** Which amounts are not known; or, of an ending, what was worked out from it and so can't speak against it. */
function lackOf({ name, needs }: BoardFigure, settled: Row): string {
  const lacking = needs.filter((input) => settled[input] === null);
  if (lacking.length > 0) return lacking.map((input) => `no ${boardInputTitles[input]}`).join(", ");
  return `what was not stated is worked out from ${name === "closing" || name === "closing_customers" ? "it" : "the ending"}`;
}

const countInputs: readonly string[] = ["opening_customers", "new_customers", "lost_customers", "other_customers", "closing_customers"];

/** What is nothing where nobody states it. */
const neverLacking: readonly string[] = ["net_new", "reactivation", "product_loss", "other_customers"];

/** Amounts of the period that nobody stated and that follow from the others. */
function workedOut(settled: Row, board: BoardTable, read: readonly ReadCell[]): VerifiedCell[] {
  const inputs = boardFigures.filter(({ input, name }) => input === name && !neverLacking.includes(name));
  return inputs.flatMap((figure): VerifiedCell[] => {
    const units = settled[figure.name];
    if (units === null || units === undefined || read.some(({ input }) => input === figure.name)) return [];
    const value = decimalText(BigInt(String(units)), 5);
    const scale = Math.max(0, ...read.map(scaleOf));
    return [{ period: periodName(board, Number(settled["period_no"])), name: figure.title, figure: figure.name, title: figure.title, stated: null, should_be: countInputs.includes(figure.name) ? value.replace(/\.0+$/, "") : value.slice(0, -3), shown: trimmed(countInputs.includes(figure.name) ? value : decimalText(BigInt(String(units)), 5 + scale)), agrees: "worked_out", reason: null, near: [], row: null, column: null }];
  });
}

const exactText = (digits: string, { kind }: BoardFigure): string => {
  const text = decimalText(BigInt(digits), 6);
  return kind === "amount" ? text.slice(0, -4) : kind === "count" ? text.replace(/\.0+$/, "") : text;
};

const trimmed = (decimal: string): string => {
  const [whole = "", decimals = ""] = decimal.split(".");
  const kept = decimals.replace(/0+$/, "");
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}${kept === "" ? "" : `.${kept.padEnd(2, "0")}`}`;
};

/** The power of ten by which an amount is told smaller than it is. */
const scaleOf = ({ figure, scale }: ReadCell): number => (figure?.kind === "amount" ? scale : 0);

function shownText(digits: string, power: number, cell: ReadCell): string {
  if (cell.figure?.kind === "share") return `${decimalText(BigInt(digits), -power - 2)}%`;
  const scale = scaleOf(cell);
  const text = decimalText(BigInt(`${digits}${"0".repeat(Math.max(0, power - scale))}`), Math.max(0, scale - power));
  return cell.figure?.kind === "times" ? `${text}x` : trimmed(text);
}
