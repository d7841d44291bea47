/** What every request is counted by, and its one line in the log: which route, never what was asked of whom. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { RequestMetrics } from "./metrics.js";
import type { Env, Serving } from "./serving.js";

const ofServing = new WeakMap<Serving["book"], RequestMetrics>();

/** What was counted of the requests to a served book. */
export function requestMetricsOf({ book }: Serving): RequestMetrics {
  const metrics = ofServing.get(book) ?? new RequestMetrics();
  ofServing.set(book, metrics);
  return metrics;
}

/** Asked all day by machines; they are no news. */
const ofMachines: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);
const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** What no answer has, as nobody was there to have it: the log and the metrics tell it from one that arrived. */
const clientLeft = 499;

interface Carried {
  received: number;
  sent: number;
}

/** Bytes that a connection carried so far. */
const carriedBy = (socket: Socket | null | undefined): Carried => ({ received: socket?.bytesRead ?? 0, sent: socket?.bytesWritten ?? 0 });

export function addWatch(app: OpenAPIHono<Env>, serving: Serving): void {
  const metrics = requestMetricsOf(serving);
  app.use(async (c, next) => {
    const began = performance.now();
    // there is no connection where a test asks the application itself
    const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse };
    const socket = outgoing?.socket;
    const before = carriedBy(socket);
    const told = (): void => {
      metrics.open--;
      const after = carriedBy(socket);
      tell(c, serving, { seconds: (performance.now() - began) / 1000, received: after.received - before.received, sent: after.sent - before.sent });
    };
    metrics.open++;
    outgoing?.once("close", () => {
      // its connection went before all of the answer was sent
      if (!outgoing.writableFinished) c.set("left", true);
      told();
    });
    if (serving.state?.isClosing === true) c.header("Connection", "close");
    await next();
    if (outgoing === undefined) told();
  });
}

/** The route as the application knows it, without what stands in its places; what is not there has none. */
const routeOf = (c: Context<Env>): string => matchedRoutes(c).findLast(({ method }) => method !== "ALL")?.path ?? "none";

function tell(c: Context<Env>, serving: Serving, { seconds, received, sent }: Carried & { seconds: number }): void {
  const route = routeOf(c);
  const method = methods.has(c.req.method) ? c.req.method : "other";
  const hasLeft = c.get("left") === true;
  const status = hasLeft ? clientLeft : c.res.status;
  const rows = c.get("rows");
  const metrics = requestMetricsOf(serving);
  metrics.requests.add({ route, method, status });
  metrics.seconds.add({ route, method }, seconds);
  if (rows !== undefined) metrics.rows.add({ route }, rows);
  metrics.received.add({}, Number(c.req.header("content-length") ?? received));
  metrics.sent.add({}, sent);
  const { log } = serving;
  const level = status === 500 ? "error" : status > 500 ? "warn" : ofMachines.has(route) ? "debug" : "info";
  if (!log.isLevelEnabled(level)) return;
  const asker = (c.get("asker") as Env["Variables"]["asker"] | undefined)?.name ?? (route.startsWith("/local/") ? "local" : "nobody");
  const entry = { request_id: c.get("requestId"), method, route, status, ms: Math.round(seconds * 1000), asker, rows, codes: c.get("codes"), bytes: sent, ...(hasLeft ? { left: "client left" } : {}) };
  // whoever watches so closely may see what was asked
  log[level](log.isLevelEnabled("debug") ? { ...entry, url: `${c.req.path}${new URL(c.req.url).search}` } : entry, "request");
}
