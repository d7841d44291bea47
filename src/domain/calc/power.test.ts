import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rational, readDecimal, readFraction } from "../rational.js";
import { power } from "./power.js";

const raise = (base: string, exponent: string) => power(readFraction(base)!, readFraction(exponent)!);

describe("power", () => {
  it.each([
    ["whole exponents are exact", "0.98", "12", "0.784717"],
    ["a negative base keeps its sign", "-2", "3", "-8.000000"],
    ["an exact cube root", "1.728", "1/3", "1.200000"],
    ["two to the power of one over 2.5 (1.31950791077...)", "2", "1/2.5", "1.319508"],
    ["the square root of two (1.41421356...)", "2", "1/2", "1.414214"],
    ["a base below one (0.5 ^ 1/3 = 0.79370052...)", "0.5", "1/3", "0.793701"],
    ["a root of zero", "0", "1/3", "0.000000"],
    ["to the power of nothing", "5", "0", "1.000000"],
  ])("%s", (_, base, exponent, shown) => {
    expect(raise(base, exponent)!.toFixed(6)).toBe(shown);
  });

  it("tells a tie from what lies just beside it", () => {
    const tie = readDecimal("1.0000005")!;
    const square = tie.times(tie);
    const hair = new Rational(1n, 10n ** 40n);
    const root = (value: Rational) => power(value, new Rational(1n, 2n))!.toFixed(6);
    expect([root(square.minus(hair)), root(square), root(square.plus(hair))]).toEqual(["1.000000", "1.000001", "1.000001"]);
  });

  it("finds back the base of a power, for any root", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 30 }), (millionths, root) => {
        const base = new Rational(BigInt(millionths), 1_000_000n);
        const raised = new Rational(base.numerator ** BigInt(root), base.denominator ** BigInt(root));
        expect(power(raised, new Rational(1n, BigInt(root)))).toEqual(base);
      }),
    );
  });

  it("gives up on exponents and answers that only a slip can bring", () => {
    expect(raise("2", "1/123.45678")).toBeUndefined();
    expect(raise("2", "100001")).toBeUndefined();
    expect(raise("1000000", "1/0.001")).toBeUndefined();
  });
});
