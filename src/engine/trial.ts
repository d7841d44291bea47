/**
 * Other definitions tried on one book: its lines are priced once under its own, and under another only what names a knob that differs is priced anew, and
 * what is made of that. Where the intervals of ARR come out as before, so do all figures, and nothing more is asked. It changes no figure: a derivation
 * of its own for each definition gives the same, and took a book of a few lines a third of a second apiece.
 */
import type { Policy } from "../domain/policy.js";
import { questionFiles } from "./connection.js";
import type { Database } from "./database.js";
import { detach, nextAlias } from "./derivation.js";
import { bindQuestions, customerRanges, decidedFiles, dropStages, scopeTo, setPolicyTables, spoilView, stages } from "./derive.js";
import { fileStatements, macroOf } from "./macros.js";
import { policyParameter } from "./policy-tables.js";

/** What is made of landed lines on the way to intervals of ARR, in order. */
const steps = [...decidedFiles, "derive/present_line", "derive/cell_facts", "derive/fx_rate", "derive/customer_group", "derive/restated_customer", "derive/told_stretch", ...stages.map((stage) => `derive/${stage}`)];

/** The relations that the figures of a day and of whom was there at an opening are asked of. */
const ledger = ["counted_line", "arr_line", "arr_change", "customer_day", "day_total"] as const;

/** The reports that give the figures of a definition, with what is kept for them. */
const asked = ["report/snapshot", "report/retention", ...ledger.map((name) => `store/${name}`)];

interface Made {
  relation: string;
  kind: string;
}

const wordsIn = (statement: string): string[] => statement.match(/[a-z_]\w*/g) ?? [];

/** The words of each macro, whatever file it stands in. */
function macroWords(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const statement of ["number", "macro", "formula", "figure", "derive/scope_flow", ...questionFiles.map((name) => `question/${name}`)].flatMap(fileStatements)) {
    const macro = macroOf(statement);
    if (macro !== undefined) found.set(macro, [...(found.get(macro) ?? []), ...wordsIn(statement)]);
  }
  return found;
}

/** All words of files, with those of the macros that they call. */
function wordsOf(files: readonly string[], macros: ReadonlyMap<string, string[]>): Set<string> {
  const found = new Set(files.flatMap(fileStatements).flatMap(wordsIn));
  for (const word of found) for (const other of macros.get(word) ?? []) found.add(other);
  return found;
}

/** The tables and views that a file makes. */
const madeIn = (file: string): Made[] =>
  fileStatements(file).flatMap((statement) => [...statement.matchAll(/^create or replace (temp table|table|temp view) (\w+)/g)].map(([, kind, relation]) => ({ kind: kind!, relation: relation! })));

/** The words by which SQL names what differs between two policies: a column of `policy`, or a table of one word a row. */
function differing(one: Policy, other: Policy): string[] {
  const [mine, theirs] = [one, other].map((policy) => JSON.parse(policyParameter(policy)) as Record<string, unknown>) as [Record<string, unknown>, Record<string, unknown>];
  return Object.keys(mine).filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key])).flatMap((key) => [key, key.replace(/s$/, "")]);
}

export class Trial {
  private readonly macros = macroWords();
  private readonly words = new Map([...steps.map((step): [string, Set<string>] => [step, wordsOf([step], this.macros)]), ["asked", wordsOf(asked, this.macros)]]);
  /** What tables hold under one's own definition. */
  private readonly own = new Map<string, string>();
  /** Those that hold what another definition makes. */
  private readonly strange = new Map<string, Made>();

  private constructor(private readonly db: Database, private readonly policy: Policy, private readonly alias: string, private readonly path: string) {}

  /** On the derivation in use, which must be the policy's; undefined where lines are worked out in several ranges of customers. */
  static async start(db: Database, policy: Policy): Promise<Trial | undefined> {
    const { ranges } = await customerRanges(db);
    if (ranges.length !== 1) return undefined;
    const { path } = await db.row("select current_setting('search_path') as path");
    const trial = new Trial(db, policy, nextAlias(), String(path));
    try {
      await db.run(`attach ':memory:' as ${trial.alias}; set search_path = '${trial.alias},${trial.path}'`);
      await setPolicyTables(db, policy);
      await db.runFile("derived");
      await scopeTo(db, ranges[0]!);
      await db.runFile("derive/scope");
      for (const step of steps) await trial.price(step);
      for (const made of steps.flatMap(madeIn).filter(({ kind }) => kind !== "temp view")) {
        trial.own.set(made.relation, await trial.printOf(made));
        await db.run(`create or replace table own_${made.relation} as from ${made.relation}`);
      }
      return trial;
    } catch (error) {
      await trial.end();
      throw error;
    }
  }

  /** Whether another policy can give other figures. If so, the tables in use are its own until the next one is tried. */
  async differs(policy: Policy): Promise<boolean> {
    await this.restore();
    const changed = new Set(differing(this.policy, policy));
    await setPolicyTables(this.db, policy);
    for (const step of steps) {
      if (!this.names(step, changed)) continue;
      const made = madeIn(step);
      for (const one of made) if (one.kind !== "temp view") this.strange.set(one.relation, one);
      await this.price(step);
      for (const one of made) if (one.kind === "temp view" || (await this.printOf(one)) !== this.own.get(one.relation)) changed.add(one.relation);
    }
    if (!this.names("asked", changed)) return false;
    await this.keepLedger();
    return true;
  }

  /** Takes it all away again; the tables in use are those of before. */
  async end(): Promise<void> {
    try {
      await dropStages(this.db);
      await spoilView(this.db);
    } finally {
      await detach(this.db, this.alias, this.path);
    }
  }

  private names(step: string, changed: ReadonlySet<string>): boolean {
    const words = this.words.get(step)!;
    return [...changed].some((word) => words.has(word));
  }

  private async price(step: string): Promise<void> {
    await this.db.joiningAsWritten(() => this.db.runFile(step));
  }

  private async keepLedger(): Promise<void> {
    for (const relation of ledger) await this.db.run(`delete from ${relation}`);
    for (const relation of ledger) await this.db.runFile(`store/${relation}`, { sign: 1 });
    await this.db.run("insert into temp.bound_view select current_setting('search_path'), false");
    await bindQuestions(this.db);
  }

  /** How many rows a table has, and what they are, in whatever order. */
  private async printOf({ relation }: Made): Promise<string> {
    const { rows, print } = await this.db.row(`select count(*) as rows, cast(coalesce(sum(hash(one)), 0) as varchar) as print from ${relation} as one`);
    return `${String(rows)} ${String(print)}`;
  }

  private async restore(): Promise<void> {
    for (const { kind, relation } of this.strange.values()) await this.db.run(`create or replace ${kind} ${relation} as from own_${relation}`);
    this.strange.clear();
  }
}
