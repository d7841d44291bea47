/** What is said and fits nothing yet: it is kept, as the lines may still come, and whoever said it is told that it is in no figure. */
import { addMonths } from "../domain/calendar.js";
import { problem, type Place, type Problem } from "../domain/problem.js";
import type { Database } from "./database.js";
import { sqlFile } from "./sql-file.js";

/** A thing said, and where it stands. */
export interface Word {
  topic: string;
  said: Readonly<Record<string, string>>;
  /** Since when it is known; empty: today. */
  recorded_on: string;
  at: Place;
}

/** What is held against the lines of its customer. */
const hasFigures: readonly string[] = ["save", "renewal"];

/** How far ahead a day may lie: a launch is planned, a save or a note is not. */
const monthsAhead: Readonly<Record<string, number>> = { event: 12, save: 0, note: 0 };

/** @param useOwn makes the tables of the book's own policy the ones in use; asked only where they are needed */
export async function idleWords(db: Database, words: readonly Word[], today: string, useOwn: () => Promise<unknown>): Promise<Problem[]> {
  if (words.some(({ topic, said }) => hasFigures.includes(topic) || said["groups"] !== undefined)) await useOwn();
  return [...aheadOf(words, today), ...(await withoutCustomer(db, words, today)), ...(await withoutGroup(db, words))];
}

function aheadOf(words: readonly Word[], today: string): Problem[] {
  return words.flatMap(({ topic, said: { date }, at }) => {
    const months = monthsAhead[topic];
    return months === undefined || date === undefined || date <= addMonths(today, months) ? [] : [problem("statement-ahead", { topic, date, today }, at)];
  });
}

async function withoutCustomer(db: Database, words: readonly Word[], today: string): Promise<Problem[]> {
  const asked = words.map(({ topic, said, recorded_on }, row_no) => ({ row_no, topic, ...said, said_on: recorded_on === "" ? today : recorded_on.slice(0, 10) })).filter(({ topic }) => hasFigures.includes(topic));
  if (asked.length === 0) return [];
  const rows = await db.rows(sqlFile("land/idle_word"), { rows: JSON.stringify(asked) });
  return rows.map((row) => {
    const { said, at } = words[Number(row["row_no"])]!;
    const { customer_id: customer = "", product = "", due = "", date = "", amount = "" } = said;
    if (row["why"] === "no_arr") return problem("save-without-arr", { customer, date, amount }, at);
    if (row["why"] === "late") return problem("renewal-word-late", { customer, product, due }, at);
    return problem("renewal-word-undue", { customer, product, due, next: row["next_due"] === null ? "" : String(row["next_due"]) }, at);
  });
}

/** Values of group columns that nothing has, each told once. */
async function withoutGroup(db: Database, words: readonly Word[]): Promise<Problem[]> {
  const placeOf = new Map<string, Place>();
  const asked = new Map<string, Set<string>>();
  for (const { said, at } of words) {
    for (const [column, value] of Object.entries(JSON.parse(said["groups"] ?? "{}") as Record<string, string>)) {
      const key = JSON.stringify([column, value]);
      if (!placeOf.has(key)) placeOf.set(key, at);
      asked.set(column, (asked.get(column) ?? new Set()).add(value));
    }
  }
  const found: Problem[] = [];
  for (const [column, values] of asked) {
    for (const row of await db.rows(sqlFile("question/unknown_value"), { column, values: JSON.stringify([...values]) })) {
      const value = String(row["value"]);
      found.push(problem("input-group-unmet", { column, value, nearest: row["near"] === null ? undefined : String(row["near"]) }, placeOf.get(JSON.stringify([column, value]))));
    }
  }
  return found;
}
