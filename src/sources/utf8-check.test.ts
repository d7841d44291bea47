import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Utf8Check } from "./utf8-check.js";

/** Position of the first bad byte in the whole stream, -1 where all is well. */
function firstBad(bytes: Buffer, size: number): number {
  const check = new Utf8Check();
  for (let at = 0; at < bytes.length; at += size) {
    const bad = check.feed(bytes.subarray(at, at + size));
    if (bad !== undefined) return at + bad;
  }
  return check.endsOpen ? bytes.length : -1;
}

const text = fc.array(fc.constantFrom("a", "é", "日", "😀", "\n"), { maxLength: 20 }).map((parts) => Buffer.from(parts.join("")));
const size = fc.integer({ min: 1, max: 9 });

test("text is well however it is cut", () => {
  fc.assert(fc.property(text, size, (bytes, cut) => void expect(firstBad(bytes, cut)).toBe(-1)));
});

test("any bytes are judged as the platform judges them whole", () => {
  const bytes = fc.tuple(text, fc.uint8Array({ maxLength: 3 }), text).map((parts) => Buffer.concat(parts));
  let bad = 0;
  fc.assert(
    fc.property(bytes, size, (all, cut) => {
      expect(firstBad(all, cut) === -1).toBe(isUtf8(all));
      bad += isUtf8(all) ? 0 : 1;
    }),
    { numRuns: 2000 },
  );
  expect(bad).toBeGreaterThan(500);
});

test.each([
  ["a Latin-1 letter", Buffer.from("ab\xe9 c", "latin1"), 2],
  ["a lone continuation", Buffer.from([0x61, 0x80, 0x61]), 1],
  ["an overlong form", Buffer.from([0x61, 0xc0, 0xaf]), 1],
  ["half a surrogate pair", Buffer.from([0x61, 0x62, 0xed, 0xa0, 0x80]), 2],
])("%s is found at its first byte", (_, bytes, at) => {
  expect(firstBad(bytes, bytes.length)).toBe(at);
});
