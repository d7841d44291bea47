/** Markdown tables: read as cells, written aligned, so that the text of a case can be read as it stands. */

export interface Table {
  columns: string[];
  rows: string[][];
}

const isTableLine = (line: string): boolean => line.startsWith("|");

/** The tables that stand in `lines`, in order, with other text between them left out. */
export function readTables(lines: string[]): Table[] {
  const tables: string[][] = [];
  for (const [i, line] of lines.entries()) {
    if (!isTableLine(line)) continue;
    if (i === 0 || !isTableLine(lines[i - 1]!)) tables.push([]);
    tables.at(-1)!.push(line);
  }
  return tables.map(([head, rule, ...body]) => {
    if (head === undefined || rule === undefined || !/^\|[\s:|-]+\|$/.test(rule)) throw new Error(`This is no table: ${head}`);
    return { columns: cellsOf(head), rows: body.map(cellsOf) };
  });
}

/** Numbers stand on the right, all else on the left. */
export function writeTable({ columns, rows }: Table): string[] {
  const shown = [columns, ...rows].map((cells) => cells.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = columns.map((_, i) => Math.max(3, ...shown.map((cells) => cells[i]!.length)));
  const onRight = columns.map((_, i) => rows.length > 0 && rows.every((cells) => /^(-?[\d,]+(\.\d+)?%?|–)$/.test(cells[i]!)));
  const line = (cells: string[]): string => `| ${cells.map((cell, i) => (onRight[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join(" | ")} |`;
  const rule = widths.map((width, i) => (onRight[i] ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(shown[0]!), `| ${rule.join(" | ")} |`, ...shown.slice(1).map(line)];
}

function cellsOf(line: string): string[] {
  const inside = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inside.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}
