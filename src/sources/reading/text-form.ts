/** What a cell looks like, apart from what it says: two texts of one form never tell a reading apart. */

/** Texts without digits that are longer than this are prose. */
const LONGEST_WORD = 40;

/**
 * The form of a trimmed text. A text without digits is its own form, so that each new state, kind or span is one; of digits only so much is
 * kept as could change how a column is read: how many they are, whether they can be a day, a month, a part of one, or zero.
 */
export function formOf(text: string): string {
  if (text === "") return "";
  if (!/\d/.test(text)) return text.length > LONGEST_WORD ? "prose" : text.toLowerCase();
  const parts = text.replace(/[\p{L}]{4,}/gu, "a").match(/\d+|\D+/g)!;
  const runs = text.match(/\d+/g)!;
  const isSameTwice = runs.length > 1 && runs[0] === runs[1];
  return `${isSameTwice ? "=" : ""}${parts.map((part) => (/^\d/.test(part) ? digitsForm(part) : part)).join("").slice(0, LONGEST_WORD * 2)}`;
}

/** Letters stand for digits here: a day and a month (`s`), a day that is no month (`t`), the last days of months (`u`), what is neither (`v`). */
function digitsForm(digits: string): string {
  if (/^0+$/.test(digits)) return digits.length < 3 ? "z" : "Z";
  if (digits.length > 2) return `${digits.startsWith("0") ? "0" : ""}${Math.min(digits.length, 16)};`;
  const value = Number(digits);
  if (value === 1) return "1";
  if (value <= 12) return "s";
  if (value <= 27) return "t";
  return value <= 31 ? "u" : "v";
}
