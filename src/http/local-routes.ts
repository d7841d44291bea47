/** The way in for the command line of the same user on the same machine: every method of a book by its name. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { Policy } from "../domain/policy.js";
import { ProblemError, refuse } from "../domain/problem.js";
import { checkedPolicy } from "../engine/answering.js";
import type { Book } from "../engine/book.js";
import { bookMethods, isBookMethod, type BookMethod } from "../engine/book-methods.js";
import type { Deed } from "./accounts/audit.js";
import { personAtMachine } from "./asker.js";
import { answerAccounts, type AccountCall } from "./local-accounts.js";
import { read, secretHeader, written, type LocalLine } from "./local-words.js";
import { respondWithError } from "./problem-response.js";
import type { Env, Serving } from "./serving.js";

/** What somebody asks, and the policy under which they opened the book, where they named one. */
interface LocalCall {
  args: unknown[];
  policy?: Record<string, unknown> | undefined;
}

/** Milliseconds after which a line says that it is still at work. */
const heartbeat = 15_000;

/** Callbacks that wait for whoever asked to answer, such as whether a closed period may be restated. */
type Returns = Map<number, (value: unknown) => void>;

/** They stand before the guard: no account is asked for, but the secret that only the user who serves the book can read. */
export function addLocalRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  const returns: Returns = new Map();
  let calls = 0;
  app.post("/local/:method", async (c) => {
    c.set("asker", personAtMachine);
    try {
      checkLocal(c, serving);
      const name = c.req.param("method");
      if (name === "return") {
        const { id, value } = read(await c.req.text()) as { id: number; value: unknown };
        returns.get(id)?.(value);
        return c.json({ ok: true });
      }
      if (name === "accounts") return c.text(written(await answerAccounts(serving.access?.accounts, read(await c.req.text()) as AccountCall)));
      if (!isBookMethod(name)) return refuse("route-unknown", { method: "POST", path: c.req.path });
      return answerInLines(c, serving, name, await c.req.text(), { returns, nextId: () => ++calls });
    } catch (error) {
      return respondWithError(c, error);
    }
  });
}

function checkLocal(c: Context<Env>, { local }: Serving): void {
  const said = Buffer.from(c.req.header(secretHeader) ?? "");
  const secret = Buffer.from(local?.secret ?? "");
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string; localAddress?: string } } };
  const { remoteAddress = "", localAddress } = incoming?.socket ?? {};
  const isHere = /^(?:::ffff:)?127\.|^::1$/.test(remoteAddress) || (remoteAddress !== "" && remoteAddress === localAddress);
  const isPassedOn = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via", "origin"].some((name) => c.req.header(name) !== undefined);
  if (!isHere || isPassedOn || secret.length === 0 || said.length !== secret.length || !timingSafeEqual(said, secret)) refuse("local-refused", {});
}

interface Calling {
  returns: Returns;
  nextId: () => number;
}

function answerInLines(c: Context<Env>, serving: Serving, name: BookMethod, text: string, calling: Calling): Response {
  const gone = new AbortController();
  const signal = AbortSignal.any([c.req.raw.signal, gone.signal]);
  const open: number[] = [];
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: LocalLine): void => {
        if (!signal.aborted) controller.enqueue(new TextEncoder().encode(`${written(line)}\n`));
      };
      const callBack = (path: string) => (...args: unknown[]): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const id = calling.nextId();
          open.push(id);
          calling.returns.set(id, resolve);
          signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
          say({ call: { id, path, args } });
        });
      const timer = setInterval(() => say({}), heartbeat);
      try {
        const call = read(text, callBack) as LocalCall;
        say(await outcomeOf(serving, name, call, { signal, progress: (phase, done, total) => say({ progress: [phase, done, total] }) }));
        await noted(serving, name, call, c.get("requestId"));
      } catch (error) {
        if (!signal.aborted) serving.log.error({ request_id: c.get("requestId"), err: error }, "a fault of ours");
        say({ fault: `the server failed at ${name} (request ${c.get("requestId")}); its log says more` });
      } finally {
        clearInterval(timer);
        for (const id of open) calling.returns.delete(id);
        if (!signal.aborted) controller.close();
      }
    },
    cancel: () => gone.abort(),
  });
  c.header("Content-Type", "application/x-ndjson");
  return c.body(stream);
}

/** What comes of a call; problems are a part of it. */
async function outcomeOf({ book }: Serving, name: BookMethod, { args, policy: words }: LocalCall, options: { signal: AbortSignal; progress: (phase: string, done: number, total: number) => void }): Promise<LocalLine> {
  try {
    const policy: Policy | undefined = words === undefined ? undefined : checkedPolicy(words);
    const call = (asked: Book): Promise<unknown> => (asked[name] as (...given: unknown[]) => Promise<unknown>).apply(asked, args);
    const done = await (bookMethods[name] === "asks" ? book.read(call, { ...options, policy }) : book.change(call, { ...options, policy }));
    return { done: done ?? null, policy: { ...(name === "setPolicy" ? book.policy : (policy ?? book.policy)) } };
  } catch (error) {
    if (error instanceof ProblemError) return { problems: error.problems };
    throw error;
  }
}

const deeds: Partial<Record<BookMethod, Deed>> = {
  import: "import", importCustomers: "import", retract: "import", undoImport: "import", importInputs: "statement", say: "statement", unsay: "statement", answer: "decision", adjust: "decision", withdraw: "decision",
  closePeriod: "close", setPolicy: "policy",
};

/** What the person at the machine changes stands in the audit log, too. */
async function noted({ access }: Serving, name: BookMethod, { args }: LocalCall, requestId: string): Promise<void> {
  const deed = deeds[name];
  if (deed === undefined) return;
  const isDryRun = args.some((arg) => typeof arg === "object" && arg !== null && "dryRun" in arg && arg.dryRun === true);
  const subject = `${isDryRun ? "dry run of " : ""}${name} ${args.filter((arg) => typeof arg === "string").join(" ")}`.trim();
  await access?.accounts?.audit.add({ who: "local", role: "owner", address: "local", request_id: requestId, deed, outcome: "done", subject });
}
