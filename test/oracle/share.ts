/** An amount in minor units in parts as the weights are, by largest remainder, the earlier part first where remainders tie (SEMANTICS 4). */
export function shared(amount: bigint, weights: bigint[]): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (amount === 0n || all === 0n) return weights.map(() => 0n);
  const size = amount < 0n ? -amount : amount;
  const parts = weights.map((weight, at) => ({ at, floor: (size * weight) / all, rest: (size * weight) % all }));
  const left = size - parts.reduce((sum, { floor }) => sum + floor, 0n);
  const first = [...parts].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1)).slice(0, Number(left));
  return parts.map((part) => (part.floor + (first.includes(part) ? 1n : 0n)) * (amount < 0n ? -1n : 1n));
}

export function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
