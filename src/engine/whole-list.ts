/** A file that is its source's whole list: which present lines it lacks, what they carry, and whether they may end. */
import { decimalText, minorPlaces } from "../domain/money.js";
import { nearest, problem, type Problem } from "../domain/problem.js";
import type { Policy } from "../domain/policy.js";
import type { Database, Row } from "./database.js";
import { namesOfSource } from "./import-log.js";
import { sqlFile } from "./sql-file.js";

/** A line that the whole list lacks. */
export interface MissingLine {
  line_id: string;
  customer: string;
  product: string;
  /** "" where it has none. */
  end_date: string;
  /** At the close of today, in the reporting currency. */
  arr: string;
}

/** What a whole list ends: nothing of it is deleted, and an undo takes it back. */
export interface EndedLines {
  source: string;
  lines: number;
  arr: string;
  /** Of them, lines whose term was over before: only their past goes. */
  past: number;
  /** Of them, those with ARR today. */
  live_lines: number;
  /** All present lines of the source, and their ARR today. */
  of_lines: number;
  of_arr: string;
  currency: string;
  /** Those with most ARR. */
  largest: MissingLine[];
  /** More than may end without a word of its own; `needed_percent` is what --max-ended would have to allow. */
  is_over: boolean;
  needed_percent: number;
}

export interface WholeListOptions {
  /** The name of the source; undefined: that of the file. */
  source: string | undefined;
  /** Names that the source had before. */
  formerly: readonly string[];
  /** Percent of the source's lines, or of its ARR, that may end at most. */
  maxEnded: number | undefined;
}

/** A list that has lost so much of itself is more likely cut short than true. */
export const mostEndedPercent = 25;

const mostShown = 20;

/** Finds the lines of the source that the rows lack, in `listed_line`; how many, and what keeps the rows from being a whole list. */
export async function findMissing(db: Database, source: string, options: WholeListOptions): Promise<{ missing: number; problems: Problem[] }> {
  const names = [...new Set([...(await namesOfSource(db, source)), ...options.formerly])];
  await db.runFile("land/missing_line", { names: JSON.stringify(names) });
  const { missing, listed } = await db.row("select count(*) filter (where is_missing) as missing, count(*) as listed from listed_line");
  return { missing: Number(missing), problems: Number(listed) > 0 ? [] : await newSource(db, source, options) };
}

async function newSource(db: Database, source: string, options: WholeListOptions): Promise<Problem[]> {
  const known = (await db.rows("select distinct source from cell where cell_key in (select cell_key from line_version where superseded_at is null) order by source limit 10")).map((row) => String(row["source"]));
  if (known.length === 0) return [];
  if (options.source !== undefined) return [problem("full-source-new", { source, known })];
  return [problem("full-source-unknown", { source, known, nearest: likest(source, known) })];
}

/** contracts-2026-11.csv is most like contracts-2026-10.csv: what differs in digits only goes first. */
function likest(source: string, known: string[]): string {
  const bare = (name: string) => name.replace(/\d+/g, "0");
  return known.findLast((name) => bare(name) === bare(source)) ?? nearest(source, known) ?? known[0]!;
}

/** What the lines of `listed_line` that are missing carry; to be asked before they end, under the derivation of before. */
export async function endedLines(db: Database, source: string, policy: Policy, on: string, options: WholeListOptions): Promise<EndedLines> {
  const places = minorPlaces(policy.reporting_currency);
  const row = await db.row(sqlFile("land/missing_total"), { on, percent: options.maxEnded ?? mostEndedPercent, most: mostShown });
  const money = (value: Row[string] | undefined) => decimalText(BigInt(String(value ?? 0)), places);
  const largest = (row["largest"] ?? []) as Record<string, string>[];
  return {
    source,
    lines: Number(row["lines"]),
    arr: money(row["arr"]),
    past: Number(row["past"]),
    live_lines: Number(row["live_lines"]),
    of_lines: Number(row["of_lines"]),
    of_arr: money(row["of_arr"]),
    currency: policy.reporting_currency,
    largest: largest.map((line) => ({ line_id: line["line_id"]!, customer: line["customer"]!, product: line["product"]!, end_date: line["end_date"]!, arr: money(line["arr"]) })),
    is_over: row["is_over"] === true,
    needed_percent: Math.min(100, Number(row["needed"])),
  };
}

/** Ends them, within the import, and remembers the names that the source had. */
export async function endMissing(db: Database, importId: number, now: string): Promise<void> {
  await db.runFile("land/end_missing", { now, import_id: importId });
}

export async function rememberNames(db: Database, importId: number, source: string, formerly: readonly string[]): Promise<void> {
  for (const former of formerly) {
    if (former !== source) await db.run("insert into source_alias values ($import_id, $former, $source)", { import_id: importId, former, source });
  }
}
