/**
 * Amounts by month become lines: each run of months in which one thing has one amount is a line from the first day of its first month
 * to the first day after its last; a run that reaches the grid's last month is open, as nothing says that it ends.
 */

/** Amounts of one thing sold, by month. */
export interface GridTrack {
  /** What the lines have in common: customer, product, attributes. Where it changes, a new line begins. */
  cells: Map<string, GridCell>;
}

export interface GridCell {
  /** Plain decimal text; blank, 0, `-` and `n/a` are no amount. */
  amount: string;
  /** Two months of different kinds are two lines. */
  kind: string;
  /** Texts that go with it; a line has those of its first month. */
  base: string[];
  /** The row that it stands in. */
  row: number;
}

export interface GridLine {
  start: string;
  /** The first day after the run; empty where it reaches the last month. */
  end: string;
  amount: string;
  kind: string;
  base: string[];
  row: number;
  /** The grid goes on and has no amount of it any more. */
  isOver: boolean;
}

/** The names of a column that has them in two rows, as a header writes them: `Acme | Core`. */
export const namesOfColumn = (header: string): string[] => header.split("|").map((name) => name.trim());

/** Lines of one track; `months` are all months of the grid in order, each its first day. Where the grid skips months, an amount holds until the next of its months. */
export function linesOfTrack(track: GridTrack, months: string[]): GridLine[] {
  const lines: GridLine[] = [];
  let open: GridLine | undefined;
  for (const month of months) {
    const cell = track.cells.get(month);
    const amount = cell === undefined ? "" : cell.amount;
    const isNone = isNoAmount(amount);
    if (open !== undefined && (isNone || !goesOn(open, cell!))) {
      open.end = month;
      open = undefined;
    }
    if (isNone || open !== undefined) continue;
    open = { start: month, end: "", amount: amount.trim(), kind: cell!.kind, base: cell!.base, row: cell!.row, isOver: false };
    lines.push(open);
  }
  const last = lines.at(-1);
  if (last !== undefined && last.end !== "") last.isOver = true;
  return lines;
}

const goesOn = (line: GridLine, cell: GridCell): boolean => line.kind === cell.kind && plainAmount(line.amount) === plainAmount(cell.amount);

/** `1200`, `1200.00`, `+1200.0` and `01200` are one amount, compared as text; what is no number stands for itself. */
export function plainAmount(text: string): string {
  const match = /^([+-]?)0*(\d*)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null || (match[2] === "" && !/\d/.test(text))) return text.trim();
  const decimals = (match[3] ?? "").replace(/0+$/, "");
  const digits = `${match[2] || "0"}${decimals === "" ? "" : `.${decimals}`}`;
  return digits === "0" ? "0" : `${match[1] === "-" ? "-" : ""}${digits}`;
}

/** Blank, nil, a dash or `n/a`: no amount, and so no line. A negative amount is one. */
export function isNoAmount(text: string): boolean {
  const said = text.trim();
  return /^[$€£¥\s]*[-–—]?\s*$/.test(said) || /^#?n[/.]?a\.?$/i.test(said) || /^(null|none|nil)$/i.test(said) || plainAmount(said) === "0";
}
