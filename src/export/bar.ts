/** A small bar beside each movement, where the page has room: losses to the left of a common axis, gains to the right. */
import { gridWidth } from "./draw.js";
import type { Cell, Grid } from "./grid.js";
import { readDecimalText } from "./number-text.js";

const least = 12;
const most = 36;

/** The grid with bars for these amounts, one a row, undefined where a row has none; the grid itself where they find no room. */
export function withBars(grid: Grid, amounts: (string | undefined)[], width: number, unicode: boolean): Grid {
  const room = Math.min(most, width - gridWidth(grid) - 2);
  const sizes = amounts.map((amount) => (amount === undefined ? undefined : readDecimalText(amount).digits));
  const gain = sizes.reduce<bigint>((top, size) => (size !== undefined && size > top ? size : top), 0n);
  const loss = sizes.reduce<bigint>((top, size) => (size !== undefined && -size > top ? -size : top), 0n);
  if (room < least || gain + loss === 0n || sizes.filter((size) => size !== undefined).length < 2) return grid;
  const bars = sizes.map((size) => barOf(size, gain, loss, room, unicode ? "▆" : "="));
  return {
    ...grid,
    columns: [...grid.columns, { name: "", head: "", align: "left", isBare: true }],
    rows: grid.rows.map((row, at) => [...row, bars[at] ?? { text: "", tone: "usual" }]),
  };
}

function barOf(size: bigint | undefined, gain: bigint, loss: bigint, room: number, ink: string): Cell {
  if (size === undefined || size === 0n) return { text: "", tone: "usual" };
  const length = (amount: bigint) => Math.max(1, Number((amount * BigInt(room) * 2n + gain + loss) / ((gain + loss) * 2n)));
  const axis = loss === 0n ? 0 : length(loss);
  if (size > 0n) return { text: " ".repeat(axis) + ink.repeat(length(size)), tone: "gain" };
  const reach = length(-size);
  return { text: " ".repeat(axis - reach) + ink.repeat(reach), tone: "loss" };
}
