import { expect, test } from "vitest";
import { ProblemError } from "../domain/problem.js";
import { rowsOfObjects } from "./objects.js";

const cellOf = (value: unknown): string => rowsOfObjects([{ value }]).rows[0]![0]!;

test("the header is the union of keys in order of first sight; absent keys are empty", () => {
  expect(rowsOfObjects([{ b: 1, a: "x" }, { c: true, a: null }])).toEqual({ header: ["b", "a", "c"], rows: [["1", "x", ""], ["", "", "true"]] });
});

test.each([
  ["text as it stands", " 1,000 ", " 1,000 "],
  ["a number as JavaScript spells it", 0.1 + 0.2, "0.30000000000000004"],
  ["a large number", 1e21, "1e+21"],
  ["no number", Number.NaN, "NaN"],
  ["infinity", -Infinity, "-Infinity"],
  ["a bigint", 10n ** 30n, `1${"0".repeat(30)}`],
  ["false", false, "false"],
  ["nothing", undefined, ""],
  ["a date", new Date(Date.UTC(2025, 0, 31)), "2025-01-31T00:00:00.000Z"],
  ["no date", new Date(Number.NaN), "Invalid Date"],
  ["a decimal of some library", { toJSON: () => "1.10" }, "1.10"],
  ["a nested object", { x: [1, "a"] }, '{"x":[1,"a"]}'],
  ["a bigint inside", { x: 1n }, "[object Object]"],
])("%s", (_, value, text) => {
  expect(cellOf(value)).toBe(text);
});

test("a key of the prototype is no cell", () => {
  expect(rowsOfObjects([{ toString: "x" }, {}]).rows).toEqual([["x"], [""]]);
});

test.each([[null, "null"], ["L1", "string"], [[1], "an array"]])("an element that is %j is refused by row", (element, kind) => {
  expect(() => rowsOfObjects([{}, element as never])).toThrow(ProblemError);
  expect(() => rowsOfObjects([{}, element as never])).toThrow(`Row 2 of the array is ${kind}, not an object.`);
});

test("no objects give no rows", () => {
  expect(rowsOfObjects([])).toEqual({ header: [], rows: [] });
});
