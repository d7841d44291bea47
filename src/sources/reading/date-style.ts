/** How a column spells its dates, found from sample texts, and the same date in ISO form. Never a wrong date: what is doubtful is said. */
import { addDays, isDate } from "../../domain/calendar.js";
import type { DateOrder } from "../profile/profile.js";
import { monthNumber } from "./month-names.js";

export interface DateStyle {
  /** Of day, month and year in digits alone, where the year comes last; undefined where nothing tells, and then only 05/05/2025 is read. */
  order?: "dmy" | "mdy";
  /** Numbers of days as workbooks count them, or seconds or milliseconds since 1970. */
  numbers?: "serial" | "seconds" | "milliseconds";
  /** Texts name months (`Jan-24`), not days; they are read as the month's first day. */
  months?: true;
}

export interface DateSpelling {
  kind: "date";
  style: DateStyle;
  /** Positions of texts that are no date in this style. */
  unfit: number[];
  filled: number;
  /** A text with day and month in digits whose order nothing in this column tells. */
  doubtful?: string;
  /** The order was only assumed from the points between the parts (03.04.2025). */
  assumed?: true;
  /** Years of two digits were met. */
  shortYears?: true;
}

/** Some texts can only be day first, others only month first: their positions. */
export interface DateDoubt {
  kind: "both_orders";
  dmy: number[];
  mdy: number[];
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const TIMED = /^(?<day>.*?\d)(?:T|,?\s+)(?<time>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s?(?<half>[AaPp]\.?[Mm]\.?)?\s?(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
/** A year of two digits behind dashes may as well be a day: 25-01-31 is read by nobody. */
const YEAR_LAST = /^(\d{1,2})(?:([-/.])(\d{1,2})\2(\d{4})|([/.])(\d{1,2})\5(\d{2}))$/;
const DAY_NAME = /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)/i;
const DAY_FIRST_NAMED = /^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s./-]+(\p{L}{3,9}\.?),?[\s./-]+(\d{4}|'?\d{2})$/iu;
const MONTH_FIRST_NAMED = /^(\p{L}{3,9}\.?)[\s./-]+(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|\s+|[./-])(\d{4})$/iu;
const YEAR_FIRST_NAMED = /^(\d{4})[\s./-]+(\p{L}{3,9}\.?)[\s./-]+(\d{1,2})$/u;
/** A span from 1954-10-03 to 2119-01-11. */
const SERIAL = /^[2-7]\d{4}(?:\.\d+)?$/;
const SECONDS = /^[1-3]\d{9}$/;
const MILLISECONDS = /^[1-3]\d{12}$/;

/** The text as YYYY-MM-DD, or as a timestamp with the offset it has; undefined where it is no date in this style. */
export function readDate(text: string, style: DateStyle): string | undefined {
  if (ISO.test(text)) return isDate(text) ? text : undefined;
  const even = text.replace(/[\s\u00a0\u202f]+/gu, " ").trim();
  if (/^\d+(?:\.\d+)?$/.test(even)) return readDigits(even, style);
  const timed = TIMED.exec(even)?.groups;
  if (timed !== undefined) return readTimed(timed, style);
  return readDay(even, style) ?? (style.months === true ? readMonth(even) : undefined);
}

/** The first day of a month spelled `Jan-24`, `January 2024`, `2024-01`, `01/2024`, `Jan'24`, `2024 Jan`. */
export function readMonth(text: string): string | undefined {
  const even = text.replace(/[\s\u00a0]+/gu, " ").trim();
  const digits = /^(\d{4})[-/. ]?M?(\d{2})$/i.exec(even) ?? /^(\d{4})[-/. ](\d)$/.exec(even);
  if (digits !== null) return monthOf(digits[1]!, Number(digits[2]));
  const yearLast = /^(\d{1,2})[-/. ](\d{4})$/.exec(even);
  if (yearLast !== null) return monthOf(yearLast[2]!, Number(yearLast[1]));
  const named = /^(\p{L}{3,9}\.?)[\s,./'’-]*(\d{4}|\d{2})$/u.exec(even);
  if (named !== null) return monthOf(named[2]!, monthNumber(named[1]!));
  const yearNamed = /^(\d{4})[\s./-]*(\p{L}{3,9}\.?)$/u.exec(even);
  return yearNamed === null ? undefined : monthOf(yearNamed[1]!, monthNumber(yearNamed[2]!));
}

/**
 * The style of a column of texts; undefined where fewer than half of those that are filled are dates.
 * `order` is what someone stated for dates in digits alone. `numbers: false` where plain numbers can be no dates, as in a column that is called neither start nor end.
 */
export function dateSpelling(given: readonly string[], order?: DateOrder, numbers = true): DateSpelling | DateDoubt | undefined {
  const texts = given.map((text) => (isNoDate(text) ? "" : text));
  const filled = texts.filter((text) => text.trim() !== "").length;
  if (filled === 0) return undefined;
  const seen = ordersSeen(texts);
  if (order !== "dmy" && order !== "mdy" && seen.dmy.length > 0 && seen.mdy.length > 0) return { kind: "both_orders", dmy: seen.dmy, mdy: seen.mdy };
  const base = styleOfOrders(seen, order);
  const counted = numbers ? numbersOf(texts) : undefined;
  const days: DateStyle = { ...(base.order === undefined ? {} : { order: base.order }), ...(counted === undefined ? {} : { numbers: counted }) };
  const style = isMonths(texts, days) ? { ...days, months: true as const } : days;
  const unfit = texts.flatMap((text, i) => (text.trim() !== "" && readDate(text, style) === undefined && !isUndecided(text, style) ? [i] : []));
  if (filled - unfit.length <= unfit.length) return undefined;
  const doubtful = base.order === undefined ? seen.open : undefined;
  return { kind: "date", style, unfit, filled, ...(doubtful === undefined ? {} : { doubtful }), ...(base.assumed ? { assumed: true } : {}), ...(seen.shortYears ? { shortYears: true } : {}) };
}

const NO_DATE = new RegExp(`^(?:[-\\u2013\\u2014]+|${[
  "#?n/?a", "null", "none", "nil", "open", "open[- ]ended", "ongoing", "evergreen", "present", "perpetual", "rolling", "indefinite(?:ly)?", "continuous", "no end(?: date)?", "without end", "until further notice", "month[- ]to[- ]month",
  "offen", "laufend", "fortlaufend", "unbefristet", "unbegrenzt", "unbestimmt", "auf unbestimmte zeit", "bis auf weiteres", "ohne ende", "kein(?: ende)?",
  "illimité", "indéterminée?", "durée indéterminée", "sans fin", "aucune?",
].join("|")})$`, "iu");

/** Words for no date at all; an end that is none is open. */
export const isNoDate = (text: string): boolean => NO_DATE.test(text.trim());

/** Whether some style reads it as a day or a month. */
export const isSomeDay = (text: string): boolean => readDate(text, { order: "dmy", months: true, numbers: "serial" }) !== undefined || readDate(text, { order: "mdy" }) !== undefined;

/** A date in digits that reads either way, with a style that does not say which. */
const isUndecided = (text: string, style: DateStyle): boolean => style.order === undefined && yearLastParts(text) !== undefined;

interface OrdersSeen {
  dmy: number[];
  mdy: number[];
  open: string | undefined;
  /** All that is open has points between its parts. */
  pointed: boolean;
  shortYears: boolean;
}

function ordersSeen(texts: readonly string[]): OrdersSeen {
  const seen: OrdersSeen = { dmy: [], mdy: [], open: undefined, pointed: true, shortYears: false };
  for (const [i, text] of texts.entries()) {
    const parts = yearLastParts(text);
    if (parts === undefined) continue;
    const [first, mark, second, year] = parts;
    if (year.length === 2) seen.shortYears = true;
    const dmy = civil(year, second, first) !== undefined;
    const mdy = civil(year, first, second) !== undefined;
    if (dmy && !mdy) seen.dmy.push(i);
    if (mdy && !dmy) seen.mdy.push(i);
    if (dmy && mdy && first !== second) {
      seen.open ??= text.trim();
      if (mark !== ".") seen.pointed = false;
    }
  }
  return seen;
}

function styleOfOrders(seen: OrdersSeen, stated: DateOrder | undefined): { order: "dmy" | "mdy" | undefined; assumed: boolean } {
  if (stated === "dmy" || stated === "mdy") return { order: stated, assumed: false };
  if (seen.dmy.length > 0) return { order: "dmy", assumed: false };
  if (seen.mdy.length > 0) return { order: "mdy", assumed: false };
  const pointed = seen.open !== undefined && seen.pointed;
  return { order: pointed ? "dmy" : undefined, assumed: pointed };
}

/** Day, mark, month and year of a date in digits with its year last, a time behind it or not. */
function yearLastParts(text: string): [number, string, number, string] | undefined {
  const even = text.trim();
  const day = TIMED.exec(even)?.groups?.["day"] ?? even;
  const parts = YEAR_LAST.exec(day);
  return parts === null ? undefined : [Number(parts[1]), (parts[2] ?? parts[5])!, Number(parts[3] ?? parts[6]), (parts[4] ?? parts[7])!];
}

/** Serial numbers or times since 1970, where the plain numbers of the column are: of twenty or more all but a slip. */
function numbersOf(texts: readonly string[]): DateStyle["numbers"] | undefined {
  const plain = texts.map((text) => text.trim()).filter((text) => /^\d+(?:\.\d+)?$/.test(text) && !isCompact(text));
  const are = (shape: RegExp): boolean => plain.filter((text) => !shape.test(text)).length * 20 <= plain.length;
  if (plain.length === 0) return undefined;
  if (are(SERIAL)) return "serial";
  if (are(SECONDS)) return "seconds";
  return are(MILLISECONDS) ? "milliseconds" : undefined;
}

/** Most texts name a month, and none a day. */
function isMonths(texts: readonly string[], style: DateStyle): boolean {
  const filled = texts.filter((text) => text.trim() !== "");
  const months = filled.filter((text) => !/^\d+$/.test(text.trim()) && readMonth(text) !== undefined).length;
  return months * 2 > filled.length && !filled.some((text) => readDate(text, style) !== undefined);
}

function readDigits(text: string, style: DateStyle): string | undefined {
  if (isCompact(text)) return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  if (style.numbers === "serial" && SERIAL.test(text)) return addDays("1899-12-30", Number(text.split(".")[0]));
  if (style.numbers === "seconds" && SECONDS.test(text)) return instant(Number(text) * 1000);
  if (style.numbers === "milliseconds" && MILLISECONDS.test(text)) return instant(Number(text));
  return undefined;
}

/** 20250531, of this century or the last. */
const isCompact = (text: string): boolean => /^(?:19|20)\d{6}$/.test(text) && isDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.000Z$/, "Z");

function readTimed(timed: Record<string, string | undefined>, style: DateStyle): string | undefined {
  const day = readDay(timed["day"]!.trim(), style);
  const time = clockOf(timed["time"]!, timed["half"]);
  if (day === undefined || time === undefined) return undefined;
  const zone = timed["zone"];
  return `${day}T${time}${zone === undefined ? "" : /^(?:UTC|GMT)$/.test(zone) ? "Z" : zone.replace(/^(...)(\d\d)$/, "$1:$2")}`;
}

/** 5:00:00 -> 05:00:00, 5:00 PM -> 17:00:00. */
function clockOf(text: string, half: string | undefined): string | undefined {
  const [hour = "", minute = "", second = "00"] = text.replace(",", ".").split(":");
  const twelve = Number(hour) % 12;
  const of24 = half === undefined ? Number(hour) : /^p/i.test(half) ? twelve + 12 : twelve;
  const wrongHalf = half !== undefined && (Number(hour) < 1 || Number(hour) > 12);
  if (wrongHalf || of24 > 23 || Number(minute) > 59 || Number(second) >= 60) return undefined;
  return `${String(of24).padStart(2, "0")}:${minute}:${second}`;
}

function readDay(text: string, style: DateStyle): string | undefined {
  const bare = text.replace(DAY_NAME, "");
  if (ISO.test(bare)) return isDate(bare) ? bare : undefined;
  const yearFirst = YEAR_FIRST.exec(bare);
  if (yearFirst !== null) return civil(yearFirst[1]!, Number(yearFirst[3]), Number(yearFirst[4]));
  const yearLast = yearLastParts(bare);
  if (yearLast !== undefined) {
    const [first, , second, year] = yearLast;
    if (style.order === undefined && first !== second) return undefined;
    return style.order === "mdy" ? civil(year, first, second) : civil(year, second, first);
  }
  const dayFirst = DAY_FIRST_NAMED.exec(bare);
  if (dayFirst !== null) return civil(dayFirst[3]!.replace("'", ""), monthNumber(dayFirst[2]!), Number(dayFirst[1]));
  const monthFirst = MONTH_FIRST_NAMED.exec(bare);
  if (monthFirst !== null) return civil(monthFirst[3]!, monthNumber(monthFirst[1]!), Number(monthFirst[2]));
  const named = YEAR_FIRST_NAMED.exec(bare);
  return named === null ? undefined : civil(named[1]!, monthNumber(named[2]!), Number(named[3]));
}

const monthOf = (year: string, month: number | undefined): string | undefined => civil(year, month, 1);

/** An existing day; a year of two digits is one of 1970 to 2069. */
function civil(year: string, month: number | undefined, day: number): string | undefined {
  if (month === undefined) return undefined;
  const full = year.length === 2 ? `${Number(year) >= 70 ? "19" : "20"}${year}` : year;
  const iso = `${full}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  return isDate(iso) ? iso : undefined;
}
