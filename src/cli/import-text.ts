/** What became of the rows of a file, with their money, and what ARR is because of them. */
import { label, count, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import type { Outcome, OutcomeMoney } from "../engine/land.js";
import type { ImportResult } from "../engine/import.js";
import { drawn } from "../export/draw.js";
import { wrappedGrid } from "../export/fit.js";
import { gridOf } from "../export/grid.js";
import { grouped } from "../export/number-text.js";
import type { Sheet } from "../export/sheet.js";
import { widthOfProse, type Page } from "../export/text.js";
import { visible } from "../export/visible.js";
import type { Imported } from "./import-command.js";
import { shownName } from "./overview.js";

const outcomes: readonly Outcome[] = ["used", "unchanged", "ignored", "rejected"];
const columns: Column[] = [label("file", "File"), label("outcome", "Rows"), count("rows", "flow", "Count"), label("money", "Amount x quantity as written")];

/** One row a file and outcome. */
export function importSheet(done: readonly Imported[]): Sheet {
  const rows = done.flatMap(({ file, result }) => [...outcomes.map((outcome) => rowOf(file, outcome, result)), { file, outcome: "read", rows: result.read, money: "" }]);
  return { title: "Import", scope: [], currency: null, columns, rows, shape: "plain", notes: [] };
}

export function* importText(done: readonly Imported[], book: string, isDryRun: boolean, page: Page): Generator<string> {
  for (const [place, one] of done.entries()) {
    if (place > 0) yield "\n";
    yield* fileText(one, book, isDryRun, page);
  }
}

function* fileText({ file, result }: Imported, book: string, isDryRun: boolean, page: Page): Generator<string> {
  yield `${page.paint("bold", visible(`${shownName(file)}: ${verdict(result, book, isDryRun)}`))}\n\n`;
  const sheet = importSheet([{ file, result }]);
  const grid = gridOf(sheet, columns.slice(1));
  const wrapped = wrappedGrid(grid, page.width ?? widthOfProse);
  yield* drawn({ ...wrapped, ruled: new Set([wrapped.rows.length - 1]) }, page);
  if (result.used === 0) return;
  if (isDryRun || result.kept) yield* arrText(result, page);
  if (result.attributes.length > 0) yield `\nAttributes to group by: ${visible(result.attributes.join(", "))}\n`;
}

function verdict(result: ImportResult, book: string, isDryRun: boolean): string {
  if (result.kept) return `added to ${book} as import ${result.import_id}`;
  if (result.problems.some((p) => p.severity === "error")) return `nothing was kept in ${book}`;
  if (isDryRun) return `would be added to ${book}; nothing was kept`;
  return `nothing new; ${book} is unchanged`;
}

function* arrText(result: ImportResult, page: Page): Generator<string> {
  const rows = [
    ["ARR today before", result.arr_before],
    ["ARR today after", result.arr_after],
    ["of which the used rows", result.arr],
  ].map(([what, amount]) => ({ what: what!, amount: amount! }));
  const sheet: Sheet = {
    title: "", scope: [], currency: result.currency, rows, shape: "plain", notes: [],
    columns: [label("what", ""), { name: "amount", type: "money", kind: "stock", title: result.currency }],
  };
  yield "\n";
  yield* drawn(gridOf(sheet), page);
}

function rowOf(file: string, outcome: Outcome, result: ImportResult): ReportRow {
  const without = result.money.without_amount[outcome];
  const money = [...result.money[outcome].flatMap(moneyText), ...(without === 0 ? [] : [`${grouped(String(without))} without a readable amount`])];
  return { file, outcome, rows: result[outcome], money: money.join("; ") };
}

const perText: Record<string, string> = { half_year: "half-year" };

function moneyText({ currency, amount_per, sum }: OutcomeMoney): string[] {
  if (sum === null) return [];
  const per = amount_per === "" ? "" : ` per ${perText[amount_per] ?? amount_per}`;
  return [`${currency} ${grouped(sum)}${per}`.trim()];
}
