/** Opening, checking and making the file that is a book. */
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { refuse } from "../domain/problem.js";
import { version } from "../domain/version.js";
import { Database, type DatabaseOptions } from "./database.js";
import { prepareConnection } from "./connection.js";
import { sqlFile } from "./sql-file.js";

/** Raised when a book's tables get a shape that an older version can't read, or that this one can't read of an older. */
const bookFormat = 2;

export interface BookFileOptions extends DatabaseOptions {
  /** Make the book where there is none. */
  create?: boolean;
  /** Several programs may read a book that none writes. */
  readOnly?: boolean;
}

/** A database with the book at `path` (or ":memory:") attached as `book`. */
export async function openBookFile(path: string, options: BookFileOptions): Promise<Database> {
  const inMemory = path === ":memory:";
  const exists = !inMemory && existsSync(path);
  if (!inMemory && !exists && !options.create) refuse("book-missing", { book: path }, { file: path });
  const db = await Database.start({ temporaryFolder: spillFolder(inMemory ? join(tmpdir(), "annua") : path), ...options });
  try {
    await attach(db, path, options.readOnly === true && exists);
    if (!inMemory && !options.readOnly) removeSpills(path);
    await db.run("set search_path = 'book'");
    if (exists) await checkFormat(db, path, options.readOnly === true);
    else await makeTables(db);
    await prepareConnection(db);
    await fitThreads(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Up to so many lines, threads wait for each other longer than they save. */
const smallBook = 50_000;

/** Works with as many threads as the book's lines are worth, where nobody said how many. */
export async function fitThreads(db: Database): Promise<void> {
  if (db.hasOwnThreads) return db.useThreads(undefined);
  const { lines } = await db.row("select count(*) as lines from book.line_version");
  await db.useThreads(Number(lines) <= smallBook ? 1 : undefined);
}

/** What the engine spills, and what a server lays aside, lies beside the book, where there is room for it; each opening has a folder of its own, for readers share a book. */
const spillsOf = (path: string): string => `.${basename(path)}.spill-`;
export const spillFolder = (path: string): string => join(dirname(path), `${spillsOf(path)}${process.pid}-${++openings}`);
let openings = 0;

/** Who holds a book alone finds there what a killed program left: copies of contracts that nobody reads any more. */
function removeSpills(path: string): void {
  for (const name of readdirSync(dirname(path))) {
    if (name.startsWith(spillsOf(path))) rmSync(join(dirname(path), name), { recursive: true, force: true });
  }
}

async function attach(db: Database, path: string, readOnly: boolean): Promise<void> {
  try {
    await db.run(`attach '${path.replaceAll("'", "''")}' as book (type duckdb${readOnly ? ", read_only" : ""})`);
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0]!;
    const holder = /Conflicting lock is held in (.+?) \(PID (\d+)\)/.exec((error as Error).message);
    if (holder) refuse("book-locked", { book: path, holder: `${basename(holder[1]!)}, process ${holder[2]}` }, { file: path });
    if (/not a valid DuckDB database|Corrupt|magic bytes|is a directory/i.test(reason)) refuse("book-not-a-book", { book: path, reason: "it has another format" }, { file: path });
    const newer = /database file with version number (\d+)/i.exec(reason);
    if (newer) refuse("book-newer", { book: path, format: Number(newer[1]), known: bookFormat, version: "a later engine" }, { file: path });
    refuse("book-unreadable", { book: path, reason }, { file: path });
  }
}

async function makeTables(db: Database): Promise<void> {
  await db.transaction(async () => {
    await db.runFile("table");
    await db.run("insert into book values ($format, $version, cast(now() at time zone 'UTC' as timestamp))", { format: bookFormat, version });
  });
}

async function checkFormat(db: Database, path: string, readOnly: boolean): Promise<void> {
  const tables = (await db.rows("select table_name from duckdb_tables() where database_name = 'book'")).map((row) => String(row["table_name"]));
  if (tables.length === 0) return makeTables(db);
  if (!tables.includes("book") || !tables.includes("line_version")) refuse("book-not-a-book", { book: path, reason: "it is a database without a book's tables" }, { file: path });
  const { format, version: writer } = await db.row("select format, version from book");
  if (Number(format) > bookFormat) refuse("book-newer", { book: path, format: Number(format), known: bookFormat, version: String(writer) }, { file: path });
  if (Number(format) < bookFormat || tablesOfBook().some((table) => !tables.includes(table))) await addTables(db, path, readOnly);
}

const tablesOfBook = (): string[] => [...sqlFile("table").matchAll(/^create table if not exists (\w+)/gm)].map(([, table]) => table!);

/** An older book gets the tables that came since, also where it is only read; nothing in it changes. */
async function addTables(db: Database, path: string, readOnly: boolean): Promise<void> {
  const again = (asReader: boolean) => db.run("set search_path = ''; detach book").then(() => attach(db, path, asReader)).then(() => db.run("set search_path = 'book'"));
  if (readOnly) await again(false);
  await db.transaction(async () => {
    await db.runFile("table");
    await db.run("update book set format = $format, version = $version", { format: bookFormat, version });
  });
  if (readOnly) await again(true);
}
