import { describe, expect, it } from "vitest";
import { ProblemError } from "../problem.js";
import { Rational, readDecimal } from "../rational.js";
import { evaluate, readExpression, withNumbers, type NotDefined, type Scope } from "./expression.js";

const work = (formula: string, scope: Record<string, string> = {}) =>
  evaluate(readExpression(formula).root, new Map(Object.entries(scope).map(([name, text]) => [name, readDecimal(text)!])));

describe("a formula", () => {
  it.each([
    ["1 + 2 * 3", "7"],
    ["(1 + 2) * 3", "9"],
    ["10 - 4 - 3", "3"],
    ["100 / 10 / 5", "2"],
    ["2 * 3 ^ 2", "18"],
    ["1 - (1 - 0.5) ^ 2", "0.75"],
    ["max(0, 3 - 5)", "0"],
    ["max(2, 1)", "2"],
    ["ceil(9.5 / 0.4)", "24"],
    ["30 + 10 > 40", "0"],
    ["30 + 10.1 > 40", "1"],
  ])("%s is %s", (formula, value) => {
    expect(work(formula)).toEqual(readDecimal(value));
  });

  it("names what it needs, once each", () => {
    expect(readExpression("(exit - entry) / entry").names).toEqual(["exit", "entry"]);
  });

  it("shows its numbers, negative ones in brackets, and leaves other words alone", () => {
    const shown = new Map([["a", "5"], ["b", "-2.50"]]);
    expect(withNumbers(readExpression("max(0, a - b) / c"), shown)).toBe("max(0, 5 - (-2.50)) / c");
  });

  it.each([
    ["a / b", { a: "1", b: "0" }, "b is not above zero"],
    ["a / (b - 3)", { a: "1", b: "2" }, "b - 3 is not above zero"],
    ["ceil(a / b) + 1", { a: "1", b: "-1" }, "b is not above zero"],
    ["(a / b) ^ (1 / c)", { a: "-8", b: "1", c: "3" }, "a / b is below zero"],
  ])("%s with %o is undefined and says why", (formula, scope, because) => {
    expect(work(formula, scope)).toEqual({ because });
  });

  it("passes on what is undefined", () => {
    const scope: Scope = new Map<string, Rational | NotDefined>([["pipeline", { because: "win_rate is not above zero" }], ["share", new Rational(1n)]]);
    expect(evaluate(readExpression("pipeline * share").root, scope)).toEqual({ because: "pipeline is undefined" });
  });

  it("refuses a power that can't be worked out", () => {
    expect(() => work("2 ^ (1 / a)", { a: "3.1415926" })).toThrow(ProblemError);
  });

  it.each(["1 +", "(1", "1 2", "max(1, 2", "a $ b", ")", "2 * * 3"])("%j is malformed", (formula) => {
    expect(() => readExpression(formula)).toThrow();
  });
});
