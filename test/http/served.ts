/** A served book in memory, its application without a port, and accounts whose passwords cost little. */
import { parse } from "csv-parse/sync";
import { pino } from "pino";
import { ProblemError } from "../../src/domain/problem.js";
import { ServedBook } from "../../src/engine/served-book.js";
import type { Access } from "../../src/http/access.js";
import { Accounts, type AccountsOptions } from "../../src/http/accounts/index.js";
import { makeApp } from "../../src/http/app.js";
import { usualLimits, type Serving } from "../../src/http/serving.js";
import { sampleCsv, samplePolicy } from "../../src/sources/sample-company/index.js";

export type App = ReturnType<typeof makeApp>;
export type SampleLine = Record<string, string>;

/** The sample company, small, each group of companies in the book of one of two people. */
export function sampleLines(customers = 10): SampleLine[] {
  const lines = parse([...sampleCsv({ customers, seed: 3, until: "2026-06" })].join(""), { columns: true }) as SampleLine[];
  const isJanes = (line: SampleLine): boolean => Number((line["parent_id"] || line["customer_id"]!).replace(/\D/g, "")) % 2 === 0;
  const told = lines.map((line) => ({ ...line, csm: isJanes(line) ? "Jane" : "Omar" }));
  // since when usage is told is a fact of the whole book: here it is told of somebody in each from its first day on
  const used = [true, false].map((janes) => told.find((line) => isJanes(line) === janes)!);
  return [...told, ...used.map((line, at) => ({ ...line, line_id: `U-${at}`, kind: "usage", start_date: "2020-01-01", end_date: "2027-01-01", amount: "90.00", amount_per: "month", quantity: "1", recorded_on: "", superseded_on: "", cancelled_on: "", replaces: "" }))];
}

export async function servedBook(lines: readonly SampleLine[] = sampleLines()): Promise<ServedBook> {
  const book = await ServedBook.open({ path: ":memory:", policy: samplePolicy, readers: 1 });
  await book.change((writer) => writer.import(lines.map((line) => Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ""))) as never));
  return book;
}

export const cheap = { memoryCost: 64, timeCost: 1 };

export const openAccounts = (options: AccountsOptions = {}, path = ":memory:"): Promise<Accounts> => Accounts.open(path, { cost: cheap, ...options });

export function appOf(book: ServedBook, access?: Partial<Access>, log: Serving["log"] = pino({ level: "silent" })): App {
  return makeApp({ book, name: "acme.annua", limits: usualLimits, log, ...(access === undefined ? {} : { access: { hosts: [], behindProxy: false, ...access } }) });
}

export interface Told {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
  codes: string[];
}

export interface Said {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Asks, and reads the answer whatever it is. */
export async function ask(app: App, path: string, { method = "GET", headers = {}, body }: Said = {}): Promise<Told> {
  const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await app.request(path, { method, headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers }, ...sent });
  const text = await response.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {};
  const codes = ((json["problems"] ?? []) as { code: string }[]).map(({ code }) => code);
  return { status: response.status, headers: response.headers, text, json, codes };
}

/** Signs in, and gives the headers of whoever is signed in; they can change things, too. */
export async function signedIn(app: App, name: string, password = passwordOf(name)): Promise<Record<string, string>> {
  const { headers } = await ask(app, "/api/v1/session", { method: "POST", body: { name, password } });
  return { cookie: (headers.get("set-cookie") ?? "").split(";")[0]!, "x-annua": "1" };
}

export const passwordOf = (name: string): string => `a horse of ${[...name].reverse().join("")} 7`;

/** The codes of the problems with which something is refused; none: it was not. */
export async function codesOf(work: () => Promise<unknown>): Promise<string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code }) => code);
    throw error;
  }
}
