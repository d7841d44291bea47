/**
 * How a column spells its numbers, found from sample texts, and the same number as plain decimal text.
 * Text to text: nothing is computed, so nothing is rounded. What does not fit the column's style is answered by `undefined`.
 */

export interface NumberStyle {
  decimal: "." | ",";
  /** What groups thousands: "" where nothing does. A space stands for every kind of space, ' for every apostrophe. */
  group: "" | "," | "." | " " | "'";
  /** A column of shares of one (0.15) is wanted in hundredths (15): the point moves two places. */
  hundredfold?: true;
}

export interface NumberSpelling {
  kind: "number";
  style: NumberStyle;
  /** The currency signs and codes met beside numbers, as written: `$`, `EUR`. */
  currencies: string[];
  /** Positions of texts that are no number in this style. */
  unfit: number[];
  /** Texts that are not empty. */
  filled: number;
  /** Some texts end in %. */
  percent: boolean;
}

/** Nothing says which mark is the point (`1.200`), or some texts say one and others the other. */
export type NumberDoubt = { kind: "which_mark"; example: string } | { kind: "both_marks"; point: number; comma: number };

const DIGITS = /^\d+(?:\.\d+)?$/;
const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** The text as an optional minus, digits, and optionally a point and digits; `undefined` where it is no number in this style. */
export function readNumber(text: string, style: NumberStyle): string | undefined {
  if (style.decimal === "." && style.group !== "." && style.hundredfold === undefined && PLAIN.test(text)) return text;
  const bare = undress(text);
  if (bare === undefined) return undefined;
  const digits = plainDigits(bare.digits, style);
  if (digits === undefined) return undefined;
  const value = style.hundredfold === undefined || bare.percent ? digits : hundredfold(digits);
  return value === undefined ? undefined : `${bare.negative ? "-" : ""}${value}`;
}

/**
 * The style of a column of texts; undefined where fewer than half of those that are filled are numbers.
 * `decimal` is the mark that someone stated; without it only marks that leave no doubt are believed, and grouping by a comma
 * (`1,200`), as no currency has three decimals that are written with a comma alone.
 */
export function numberSpelling(given: readonly string[], decimal?: "." | ","): NumberSpelling | NumberDoubt | undefined {
  // a dash is no number, but it does not say how numbers are spelled either
  const texts = given.map((text) => (/^\s*[-\u2013\u2014]\s*$/.test(text) ? "" : text));
  const seen = texts.map((text) => (text.trim() === "" ? undefined : undress(text)));
  const filled = texts.filter((text) => text.trim() !== "").length;
  const numeric = seen.filter((each) => each !== undefined && NUMERIC.test(each.digits)).length;
  if (filled === 0 || numeric * 2 < filled) return undefined;
  const style = styleOf(texts, seen, decimal);
  if ("kind" in style) return style;
  const unfit = texts.flatMap((text, i) => (text.trim() !== "" && readNumber(text, style) === undefined ? [i] : []));
  if (filled - unfit.length < unfit.length) return undefined;
  const currencies = [...new Set(seen.flatMap((each) => (each?.currency === undefined ? [] : [each.currency])))];
  return { kind: "number", style, currencies, unfit, filled, percent: seen.some((each) => each?.percent === true) };
}

/** What the texts say of the mark before the decimals. */
function styleOf(texts: readonly string[], seen: (Undressed | undefined)[], decimal: "." | "," | undefined): NumberStyle | NumberDoubt {
  const marks = seen.map((each) => (each === undefined ? undefined : markOf(each.digits)));
  const group = groupOf(seen);
  if (decimal !== undefined) return { decimal, group: group ?? (decimal === "." ? "," : ".") };
  const point = marks.indexOf(".");
  const comma = marks.indexOf(",");
  if (point >= 0 && comma >= 0) return { kind: "both_marks", point, comma };
  // `1,200` among `12,50`: one of the two is a slip, and the other is a thousand times what it seems.
  const grouped = marks.indexOf("either_comma");
  if (comma >= 0 && grouped >= 0) return { kind: "both_marks", point: grouped, comma };
  // `1.200` among `950.50` as well: whoever writes the last nought of one writes as many decimals everywhere. What a program writes has
  // no noughts at its end (950.5, 83.333) or as many decimals in every row (950.500).
  const dotted = decimalsOf(seen, marks);
  const odd = new Set(dotted.map(({ length }) => length)).size > 1 && dotted.some((decimals) => decimals.endsWith("0")) ? marks.indexOf("either_point") : -1;
  if (point >= 0 && odd >= 0) return { kind: "both_marks", point, comma: odd };
  if (comma >= 0) return { decimal: ",", group: group ?? "." };
  if (point >= 0) return { decimal: ".", group: group ?? "," };
  if (group !== undefined) return { decimal: ".", group };
  // Grouping by points and three decimals look alike.
  const doubtful = marks.indexOf("either_point");
  if (doubtful >= 0) return { kind: "which_mark", example: texts[doubtful]!.trim() };
  return { decimal: ".", group: "," };
}

/** What stands behind the points that are decimal marks, or may be. */
const decimalsOf = (seen: readonly (Undressed | undefined)[], marks: readonly ReturnType<typeof markOf>[]): string[] =>
  seen.flatMap((each, at) => (each !== undefined && (marks[at] === "." || marks[at] === "either_point") && each.digits.includes(".") ? [each.digits.slice(each.digits.lastIndexOf(".") + 1)] : []));

interface Undressed {
  /** Digits, marks and groups alone. */
  digits: string;
  negative: boolean;
  percent: boolean;
  currency: string | undefined;
}

const SIGN = "(?:US\\$|CA\\$|AU\\$|NZ\\$|HK\\$|C\\$|A\\$|R\\$|S\\$|[$€£¥₹₽₩₪₺₫₴₦฿]|[A-Z]{3}|kr|Fr\\.|zł|Kč)";
const DRESSED = new RegExp(`^(?<minus>-)?\\s?(?<before>${SIGN})?\\s?(?<inner>-)?(?<digits>\\d(?:[\\d.,' ]*\\d)?|\\.\\d+)\\s?(?<percent>%)?\\s?(?<after>${SIGN})?\\s?(?<trailing>-)?$`, "u");
/** Codes of ISO 4217: three capitals before digits are a currency only if there is one of that name. */
const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const NUMERIC = /^(?:\d{1,3}(?:[.,' ]\d{2,3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+)$/;

/** Takes off the sign, brackets, currency and percent mark. A text with two of a kind is no number. */
function undress(text: string): Undressed | undefined {
  const even = text.replace(/[\s\u00a0\u2007\u2009\u202f\ufeff]+/gu, " ").replace(/[\u2212\u2012\u2013]/gu, "-").replace(/[\u2019\u02bc`´]/gu, "'").trim();
  const held = /^(?<sign>\D{0,4}?)\s?\((?<inside>.*)\)\s?(?<tail>\D{0,4})$/u.exec(even)?.groups;
  const found = DRESSED.exec(held === undefined ? even : `${held["sign"]}${held["inside"]}${held["tail"]}`)?.groups;
  if (found === undefined) return undefined;
  const minuses = [found["minus"], found["inner"], found["trailing"]].filter((each) => each !== undefined).length + (held === undefined ? 0 : 1);
  if ([found["before"], found["after"]].some((sign) => sign !== undefined && /^[A-Z]{3}$/.test(sign) && !codes.has(sign))) return undefined;
  if (minuses > 1 || (found["before"] !== undefined && found["after"] !== undefined && found["before"] !== found["after"] && !/[$]/.test(found["before"]))) return undefined;
  return { digits: found["digits"]!, negative: minuses === 1, percent: found["percent"] !== undefined, currency: found["after"] ?? found["before"] };
}

/** The mark that this text shows to come before decimals, or what it leaves open. */
function markOf(digits: string): "." | "," | "either_point" | "either_comma" | undefined {
  const bare = digits.replace(/[ ']/g, "");
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  if (last < 0) return undefined;
  const mark = bare[last] as "." | ",";
  const other = mark === "." ? "," : ".";
  const before = bare.slice(0, last);
  const after = bare.length - last - 1;
  // Several of one mark group; the other one is then the decimal mark.
  if (before.includes(mark)) return other;
  if (before.includes(other) || bare !== digits) return mark;
  if (after !== 3 || before.length > 3 || before.length === 0 || /^0/.test(before)) return mark;
  return mark === "." ? "either_point" : "either_comma";
}

/** A space or an apostrophe that groups; a group of commas or points is told by the decimal mark. */
function groupOf(seen: (Undressed | undefined)[]): " " | "'" | undefined {
  for (const each of seen) {
    if (each !== undefined && each.digits.includes("'")) return "'";
    if (each !== undefined && each.digits.includes(" ")) return " ";
  }
  return undefined;
}

/** Digits and marks without groups, the decimal mark a point. */
function plainDigits(digits: string, style: NumberStyle): string | undefined {
  const [whole = "", decimals, more] = digits.split(style.decimal);
  if (more !== undefined || (decimals !== undefined && !/^\d+$/.test(decimals))) return undefined;
  const ungrouped = /^\d*$/.test(whole) ? whole : withoutGroups(whole, style.group);
  if (ungrouped === undefined) return undefined;
  const plain = `${ungrouped === "" ? "0" : ungrouped}${decimals === undefined ? "" : `.${decimals}`}`;
  return DIGITS.test(plain) ? plain : undefined;
}

/** 1,200,000 and, by commas, 12,00,000 as India writes it. */
function withoutGroups(whole: string, group: string): string | undefined {
  if (group === "") return undefined;
  const parts = whole.split(group);
  const [first = "", ...rest] = parts;
  if (!parts.every((part) => /^\d+$/.test(part)) || first.length > 3 || rest.at(-1)?.length !== 3) return undefined;
  const middle = rest.slice(0, -1);
  const thousands = middle.every((part) => part.length === 3);
  const lakhs = group === "," && first.length <= 2 && middle.every((part) => part.length === 2);
  return thousands || lakhs ? parts.join("") : undefined;
}

/** 0.15 -> 15, 1 -> 100; over one is no share. */
function hundredfold(digits: string): string | undefined {
  const [whole = "", decimals = ""] = digits.split(".");
  if (!/^0*[01]$/.test(whole) || (/1$/.test(whole) && /[1-9]/.test(decimals))) return undefined;
  const padded = decimals.padEnd(2, "0");
  const moved = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  return padded.length > 2 ? `${moved}.${padded.slice(2)}` : moved;
}
