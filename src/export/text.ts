/** An answer as a person reads it in a terminal. */
import { withBars } from "./bar.js";
import { drawn, gridWidth, type Ink } from "./draw.js";
import { fitted, wrappedGrid } from "./fit.js";
import { figuresDown, gridOf, groupColumns, isNumber, shownColumns, transposed, type Grid } from "./grid.js";
import { titleOf } from "./heading.js";
import { inUnits, type Unit } from "./in-units.js";
import { plain } from "./paint.js";
import { canStandAcross, chainOf, footOf, isOverTime, type Sheet } from "./sheet.js";
import { leftOutNote, spreadOver } from "./spread.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

export interface Page extends Ink {
  /** Columns of the terminal; undefined where nothing limits a line, as in a file. */
  width: number | undefined;
}

/** The periods of a page without a width that still stand across it. */
const acrossWithoutWidth = 6;
/** More periods than this are not broken into blocks that stand one below the other. */
const mostInBlocks = 24;

/** Texts that no page limits are broken here. */
export const widthOfProse = 120;

/** Heading, table and foot, in chunks of lines. */
export function* textOf(sheet: Sheet, page: Page, unit?: Unit): Generator<string> {
  const whole = spreadOver(sheet);
  const shown = unit === undefined ? whole : inUnits(whole, unit);
  yield `${page.paint("bold", titleOf(sheet, unit))}\n`;
  if (sheet.scope.length > 0) yield noteText(sheet.scope.join(", "), { ...page, paint: plain });
  yield "\n";
  if (shown.rows.length === 0) yield noteText(shown.empty ?? "No rows.", { ...page, paint: plain });
  else yield* tables(shown, page);
  const foot = footOf(sheet, unit !== undefined);
  if (foot.length > 0) yield "\n";
  for (const note of foot) yield noteText(note, page);
}

function noteText(note: string, page: Page): string {
  const lines = wrapLines(visible(note), page.width ?? Infinity);
  return lines.map((line) => `${page.paint("dim", line)}\n`).join("");
}

/** The table alone, for a page that holds several. */
export function* tableTextOf(sheet: Sheet, page: Page, unit?: Unit): Generator<string> {
  yield* tables(unit === undefined ? sheet : inUnits(sheet, unit), page);
}

/** Whether the amounts of a sheet of periods fit the page in one table as they are. */
export function fitsPage(sheet: Sheet, page: Page): boolean {
  const width = page.width ?? Infinity;
  return gridWidth(gridOf(sheet)) <= width || (canStandAcross(sheet) && gridWidth(transposed(sheet)) <= width);
}

function* tables(sheet: Sheet, page: Page): Generator<string> {
  const width = page.width ?? Infinity;
  if (sheet.spread !== undefined) return yield* spreadTable(sheet, page, width);
  if (canStandAcross(sheet)) {
    const across = transposed(sheet);
    if (page.width === undefined ? sheet.rows.length <= acrossWithoutWidth : gridWidth(across) <= width) {
      return yield* drawn(sheet.rows.length === 1 ? barsDown(sheet, across, page) : across, page);
    }
  }
  if (sheet.rows.length === 1 && sheet.columns.every(isNumber)) return yield* drawn(figuresDown(sheet), page);
  if (sheet.shape === "plain" || sheet.shape === "apart" || sheet.columns.some(({ name, isProse }) => isProse === true && sheet.rows.some((row) => (row[name] ?? "") !== ""))) {
    const wrapped = wrappedGrid(gridOf(sheet), page.width ?? widthOfProse);
    if (gridWidth(wrapped) <= width) return yield* drawn(wrapped, page);
    return yield* standsApart(sheet) ? apart(sheet, page) : narrowed(sheet, gridOf(sheet), page);
  }
  const down = gridOf(sheet);
  if (gridWidth(down) <= width) return yield* drawn(barsBeside(sheet, down, page), page);
  if (standsApart(sheet)) return yield* apart(sheet, page);
  if (canStandAcross(sheet) && sheet.rows.length <= mostInBlocks) return yield* blocks(sheet, page, width);
  yield* narrowed(sheet, down, page);
}

/** As much of a list as fits the page, and what it does without. */
function* narrowed(sheet: Sheet, down: Grid, page: Page): Generator<string> {
  const width = page.width ?? Infinity;
  const named = isOverTime(sheet.shape) ? 1 + groupColumns(sheet).length : Math.max(1, sheet.shape === "plain" ? groupColumns(sheet).length : 1);
  const { grid, leftOut, silent } = fitted(down, { width, ellipsis: page.unicode ? "…" : "~", named, first: sheet.expendable });
  yield* drawn(grid, page);
  const notes = [...(leftOut.length > 0 ? [`No room for ${leftOut.join(", ")}; --format csv has every column.`] : []), ...(silent.length > 0 ? [`Zero or empty throughout, and not shown: ${silent.join(", ")}.`] : [])];
  if (notes.length > 0) yield "\n";
  for (const note of notes) yield noteText(note, page);
}

/** The first of the columns that are spread over the page, as many as there is room for. */
function* spreadTable(sheet: Sheet, page: Page, width: number): Generator<string> {
  const fits = (columns: Sheet["columns"]): boolean => gridWidth(gridOf(sheet, columns)) <= width;
  const columns = shownColumns(sheet);
  let shown = columns;
  while (shown.length > 2 && !fits(shown)) shown = shown.slice(0, -1);
  yield* drawn(gridOf(sheet, shown), page);
  const leftOut = columns.slice(shown.length).map(({ title }) => title);
  if (leftOut.length > 0) yield `\n${noteText(leftOutNote(sheet, leftOut), page)}`;
}

/** More groups than these are a list, which is read across. */
const mostApart = 24;

/** Groups of nothing but figures, each a table of its own. */
function standsApart(sheet: Sheet): boolean {
  const groups = groupColumns(sheet);
  const figures = sheet.columns.slice(sheet.columns.findIndex(isNumber));
  return groups.length > 0 && (isOverTime(sheet.shape) || figures.some(({ beside }) => beside !== undefined)) && figures.every(isNumber) && byGroup(sheet).size <= mostApart;
}

function byGroup(sheet: Sheet): Map<string, Sheet["rows"][number][]> {
  const groups = groupColumns(sheet);
  const found = new Map<string, Sheet["rows"][number][]>();
  for (const row of sheet.rows) {
    const named = groups.map(({ name, title }) => `${title} ${String(row[name] ?? "") || "(none)"}`).join(", ");
    found.set(named, [...(found.get(named) ?? []), row]);
  }
  return found;
}

function* apart(sheet: Sheet, page: Page): Generator<string> {
  const groups = groupColumns(sheet);
  const columns = sheet.columns.filter((column) => !groups.includes(column));
  let isFirst = true;
  for (const [named, rows] of byGroup(sheet)) {
    yield `${isFirst ? "" : "\n"}${page.paint("bold", visible(named))}\n`;
    yield* tables({ ...sheet, columns, rows }, page);
    isFirst = false;
  }
}

/** As many periods across as there is room for, and the next ones below. */
function* blocks(sheet: Sheet, page: Page, width: number): Generator<string> {
  let across = sheet.rows.length;
  const fits = () => Array.from({ length: Math.ceil(sheet.rows.length / across) }, (_, n) => n * across).every((from) => gridWidth(transposed(sheet, from, from + across)) <= width);
  while (across > 1 && !fits()) across--;
  const count = Math.ceil(sheet.rows.length / across);
  const even = Math.ceil(sheet.rows.length / count);
  for (let from = 0; from < sheet.rows.length; from += even) {
    if (from > 0) yield "\n";
    yield* drawn(transposed(sheet, from, from + even), page);
  }
}

/** Beside the figures of the one period: a bar for each movement and for what they come to. */
function barsDown(sheet: Sheet, across: Grid, page: Page): Grid {
  const movements = new Map(sheet.columns.filter((column) => column.kind === "flow" && column.type === "money").map((column) => [column.title, column.name]));
  const amounts = across.rows.map((row) => movements.get(row[0]!.text.trim())).map((name) => (name === undefined ? undefined : textAt(sheet, 0, name)));
  return withBars(across, amounts, page.width ?? 0, page.unicode);
}

/** Beside each row: a bar for its amount, or for what the period's movements come to. */
function barsBeside(sheet: Sheet, down: Grid, page: Page): Grid {
  const chain = sheet.shape === "periods" ? chainOf(sheet.columns) : undefined;
  const amount = sheet.columns.find((column, at) => column.kind === "flow" && column.type === "money" && (chain === undefined || at > chain.closing));
  if (!amount) return down;
  return withBars(down, sheet.rows.map((_, at) => textAt(sheet, at, amount.name)), page.width ?? 0, page.unicode);
}

function textAt(sheet: Sheet, row: number, name: string): string | undefined {
  const value = sheet.rows[row]![name];
  return value === null || value === undefined ? undefined : String(value);
}
