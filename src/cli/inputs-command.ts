/** Taking in tables of inputs, and looking at what holds. */
import { readInstant } from "../domain/instant.js";
import { count, label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { measures, type Measure } from "../domain/measures.js";
import type { InputOptions, InputResult } from "../engine/import-inputs.js";
import type { Statement } from "../engine/statement.js";
import { objectOf } from "../export/json.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { Ended } from "./exit-status.js";
import { ignoredText } from "./left-out-text.js";
import { bookOf, rowOptionsOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { readDefinition } from "./policy-words.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";

const outcomes = ["used", "unchanged", "ignored", "rejected"] as const;
const outcomeColumns: Column[] = [label("outcome", "Rows"), count("rows", "flow", "Count")];

export async function importInputs(shell: Shell, file: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const { ask: _asked, originals: _cells, ...reading } = await rowOptionsOf(shell, options);
  const asked: InputOptions = { ...reading, dryRun: options["dryRun"] === true };
  const { words } = await readDefinition(options, path);
  await withBook(shell, { path, create: false, policy: words }, async (book) => {
    const result = await book.importInputs(file, asked);
    const isRefused = result.problems.some(({ severity }) => severity === "error");
    const refused = result.rejects.flatMap(({ problems }) => problems).map((found) => (isRefused ? found : { ...found, severity: "warning" as const }));
    await tell(shell, [...result.problems, ...refused]);
    await give(shell, showing, { sheet: () => resultSheet(file, path, result, asked.dryRun === true), json: () => objectOf({ ...(isRefused ? { ok: false } : {}), book: path, dry_run: asked.dryRun === true, ...result }) });
    if (isRefused) throw new Ended(1);
  });
}

const nouns: Record<InputResult["rows_of"], string> = { inputs: "inputs", event: "key events", save: "saves", note: "notes", renewal: "words on renewals" };

function resultSheet(file: string, book: string, result: InputResult, isTrial: boolean): Sheet {
  const rows: ReportRow[] = [...outcomes.map((outcome) => ({ outcome, rows: result[outcome] })), { outcome: "read", rows: result.read }];
  const isRefused = result.problems.some(({ severity }) => severity === "error");
  const verdict = result.kept ? `kept in ${book}` : isTrial ? "a dry run, nothing was kept" : isRefused ? "refused, nothing was kept" : "nothing new, nothing was changed";
  const why = Object.entries(result.ignored_by).map(([reason, many]) => `${many} ${ignoredText[reason] ?? reason}`).join(", ");
  const notes = [
    ...(result.said > 0 ? [`${grouped(String(result.said))} value${result.said === 1 ? "" : "s"} newly said.`] : []), ...(why === "" ? [] : [`Ignored: ${why}.`]), ...result.assumptions.map(({ text }) => text),
    ...(result.import_id === null ? [] : [`Nothing is deleted: \`annua imports undo ${result.import_id}\` takes it back.`]),
  ];
  return { title: `${file}: ${nouns[result.rows_of]}, ${verdict}`, scope: [], currency: null, columns: outcomeColumns, rows, shape: "plain", notes };
}

const inputColumns: Column[] = [label("no", "No."), label("measure", "Measure"), label("period", "Period"), label("groups", "Of"), label("value", "Value"), label("currency", "Currency"), label("note", "Note"), label("by", "By"), label("recorded_at", "Known since (UTC)")];

export async function listInputs(shell: Shell, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  await withBook(shell, { path, create: false, readOnly: true }, async (book) => {
    const inputs = await book.inputs();
    await give(shell, showing, { sheet: () => inputSheet(inputs), json: () => objectOf({ inputs }) });
  });
}

function inputSheet(inputs: readonly Statement[]): Sheet {
  const place = new Map(measures.map(({ name }, at) => [name, at]));
  const sorted = [...inputs].sort((a, b) => (place.get(a.said["measure"]!) ?? 0) - (place.get(b.said["measure"]!) ?? 0));
  const rows = sorted.map(({ statement_id, said, recorded_at }): ReportRow => ({
    no: String(statement_id), measure: said["measure"]!, period: said["period"]!, groups: groupsText(said["groups"]), value: valueText(said), currency: said["currency"] ?? "", note: said["note"] ?? "", by: said["by"] ?? "",
    recorded_at: readInstant(recorded_at, 16),
  }));
  const columns = inputColumns.filter(({ name }) => rows.length === 0 || rows.some((row) => row[name] !== ""));
  return { title: "Inputs", scope: [], currency: null, columns, rows, shape: "plain", empty: "There are none. `annua inputs import FILE` takes in a table; `annua inputs measures` lists what can be told.", notes: [] };
}

const groupsText = (groups: string | undefined): string => (groups === undefined ? "" : Object.entries(JSON.parse(groups) as Record<string, string>).map(([column, value]) => `${column}=${value}`).join(", "));

const valueText = (said: Statement["said"]): string => (said["percent"] === undefined ? grouped(said["amount"] ?? said["count"] ?? "") : `${said["percent"]}%`);

const measureColumns: Column[] = [label("measure", "Measure"), label("unit", "Unit"), label("over", "Several periods"), label("aliases", "Also called"), label("sentence", "What it is")];
const overText: Record<Measure["over"], string> = { sum: "added up", end: "that of the last", start: "that of the first", weighed: "weighed by revenue" };

export async function listMeasures(shell: Shell, options: Options): Promise<void> {
  const rows = measures.map(({ name, unit, over, aliases, sentence }): ReportRow => ({ measure: name, unit, over: overText[over], aliases: aliases.join(", "), sentence }));
  const sheet: Sheet = { title: "Measures", scope: [], currency: null, columns: measureColumns, rows, shape: "plain", notes: ["A table of inputs has the columns period, measure and value, or one column for each period or each measure; a column of the lines, such as segment, tells groups apart."] };
  await give(shell, showingOf(shell, options), { sheet: () => sheet, json: () => objectOf({ measures }) });
}
