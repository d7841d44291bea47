/** A table of an answer, whatever it came from: what every format is made of. */
import { findReport, type Column, type Report, type ReportResult, type ReportRow } from "../catalogue/index.js";
import { version } from "../domain/version.js";

/**
 * periods: one row a period, a balance that opens it and one that closes it; list: rows that add up column by column;
 * steps: rows of which each leads from one balance to the next; balances: a row a period, of which none leads to another;
 * apart: rows that say the same of different things and add up to nothing; plain: anything else.
 */
export type SheetShape = "periods" | "balances" | "list" | "steps" | "bridge" | "apart" | "plain";

export interface Sheet {
  title: string;
  /** What was asked, in words. */
  scope: string[];
  /** Of the money columns; null where there are none. */
  currency: string | null;
  columns: Column[];
  rows: ReportRow[];
  shape: SheetShape;
  /** Stands where the rows would, if there is none; without it "No rows." does. */
  empty?: string;
  /** Amounts of each row that sum to another of its amounts. */
  sum?: Report["sum"];
  /** Columns that a narrow page does without, the first of them first. */
  expendable?: Report["expendable"];
  /** For people one figure is spread over the page. */
  spread?: Report["spread"];
  /** Where it is spread: the place of the first of its columns. */
  spreadFrom?: number;
  /** How its figures tie, to the cent. */
  tie?: string;
  /** Lines for the foot: where it goes on, what it was made from. */
  notes: string[];
}

/** A report's answer as a sheet. @param said what its columns need to be told of, for the foot */
export function sheetOf(result: ReportResult, said: readonly string[] = []): Sheet {
  const report = findReport(result.report);
  const isList = report?.isList === true && !(report.params.some(({ name }) => name === "detail") && result.params["detail"] === undefined);
  const isPeriods = (report?.asks === "periods" || report?.looksAhead === true) && report.isFollowed !== true && !isList;
  const isBridge = report?.isBridge === true && result.params["by"] === undefined;
  const more = result.next_cursor === null ? [] : [`There is more${report?.spread === undefined ? "" : ", also of the last row"}: --cursor ${result.next_cursor}`];
  return {
    title: report?.title ?? result.report,
    scope: scopeOf(result.params),
    currency: result.currency,
    columns: result.columns.map((column) => shownAs(column, result, report)),
    rows: result.rows,
    shape: isPeriods ? (report.isUnchained === true ? "balances" : "periods") : isList ? "list" : hasSteps(result.columns) ? "steps" : isBridge ? "bridge" : report?.isUnchained === true ? "apart" : "plain",
    ...(report?.sum === undefined ? {} : { sum: report.sum }),
    ...(report?.expendable === undefined ? {} : { expendable: report.expendable }),
    ...(report?.spread === undefined ? {} : { spread: report.spread }),
    ...(report?.tie === undefined ? {} : { tie: result.problems.some(({ code }) => code === "groups-told-anew") ? report.tie.replace(/;[^;]*$/, ".") : report.tie }),
    notes: [...said, ...more, madeFrom(result)],
  };
}

/** A column with what a table has to know of it: rows without a value of a group say so, and words are read whole. */
function shownAs(column: Column, { params }: ReportResult, report: Report | undefined): Column {
  const isGroup = Array.isArray(params["by"]) && params["by"].includes(column.name);
  const isProse = report?.columns.some(({ name, isProse: isWhole }) => name === column.name && isWhole === true) === true;
  return { ...column, ...(isGroup ? { blank: "(none)" } : {}), ...(isProse ? { isProse } : {}) };
}

/** The lines below a table. Of rounded figures only those of a waterfall or bridge still tie row by row. */
export function footOf(sheet: Sheet, isRounded: boolean): string[] {
  if (sheet.tie === undefined || (isRounded && sheet.shape !== "periods" && sheet.shape !== "bridge")) return sheet.notes;
  return [titled(isRounded ? sheet.tie.replace(", to the cent", "") : sheet.tie, sheet.columns), ...sheet.notes];
}

/** A formula of columns by what stands above them; words of a sentence that are called like a column stay. */
function titled(tie: string, columns: readonly Column[]): string {
  const titles = new Map(columns.map(({ name, title }) => [name, title]));
  const byTitle = (text: string): string => text.replace(/[a-z]\w*/g, (name) => titles.get(name) ?? name);
  return tie.replace(/\w+(?: [=+\-*\/] \w+)+/g, byTitle).replace(/\b[a-z]+(?:_[a-z0-9]+)+\b/g, (name) => titles.get(name) ?? name);
}

/** "data 3fa94c1b, policy 9d01c2e7, annua 0.1.0": enough of each hash to tell two answers apart. */
export function madeFrom({ provenance }: Pick<ReportResult, "provenance">): string {
  const start = (hash: string) => hash.replace(/^sha256:/, "").slice(0, 8);
  return `data ${start(provenance.data)}, policy ${start(provenance.policy)}, annua ${version}`;
}

const hasSteps = (columns: Column[]): boolean => {
  const money = columns.filter((column) => column.type === "money");
  return money.length === 2 && money[0]!.kind === "flow" && money[1]!.kind === "stock";
};

const grainWords: Record<string, string> = { day: "by day", week: "by week", month: "by month", quarter: "by quarter", year: "by year", total: "in total" };

/** What a report lists where nobody asks for another list goes without saying. */
const usualLists: ReadonlySet<string> = new Set(["list owners", "list tiers", "list products"]);

/** What was asked, in words. */
export function scopeOf(params: Record<string, unknown>): string[] {
  const { from, to, on, grain, ...others } = params;
  const scope: string[] = [];
  if (from !== undefined) scope.push(`${String(from)} to ${String(to)}${grain === undefined ? "" : ` ${grainWords[String(grain)] ?? ""}`}`);
  else if (to !== undefined) scope.push(`up to ${String(to)}`);
  if (on !== undefined) scope.push(`at the close of ${String(on)}`);
  for (const [name, value] of Object.entries(others)) {
    const isUsual = usualLists.has(`${name} ${String(value)}`) || (name === "method" && value === "net") || (name === "level" && value === "customer");
    if (name === "window") scope.push(`looking back ${String(value)} months`);
    else if (typeof value === "object" && value !== null && !Array.isArray(value)) scope.push(`${name.replaceAll("_", " ")} ${"name" in value ? String(value.name) : "of its own"}`);
    else if (!isUsual && value !== true) scope.push(`${name.replaceAll("_", " ")} ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  }
  return scope;
}

/**
 * Where a sheet of periods opens and closes: positions of the two balances; flows between them are its movements.
 * @param layer of figures that stand beside others, which of them: each leads from its own opening to its own closing
 */
export function chainOf(columns: readonly Column[], layer?: Column["beside"]): { opening: number; closing: number } | undefined {
  const opening = columns.findIndex((column) => column.kind === "stock" && column.beside === layer);
  const closing = columns.findIndex((column, at) => at > opening && column.kind === "stock" && column.beside === layer && column.type === columns[opening]?.type);
  return opening < 0 || closing < 0 ? undefined : { opening, closing };
}

/** A row a period, whether its balances lead to each other or not. */
export const isOverTime = (shape: SheetShape): boolean => shape === "periods" || shape === "balances";

/** True where the periods may stand across the page: nothing but the period tells one row from another. */
export function canStandAcross(sheet: Sheet): boolean {
  const balance = sheet.columns.findIndex((column) => column.kind !== "label");
  return isOverTime(sheet.shape) && sheet.rows.length > 0 && balance === 1;
}
