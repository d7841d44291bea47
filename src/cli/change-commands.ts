/** The log of a book's lines, taking an import back, and taking single lines out. */
import { count, label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import type { ImportRecord } from "../engine/import-log.js";
import type { Correction } from "../engine/corrections.js";
import type { ImportChange } from "../engine/record.js";
import { refuse } from "../domain/problem.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { bookOf } from "./lines-source.js";
import type { Format, Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { withBook } from "./with-book.js";

const recordColumns: Column[] = [
  count("import_id", "stock", "No."), label("kind", "Kind"), label("done_at", "When (UTC)"), label("source", "Source"),
  count("rows_read", "flow", "Rows read"), count("used", "flow", "Used"), count("unchanged", "flow", "Unchanged"), count("ignored", "flow", "Ignored"),
  count("rejected", "flow", "Refused"), count("superseded", "flow", "Ended"), label("note", "Note"), label("undone_by", "Undone by"),
];
const changeColumns: Column[] = [label("change", "Change"), label("line_id", "Line"), label("customer", "Customer"), label("row", "Source row"), label("what", "What differs, before > now")];

/** Lines that a table spells out; the other formats hold all. */
const mostLines = 200;

export async function listImports(shell: Shell, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  await withBook(shell, { path, readOnly: true }, async (book) => {
    const imports = await book.imports();
    await give(shell, showing, { sheet: () => listSheet(imports, path), json: () => objectOf({ book: path, imports }) });
  });
}

export async function showImport(shell: Shell, number: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const id = numberOf(number);
  await withBook(shell, { path: options.book ?? bookOf(shell), readOnly: true }, async (book) => {
    const change = await book.importChange(id);
    await give(shell, showing, { sheet: () => changeSheet(change, showing.format), json: () => objectOf({ ...change }) });
  });
}

export async function undoImport(shell: Shell, number: string, options: Options): Promise<void> {
  const id = numberOf(number);
  await changing(shell, options, (book) => book.undoImport(id));
}

export async function retract(shell: Shell, lineIds: string[], options: Options): Promise<void> {
  const note = options["note"];
  await changing(shell, options, (book) => book.retract(lineIds, typeof note === "string" ? note : ""));
}

async function changing(shell: Shell, options: Options, work: (book: import("../engine/book.js").Book) => Promise<ImportChange>): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, policy: words }, async (book) => {
    const before = (await book.run("snapshot")).rows[0]?.["arr"] ?? null;
    const change = await work(book);
    const after = (await book.run("snapshot")).rows[0]?.["arr"] ?? null;
    const { reporting_currency: currency } = book.policy;
    const moved = `ARR today: ${currency} ${grouped(String(before))} before, ${currency} ${grouped(String(after))} after.`;
    await give(shell, showing, { sheet: () => changeSheet(change, showing.format, moved), json: () => objectOf({ ...change, arr_before: before, arr_after: after, currency }) });
  });
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) refuse("option-value", { option: "The number of an import", value: text, expected: "one of those that `annua imports list` shows" });
  return Number(text);
}

function listSheet(imports: readonly ImportRecord[], book: string): Sheet {
  const rows = imports.map((record): ReportRow => ({ ...record, done_at: record.done_at.slice(0, 16), undone_by: record.undone_by === null ? "" : String(record.undone_by) }));
  return { title: `Imports of ${book}`, scope: [], currency: null, columns: recordColumns, rows, shape: "plain", notes: ["`annua imports show N` lists the lines; `annua imports undo N` takes one back."] };
}

/** What was corrected first, then what ended and what is new; a corrected line stands once. */
function changeRows({ lines, corrections, facts }: ImportChange): ReportRow[] {
  const corrected = new Set(corrections.map((one) => one.line_id));
  const plain = (change: "ended" | "brought") => lines.filter((line) => line.change === change && !corrected.has(line.line_id)).map((line): ReportRow => ({ ...line, row: String(line.row), what: "" }));
  return [...corrections.map(({ changes, ...line }): ReportRow => ({ ...line, row: String(line.row), change: "corrected", what: changesText(changes) })), ...plain("ended"), ...plain("brought"), ...facts.map(factRow)];
}

const factRow = ({ customer, from_date, name, value, row, change }: ImportChange["facts"][number]): ReportRow => ({
  change, line_id: "", customer, row: String(row), what: `${name}: ${value}${from_date === "" ? "" : ` from ${from_date}`}`,
});

const changesText = (changes: Correction["changes"]): string => changes.map((change) => `${change.column}: ${change.old || "empty"} > ${change.new || "empty"}`).join("; ") || "only when it was recorded";

/** "3 lines: 1 corrected, 2 brought" */
function countsText(rows: readonly ReportRow[]): string {
  const counted = ["corrected", "ended", "brought"].map((change) => [rows.filter((row) => row["change"] === change).length, change] as const).filter(([count]) => count > 0);
  const noun = rows.length > 0 && rows.every((row) => row["line_id"] === "") ? "fact" : "line";
  return `${grouped(String(rows.length))} ${noun}${rows.length === 1 ? "" : "s"}${counted.length === 0 ? "" : `: ${counted.map(([count, change]) => `${grouped(String(count))} ${change}`).join(", ")}`}`;
}

const deeds: Record<ImportRecord["kind"], string> = { import: "Import", customers: "Facts of customers", retract: "Retraction", undo: "Undo", decision: "Decision" };

function changeSheet(change: ImportChange, format: Format, moved?: string): Sheet {
  const all = changeRows(change);
  const rows = format === "table" ? all.slice(0, mostLines) : all;
  const more = all.length - rows.length;
  const scope = [countsText(all), `${change.source} on ${change.done_at.slice(0, 19)}`, ...(change.note === "" ? [] : [change.note]), ...(change.undone_by === null ? [] : [`undone by ${change.undone_by}`])];
  const notes = [...(more === 0 ? [] : [`… and ${grouped(String(more))} more lines; --format csv or json has all.`]), ...(moved === undefined ? [] : [moved]), `Nothing is deleted: \`annua imports undo ${change.import_id}\` takes it back.`];
  return { title: `${deeds[change.kind]} ${change.import_id}`, scope, currency: null, columns: changeColumns, rows, shape: "plain", notes };
}
