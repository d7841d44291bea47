/** What a text looks like, for telling names from values. Nothing is read by these: an amount that is counted is read by strict rules elsewhere. */

/** Told at once: most amounts are plain. */
const PLAIN = /^-?\d+(?:\.\d+)?$/;
const AMOUNT = /^[+(-]?\s?(?:[$€£¥₹]|[A-Z]{2,3}\$?)?\s?[+-]?\d[\d.,'\u00a0\u202f ]*\s?(?:%|[$€£¥₹]|[A-Z]{3})?\)?-?$/;
const monthName =
  "(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|m(?:ä|a)?rz|apr(?:il)?|ma[yi]|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\\.?";
const DATE = new RegExp(
  `^(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:[T ]\\d.*)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}(?: \\d.*)?|\\d{1,2}[- ]${monthName}[-, ]+\\d{2,4}|${monthName}[ .]+\\d{1,2},? \\d{4})$`, "i");
const year = "(?:19|20)\\d\\d";
const PERIOD = new RegExp(
  `^(?:${monthName}[-' ./]*(?:\\d{2}|${year})?|${year}(?:[-/ ]?(?:${monthName}|Q[1-4]|H[12])|[-/ ]\\d{1,2})?|(?:\\d{1,2}[-/ ]|(?:Q[1-4]|H[12]|${monthName})[-/. ])${year}|(?:FY|CY) ?\\d{2,4}|(?:M|Y)\\d{1,3})$`, "i");

export const looksLikeDate = (text: string): boolean => DATE.test(text.trim());

/** A number, with or without its currency; a date is none. */
export function looksLikeAmount(text: string): boolean {
  if (PLAIN.test(text)) return true;
  const bare = text.trim();
  return bare.length < 40 && /\d/.test(bare) && AMOUNT.test(bare) && !looksLikeDate(bare);
}

/** A month, quarter or year, as it stands over a column of a grid. */
export function looksLikePeriod(text: string): boolean {
  const bare = text.trim();
  if (/^\d+$/.test(bare)) return /^(19|20)\d\d(0[1-9]|1[0-2])?$/.test(bare);
  return PERIOD.test(bare) || looksLikeDate(bare);
}
