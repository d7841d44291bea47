/** An answer as a Markdown table, for a board paper or an issue: the same words as the terminal's. */
import { gridOf, transposed, type Grid } from "./grid.js";
import { inUnits, type Unit } from "./in-units.js";
import { headingOf } from "./heading.js";
import { canStandAcross, footOf, type Sheet } from "./sheet.js";
import { spreadOver } from "./spread.js";
import { visible } from "./visible.js";

/** More periods than this are read down the page. */
const mostAcross = 6;

export function* markdownOf(sheet: Sheet, unit?: Unit): Generator<string> {
  const whole = spreadOver(sheet);
  const shown = unit === undefined ? whole : inUnits(whole, unit);
  const isAcross = canStandAcross(shown) && shown.rows.length <= mostAcross;
  yield `**${escaped(headingOf(sheet, unit))}**\n\n`;
  if (shown.rows.length === 0 && shown.empty !== undefined) yield `${escaped(shown.empty)}\n`;
  else yield* tableOf(isAcross ? transposed(shown) : gridOf(shown));
  for (const note of footOf(sheet, unit !== undefined)) yield `\n${escaped(note)}\n`;
}

function* tableOf(grid: Grid): Generator<string> {
  yield `| ${grid.columns.map((column) => escaped(column.head)).join(" | ")} |\n`;
  yield `| ${grid.columns.map((column) => (column.align === "right" ? "---:" : "---")).join(" | ")} |\n`;
  for (const row of grid.rows) yield `| ${row.map((cell) => escaped(cell.text.trimStart())).join(" | ")} |\n`;
}

/** Plain text, whatever it holds: no pipe ends a cell and nothing is taken for markup. */
function escaped(text: string): string {
  return visible(text).replace(/[\\`*[\]<>|]|(?<!\w)_|_(?!\w)/g, (c) => `\\${c}`);
}
