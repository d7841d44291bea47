/** How a file was read: which column is what, how sure that is, five values of each, and what was taken for granted. */
import { label } from "../catalogue/define.js";
import type { ImportResult } from "../engine/import.js";
import type { TableReading } from "../engine/table-reading.js";
import { drawn } from "../export/draw.js";
import { wrappedGrid } from "../export/fit.js";
import { gridOf } from "../export/grid.js";
import type { Sheet } from "../export/sheet.js";
import { widthOfProse, type Page } from "../export/text.js";
import { visible } from "../export/visible.js";
import { wrapLines } from "../export/wrap.js";
import type { ReadingFlags } from "./reading-options.js";
import { writeOut } from "./showing.js";
import type { Shell } from "./shell.js";

const mostColumns = 30;

const shapes = { lines: "contract lines", subscriptions: "subscriptions", deals: "deals with a term", grid: "a table by month" } as const;

/** Nothing for a plain list with the columns of a line. */
export function* readingText(reading: TableReading | null, page: Page): Generator<string> {
  if (reading === null) return;
  const sheet = reading.sheet === undefined ? "" : `, sheet ${reading.sheet}${reading.otherSheets.length === 0 ? "" : ` (not read: ${reading.otherSheets.join(", ")})`}`;
  yield* prose(page.paint("bold", visible(`Read as ${shapes[reading.shape]}${sheet}`)), page);
  yield "\n";
  yield* drawn(wrappedGrid(gridOf(columnSheet(reading)), page.width ?? widthOfProse), page);
  if (reading.columns.length > mostColumns) yield `… and ${reading.columns.length - mostColumns} more columns; --format json has all.\n`;
}

/** What was taken for granted in reading and judging the rows. */
export function* assumptionText({ assumptions }: Pick<ImportResult, "assumptions">, page: Page): Generator<string> {
  if (assumptions.length === 0) return;
  yield `\n${page.paint("bold", "Taken for granted")}\n`;
  for (const { text, knob } of assumptions) yield* prose(`-  ${visible(text)}${knob === undefined ? "" : ` (${knob})`}`, page);
}

function columnSheet({ columns, profile }: TableReading): Sheet {
  const rows = columns.slice(0, mostColumns).map((column) => ({
    column: column.name, role: roleOf(column, profile), sure: `${Math.round(column.sureness * 100)}%`, samples: column.samples.slice(0, 5).join(" · "),
  }));
  return { title: "Columns", scope: [], currency: null, rows, shape: "plain", notes: [], columns: [label("column", "Column"), label("role", "Read as"), label("sure", "Sure"), label("samples", "Values")] };
}

/** An amount says what it is the price of, a term that an end is worked out from it. */
function roleOf({ name, role }: TableReading["columns"][number], { columns }: TableReading["profile"]): string {
  if (role === "attribute") return "attribute";
  if (role === "ignored") return "not read";
  const per = columns["amount_per"];
  const source = columns[role.field];
  if (source !== undefined && "months" in source && typeof source.months === "object" && source.months.from === name) return `months to ${role.field}`;
  return role.field === "amount" && per !== undefined && "const" in per ? `amount per ${per.const}` : role.field;
}

function* prose(text: string, page: Page): Generator<string> {
  for (const line of wrapLines(text, page.width ?? widthOfProse)) yield `${line}\n`;
}

/** Writes how the file was read as a profile, for the next one, whose sheet may be called otherwise: only one that somebody chose is kept. */
export async function saveProfile(shell: Shell, { saveProfile: to, sheet }: Pick<ReadingFlags, "saveProfile" | "sheet">, readings: readonly (TableReading | null)[]): Promise<void> {
  const reading = readings.find((one) => one !== null);
  if (to === undefined || reading === undefined || reading === null) return;
  const { profileText } = await import("../sources/profile/index.js");
  const name = to.replace(/^.*[/\\]/, "").replace(/\.ya?ml$/, "");
  await writeOut(shell, to, [profileText({ ...reading.profile, name, ...(sheet === undefined || reading.sheet === undefined ? {} : { sheet: reading.sheet }) })]);
}
