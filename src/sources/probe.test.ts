import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { probe, type Probe } from "./source.js";

const folder = mkdtempSync(join(tmpdir(), "annua-probe-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function probed(bytes: string | Buffer, name = "lines.csv"): Promise<Probe> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const outcome = await probe(path);
  if ("problems" in outcome) throw new Error(JSON.stringify(outcome.problems));
  return outcome.probe;
}

const plain = "line_id,customer_id,amount\nL1,acme,10\nL2,beta,20\n";

test("a plain file: name, size, hash, header, records", async () => {
  const found = await probed(plain);
  expect(found).toMatchObject({ file: "lines.csv", format: "csv", gzip: false, bom: false, delimiter: ",", newline: "\n", records: 2, plain: true });
  expect(found.header).toEqual(["line_id", "customer_id", "amount"]);
  expect(found.bytes).toBe(plain.length);
  expect(found.sha256).toBe(createHash("sha256").update(plain).digest("hex"));
  expect(found.readFrom).toBe(found.path);
});

test.each([
  [",", plain],
  [";", plain.replaceAll(",", ";")],
  ["\t", plain.replaceAll(",", "\t")],
  ["|", plain.replaceAll(",", "|")],
])("the delimiter %j is told by the header", async (delimiter, text) => {
  expect(await probed(text)).toMatchObject({ delimiter, records: 2, plain: true });
});

test("delimiters inside quoted names do not count", async () => {
  const found = await probed('"a,b,c,d";x;y\n1;2;3\n');
  expect(found.header).toEqual(["a,b,c,d", "x", "y"]);
});

test("byte order mark and CRLF", async () => {
  const found = await probed(`\ufeff${plain.replaceAll("\n", "\r\n")}`);
  expect(found).toMatchObject({ bom: true, newline: "\r\n", records: 2, plain: true });
  expect(found.header[0]).toBe("line_id");
});

test("gzip is told by its first bytes, not by the name; size and hash are of the packed bytes", async () => {
  const packed = gzipSync(plain);
  const found = await probed(packed, "lines.txt");
  expect(found).toMatchObject({ gzip: true, records: 2, plain: true, bytes: packed.length });
  expect(found.sha256).toBe(createHash("sha256").update(packed).digest("hex"));
});

test("gzip in several members is one file", async () => {
  const packed = Buffer.concat([gzipSync(plain), gzipSync("L3,gamma,30\n")]);
  expect(await probed(packed)).toMatchObject({ records: 3, plain: true });
});

test("standard input is spooled and removed", async () => {
  const outcome = await probe("-", undefined, Readable.from([Buffer.from(plain.slice(0, 9)), Buffer.from(plain.slice(9))]));
  if (!("probe" in outcome)) throw new Error("refused");
  expect(outcome.probe).toMatchObject({ path: "-", file: "standard input", records: 2 });
  expect(existsSync(outcome.probe.readFrom)).toBe(true);
  await outcome.probe.dispose();
  expect(existsSync(outcome.probe.readFrom)).toBe(false);
});

test("a named pipe is read like standard input", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const [outcome] = await Promise.all([probe(pipe), writeFile(pipe, plain)]);
  if (!("probe" in outcome)) throw new Error("refused");
  expect(outcome.probe).toMatchObject({ file: "pipe", records: 2 });
  expect(outcome.probe.readFrom).not.toBe(pipe);
  await outcome.probe.dispose();
});

test("progress ends at the size of the file", async () => {
  const path = join(folder, "long.csv");
  writeFileSync(path, plain + "L3,acme,1\n".repeat(100_000));
  const seen: [number, number][] = [];
  await probe(path, (read, total) => seen.push([read, total]));
  expect(seen.length).toBeGreaterThan(2);
  const [read, total] = seen.at(-1)!;
  expect(read).toBe(total);
  expect(total).toBe(plain.length + 1_000_000);
});

test("JSON lines: the union of keys in order of first sight, blank lines not counted", async () => {
  const found = await probed('{"b":1,"a":"x"}\n\n  \n{"a":"y","c":null}\n["no object"]\n', "lines.jsonl");
  expect(found).toMatchObject({ format: "jsonl", records: 3, plain: false });
  expect(found.header).toEqual(["b", "a", "c"]);
});

const head = "a,b,c\n";
test.each([
  ["quote in the middle", `${head}1,5" pipe,3\n`, "stray_quote", 1],
  ["text behind a closing quote", `${head}1,"x"y,3\n`, "stray_quote", 1],
  ["blank before a quote", `${head}1, "x",3\n`, "stray_quote", 1],
  ["unclosed quote", `${head}1,"x,3\n4,5,6\n`, "open_quote", 1],
  ["too few cells", `${head}1,2\n4,5,6\n`, "cell_count", 2],
  ["too many cells, one quoted", `${head}1,"2",3,4\n4,5,6\n`, "cell_count", 2],
  ["carriage return in a cell", `${head}1,x\ry,3\n`, "lone_cr", 1],
  ["carriage return at the end", `${head}1,2,3\r`, "lone_cr", 1],
  ["carriage returns only", "a,b,c\r1,2,3\r4,5,6\r", "lone_cr", 2],
  ["NUL", `${head}1,2,3\n1,x\0y,3\n`, "nul", 2],
  ["a record of 2 MB", `${head}1,${"x".repeat(2 ** 21)},3\n4,5,6\n`, "too_long", 2],
  ["a quoted record of 2 MB", `${head}1,"${"x\n".repeat(2 ** 20)}",3\n4,5,6\n`, "too_long", 2],
  ["two ends of line", `${head}1,2,3\r\n4,5,6\n`, "mixed_newlines", 2],
  ["blank line between rows", `${head}1,2,3\n\n4,5,6\n`, "blank_line", 2],
  ["blank line before the header", `\n${head}1,2,3\n`, "blank_line", 1],
  ["white space before the header", `  \n${head}1,2,3\n`, "blank_line", 1],
  ["header of two lines", '"a\nb",b,c\n1,2,3\n', "multiline_header", 1],
  ["one column", "a\n1\n", "one_column", 1],
])("not plain: %s", async (_, text, oddity, records) => {
  const found = await probed(text);
  expect([...found.oddities]).toContain(oddity);
  expect(found.plain).toBe(false);
  expect(found.records).toBe(records);
});

test.each([
  ["quoted newlines of all kinds", `${head}1,"x\ny\r\nz\rw",3\n4,5,6\n`, 2],
  ["doubled quotes", `${head}1,"say ""hi""",3\n"""","",""""""\n`, 2],
  ["no newline at the end", `${head}1,2,3\n4,5,"6"`, 2],
  ["blank lines at the end", `${head}1,2,3\n\n\n\n`, 1],
  ["a row of empty cells", `${head},,\n`, 1],
  ["control characters and direction marks", `${head}\u001b[31m,\u202ex,\u0007\n`, 1],
])("plain: %s", async (_, text, records) => {
  expect(await probed(text)).toMatchObject({ plain: true, records, warnings: [] });
});

test("a quoted cell that seems to hold whole rows is warned about", async () => {
  const found = await probed(`${head}1,"x,3\n4,5,6\n7,8",9\n`);
  expect(found).toMatchObject({ plain: true, records: 1 });
  expect(found.warnings).toMatchObject([{ code: "quote-swallows-rows", severity: "warning", at: { file: "lines.csv", row: 2 } }]);
});

test("a column without a name is warned about only if it holds something", async () => {
  const empty = await probed("a,b,\n1,2,\n3,4, \n");
  expect(empty.warnings).toEqual([]);
  const filled = await probed("a,b,\n1,2,\n3,4,ask Bob\n5,6,too\n");
  expect(filled.warnings).toMatchObject([{ code: "column-unnamed", at: { row: 3, column: 3, value: "ask Bob" } }]);
});
