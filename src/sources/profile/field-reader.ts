/** How one column of a line is read from a row of a table: constants, columns, lookups, shifted dates. Amounts stay text. */
import { addDays, addMonths } from "../../domain/calendar.js";
import { problem, type Problem } from "../../domain/problem.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { isDateField, isJudgedByLanding, isNumberField } from "./fields.js";
import { columnsRead, fallbackOf } from "./columns-read.js";
import type { HeaderColumns } from "./header-columns.js";
import type { FieldSource, ReadColumn } from "./profile.js";
import { rowTest, sameText } from "./row-filter.js";
import { dayOf, withOffset } from "./zoned-time.js";

/** A number or date of a column (position from 0) in the plain form that landing reads; a text that is neither comes back as it is. */
export type Spell = (position: number, text: string) => string;

/** The text of a line's column, or the problem for which the row is refused. */
export type FieldReader = (row: TableRow) => string | Problem;

export interface FieldContext {
  columns: HeaderColumns;
  spell: Spell;
  /** How many places the point of an amount moves to the right: 3 where amounts are in thousands, -2 where they are in cents. */
  scale: number;
  /** Zone of times without an offset. */
  time_zone?: string | undefined;
  /** Zone in which an instant becomes the day that is shifted. */
  reporting_zone?: string | undefined;
}

/** Reads `field` by `source`. What is wrong with the table's columns is told in `context.columns.problems`. */
export function fieldReader(field: string, source: FieldSource, context: FieldContext): FieldReader {
  if ("const" in source) return () => source.const;
  const read = columnReader(field, source, context);
  const isRead = source.where === undefined ? undefined : rowTest(source.where, context.columns);
  return isRead === undefined ? read : (row) => (isRead(row) ? read(row) : "");
}

function columnReader(field: string, source: Exclude<FieldSource, { const: string }>, context: FieldContext): FieldReader {
  const cell = cellReader(field, source, context);
  if ("months" in source || "days" in source) return shiftedReader(field, source, cell, context);
  const spelled = (read: Cell): string => inZone(field, cell.spell(read), context);
  if ("values" in source && source.values !== undefined) return lookupReader(field, source, { values: source.values, cell, spelled });
  const places = "minor_places" in source ? source.minor_places : undefined;
  if (places !== undefined) return (row) => fromMinor(spelled(cell.read(row)), places);
  return isMoney(field) && context.scale !== 0 ? (row) => inUnits(spelled(cell.read(row)), context.scale) : (row) => spelled(cell.read(row));
}

interface Cell {
  text: string;
  position: number | undefined;
}

interface CellReader {
  read: (row: TableRow) => Cell;
  spell: (cell: Cell) => string;
}

/** A column that is read, and from which rows. */
interface Tried {
  position: number;
  isRead: ((row: TableRow) => boolean) | undefined;
}

/** The column's cell, or that of `if_empty` where it is empty. */
function cellReader(field: string, source: ReadColumn, context: FieldContext): CellReader {
  const tried = [...triedAt(context.columns.use(source.from, field, source), undefined), ...fallbacksOf(field, source, context)];
  if (tried.length === 0 && source.optional && isNeeded(field)) context.columns.find(source.from, field, { or: columnsRead(source) });
  const first: Cell = { text: "", position: tried[0]?.position };
  const isPlain = !isNumberField(field) && !isDateField(field);
  return {
    read: (row) => {
      for (const { position, isRead } of tried) {
        const text = (row.cells[position] ?? "").trim();
        if (text !== "" && (isRead === undefined || isRead(row))) return { text, position };
      }
      return first;
    },
    spell: ({ text, position }) => (isPlain || text === "" || position === undefined ? text : context.spell(position, text)),
  };
}

/** No line can be valued without them, so one of their columns must be there. */
const isNeeded = (field: string): boolean => ["customer_id", "start_date", "amount", "amount_per"].includes(field);

const triedAt = (position: number | undefined, isRead: Tried["isRead"]): Tried[] => (position === undefined ? [] : [{ position, isRead }]);

/** What stands in for an empty cell: never a column whose rows can't be told, because the one that tells them is lacking. */
function fallbacksOf(field: string, source: ReadColumn, context: FieldContext): Tried[] {
  const fallback = fallbackOf(source);
  if (fallback === undefined) return [];
  const isRead = fallback.where === undefined ? undefined : rowTest(fallback.where, context.columns);
  const isTold = fallback.where === undefined || isRead !== undefined;
  const own = isTold ? triedAt(context.columns.use(fallback.from, field, { ...fallback, optional: true }), isRead) : [];
  return [...own, ...fallbacksOf(field, fallback, context)];
}

interface Lookup {
  values: Record<string, string>;
  cell: CellReader;
  spelled: (cell: Cell) => string;
}

/** A listed value says what it stands for, an empty cell that is not listed stays empty, unless all others are told by `otherwise`. */
function lookupReader(field: string, source: ReadColumn & { otherwise?: string }, { values, cell, spelled }: Lookup): FieldReader {
  const listed = new Map(Object.entries(values).map(([said, meant]) => [sameText(said), meant]));
  return (row) => {
    const read = cell.read(row);
    const meant = listed.get(sameText(read.text)) ?? source.otherwise;
    if (meant !== undefined) return meant;
    if (read.text === "" || isJudgedByLanding(field)) return spelled(read);
    const value = safeText(read.text);
    return problem("profile-value-unlisted", { row: row.row, field, column: source.from, value, listed: Object.keys(values).join(", ") }, { row: row.row, column: source.from, value });
  };
}

type Shift = Extract<FieldSource, { months?: unknown }>;

/** Months first, clamped to the month's end, then days. An empty date or an empty number of months gives an empty date. */
function shiftedReader(field: string, source: Shift, cell: CellReader, context: FieldContext): FieldReader {
  const months = source.months ?? 0;
  const position = typeof months === "number" ? undefined : context.columns.use(months.from, field, months);
  const days = source.days ?? 0;
  const shift = remembered((day: string, count: number) => addDays(addMonths(day, count), days));
  return (row) => {
    const written = inZone(field, cell.spell(cell.read(row)), context);
    const day = dayOf(written, context.reporting_zone);
    if (day === undefined) return written;
    if (typeof months === "number") return shift(day, months);
    const text = position === undefined ? "" : (row.cells[position] ?? "").trim();
    if (text === "") return "";
    const count = monthCount(context.spell(position!, text));
    if (count !== undefined) return shift(day, count);
    const value = safeText(text);
    return problem("profile-months-unreadable", { row: row.row, field, column: months.from, value }, { row: row.row, column: months.from, value });
  };
}

/** Lists have few days and many rows. */
function remembered(shift: (day: string, count: number) => string): (day: string, count: number) => string {
  const known = new Map<string, string>();
  return (day, count) => {
    const key = `${day} ${count}`;
    let found = known.get(key);
    if (found === undefined) {
      if (known.size > 10_000) known.clear();
      known.set(key, (found = shift(day, count)));
    }
    return found;
  };
}

/** `12`, `12.00`, `12 months`, `P12M`, `P1Y`, `2 years` -> months; undefined for what is no whole number of months. */
export function monthCount(text: string): number | undefined {
  const plain = /^(\d{1,4})(?:\.0+)?\s*(m|mo|mos|months?|y|yr|yrs|years?)?\.?$/i.exec(text.trim());
  if (plain !== null) return Number(plain[1]) * (/^y/i.test(plain[2] ?? "") ? 12 : 1);
  const span = /^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?$/i.exec(text.trim());
  return span === null || (span[1] === undefined && span[2] === undefined) ? undefined : Number(span[1] ?? 0) * 12 + Number(span[2] ?? 0);
}

const inZone = (field: string, text: string, context: FieldContext): string => (context.time_zone !== undefined && isDateField(field) ? withOffset(text, context.time_zone) : text);

const isMoney = (field: string): boolean => field === "amount" || field === "discount_amount";

/** Moves the point of a plain number to the right: `12.5` by 3 places is `12500`, `4900` by -2 is `49.00`. Anything else stays as it is, for landing to refuse. */
export function inUnits(text: string, places: number): string {
  if (places < 0) return fromMinor(text, -places);
  const match = places === 0 ? null : /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const decimals = (match[3] ?? "").padEnd(places, "0");
  const whole = `${match[2]}${decimals.slice(0, places)}`.replace(/^0+(?=\d)/, "");
  return `${match[1]}${whole}${decimals.length > places ? `.${decimals.slice(places)}` : ""}`;
}

/** Moves the point of a plain number: `12345` with 2 places is `123.45`. Anything else stays as it is, for landing to refuse. */
export function fromMinor(text: string, places: number): string {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const whole = match[2]!.padStart(places + 1, "0");
  return `${match[1]}${whole.slice(0, -places)}.${whole.slice(-places)}${match[3] ?? ""}`;
}
