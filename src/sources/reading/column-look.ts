/** What a column looks like: the words of its name, and what its sample texts are. */
import type { DateOrder } from "../profile/profile.js";
import { wordsOf } from "../loose.js";
import { isMoneyNamed } from "./amount-names.js";
import type { TableRow } from "../table.js";
import { dateSpelling, type DateDoubt, type DateSpelling } from "./date-style.js";
import { numberSpelling, type NumberDoubt, type NumberSpelling } from "./number-style.js";

export interface ColumnLook {
  position: number;
  name: string;
  /** The words of the name in small letters, with spaces around: ` term start date `. Prefixes of systems are left out. */
  words: string;
  /** A code of a currency in the name. */
  currency: string | undefined;
  /** One text for each sample row, trimmed. */
  texts: string[];
  filled: number;
  /** How many different texts are not empty. */
  distinct: number;
  date: DateSpelling | DateDoubt | undefined;
  number: NumberSpelling | NumberDoubt | undefined;
}

/** Words that systems put around names, and that mean nothing here. */
const DECORATION = new Set(["hs", "sbqq", "property", "c", "utc", "gmt"]);
const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));
const signs: Record<string, string> = { "€": "EUR", "£": "GBP", "₹": "INR" };

export function lookAt(header: readonly string[], rows: readonly TableRow[], stated: { dateOrder?: DateOrder | undefined; decimal?: "." | "," | undefined }): ColumnLook[] {
  const looks = header.map((name, position): ColumnLook => {
    const texts = rows.map((row) => (row.cells[position] ?? "").trim());
    const given = texts.filter((text) => text !== "");
    const words = wordsOf(name);
    const isCounted = DATED.test(` ${words.join(" ")} `) && !isMoneyNamed(` ${words.join(" ")} `);
    return {
      position,
      name: name.trim(),
      words: ` ${words.filter((word) => !DECORATION.has(word)).join(" ")} `,
      currency: currencyIn(name),
      texts,
      filled: given.length,
      distinct: new Set(given).size,
      date: dateSpelling(texts, stated.dateOrder, isCounted),
      number: numberSpelling(texts, stated.decimal),
    };
  });
  const shared = sharedOrder(looks);
  return shared === undefined ? looks : looks.map((look) => inOrder(look, shared));
}

/** The order of day and month that the columns of a table show beyond doubt, if they show one. */
export function sharedOrder(looks: readonly ColumnLook[]): "dmy" | "mdy" | undefined {
  const told = new Set(looks.flatMap((look) => (look.date?.kind === "date" && look.date.assumed === undefined && look.date.style.order !== undefined ? [look.date.style.order] : [])));
  return told.size === 1 ? [...told][0] : undefined;
}

/** A column that does not tell its order is spelled as the others of its table. */
function inOrder(look: ColumnLook, order: "dmy" | "mdy"): ColumnLook {
  if (look.date?.kind !== "date" || look.date.doubtful === undefined) return look;
  return { ...look, date: { ...look.date, style: { ...look.date.style, order } } };
}

/** Names under which a plain number may be a day. */
const DATED = / (date|day|on|at|start|starts|started|end|ends|ended|begin|begins|from|to|until|expiry|expires|expiration|effective|renewal|signed|closed|live|activation|activated|created|canceled|cancelled|month|period) /;

function currencyIn(name: string): string | undefined {
  const code = /(?:^|[^A-Za-z])([A-Z]{3})(?:$|[^A-Za-z])/g;
  for (const found of name.matchAll(code)) if (codes.has(found[1]!)) return found[1];
  const sign = /[€£₹]/.exec(name)?.[0];
  return sign === undefined ? undefined : signs[sign];
}

/** The first five different texts. */
export const samplesOf = (look: ColumnLook): string[] => [...new Set(look.texts.filter((text) => text !== ""))].slice(0, 5);

/** Dates, or texts that would be if their order were known. */
export const isDates = (look: ColumnLook): boolean => look.date !== undefined;

/** Numbers, or texts that would be if their mark were known. */
export const isNumbers = (look: ColumnLook): boolean => look.number !== undefined;

/** One row in so many may hold a slip, which is refused by name, without the column losing its meaning. */
const SLIPS = 20;

/** Whether all texts of the column but a slip here and there are so. */
export const isNearlyEvery = (look: ColumnLook, isSo: (text: string) => boolean): boolean => look.texts.filter((text) => text !== "" && !isSo(text)).length * SLIPS <= look.filled;
