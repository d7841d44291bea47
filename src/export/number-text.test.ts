import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grouped, indexText, percentText, pointsText, readDecimalText, timesText } from "./number-text.js";

describe("grouped", () => {
  it.each([
    ["0", "0"], ["999", "999"], ["1000", "1,000"], ["-1234567.80", "-1,234,567.80"], ["-999.999", "-999.999"], ["123456789012345678901234567890", "123,456,789,012,345,678,901,234,567,890"],
  ])("%s is shown as %s", (decimal, shown) => {
    expect(grouped(decimal)).toBe(shown);
  });

  it("changes no digit", () => {
    fc.assert(fc.property(fc.bigInt(), (n) => void expect(grouped(String(n)).replaceAll(",", "")).toBe(String(n))));
  });
});

describe("ratios", () => {
  it.each([
    ["1.034449", "103.4%"], ["1.034500", "103.5%"], ["-0.118770", "-11.9%"], ["0.000000", "0.0%"], ["0.000499", "0.0%"], ["-0.000500", "-0.1%"], ["12.345678", "1,234.6%"],
  ])("%s is %s", (ratio, shown) => {
    expect(percentText(ratio)).toBe(shown);
  });

  it.each([["0.021000", "2.1 pp"], ["-0.233333", "-23.3 pp"], ["0.000000", "0.0 pp"]])("a difference of %s is %s", (difference, shown) => {
    expect(pointsText(difference)).toBe(shown);
  });

  it.each([["3.250000", "3.25x"], ["0.005000", "0.01x"], ["1234.500000", "1,234.50x"]])("%s times is %s", (ratio, shown) => {
    expect(timesText(ratio)).toBe(shown);
  });
});

it("reads a decimal text without a float", () => {
  expect(readDecimalText("-0.10")).toEqual({ digits: -10n, places: 2 });
  expect(readDecimalText("12000")).toEqual({ digits: 12000n, places: 0 });
});

it("shows an index with four places", () => {
  expect(["0.018250", "1.000000", "0.000049"].map(indexText)).toEqual(["0.0183", "1.0000", "0.0000"]);
});
