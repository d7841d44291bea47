/** What a number format makes of a number, as far as its text here depends on it. */
export type FormatKind = "number" | "percent" | "date" | "time" | { padded: number } | { currency: string };

/** Formats that every workbook has by number: dates, times of day, and those of East Asian editions. */
const builtIn = new Map<number, FormatKind>([
  [9, "percent"], [10, "percent"],
  ...[14, 15, 16, 17, ...between(27, 31), 36, ...between(50, 54), 57, 58].map((id): [number, FormatKind] => [id, "date"]),
  ...[18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 47, 55, 56].map((id): [number, FormatKind] => [id, "time"]),
]);

function between(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** By the format's code if the workbook gives one, else by its number. */
export function kindOfFormat(id: number, code: string | undefined): FormatKind {
  return code === undefined ? (builtIn.get(id) ?? "number") : kindOfCode(code);
}

/** `[h]:mm` is a length of time and no date; texts in quotes, colours and locales say nothing. */
function kindOfCode(code: string): FormatKind {
  if (/\[(h+|m+|s+)\]/i.test(code)) return "number";
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";")[0]!;
  if (/general/i.test(bare)) return "number";
  if (bare.includes("%")) return "percent";
  if (/[hs]/i.test(bare)) return "time";
  if (/[ymd]/i.test(bare)) return "date";
  if (/^0{2,}$/.test(bare)) return { padded: bare.length };
  const currency = currencyOfCode(code);
  return currency === undefined ? "number" : { currency };
}

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Signs of one currency as amounts are read with them; those of several stand for themselves. */
const signs: Record<string, string> = {
  $: "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", US$: "USD", CA$: "CAD", C$: "CAD", A$: "AUD", AU$: "AUD", NZ$: "NZD", HK$: "HKD", S$: "SGD", R$: "BRL",
  "₽": "RUB", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₫": "VND", "₴": "UAH", "₦": "NGN", "฿": "THB", "zł": "PLN", "Kč": "CZK", "Fr.": "CHF", kr: "kr",
};

/** What a sign of several currencies means in the list of countries that Excel offers with it, by their number. */
const byCountry: Record<string, string> = {
  "$-409": "USD", "$-1009": "CAD", "$-c0c": "CAD", "$-c09": "AUD", "$-1409": "NZD", "$-c04": "HKD", "$-4809": "SGD", "$-80a": "MXN",
  "¥-411": "JPY", "¥-804": "CNY", "kr-41d": "SEK", "kr-414": "NOK", "kr-406": "DKK",
};

/** The sign or code that a format writes beside its numbers: `[$€-407] #,##0.00`, `"$"#,##0`, `#,##0 "CHF"`. */
function currencyOfCode(code: string): string | undefined {
  const first = code.split(";")[0]!.replace(/_./g, "");
  for (const [, inBrackets, quoted, bare] of first.matchAll(/\[\$([^\]]*)\]|"([^"]*)"|\\?([$€£¥₹₽₩₪₺₫₴₦฿])/gu)) {
    const [text = "", country = ""] = inBrackets === undefined ? [quoted ?? bare] : inBrackets.split(/-(?=[^-]*$)/);
    const sign = text.trim();
    const found = byCountry[`${sign}-${country.toLowerCase()}`] ?? (codes.has(sign) ? sign : Object.hasOwn(signs, sign) ? signs[sign] : undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
