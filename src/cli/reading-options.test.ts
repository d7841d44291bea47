import { expect, test } from "vitest";
import { reportWord, wordAmong } from "./reading-options.js";

const choices = ["arr", "logos", "nrr"];

test("an option that is both a report's and the reading's gives each the words that it knows", () => {
  expect([wordAmong(["mrr", "nrr"], ["mrr", "arr"]), reportWord(["mrr", "nrr"], choices)]).toEqual(["mrr", "nrr"]);
  expect([wordAmong(["arr"], ["mrr", "arr"]), reportWord(["arr"], choices)]).toEqual(["arr", "arr"]);
  expect([wordAmong(["logos"], ["mrr", "arr"]), reportWord(["mrr"], choices)]).toEqual([undefined, undefined]);
});

test("a word that neither knows is the report's to refuse", () => {
  expect(reportWord(["nrr", "revenue"], choices)).toBe("revenue");
});

test("one that is not shared is given as it was said", () => {
  expect(wordAmong("monthly", ["mrr", "arr"])).toBe("monthly");
  expect(wordAmong(undefined, ["mrr", "arr"])).toBeUndefined();
});
