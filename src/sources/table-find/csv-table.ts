/** The table in a CSV or JSON lines file: under titles, above totals and notes, and plain where there is nothing of the kind. */
import { problem, type Problem } from "../../domain/problem.js";
import { blocksOf } from "../blocks.js";
import { exactBatches } from "../exact-rows.js";
import type { OpenSource } from "../open-source.js";
import { isGzip, probeOpened, type OnProgress } from "../probe.js";
import type { BrokenRow, ExactRow, Probe } from "../probed.js";
import { readCells } from "../record.js";
import type { Beginning } from "../sniff.js";
import type { Table } from "../table.js";
import { csvHead, type CsvHead } from "./csv-head.js";
import { titleOf } from "./header.js";
import { oneByOne } from "./one-by-one.js";
import { besideProblems, cutTo, widthOfFirst } from "./neighbour.js";
import { isPlain } from "./plain.js";
import type { Raw } from "./raw-row.js";
import { sift, withGroupName } from "./sift.js";

const HEAD_BYTES = 256 * 1024;

/** The source passes into the keeping of the table, and is disposed of where there is none. */
export async function csvTable(source: OpenSource, headerRow?: number, onProgress?: OnProgress): Promise<{ table: Table } | { problems: Problem[] }> {
  const text = await headText(source);
  const isJson = /^\s*[{[]/.test(text);
  const head = isJson ? undefined : csvHead(text, headerRow);
  if (headerRow !== undefined && head === undefined) {
    await source.dispose();
    return { problems: [problem("header-row-missing", { file: source.file, row: headerRow }, { file: source.file, row: headerRow })] };
  }
  const outcome = await probeOpened(source, onProgress, beginningOf(head));
  if ("problems" in outcome) return outcome;
  const found = outcome.probe;
  const plain = await isPlain(found);
  return { table: found.format === "jsonl" ? exactTable(found) : await siftedTable(found, head, plain) };
}

async function headText(source: OpenSource): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const block of blocksOf(source.readFrom, await isGzip(source.readFrom))) {
    parts.push(Buffer.from(block));
    bytes += block.length;
    if (bytes >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).toString("utf8").replace(/^\ufeff/, "");
}

/** Nothing is said of a header that is where it is looked for anyway. */
function beginningOf(head: CsvHead | undefined): Beginning | undefined {
  if (head === undefined) return undefined;
  const { row, linesBefore } = head.rows[head.header.last]!;
  if (linesBefore === 0) return undefined;
  return { lines: linesBefore, rows: row - 1, delimiter: head.delimiter };
}

function exactTable(found: Probe): Table {
  return { ...common(found), header: found.header, ...streams(() => exactBatches(found)) };
}

async function siftedTable(found: Probe, head: CsvHead | undefined, plain: boolean): Promise<Table> {
  const headerRows = head === undefined ? [found.header] : head.rows.slice(head.header.first, head.header.last + 1).map(({ cells }) => cells);
  const all = namesOf(found, head);
  const width = head === undefined ? all.length : widthOfFirst(all, head.rows.slice(head.header.last + 1));
  const raw = () => withShortRows(exactBatches(found), found, width);
  const names = await withGroupName(all.slice(0, width), raw);
  const titled = head === undefined ? {} : titleOf(head.rows, head.header);
  const batches = () => sift({ raw, header: names, headerRows, ...titled });
  const warnings = found.warnings.filter((each) => each.code !== "column-unnamed" || (names[Number(each.at.column) - 1] ?? "x") === "");
  return { ...common(found), ...titled, header: names, warnings: [...warnings, ...besideProblems(all, width, { file: found.file, row: found.headerRow })], ...streams(batches), ...(plain ? { plain: found } : {}) };
}

/** Of two rows of names the probe knows the lower one. */
function namesOf(found: Probe, head: CsvHead | undefined): string[] {
  if (head === undefined || head.header.first === head.header.last) return found.header;
  return found.header.map((name, column) => head.header.names[column] ?? name);
}

const common = (found: Probe) => ({
  source: found.file,
  otherSheets: [],
  headerRow: found.headerRow,
  content: found.sha256,
  size: found.records,
  warnings: found.warnings,
  dispose: () => found.dispose(),
});

const streams = (batches: Table["batches"]): Pick<Table, "batches" | "rows"> => ({ batches, rows: () => oneByOne(batches()) });

/** Notes and totals of exports have fewer cells than a line has: they are looked at like the others; a line cut short stays refused. */
async function* withShortRows(batches: AsyncIterable<(ExactRow | BrokenRow)[]>, found: Probe, width: number): AsyncGenerator<Raw[]> {
  for await (const batch of batches) yield cutTo(batch.map((row) => ("cells" in row ? row : (shortRow(row, found) ?? row))), width);
}

function shortRow(row: BrokenRow, { delimiter, header }: Probe): Raw | undefined {
  if (row.broken !== "cell_count") return undefined;
  const read = readCells(row.text, delimiter);
  if (!("cells" in read)) return row.text.endsWith("…") ? { row: row.row, cells: [row.text], broken: row } : undefined;
  return read.cells.length < header.length ? { row: row.row, cells: read.cells, broken: row } : undefined;
}
