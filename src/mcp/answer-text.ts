/** An answer in words: what a model needs to repeat the figures rightly, and to ask on. */
import type { Param } from "../catalogue/define.js";
import { reports, type Column, type Report, type ReportResult, type ReportRow } from "../catalogue/index.js";
import { explainedColumns } from "../catalogue/explanation.js";
import { drillFrom } from "../catalogue/drill.js";
import type { Problem } from "../domain/problem.js";
import { markdownOf } from "../export/markdown.js";
import { sheetOf } from "../export/sheet.js";
import { inTools } from "./tool-words.js";

/** Rows that the text shows; the structured answer has all of the page. */
const mostShown = 20;

/** Where a figure leads: the tool and the words to ask it with. */
export interface Next {
  tool: string;
  arguments: Record<string, unknown>;
}

export interface Told {
  report: Report;
  result: ReportResult;
  /** The same without groups. */
  total?: readonly ReportRow[] | undefined;
  /** Rows of the pages before. */
  before?: number;
}

export function textOf({ report, result, total, before = 0 }: Told, next: Next | undefined): string {
  const { rows, next_cursor: cursor } = result;
  const shown = rows.slice(0, mostShown);
  const parts = [tableOf({ ...result, rows: shown })];
  if (shown.length < rows.length) parts.push(`Shown: ${shown.length} of the ${rows.length} rows of this page; structuredContent has all of them. To read on here: the same words with limit ${mostShown} and cursor "${before + shown.length}".`);
  if (cursor !== null) parts.push(`There is more: this page has ${rows.length} rows. Call again with the same words and cursor "${cursor}".`);
  if (total !== undefined) parts.push(`In total, without groups:\n\n${tableOf({ ...result, columns: result.columns.filter(({ name }) => !groupsOf(result).includes(name)), rows: total.slice(0, mostShown), params: without(result.params, "by") }, false)}`);
  parts.push(unitsOf(result));
  if (next !== undefined) parts.push(`What a figure is made of, for example: ${next.tool} ${JSON.stringify(next.arguments)}`);
  if (report.inputs !== undefined) parts.push("Figures that are empty need inputs that people tell (`annua inputs`).");
  return [...parts.filter((part) => part !== "").map(inToolWords), ...problemLines(result.problems)].join("\n\n");
}

/** What the catalogue says of options of the command line, as parameters of tools; what ends a command is no word of theirs. */
const inToolWords = (text: string): string => text.replace(/ ?[^.\n]*--fail-on[^.\n]*\./g, "").replace(/--([a-z]+)-?([a-z]*) (\w+)(?=[\s,)`])/g, (option, one: string, two: string, value: string) => (values.has(value) ? `${one}${two === "" ? "" : `_${two}`}=${value}` : option)).replace(/--(?=[a-z])/g, "");

/** Words that parameters are given, so that what follows an option is known for its value. */
const values = new Set(reports.flatMap(({ params }) => (params as readonly Param[]).flatMap(({ choices = [] }) => [...choices])));

/** What is wrong, or worth a look, with what to do about it. */
export const problemLines = (problems: readonly Problem[]): string[] => inTools(problems).map(({ code, severity, message, remedy }) => `${severity === "error" ? "Error" : "Note"} ${code}: ${message} ${remedy}`);

const groupsOf = ({ params }: ReportResult): string[] => (Array.isArray(params["by"]) ? params["by"].map(String) : []);

const without = (params: Record<string, unknown>, name: string): Record<string, unknown> => Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

/** @param isWhole with what it says below */
function tableOf(result: ReportResult, isWhole = true): string {
  const sheet = sheetOf({ ...result, next_cursor: null });
  return [...markdownOf(isWhole ? sheet : { ...sheet, notes: [], tie: "" })].join("").trim();
}

function unitsOf({ columns, currency }: ReportResult): string {
  const named = (fits: (column: Column) => boolean): string => columns.filter(fits).map(({ name }) => name).join(", ");
  const [stocks, flows, ratios] = [named(({ kind }) => kind === "stock"), named(({ kind }) => kind === "flow"), named(({ type }) => type === "ratio")];
  return [
    ...(columns.some(({ type }) => type === "money") ? [`Money is in ${currency}, exact.`] : []),
    ...(stocks === "" ? [] : [`Balances at an instant, not to be added up over time: ${stocks}.`]),
    ...(flows === "" ? [] : [`Movements of a period: ${flows}.`]),
    ...(ratios === "" ? [] : [`Ratios: ${ratios}; rounded here, exact in structuredContent (1 is 100 %), n/a where there is nothing to divide by.`]),
  ].join(" ");
}

/** The figure that deserves a question first: of the last period that is shown the largest movement, else the largest figure that can be explained or is told of more closely elsewhere. */
export function nextOf({ report, result }: Told): Next | undefined {
  const shown = result.rows.slice(0, mostShown);
  const period = shown.at(-1)?.["period"];
  const rows = report.asks === "periods" ? shown.filter((row) => row["period"] === period) : shown;
  const known = explainedColumns(report);
  for (const column of [...known.filter(({ kind }) => kind === "flow"), ...known.filter(({ kind }) => kind !== "flow")]) {
    const row = largest(rows, column.name);
    if (row !== undefined) return explainCall({ report, result }, row, column);
  }
  const money = result.columns.find(({ type, kind }) => type === "money" && kind !== "label");
  const row = (money === undefined ? undefined : largest(rows, money.name)) ?? rows[0];
  for (const { name } of row === undefined ? [] : result.columns) {
    const drill = drillFrom(result, row!, name);
    if (drill !== undefined) return { tool: drill.report, arguments: drill.params };
  }
  return undefined;
}

/** The row with the largest figure of a column, gain or loss; undefined where it is nothing in all of them. */
function largest(rows: readonly ReportRow[], name: string): ReportRow | undefined {
  const size = (row: ReportRow): bigint => (isFigure(row[name]) ? BigInt(String(row[name]).replace(/\D/g, "")) : 0n);
  const found = rows.reduce<ReportRow | undefined>((best, row) => (best === undefined || size(row) > size(best) ? row : best), undefined);
  return found === undefined || size(found) === 0n ? undefined : found;
}

const isFigure = (value: ReportRow[string] | undefined): boolean => value !== null && value !== undefined && /[1-9]/.test(String(value));

function explainCall({ report, result }: Told, row: ReportRow, { name }: Column): Next {
  const { params } = result;
  const kept = ["where", "method", "level", "known_on", "currency"].filter((word) => params[word] !== undefined).map((word) => [word, params[word]]);
  const by = groupsOf(result).map((group) => `${group}=${String(row[group] ?? "")}`);
  const of = report.asks === "periods" ? { period: row["period"] } : { on: params["on"] };
  return { tool: "explain", arguments: { report: report.name, cell: name, ...of, ...(by.length === 0 ? {} : { by }), ...Object.fromEntries(kept) } };
}
