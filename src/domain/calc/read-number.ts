/** One number as it comes, and what to write instead where it can't be read. */
import { problem, type Problem } from "../problem.js";
import { Rational, readDecimal } from "../rational.js";
import type { GivenNumber, NumberKind } from "./calculation.js";

const mostDigits = 30;
const mostPlaces = 12n;
const one = new Rational(1n);

/** Where a number stands, for the problem that names it. */
export interface Spot {
  calculation: string;
  /** The input, or the part of a list: `items[2] probability`. */
  input: string;
}

interface Limit {
  holds: (value: Rational) => boolean;
  rule: string;
  remedy: (value: Rational, text: string) => string;
}

const shareRemedy: Limit["remedy"] = (value, text) => value.isNegative() ? "Write a share as a ratio from 0 to 1." : `Write a share as a ratio: ${plainText(value.dividedBy(new Rational(100n)))} if ${text}% is meant.`;
const limits: Partial<Record<NumberKind, Limit>> = {
  share: { holds: (value) => value.compare(one) <= 0, rule: "a share, which cannot be above 1", remedy: shareRemedy },
  part: { holds: (value) => value.compare(one) <= 0 && !value.isNegative(), rule: "a share, which lies between 0 and 1", remedy: shareRemedy },
  amount: { holds: (value) => !value.isNegative(), rule: "a number that cannot be below zero", remedy: () => "Write 0 or more." },
  positive: { holds: (value) => !value.isNegative() && !value.isZero(), rule: "a number above zero", remedy: () => "Write more than 0, or leave it out where it is not known." },
  chance: {
    holds: (value) => value.compare(one) <= 0 && !value.isNegative(),
    rule: "a probability, which lies between 0 and 1",
    remedy: shareRemedy,
  },
  loss: {
    holds: (value) => !value.isNegative(),
    rule: "a loss, and losses are written as positive amounts here",
    remedy: (_, text) => `Write ${text.slice(1)}.`,
  },
  places: {
    holds: (value) => value.isWhole() && !value.isNegative() && value.numerator <= mostPlaces,
    rule: `a count of decimal places, a whole number from 0 to ${mostPlaces}`,
    remedy: () => "Write 0 for whole units or 2 for cents.",
  },
};

/** Reads text, a number or a bigint; a number goes through its own text, never through arithmetic. */
export function readNumber(raw: unknown, kind: NumberKind, spot: Spot): GivenNumber | Problem {
  const text = typeof raw === "string" ? raw.trim() : typeof raw === "number" || typeof raw === "bigint" ? String(raw) : (JSON.stringify(raw) ?? typeof raw);
  const at = { column: spot.input, value: text };
  const value = typeof raw === "boolean" ? undefined : readDecimal(text);
  if (!value) return problem("calc-number-unreadable", { ...spot, value: text, instead: plainSpelling(text, kind) }, at);
  if (text.replaceAll(/\D/g, "").length > mostDigits) return problem("calc-number-too-long", { ...spot, value: text, mostDigits }, at);
  const limit = limits[kind];
  if (limit && !limit.holds(value)) return problem("calc-input-range", { ...spot, value: text, rule: limit.rule, remedy: limit.remedy(value, text) }, at);
  return { text, value };
}

/** "$1,000" -> "1000", "15%" -> "0.15" (or "15" for an input in percent), "1e3" -> "1000"; undefined where nothing can be guessed. */
function plainSpelling(text: string, kind: NumberKind): string | undefined {
  const bare = text.replaceAll(/[$€£\s_]/g, "");
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  const plain = readDecimal(grouped);
  if (plain) return plainText(plain);
  const percent = bare.endsWith("%") ? readDecimal(bare.slice(0, -1)) : undefined;
  if (percent) return plainText(kind === "percent" ? percent : percent.dividedBy(new Rational(100n)));
  return withoutExponent(bare);
}

function withoutExponent(text: string): string | undefined {
  const [, digits = "", sign, exponent = ""] = /^(.+)e([+-]?)(\d{1,2})$/i.exec(text) ?? [];
  const value = readDecimal(digits);
  const shift = new Rational(10n ** BigInt(exponent));
  return value && plainText(sign === "-" ? value.dividedBy(shift) : value.times(shift));
}

/** A decimal fraction in full, without trailing zeros. */
function plainText(value: Rational): string {
  if (value.isWhole()) return value.toFixed(0);
  return value.toFixed(mostDigits * 4).replace(/0+$/, "");
}
