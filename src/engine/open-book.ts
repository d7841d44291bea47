/** Opening a book: the file, and the policy under which it answers. */
import { checkedPolicy, defaultPolicy } from "../domain/policy.js";
import { Book } from "./book.js";
import { openBookFile, type BookFileOptions } from "./book-file.js";
import type { Progress } from "./derive.js";
import { listImports } from "./import-log.js";
import { rememberPolicy, rememberedPolicy } from "./policy-history.js";

export interface OpenOptions extends BookFileOptions {
  /** A file, or ":memory:" for a book that is thrown away. */
  path: string;
  /** Knobs as in a policy file. A new book remembers them; on an old one they hold for this session. Default: what the book remembers. */
  policy?: Record<string, unknown> | undefined;
  /** Told of long work: phase, done, total. */
  progress?: Progress | undefined;
}

/** Opens a book, or makes one where `create` says so or the path is ":memory:". Throws a ProblemError that says what to do. */
export async function openBook(options: OpenOptions): Promise<Book> {
  const words = options.policy;
  const given = words === undefined ? undefined : checkedPolicy(words);
  const db = await openBookFile(options.path, { create: !options.readOnly, ...options });
  try {
    const remembered = await rememberedPolicy(db);
    const isNew = remembered === undefined && (await listImports(db)).length === 0;
    if (isNew && given && !options.readOnly) await rememberPolicy(db, words ?? {}, given, "given when the book was made");
    return new Book(db, given ?? remembered ?? defaultPolicy, options);
  } catch (error) {
    db.close();
    throw error;
  }
}
