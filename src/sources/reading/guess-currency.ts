/** In which currency amounts are, by the name of their column, the signs beside them or a title. */
import { problem } from "../../domain/problem.js";
import type { ColumnLook } from "./column-look.js";
import type { Guessing } from "./guessing.js";
import { currencyTold } from "./title-words.js";

/** Settles the currency of `amounts`, one column or the cells of a table by month, or asks. What nothing tells is left to the policy. */
export function guessCurrency(guess: Guessing, amounts: readonly ColumnLook[]): void {
  const [first] = amounts;
  if (guess.has("currency") || first === undefined) return;
  const named = new Set(amounts.flatMap((look) => look.currency ?? []));
  const where = amounts.length === 1 ? first.name : "the cells";
  if (named.size === 1 && amounts.every((look) => look.currency !== undefined)) {
    guess.constant("currency", [...named][0]!);
    guess.assume(`All amounts are ${[...named][0]}, as the name ${first.name} says.`, "If they are not: --map currency=\"…\".");
    return;
  }
  const signs = [...new Set(amounts.flatMap((look) => (look.number?.kind === "number" ? look.number.currencies : signsOf(look))))];
  const meant = [...new Set(signs.map((sign) => currencyOf(sign, guess.hints.reportingCurrency ?? "USD")))];
  const told = signs.length > 0 && meant.every((currency) => currency === undefined) ? undefined : currencyTold(guess);
  if (meant.length > 1 || (meant[0] !== undefined && told !== undefined && told.currency !== meant[0])) {
    const met = signs.map((sign) => `${sign}${firstWith(guess, amounts, sign)}`);
    const all = meant.length > 1 ? met : [...met, told!.currency];
    guess.problems.push(problem("currencies-mixed", { column: where, signs: all.join(", ") }, { ...(guess.hints.file === undefined ? {} : { file: guess.hints.file }), column: first.name }));
  } else if (meant[0] !== undefined) {
    guess.constant("currency", meant[0]);
    guess.assume(`All amounts are ${meant[0]}, as ${signs[0]} in ${where} says.`, "If they are not: --const currency=…");
  } else if (signs.length > 0) {
    guess.ask("currency", `${signs[0]} in ${where} is a sign of several currencies.`, amounts.slice(0, 1), "--const currency=USD");
  } else if (told !== undefined) {
    guess.constant("currency", told.currency);
    guess.assume(`All amounts are ${told.currency}, as ${told.where} says.`, "If they are not: --const currency=…");
  }
}

/** Where a sign stands first. */
function firstWith({ rows }: Guessing, amounts: readonly ColumnLook[], sign: string): string {
  const found = rows.find((_, at) => amounts.some((look) => look.texts[at]!.includes(sign)));
  return found === undefined ? "" : ` in row ${found.row}`;
}

/** Signs beside numbers of which nothing tells the mark. */
const signsOf = (look: ColumnLook): string[] => [...new Set(look.texts.flatMap((text) => /[€£₹$¥₩₪₺₫₴₦฿₽]/u.exec(text)?.[0] ?? []))];

const certain: Record<string, string> = { "€": "EUR", "£": "GBP", "₹": "INR", "US$": "USD", "CA$": "CAD", "C$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₫": "VND", "₴": "UAH", "₦": "NGN", "฿": "THB", "zł": "PLN", "Kč": "CZK", "Fr.": "CHF" };
const shared: Record<string, string[]> = { $: ["USD"], "¥": ["JPY", "CNY"], kr: ["SEK", "NOK", "DKK"] };

/** The code of a sign; a sign of several currencies means the reporting currency where that is one of the usual ones, else it is unknown. */
function currencyOf(sign: string, reporting: string): string | undefined {
  if (/^[A-Z]{3}$/.test(sign)) return sign;
  return certain[sign] ?? (shared[sign]?.includes(reporting) === true ? reporting : undefined);
}
