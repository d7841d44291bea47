/** Whether the server lives, whether it can answer, and how it fares: for those who run it. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { statSync } from "node:fs";
import { problem } from "../domain/problem.js";
import { version } from "../domain/version.js";
import { personAtMachine } from "./asker.js";
import { jobsOf } from "./jobs.js";
import { gaugeText, type Gauge } from "./metrics.js";
import { respondWithProblems } from "./problem-response.js";
import type { Env, Serving } from "./serving.js";
import { requestMetricsOf } from "./watch.js";

/** Milliseconds in which the book has to answer. */
const promptly = 1000;

export function addHealth(app: OpenAPIHono<Env>, serving: Serving): void {
  const held = new Held(serving);
  app.get("/healthz", (c) => c.json({ ok: true }));
  app.get("/readyz", async (c) => {
    c.header("Cache-Control", "no-store");
    if (serving.state?.isClosing === true) return respondWithProblems(c, [problem("server-closing", {})]);
    if (await serving.book.answersWithin(promptly)) return c.json({ ok: true });
    return respondWithProblems(c, [problem("book-slow", { seconds: promptly / 1000 })]);
  });
  app.get("/metrics", async (c) => {
    await held.look();
    c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    c.header("Cache-Control", "no-store");
    return c.body(requestMetricsOf(serving).text + [...ofWork(serving), ...held.gauges, ...ofMemory()].map(gaugeText).join(""));
  });
}

const gauge = (name: string, help: string, value: number): Gauge => ({ name, type: "gauge", help, values: [[{}, value]] });

function ofWork(serving: Serving): Gauge[] {
  const { asking, waiting } = serving.book.load;
  const states = new Map<string, number>();
  for (const { kind, state } of jobsOf(serving).list(personAtMachine)) states.set(`${kind} ${state}`, (states.get(`${kind} ${state}`) ?? 0) + 1);
  const jobs = [...states].map(([both, count]) => [{ kind: both.slice(0, both.lastIndexOf(" ")), state: both.slice(both.lastIndexOf(" ") + 1) }, count] as const);
  return [
    gauge("annua_http_requests_open", "Requests that are being answered.", requestMetricsOf(serving).open),
    gauge("annua_questions_asking", "Questions that the book is working on.", asking),
    gauge("annua_questions_waiting", "Questions that wait for a reader.", waiting),
    { name: "annua_jobs", type: "gauge", help: "Jobs of the last hour, by what they do and how they stand.", values: jobs },
  ];
}

/** What the book holds, as it was when it last answered in time: a busy server is still to be watched. */
class Held {
  private moment = "";
  private lines = 0;
  private imports = 0;

  constructor(private readonly serving: Serving) {}

  async look(): Promise<void> {
    const look = this.serving.book.read(async (book, moment) => {
      if (moment === this.moment) return;
      const [{ lines }, imports] = [await book.contents(), (await book.imports()).length];
      [this.moment, this.lines, this.imports] = [moment, lines, imports];
    }, { signal: AbortSignal.timeout(promptly) });
    await look.catch(() => undefined);
  }

  get gauges(): Gauge[] {
    const { name } = this.serving;
    return [
      gauge("annua_book_lines", "Lines in the present view of the book.", this.lines),
      gauge("annua_book_imports", "Imports, retractions and undoings that the book remembers.", this.imports),
      gauge("annua_book_bytes", "Bytes of the book's file and its log.", sizeOf(name) + sizeOf(`${name}.wal`)),
      gauge("annua_closing", "1 while the server is being shut down.", this.serving.state?.isClosing === true ? 1 : 0),
    ];
  }
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function ofMemory(): Gauge[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    gauge("process_resident_memory_bytes", "Memory that the server holds, the engine's included.", rss),
    gauge("nodejs_heap_used_bytes", "Memory of the program's own objects.", heapUsed),
    gauge("nodejs_external_bytes", "Memory of buffers outside of the heap.", external),
    { ...gauge("process_cpu_seconds_total", "Seconds of a core that were used.", (user + system) / 1e6), type: "counter" },
    gauge("process_start_time_seconds", "When the server was started, in seconds since 1970.", Math.round(Date.now() / 1000 - process.uptime())),
    { name: "annua_build_info", type: "gauge", help: "Which version it is.", values: [[{ version }, 1]] },
  ];
}
