import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteCount } from "./byte-count.js";
import { CsvScan } from "./csv-scan.js";

function scanned(blocks: Buffer[], newline: "\n" | "\r") {
  const scan = new CsvScan({ delimiter: ",", newline, columns: 3, headerRow: 1 });
  for (const block of blocks) scan.feed(block);
  scan.end();
  return { records: scan.records, row: scan.row, oddities: [...scan.oddities].sort(), swallowing: scan.swallowing };
}

function cutAt(bytes: Buffer, places: number[]): Buffer[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}

test("where the blocks are cut makes no difference", () => {
  const part = fc.constantFrom("a", "1,2,3\n", "a,b,c", ",", '"', '""', "\n", "\r\n", "\r", "é", "\0", '1,"x\ny",3\n');
  const places = fc.array(fc.nat({ max: 200 }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), places, fc.constantFrom("\n" as const, "\r" as const), (parts, cuts, newline) => {
      const bytes = Buffer.from(parts.join(""));
      expect(scanned(cutAt(bytes, cuts), newline)).toEqual(scanned([bytes], newline));
    }),
    { numRuns: 2000 },
  );
});

test("counting by words is counting by bytes, whatever the alignment", () => {
  const bytes = fc.uint8Array({ maxLength: 64 }).map((values) => values.map((value) => (value % 3 === 0 ? 44 : value)));
  fc.assert(
    fc.property(bytes, fc.nat({ max: 7 }), fc.nat(), fc.nat(), fc.constantFrom(44, 0, 0x80, 0xff), (values, shift, a, b, byte) => {
      const block = new Uint8Array(shift + values.length).subarray(shift);
      block.set(values);
      const [from, to] = [a % (values.length + 1), b % (values.length + 1)].sort((x, y) => x - y) as [number, number];
      const count = new ByteCount(byte);
      count.look(block);
      expect(count.between(from, to)).toBe(values.slice(from, to).filter((value) => value === byte).length);
    }),
    { numRuns: 2000 },
  );
});
