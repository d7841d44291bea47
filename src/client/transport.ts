/** How a served book is asked from a program: the request, what comes back, and what is thrown where nothing does. It needs nothing but `fetch`. */
import type { Problem } from "../domain/problem.js";
import { serverProblems } from "../domain/problems/server-problems.js";

/** What the server said where it gave no answer; or that none was reached, with status 0. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";

  constructor(readonly problems: readonly Problem[], readonly status: number, readonly requestId: string | undefined, /** Seconds until it is worth asking again, where the server says so. */ readonly retryAfter: number | undefined, options?: ErrorOptions) {
    super(problems.map(({ message, remedy }) => `${message} ${remedy}`).join("\n"), options);
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
export type Query = Record<string, unknown>;

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Lists that are said with commas; conditions and knobs are said one by one. */
const isRepeated = (name: string): boolean => ["where", "set", "map", "const", "keep", "formerly"].includes(name);

/** What a client and its kinds of calls have in common. */
export class Transport {
  private readonly base: string;

  constructor(url: string, private readonly options: ConnectOptions) {
    this.base = url.replace(/\/+$/, "");
  }

  protected get(path: string, query: Query | undefined, asking: Asking): Promise<Told> {
    return this.send("GET", path, query ?? {}, undefined, asking);
  }

  /** @param body JSON, or a form with files; undefined: none */
  protected async send(method: Method, path: string, query: Query, body: unknown, changing: Changing): Promise<Told> {
    return (await (await this.answered(method, `/api/v1/${path}`, query, body, changing)).json()) as Told;
  }

  /** An answer that is well, of any route of the server. */
  protected async answered(method: Method, path: string, query: Query, body: unknown, { signal, idempotencyKey, wait }: Changing): Promise<Response> {
    const headers = new Headers({ accept: "application/json", "x-annua": "1" });
    if (this.options.key !== undefined) headers.set("authorization", `Bearer ${this.options.key}`);
    if (idempotencyKey !== undefined) headers.set("idempotency-key", idempotencyKey);
    if (wait !== undefined) headers.set("prefer", `wait=${wait}`);
    const isForm = typeof FormData !== "undefined" && body instanceof FormData;
    if (body !== undefined && !isForm) headers.set("content-type", "application/json");
    const request = new Request(`${this.base}${path}${wordsOf(query)}`, { method, headers, credentials: "same-origin", signal: signal ?? null, ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }) });
    const response = await this.reached(request);
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** Whoever stops asking is told so by the reason that they gave. */
  private async reached(request: Request): Promise<Response> {
    try {
      return await (this.options.fetch ?? fetch)(request);
    } catch (error) {
      if (request.signal.aborted) throw error;
      throw new ProblemError([serverProblem("server-unreachable", { url: this.base, reason: reasonOf(error) })], 0, undefined, undefined, { cause: error });
    }
  }
}

type ServerProblems = typeof serverProblems;

/** A problem of the table of servers alone, so that a page need not load all others. */
function serverProblem<C extends "server-unreachable" | "answer-strange">(code: C, params: Parameters<ServerProblems[C]["message"]>[0]): Problem {
  const { severity, message, remedy } = serverProblems[code] as { severity: Problem["severity"]; message: (p: typeof params) => string; remedy: (p: typeof params) => string };
  return { code, severity, at: {}, message: message(params), remedy: remedy(params) };
}

/** What a failed fetch says: in Node its cause knows more, such as ECONNREFUSED. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause as { code?: unknown; message?: unknown } | undefined) : undefined;
  return [cause?.code, cause?.message, error instanceof Error ? error.message : error].map((text) => String(text ?? "")).find((text) => text !== "") ?? "no answer";
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

async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text();
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  const told = (problems: readonly Problem[], requestId?: string) => new ProblemError(problems, response.status, requestId, Number.isNaN(seconds) ? undefined : seconds);
  try {
    const { problems, request_id } = JSON.parse(text) as { problems: Problem[]; request_id?: string };
    return told(problems, request_id);
  } catch {
    return told([serverProblem("answer-strange", { url: response.url, status: response.status, text: text.slice(0, 200) })]);
  }
}
