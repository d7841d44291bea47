/** An exact rational number: numerator over a positive denominator, in lowest terms. */
export class Fraction {
  static readonly ZERO = new Fraction(0n, 1n);
  static readonly ONE = new Fraction(1n, 1n);

  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  static of(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
    const n = BigInt(numerator);
    const d = BigInt(denominator);
    if (d === 0n) throw new Error("a fraction over zero");
    const shared = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n);
    return new Fraction(n / shared, d / shared);
  }

  /** Reads "1000", "-0.5", "365/7"; undefined when the text is none of these. */
  static read(text: string): Fraction | undefined {
    const quotient = /^([^/]+)\/([^/]+)$/.exec(text);
    if (quotient) {
      const above = Fraction.readDecimal(quotient[1] as string);
      const below = Fraction.readDecimal(quotient[2] as string);
      return above && below && !below.isZero() ? above.over(below) : undefined;
    }
    return Fraction.readDecimal(text);
  }

  /** SEMANTICS 2: an optional sign, digits, and optionally a point and digits. */
  static readDecimal(text: string): Fraction | undefined {
    const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!parts) return undefined;
    const decimals = parts[3] ?? "";
    const digits = BigInt(`${parts[2]}${decimals}`);
    return Fraction.of(parts[1] === "-" ? -digits : digits, 10n ** BigInt(decimals.length));
  }

  plus(other: Fraction): Fraction {
    return Fraction.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Fraction): Fraction {
    return this.plus(other.times(Fraction.of(-1)));
  }

  times(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  over(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  isZero(): boolean {
    return this.numerator === 0n;
  }

  isAbove(other: Fraction): boolean {
    return this.minus(other).numerator > 0n;
  }

  /** The nearest whole number, halves away from zero (SEMANTICS 4). */
  rounded(): bigint {
    const size = this.numerator < 0n ? -this.numerator : this.numerator;
    const nearest = (2n * size + this.denominator) / (2n * this.denominator);
    return this.numerator < 0n ? -nearest : nearest;
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
