/** Places in a sheet as they are written: `B7`, `A1:C2`. */

export interface Range {
  firstRow: number;
  lastRow: number;
  /** From 0. */
  firstColumn: number;
  lastColumn: number;
}

/** The column of a place, from 0; -1 where it names none. */
export function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}

/** `B` for 1: how a spreadsheet names a column counted from 0. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

export function rangeOf(written: string): Range | undefined {
  const parts = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(written.trim());
  if (!parts) return undefined;
  const [left = "", top = "", right = left, bottom = top] = parts.slice(1);
  const [firstColumn, lastColumn] = [columnOf(left), columnOf(right)].sort((a, b) => a - b) as [number, number];
  const [firstRow, lastRow] = [Number(top), Number(bottom)].sort((a, b) => a - b) as [number, number];
  return { firstRow, lastRow, firstColumn, lastColumn };
}

/** Whether a formula is the sum of cells of one column, as a totals row has it; a sum across a row is none. */
export function addsUpAbove(formula: string): boolean {
  const call = /^\s*\+?\s*(SUM|SUBTOTAL|AGGREGATE)\s*\(([^()]*)\)\s*$/i.exec(formula);
  if (!call) return false;
  const ranges = call[2]!.split(/[,;]/).map((each) => rangeOf(each)).filter((each) => each !== undefined);
  return ranges.length > 0 && ranges.every((range) => range.firstColumn === range.lastColumn) && ranges.some((range) => range.lastRow > range.firstRow);
}
