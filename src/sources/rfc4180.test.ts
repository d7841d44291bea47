/** Laws over random files: what RFC 4180 writes is read back, and what is damaged is accounted for line by line. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { exactRows, probe, type BrokenRow, type ExactRow, type Probe } from "./source.js";

const folder = mkdtempSync(join(tmpdir(), "annua-rfc-"));
const path = join(folder, "lines.csv");
afterAll(() => rmSync(folder, { recursive: true }));

type Read = { probe: Probe; rows: (ExactRow | BrokenRow)[] };

async function read(bytes: string | Buffer): Promise<Read | undefined> {
  writeFileSync(path, bytes);
  const outcome = await probe(path);
  if ("problems" in outcome) return undefined;
  const rows = [];
  for await (const row of exactRows(outcome.probe)) rows.push(row);
  return { probe: outcome.probe, rows };
}

interface Written {
  header: string[];
  rows: string[][];
  delimiter: string;
  newline: string;
  text: string;
}

const character = fc.constantFrom("a", "b", "7", " ", ",", ";", "\t", "|", '"', "\n", "\r", "\r\n", "é", "日", "😀", "=", "'");
const anyCell = fc.array(character, { maxLength: 8 }).map((parts) => parts.join(""));

const file: fc.Arbitrary<Written> = fc
  .record({ columns: fc.integer({ min: 1, max: 5 }), delimiter: fc.constantFrom(",", ";", "\t", "|"), newline: fc.constantFrom("\n", "\r\n", "\r") })
  .chain(({ columns, delimiter, newline }) => {
    // a file whose lines end with carriage returns is told by having no line feed
    const cell = anyCell.map((text) => (newline === "\r" ? text.replaceAll("\n", "") : text));
    const name = fc.oneof({ weight: 3, arbitrary: cell.map((text) => text.replace(/[\r\n]/g, "")) }, { weight: 1, arbitrary: cell });
    const row = fc.array(cell, { minLength: columns, maxLength: columns });
    return fc
      .record({ header: fc.array(name, { minLength: columns, maxLength: columns }), rows: fc.array(row, { minLength: 1, maxLength: 8 }), quoteAll: fc.boolean(), ends: fc.boolean() })
      .map(({ header, rows, quoteAll, ends }) => {
        const separator = columns === 1 ? "," : delimiter;
        const write = (cells: string[], quoted: boolean) => cells.map((text) => quote(text, separator, quoted || cells.length === 1)).join(separator);
        const text = [write(header, true), ...rows.map((cells) => write(cells, quoteAll))].join(newline) + (ends ? newline : "");
        return { header, rows, delimiter: separator, newline, text };
      });
  });

function quote(text: string, delimiter: string, always: boolean): string {
  return always || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

test("any grid is read back, with any delimiter and newline", async () => {
  let plain = 0;
  await fc.assert(
    fc.asyncProperty(file, async ({ header, rows, delimiter, newline, text }) => {
      const found = (await read(text))!;
      expect(found.probe.delimiter).toBe(delimiter);
      expect(found.probe.header).toEqual(header);
      expect(found.rows.map((row) => ("cells" in row ? row.cells : row))).toEqual(rows);
      expect(found.rows.map((row) => row.row)).toEqual(rows.map((_, i) => i + 2));
      expect(found.probe.records).toBe(rows.length);
      const odd = header.length === 1 || newline === "\r" || header.some((name) => /[\r\n]/.test(name));
      expect(found.probe.plain).toBe(!odd);
      plain += odd ? 0 : 1;
    }),
    { numRuns: 500 },
  );
  expect(plain).toBeGreaterThan(100);
});

test("an independent parser reads the same", async () => {
  await fc.assert(
    fc.asyncProperty(file, async ({ text, delimiter, newline }) => {
      const found = (await read(text))!;
      const theirs = parse(text, { delimiter, record_delimiter: newline, from: 2 });
      expect(found.rows.map((row) => ("cells" in row ? row.cells : row))).toEqual(theirs);
    }),
    { numRuns: 300 },
  );
});

test("with one byte changed every physical line is in exactly one row, or blank", async () => {
  const seen = { rows: 0, broken: 0, refused: 0 };
  const change = fc.record({ place: fc.nat(), byte: fc.oneof(fc.constantFrom(34, 44, 10, 13, 0, 32), fc.nat({ max: 255 })) });
  await fc.assert(
    fc.asyncProperty(file, change, async ({ text }, { place, byte }) => {
      const bytes = Buffer.from(text);
      bytes[place % bytes.length] = byte;
      const found = await read(bytes);
      if (!found) {
        seen.refused += 1;
        return;
      }
      for (const row of found.rows) seen["cells" in row ? "rows" : "broken"] += 1;
      expect(unaccounted(bytes.toString(), found)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(seen.rows).toBeGreaterThan(300);
  expect(seen.broken).toBeGreaterThan(100);
  expect(seen.refused).toBeLessThan(750);
});

/** Lines that no row covers although they are not blank, and lines that two rows cover. */
function unaccounted(text: string, { probe: found, rows }: Read): string[] {
  const newline = found.newline === "\r" ? "\r" : "\n";
  const lines = text.slice(found.bom ? 1 : 0).split(newline);
  const blank = (line: string) => line === "" || (newline === "\n" && line === "\r");
  const covered = lines.map(() => 0);
  const cover = (from: number, cells: string[]) => {
    for (let at = from; at < from + cells.join("").split(newline).length; at++) covered[at]! += 1;
  };
  cover(lines.findIndex((line) => line.trim() !== ""), found.header);
  for (const row of rows) cover(row.line - 1, "cells" in row ? row.cells : []);
  const headerAt = found.headerLines - 1;
  return lines.filter((line, i) => (blank(line) || (i < headerAt && line.trim() === "") ? covered[i]! > 1 : covered[i] !== 1));
}
