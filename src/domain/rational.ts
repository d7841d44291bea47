/**
 * Exact fractions of integers: what a number is between the text it was read from and the one place that rounds it.
 * Nothing here touches binary floating point, so 0.1 + 0.2 is 0.3 and 365/7 stays 365/7.
 */
import { decimalText } from "./money.js";

const decimalPattern = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** An exact fraction in lowest terms; the sign is the numerator's. */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;

  /** @throws RangeError if the denominator is zero: ask `isZero` before dividing. */
  constructor(numerator: bigint, denominator = 1n) {
    if (denominator === 0n) throw new RangeError(`${numerator} / 0 is no number`);
    const divisor = greatestCommonDivisor(magnitude(numerator), magnitude(denominator));
    const sign = denominator < 0n ? -1n : 1n;
    this.numerator = (sign * numerator) / divisor;
    this.denominator = (sign * denominator) / divisor;
  }

  plus(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator + other.numerator * this.denominator, this.denominator * other.denominator);
  }

  minus(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator - other.numerator * this.denominator, this.denominator * other.denominator);
  }

  times(other: Rational): Rational {
    return new Rational(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** @throws RangeError if `other` is zero. */
  dividedBy(other: Rational): Rational {
    return new Rational(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Negative, zero or positive, as this is below, equal to or above `other`. */
  compare(other: Rational): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  isNegative(): boolean {
    return this.numerator < 0n;
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isWhole(): boolean {
    return this.denominator === 1n;
  }

  /** The greatest whole number not above this: floor(-1.2) is -2. */
  floor(): bigint {
    return floorDivide(this.numerator, this.denominator);
  }

  /** The least whole number not below this: 23.75 -> 24. */
  ceil(): bigint {
    return -floorDivide(-this.numerator, this.denominator);
  }

  /** Decimal text with exactly `places` decimals, rounded half away from zero: -0.125 with two -> "-0.13"; never "-0". */
  toFixed(places: number): string {
    return decimalText(divideHalfAway(this.numerator * 10n ** BigInt(places), this.denominator), places);
  }
}

/** An optional sign, digits, and optionally a point and digits: "1000", "-0.5". Anything else ("1,000", "1e3", "1/3", ".5") is undefined. */
export function readDecimal(text: string): Rational | undefined {
  const [, sign, whole, decimals = ""] = decimalPattern.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = BigInt(whole + decimals);
  return new Rational(sign === "-" ? -digits : digits, 10n ** BigInt(decimals.length));
}

/** A decimal, or one decimal over another: "52", "365.25", "365/7". Anything else, and a zero below the line, is undefined. */
export function readFraction(text: string): Rational | undefined {
  const [above, below, ...rest] = text.split("/").map(readDecimal);
  if (!text.includes("/")) return above;
  return above && below && !below.isZero() && rest.length === 0 ? above.dividedBy(below) : undefined;
}

/** numerator / denominator to the nearest whole number, halves away from zero. The denominator is above zero. */
export function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const rounded = (2n * magnitude(numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** numerator / denominator rounded down, towards minus infinity. The denominator is above zero. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const truncated = numerator / denominator;
  return numerator % denominator < 0n ? truncated - 1n : truncated;
}

function magnitude(number: bigint): bigint {
  return number < 0n ? -number : number;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A positive number as text: 52, 365.25, 365/7. */
export const isPositive = (text: string): boolean => /^(\d{1,9}(\.\d{1,9})?)(\/\d{1,6})?$/.test(text) && /[1-9]/.test(text.split("/")[0]!) && !/\/0+$/.test(text);
