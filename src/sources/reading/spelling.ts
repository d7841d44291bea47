/** How the columns that a profile reads spell their numbers and dates: settled once from sample rows, then asked cell by cell. */
import { requiredColumns } from "../../domain/contract.js";
import { problem, type Problem } from "../../domain/problem.js";
import { loose } from "../loose.js";
import { columnsRead } from "../profile/columns-read.js";
import { isDateField, isNumberField } from "../profile/fields.js";
import { isNoAmount } from "../profile/grid.js";
import type { DateOrder, Profile } from "../profile/profile.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { monthsTimes } from "./guess-dates.js";
import { lookAt, sharedOrder, type ColumnLook } from "./column-look.js";
import { dateSpelling, isNoDate, isSomeDay, readDate, readMonth, type DateSpelling, type DateStyle } from "./date-style.js";
import type { Assumption } from "./guess-types.js";
import { monthsOfHeader, type MonthColumn } from "./months.js";
import { numberSpelling, readNumber, type NumberSpelling, type NumberStyle } from "./number-style.js";
import { readMonths } from "./value-words.js";

export interface Spelling {
  /** The number or date in a cell of the column (from 0) in the form that landing reads; a text that does not fit the column comes back as none, for landing to refuse by name: as it is, or with what is wrong where landing would read it. */
  spell: (position: number, text: string) => string;
  /** How the column that gives a field writes numbers, as an example, or the order of its dates: `1.234,50`, `day first`. */
  spelledAs: (field: string) => string | undefined;
  /** The first day of the month that a cell of a month column names. */
  monthOf: (text: string) => string | undefined;
  /** The headers that name months, each with its first day. */
  monthsOf: (header: string[]) => MonthColumn[];
  /** What the columns together leave no doubt about, for the profile to keep. */
  date_order?: DateOrder;
  decimal?: "," | ".";
  assumptions: Assumption[];
  /** Columns that can be read in two ways: nothing may be read before someone says which. */
  problems: Problem[];
}

type Read = (text: string) => string | undefined;

/** What each position is read as. */
interface Uses {
  dates: Map<number, string>;
  numbers: Map<number, string>;
  terms: Set<number>;
  /** Cells of a grid, which are spelled alike. */
  cells: number[];
}

/** Settles the spelling of a table from its header and first rows. */
export function spellingOf(profile: Profile, header: readonly string[], rows: readonly TableRow[], file?: string): Spelling {
  const looks = lookAt(header, rows, { decimal: profile.decimal });
  const settling = new Settling(profile, looks, rows, file);
  const uses = usesOf(profile, looks);
  const readers = new Map<number, Read>();
  const orders = settling.dates(uses, readers);
  const marks = settling.numbers(uses, readers);
  for (const position of uses.terms) readers.set(position, termReader(looks[position]!));
  return {
    spell: (position, text) => {
      const read = readers.get(position);
      return text === "" || read === undefined ? text : (read(text) ?? (uses.dates.has(position) ? text : unread(text)));
    },
    spelledAs: (field) => settling.orders.get(field) ?? exampleOf(settling.styles.get(field)),
    monthOf: settling.months(),
    monthsOf: (names) => monthsOfHeader(names, profile.date_order),
    ...(orders === undefined ? {} : { date_order: orders }),
    ...(marks === undefined ? {} : { decimal: marks }),
    assumptions: settling.assumptions,
    problems: settling.problems,
  };
}

function usesOf(profile: Profile, looks: readonly ColumnLook[]): Uses {
  const uses: Uses = { dates: new Map(), numbers: new Map(), terms: new Set(), cells: [] };
  for (const [field, source] of Object.entries(profile.columns)) {
    if ("const" in source) continue;
    const shift = "months" in source && typeof source.months === "object" ? source.months : undefined;
    const positions = columnsRead(source).flatMap((name) => find(looks, name)?.position ?? []);
    const kind = isDateField(field) ? uses.dates : isNumberField(field) ? uses.numbers : undefined;
    for (const position of positions) if (kind?.has(position) === false) kind.set(position, field);
    for (const name of shift === undefined ? [] : [shift.from, ...(shift.or ?? [])]) uses.terms.add(find(looks, name)?.position ?? -1);
  }
  uses.terms.delete(-1);
  if (profile.years !== undefined) uses.cells = profile.years.flatMap((name) => find(looks, name)?.position ?? []);
  const { grid } = profile;
  const month = grid?.month === undefined ? undefined : find(looks, grid.month)?.position;
  if (grid?.layout === "down") uses.cells = looks.map((look) => look.position).filter((position) => position !== month && !uses.numbers.has(position));
  else if (grid !== undefined && grid.layout !== "long") uses.cells = monthPositions(profile, looks);
  return uses;
}

function monthPositions(profile: Profile, looks: readonly ColumnLook[]): number[] {
  const months = profile.grid?.months ?? monthsOfHeader(looks.map((look) => look.name), profile.date_order);
  return months.flatMap((each) => find(looks, each.column)?.position ?? []);
}

function find(looks: readonly ColumnLook[], name: string): ColumnLook | undefined {
  const numbered = /^#(\d{1,4})$/.exec(name.trim());
  const exact = looks.find((look) => look.name === name.trim());
  return exact ?? (numbered === null ? looks.find((look) => look.name !== "" && loose(look.name) === loose(name)) : looks[Number(numbered[1]) - 1]);
}

class Settling {
  /** Of the numbers that give each field. */
  readonly styles = new Map<string, NumberStyle>();
  /** Of the dates in digits that give each field, in words. */
  readonly orders = new Map<string, string>();
  readonly assumptions: Assumption[] = [];
  readonly problems: Problem[] = [];

  constructor(readonly profile: Profile, readonly looks: readonly ColumnLook[], readonly rows: readonly TableRow[], readonly file: string | undefined) {}

  /** Readers of the date columns; the order that all of them share, where dates in digits were met. */
  dates(uses: Uses, readers: Map<number, Read>): DateOrder | undefined {
    const stated = this.profile.date_order;
    const found: [number, DateSpelling][] = [];
    for (const position of uses.dates.keys()) {
      const look = this.looks[position]!;
      // a column that somebody names may hold fewer days than other words, which are refused by row
      const spelled = dateSpelling(look.texts, stated, true) ?? dateSpelling(look.texts.map((text) => (isSomeDay(text) ? text : "")), stated, true);
      if (spelled?.kind === "both_orders") this.problems.push(problem("date-orders-mixed", { column: safeText(look.name), dayFirst: this.#shown(look, spelled.dmy[0]!), monthFirst: this.#shown(look, spelled.mdy[0]!) }, this.#at(look)));
      else found.push([position, spelled ?? { kind: "date", style: stated === "dmy" || stated === "mdy" ? { order: stated } : {}, unfit: [], filled: 0 }]);
    }
    const shared = sharedOrder(this.looks);
    for (const [position, spelled] of found) readers.set(position, this.#dateReader(position, spelled, shared, uses.dates.get(position)!));
    const used = new Set(found.flatMap(([, { style }]) => style.order ?? []));
    return stated ?? (used.size === 1 ? [...used][0] : shared);
  }

  #dateReader(position: number, spelled: DateSpelling, shared: "dmy" | "mdy" | undefined, field: string): Read {
    const look = this.looks[position]!;
    const name = safeText(look.name);
    let style: DateStyle = spelled.style;
    if (spelled.doubtful !== undefined && shared !== undefined) {
      style = { ...style, order: shared };
      this.assumptions.push({ sentence: `${name}: ${safeText(spelled.doubtful)} is read ${orderWords[shared]}, as the other dates of this file are.`, remedy: `If it is not: --date-order ${shared === "dmy" ? "mdy" : "dmy"}.` });
    } else if (spelled.doubtful !== undefined) {
      this.problems.push(problem("date-order-unknown", { column: name, example: this.#shown(look, look.texts.indexOf(spelled.doubtful)) }, this.#at(look)));
    } else if (spelled.assumed === true) {
      this.assumptions.push({ sentence: `${name}: dates with points between the parts are read day first.`, remedy: "If they are not: --date-order mdy." });
    }
    if (spelled.shortYears === true && !this.assumptions.some((each) => each.sentence === shortYears)) this.assumptions.push({ sentence: shortYears, remedy: "Write four digits where they are not." });
    if (style.order !== undefined) this.orders.set(field, orderWords[style.order]);
    const isOptional = field !== "start_date";
    return (text) => (isOptional && isNoDate(text) ? "" : readDate(text, style));
  }

  /** Readers of the number columns and of a grid's cells; the mark that they share if it is a comma. */
  numbers(uses: Uses, readers: Map<number, Read>): "," | "." | undefined {
    const marks = new Set<string>();
    for (const [position, field] of uses.numbers) {
      const look = this.looks[position]!;
      const style = this.#numberStyle(look, look.texts, (i) => i);
      if (style === undefined) continue;
      marks.add(style.decimal);
      this.styles.set(field, style);
      readers.set(position, this.#numberReader(look, field, style));
    }
    if (uses.cells.length > 0) {
      const columns = uses.cells.map((position) => this.looks[position]!);
      const texts = columns.flatMap((look) => look.texts.map((text) => (isNoAmount(text) ? "" : text)));
      const style = this.#numberStyle(columns[0]!, texts, (i) => i % this.rows.length);
      if (style !== undefined) {
        marks.add(style.decimal);
        this.styles.set("amount", style);
        for (const position of uses.cells) readers.set(position, (text) => (text.includes("%") ? undefined : readNumber(text, style)));
      }
    }
    return this.profile.decimal ?? (marks.size === 1 && marks.has(",") ? "," : undefined);
  }

  #numberStyle(look: ColumnLook, texts: string[], rowOf: (i: number) => number): NumberStyle | undefined {
    const spelled = numberSpelling(texts, this.profile.decimal);
    if (spelled === undefined) return plainStyle;
    if (spelled.kind === "number") return spelled.style;
    const name = safeText(look.name);
    if (spelled.kind === "both_marks") {
      const [first, second] = [spelled.point, spelled.comma].map((i) => `${safeText(texts[i]!)} (row ${this.rows[rowOf(i)]!.row})`);
      this.problems.push(problem("decimals-mixed", { column: name, first: first!, second: second! }, this.#at(look)));
      return undefined;
    }
    if (isOurs(this.profile)) return plainStyle;
    const told = this.#markTold();
    if (told === undefined) {
      this.problems.push(problem("decimal-unknown", { column: name, example: `${safeText(spelled.example)} (row ${this.rows[rowOf(texts.indexOf(spelled.example))]!.row})` }, this.#at(look)));
      return undefined;
    }
    this.assumptions.push({ sentence: `${name}: ${safeText(spelled.example)} has ${told === "," ? "its thousands grouped by points" : "decimals"}, as other columns of this file show.`, remedy: `If not: --decimal ${told === "," ? "." : ","}` });
    return { decimal: told, group: told === "," ? "." : "," };
  }

  /** The mark that the other columns show beyond doubt. */
  #markTold(): "." | "," | undefined {
    const told = new Set(this.looks.flatMap((look) => (look.number?.kind === "number" && look.date === undefined && look.texts.some((text) => /[.,]/.test(text)) ? [look.number.style.decimal] : [])));
    return told.size === 1 ? [...told][0] : undefined;
  }

  #numberReader(look: ColumnLook, field: string, style: NumberStyle): Read {
    if (field === "amount_every" || field === "renewal_term_months" || field === "notice_days") return (text) => readNumber(text, style)?.replace(/\.0+$/, "");
    if (field !== "discount_percent") return (text) => (text.includes("%") ? undefined : readNumber(text, style));
    const spelled = look.number?.kind === "number" ? look.number : undefined;
    if (!areShares(look, style, spelled)) return (text) => readNumber(text, style);
    const example = look.texts.find((text) => /[1-9]/.test(text) && !/^1(\.0+)?$/.test(text))!;
    const shares: NumberStyle = { ...style, hundredfold: true };
    this.assumptions.push({ sentence: `${safeText(look.name)}: ${safeText(example)} is ${readNumber(example, shares)} percent, as no value is over 1.`, remedy: "If it is a part of one percent: write it with a percent sign." });
    return (text) => readNumber(text, shares);
  }

  /** The month of a cell by the style of its column; where nothing there tells day from month, in the order that makes all of them different. */
  months(): (text: string) => string | undefined {
    const { grid } = this.profile;
    const month = grid?.month === undefined ? undefined : find(this.looks, grid.month);
    if (month === undefined) return readMonth;
    const spelled = dateSpelling(month.texts, this.profile.date_order, true);
    if (spelled?.kind === "date" && spelled.doubtful === undefined) return (text) => firstOfMonth(readDate(text, spelled.style));
    const listed = new Map(monthsOfHeader([...new Set(month.texts)], this.profile.date_order).map((each) => [each.column, each.month]));
    return (text) => listed.get(text.trim());
  }

  #shown = (look: ColumnLook, at: number): string => `${safeText(look.texts[at]!)} (row ${this.rows[at]!.row})`;
  #at = (look: ColumnLook) => ({ ...(this.file === undefined ? {} : { file: this.file }), column: look.name });
}

/** `12.50` where a comma comes before decimals would be a plain number to landing. */
const unread = (text: string): string => (/^[+-]?\d+(?:\.\d+)?$/.test(text.trim()) ? `${text.trim()} (not as its column is written)` : text);

const exampleOf = (style: NumberStyle | undefined): string | undefined => (style === undefined ? undefined : `1${style.group}234${style.decimal}50`);

const plainStyle: NumberStyle = { decimal: ".", group: "," };
const shortYears = "Years of two digits are 1970 to 2069.";
const orderWords = { dmy: "day first", mdy: "month first" };

const firstOfMonth = (day: string | undefined): string | undefined => (day === undefined ? undefined : `${day.slice(0, 7)}-01`);

/** Parts of one, such as 0.15, where percents are meant. */
function areShares(look: ColumnLook, style: NumberStyle, spelled: NumberSpelling | undefined): boolean {
  if (spelled === undefined || spelled.percent) return false;
  const values = look.texts.filter((text) => text !== "").map((text) => readNumber(text, style));
  return values.every((value) => value !== undefined && /^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(value)) && values.some((value) => /^0\.\d*[1-9]/.test(value!));
}

/** `1 year`, or 1 in a column of years, as months. */
function termReader(look: ColumnLook): Read {
  return (text) => {
    const months = readMonths(text, monthsTimes(look));
    return months === undefined ? undefined : String(months);
  };
}

/** A list in the columns that lines have here, whatever else it has: its numbers are plain by definition. */
export function isOurs(profile: Profile): boolean {
  return requiredColumns.every((field) => {
    const source = profile.columns[field];
    return source !== undefined && "from" in source && loose(source.from) === loose(field);
  });
}
