/** The lines that a command looks at: those of files, in a book in memory that is thrown away, or those of a book. */
import type { Book } from "../engine/book.js";
import type { ImportOptions, ImportResult } from "../engine/import.js";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import type { Options } from "./options.js";
import { readingAsker } from "./ask-reading.js";
import { readingOptionsOf } from "./reading-options.js";
import { saveProfile } from "./reading-text.js";
import { merged, readDefinition, type Definition } from "./policy-words.js";
import { rejectsCsv, type Refused } from "./rejects.js";
import type { Shell } from "./shell.js";
import { writeOut } from "./showing.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";

export const defaultBook = "company.annua";

export interface Source {
  /** Files of lines; none where a book is asked. */
  files: string[];
  /** The book that is asked, undefined where files are. */
  book: string | undefined;
}

/** Files given by position or by --lines; or a book, also one given by position. */
export function sourceOf(shell: Shell, given: readonly string[], options: Options): Source {
  const files = [...given, ...(options.lines ?? [])];
  const books = files.filter((file) => file.endsWith(".annua"));
  const lists = files.filter((file) => !file.endsWith(".annua"));
  const named = options.book ?? books[0];
  if (named === "") refuse("option-value", { option: "--book", value: "", expected: "the file of a book" });
  if (lists.length > 0 && named !== undefined) {
    refuse("options-clash", { one: lists[0]!, other: `the book ${named}`, remedy: `Ask one of the two; \`annua import ${lists[0]} --book ${named}\` adds the file to the book.` });
  }
  if (books.length > 1 || (options.book !== undefined && books.length > 0 && books[0] !== options.book)) {
    refuse("options-clash", { one: named!, other: books.at(-1)!, remedy: "Ask one book at a time." });
  }
  if (lists.length > 0) return { files: lists, book: undefined };
  return { files: [], book: named ?? bookOf(shell) };
}

/** $ANNUA_BOOK, else company.annua. */
export const bookOf = (shell: Shell): string => shell.env["ANNUA_BOOK"] || defaultBook;

/** Runs `work` on a book that holds the lines asked about. Refused rows end the command unless they are allowed. */
export async function withLines<T>(
  shell: Shell, source: Source, options: Options, work: (book: Book, definition: Definition, imported: ImportResult[]) => Promise<T>,
): Promise<T> {
  const definition = await readDefinition(options, source.book);
  if (source.book !== undefined) {
    const asked = { path: source.book, readOnly: options.keepsNumbers !== true, create: false, policy: definition.words };
    return withBook(shell, asked, (book) => work(book, definition, []));
  }
  const rowOptions = await rowOptionsOf(shell, options);
  return withBook(shell, { path: ":memory:", policy: merged(definition) }, async (book) => {
    const imported: ImportResult[] = [];
    for (const file of source.files) imported.push(await book.import(file, { ...rowOptions, acceptJump: true }));
    await writeRejects(shell, options.rejects, imported.map((result, at) => ({ file: source.files[at]!, rejects: result.rejects })));
    await saveProfile(shell, options, imported.map((result) => result.reading));
    const refused = imported.filter((result) => isRefused(result));
    if (refused.length > 0) throw new ProblemError(refused.flatMap(problemsOf));
    await tell(shell, imported.flatMap((result) => [...result.problems, ...warned(result)]), book.policy.reporting_currency);
    return work(book, { ...definition, set: undefined }, imported);
  });
}

/** How rows are read, and which of them may be refused. */
export async function rowOptionsOf(shell: Shell, options: Options): Promise<ImportOptions> {
  const { maxRejects } = options;
  if (maxRejects !== undefined && !/^\d{1,9}$/.test(maxRejects)) refuse("option-value", { option: "--max-rejects", value: maxRejects, expected: "a whole number such as 10" });
  return {
    originals: options.rejects !== undefined,
    ...(await readingOptionsOf(options)),
    ask: readingAsker(shell, (flag) => (options.answered ??= []).push(flag)),
    allowRejects: options.allowRejects === true || maxRejects !== undefined,
    maxRejects: maxRejects === undefined ? undefined : Number(maxRejects),
  };
}

/** Writes the refused rows to the file that the user named for them, if there are any. */
export async function writeRejects(shell: Shell, to: string | undefined, refused: Refused[]): Promise<void> {
  if (to !== undefined && refused.some(({ rejects }) => rejects.length > 0)) await writeOut(shell, to, rejectsCsv(refused));
}

/** Nothing of the file was kept, because of rows that can't be used or of what they would do. */
export const isRefused = (result: ImportResult): boolean => !result.kept && result.problems.some((p) => p.severity === "error");

/** What was wrong with a file, the rows included. */
export const problemsOf = (result: ImportResult): Problem[] => [...result.problems, ...result.rejects.flatMap((reject) => reject.problems)];

/** Refused rows that were allowed stand in no figure: told, but no reason to fail. */
export const warned = (result: ImportResult): Problem[] => result.rejects.flatMap((reject) => reject.problems.map((p): Problem => ({ ...p, severity: "warning" })));
