import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { footed, footedTotal } from "./footing.js";

const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
const values = fc.array(fc.bigInt({ min: -1_000_000n, max: 1_000_000n }), { maxLength: 20 });
const unit = fc.bigInt({ min: 1n, max: 5000n });

describe("footed", () => {
  it.each<[string, bigint[], bigint[]]>([
    ["the missing unit goes to the first of equal remainders", [140n, 140n, 140n], [2n, 1n, 1n]],
    ["the largest remainder comes first, whatever its position", [110n, 120n, 190n], [1n, 1n, 2n]],
    ["a total of half a unit goes away from zero", [25n, 25n], [1n, 0n]],
    ["losses are rounded down first, too", [-140n, -140n, -140n], [-1n, -1n, -2n]],
    ["half a unit of loss goes away from zero", [-25n, -25n], [0n, -1n]],
    ["gains and losses together", [1040n, -360n, -30n], [11n, -4n, 0n]],
    ["whole units stay", [300n, -200n, 0n], [3n, -2n, 0n]],
    ["nothing", [], []],
  ])("%s", (_, rows, shown) => {
    expect(footed(rows, 100n)).toEqual(shown);
  });

  it("sums to the rounded total, moves no row by a unit, and leaves whole rows alone", () => {
    fc.assert(
      fc.property(values, unit, (rows, size) => {
        const shown = footed(rows, size);
        expect(sum(shown)).toBe(footedTotal(rows, size));
        for (const [position, row] of rows.entries()) {
          const off = shown[position]! * size - row;
          expect(off < size && off > -size).toBe(true);
          if (row % size === 0n) expect(off).toBe(0n);
        }
      }),
    );
  });

  it("keeps the order of unequal rows", () => {
    fc.assert(
      fc.property(values, unit, (rows, size) => {
        const shown = footed(rows, size);
        for (let i = 1; i < rows.length; i++) if (rows[i - 1]! > rows[i]!) expect(shown[i - 1]! >= shown[i]!).toBe(true);
      }),
    );
  });
});

describe("footedTotal", () => {
  it("rounds the exact sum half away from zero", () => {
    expect([footedTotal([149n], 100n), footedTotal([75n, 75n], 100n), footedTotal([-75n, -75n], 100n)]).toEqual([1n, 2n, -2n]);
  });
});
