/** Powers with a fractional exponent, such as the yearly growth behind a growth over 2.5 years, without floating point. */
import { Rational } from "../rational.js";

/** A root is cut at this many places, one more than any ratio shows. */
const rootPlaces = 7;
/** Exponents beyond this, above or below their fraction line, would keep a machine busy for longer than anyone waits. */
const largestExponent = 100_000n;
/** Answers of more bits than this (about thirty digits) mean a slip in the inputs. */
const largestBits = 100n;

/**
 * base ^ exponent for base >= 0, or for any base where the exponent is whole; the exponent is not below zero.
 * Exact where the answer has at most seven decimals; else cut at the seventh and marked as lying above the cut, so that rounding
 * it to six or fewer places, also after adding or taking away whole numbers, gives what the true value gives.
 *
 * @returns undefined where the exponent or the answer is too large to work out
 */
export function power(base: Rational, exponent: Rational): Rational | undefined {
  const { numerator: above, denominator: root } = exponent;
  if (above > largestExponent || root > largestExponent || isTooLarge(base, exponent)) return undefined;
  const [numerator, denominator] = [base.numerator ** above, base.denominator ** above];
  return root === 1n ? new Rational(numerator, denominator) : nthRoot(numerator, denominator, root);
}

/** Works on bare integers: bringing fractions of a million digits to lowest terms would cost more than the root. */
function nthRoot(numerator: bigint, denominator: bigint, root: bigint): Rational {
  const unit = 10n ** BigInt(rootPlaces);
  const scaled = numerator * unit ** root;
  const radicand = scaled / denominator;
  const cut = integerRoot(radicand, root);
  const isExact = cut ** root === radicand && radicand * denominator === scaled;
  return isExact ? new Rational(cut, unit) : new Rational(2n * cut + 1n, 2n * unit);
}

/** The greatest whole r with r ^ root <= radicand, found bit by bit from the top. */
function integerRoot(radicand: bigint, root: bigint): bigint {
  let found = 0n;
  for (let bit = bitLength(radicand) / root + 1n; bit >= 0n; bit--) {
    const candidate = found | (1n << bit);
    if (candidate ** root <= radicand) found = candidate;
  }
  return found;
}

function isTooLarge(base: Rational, exponent: Rational): boolean {
  const bits = bitLength(base.numerator) - bitLength(base.denominator);
  return bits * exponent.numerator > largestBits * exponent.denominator;
}

function bitLength(number: bigint): bigint {
  const digits = (number < 0n ? -number : number).toString(16);
  return BigInt(digits.length * 4);
}
