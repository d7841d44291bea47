/** Where the pieces of a waterfall stand: positions of figures on an axis, no new figures. */
export interface Piece {
  name: string;
  title: string;
  /** Of a balance what stands at that moment, of a movement what it adds. */
  amount: number;
  isBalance: boolean;
}

export interface Bar extends Piece {
  from: number;
  to: number;
}

/** Bars of one span: balances stand on the axis, movements float from where the one before ended. */
export function floating(pieces: readonly Piece[]): Bar[] {
  let level = 0;
  return pieces.map((piece) => {
    const from = piece.isBalance ? 0 : level;
    const to = piece.isBalance ? piece.amount : level + piece.amount;
    level = to;
    return { ...piece, from, to };
  });
}

/** What an axis of these bars spans. It is cut where the balances would dwarf what moved between them; it never is where something is at or below zero. */
export function spanOf(bars: readonly Bar[]): { low: number; high: number; isCut: boolean } {
  const ends = bars.flatMap(({ from, to, isBalance }) => (isBalance ? [to] : [from, to]));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = most - least;
  const isCut = bars.some(({ isBalance }) => isBalance) && least > 0 && room > 0 && room < most * 0.4;
  return isCut ? { low: least - room * 0.35, high: most, isCut } : { low: Math.min(0, least), high: Math.max(0, most), isCut: false };
}

export interface Stack {
  /** Gains from zero up. */
  gains: Bar[];
  /** Losses from the top of the gains down. */
  losses: Bar[];
  top: number;
  net: number;
}

/** The movements of one period: gains stacked up from zero, losses hanging from their top; where they end is the net. */
export function stacked(pieces: readonly Piece[]): Stack {
  const moves = pieces.filter(({ isBalance }) => !isBalance);
  let level = 0;
  const placed = (piece: Piece): Bar => ({ ...piece, from: level, to: (level += piece.amount) });
  const gains = moves.filter(({ amount }) => amount > 0).map(placed);
  const top = level;
  const losses = moves.filter(({ amount }) => amount < 0).map(placed);
  return { gains, losses, top, net: level };
}

/** At most so many round ticks over a span. */
export const mostTicks = 4;

/** Labels in one row that would touch: the smaller of two steps down to the next row. @param at middle and width of each */
export function labelRows(at: readonly { middle: number; width: number; weight: number }[], gap = 4): number[] {
  const rows = at.map(() => 0);
  const order = at.map((_, index) => index).sort((a, b) => at[b]!.weight - at[a]!.weight);
  const taken: { row: number; from: number; to: number }[] = [];
  for (const index of order) {
    const { middle, width } = at[index]!;
    const [from, to] = [middle - width / 2 - gap / 2, middle + width / 2 + gap / 2];
    let row = 0;
    while (taken.some((one) => one.row === row && one.from < to && from < one.to)) row++;
    rows[index] = row;
    taken.push({ row, from, to });
  }
  return rows;
}
