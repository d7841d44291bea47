/**
 * What the server and the command line say to one another about a served book: where it is, and a call as lines of JSON.
 * Functions stay where they are, and are called back; problems travel with what they were made with, so that they can be said in other words.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { paramsOfProblem, problem, problemTable, type Problem, type ProblemCode } from "../domain/problem.js";

/** Where a running server is reached by whoever may read its file. */
export interface LocalAddress {
  url: string;
  pid: number;
  secret: string;
}

export const secretHeader = "x-annua-secret";

/** A line of the server's answer. An empty one says that it is still at work. */
export type LocalLine =
  | { progress: [phase: string, done: number, total: number] }
  | { call: { id: number; path: string; args: unknown[] } }
  | { done: unknown; policy: Record<string, unknown> }
  | { problems: unknown[] }
  | { fault: string }
  | Record<string, never>;

/** acme.annua -> acme.server */
const addressFileOf = (book: string): string => `${book.replace(/\.annua$/, "")}.server`;

/** Leaves the address for the same user alone. */
export function leaveAddress(book: string, address: LocalAddress): void {
  rmSync(addressFileOf(book), { force: true });
  writeFileSync(addressFileOf(book), `${JSON.stringify(address)}\n`, { mode: 0o600, flag: "wx" });
}

/** Removes the address, unless another server has left its own since. */
export function takeAddress(book: string, { secret }: LocalAddress): void {
  if (addressOf(book)?.secret === secret) rmSync(addressFileOf(book), { force: true });
}

/** The server of a book, where one that still runs has left its address. */
export function addressOf(book: string): LocalAddress | undefined {
  try {
    const address = JSON.parse(readFileSync(addressFileOf(book), "utf8")) as LocalAddress;
    process.kill(address.pid, 0);
    return address;
  } catch {
    return undefined;
  }
}

const isProblem = (value: unknown): value is Problem => typeof value === "object" && value !== null && "code" in value && "remedy" in value && "at" in value && String(value.code) in problemTable;

/** Text of what is said; `path` of a function stands in its place. */
export function written(value: unknown, onFunction: (path: string) => unknown = () => undefined): string {
  return JSON.stringify(withoutFunctions(value, "", onFunction));
}

function withoutFunctions(value: unknown, path: string, onFunction: (path: string) => unknown): unknown {
  if (typeof value === "function") return onFunction(path);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one, at) => withoutFunctions(one, `${path}/${at}`, onFunction));
  const params = isProblem(value) ? paramsOfProblem(value) : undefined;
  const plain = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutFunctions(one, `${path}/${name}`, onFunction)]));
  return params === undefined ? plain : { ...plain, $params: params };
}

/** What was said, with problems made anew, and what stands in the place of functions. */
export function read(text: string, functionAt: (path: string) => unknown = () => undefined): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    if ("$function" in value) return functionAt(String(value.$function));
    return "$params" in value && isProblem(value) ? madeAnew(value as Problem & { $params: unknown }) : value;
  }) as unknown;
}

function madeAnew({ $params, ...found }: Problem & { $params: unknown }): Problem {
  const code: ProblemCode = found.code;
  return Object.assign(problem(code, $params as never), found);
}
