/** The rows of moves that even the books of owners, from those of who has how much in whose book. */
import { booksOf, evenBooks, type Account } from "../domain/even-books.js";
import { divideHalfAway } from "../domain/rational.js";
import type { Row } from "./database.js";

/** A book for an even share, in millionths, as the macro `ratio` gives it. */
const loadOf = (book: bigint, owners: number, all: bigint): string | null => (all > 0n ? String(divideHalfAway(book * BigInt(owners) * 1_000_000n, all)) : null);

export function movedBooks(rows: readonly Row[]): Row[] {
  const rowOf = new Map<Account, Row>(rows.map((row) => [{ owner: String(row["owner"]), name: String(row["customer"]), arr: BigInt(String(row["arr"])) }, row]));
  const books = booksOf([...rowOf.keys()]);
  const all = [...books.values()].reduce((sum, book) => sum + book, 0n);
  return evenBooks([...rowOf.keys()]).map(({ account, to, fromBook, toBook, largest }) => ({
    ...rowOf.get(account)!,
    to_owner: to,
    owner_load: loadOf(fromBook, books.size, all),
    to_load: loadOf(toBook, books.size, all),
    largest_load: loadOf(largest, books.size, all),
  }));
}
