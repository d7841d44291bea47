import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { problem, type Problem } from "../domain/problem.js";
import { blocksOf } from "./blocks.js";
import { CsvScan } from "./csv-scan.js";
import { FileScan, type Scanned } from "./file-scan.js";
import { openSource, problemOfReading, type OpenSource } from "./open-source.js";
import { MOST_COLUMNS, type Oddity, type Probe, type ProbeOutcome } from "./probed.js";
import type { Beginning } from "./sniff.js";
import { unnamedColumns } from "./unnamed-columns.js";

/** Called after each block with bytes as given, before gunzip. */
export type OnProgress = (bytesRead: number, totalBytes: number) => void;

/**
 * Reads the bytes once, in constant memory, and says what they are or the one problem that keeps them from being read.
 * `-` is standard input. The caller disposes of the probe.
 */
export async function probe(path: string, onProgress?: OnProgress, stdin: Readable = process.stdin): Promise<ProbeOutcome> {
  const source = await openSource(path, stdin);
  return "problems" in source ? source : probeOpened(source, onProgress);
}

/** The same for a file that is open, which passes into the keeping of the probe; `beginning` says where the header stands, if it is not first. */
export async function probeOpened(source: OpenSource, onProgress?: OnProgress, beginning?: Beginning): Promise<ProbeOutcome> {
  try {
    const outcome = await probeSource(source, onProgress, beginning);
    if ("problems" in outcome) await source.dispose();
    return outcome;
  } catch (error) {
    await source.dispose();
    return { problems: [problemOfReading(error, source)] };
  }
}

async function probeSource(source: OpenSource, onProgress?: OnProgress, beginning?: Beginning): Promise<ProbeOutcome> {
  const hash = createHash("sha256");
  let bytes = 0;
  const watch = (raw: Buffer) => {
    hash.update(raw);
    bytes += raw.length;
    onProgress?.(bytes, source.bytes);
  };
  const gzip = await isGzip(source.readFrom);
  const scan = new FileScan(source.file, beginning);
  for await (const block of blocksOf(source.readFrom, gzip, watch)) {
    const problems = scan.feed(block);
    if (problems.length > 0) return { problems };
  }
  const scanned = scan.end();
  if ("problems" in scanned) return scanned;
  const shape = shapeOf(scanned, source.file);
  const unfit = problemOfShape(shape, source.file);
  if (unfit) return { problems: [unfit] };
  const { path, file, readFrom, dispose } = source;
  const found: Probe = { path, file, readFrom, bytes, sha256: hash.digest("hex"), gzip, ...shape, dispose };
  return { probe: { ...found, warnings: [...found.warnings, ...(await unnamedColumns(found))] } };
}

/** Whether the first two bytes are those of gzip. */
export async function isGzip(path: string): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}

type Shape = Pick<Probe, "format" | "delimiter" | "newline" | "bom" | "header" | "headerRow" | "headerLines" | "records" | "oddities" | "plain" | "warnings">;

function shapeOf({ sniffed: { start: _, ...sniffed }, scan }: Scanned, file: string): Shape {
  if (!(scan instanceof CsvScan)) {
    return { ...sniffed, header: scan.header, records: scan.records, oddities: new Set(), plain: false, warnings: [] };
  }
  const oddities = new Set<Oddity>(scan.oddities);
  if (sniffed.header.some((name) => /[\r\n]/.test(name))) oddities.add("multiline_header");
  if (sniffed.header.length === 1) oddities.add("one_column");
  const plain = oddities.size === 0;
  return { ...sniffed, records: scan.records - 1, oddities, plain, warnings: plain ? swallowed(scan, file) : [] };
}

/** Where quotes are known to be broken the exact reader refuses such records, so nobody need be warned. */
function swallowed(scan: CsvScan, file: string): Problem[] {
  if (!scan.swallowing) return [];
  const { rows, first } = scan.swallowing;
  return [problem("quote-swallows-rows", { rows, first }, { file, row: first })];
}

function problemOfShape(shape: Shape, file: string): Problem | undefined {
  const columns = shape.header.length;
  if (columns > MOST_COLUMNS) return problem("too-many-columns", { file, columns, most: MOST_COLUMNS }, { file });
  if (shape.format === "jsonl") return columns === 0 ? problem("json-no-object", { file }, { file }) : undefined;
  return shape.records === 0 ? problem("header-only", { file }, { file }) : undefined;
}
