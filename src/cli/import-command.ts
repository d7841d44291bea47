/** Adding files of lines to a book, and saying exactly what became of each row. */
import { existsSync, rmSync } from "node:fs";
import { changedWords } from "../domain/policy.js";
import { ProblemError, refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import type { ImportOptions, ImportResult } from "../engine/import.js";
import type { EndedLines } from "../engine/whole-list.js";
import { csvOf } from "../export/csv.js";
import { objectOf } from "../export/json.js";
import { markdownOf } from "../export/markdown.js";
import { acceptingOf } from "./accepting.js";
import { canAsk, saysYes } from "./confirm.js";
import { Ended, statusOf } from "./exit-status.js";
import { endedText, importSheet, importText, type Report } from "./import-text.js";
import { saveProfile } from "./reading-text.js";
import { bookOf, isRefused, problemsOf, rowOptionsOf, warned, writeRejects } from "./lines-source.js";
import type { Options } from "./options.js";
import { merged, readDefinition, type Definition, type Words } from "./policy-words.js";
import { shellWord } from "./overview.js";
import { showingOf, writeOut, type Showing } from "./showing.js";
import { filePage, pageFor, write, type Shell } from "./shell.js";
import { tell } from "./telling.js";
import { openedOrServed, withBook } from "./with-book.js";

export interface Imported {
  file: string;
  result: ImportResult;
}

/** An import tells of the kinds on which most ARR hangs, by the largest case of each. */
const mostWarnings = 5;

export async function runImport(shell: Shell, given: readonly string[], options: Options): Promise<void> {
  const files = [...given, ...(options.lines ?? [])];
  const aboutCustomers = (options["customers"] as string[] | undefined) ?? [];
  if (files.length + aboutCustomers.length === 0) refuse("command-line", { said: "There is no file to import.", command: "annua import" });
  const showing = showingOf(shell, options);
  const path = options.book ?? bookOf(shell);
  const rowOptions = { ...(await rowOptionsOf(shell, options)), ...listOptionsOf(shell, options, files), ...acceptingOf(shell, options), dryRun: options["dryRun"] === true };
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
    return `Interrupted. ${kept === 0 ? "Nothing was kept" : `${kept} of ${files.length + aboutCustomers.length} files are kept`} in ${path}.`;
  };
  try {
    await withBook(shell, { path: opened, policy: await policyOf(definition, isNew ? undefined : path) }, async (book) => {
      before = (await book.imports()).length;
      // the files of one command are parts of one list: the first of them is no measure of the others
      const isFirst = before === 0;
      for (const [place, file] of files.entries()) {
        const isLast = place === files.length - 1;
        const result = await book.import(file, { ...rowOptions, acceptJump: rowOptions.acceptJump || isFirst, look: isLast });
        done.push({ file, result });
        if (isRefused(result)) break;
      }
      if (!done.some(({ result }) => isRefused(result))) for (const file of aboutCustomers) done.push({ file, result: await book.importCustomers(file, rowOptions) });
      await writeRejects(shell, options.rejects, done.map(({ file, result }) => ({ file, rejects: result.rejects })));
      await saveProfile(shell, options, done.map(({ result }) => result.reading));
      await report(shell, showing, book, path, done, rowOptions.dryRun);
    }, farewell);
  } finally {
    if (isNew && opened === path) await removeIfEmpty(path);
  }
}

/** Knobs of --set, or a preset, change the policy that the book remembers, where no file gives another. */
async function policyOf(definition: Definition, path: string | undefined): Promise<Words | undefined> {
  if (definition.words !== undefined || definition.set === undefined || path === undefined) return merged(definition);
  const book = await openedOrServed({ path, readOnly: true });
  const { policy } = book;
  await book.close();
  return changedWords({ ...policy }, definition.set);
}

/** --full and what goes with it; on a terminal whoever sits there is asked what may end, elsewhere --yes has to say so. */
function listOptionsOf(shell: Shell, options: Options, files: readonly string[]): ImportOptions {
  const { maxEnded, source } = options as { maxEnded?: string; source?: string };
  const [full, formerly] = [options["full"] === true, options["formerly"] as string[] | undefined];
  if (maxEnded !== undefined && !/^(\d{1,2}|100)$/.test(maxEnded)) refuse("option-value", { option: "--max-ended", value: maxEnded, expected: "a percentage from 0 to 100, such as 40" });
  if (source === "") refuse("option-value", { option: "--source", value: "", expected: "a name such as contracts" });
  if (full && source !== undefined && files.length > 1) refuse("options-clash", { one: "--full --source", other: "several files", remedy: "A whole list is one file; import one at a time." });
  if (formerly !== undefined && source === undefined) refuse("command-line", { said: "--formerly says which names a source had before, and --source does not say which source.", command: "annua import" });
  const isSure = options["yes"] === true || maxEnded !== undefined;
  return {
    full, source, formerly, maxEnded: maxEnded === undefined ? undefined : Number(maxEnded), acceptJump: options["acceptJump"] === true,
    ...(isSure ? {} : { confirmEnded: (ended) => confirmEnded(shell, ended) }),
  };
}

async function confirmEnded(shell: Shell, ended: EndedLines): Promise<boolean> {
  if (!canAsk(shell)) return false;
  await write(shell.stderr, endedText({ ended }, { ...pageFor(shell), width: shell.stderr.columns ?? 80 }));
  const much = ended.is_over ? ` That is ${ended.needed_percent} % of the source: is the export whole?` : "";
  return saysYes(shell, `\nEnd ${ended.lines === 1 ? "this line" : `these ${ended.lines} lines`}?${much}`);
}

async function report(shell: Shell, showing: Showing, book: Book, path: string, done: Imported[], isDryRun: boolean): Promise<void> {
  const refused = done.filter(({ result }) => isRefused(result));
  const problems = done.flatMap(({ result }) => (isRefused(result) ? problemsOf(result) : [...result.problems, ...warned(result)]));
  await tell(shell, problems, book.policy.reporting_currency);
  const looks = done.some(({ result }) => result.kept) ? await book.looks() : (done.at(-1)?.result.looks ?? []);
  const check = isDryRun ? "The import without --dry-run, then `annua check`, names each." : `\`annua check --book ${shellWord(path)}\` names each.`;
  await put(shell, showing, chunks(shell, showing, done, { book: path, isDryRun, looks, check }));
  const status = statusOf(problems);
  if (refused.length > 0 || status !== 0) throw new Ended(status === 0 ? 1 : status);
}

function chunks(shell: Shell, { format, unit, out }: Showing, done: Imported[], report: Report): Iterable<string> {
  if (format === "json") {
    const isRefusedAny = done.some(({ result }) => isRefused(result));
    const problems = isRefusedAny ? done.flatMap(({ result }) => problemsOf(result)) : undefined;
    const imports = done.map(({ file, result: { looks: _asked, ...result } }) => ({ file, ...result }));
    const looks = report.looks.map(({ worst, ...look }) => ({ code: worst.code, ...look }));
    const warnings = report.looks.slice(0, mostWarnings).map(({ worst }) => worst);
    return objectOf({ ...(isRefusedAny ? { ok: false } : {}), book: report.book, dry_run: report.isDryRun, imports, looks, warnings, problems });
  }
  if (format === "csv") return csvOf(importSheet(done));
  if (format === "markdown") return markdownOf(importSheet(done), unit);
  return importText(done, report, out === undefined ? pageFor(shell) : filePage);
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
  const book = await openedOrServed({ path, readOnly: true });
  const { length } = await book.imports();
  await book.close();
  return length;
}

function removeBook(path: string): void {
  rmSync(path, { force: true });
  rmSync(`${path}.wal`, { force: true });
}
