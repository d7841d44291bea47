/** Rows that somebody is to see, held against what the book has: a slip in a column would let them see nothing, or refuse all that they ask. */
import type { Problem } from "../../domain/problem.js";
import type { Book } from "../../engine/book.js";
import { checkRole } from "./users.js";

/** Refuses columns that no line has, with the nearest; answers which values nobody has, as they may still come. A book without lines tells neither. */
export async function checkedRows(book: Pick<Book, "imports" | "run">, role: string, rows: readonly string[]): Promise<Problem[]> {
  checkRole(role, rows);
  if (rows.length === 0 || (await book.imports()).length === 0) return [];
  const { problems } = await book.run("snapshot", { where: [...rows] });
  return problems.filter(({ code }) => code === "value-unknown");
}
