/** The log of a book's lines, taking an import back, and taking single lines out. */
import { readInstant } from "../domain/instant.js";
import { count, label, type Column } from "../catalogue/define.js";
import { wayBackOf } from "../domain/decision-source.js";
import type { ReportRow } from "../catalogue/index.js";
import type { ImportRecord } from "../engine/import-log.js";
import type { Correction } from "../engine/corrections.js";
import type { Book } from "../engine/book.js";
import type { HandChange, HandOptions, ImportChange } from "../engine/record.js";
import { refuse } from "../domain/problem.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { acceptingOf, restatedText } from "./accepting.js";
import { bookOf } from "./lines-source.js";
import type { Format, Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { withBook } from "./with-book.js";

const recordColumns: Column[] = [
  count("import_id", "stock", "No."), label("kind", "Kind"), label("done_at", "When (UTC)"), label("source", "Source"),
  count("rows_read", "flow", "Rows read"), count("used", "flow", "Used"), count("unchanged", "flow", "Unchanged"), count("ignored", "flow", "Ignored"),
  count("rejected", "flow", "Refused"), count("superseded", "flow", "Ended"), label("note", "Note"), label("undone_by", "Undone by"), label("brought_back_by", "Brought back by"),
];
const changeColumns: Column[] = [label("change", "Change"), label("line_id", "Line"), label("customer", "Customer"), label("row", "Source row"), label("what", "What differs, before > now")];

/** Lines that a table spells out; the other formats hold all. */
const mostLines = 200;

export async function listImports(shell: Shell, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  await withBook(shell, { path, readOnly: true }, async (book) => {
    const imports = await book.imports();
    await give(shell, showing, { sheet: () => listSheet(imports, path, showing.format), json: () => objectOf({ book: path, imports }) });
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
  await changing(shell, options, (book, said) => book.undoImport(id, said));
}

export async function retract(shell: Shell, lineIds: string[], options: Options): Promise<void> {
  await changing(shell, options, (book, said) => book.retract(lineIds, said));
}

async function changing(shell: Shell, options: Options, work: (book: Book, said: HandOptions) => Promise<HandChange>): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, policy: words }, async (book) => {
    const change = await work(book, { note: options["note"] as string | undefined, dryRun: options["dryRun"] === true, ...acceptingOf(shell, options) });
    await give(shell, showing, { sheet: () => changeSheet(change, showing.format, [movedText(change), ...restatedText(change)]), json: () => objectOf({ ...change }) });
  });
}

const movedText = ({ currency, kept, arr_before, arr_after }: HandChange): string =>
  `ARR today: ${currency} ${grouped(arr_before)} before, ${currency} ${grouped(arr_after)} ${kept ? "after" : "after it"}.`;

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) refuse("option-value", { option: "The number of an import", value: text, expected: "one of those that `annua imports list` shows" });
  return Number(text);
}

/** A table has no room for a column that says nothing. */
function listSheet(imports: readonly ImportRecord[], book: string, format: Format): Sheet {
  const shown = (by: number | null) => (by === null ? "" : String(by));
  const rows = imports.map((record): ReportRow => ({ ...record, done_at: readInstant(record.done_at, 16), undone_by: shown(record.undone_by), brought_back_by: shown(record.brought_back_by) }));
  const columns = recordColumns.filter(({ name }) => name !== "brought_back_by" || format !== "table" || rows.some((row) => row[name] !== ""));
  return { title: `Imports of ${book}`, scope: [], currency: null, columns, rows, shape: "plain", notes: ["`annua imports show N` lists the lines; `annua imports undo N` takes one back."] };
}

/** What was corrected first, then what ended and what is new; a corrected line stands once. */
function changeRows({ lines, corrections, facts, statements }: Pick<ImportChange, "lines" | "corrections" | "facts" | "statements">): ReportRow[] {
  const corrected = new Set(corrections.map((one) => one.line_id));
  const plain = (change: "ended" | "brought") => lines.filter((line) => line.change === change && !corrected.has(line.line_id)).map((line): ReportRow => ({ ...line, row: String(line.row), what: "" }));
  return [...corrections.map(({ changes, ...line }): ReportRow => ({ ...line, row: String(line.row), change: "corrected", what: changesText(changes) })), ...plain("ended"), ...plain("brought"), ...facts.map(factRow), ...statements.map(statementRow)];
}

const factRow = ({ customer, from_date, name, value, row, change }: ImportChange["facts"][number]): ReportRow => ({
  change, line_id: "", customer, row: String(row), what: `${name}: ${value}${from_date === "" ? "" : ` from ${from_date}`}`,
});

const statementRow = ({ topic, customer, what, row, change }: ImportChange["statements"][number]): ReportRow => ({ change, line_id: "", customer, row: String(row), what: `${topic}: ${what}` });

const changesText = (changes: Correction["changes"]): string => changes.map((change) => `${change.column}: ${change.old || "empty"} > ${change.new || "empty"}`).join("; ") || "only when it was recorded";

/** "3 lines: 1 corrected, 2 brought" */
function countsText(rows: readonly ReportRow[], hasFacts: boolean): string {
  const counted = ["corrected", "ended", "brought", "removed"].map((change) => [rows.filter((row) => row["change"] === change).length, change] as const).filter(([count]) => count > 0);
  const noun = rows.length > 0 && rows.every((row) => row["line_id"] === "") ? (hasFacts ? "fact" : "statement") : "line";
  return `${grouped(String(rows.length))} ${noun}${rows.length === 1 ? "" : "s"}${counted.length === 0 ? "" : `: ${counted.map(([count, change]) => `${grouped(String(count))} ${change}`).join(", ")}`}`;
}

const deeds: Record<ImportRecord["kind"], string> = { import: "Import", customers: "Facts of customers", retract: "Retraction", undo: "Undo", decision: "Decision", inputs: "Inputs", event: "Key event", save: "Save", note: "Note", renewal: "Word on a renewal" };

function changeSheet(change: ImportChange | HandChange, format: Format, moved: readonly string[] = []): Sheet {
  const all = changeRows(change);
  const rows = format === "table" ? all.slice(0, mostLines) : all;
  const more = all.length - rows.length;
  const scope = [countsText(all, change.facts.length > 0), `${change.source} on ${readInstant(change.done_at, 19)}`, ...(change.note === "" ? [] : [change.note]), ...standingText(change)];
  const notes = [...(more === 0 ? [] : [`… and ${grouped(String(more))} more lines; --format csv or json has all.`]), ...moved, wayBack(change)];
  return { title: `${deeds[change.kind]}${change.import_id === null ? ", a dry run" : ` ${change.import_id}`}`, scope, currency: null, columns: changeColumns, rows, shape: "plain", notes };
}

function wayBack({ import_id, undone_by, kind, source }: ImportChange | HandChange): string {
  if (import_id === null) return "A dry run: nothing was kept.";
  if (kind === "decision") return wayBackOf(source) === undefined ? "It took a decision back, which may be made anew." : `Nothing is deleted: \`${wayBackOf(source)}\` takes it back.`;
  return undone_by === null ? `Nothing is deleted: \`annua imports undo ${import_id}\` takes it back.` : `Nothing is deleted: \`annua imports undo ${undone_by}\` brings it back.`;
}

function standingText({ undone_by, brought_back_by }: Pick<ImportRecord, "undone_by" | "brought_back_by">): string[] {
  if (undone_by !== null) return [`undone by ${undone_by}`];
  return brought_back_by === null ? [] : [`undone, and brought back by ${brought_back_by}`];
}
