/** What the words around a table say of its amounts: MRR or ARR, thousands or millions, a currency. */
import type { AmountsIn } from "../profile/profile.js";
import { safeText } from "../safe-text.js";
import type { Shape } from "./guess-types.js";
import type { Guessing } from "./guessing.js";
import { measureIn, type Measure } from "./months.js";

/** Words that stand somewhere, and where. */
interface Words {
  text: string;
  where: string;
}

/** What stands around the table, the nearest first; what a file is called speaks least of what it holds. */
function wordsAround({ hints }: Guessing): Words[] {
  const shown = (text: string) => safeText(text).slice(0, 80);
  return [
    ...(hints.title === undefined ? [] : [{ text: hints.title, where: `the title "${shown(hints.title)}"` }]),
    ...(hints.sheet === undefined ? [] : [{ text: hints.sheet, where: `the name of the sheet, ${shown(hints.sheet)},` }]),
  ];
}

/** The measure that headers, title and sheet agree on; else, where they say nothing, the one that the file's name says. `disagree`: they do not agree. */
export function measureTold(guess: Guessing, headers: readonly string[]): { measure: Measure; where: string } | "disagree" | undefined {
  const near: Words[] = [...headers.map((text) => ({ text, where: `the name ${safeText(text)}` })), ...wordsAround(guess)];
  const told = near.flatMap(({ text, where }) => {
    const measure = measureIn(text);
    return measure === undefined ? [] : [{ measure, where }];
  });
  if (new Set(told.map(({ measure }) => measure)).size > 1) return "disagree";
  const file = measureIn(guess.hints.file ?? "");
  return told[0] ?? (file === undefined || near.some(({ text }) => namesBoth(text)) ? undefined : { measure: file, where: "the name of the file" });
}

const namesBoth = (text: string): boolean => /\bmrr\b/i.test(text) && /\barr\b/i.test(text);

/** Asks what the amounts count where a name or a title says that they are in thousands or millions. */
export function guessScale(guess: Guessing, shape: Shape): void {
  if (guess.profile.amounts_in !== undefined) return;
  const amount = guess.lookOf("amount");
  const source = guess.profile.columns["amount"];
  if (amount !== undefined && CENTS.test(amount.words) && !(source !== undefined && "minor_places" in source) && amount.texts.every((text) => !/[.,]\d{1,2}$/.test(text))) {
    guess.profile.amounts_in = "cents";
    guess.assume(`${amount.name} is in cents: 4900 is 49.00.`, "If it is not: --amounts-in units.");
    return;
  }
  const headers = shape === "grid" ? [...guess.looks.map((look) => look.name)] : [amount?.name ?? "", ...(guess.profile.years ?? [])];
  const names: Words[] = headers.map((text) => ({ text, where: `the name ${safeText(text)}` }));
  for (const { text, where } of [...names, ...wordsAround(guess)]) {
    const scale = scaleIn(text);
    if (scale === undefined) continue;
    const sentence = `${where[0]!.toUpperCase()}${where.slice(1)} says that amounts are in ${scale}; read as they stand, ARR would be that many times too small.`;
    guess.ask("amounts_in", sentence, [], `--amounts-in ${scale}`, ["--amounts-in units"]);
    return;
  }
}

const CENTS = / (?:cents?|pence|minor units?) /;

const money = "(?:\\$|€|£|\\bUSD|\\bEUR|\\bGBP|\\bCHF)";
const millions = new RegExp(`${money}\\s?(?:m|mm|mn|mio|millions?)\\b|\\b(?:m|mn|mio)\\s?${money}|\\((?:in )?(?:m|mm|mn|mio|millions)\\)|\\bin (?:millions|mio\\b|mn\\b)|\\bmillions of\\b`, "i");
const thousands = new RegExp(`${money}\\s?(?:k|'?000s?|thousands?)\\b|\\b(?:k|t)\\s?(?:€|\\$|£|EUR\\b|USD\\b|GBP\\b|CHF\\b)|\\((?:in )?(?:k|'?000s?|thousands|tsd\\.?)\\)|\\bin (?:thousands|tausend|tsd\\b|k\\b)|\\bthousands of\\b|['’]000`, "i");

/** `ARR ($K)`, `Amount in thousands`, `TEUR`, `€m`: undefined where the text speaks of whole amounts or of none. */
export function scaleIn(text: string): Exclude<AmountsIn, "units" | "cents"> | undefined {
  if (thousands.test(text)) return "thousands";
  return millions.test(text) ? "millions" : undefined;
}

const major = "USD|EUR|GBP|CHF|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|BRL|MXN|SGD|HKD|ZAR|ILS|AED|KRW";
const signs: Record<string, string> = { "€": "EUR", "£": "GBP", "₹": "INR" };

/** The one currency that a title names; a `$` alone names none. */
export function currencyTold(guess: Guessing): { currency: string; where: string } | undefined {
  for (const { text, where } of wordsAround(guess)) {
    const found = [...text.matchAll(new RegExp(`(?<![A-Za-z])[kT]?(${major})(?![A-Za-z])`, "g"))].map((match) => match[1]!);
    const named = new Set([...found, ...[...text].flatMap((sign) => signs[sign] ?? [])]);
    if (named.size === 1) return { currency: [...named][0]!, where };
  }
  return undefined;
}
