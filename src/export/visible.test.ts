import { describe, expect, it } from "vitest";
import { displayWidth, shortened } from "./display-width.js";
import { visible } from "./visible.js";
import { wrapLines } from "./wrap.js";

describe("visible", () => {
  it.each([
    ["a\u202eb", "a\\u{202e}b"], ["a\tb\nc\rd", "a\\tb\\nc\\rd"], ["\u001b[31mred", "\\u{1b}[31mred"], ["\u009b31m", "\\u{9b}31m"], ["a\u2066b\u2069", "a\\u{2066}b\\u{2069}"], ["\ufeffx", "\\u{feff}x"],
  ])("what a terminal would obey is spelled out: %j", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it("letters of every script stay", () => {
    for (const text of ["日本電気", "Ünïcode", "עברית", "👩‍👩‍👧 family", "naïve"]) expect(visible(text)).toBe(text);
  });
});

describe("width", () => {
  it.each([["abc", 3], ["日本", 4], ["e\u0301", 1], ["👩‍👩‍👧", 2], ["ｱ", 1], ["Ａ", 2], ["한글", 4], ["", 0], ["é", 1]])("%j takes %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("cuts between letters, never within one", () => {
    expect(shortened("日本電気", 6, "…")).toBe("日本…");
    expect(shortened("abcdef", 6, "…")).toBe("abcdef");
    expect(shortened("abcdefg", 6, "…")).toBe("abcde…");
  });
});

describe("wrapLines", () => {
  it("hangs what belongs under a label", () => {
    expect(wrapLines("Source   one two three four", 18)).toEqual(["Source   one two", "         three", "         four"]);
  });

  it("breaks a word that is longer than a line, and loses nothing of it", () => {
    const lines = wrapLines("abcdefghij k", 4);
    expect(lines.every((line) => displayWidth(line) <= 4)).toBe(true);
    expect(lines.join("").replaceAll(" ", "")).toBe("abcdefghijk");
  });

  it("keeps short lines as they are", () => {
    expect(wrapLines("a  b\nc", 10)).toEqual(["a  b", "c"]);
  });
});
