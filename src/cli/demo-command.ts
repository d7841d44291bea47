/** The sample company: its contract list as a file, what people tell beside it, a book made of both, and a first look. */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, rmSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { refuse } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { besideNames, sampleBeside, sampleCsv, samplePolicy, type SampleOptions } from "../sources/sample-company/index.js";
import { giveOverview, nextSteps, overviewOf, shellWord } from "./overview.js";
import type { Options } from "./options.js";
import { ProgressBar } from "./progress.js";
import { refuseUnwritable, showingOf } from "./showing.js";
import { write, type Shell } from "./shell.js";
import { withBook } from "./with-book.js";

const defaultCsv = "sample-company.csv";
const defaultDemoBook = "sample.annua";

export async function runDemo(shell: Shell, options: Options): Promise<void> {
  const sample = sampleOptions(options);
  const file = options.out ?? defaultCsv;
  const book = options.book ?? defaultDemoBook;
  const isUsual = Object.keys(sample).length === 0;
  const isCsvOnly = options["csvOnly"] === true;
  // what was made in another month is as good to look at, and is the user's own by now
  const keeps = isUsual && !isCsvOnly && existsSync(file) && existsSync(book);
  const beside = isCsvOnly || keeps ? [] : besideFiles(file, sample);
  if (!keeps) await makeCsv(shell, file, sample);
  if (isCsvOnly) return;
  await writeBeside(shell, beside);
  const { out, ...rest } = options;
  const showing = showingOf(shell, rest);
  await withBook(shell, { path: book, policy: samplePolicy }, async (open) => {
    await refuseOtherLines(open, book, basename(file));
    if (!keeps || (await open.imports()).length === 0) await importSample(shell, open, file, book);
    else await write(shell.stderr, `${book} was made before and is shown as it is.\n`);
    const source = { files: [], book };
    await giveOverview(shell, showing, await overviewOf(open, source, []), nextSteps(source));
  });
}

function sampleOptions(options: Options): SampleOptions {
  const whole = (name: "customers" | "seed"): number | undefined => {
    const text = options[name] as string | undefined;
    if (text === undefined) return undefined;
    if (!/^\d{1,10}$/.test(text)) refuse("sample-option", { option: name, value: text, expected: `a whole number, such as --${name} ${name === "seed" ? "7" : "400"}` });
    return Number(text);
  };
  const given = { customers: whole("customers"), seed: whole("seed"), until: options["until"] as string | undefined };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as SampleOptions;
}

/** Writes the list, unless the same list lies there already; another file is never overwritten. */
async function makeCsv(shell: Shell, file: string, sample: SampleOptions): Promise<void> {
  const chunks = sampleCsv(sample);
  if (existsSync(file)) {
    if ((await hashOfFile(file)) !== hashOfChunks(chunks)) {
      refuse("file-in-the-way", { file, remedy: "Remove it, or name another: `annua demo --out other.csv --book other.annua`." }, { file });
    }
    await write(shell.stderr, `${file} is there already, and the same.\n`);
    return;
  }
  const bar = new ProgressBar(shell);
  const part = `${file}.part`;
  const leave = () => {
    rmSync(part, { force: true });
    process.exit(130);
  };
  process.once("SIGINT", leave);
  try {
    await writeFile(part, watched(chunks, sample, bar));
    await rename(part, file);
  } catch (error) {
    refuseUnwritable(file, error);
  } finally {
    process.off("SIGINT", leave);
    bar.stop();
    await rm(part, { force: true });
  }
  await write(shell.stderr, `Wrote ${file}\n`);
}

/** Lines a customer, about: for the progress bar only. */
const linesPerCustomer = 4;

async function* watched(chunks: Iterable<string>, { customers = 400 }: SampleOptions, bar: ProgressBar): AsyncGenerator<string> {
  let lines = 0;
  for (const chunk of chunks) {
    yield chunk;
    lines += chunk.split("\n").length - 1;
    bar.tell("writing", Math.min(lines, customers * linesPerCustomer), customers * linesPerCustomer);
  }
}

function hashOfChunks(chunks: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const block of createReadStream(file)) hash.update(block as Buffer);
  return hash.digest("hex");
}

/** The sample must never end up among somebody's real contracts. */
async function refuseOtherLines(book: Book, path: string, file: string): Promise<void> {
  const others = (await book.imports()).filter((record) => record.kind === "import" && record.source !== file);
  if (others.length > 0) refuse("book-not-sample", { book: path }, { file: path });
}

interface BesideFile {
  path: string;
  csv: string;
}

/** sample-company.csv -> sample-company-saves.csv */
const besidePath = (file: string, name: string): string => `${file.replace(/\.csv$/i, "")}-${name}.csv`;

/** The tables beside the list that are not there yet; another file is never overwritten. */
function besideFiles(file: string, sample: SampleOptions): BesideFile[] {
  const files = sampleBeside(sample).map(({ name, csv }) => ({ path: besidePath(file, name), csv }));
  return files.filter(({ path, csv }) => {
    if (!existsSync(path)) return true;
    if (readFileSync(path, "utf8") !== csv) refuse("file-in-the-way", { file: path, remedy: "Remove it, or name another: `annua demo --out other.csv --book other.annua`." }, { file: path });
    return false;
  });
}

async function writeBeside(shell: Shell, files: readonly BesideFile[]): Promise<void> {
  for (const { path, csv } of files) await writeFile(path, csv).catch((error: unknown) => refuseUnwritable(path, error));
  if (files.length > 0) await write(shell.stderr, `Wrote ${files.map(({ path }) => path).join(", ")}\n`);
}

async function importSample(shell: Shell, book: Book, file: string, path: string): Promise<void> {
  const isNew = (await book.imports()).length === 0;
  if (!isNew && (await book.import(file, { dryRun: true })).used > 0) refuse("book-not-sample", { book: path }, { file: path });
  const result = await book.import(file);
  const counted = (count: number) => count.toLocaleString("en-US");
  await write(shell.stderr, `${counted(result.read)} lines of ${shellWord(file)}: ${counted(result.used)} added to ${path}, ${counted(result.unchanged)} there already.\n`);
  const said: string[] = [];
  for (const name of besideNames) {
    const beside = besidePath(file, name);
    if (existsSync(beside)) said.push(`${counted((await book.importInputs(beside)).read)} ${besideTitles[name]}`);
  }
  if (said.length > 0) await write(shell.stderr, `Beside them: ${said.join(", ")}.\n`);
}

const besideTitles: Record<(typeof besideNames)[number], string> = { inputs: "rows of inputs", events: "key events", saves: "saves", notes: "notes", renewals: "words on renewals" };
