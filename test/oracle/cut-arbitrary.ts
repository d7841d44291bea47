import fc from "fast-check";
import type { Condition, Cut } from "./cut.js";
import { onceIn, pick } from "./line-arbitrary.js";

/** By what a random book is cut, and which cells are kept. */

const by = pick<string[]>(
  ["segment"], ["segment"], ["product"], ["currency"], ["customer"], ["region"], ["csm"], ["segment", "region"], ["region", "segment"],
  ["product", "segment"], ["currency", "product"], ["csm", "segment", "currency"], [],
  ["tier"], ["cohort"], ["tenure"], ["commitment"], ["remaining_term"], ["tier", "segment"], ["remaining_term", "currency"], ["segment", "commitment"],
);

const condition: fc.Arbitrary<Condition> = fc.oneof(
  pick("ENT", "SMB").map((value) => ({ column: "segment", value })),
  pick("EU", "US").map((value) => ({ column: "region", value })),
  pick("core", "core", "addon").map((value) => ({ column: "product", value })),
  pick("USD", "EUR").map((value) => ({ column: "currency", value })),
  pick("small", "smb", "large").map((value) => ({ column: "tier", value })),
  pick("annual", "month_to_month").map((value) => ({ column: "commitment", value })),
  pick("0", "1").map((value) => ({ column: "tenure", value })),
  pick("a", "b", "p").map((value) => ({ column: "customer", value })),
);

const where = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Condition[]>([]) },
  { weight: 3, arbitrary: fc.tuple(condition) },
  { weight: 1, arbitrary: fc.tuple(condition, condition) },
);

const plainCut: fc.Arbitrary<Cut> = fc.record({ by, where });

export const cutsArbitrary: fc.Arbitrary<Cut[]> = fc.array(plainCut, { minLength: 3, maxLength: 3 });

export const productCutArbitrary: fc.Arbitrary<Cut> = fc
  .tuple(onceIn(2, ["product"]), onceIn(6, "core", "addon"))
  .map(([products = [], kept]) => ({
    by: products,
    where: kept === undefined ? [] : [{ column: "product", value: kept }],
    level: "customer_product",
  }));

/** The cut with its customers named otherwise. */
export function renamed(cut: Cut, nameOf: (customer: string) => string): Cut {
  return { ...cut, where: cut.where.map(({ column, value }) => ({ column, value: column === "customer" ? nameOf(value) : value })) };
}
