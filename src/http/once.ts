/** A change that is sent twice with one Idempotency-Key is made once: the second time the first answer comes again, for a day, also after a new start. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { refuse } from "../domain/problem.js";
import { jobsOf, type Job } from "./jobs.js";
import type { Env, Serving } from "./serving.js";

interface Reply {
  /** Whose key, and which. */
  key: string;
  /** The hash of what was sent. */
  sent: string;
  at: string;
  status: ContentfulStatusCode;
  location: string | null;
  body: string;
}

/** Milliseconds for which a reply is kept, how many are, and how many characters they may have together. */
const [keptFor, most, mostText] = [86_400_000, 10_000, 64_000_000];

/** acme.annua -> acme.replies */
const repliesFileOf = (book: string): string => `${book.replace(/\.annua$/, "")}.replies`;

export class Replies {
  private readonly replies = new Map<string, Reply>();
  private readonly pending = new Map<string, Promise<void>>();

  /** Characters of the replies that are remembered, and of those that stand in the file. */
  private held = 0;
  private written = 0;

  constructor(private readonly book: Pick<Serving["book"], "madeBy">, private readonly file: string | undefined, private readonly atMost = mostText) {
    if (file === undefined || !existsSync(file)) return;
    for (const line of readFileSync(file, "utf8").split("\n")) this.remember(line);
    this.writeAnew();
  }

  /** The file without what is remembered no more. */
  private writeAnew(): void {
    const lines = [...this.replies.values()].filter(({ status }) => status !== 202).map((reply) => `${JSON.stringify(reply)}\n`).join("");
    writeFileSync(this.file!, lines, { mode: 0o600 });
    this.written = lines.length;
  }

  private put(reply: Reply): void {
    this.drop(reply.key);
    this.replies.set(reply.key, reply);
    this.held += reply.body.length;
    // whoever repeats a request whose reply went is told that it was done, and not what came of it
    for (const key of this.replies.keys()) {
      if ((this.replies.size <= most && this.held <= this.atMost) || key === reply.key) break;
      this.drop(key);
    }
  }

  private drop(key: string): void {
    this.held -= this.replies.get(key)?.body.length ?? 0;
    this.replies.delete(key);
  }

  async once(c: Context<Env>, key: string, sent: string, work: () => Promise<Response>): Promise<Response> {
    while (this.pending.has(key)) await this.pending.get(key);
    const known = this.replies.get(key);
    if (known !== undefined && Date.parse(known.at) > Date.now() - keptFor) return known.sent === sent ? replied(c, known) : refuse("idempotency-reused", { key: c.req.header("idempotency-key")!.slice(0, 100) });
    const made = this.made(key, sent, () => this.unlessMade(c, key, work));
    // those who wait go on when its answer is kept, and not before: a promise that is done already would be waited for for ever
    this.pending.set(key, made.then(() => undefined, () => undefined).finally(() => this.pending.delete(key)));
    return made;
  }

  private async made(key: string, sent: string, work: () => Promise<Response>): Promise<Response> {
    const response = await work();
    // what was only busy or broken may be tried again
    if (response.status < 500 && response.status !== 429) await this.keep({ key, sent, at: new Date().toISOString(), status: response.status as ContentfulStatusCode, location: response.headers.get("location"), body: await response.clone().text() });
    return response;
  }

  /** What a job came to, in the place of where to look for it; one that changed nothing may be tried again. */
  async settle(key: string, { outcome }: Job): Promise<void> {
    const known = this.replies.get(key);
    this.drop(key);
    if (known !== undefined && outcome !== undefined && outcome.problems === undefined) await this.keep({ ...known, status: outcome.status, location: null, body: JSON.stringify(outcome.body) });
  }

  /** A change that is in the book without an answer that was kept: the server stopped between the two. */
  private async unlessMade(c: Context<Env>, key: string, work: () => Promise<Response>): Promise<Response> {
    const made = await this.book.madeBy(key);
    if (made !== undefined) return refuse("idempotency-answer-lost", { key: c.req.header("idempotency-key")!.slice(0, 100), import_id: made });
    c.set("requestKey", key);
    return work();
  }

  private async keep(reply: Reply): Promise<void> {
    this.put(reply);
    // a job does not outlive the server: nobody may be told later that it is under way
    if (this.file === undefined || reply.status === 202) return;
    const line = `${JSON.stringify(reply)}\n`;
    this.written += line.length;
    if (this.written > 2 * this.atMost) this.writeAnew();
    else await appendFile(this.file, line, { mode: 0o600 });
  }

  /** A last line that was cut off when the machine failed is no reply. */
  private remember(line: string): void {
    try {
      const reply = JSON.parse(line) as Reply;
      if (Date.parse(reply.at) > Date.now() - keptFor) this.put(reply);
    } catch {
      return;
    }
  }
}

function replied(c: Context<Env>, { status, location, body }: Reply): Response {
  if (location !== null) c.header("Location", location);
  c.header("Idempotency-Replayed", "true");
  c.header("Content-Type", "application/json");
  return c.body(body, status);
}

const ofServing = new WeakMap<Serving["book"], Replies>();

/** Does `work` unless the same was sent before with the same key. @param sent what was sent, or its hash */
export async function once(c: Context<Env>, serving: Serving, sent: string, work: () => Promise<Response>): Promise<Response> {
  const { book, name } = serving;
  const said = c.req.header("idempotency-key")?.trim();
  if (said === undefined || said === "") return work();
  if (said.length > 200) refuse("param-value", { param: "Idempotency-Key", value: `${said.slice(0, 50)}…`, expected: "at most 200 characters" });
  const replies = ofServing.get(book) ?? new Replies(book, name === ":memory:" ? undefined : repliesFileOf(name));
  ofServing.set(book, replies);
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const key = hash(JSON.stringify([c.get("asker").name, said]));
  const response = await replies.once(c, key, hash(JSON.stringify([c.req.method, c.req.path, new URL(c.req.url).search, sent])), work);
  if (response.status === 202 && !response.headers.has("idempotency-replayed")) {
    const job = jobsOf(serving).find(response.headers.get("location")!.split("/").at(-1)!, c.get("asker"));
    void job.ended.then(() => replies.settle(key, job)).catch((error: unknown) => serving.log.error({ request_id: c.get("requestId"), err: error }, "the answer of a job could not be kept"));
  }
  return response;
}
