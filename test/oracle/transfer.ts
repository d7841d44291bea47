import { magnitude, shared } from "./share.js";

/** What moves between the cells of one customer: as much as is gained in some and lost in others (SEMANTICS 12). */
export interface Transferred {
  transferIn: bigint;
  transferOut: bigint;
  /** What remains of the cell's own change. */
  rest: bigint;
}

/** In the order of the changes; gains and losses take part in proportion to themselves. */
export function transferred(changes: bigint[]): Transferred[] {
  const gains = changes.map((change) => (change > 0n ? change : 0n));
  const losses = changes.map((change) => (change < 0n ? magnitude(change) : 0n));
  const [gained, lost] = [gains, losses].map((sizes) => sizes.reduce((sum, size) => sum + size, 0n)) as [bigint, bigint];
  const moved = gained < lost ? gained : lost;
  const [taken, given] = [shared(moved, gains), shared(moved, losses)];
  return changes.map((change, at) => {
    const [transferIn, transferOut] = [taken[at] as bigint, -(given[at] as bigint)];
    return { transferIn, transferOut, rest: change - transferIn - transferOut };
  });
}
