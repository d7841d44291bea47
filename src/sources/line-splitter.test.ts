import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSplitter, type PhysicalLine } from "./line-splitter.js";
import { LONGEST_RECORD } from "./probed.js";

function linesOf(blocks: Buffer[], newline: "\n" | "\r" = "\n"): PhysicalLine[] {
  const splitter = new LineSplitter(newline);
  return [...blocks.flatMap((block) => splitter.push(block)), ...splitter.end()];
}

function cut(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}

test("lines are those of the whole text, however it is cut; a newline at the end begins no line", () => {
  const part = fc.constantFrom("a", "é", "😀", "\n", "\r", "\r\n", "bc");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), fc.constantFrom("\n" as const, "\r" as const), (parts, size, newline) => {
      const text = parts.join("");
      const whole = text.split(newline);
      if (whole.at(-1) === "") whole.pop();
      expect(linesOf(cut(Buffer.from(text), size), newline)).toEqual(whole);
    }),
    { numRuns: 1000 },
  );
});

test.each([1000, 65_536, 10_000_000])("a line over the limit is told by its size, read in blocks of %i bytes", (size) => {
  const most = "x".repeat(LONGEST_RECORD);
  const bytes = Buffer.from(`a\n${most}\n${most}y\nb`);
  const [first, longest, over, last] = linesOf(cut(bytes, size));
  expect([first, longest === most, last]).toEqual(["a", true, "b"]);
  expect(over).toEqual({ bytes: LONGEST_RECORD + 1, start: "x".repeat(1024) });
});

test("the limit counts bytes, not characters", () => {
  const [line] = linesOf([Buffer.from("é".repeat(LONGEST_RECORD / 2 + 1))]);
  expect(line).toMatchObject({ bytes: LONGEST_RECORD + 2 });
});

test("a last line over the limit", () => {
  expect(linesOf(cut(Buffer.from(`a\n${"x".repeat(2 * LONGEST_RECORD)}`), 300_000))).toMatchObject(["a", { bytes: 2 * LONGEST_RECORD }]);
});
