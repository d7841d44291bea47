/** A served book from a program, in a browser as in Node: its reports typed by the catalogue, everything else as the API has it. */
import type { ReportName, reports } from "../catalogue/index.js";
import type { Provenance, ReportResult } from "../catalogue/result.js";
import type { Problem } from "../domain/problem.js";

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

/** What the server said where it gave no answer. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problems: readonly Problem[], readonly status: number, readonly requestId: string | undefined, /** Seconds until it is worth asking again, where the server says so. */ readonly retryAfter: number | undefined) {
    super(problems.map(({ message, remedy }) => `${message} ${remedy}`).join("\n"));
  }
}

export interface ConnectOptions {
  /** A key of `annua key add`; in a page of the server itself the session does. */
  key?: string;
  /** Default: the fetch of the browser or of Node. */
  fetch?: (request: Request) => Response | Promise<Response>;
}

export interface Asking {
  signal?: AbortSignal;
}

export interface Changing extends Asking {
  /** Repeating a request with the same key does it once. */
  idempotencyKey?: string;
  /** Seconds to wait before a job is answered; 0: at once. */
  wait?: number;
}

export type Told = Record<string, unknown>;
type Query = Record<string, unknown>;

export const connect = (url: string, options: ConnectOptions = {}): Client => new Client(url, options);

/** Lists that are said with commas; conditions and knobs are said one by one. */
const isRepeated = (name: string): boolean => ["where", "set", "map", "const", "keep", "formerly"].includes(name);

export class Client {
  private readonly base: string;

  constructor(url: string, private readonly options: ConnectOptions) {
    this.base = `${url.replace(/\/+$/, "")}/api/v1/`;
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

  define(term: string, asking: Asking = {}): Promise<Told> {
    return this.get(`define/${encodeURIComponent(term)}`, {}, asking);
  }

  questions(status: "open" | "decided" | "all" = "open", asking: Asking = {}): Promise<Told> {
    return this.get("questions", { status }, asking);
  }

  closes(asking: Asking = {}): Promise<Told> {
    return this.get("closes", {}, asking);
  }

  imports(asking: Asking = {}): Promise<Told> {
    return this.get("imports", {}, asking);
  }

  policy(asking: Asking = {}): Promise<Told> {
    return this.get("policy", {}, asking);
  }

  job(id: string, asking: Asking = {}): Promise<Told> {
    return this.get(`jobs/${encodeURIComponent(id)}`, {}, asking);
  }

  jobs(asking: Asking = {}): Promise<Told> {
    return this.get("jobs", {}, asking);
  }

  cancel(id: string, asking: Asking = {}): Promise<Told> {
    return this.send("DELETE", `jobs/${encodeURIComponent(id)}`, {}, undefined, asking);
  }

  /** Takes in a file of lines, or of customers; `words` are the options of `annua import`, such as { profile: "stripe", dry_run: true }. */
  importFile(file: Blob, name: string, words: Query = {}, changing: Changing = {}): Promise<Told> {
    const form = new FormData();
    form.append("file", file, name);
    return this.send("POST", "imports", words, form, changing);
  }

  answer(decision: { question: string; choice: string; until?: string; note?: string; by?: string; accept_restatement?: boolean }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "answers", {}, decision, changing);
  }

  closePeriod(close: { period: string; note?: string; by?: readonly (readonly string[])[]; again?: boolean }, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "closes", {}, close, changing);
  }

  setPolicy(policy: { policy?: string | number | Told; set?: Told; accept_restatement?: boolean }, words: { dry_run?: boolean } = {}, changing: Changing = {}): Promise<Told> {
    return this.send("POST", "policy", words, policy, changing);
  }

  /** Says something beside the lines: an event, a save, a note or what is known of a renewal. */
  say(topic: "events" | "saves" | "notes" | "renewals", statement: Told, changing: Changing = {}): Promise<Told> {
    return this.send("POST", topic, {}, statement, changing);
  }

  private get(path: string, query: Query | undefined, asking: Asking): Promise<Told> {
    return this.send("GET", path, query ?? {}, undefined, asking);
  }

  private async send(method: string, path: string, query: Query, body: unknown, { signal, idempotencyKey, wait }: Changing): Promise<Told> {
    const headers = new Headers({ accept: "application/json", "x-annua": "1" });
    if (this.options.key !== undefined) headers.set("authorization", `Bearer ${this.options.key}`);
    if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    if (wait !== undefined) headers.set("prefer", `wait=${wait}`);
    const isForm = typeof FormData !== "undefined" && body instanceof FormData;
    if (body !== undefined && !isForm) headers.set("content-type", "application/json");
    const request = new Request(`${this.base}${path}${wordsOf(query)}`, { method, headers, credentials: "same-origin", signal: signal ?? null, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) });
    const response = await (this.options.fetch ?? fetch)(request);
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as Told;
  }
}

function wordsOf(query: Query): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    if (Array.isArray(value) && isRepeated(name)) for (const one of value) words.append(name, String(one));
    else words.append(name, Array.isArray(value) ? value.join(",") : String(value));
  }
  return words.size === 0 ? "" : `?${words.toString()}`;
}

async function problemOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    const { problems, request_id } = JSON.parse(text) as { problems: Problem[]; request_id?: string };
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    return new ProblemError(problems, response.status, request_id, Number.isNaN(seconds) ? undefined : seconds);
  } catch {
    return new Error(`The server answered ${response.status} and nothing that Annua says: ${text.slice(0, 200)}`);
  }
}
