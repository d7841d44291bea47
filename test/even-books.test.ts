/** Moves that even the books of owners: of small companies as good as trying everything, of large ones never worse than today. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { booksOf, evenBooks, type Account, type Limits } from "../src/domain/even-books.js";

const BOOKS = Number(process.env["ANNUA_BOOKS"] ?? (process.env["ANNUA_LONG"] ? "1000" : "60"));

/** With every owner of some accounts, also one who keeps none. */
const withOwners = (accounts: readonly Account[], owners: readonly Account[]): Account[] => [...accounts, ...owners.map(({ owner }) => ({ owner, name: "", arr: 0n }))];
const largest = (accounts: readonly Account[]): bigint => [...booksOf(accounts).values()].reduce((most, one) => (one > most ? one : most));

/** Every way to share the accounts among the owners: the least largest book, and the fewest moves that make it. */
function byTrying(accounts: readonly Account[]): { largest: bigint; moves: number } {
  const owners = [...new Set(accounts.map(({ owner }) => owner))];
  let best = { largest: largest(accounts), moves: 0 };
  for (let way = 0; way < owners.length ** accounts.length; way++) {
    const shared = accounts.map((account, at) => ({ ...account, owner: account.arr <= 0n ? account.owner : owners[Math.floor(way / owners.length ** at) % owners.length]! }));
    const one = { largest: largest(withOwners(shared, accounts)), moves: shared.filter(({ owner }, at) => owner !== accounts[at]!.owner).length };
    if (one.largest < best.largest || (one.largest === best.largest && one.moves < best.moves)) best = one;
  }
  return best;
}

/** The accounts after the moves; each is made of one that is where the move says. */
function moved(accounts: readonly Account[]): Account[] {
  const after = accounts.map((account) => ({ ...account }));
  for (const { account, to, fromBook, toBook, largest: told } of evenBooks(accounts)) {
    const own = after.find(({ name, owner }) => name === account.name && owner === account.owner)!;
    own.owner = to;
    const books = booksOf(withOwners(after, accounts));
    expect([books.get(account.owner), books.get(to), largest(withOwners(after, accounts))]).toEqual([fromBook, toBook, told]);
  }
  return withOwners(after, accounts);
}

const account = (most: number): fc.Arbitrary<Omit<Account, "name">> =>
  fc.record({ owner: fc.constantFrom("ann", "ben", "cy", "dee"), arr: fc.oneof({ weight: 9, arbitrary: fc.bigInt(1n, BigInt(most)) }, { weight: 1, arbitrary: fc.bigInt(-50n, 0n) }) });
const company = (sizes: { minLength: number; maxLength: number }, most: number): fc.Arbitrary<Account[]> =>
  fc.array(account(most), sizes).map((accounts) => accounts.map((one, at) => ({ ...one, name: `c${at}` })));

describe("a company of a few accounts", () => {
  test("no other sharing makes the largest book smaller, and none as good moves fewer", () => {
    fc.assert(
      fc.property(company({ minLength: 1, maxLength: 6 }, 20), (accounts) => {
        const moves = evenBooks(accounts);
        expect({ largest: largest(moved(accounts)), moves: moves.length }).toEqual(byTrying(accounts));
      }),
      { numRuns: BOOKS, seed: 3 },
    );
  });

  test("twelve accounts of two owners, by trying all 4,096 ways", () => {
    const amounts = [41n, 37n, 33n, 29n, 23n, 19n, 17n, 13n, 11n, 7n, 5n, 3n];
    const accounts = amounts.map((arr, at) => ({ owner: at < 9 ? "ann" : "ben", name: `c${at}`, arr }));
    expect({ largest: largest(moved(accounts)), moves: evenBooks(accounts).length }).toEqual(byTrying(accounts));
  });

  test("twelve accounts of six owners are worked out in time", () => {
    const accounts = Array.from({ length: 12 }, (_, at) => ({ owner: `o${at % 6 < 4 ? 0 : at % 6}`, name: `c${at}`, arr: BigInt(1_000_003 * (at + 7) + 7919 * at * at) }));
    for (const owner of ["o1", "o2", "o3"]) accounts.push({ owner, name: owner, arr: 0n });
    const began = process.cpuUsage();
    expect(largest(moved(accounts))).toBeLessThan(largest(accounts));
    expect(process.cpuUsage(began).user / 1e6).toBeLessThan(20);
  });
});

test("a large company is never worse than today, and every step lowers a largest book", () => {
  fc.assert(
    fc.property(company({ minLength: 13, maxLength: 60 }, 1_000_000), (accounts) => {
      const after = moved(accounts);
      expect(largest(after) <= largest(accounts)).toBe(true);
      expect(after.slice(0, accounts.length).map(({ arr }) => arr)).toEqual(accounts.map(({ arr }) => arr));
    }),
    { numRuns: BOOKS, seed: 4 },
  );
});

const limited: fc.Arbitrary<{ leaving: Set<string>; full: Set<string>; fixed: Set<string> }> = fc.record({ leaving: fc.subarray(["ann", "ben"]), full: fc.subarray(["ben", "cy"]), fixed: fc.subarray(["c0", "c3"]) })
  .map(({ leaving, full, fixed }) => ({ leaving: new Set(leaving), full: new Set(full), fixed: new Set(fixed) }));

/** The least that the largest book of those who stay can be, where those who leave hand over what can be moved, trying every way; undefined where nobody takes anything. */
function leastByTrying(accounts: readonly Account[], { leaving, full, fixed }: Required<Limits>): bigint | undefined {
  const owners = [...new Set(accounts.map(({ owner }) => owner))];
  const staying = owners.filter((owner) => !leaving.has(owner));
  if (staying.every((owner) => full.has(owner))) return undefined;
  const waysOf = ({ owner, name, arr }: Account): string[] => (arr <= 0n || fixed.has(name) ? [owner] : owners.filter((one) => (one === owner && !leaving.has(one)) || (!leaving.has(one) && !full.has(one))));
  const books = new Map(owners.map((owner) => [owner, 0n]));
  const least = (at: number): bigint => {
    if (at === accounts.length) return staying.map((owner) => books.get(owner)!).reduce((most, one) => (one > most ? one : most));
    return waysOf(accounts[at]!).map((owner) => {
      books.set(owner, books.get(owner)! + accounts[at]!.arr);
      const found = least(at + 1);
      books.set(owner, books.get(owner)! - accounts[at]!.arr);
      return found;
    }).reduce((one, other) => (one < other ? one : other));
  };
  return least(0);
}

test("who leaves hands over everything, who is full takes nothing, who is fixed stays, and of a few accounts no sharing within that is better", () => {
  fc.assert(
    fc.property(company({ minLength: 1, maxLength: 6 }, 20), limited, (accounts, limits) => {
      const moves = evenBooks(accounts, limits);
      const homes = new Map(moves.map(({ account: { name }, to }) => [name, to]));
      const after = withOwners(accounts.map((one) => ({ ...one, owner: homes.get(one.name) ?? one.owner })), accounts);
      expect(homes.size).toBe(moves.length);
      expect(moves.every(({ account: { name, owner }, to }) => to !== owner && !limits.leaving.has(to) && !limits.full.has(to) && !limits.fixed.has(name))).toBe(true);
      const best = leastByTrying(accounts, limits);
      if (best === undefined || booksOf(accounts).size < 2) {
        expect(moves).toEqual([]);
        return;
      }
      expect([...booksOf(after)].filter(([owner]) => !limits.leaving.has(owner)).map(([, book]) => book).reduce((most, one) => (one > most ? one : most))).toBe(best);
      expect(after.filter(({ owner, arr, name }) => limits.leaving.has(owner) && arr > 0n && !limits.fixed.has(name))).toEqual([]);
    }),
    { numRuns: BOOKS * 3, seed: 5 },
  );
});

test("asked again after its moves a company has nothing to hand on, and nothing back", () => {
  fc.assert(
    fc.property(company({ minLength: 13, maxLength: 60 }, 1_000_000), (accounts) => {
      expect(evenBooks(moved(accounts)).map(({ account: { name }, to }) => `${name} to ${to}`)).toEqual([]);
    }),
    { numRuns: BOOKS, seed: 6 },
  );
});

test("one owner has nobody to hand anything to, and even books stay as they are", () => {
  expect(evenBooks([{ owner: "ann", name: "a", arr: 5n }])).toEqual([]);
  expect(evenBooks([{ owner: "ann", name: "a", arr: 5n }, { owner: "ben", name: "b", arr: 5n }])).toEqual([]);
});
