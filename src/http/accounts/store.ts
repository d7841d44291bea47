/** The file of accounts beside a book: the server alone opens it, so that a book can be handed over without it. */
import { chmodSync, existsSync } from "node:fs";
import { basename } from "node:path";
import { refuse } from "../../domain/problem.js";
import { version } from "../../domain/version.js";
import { Database, type Row, type SqlParams } from "../../engine/database.js";
import { Queue } from "../../engine/queue.js";
import { sqlFile } from "../../engine/sql-file.js";

const accountsFormat = 1;

/** acme.annua -> acme.accounts, a name that is none of a book. */
export const accountsFileOf = (book: string): string => `${book.replace(/\.annua$/, "")}.accounts`;

export class AccountsStore {
  private readonly queue = new Queue();

  private constructor(private readonly db: Database, private readonly path: string, readonly now: () => Date) {}

  /** Opens the file, or makes it; ":memory:" for one that is thrown away. */
  static async open(path: string, now: () => Date = () => new Date()): Promise<AccountsStore> {
    const exists = path !== ":memory:" && existsSync(path);
    const db = await Database.start({ memoryLimit: "128MB", threads: 1 });
    try {
      await attach(db, path);
      await db.run("set search_path = 'accounts'");
      const store = new AccountsStore(db, path, now);
      store.keepToOwner();
      await (exists ? checkFormat(db, path) : makeTables(db));
      store.keepToOwner();
      return store;
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** The rows of a query under src/sql/accounts. */
  rows(name: string, params: SqlParams = {}): Promise<Row[]> {
    return this.queue.run(() => this.db.rows(sqlFile(name), params));
  }

  /** Runs what writes, all of it or nothing; it is on the disk when this is done. */
  write(name: string, params: SqlParams): Promise<void> {
    return this.queue.run(async () => {
      await this.db.transaction(() => this.db.runFile(name, { now: this.at(), ...params }));
      this.keepToOwner();
    });
  }

  /** A moment as the file keeps it: UTC; so many milliseconds from now. */
  at(later = 0): string {
    return new Date(this.now().getTime() + later).toISOString().slice(0, -1);
  }

  close(): Promise<void> {
    return this.queue.run(async () => this.db.close());
  }

  /** Nobody else on the machine reads hashes, also where the engine has just made its log anew. */
  private keepToOwner(): void {
    for (const file of [this.path, `${this.path}.wal`]) if (this.path !== ":memory:" && existsSync(file)) chmodSync(file, 0o600);
  }
}

async function attach(db: Database, path: string): Promise<void> {
  try {
    await db.run(`attach '${path.replaceAll("'", "''")}' as accounts (type duckdb)`);
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0]!;
    const holder = /Conflicting lock is held in (.+?) \(PID (\d+)\)/.exec((error as Error).message);
    if (holder) refuse("accounts-locked", { file: path, holder: `${basename(holder[1]!)}, process ${holder[2]}` }, { file: path });
    refuse("accounts-unreadable", { file: path, reason }, { file: path });
  }
}

async function makeTables(db: Database): Promise<void> {
  await db.transaction(async () => {
    await db.runFile("accounts/table");
    await db.runFile("accounts/make", { format: accountsFormat, version });
  });
}

async function checkFormat(db: Database, path: string): Promise<void> {
  const tables = (await db.rows("select table_name from duckdb_tables() where database_name = 'accounts'")).map((row) => String(row["table_name"]));
  if (tables.length === 0) return makeTables(db);
  if (!tables.includes("accounts") || !tables.includes("audit")) refuse("accounts-unreadable", { file: path, reason: "it is a database of something else" }, { file: path });
  const { format } = await db.row("select format from accounts");
  if (Number(format) > accountsFormat) refuse("accounts-unreadable", { file: path, reason: "a later version of Annua made it" }, { file: path });
}

/** A moment of the file as answers tell it. */
export const momentOf = (value: Row[string] | undefined): string | null => (value === null || value === undefined ? null : `${String(value).replace(" ", "T").slice(0, 19)}Z`);
