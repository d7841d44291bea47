/** The rows of moves that even the books of owners, from those of who has how much in whose book. */
import { booksOf, evenBooks, type Account, type Limits } from "../domain/even-books.js";
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import { divideHalfAway } from "../domain/rational.js";
import type { Row } from "./database.js";

/** Owners who leave or take no more, and accounts that stay, as they were asked for. */
export type AskedLimits = Readonly<Record<"leaving" | "at_capacity" | "fixed", readonly string[]>>;

/** A book for an even share, in millionths, as the macro `ratio` gives it. */
const loadOf = (book: bigint, owners: number, all: bigint): string | null => (all > 0n ? String(divideHalfAway(book * BigInt(owners) * 1_000_000n, all)) : null);

export function movedBooks(rows: readonly Row[], asked: AskedLimits): Row[] {
  const rowOf = new Map<Account, Row>(rows.map((row) => [{ owner: String(row["owner"]), name: String(row["customer"]), arr: BigInt(String(row["arr"])) }, row]));
  const books = booksOf([...rowOf.keys()]);
  const limits = limitsOf(asked, [...books.keys()], [...rowOf.keys()].map(({ name }) => name));
  const all = [...books.values()].reduce((sum, book) => sum + book, 0n);
  const staying = [...books.keys()].filter((owner) => limits.leaving?.has(owner) !== true).length;
  return evenBooks([...rowOf.keys()], limits).map(({ account, to, fromBook, toBook, largest }) => ({
    ...rowOf.get(account)!,
    to_owner: to,
    owner_load: loadOf(fromBook, staying, all),
    to_load: loadOf(toBook, staying, all),
    largest_load: loadOf(largest, staying, all),
  }));
}

const near = (value: string, owners: readonly string[]): { nearest?: string } => {
  const found = nearest(value, owners);
  return found === undefined ? {} : { nearest: found };
};

/** Refuses names that no book has, and owners of whom none is left to take an account. */
function limitsOf({ leaving, at_capacity: full, fixed }: AskedLimits, owners: readonly string[], customers: readonly string[]): Limits {
  const strangers = (param: string, names: readonly string[]): Problem[] => names.filter((name) => !owners.includes(name)).map((value) => problem("param-value", { param, value, expected: owners.join(", "), ...near(value, owners) }));
  const unknown = fixed.filter((name) => !customers.includes(name)).map((customer) => problem("customer-not-found", { customer, nearest: nearest(customer, customers) }));
  const problems = [...strangers("leaving", leaving), ...strangers("at_capacity", full), ...unknown];
  const last = [...leaving, ...full];
  if (problems.length === 0 && last.length > 0 && owners.every((owner) => last.includes(owner))) problems.push(problem("param-value", { param: leaving.length > 0 ? "leaving" : "at_capacity", value: last.join(", "), expected: "names that leave one owner to take accounts" }));
  if (problems.length > 0) throw new ProblemError(problems);
  return { leaving: new Set(leaving), full: new Set(full), fixed: new Set(fixed) };
}
