/** Asking the book for as long as whoever asked stays, and the limits allow. */
import type { Context } from "hono";
import { nearest, refuse } from "../domain/problem.js";
import type { Reading } from "../engine/book-reader.js";
import { checkCursor, cursorAfter, readCursor, type Paged } from "../engine/page-cursor.js";
import type { Env, Limits, Serving } from "./serving.js";

export const ask = <T>(c: Context<Env>, { book, limits }: Serving, work: Reading<T>): Promise<T> => whileAsked(c, limits, (signal) => book.read(work, { signal }));

/** What `work` gives until whoever asked has gone, or the time for it is over. */
export async function whileAsked<T>(c: Context<Env>, limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timer = AbortSignal.timeout(limits.time);
  const signal = AbortSignal.any([c.req.raw.signal, timer]);
  try {
    return await work(signal);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    return timer.aborted ? refuse("question-too-long", { seconds: limits.time / 1000 }) : refuse("asker-gone", {});
  }
}

/** An answer goes out whole, so it may have only so many rows. */
export function checkRows(rows: number, { rows: most }: Limits): void {
  if (rows > most) refuse("answer-too-large", { rows, most });
}

/** The words behind the question mark, each once; refused where one is not known. */
export function queryOf<Name extends string>(c: Context<Env>, known: readonly Name[]): Partial<Record<Name, string>> {
  const query = c.req.query();
  checkKnown(c, Object.keys(query), known);
  checkOnce(c.req.queries());
  return query as Partial<Record<Name, string>>;
}

/** Refuses a word that is said twice, where one alone could count. @param isList whether a word is a list */
export function checkOnce(said: Readonly<Record<string, readonly string[]>>, isList: (name: string) => boolean = () => false): void {
  for (const [name, values] of Object.entries(said)) {
    if (values.length > 1 && !isList(name)) refuse("options-clash", { one: `${name}=${values[0]!.slice(0, 100)}`, other: `${name}=${values[1]!.slice(0, 100)}`, remedy: "Say it once." });
  }
}

export function checkKnown(c: Context<Env>, said: readonly string[], known: readonly string[]): void {
  const unknown = said.find((name) => !known.includes(name));
  if (unknown !== undefined) refuse("query-unknown", { path: `${c.req.method} ${c.req.path}`, param: unknown.slice(0, 100), known: [...known], nearest: nearest(unknown.slice(0, 100), known) });
}

/** true, false, or nothing at all behind the name. */
export function isYes(param: string, value: string | undefined): boolean {
  if (value === undefined || ["false", "0", "no"].includes(value)) return false;
  return ["true", "1", "yes", ""].includes(value) || refuse("param-value", { param, value, expected: "true or false" });
}

export function wholeOf(param: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return /^\d{1,9}$/.test(value) ? Number(value) : refuse("param-value", { param, value, expected: "a whole number such as 100" });
}

/** The number in a path, such as that of an import. */
export function numberOf(c: Context<Env>, list: string): number {
  const id = c.req.param("id") ?? "";
  return /^[1-9]\d{0,8}$/.test(id) ? Number(id) : refuse("param-value", { param: "id", value: id, expected: `the number of one of those that GET ${list} lists` });
}

export interface PageWords {
  limit?: string;
  cursor?: string;
}

/** Which page of a list is asked for: `limit`, and the `cursor` that the page before gave. @param data the hash of what the book holds */
export function askedPage(c: Context<Env>, { limit, cursor }: PageWords, data: string, most: number): { from: number; size: number; cursorOf: (total: number) => string | null } {
  const paged: Paged = { asked: c.req.path, state: data };
  const { after: from } = readCursor(cursor ?? "0") ?? refuse("param-value", { param: "cursor", value: cursor!.slice(0, 100), expected: "the next_cursor of the page before" });
  checkCursor(cursor, paged);
  const size = Math.max(1, Math.min(wholeOf("limit", limit) ?? most, most));
  return { from, size, cursorOf: (total) => (from + size < total ? cursorAfter(from + size, paged) : null) };
}
