import { expect, test } from "vitest";
import { safeText, withoutControls } from "./safe-text.js";

test("what a terminal would obey is written out, all else stays", () => {
  expect(safeText("Müller 日本 😀 =1+1")).toBe("Müller 日本 😀 =1+1");
  expect(safeText("\u001b[31m\u0000\t\n\u009b\u202e\u2066\ufeff")).toBe("\\u{1b}[31m\\u{0}\\u{9}\\u{a}\\u{9b}\\u{202e}\\u{2066}\\u{feff}");
});

test("200 characters are shown, and none is cut in two", () => {
  expect(safeText("x".repeat(200))).toBe("x".repeat(200));
  expect(safeText("😀".repeat(201))).toBe(`${"😀".repeat(200)}…`);
});

test("a whole cell keeps its length, its tabs and its line breaks", () => {
  expect(withoutControls(`\u001b]0;x\u0007a\tb\r\n${"x".repeat(300)}`)).toBe(`\\u{1b}]0;x\\u{7}a\tb\r\n${"x".repeat(300)}`);
});
