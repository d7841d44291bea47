/** A book that a running server holds: every command works on it through the server, as on its file. */
import { createWriteStream } from "node:fs";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { ProblemError } from "../domain/problem.js";
import type { Policy } from "../domain/policy.js";
import type { Book, OpenOptions } from "../engine/book.js";
import { bookMethods, type BookMethod } from "../engine/book-methods.js";
import { passingFolder } from "../sources/passing-folder.js";
import { deskOver, type AccountAnswer, type AccountCall, type AccountDesk } from "../http/local-accounts.js";
import { addressOf, read, secretHeader, written, type LocalAddress, type LocalLine } from "../http/local-words.js";

/** What is asked of a served book may take as long as on its file. */
type Callbacks = Map<string, (...args: unknown[]) => unknown>;

/** The book of a server that runs on this machine; undefined where there is none, or it does not answer. */
export async function openServed(options: OpenOptions): Promise<Book | undefined> {
  const address = addressOf(options.path);
  if (address === undefined) return undefined;
  const served = new ServedProxy(address, options);
  return (await served.isThere()) ? served.book : undefined;
}

class ServedProxy {
  private policy: Policy | undefined;
  private readonly interruption = new AbortController();

  constructor(private readonly address: LocalAddress, private readonly options: OpenOptions) {}

  /** Whether the server answers; a file that was left behind leads nowhere. */
  async isThere(): Promise<boolean> {
    try {
      await this.call("contents", []);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && !error.problems.some(({ code }) => code === "local-refused")) throw error;
      return false;
    }
  }

  /** Whatever a command calls of a book. */
  get book(): Book {
    const methods = Object.fromEntries(Object.keys(bookMethods).map((name) => [name, (...args: unknown[]) => this.call(name, args)]));
    const book = { ...methods, interrupt: () => this.interruption.abort(), close: async () => undefined };
    return Object.defineProperty(book, "policy", { get: () => this.policy }) as unknown as Book;
  }

  private async call(name: string, args: readonly unknown[]): Promise<unknown> {
    const files = await fileArgument(name, args);
    try {
      return await this.called(name, args, files);
    } finally {
      await files?.remove?.();
    }
  }

  private async called(name: string, args: readonly unknown[], files: FileArgument | undefined): Promise<unknown> {
    const callbacks: Callbacks = new Map();
    const given = files === undefined ? args : [files.path, ...args.slice(1)];
    const body = writtenCall({ args: withPaths(given), policy: this.options.policy }, callbacks);
    const response = await this.post(`/local/${name}`, body);
    // what the server calls a file is what was typed here
    const typed = (line: string): string => (files === undefined ? line : line.replaceAll(inner(files.path), () => inner(files.typed)));
    let last: LocalLine = {};
    for await (const line of linesOf(response)) {
      const told = read(typed(line)) as LocalLine;
      if ("progress" in told) this.options.progress?.(...(told.progress as [string, number, number]));
      else if ("call" in told) void this.answer(told.call as { id: number; path: string; args: unknown[] }, callbacks);
      else if (Object.keys(told).length > 0) last = told;
    }
    return this.outcome(name, last);
  }

  private outcome(name: string, last: LocalLine): unknown {
    if ("done" in last) {
      this.policy = last.policy as unknown as Policy;
      return last.done;
    }
    if ("problems" in last) throw new ProblemError(last.problems as ProblemError["problems"]);
    throw new Error("fault" in last ? String(last.fault) : `the server ended in the middle of ${name}`);
  }

  private async answer({ id, path, args }: { id: number; path: string; args: unknown[] }, callbacks: Callbacks): Promise<void> {
    const value = await callbacks.get(path)?.(...args);
    await this.post("/local/return", written({ id, value }));
  }

  private post(path: string, body: string): Promise<Response> {
    return postLocal(this.address, path, body, this.interruption.signal);
  }
}

/** @throws ProblemError with what the server refused; a TypeError where there is none */
async function postLocal({ url, secret }: LocalAddress, path: string, body: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(`${url}${path}`, { method: "POST", body, headers: { [secretHeader]: secret, "content-type": "application/json" }, ...(signal === undefined ? {} : { signal }) });
  if (response.ok) return response;
  throw new ProblemError((read(await response.text()) as { problems: ProblemError["problems"] }).problems);
}

/** The accounts of a book that a server on this machine holds; undefined where none does, or it has none. */
export async function servedAccounts(book: string): Promise<AccountDesk | undefined> {
  const address = addressOf(book);
  if (address === undefined) return undefined;
  const call = async (asked: AccountCall): Promise<AccountAnswer> => read(await (await postLocal(address, "/local/accounts", written(asked))).text()) as AccountAnswer;
  const first = await call({ part: "users", method: "list", args: [] }).catch((error: unknown) => {
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (first === undefined || "none" in first) return undefined;
  return deskOver(async (asked) => (await call(asked) as { done: unknown }).done);
}

/** A call as text; of functions their places, by which they are called back. */
function writtenCall(call: { args: readonly unknown[]; policy: unknown }, callbacks: Callbacks): string {
  const at = (path: string): unknown => path.split("/").slice(1).reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], call);
  return written(call, (path) => {
    callbacks.set(path, at(path) as (...args: unknown[]) => unknown);
    return { $function: path };
  });
}

interface FileArgument {
  typed: string;
  /** From everywhere on this machine. */
  path: string;
  remove?: () => Promise<void>;
}

const takingFiles: readonly string[] = ["import", "importCustomers", "importInputs"] satisfies BookMethod[];

/** The file that a method takes; the server has another standard input than this program. Objects are sent as they are. */
async function fileArgument(name: string, [first]: readonly unknown[]): Promise<FileArgument | undefined> {
  if (!takingFiles.includes(name) || typeof first !== "string") return undefined;
  if (first !== "-") return { typed: first, path: resolve(first) };
  const { path: folder, remove } = await passingFolder();
  const path = join(folder, "standard input");
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }));
  return { typed: "-", path, remove };
}

/** A file beside the rows is meant from here, too. */
const withPaths = (args: readonly unknown[]): unknown[] =>
  args.map((arg) => (typeof arg === "object" && arg !== null && "beside" in arg && typeof arg.beside === "string" ? { ...arg, beside: resolve(arg.beside) } : arg));

const inner = (text: string): string => JSON.stringify(text).slice(1, -1);

async function* linesOf({ body }: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let held = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = `${held}${decoder.decode(chunk, { stream: true })}`.split("\n");
    held = lines.pop()!;
    yield* lines.filter((line) => line !== "");
  }
}
