/** Tables of amounts by month, in any of their three layouts, read into lines. */
import { addMonths } from "../../domain/calendar.js";
import { problem, type Place, type Problem } from "../../domain/problem.js";
import { loose } from "../loose.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { matchedName } from "./fields.js";
import { inUnits } from "./field-reader.js";
import { isNoAmount, linesOfTrack, namesOfColumn, type GridCell, type GridLine, type GridTrack } from "./grid.js";
import { firstCells, readCells, type Laying } from "./laying.js";
import { MonthsToCome } from "./months-to-come.js";
import type { GridReading } from "./profile.js";
import type { EndedRow, LineReader, ReadRow } from "./reader.js";

/** Reads texts as months. */
export interface MonthReading {
  monthOf: (text: string) => string | undefined;
  monthsOf: (header: string[]) => { column: string; month: string }[];
}

type Lines = LineReader;

/** Reads a table by `grid`. Its lines end on the day after their last month, whatever the policy says of ends. */
export function gridReader(laying: Laying, grid: GridReading, months: MonthReading): Lines {
  if (grid.layout === "long") return longReader(laying, grid, months);
  return grid.layout === "down" ? downReader(laying, grid, months) : acrossReader(laying, grid, months);
}

const given = ["line_id", "start_date", "end_date", "amount", "amount_per"];
const endAt = given.indexOf("end_date");

/** Fields of a grid's lines: what the grid gives, then what the columns say. */
class GridLines {
  readonly fields: string[];
  readonly at: Place;
  readonly #per: string;
  /** Whoever has no amount in the months that follow has left, and nobody has to ask; a column may say more. */
  readonly #tellsNotice: boolean;
  readonly #names: Laying["names"];
  /** Where customer and product stand in a line's base. */
  readonly #keyAt: number[];

  constructor(laying: Laying, grid: GridReading, base: string[]) {
    this.#tellsNotice = !base.includes("cancelled_on");
    this.fields = [...given, ...(this.#tellsNotice ? ["cancelled_on"] : []), ...base.map(matchedName)];
    this.at = laying.at;
    this.#per = grid.measure === "mrr" ? "month" : "year";
    this.#names = laying.names;
    this.#keyAt = ["customer_id", "product"].map((name) => base.indexOf(name)).filter((at) => at >= 0);
  }

  /** What tells one thing sold from another: the key of the profile, or customer and product. */
  keyOf(base: string[], key: string[] | undefined): string[] {
    return key ?? this.#keyAt.map((at) => base[at]!);
  }

  cellsOf(line: GridLine, key: string[]): string[] {
    const hasName = key.some((part) => part !== "");
    return [hasName ? this.#names.nameOf([...key, line.start.slice(0, 7)]) : "", line.start, line.end, line.amount, this.#per, ...(this.#tellsNotice ? [line.isOver ? line.end : ""] : []), ...line.base];
  }

  /** The same line without an end, and without the notice that came of it. */
  reopened(cells: string[]): string[] {
    return cells.map((cell, at) => (at === endAt || (this.#tellsNotice && at === given.length) ? "" : cell));
  }
}

interface MonthColumn {
  month: string;
  position: number;
}

/** Months in the header, one row a thing. */
function acrossReader(laying: Laying, grid: GridReading, reading: MonthReading): Lines {
  const named = laying.namedFields();
  const key = laying.keyParts();
  const columns = monthColumns(laying, grid, reading);
  const fields = [...named, ...laying.otherFields(named.map(({ field }) => field))];
  const months = columns.map(({ month }) => month);
  const lines = new GridLines(laying, grid, fields.map(({ field }) => field));
  const coming = new MonthsToCome(months, laying.thisMonth);
  return {
    fields: lines.fields,
    end_convention: "exclusive",
    isOneLineARow: false,
    read(row) {
      coming.look(columns.filter(({ position }) => (row.cells[position] ?? "").trim() !== "").map(({ month }) => month));
      const base = readCells(row, fields);
      if (!Array.isArray(base)) return { refused: base };
      const amounts = columns.map(({ position }) => amountAt(laying, row, position));
      const unread = columns.filter((_, at) => !isNoAmount(amounts[at]!) && !isPlainNumber(amounts[at]!)).map(({ position }) => position);
      if (unread.length > 0) return { refused: unreadableCells(laying, row, unread) };
      const track: GridTrack = { cells: new Map(columns.map(({ month }, at) => [month, { amount: amounts[at]!, kind: "", base, row: row.row }])) };
      const found = linesOfTrack(track, months);
      if (found.length === 0) return { leftOut: "no_amount", text: firstCells(row) };
      const name = lines.keyOf(base, key?.map((part) => part(row)));
      const told = found.map((line) => ({ line, cells: lines.cellsOf(line, name) }));
      return { lines: told.filter(({ line, cells }) => !coming.holds(line, { row: row.row, cells })).map(({ cells }) => cells) };
    },
    end: () => coming.released((cells) => lines.reopened(cells)),
    warnings: () => [...laying.warnings, ...monthsApart(months, laying.at), ...monthsUnsaid(coming.toCome(), laying.at)],
  };
}

function monthsUnsaid(months: readonly string[], at: Place): Problem[] {
  const [first, ...others] = months.map((month) => month.slice(0, 7));
  return first === undefined ? [] : [problem("profile-months-to-come", { first, last: others.at(-1) ?? first, months: months.length }, at)];
}

const isPlainNumber = (text: string): boolean => /^[+-]?\d+(\.\d+)?$/.test(text);

/** A row of which one month can't be read would be a customer who left for that month: none of its months counts. */
function unreadableCells(laying: Laying, row: TableRow, positions: readonly number[]): Problem {
  const [column = "", ...others] = positions.map((position) => safeText(laying.columns.names[position]!));
  const value = safeText((row.cells[positions[0]!] ?? "").trim()).slice(0, 200);
  return problem("grid-cell-unreadable", { column, value, others: others.join(", ") }, { ...laying.at, row: row.row, column, value });
}

/** A cell as a plain number; marks of no amount stay what they are. */
function amountAt(laying: Laying, row: TableRow, position: number): string {
  const text = (row.cells[position] ?? "").trim();
  return isNoAmount(text) ? "" : inUnits(laying.context.spell(position, text), laying.context.scale);
}

/** Columns of months in the order of time; a month that two columns claim is a problem, and so is a grid without months. */
function monthColumns(laying: Laying, grid: GridReading, reading: MonthReading): MonthColumn[] {
  const { columns, at } = laying;
  const told = reading.monthsOf(columns.names.filter((name, position) => name !== "" && !columns.used.has(position)));
  const listed = grid.months ?? told;
  const found: MonthColumn[] = listed.flatMap(({ column, month }) => {
    const position = columns.use(column, "the grid");
    return position === undefined ? [] : [{ month, position }];
  });
  if (found.length === 0 && columns.problems.length === 0) columns.problems.push(problem("profile-no-months", { others: columns.list() }, at));
  const seen = new Map<string, number>();
  for (const { month, position } of found) {
    columns.used.add(position);
    const first = seen.get(month);
    if (first === undefined) seen.set(month, position);
    else columns.problems.push(problem("profile-month-twice", { month: month.slice(0, 7), first: safeText(columns.names[first]!), second: safeText(columns.names[position]!) }, { ...at, column: columns.names[position]! }));
  }
  const others = told.filter(({ column }) => !columns.used.has(columns.names.indexOf(column))).map(({ column }) => safeText(column));
  if (others.length > 0) laying.warnings.push(problem("profile-months-passed-over", { columns: others.join(", ") }, { ...at, column: others[0]! }));
  return found.sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** Amounts that are gathered over the rows, as a line shows only when all months were seen. */
class Gathering {
  readonly #months = new Set<string>();
  /** What can't be read of a key: a month without it would be one for which its customer left, so none of its months counts. */
  readonly #unread = new Map<string, Unread[]>();
  /** Tracks by key: a second amount of one key and month is another thing sold, in a track of its own, so that no two amounts have to be added. */
  readonly #tracks = new Map<string, { key: string[]; tracks: GridTrack[] }>();

  addMonth(month: string): void {
    this.#months.add(month);
  }

  add(key: string[], month: string, cell: GridCell): void {
    this.#months.add(month);
    const name = JSON.stringify(key);
    const found = this.#tracks.get(name) ?? { key, tracks: [] };
    if (found.tracks.length === 0) this.#tracks.set(name, found);
    let track = found.tracks.find(({ cells }) => !cells.has(month));
    if (track === undefined) found.tracks.push((track = { cells: new Map() }));
    track.cells.set(month, cell);
  }

  addUnread(key: string[], unread: Unread): void {
    const name = JSON.stringify(key);
    this.#unread.set(name, [...(this.#unread.get(name) ?? []), unread]);
  }

  months(): string[] {
    return [...this.#months].sort();
  }

  /** The lines of every key that could be read, and of each other what could not. */
  ended(of: GridLines): EndedRow[] {
    const months = this.months();
    const lines = [...this.#tracks].filter(([name]) => !this.#unread.has(name)).flatMap(([, { key, tracks }]) =>
      tracks.flatMap((track) => linesOfTrack(track, months).map((line) => ({ row: line.row, cells: of.cellsOf(line, key) }))));
    const refused = [...this.#unread].flatMap(([name, cells]) => {
      const lost = (this.#tracks.get(name)?.tracks ?? []).reduce((sum, { cells: kept }) => sum + kept.size, 0);
      return cells.map(({ row, column, value, isMonth }) => {
        const thing = (JSON.parse(name) as string[]).filter((part) => part !== "").join(" | ");
        return { refused: problem("grid-track-unreadable", { column, value: value === "" ? "empty" : value, isMonth, thing, lost }, { ...of.at, row, column, value }) };
      });
    });
    return [...lines, ...refused];
  }
}

/** A cell that can't be read: the month of a row, or an amount. */
interface Unread {
  row: number;
  column: string;
  value: string;
  isMonth: boolean;
}

const unreadAt = (row: TableRow, column: string, value: string, isMonth = false): Unread => ({ row: row.row, column: safeText(column), value: safeText(value.trim()).slice(0, 200), isMonth });

/** The column of the month. */
interface MonthOfRow {
  column: string;
  textOf: (row: TableRow) => string;
  /** Undefined where the text names no month. */
  monthOf: (row: TableRow) => string | undefined;
}

function monthReader(laying: Laying, grid: GridReading, monthOf: MonthReading["monthOf"]): MonthOfRow {
  const column = grid.month ?? "month";
  const position = laying.columns.use(column, "the month") ?? -1;
  const textOf = (row: TableRow): string => (row.cells[position] ?? "").trim();
  return {
    column, textOf,
    monthOf: (row) => {
      const text = textOf(row);
      return monthOf(text) ?? (text === "" ? undefined : monthOf(laying.context.spell(position, text)));
    },
  };
}

/** Warns where a grid skips months: nothing tells what held in them. */
function monthsApart(months: string[], at: Place): Problem[] {
  const gap = months.findIndex((month, i) => i > 0 && addMonths(months[i - 1]!, 1) !== month);
  if (gap < 1) return [];
  return [problem("profile-months-apart", { from: months[gap - 1]!.slice(0, 7), to: months[gap]!.slice(0, 7) }, at)];
}

/** Lines that show when every row was read: `read` adds what a row holds, or says why it holds nothing. */
function gatheringReader(laying: Laying, lines: GridLines, read: (row: TableRow, gathering: Gathering) => ReadRow): Lines {
  const gathering = new Gathering();
  return {
    fields: lines.fields,
    end_convention: "exclusive",
    isOneLineARow: false,
    read: (row) => read(row, gathering),
    end: () => gathering.ended(lines),
    warnings: () => monthsApart(gathering.months(), laying.at),
  };
}

/** One row a thing and month. What the columns name splits a line where it changes; an attribute that nothing names is that of the line's first month. */
function longReader(laying: Laying, grid: GridReading, months: MonthReading): Lines {
  const { column, textOf, monthOf } = monthReader(laying, grid, months.monthOf);
  const amount = laying.namedFields(Object.keys(laying.profile.columns).filter((field) => field !== "amount"))[0]?.read ?? (() => "");
  const source = laying.profile.columns["amount"];
  const amountColumn = source !== undefined && "from" in source ? source.from : "amount";
  const named = laying.namedFields(["amount"]);
  const key = laying.keyParts();
  const fields = [...named, ...laying.otherFields(named.map(({ field }) => field))];
  const lines = new GridLines(laying, grid, fields.map(({ field }) => field));
  const isListed = Array.isArray(laying.profile.attributes);
  const kindOf = (base: string[]): string => JSON.stringify(isListed ? base : base.slice(0, named.length));
  return gatheringReader(laying, lines, (row, gathering) => {
    const base = readCells(row, fields);
    if (!Array.isArray(base)) return { refused: base };
    const [month, said] = [monthOf(row), amount(row)];
    const name = lines.keyOf(base, key?.map((part) => part(row)));
    if (month !== undefined) gathering.addMonth(month);
    if (typeof said === "string" && isNoAmount(said)) return { leftOut: "no_amount", text: firstCells(row) };
    if (month === undefined) gathering.addUnread(name, unreadAt(row, column, textOf(row), true));
    else if (typeof said !== "string") gathering.addUnread(name, unreadAt(row, amountColumn, said.at.value ?? ""));
    else if (!isPlainNumber(said)) gathering.addUnread(name, unreadAt(row, amountColumn, said));
    else gathering.add(name, month, { amount: said, kind: kindOf(base), base, row: row.row });
    return { lines: [] };
  });
}

/** Headers that sum the others. */
const sums = new Set(["total", "totals", "grandtotal", "sum", "sums", "totalmrr", "totalarr", "mrr", "arr", "allcustomers", "summe", "gesamt", "gesamtsumme"]);

/** Months in a column, customers in the header. */
function downReader(laying: Laying, grid: GridReading, months: MonthReading): Lines {
  const { column, textOf, monthOf } = monthReader(laying, grid, months.monthOf);
  const named = laying.namedFields();
  const { columns } = laying;
  const of = grid.of ?? ["customer_id"];
  const without = new Set((grid.without ?? []).map(loose));
  const things = columns.names.flatMap((name, position) => {
    const names = grid.of === undefined ? [name] : namesOfColumn(name);
    return name === "" || columns.used.has(position) || without.has(loose(name)) || names.some((each) => sums.has(loose(each))) ? [] : [{ names: of.map((_, at) => names[at] ?? ""), position }];
  });
  const lines = new GridLines(laying, grid, [...of, ...named.map(({ field }) => field)]);
  return gatheringReader(laying, lines, (row, gathering) => {
    const month = monthOf(row);
    if (month === undefined) return { refused: monthUnread(row, column, textOf(row)) };
    gathering.addMonth(month);
    const base = readCells(row, named);
    if (!Array.isArray(base)) return { refused: base };
    for (const { names, position } of things) {
      const amount = amountAt(laying, row, position);
      if (isNoAmount(amount)) continue;
      const name = lines.keyOf([...names, ...base], undefined);
      if (!isPlainNumber(amount)) gathering.addUnread(name, unreadAt(row, columns.names[position]!, row.cells[position] ?? ""));
      else gathering.add(name, month, { amount, kind: JSON.stringify([names, base]), base: [...names, ...base], row: row.row });
    }
    return { lines: [] };
  });
}

function monthUnread(row: TableRow, column: string, text: string): Problem {
  return problem("profile-month-unreadable", { row: row.row, column, value: safeText(text) || "empty" }, { row: row.row, column, value: safeText(text) });
}
