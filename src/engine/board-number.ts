/** The numbers of a board table as they are typed: $5.0M, (50,000), +400k, 8.0%, 1.6x. Text to text: digits and where their point stands, nothing is computed. */
import { problem, ProblemError } from "../domain/problem.js";
import { numberSpelling, readNumber, type NumberStyle } from "../sources/reading/number-style.js";
import { safeText } from "../sources/safe-text.js";

/** digits x 10^power; the last of the digits is the last that was stated. */
export interface BoardNumber {
  digits: string;
  power: number;
  isPercent: boolean;
  isTimes: boolean;
  /** It carries a currency. */
  isMoney: boolean;
  /** It says thousands or millions itself. */
  isScaled: boolean;
}

const scales: Readonly<Record<string, number>> = { k: 3, t: 3, tsd: 3, thousand: 3, thousands: 3, m: 6, mm: 6, mn: 6, mio: 6, mil: 6, million: 6, millions: 6, b: 9, bn: 9, billion: 9, billions: 9 };
const suffix = new RegExp(`(?<=\\d)\\s*(?<word>${Object.keys(scales).sort((a, b) => b.length - a.length).join("|")}|x|×|pp|pts?|points)\\.?(?=\\s*(?:[)$€£]|USD|EUR|GBP|CHF|$))`, "iu");

/** A cell without what stands around its number: signs of about, footnotes, a plus. */
const bare = (text: string): string => text.trim().replace(/^(?:~|≈|c\.|ca\.|approx\.?)\s*/i, "").replace(/[*†‡¹²³]+$/u, "").replace(/^([$€£]?)\s*\+\s*/u, "$1").trim();

function withoutSuffix(text: string): { rest: string; word: string } {
  const found = suffix.exec(text);
  return found === null ? { rest: text, word: "" } : { rest: `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`, word: found.groups!["word"]!.toLowerCase() };
}

/** Whether the cell seems to hold one number, whichever mark stands before its decimals. */
export const looksLikeNumber = (text: string): boolean => [",", "."].some((decimal) => readBoardNumber(text, { decimal: decimal as "," | ".", group: decimal === "," ? "." : "," }) !== undefined);

/** Nothing is stated: undefined; a dash, which in a waterfall is nothing. */
export const isUnstated = (text: string): boolean => /^(?:|n\/?a\.?|n\.a\.|nm|n\.m\.|tbd|null|none|\?)$/i.test(text.trim());
export const isDash = (text: string): boolean => /^(?:[-\u2013\u2014\u2212]+|[$€£]\s?-)$/u.test(text.trim());

/** What fractions of sums still fit: digits in all, and before the point. */
const mostDigits = 25;
const mostWhole = 15;

export function readBoardNumber(text: string, style: NumberStyle): BoardNumber | undefined {
  const { rest, word } = withoutSuffix(bare(text));
  const plain = readNumber(rest, style);
  if (plain === undefined) return undefined;
  const [whole = "", decimals = ""] = plain.split(".");
  const isPercent = rest.includes("%") || /^p/.test(word);
  const digits = `${whole}${decimals}`.replace(/^(-?)0+(?=\d)/, "$1");
  const power = (scales[word] ?? 0) - decimals.length - (isPercent ? 2 : 0);
  const length = digits.replace("-", "").length;
  if (length > mostDigits || length + power > mostWhole) return undefined;
  return { digits, power, isPercent, isTimes: word === "x" || word === "×", isMoney: /[$€£¥₹]|\b[A-Z]{3}\b/u.test(rest), isScaled: word in scales };
}

/** How the numbers of a table are written. Throws a ProblemError where they leave it open. @param told the mark before decimals, where someone said it */
export function boardStyle(texts: readonly string[], told: "." | "," | undefined, file: string): NumberStyle {
  const cells = texts.map((text) => withoutSuffix(bare(text)).rest);
  const percents = cells.filter((cell) => cell.includes("%"));
  // amounts and percentages may have as many decimals as they like without telling of each other
  const tries = [cells, cells.filter((cell) => !cell.includes("%")), percents].map((some) => numberSpelling(some, told));
  for (const found of tries) if (found?.kind === "number") return found.style;
  const [doubt] = tries;
  if (doubt === undefined || doubt.kind === "number") return { decimal: told ?? ".", group: told === "," ? "." : "," };
  const [first, second] = doubt.kind === "which_mark" ? [doubt.example, ""] : [cells[doubt.point]!, cells[doubt.comma]!];
  throw new ProblemError([problem("board-decimals", { first: safeText(first), second: safeText(second) }, { file })]);
}
