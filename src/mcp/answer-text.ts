/** An answer in words: what a model needs to repeat the figures rightly, and to ask on. */
import type { Column, Report, ReportResult, ReportRow } from "../catalogue/index.js";
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
}

export function textOf({ report, result, total }: Told, next: Next | undefined): string {
  const { rows, next_cursor: cursor } = result;
  const shown = rows.slice(0, mostShown);
  const parts = [tableOf({ ...result, rows: shown })];
  if (shown.length < rows.length) parts.push(`Shown: ${shown.length} of the ${rows.length} rows of this page; structuredContent has all of them.`);
  if (cursor !== null) parts.push(`There is more: this page has ${rows.length} rows. Call again with the same words and cursor "${cursor}".`);
  if (total !== undefined) parts.push(`In total, without groups:\n\n${tableOf({ ...result, columns: result.columns.filter(({ name }) => !groupsOf(result).includes(name)), rows: total.slice(0, mostShown), params: without(result.params, "by") }, false)}`);
  parts.push(unitsOf(result));
  if (next !== undefined) parts.push(`What a figure is made of, for example: ${next.tool} ${JSON.stringify(next.arguments)}`);
  if (report.inputs !== undefined) parts.push("Figures that are empty need inputs that people tell (`annua inputs`).");
  return [...parts, ...problemLines(result.problems)].join("\n\n");
}

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
    ...(ratios === "" ? [] : [`Ratios, 1 is 100 %: ${ratios}; empty where there is nothing to divide by.`]),
  ].join(" ");
}

/** The figure that deserves a question first: a movement of the last row that is not nothing, else any that can be explained. */
export function nextOf({ report, result }: Told): Next | undefined {
  const row = result.rows.at(report.asks === "periods" ? -1 : 0);
  if (row === undefined) return undefined;
  const known = explainedColumns(report).filter(({ name }) => isFigure(row[name]));
  const column = known.find(({ kind }) => kind === "flow") ?? known[0];
  if (column !== undefined) return explainCall({ report, result }, row, column);
  for (const { name } of result.columns) {
    const drill = drillFrom(result, row, name);
    if (drill !== undefined) return { tool: drill.report, arguments: drill.params };
  }
  return undefined;
}

const isFigure = (value: ReportRow[string] | undefined): boolean => value !== null && value !== undefined && /[1-9]/.test(String(value));

function explainCall({ report, result }: Told, row: ReportRow, { name }: Column): Next {
  const { params } = result;
  const kept = ["where", "method", "level", "known_on", "currency"].filter((word) => params[word] !== undefined).map((word) => [word, params[word]]);
  const by = groupsOf(result).map((group) => `${group}=${String(row[group] ?? "")}`);
  const of = report.asks === "periods" ? { period: row["period"] } : { on: params["on"] };
  return { tool: "explain", arguments: { report: report.name, cell: name, ...of, ...(by.length === 0 ? {} : { by }), ...Object.fromEntries(kept) } };
}
