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

/** So many accounts are worked out to the end. */
export const fewAccounts = 12;

/** Nobody hands over more accounts at once, and each further move is worth less. */
const mostMoves = 100;

/** The moves, in the order in which they are best made. What an account has below zero stays where it is. */
export function evenBooks(accounts: readonly Account[]): Move[] {
  const books = booksOf(accounts);
  if (books.size < 2) return [];
  const movable = accounts.filter(({ arr }) => arr > 0n).sort((a, b) => descending(a.arr, b.arr) || inOrder(a.name, b.name) || inOrder(a.owner, b.owner));
  const chosen = movable.length <= fewAccounts ? bestOf(movable, books) : stepByStep(movable, books);
  return told(chosen, books);
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

/** The largest book after each move is the largest of all books then. */
function told(chosen: readonly Choice[], before: ReadonlyMap<string, bigint>): Move[] {
  const books = new Map(before);
  return chosen.map(({ account, to }) => {
    books.set(account.owner, books.get(account.owner)! - account.arr);
    books.set(to, books.get(to)! + account.arr);
    return { account, to, fromBook: books.get(account.owner)!, toBook: books.get(to)!, largest: largestOf(books.values()) };
  });
}

/** From the largest book to the smallest, the account that leaves the larger of the two smallest, as long as one does. */
function stepByStep(movable: readonly Account[], before: ReadonlyMap<string, bigint>): Choice[] {
  const books = new Map(before);
  const chosen: Choice[] = [];
  const all = [...books.values()].reduce((sum, book) => sum + book, 0n);
  let left = [...movable];
  while (chosen.length < mostMoves) {
    const [to, from] = [smallestBook(books), largestBook(books)];
    if (from[1] * BigInt(books.size) * 100n <= all * 101n) return chosen;
    const best = left.filter(({ owner }) => owner === from[0]).map((account) => ({ account, larger: larger(from[1] - account.arr, to[1] + account.arr) }))
      .reduce<{ account: Account; larger: bigint } | undefined>((least, one) => (one.larger < (least?.larger ?? from[1]) ? one : least), undefined);
    if (best === undefined) return chosen;
    chosen.push({ account: best.account, to: to[0] });
    books.set(from[0], from[1] - best.account.arr);
    books.set(to[0], to[1] + best.account.arr);
    left = left.filter((account) => account !== best.account);
  }
  return chosen;
}

/** The fewest moves after which no book is larger than the least that the largest can be. */
function bestOf(movable: readonly Account[], before: ReadonlyMap<string, bigint>): Choice[] {
  const names = [...before.keys()];
  const own = movable.map(({ owner }) => names.indexOf(owner));
  const most = leastLargest(movable.map(({ arr }) => arr), own, [...before.values()]);
  for (let moves = 0; ; moves++) {
    const owners = sharedWithin(movable.map(({ arr }) => arr), own, [...before.values()], most, moves);
    if (owners !== undefined) return movable.flatMap((account, at) => (owners[at] === own[at] ? [] : [{ account, to: names[owners[at]!]! }]));
  }
}

/** How small the largest book can be: owners whose books are equal so far are one to try. */
function leastLargest(amounts: readonly bigint[], own: readonly number[], today: readonly bigint[]): bigint {
  const books = [...today];
  amounts.forEach((amount, at) => (books[own[at]!]! -= amount));
  let best = largestOf(today);
  const share = (at: number): void => {
    const rest = amounts.slice(at).reduce((sum, amount) => sum + amount, 0n);
    const room = books.reduce((sum, book) => sum + larger(best - 1n - book, 0n), 0n);
    if (largestOf(books) >= best || room < rest) return;
    if (at === amounts.length) {
      best = largestOf(books);
      return;
    }
    const tried = new Set<bigint>();
    for (const owner of books.map((_, one) => one).sort((a, b) => descending(books[b]!, books[a]!) || a - b)) {
      if (tried.has(books[owner]!)) continue;
      tried.add(books[owner]!);
      books[owner]! += amounts[at]!;
      share(at + 1);
      books[owner]! -= amounts[at]!;
    }
  };
  share(0);
  return best;
}

/** Who has each account where no book is larger than `most` after so many moves, or undefined where there is no such way. The amounts are in descending order. */
function sharedWithin(amounts: readonly bigint[], own: readonly number[], books: bigint[], most: bigint, moves: number): number[] | undefined {
  const owners = [...own];
  /** How many of the accounts that an owner may still hand over it has to; more than there are moves where it can't be enough. */
  const needed = (owner: number, at: number): number => {
    let [book, handed] = [books[owner]!, 0];
    for (let next = at; book > most && next < amounts.length; next++) if (own[next] === owner) [book, handed] = [book - amounts[next]!, handed + 1];
    return book > most ? moves + 1 : handed;
  };
  const share = (at: number, left: number): boolean => {
    if (books.reduce((sum, _, owner) => sum + needed(owner, at), 0) > left) return false;
    if (at === amounts.length) return true;
    if (share(at + 1, left)) return true;
    const from = own[at]!;
    const tried = new Set<bigint>();
    for (let to = 0; to < books.length && left > 0; to++) {
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
const largestBook = (books: ReadonlyMap<string, bigint>): [string, bigint] => [...books].reduce((most, one) => (one[1] > most[1] ? one : most));
const smallestBook = (books: ReadonlyMap<string, bigint>): [string, bigint] => [...books].reduce((least, one) => (one[1] < least[1] ? one : least));
