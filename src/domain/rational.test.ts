import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideHalfAway, floorDivide, Rational, readDecimal, readFraction } from "./rational.js";

const rational = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([numerator, denominator]) => new Rational(numerator, denominator));

describe("reading", () => {
  it.each([
    ["1000", 1000n, 1n],
    ["+7", 7n, 1n],
    ["1.10", 11n, 10n],
    ["-0.5", -1n, 2n],
    ["-0", 0n, 1n],
    ["007.50", 15n, 2n],
    ["123456789012345678901234567890.1", 1234567890123456789012345678901n, 10n],
  ])("%s is %s/%s", (text, numerator, denominator) => {
    expect(readDecimal(text)).toEqual(new Rational(numerator, denominator));
    expect(readFraction(text)).toEqual(new Rational(numerator, denominator));
  });

  it.each(["", " ", "1,000", "1e3", ".5", "5.", "--1", "1 000", "NaN", "Infinity", "0x10", "1_000", "12%", "1/3", "１２"])("%j is no decimal", (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });

  it("reads one decimal over another", () => {
    expect(readFraction("365/7")).toEqual(new Rational(365n, 7n));
    expect(readFraction("-1.5/0.25")).toEqual(new Rational(-6n));
  });

  it.each(["1/0", "1/0.00", "1/2/3", "/7", "365/", "a/7"])("%j is no fraction", (text) => {
    expect(readFraction(text)).toBeUndefined();
  });
});

describe("arithmetic", () => {
  it("has no binary floating point in it", () => {
    expect(readDecimal("0.1")!.plus(readDecimal("0.2")!)).toEqual(readDecimal("0.3"));
    expect(new Rational(1n, 3n).times(new Rational(3n))).toEqual(new Rational(1n));
  });

  it("keeps lowest terms and the sign above the line", () => {
    expect(new Rational(6n, -8n)).toMatchObject({ numerator: -3n, denominator: 4n });
    expect(new Rational(0n, -5n)).toMatchObject({ numerator: 0n, denominator: 1n });
  });

  it("refuses a division by zero", () => {
    expect(() => new Rational(1n).dividedBy(new Rational(0n))).toThrow(RangeError);
  });

  it("undoes itself", () => {
    fc.assert(
      fc.property(rational, rational, (a, b) => {
        expect(a.plus(b).minus(b)).toEqual(a);
        if (!b.isZero()) expect(a.times(b).dividedBy(b)).toEqual(a);
        expect(Math.sign(a.compare(b))).toBe(-Math.sign(b.compare(a)) + 0);
        expect(a.minus(b).isNegative()).toBe(a.compare(b) < 0);
      }),
    );
  });
});

describe("rounding", () => {
  it.each([
    ["2.345", 2, "2.35"],
    ["-2.345", 2, "-2.35"],
    ["2.344999", 2, "2.34"],
    ["-0.125", 2, "-0.13"],
    ["-0.004", 2, "0.00"],
    ["0.5", 0, "1"],
    ["-0.5", 0, "-1"],
    ["0.4", 0, "0"],
    ["12000", 2, "12000.00"],
    ["0.05", 6, "0.050000"],
  ])("%s to %i places is %s", (text, places, shown) => {
    expect(readDecimal(text)!.toFixed(places)).toBe(shown);
  });

  it("shows 1/3 and -2/3 to six places", () => {
    expect(new Rational(1n, 3n).toFixed(6)).toBe("0.333333");
    expect(new Rational(-2n, 3n).toFixed(6)).toBe("-0.666667");
  });

  it("is never further off than half a unit, and mirrors for the opposite", () => {
    fc.assert(
      fc.property(rational, fc.nat({ max: 8 }), (value, places) => {
        const shown = readDecimal(value.toFixed(places))!;
        const off = shown.minus(value);
        const twice = off.times(new Rational(2n * 10n ** BigInt(places)));
        expect(twice.compare(new Rational(1n))).toBeLessThanOrEqual(0);
        expect(twice.compare(new Rational(-1n))).toBeGreaterThanOrEqual(0);
        const opposite = new Rational(-value.numerator, value.denominator);
        expect(readDecimal(opposite.toFixed(places))).toEqual(new Rational(-shown.numerator, shown.denominator));
      }),
    );
  });

  it("goes down with floor and up with ceil, below zero too", () => {
    expect([readDecimal("23.75")!.ceil(), readDecimal("24")!.ceil(), readDecimal("-1.2")!.ceil()]).toEqual([24n, 24n, -1n]);
    expect([readDecimal("1.2")!.floor(), readDecimal("-1.2")!.floor(), readDecimal("-2")!.floor()]).toEqual([1n, -2n, -2n]);
  });

  it("divides bare integers the same way", () => {
    expect([divideHalfAway(5n, 2n), divideHalfAway(-5n, 2n), divideHalfAway(-4n, 3n)]).toEqual([3n, -3n, -1n]);
    expect([floorDivide(-1n, 1000n), floorDivide(1n, 1000n), floorDivide(-2000n, 1000n)]).toEqual([-1n, 0n, -2n]);
  });
});
