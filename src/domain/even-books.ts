/**
 * Which accounts to hand from owner to owner so that their books come out even. Amounts are whole minor units, so every comparison is exact. A small
 * company is worked out to the end: no other way to share its accounts makes the largest book smaller, and none that does as well moves fewer. A large one
 * is evened move by move, each the best between the largest book and the smallest, until the largest is within a hundredth of an even share or no move helps.
 */

/** What one customer has in one owner's book. */
export interface Account {
  owner: string;
  /** What it is called in the answer; its order settles what is equal. */
  name: string;
  arr: bigint;
}

export interface Move {
  account: Account;
  to: string;
  /** The books of both after the move, and the largest of all. */
  fromBook: bigint;
  toBook: bigint;
  largest: bigint;
}

/** Who can't be asked: owners who leave hand over all that can be moved and take nothing, full ones take nothing more; fixed accounts stay where they are. */
export interface Limits {
  leaving?: ReadonlySet<string>;
  full?: ReadonlySet<string>;
  fixed?: ReadonlySet<string>;
}

/** So many accounts are worked out to the end. */
export const fewAccounts = 12;

/** Nobody hands over more accounts at once, and each further move is worth less. */
const mostMoves = 100;
/** Each step makes the books more even, so there is an end; this is in sight of it. */
const mostSteps = 1000;

/** Owners by their place among the names, and which accounts may go to whom. */
interface Sharing {
  names: string[];
  /** Of each account that can be moved, in descending order: its amount and its owner. */
  amounts: bigint[];
  own: number[];
  books: bigint[];
  isLeaving: boolean[];
  /** Who takes accounts. */
  takers: number[];
}

/** The moves, in the order in which they are best made. What an account has below zero stays where it is. */
export function evenBooks(accounts: readonly Account[], { leaving = new Set(), full = new Set(), fixed = new Set() }: Limits = {}): Move[] {
  const before = booksOf(accounts);
  const names = [...before.keys()];
  const movable = accounts.filter(({ arr, name }) => arr > 0n && !fixed.has(name)).sort((a, b) => descending(a.arr, b.arr) || inOrder(a.name, b.name) || inOrder(a.owner, b.owner));
  const sharing: Sharing = {
    names, amounts: movable.map(({ arr }) => arr), own: movable.map(({ owner }) => names.indexOf(owner)), books: [...before.values()],
    isLeaving: names.map((name) => leaving.has(name)), takers: names.flatMap((name, at) => (leaving.has(name) || full.has(name) ? [] : [at])),
  };
  if (names.length < 2 || sharing.takers.length === 0) return [];
  const owners = movable.length <= fewAccounts ? bestOf(sharing) : stepByStep(sharing);
  const chosen = movable.flatMap((account, at) => (owners[at] === sharing.own[at] ? [] : [{ account, to: names[owners[at]!]! }]));
  return told(chosen, before, leaving);
}

/** What each owner looks after, in the order of their names. */
export function booksOf(accounts: readonly Account[]): Map<string, bigint> {
  const books = new Map<string, bigint>();
  for (const { owner, arr } of accounts) books.set(owner, (books.get(owner) ?? 0n) + arr);
  return new Map([...books].sort(([a], [b]) => inOrder(a, b)));
}

interface Choice {
  account: Account;
  to: string;
}

/** Each next move is the one that leaves the largest book smallest; the largest book after it is that of all who stay. */
function told(chosen: readonly Choice[], before: ReadonlyMap<string, bigint>, leaving: ReadonlySet<string>): Move[] {
  const books = new Map(before);
  const left = [...chosen];
  const largestWith = ({ account, to }: Choice): bigint => largestOf([...books].filter(([owner]) => !leaving.has(owner)).map(([owner, book]) => book + (owner === to ? account.arr : 0n) - (owner === account.owner ? account.arr : 0n)));
  const moves: Move[] = [];
  while (left.length > 0) {
    const [next] = left.map((choice) => ({ choice, largest: largestWith(choice) })).reduce((least, one) => (one.largest < least[0]!.largest ? [one] : least), [{ choice: left[0]!, largest: largestWith(left[0]!) }]);
    const { choice, largest } = next!;
    const { account, to } = choice;
    left.splice(left.indexOf(choice), 1);
    books.set(account.owner, books.get(account.owner)! - account.arr);
    books.set(to, books.get(to)! + account.arr);
    moves.push({ account, to, fromBook: books.get(account.owner)!, toBook: books.get(to)!, largest });
  }
  return moves;
}

/**
 * Who has each account at last. Whoever leaves hands over first, the largest account to the smallest book; then from the largest book to the smallest the
 * account that leaves the larger of the two smallest, as long as one does. An account that comes by its owner again stays there, so that nothing goes back and forth.
 */
function stepByStep({ amounts, own, books: before, isLeaving, takers }: Sharing): number[] {
  const books = [...before];
  const owners = [...own];
  const all = before.reduce((sum, book) => sum + book, 0n);
  const staying = books.flatMap((_, at) => (isLeaving[at] ? [] : [at]));
  const hand = (at: number, to: number): void => {
    books[owners[at]!]! -= amounts[at]!;
    books[to]! += amounts[at]!;
    owners[at] = to;
  };
  const smallest = (): number => takers.reduce((least, one) => (books[one]! < books[least]! ? one : least));
  for (const [at, owner] of own.entries()) if (isLeaving[owner]) hand(at, smallest());
  const forced = owners.filter((owner, at) => owner !== own[at]).length;
  for (let step = 0; step < mostSteps && owners.filter((owner, at) => owner !== own[at]).length < forced + mostMoves; step++) {
    const [to, from] = [smallest(), staying.reduce((most, one) => (books[one]! > books[most]! ? one : most))];
    if (books[from]! * BigInt(staying.length) * 100n <= all * 101n) break;
    let best: { at: number; larger: bigint } | undefined;
    for (const [at, owner] of owners.entries()) {
      const after = owner === from ? larger(books[from]! - amounts[at]!, books[to]! + amounts[at]!) : books[from]!;
      if (after < (best?.larger ?? books[from]!)) best = { at, larger: after };
    }
    if (best === undefined) break;
    hand(best.at, to);
  }
  return owners;
}

/** Who has each account after the fewest moves after which no book is larger than the least that the largest can be. */
function bestOf(sharing: Sharing): number[] {
  const most = leastLargest(sharing);
  for (let moves = 0; ; moves++) {
    const owners = sharedWithin(sharing, most, moves);
    if (owners !== undefined) return owners;
  }
}

/** How small the largest book of those who stay can be: takers whose books are equal so far are one to try. */
function leastLargest({ amounts, own, books: today, isLeaving, takers }: Sharing): bigint {
  const books = [...today];
  amounts.forEach((amount, at) => (books[own[at]!]! -= amount));
  const staying = books.flatMap((_, at) => (isLeaving[at] ? [] : [at]));
  const largest = (): bigint => largestOf(staying.map((at) => books[at]!));
  let best = isLeaving.includes(true) ? amounts.reduce((sum, amount) => sum + amount, 1n + larger(0n, largest())) : largestOf(today);
  const share = (at: number): void => {
    const rest = amounts.slice(at).reduce((sum, amount) => sum + amount, 0n);
    const room = staying.reduce((sum, one) => sum + larger(best - 1n - books[one]!, 0n), 0n);
    if (largest() >= best || room < rest) return;
    if (at === amounts.length) {
      best = largest();
      return;
    }
    const tried = new Set<bigint>();
    for (const owner of ownersFor(own[at]!, takers, isLeaving).sort((a, b) => descending(books[b]!, books[a]!) || a - b)) {
      const isTaker = takers.includes(owner);
      if (isTaker && tried.has(books[owner]!)) continue;
      if (isTaker) tried.add(books[owner]!);
      books[owner]! += amounts[at]!;
      share(at + 1);
      books[owner]! -= amounts[at]!;
    }
  };
  share(0);
  return best;
}

/** Who may have an account: those who take some, and its owner who stays. */
const ownersFor = (own: number, takers: readonly number[], isLeaving: readonly boolean[]): number[] => (isLeaving[own] || takers.includes(own) ? [...takers] : [...takers, own]);

/** Who has each account where no book is larger than `most` after so many moves, or undefined where there is no such way. The amounts are in descending order. */
function sharedWithin({ amounts, own, books: today, isLeaving, takers }: Sharing, most: bigint, moves: number): number[] | undefined {
  const books = [...today];
  const owners = [...own];
  /** How many of the accounts that an owner may still hand over it has to; more than there are moves where it can't be enough. */
  const needed = (owner: number, at: number): number => {
    if (isLeaving[owner]) return own.filter((one, next) => next >= at && one === owner).length;
    let [book, handed] = [books[owner]!, 0];
    for (let next = at; book > most && next < amounts.length; next++) if (own[next] === owner) [book, handed] = [book - amounts[next]!, handed + 1];
    return book > most ? moves + 1 : handed;
  };
  const share = (at: number, left: number): boolean => {
    if (books.reduce((sum, _, owner) => sum + needed(owner, at), 0) > left) return false;
    if (at === amounts.length) return true;
    const from = own[at]!;
    if (!isLeaving[from] && share(at + 1, left)) return true;
    const tried = new Set<bigint>();
    for (const to of left > 0 ? takers : []) {
      const hasMore = own.some((owner, next) => owner === to && next > at);
      if (to === from || (!hasMore && tried.has(books[to]!))) continue;
      if (!hasMore) tried.add(books[to]!);
      owners[at] = to;
      books[from]! -= amounts[at]!;
      books[to]! += amounts[at]!;
      if (share(at + 1, left - 1)) return true;
      books[from]! += amounts[at]!;
      books[to]! -= amounts[at]!;
      owners[at] = from;
    }
    return false;
  };
  return share(0, moves) ? owners : undefined;
}

const largestOf = (books: Iterable<bigint>): bigint => [...books].reduce(larger);
const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const descending = (one: bigint, other: bigint): number => (one < other ? 1 : one > other ? -1 : 0);
const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
