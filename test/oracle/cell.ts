import type { Dimensions } from "./dimension.js";
import { fxByCurrency, type Step } from "./fx.js";
import type { Policy } from "./knobs.js";
import { magnitude, shared } from "./share.js";
import type { Standing } from "./standing.js";

/** What one customer has in one combination of values of a cut, and what of its change is none of its own doing. */
export interface Cell {
  values: string[];
  opening: bigint;
  closing: bigint;
  fx: bigint;
  acquired: bigint;
}

/** The two closings of one customer; arrived are the acquired lines of the second that were not active at the first. */
export interface Compared {
  step: Step;
  before: Standing[];
  after: Standing[];
  arrived: Standing[];
}

/** In the order of the values, element by element, as text: ties are settled in it. */
export function cellsOf(compared: Compared, columns: string[], policy: Policy, dimensions?: Dimensions): Cell[] {
  const { before, after, arrived, step } = compared;
  const cells = new Map<string, Cell>();
  const cellOf = (standing: Standing): Cell => {
    const values = valuesOf(standing, columns, dimensions);
    const cell = cells.get(JSON.stringify(values)) ?? { values, opening: 0n, closing: 0n, fx: 0n, acquired: 0n };
    cells.set(JSON.stringify(values), cell);
    return cell;
  };
  for (const standing of before) cellOf(standing).opening += standing.reporting;
  for (const standing of after) cellOf(standing).closing += standing.reporting;
  for (const standing of arrived) cellOf(standing).acquired += standing.reporting;
  const sorted = [...cells.values()].sort((a, b) => compareValues(a.values, b.values));
  for (const [currency, amount] of fxByCurrency(before, after, step, policy)) {
    const inIt = (standing: Standing[], cell: Cell): Standing[] =>
      standing.filter((one) => one.line.currency === currency && cellOf(one) === cell);
    const holding = sorted.filter((cell) => inIt(before, cell).length + inIt(after, cell).length > 0);
    const weights = weightsOf(holding.map((cell) => ({ opening: sum(inIt(before, cell)), closing: sum(inIt(after, cell)) })));
    shared(amount, weights).forEach((part, at) => ((holding[at] as Cell).fx += part));
  }
  return sorted;
}

/** By what is there at the closing, else at the opening; evenly where rounding has left nothing of either. */
function weightsOf(held: { opening: bigint; closing: bigint }[]): bigint[] {
  const isThere = (weights: bigint[]): boolean => weights.some((weight) => weight > 0n);
  const [closing, opening] = [held.map((cell) => magnitude(cell.closing)), held.map((cell) => magnitude(cell.opening))];
  if (isThere(closing)) return closing;
  return isThere(opening) ? opening : held.map(() => 1n);
}

function sum(standing: Standing[]): bigint {
  return standing.reduce((total, { reporting }) => total + reporting, 0n);
}

/** Of a period, where a column is told of it. */
export function valuesOf(standing: Standing, columns: string[], dimensions?: Dimensions): string[] {
  return columns.map((column) => dimensions?.value(standing, column) ?? valueOf(standing, column));
}

function valueOf({ line, group, attributes }: Standing, column: string): string {
  if (column === "product") return line.product;
  if (column === "currency") return line.currency;
  return column === "customer" ? group : (attributes[column] ?? "");
}

export function compareValues(a: string[], b: string[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  if (at < 0) return 0;
  return (a[at] as string) < (b[at] as string) ? -1 : 1;
}
