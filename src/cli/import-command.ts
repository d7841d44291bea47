/** Adding files of lines to a book, and saying exactly what became of each row. */
import { existsSync, rmSync } from "node:fs";
import { ProblemError, refuse, type Problem } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import type { ImportResult } from "../engine/import.js";
import { csvOf } from "../export/csv.js";
import { objectOf } from "../export/json.js";
import { markdownOf } from "../export/markdown.js";
import { Ended, statusOf } from "./exit-status.js";
import { importSheet, importText } from "./import-text.js";
import { bookOf, isRefused, problemsOf, rowOptionsOf, warned, writeRejects } from "./lines-source.js";
import type { Options } from "./options.js";
import { merged, readDefinition, type Definition, type Words } from "./policy-words.js";
import { shellWord } from "./overview.js";
import { showingOf, writeOut, type Showing } from "./showing.js";
import { filePage, pageFor, write, type Shell } from "./shell.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";

export interface Imported {
  file: string;
  result: ImportResult;
}

/** An import tells of the kinds on which most ARR hangs, by the largest case of each. */
const mostWarnings = 5;
const lookedAt = 100;

const firstOfEach = (problems: Problem[]): Problem[] => problems.filter((p, at) => problems.findIndex((other) => other.code === p.code) === at);

const later = [
  ["full", "--full", "rows of later imports become new versions of the lines that they name; `annua retract` takes out what is gone"],
  ["profile", "--profile", "--map field='Their Name' for each column that is called otherwise"],
  ["customers", "--customers", "columns such as customer_name, parent_id and segment on the lines themselves"],
] as const;

export async function runImport(shell: Shell, given: readonly string[], options: Options): Promise<void> {
  for (const [name, option, works] of later) if (options[name] !== undefined) refuse("option-later", { option, works });
  const files = [...given, ...(options.lines ?? [])];
  if (files.length === 0) refuse("command-line", { said: "There is no file to import.", command: "annua import" });
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const rowOptions = { ...rowOptionsOf(options), dryRun: options["dryRun"] === true };
  const definition = await readDefinition(options, path);
  const isNew = !existsSync(path);
  // a trial run makes no book, not even an empty one
  const opened = isNew && rowOptions.dryRun ? ":memory:" : path;
  const done: Imported[] = [];
  let before = 0;
  // a signal may come when the last file is kept already and only the answer is missing: then the book knows
  const farewell = async (isClosed: boolean): Promise<string> => {
    const kept = isClosed && opened === path ? (await importsIn(path)) - before : done.filter(({ result }) => result.kept).length;
    if (kept === 0 && isNew) removeBook(path);
    return `Interrupted. ${kept === 0 ? "Nothing was kept" : `${kept} of ${files.length} files are kept`} in ${path}.`;
  };
  try {
    await withBook(shell, { path: opened, policy: await policyOf(definition, isNew ? undefined : path) }, async (book) => {
      before = (await book.imports()).length;
      for (const file of files) {
        const result = await book.import(file, rowOptions);
        done.push({ file, result });
        if (isRefused(result)) break;
      }
      await writeRejects(shell, options.rejects, done.map(({ file, result }) => ({ file, rejects: result.rejects })));
      await report(shell, showing, book, path, done, rowOptions.dryRun);
    }, farewell);
  } finally {
    if (isNew && opened === path) await removeIfEmpty(path);
  }
}

/** Knobs of --set change the policy that the book remembers, where no file gives another. */
async function policyOf(definition: Definition, path: string | undefined): Promise<Words | undefined> {
  if (definition.words !== undefined || definition.set === undefined || path === undefined) return merged(definition);
  const { openBook } = await import("../engine/book.js");
  const book = await openBook({ path, readOnly: true });
  const { policy } = book;
  await book.close();
  return { ...policy, ...definition.set };
}

async function report(shell: Shell, showing: Showing, book: Book, path: string, done: Imported[], isDryRun: boolean): Promise<void> {
  const refused = done.filter(({ result }) => isRefused(result));
  const problems = done.flatMap(({ result }) => (isRefused(result) ? problemsOf(result) : [...result.problems, ...warned(result)]));
  await tell(shell, problems, book.policy.reporting_currency);
  const warnings = done.some(({ result }) => result.kept) ? firstOfEach(await book.warnings(lookedAt)).slice(0, mostWarnings) : [];
  await put(shell, showing, chunks(shell, showing, path, done, isDryRun, warnings));
  if (warnings.length > 0) {
    await write(shell.stderr, "\n");
    await tell(shell, warnings, book.policy.reporting_currency);
    await write(shell.stderr, `\`annua check --book ${shellWord(path)}\` counts everything that deserves a look.\n`);
  }
  const status = statusOf(problems);
  if (refused.length > 0 || status !== 0) throw new Ended(status === 0 ? 1 : status);
}

function chunks(shell: Shell, { format, unit, out }: Showing, path: string, done: Imported[], isDryRun: boolean, warnings: Problem[]): Iterable<string> {
  if (format === "json") {
    const isRefusedAny = done.some(({ result }) => isRefused(result));
    const problems = isRefusedAny ? done.flatMap(({ result }) => problemsOf(result)) : undefined;
    return objectOf({ ...(isRefusedAny ? { ok: false } : {}), book: path, dry_run: isDryRun, imports: done.map(({ file, result }) => ({ file, ...result })), warnings, problems });
  }
  if (format === "csv") return csvOf(importSheet(done));
  if (format === "markdown") return markdownOf(importSheet(done), unit);
  return importText(done, path, isDryRun, out === undefined ? pageFor(shell) : filePage);
}

const put = (shell: Shell, { out }: Showing, text: Iterable<string>): Promise<void> => (out === undefined ? write(shell.stdout, text) : writeOut(shell, out, text));

/** A book that was made for an import that failed would only be in the way. */
async function removeIfEmpty(path: string): Promise<void> {
  if (!existsSync(path)) return;
  try {
    if ((await importsIn(path)) > 0) return;
  } catch (error) {
    if (error instanceof ProblemError) return;
    throw error;
  }
  removeBook(path);
}

/** How many entries the log of a book has; 0 where there is none. */
async function importsIn(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const { openBook } = await import("../engine/book.js");
  const book = await openBook({ path, readOnly: true });
  const { length } = await book.imports();
  await book.close();
  return length;
}

function removeBook(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.wal`, { force: true });
}
