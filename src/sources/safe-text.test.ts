import { expect, test } from "vitest";
import { safeText } from "./safe-text.js";

test("what a terminal would obey is written out, all else stays", () => {
  expect(safeText("Müller 日本 😀 =1+1")).toBe("Müller 日本 😀 =1+1");
  expect(safeText("\u001b[31m\u0000\t\n\u009b\u202e\u2066\ufeff")).toBe("\\u{1b}[31m\\u{0}\\u{9}\\u{a}\\u{9b}\\u{202e}\\u{2066}\\u{feff}");
});

test("200 characters are shown, and none is cut in two", () => {
  expect(safeText("x".repeat(200))).toBe("x".repeat(200));
  expect(safeText("😀".repeat(201))).toBe(`${"😀".repeat(200)}…`);
});
