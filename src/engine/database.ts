/**
 * The sole door to the database driver. Rows come back as JSON-safe values: 64- and 128-bit integers as exact text, dates as
 * YYYY-MM-DD, never a float for money.
 */
import { DuckDBInstance, LIST, listValue, STRUCT, VARCHAR, type DuckDBConnection, type DuckDBStructType, type Json } from "@duckdb/node-api";
import { fileStatements, macroOf, Macros, statementsOf } from "./macros.js";
import { madeBy } from "./sql-file.js";

export type Row = Record<string, Json>;
/** A list stands for the names of as many text columns, for the one reader that wants a row type. */
export type SqlParams = Record<string, string | number | boolean | null | string[]>;

export interface DatabaseOptions {
  /** What the engine may hold in memory before it spills. Default: 1GB; a million lines took no less time with more. */
  memoryLimit?: string | undefined;
  threads?: number | undefined;
  /** Where the engine may spill; default: beside the book. */
  temporaryFolder?: string | undefined;
}

export class Database {
  /** How many transactions were kept. */
  commits = 0;
  /** The key under which somebody asked for the change that is being made. */
  request: string | undefined;
  /** A transaction is being kept or taken back. */
  private isEnding = false;
  private readonly macros = new Macros(async (statement) => void (await this.connection.run(statement)));

  private constructor(private readonly instance: DuckDBInstance, private readonly connection: DuckDBConnection, private readonly threads: number | undefined, private readonly isFirst = true) {}

  /** An engine without any book yet; extensions are never fetched. */
  static async start(options: DatabaseOptions = {}): Promise<Database> {
    const settings: Record<string, string> = { autoinstall_known_extensions: "false", autoload_known_extensions: "false", allow_community_extensions: "false" };
    settings["memory_limit"] = options.memoryLimit ?? "1GB";
    if (options.threads) settings["threads"] = String(options.threads);
    if (options.temporaryFolder) settings["temp_directory"] = options.temporaryFolder;
    const instance = await DuckDBInstance.create(":memory:", settings);
    return new Database(instance, await instance.connect(), options.threads);
  }

  /** Another connection to the same databases, with temporary tables of its own; to be closed before the first. */
  async another(): Promise<Database> {
    return new Database(this.instance, await this.instance.connect(), this.threads, false);
  }

  /** Runs every statement of a text; a statement is given those of the parameters that it names. */
  async run(sql: string, params: SqlParams = {}): Promise<void> {
    for (const statement of statementsOf(sql)) await this.runOne(statement, params);
  }

  /** Runs the statements of a file under src/sql. */
  async runFile(name: string, params: SqlParams = {}): Promise<void> {
    for (const statement of fileStatements(name)) await this.runOne(statement, params);
  }

  /** The macros of files under src/sql mean what these say from now on, and are made when they are named; whatever else the files say is run. */
  async mean(names: readonly string[]): Promise<void> {
    for (const statement of names.flatMap(fileStatements)) {
      const macro = macroOf(statement);
      await (macro === undefined ? this.runOne(statement, {}) : this.macros.mean(macro, statement));
    }
  }

  private async runOne(statement: string, params: SqlParams): Promise<void> {
    const macro = macroOf(statement);
    if (macro !== undefined) return this.macros.make(macro, statement);
    if (/^begin\b/.test(statement)) this.macros.begun();
    if (/^rollback\b/.test(statement)) this.macros.rolledBack();
    await this.macros.makeNamed(statement);
    // what takes no parameters is planned once, instead of being prepared and then planned
    if (!/\$[a-z]/.test(statement)) return void (await this.connection.run(statement));
    const prepared = await this.connection.prepare(statement);
    try {
      this.bind(prepared, params);
      await prepared.run();
    } finally {
      prepared.destroySync();
    }
  }

  /** Drops what files under src/sql made in passing, as far as it is there; a kind that differs from its text is the only thing that can fail. */
  async dropMade(names: readonly string[]): Promise<void> {
    for (const { kind, relation } of madeBy(names)) await this.run(`drop ${kind} if exists temp.${relation}`);
  }

  /** The rows of one query. */
  async rows(sql: string, params: SqlParams = {}): Promise<Row[]> {
    await this.macros.makeNamed(sql);
    const statement = await this.connection.prepare(sql);
    try {
      this.bind(statement, params);
      const reader = await statement.runAndReadAll();
      return reader.getRowObjectsJson();
    } finally {
      statement.destroySync();
    }
  }

  /** The first row of a query that has one. */
  async row(sql: string, params: SqlParams = {}): Promise<Row> {
    const rows = await this.rows(sql, params);
    return rows[0] ?? {};
  }

  /** Name and type of each column a query would give, without running it. */
  async describe(sql: string, params: SqlParams = {}): Promise<{ name: string; type: string }[]> {
    await this.macros.makeNamed(sql);
    const statement = await this.connection.prepare(sql);
    try {
      this.bind(statement, params);
      return Array.from({ length: statement.columnCount }, (_, i) => ({ name: statement.columnName(i), type: String(statement.columnType(i)) }));
    } finally {
      statement.destroySync();
    }
  }

  /**
   * While `work` runs, joins are made in the order in which they are written, the right side being what is held in memory: for
   * statements over long chains of views, where estimates go astray. It changes no answer.
   */
  async joiningAsWritten<T>(work: () => Promise<T>): Promise<T> {
    await this.connection.run("set disabled_optimizers = 'join_order,build_side_probe_side'");
    try {
      return await work();
    } finally {
      await this.connection.run("reset disabled_optimizers").catch(() => undefined);
    }
  }

  /** All of `work` or nothing of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("begin transaction");
    try {
      const result = await work();
      await this.commit();
      return result;
    } catch (error) {
      await this.rollback();
      await this.connection.run("reset disabled_optimizers");
      throw error;
    }
  }

  /** What is taken back is not interrupted: the connection would stay in a transaction that is over, and take no other. */
  private async rollback(): Promise<void> {
    this.isEnding = true;
    try {
      // there is nothing to take back where keeping it failed
      await this.run("rollback").catch(() => undefined);
    } finally {
      this.isEnding = false;
    }
  }

  /** What is being kept is not interrupted: nobody could tell whether it was. */
  private async commit(): Promise<void> {
    this.isEnding = true;
    try {
      await this.connection.run("commit");
      this.commits++;
    } finally {
      this.isEnding = false;
    }
  }

  /** Appends rows of (number, list of texts) to a table; for readers that are exact by row. */
  async appendCells(table: string, rows: AsyncIterable<{ row: number; cells: (string | null)[] }>): Promise<number> {
    const appender = await this.connection.createAppender(table, null, "temp");
    let count = 0;
    for await (const { row, cells } of rows) {
      appender.appendBigInt(BigInt(row));
      appender.appendList(listValue(cells), LIST(VARCHAR));
      appender.endRow();
      count++;
    }
    appender.closeSync();
    return count;
  }

  /** Works with so many threads at once from now on; undefined: as many as were asked for, or as there are cores. */
  async useThreads(threads: number | undefined): Promise<void> {
    const wanted = threads ?? this.threads;
    await this.connection.run(wanted === undefined ? "reset threads" : `set threads = ${wanted}`);
  }

  /** Somebody said how many. */
  get hasOwnThreads(): boolean {
    return this.threads !== undefined;
  }

  /** Stops what is running; it then fails with an interruption. */
  interrupt(): void {
    if (!this.isEnding) this.connection.interrupt();
  }

  close(): void {
    this.connection.closeSync();
    if (this.isFirst) this.instance.closeSync();
  }

  private bind(statement: Awaited<ReturnType<DuckDBConnection["prepare"]>>, params: SqlParams): void {
    for (let index = 1; index <= statement.parameterCount; index++) {
      const value = params[statement.parameterName(index)];
      if (value === undefined) throw new Error(`no value for the SQL parameter ${statement.parameterName(index)}`);
      if (value === null) statement.bindNull(index);
      else if (typeof value === "string") statement.bindVarchar(index, value);
      else if (typeof value === "boolean") statement.bindBoolean(index, value);
      else if (Array.isArray(value)) statement.bindStruct(index, Object.fromEntries(value.map((name) => [name, "VARCHAR"])), textColumns(value));
      else statement.bindBigInt(index, BigInt(value));
    }
  }
}

const textColumns = (names: string[]): DuckDBStructType => STRUCT(Object.fromEntries(names.map((name) => [name, VARCHAR])));
