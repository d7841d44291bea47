/** A served book from a program, in a browser as in Node: its reports typed by the catalogue, everything else as the API has it. */
import type { ReportName, reports } from "../catalogue/index.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import type { Problem } from "../domain/problem.js";
import { BookCalls } from "./book-calls.js";
import type { Asking, ConnectOptions, Told } from "./transport.js";

type Entry = (typeof reports)[number];
type EntryOf<Name extends ReportName> = Extract<Entry, { name: Name }> extends never ? Extract<Entry, { aliases: readonly string[] }> extends infer E ? (E extends { aliases: readonly (infer Alias)[] } ? (Name extends Alias ? E : never) : never) : never : Extract<Entry, { name: Name }>;

type ValueOf<P> = P extends { type: "switch" } ? boolean
  : P extends { type: "whole" } ? number | string
  : P extends { type: "list"; choices: readonly (infer Choice)[] } ? readonly Choice[]
  : P extends { type: "list" | "condition" | "bands" | "numbers" } ? readonly string[]
  : P extends { choices: readonly (infer Choice)[] } ? Choice
  : string;
type ParamOf<Name extends ReportName> = EntryOf<Name> extends { params: readonly (infer P)[] } ? P : never;
/** What a report may be asked with; under another definition for this answer by `policy` (a preset) and `set`. */
export type ReportParams<Name extends ReportName> = { [P in ParamOf<Name> as P extends { name: infer N extends string } ? N : never]?: ValueOf<P> | undefined } & { policy?: string | undefined; set?: readonly string[] | undefined };

/** What is asked, without a word that the report does not take. */
type Only<P, Known> = P & { [K in Exclude<keyof P, keyof Known>]: never };

type CellOf<C> = C extends { type: "count" } ? number | null : C extends { type: "text" } ? string | boolean | null : string | null;
type ColumnOf<Name extends ReportName> = EntryOf<Name> extends { columns: readonly (infer C)[] } ? C : never;
type Own<Name extends ReportName> = { readonly [C in ColumnOf<Name> as C extends { name: infer N extends string } ? N | `vs_${N}` | `diff_${N}` : never]?: CellOf<C> };
type Groups<P> = P extends { by: readonly (infer G extends string)[] } ? { readonly [K in G]: string } : unknown;
/** A row of a report: money and ratios are exact text, counts numbers. Columns that the question does not ask for are not there. */
export type Row<Name extends ReportName, P = unknown> = Own<Name> & { readonly period?: string } & Groups<P>;
export type Answer<Name extends ReportName, P = unknown> = Omit<ReportResult, "rows"> & { rows: Row<Name, P>[] };

export type { Problem, Provenance };

export type { Access, AuditQuery, Role } from "./account-calls.js";
export type { Page, Topic, Undoing } from "./book-calls.js";
export { ProblemError } from "./transport.js";
export type { Asking, Changing, ConnectOptions, Told } from "./transport.js";

export const connect = (url: string, options: ConnectOptions = {}): Client => new Client(url, options);

export class Client extends BookCalls {
  /** Every report with the JSON Schema of its parameters and rows. */
  reports(asking: Asking = {}): Promise<Told> {
    return this.get("reports", {}, asking);
  }

  async run<Name extends ReportName, const P extends ReportParams<Name>>(name: Name, params?: Only<P, ReportParams<Name>>, asking: Asking = {}): Promise<Answer<Name, P>> {
    return (await this.get(`reports/${name}`, params, asking)) as unknown as Answer<Name, P>;
  }

  /** All rows, page after page, of one state of the book: where it changes in between, an error says so, as rows could be missing or come twice. */
  async *rows<Name extends ReportName, const P extends ReportParams<Name>>(name: Name, params?: Only<P, ReportParams<Name>>, asking: Asking = {}): AsyncGenerator<Row<Name, P>, void, undefined> {
    let first: string | undefined;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Answer<Name, P> = (await this.get(`reports/${name}`, cursor === undefined ? params : { ...params, cursor }, asking)) as never;
      const of = JSON.stringify(page.provenance);
      if (of !== (first ??= of)) throw new Error(`The book changed between two pages of ${name}: ask for all of them again.`);
      yield* page.rows;
      cursor = page.next_cursor;
    }
  }

  /** One figure taken apart. */
  explain(report: ReportName, params: { cell: string; by?: readonly string[]; where?: readonly string[]; [name: string]: unknown }, asking: Asking = {}): Promise<Told> {
    return this.get("explain", { report, ...params }, asking);
  }
}
