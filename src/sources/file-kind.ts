/** Files that are no text, told by their first bytes. */
import { problem, type Problem } from "../domain/problem.js";

const alone = "Name the file itself, unpacked: it is then read as it is.";
const unpack = "Unpack it first; of packed files only gzip is read as it is.";

const signatures: { at: number; bytes: string; kind: string; remedy: string }[] = [
  { at: 0, bytes: "PK\x03\x04", kind: "a workbook (xlsx, ods) or another zip archive", remedy: alone },
  { at: 0, bytes: "\xd0\xcf\x11\xe0", kind: "an old Excel workbook (xls)", remedy: "Open it in Excel or LibreOffice and save it as .xlsx." },
  { at: 0, bytes: "PAR1", kind: "a Parquet file", remedy: alone },
  { at: 0, bytes: "%PDF", kind: "a PDF", remedy: "Import the table that it was made from, as CSV." },
  { at: 8, bytes: "DUCK", kind: "a DuckDB file, perhaps a book", remedy: "A book is opened with --book." },
  { at: 0, bytes: "SQLite format 3", kind: "a SQLite file", remedy: "Write the table out as CSV and import that." },
  { at: 0, bytes: "ARROW1", kind: "an Arrow file", remedy: "Write it out as CSV and import that." },
  { at: 0, bytes: "\x1f\x8b", kind: "gzip inside gzip", remedy: "Unpack it once." },
  { at: 0, bytes: "\x28\xb5\x2f\xfd", kind: "packed with zstd", remedy: unpack },
  { at: 0, bytes: "\xfd7zXZ", kind: "packed with xz", remedy: unpack },
  { at: 0, bytes: "BZh", kind: "packed with bzip2", remedy: unpack },
  { at: 0, bytes: "7z\xbc\xaf", kind: "a 7z archive", remedy: unpack },
];

/** The problem with a file whose beginning shows that it holds no UTF-8 text; undefined if it may. */
export function problemOfKind(head: Buffer, file: string): Problem | undefined {
  const encoding = wideEncoding(head);
  if (encoding) return problem("file-utf16", { file, encoding }, { file });
  for (const { at, bytes, kind, remedy } of signatures) {
    if (head.toString("latin1", at, at + bytes.length) === bytes) return problem("file-not-text", { file, kind, remedy }, { file });
  }
  if (!looksBinary(head)) return undefined;
  return problem("file-not-text", { file, kind: "binary", remedy: "Import the table as CSV (UTF-8) or JSON lines." }, { file });
}

/** By byte order mark; without one, by every second byte being zero, as in Latin text. */
function wideEncoding(head: Buffer): string | undefined {
  const mark = head.readUIntBE(0, Math.min(4, head.length));
  if (head.length >= 4 && (mark === 0xfffe0000 || mark === 0x0000feff)) return "UTF-32";
  if (head.length >= 2 && head.readUInt16BE(0) === 0xfffe) return "UTF-16LE";
  if (head.length >= 2 && head.readUInt16BE(0) === 0xfeff) return "UTF-16BE";
  const sample = head.subarray(0, 200);
  const zeros = [0, 0];
  sample.forEach((byte, i) => (zeros[i & 1]! += byte === 0 ? 1 : 0));
  const half = sample.length / 2;
  return sample.length >= 8 && Math.max(...zeros) > 0.8 * half && Math.min(...zeros) < 0.2 * half ? (zeros[0]! > zeros[1]! ? "UTF-16BE" : "UTF-16LE") : undefined;
}

/** A NUL in the first line, or many, is no table; a single one further on is a broken row, other control characters are text. */
function looksBinary(head: Buffer): boolean {
  const sample = head.subarray(0, 64 * 1024);
  const lineEnd = sample.indexOf(10);
  const firstLine = lineEnd === -1 ? sample : sample.subarray(0, lineEnd);
  const zeros = sample.filter((byte) => byte === 0).length;
  return firstLine.includes(0) || (zeros > 8 && zeros > sample.length / 100);
}
