import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import type { Problem } from "../domain/problem.js";
import { probe } from "./source.js";

const folder = mkdtempSync(join(tmpdir(), "annua-refusals-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function problemOf(path: string, stdin?: Readable): Promise<Problem> {
  const outcome = await probe(path, undefined, stdin);
  if (!("problems" in outcome)) throw new Error(`${path} was read`);
  expect(outcome.problems).toHaveLength(1);
  return outcome.problems[0]!;
}

function refusal(bytes: string | Buffer): Promise<Problem> {
  const path = join(folder, "given.csv");
  writeFileSync(path, bytes);
  return problemOf(path);
}

const table = "line_id,customer_id\nL1,acme\n";
const utf16 = Buffer.from(table, "utf16le");

test.each([
  ["no bytes", "", "file-empty", /is empty/],
  ["only a byte order mark", "\ufeff", "file-empty", /is empty/],
  ["only blank lines", "\n\r\n  \n", "file-empty", /is empty/],
  ["packed nothing", gzipSync(""), "file-empty", /is empty/],
  ["a header and no rows", "line_id,customer_id\n\n", "header-only", /a header and no rows/],
  ["a header without newline", "line_id,customer_id", "header-only", /a header and no rows/],
  ["an xlsx", Buffer.from("PK\x03\x04\x14\0\x06\0[Content_Types].xml"), "file-not-text", /workbook \(xlsx, ods\)/],
  ["a packed xlsx", gzipSync("PK\x03\x04\x14\0\x06\0"), "file-not-text", /workbook/],
  ["an xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "file-not-text", /old Excel workbook/],
  ["a Parquet file", "PAR1\x15\x04", "file-not-text", /Parquet/],
  ["a book", Buffer.concat([Buffer.alloc(8), Buffer.from("DUCK"), Buffer.alloc(90)]), "file-not-text", /perhaps a book/],
  ["gzip twice", gzipSync(gzipSync(table)), "file-not-text", /gzip inside gzip/],
  ["NUL in the first line", "line\0id,b\n1,2\n", "file-not-text", /is binary/],
  ["many NULs", `a,b\n${"1\0,2\n".repeat(20)}`, "file-not-text", /is binary/],
  ["UTF-16 with mark", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), "file-utf16", /UTF-16/],
  ["UTF-16 big-endian", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), "file-utf16", /UTF-16/],
  ["UTF-16 without mark", utf16, "file-utf16", /UTF-16/],
  ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 0x6c, 0, 0, 0]), "file-utf16", /UTF-32/],
  ["a broken header", 'line_id,cust"omer\nL1,acme\n', "header-broken", /a quote in cell 2 is out of place/],
  ["an open quote in the header", 'line_id,"customer\nL1,acme\n', "header-broken", /quote that opens cell 2 is never closed/],
  ["a header of 3 MB", "x,".repeat(1.5 * 2 ** 20), "header-broken", /over 1 MB/],
  ["2,001 columns", `${"x,".repeat(2000)}x\n${",".repeat(2000)}\n`, "too-many-columns", /over 2000 columns/],
  ["a JSON array", '[\n{"a":1}]\n', "json-array", /one JSON array/],
  ["JSON over many lines", '{\n  "a": 1\n}\n', "json-no-object", /No line/],
])("%s", async (_, bytes, code, message) => {
  const found = await refusal(bytes);
  expect(found).toMatchObject({ code, severity: "error", at: { file: "given.csv" } });
  expect(found.message).toMatch(message);
  expect(found.remedy).not.toBe("");
});

test("bytes that are no UTF-8 are named by row and byte, and shown as their writer knows them", async () => {
  const text = "line_id,customer_id,name\nL1,acme,Acme\nL2,cafe,Caf\xe9 Ltd\n";
  const found = await refusal(Buffer.from(text, "latin1"));
  expect(found).toMatchObject({ code: "file-not-utf8", at: { row: 3 } });
  expect(found.message).toContain(`byte ${text.indexOf("\xe9") + 1}, in row 3`);
  expect(found.message).toContain('near "L2,cafe,Café Ltd"');
  expect(found.remedy).toContain("iconv -f WINDOWS-1252 -t UTF-8 given.csv");
});

test("no UTF-8 far behind: the row counts records, not lines", async () => {
  const text = `a,b\n${'1,"x\ny"\n'.repeat(100_000)}1,\xfcber\n`;
  const found = await refusal(Buffer.from(text, "latin1"));
  expect(found.at.row).toBe(100_002);
});

test.each([
  ["in the header", Buffer.from("line_id,pr\xe9nom\nL1,x\n", "latin1"), 1],
  ["cut off at the end", Buffer.from("a,b\n1,é", "utf8").subarray(0, -1), 2],
  ["in JSON lines", Buffer.from('{"a":1}\n\n{"a":"\xe9"}\n', "latin1"), 3],
])("no UTF-8 %s", async (_, bytes, row) => {
  expect(await refusal(bytes)).toMatchObject({ code: "file-not-utf8", at: { row } });
});

const packed = gzipSync(table.repeat(10_000));
test.each([
  ["cut short", packed.subarray(0, packed.length - 20)],
  ["cut to its first bytes", packed.subarray(0, 5)],
  ["damaged", Buffer.concat([packed.subarray(0, 40), Buffer.from([0xff, 0xff, 0xff]), packed.subarray(43)])],
])("a gzip that is %s", async (_, bytes) => {
  expect((await refusal(bytes)).code).toBe("gzip-broken");
});

test("a missing file, also below a file", async () => {
  expect(await problemOf(join(folder, "nowhere.csv"))).toMatchObject({ code: "file-missing", at: { file: "nowhere.csv" } });
  writeFileSync(join(folder, "file"), "");
  expect((await problemOf(join(folder, "file", "below.csv"))).code).toBe("file-missing");
});

test("a folder", async () => {
  mkdirSync(join(folder, "exports"));
  expect((await problemOf(join(folder, "exports"))).code).toBe("file-is-folder");
});

test("a file that one may not read", async () => {
  const path = join(folder, "secret.csv");
  writeFileSync(path, table);
  chmodSync(path, 0o000);
  chmodSync(folder, 0o755);
  const isRoot = process.geteuid!() === 0;
  if (isRoot) process.seteuid!(65534); // root may read anything
  const found = await problemOf(path).finally(() => isRoot && process.seteuid!(0));
  expect(found).toMatchObject({ code: "file-unreadable", at: { file: "secret.csv" } });
  expect(found.message).toContain("no permission");
});

/** Runs with another place for spooled copies. */
async function spoolingIn<T>(place: string, run: () => Promise<T>): Promise<T> {
  const kept = process.env["TMPDIR"];
  process.env["TMPDIR"] = place;
  try {
    return await run();
  } finally {
    if (kept === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = kept;
  }
}

test("a refused standard input leaves no copy behind", async () => {
  const place = join(folder, "spool");
  mkdirSync(place);
  const found = await spoolingIn(place, () => problemOf("-", Readable.from([Buffer.from("PAR1")])));
  expect(found).toMatchObject({ code: "file-not-text", at: { file: "standard input" } });
  expect(readdirSync(place)).toEqual([]);
});

test("standard input that can't be kept", async () => {
  const found = await spoolingIn(join(folder, "nowhere"), () => problemOf("-", Readable.from([Buffer.from(table)])));
  expect(found.code).toBe("spool-failed");
});

test("standard input that breaks off", async () => {
  const broken: Readable = new Readable({ read: () => broken.destroy(new Error("the other side went away")) });
  const found = await problemOf("-", broken);
  expect(found.code).toBe("spool-failed");
  expect(found.message).toContain("the other side went away");
});
