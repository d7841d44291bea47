/**
 * The macros of a connection. Each is made when a statement first names it: making all of them took a third of a short command. What a macro is to
 * mean may change, as with the cut of a question; it is then made anew if it was made, and where it says the same as before nothing is done.
 */
import { sqlFile } from "./sql-file.js";

const macroPattern = /^create or replace temp macro (\w+)/;

/** The name of the macro that a statement makes. */
export const macroOf = (statement: string): string | undefined => macroPattern.exec(statement)?.[1];

/** The statements of a SQL text without its comments: what stands between semicolons that are in no quote and no comment. */
export function statementsOf(text: string): string[] {
  const parts = [""];
  for (const token of text.match(/--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|;|[^;'"-]+|-/g) ?? []) {
    if (token === ";") parts.push("");
    else if (!token.startsWith("--")) parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Of texts that were taken apart before. */
const statements = new Map<string, string[]>();

/** The statements of a file under src/sql. */
export function fileStatements(name: string): string[] {
  const text = sqlFile(name);
  let found = statements.get(text);
  if (found === undefined) statements.set(text, (found = statementsOf(text)));
  return found;
}

export class Macros {
  /** What each means, by its name: the statement that makes it. */
  private readonly meant = new Map<string, string>();
  /** The statements that made those that are there. */
  private made = new Map<string, string>();
  /** Those that were there when the transaction began. */
  private before: ReadonlyMap<string, string> = new Map();

  constructor(private readonly run: (statement: string) => Promise<void>) {}

  /** From now on the macro means this; made at once if it was made of something else. */
  async mean(name: string, statement: string): Promise<void> {
    this.meant.set(name, statement);
    if (this.made.has(name)) await this.make(name, statement);
  }

  /** Makes the macro, unless it is there as the statement says. */
  async make(name: string, statement: string): Promise<void> {
    if (this.made.get(name) === statement) return;
    await this.makeNamed(statement, name);
    await this.run(statement);
    this.made.set(name, statement);
  }

  /** Makes all that a statement names and that are not there. */
  async makeNamed(statement: string, own?: string): Promise<void> {
    if (this.meant.size === 0) return;
    for (const [, name] of statement.matchAll(/\b([a-z]\w*)\s*\(/g)) {
      const meant = name === own || this.made.has(name!) ? undefined : this.meant.get(name!);
      if (meant !== undefined) await this.make(name!, meant);
    }
  }

  /** A transaction begins, which may be rolled back. */
  begun(): void {
    this.before = new Map(this.made);
  }

  rolledBack(): void {
    this.made = new Map(this.before);
  }
}
