import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { objectOf } from "./json.js";

const json = (answer: Record<string, unknown>): string => [...objectOf(answer)].join("");

describe("json", () => {
  it("stands one row a line", () => {
    expect(json({ report: "x", rows: [{ a: "1.00" }, { a: null }], empty: [], missing: undefined })).toBe('{\n  "report": "x",\n  "rows": [\n    {"a":"1.00"},\n    {"a":null}\n  ],\n  "empty": []\n}\n');
  });

  it("writes direction marks as escapes that mean the same", () => {
    const text = json({ name: "a\u202eb" });
    expect(text).toContain("a\\u202eb");
    expect(JSON.parse(text)).toEqual({ name: "a\u202eb" });
  });

  it("is what JSON.stringify says, laid out", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (answer) => {
        expect(JSON.parse(json(answer))).toEqual(JSON.parse(JSON.stringify(answer)));
      }),
    );
  });
});

it("a list inside a list is given one element a line, so that millions of refused rows never become one text", () => {
  const rejects = [{ row: 2 }, { row: 3 }];
  const chunks = [...objectOf({ imports: [{ file: "a.csv", rejects }, { file: "b.csv", rejects: [] }] })];
  expect(chunks.filter((chunk) => chunk.includes('"row":2') || chunk.includes('"row":3'))).toEqual(['{"row":2}', '{"row":3}']);
  expect(JSON.parse(chunks.join(""))).toEqual({ imports: [{ file: "a.csv", rejects }, { file: "b.csv", rejects: [] }] });
});
