/** What lies between several states of the same figures, step by step: the subtraction is SQL. */
import type { Database } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** A figure in whole least units of its currency. */
export interface BridgeRow {
  first: bigint;
  /** What each step from one state to the next adds; they sum to the difference. */
  steps: bigint[];
  last: bigint;
  difference: bigint;
}

/** @param states the figures of each state, in one order, in whole least units; at least one state */
export async function bridgeRows(db: Database, states: readonly (readonly (string | null)[])[]): Promise<BridgeRow[]> {
  const rows = await db.rows(sqlFile("compare/bridge"), { states: JSON.stringify(states.map((figures, at) => ({ state_no: at + 1, figures }))) });
  const whole = (value: unknown): bigint => BigInt(String(value));
  return rows.map((row) => ({ first: whole(row["first"]), steps: ((row["steps"] ?? []) as unknown[]).map(whole), last: whole(row["last"]), difference: whole(row["difference"]) }));
}

/** A span of days in which something was recorded, and its last day. */
export interface RecordedSpan {
  name: string;
  known_on: string;
}

/** More steps than this are too many to read: longer spans are taken. */
const mostSpans = 12;

/** After one day and up to another, the spans in which something was recorded: days, or where those are too many months, quarters or years. */
export async function recordedSpans(db: Database, timeZone: string, first: string, last: string): Promise<RecordedSpan[]> {
  const rows = await db.rows(sqlFile("compare/recorded_span"), { time_zone: timeZone, first, last, most: mostSpans });
  return rows.map((row) => ({ name: String(row["name"]), known_on: String(row["known_on"]) }));
}

/** What was done to a book, or in a month: its name, and the last entry of the log of imports by then. */
export interface RecordedEntry {
  name: string;
  known_after: number;
}

/** After one entry of the log of imports and up to another, each entry such as "import 4"; the months in which they were made where they are too many. */
export async function recordedEntries(db: Database, timeZone: string, first: number, last: number): Promise<RecordedEntry[]> {
  const rows = await db.rows(sqlFile("compare/recorded_entry"), { time_zone: timeZone, first, last, most: mostSpans });
  return rows.map((row) => ({ name: String(row["name"]), known_after: Number(row["known_after"]) }));
}
