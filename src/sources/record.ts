/** The cells of one record, or why it is none. */
export type Cells =
  | { cells: string[] }
  /** A quoted cell is not closed where the text ends; `cell` counts from 1. */
  | { open: number }
  /** A quote where none may be; `cell` counts from 1. */
  | { stray: number; where: "inside" | "after" };

/** Splits one record by RFC 4180: cells in quotes may hold delimiters, newlines and doubled quotes; other cells hold no quote. */
export function readCells(text: string, delimiter: string): Cells {
  if (!text.includes('"')) return { cells: text.split(delimiter) };
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1) return { open: cells.length + 1 };
      const cell = text.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = close + 1;
      if (at === text.length) return { cells };
      if (text[at] !== delimiter) return { stray: cells.length, where: "after" };
      at += 1;
    } else {
      const next = text.indexOf(delimiter, at);
      const cell = next === -1 ? text.slice(at) : text.slice(at, next);
      cells.push(cell);
      if (cell.includes('"')) return { stray: cells.length, where: "inside" };
      if (next === -1) return { cells };
      at = next + 1;
    }
  }
}

/** Where the quoted text that starts at `from` ends; -1 if it does not. */
function closingQuote(text: string, from: number): number {
  let quote = text.indexOf('"', from);
  while (quote !== -1 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote;
}

/** How often `mark` (one character) stands in `text`. */
export function countOf(mark: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}
