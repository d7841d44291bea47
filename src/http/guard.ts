/** What stands before every route: where a request comes from, who asks, whether they may, and what is written down of it. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Next } from "hono";
import { getCookie } from "hono/cookie";
import { matchedRoutes } from "hono/route";
import { secureHeaders } from "hono/secure-headers";
import { refuse } from "../domain/problem.js";
import { addressOf, checkWhereFrom, isSecure, type Access } from "./access.js";
import { ruleOf, strictest, type Rule } from "./access-rules.js";
import type { Entry } from "./accounts/audit.js";
import type { Accounts } from "./accounts/index.js";
import { mustBe, nobody, personAtMachine, type Asker } from "./asker.js";
import type { Env, Serving } from "./serving.js";

export const sessionCookie = "annua_session";

const alone: Access = { hosts: [], behindProxy: false };

/** How requests may come to what is served; without a word only the person at the machine asks. */
export const accessOf = ({ access }: Serving): Access => access ?? alone;

export function addGuard(app: OpenAPIHono<Env>, serving: Serving): void {
  const access = accessOf(serving);
  app.use(securely());
  app.use(async (c, next) => {
    c.set("asker", nobody);
    await next();
    // an answer to one person is no other's, whatever a cache on the way is told to keep
    if (c.req.path.startsWith("/api/") && !c.res.headers.has("cache-control")) c.header("Cache-Control", "private, no-cache");
    if (isSecure(c, access)) c.header("Strict-Transport-Security", "max-age=31536000");
    await keep(c, serving, access);
  });
  app.use((c, next) => admit(c, next, access));
}

/** The one style that the web app's widgets put into the page themselves: no scrolling while something is pressed. By its hash, so that no other is taken. */
const pressStyle = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Nothing is loaded from elsewhere, framed, or told to another page. */
const securely = () =>
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'", pressStyle], imgSrc: ["'self'", "data:"], fontSrc: ["'self'"], connectSrc: ["'self'"], formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    xFrameOptions: "DENY",
    strictTransportSecurity: false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  });

async function admit(c: Context<Env>, next: Next, access: Access): Promise<void> {
  checkWhereFrom(c, access);
  const { accounts } = access;
  const rule: Rule = access.metricsOpen === true && c.req.path === "/metrics" ? { least: "anyone" } : ruleFor(c);
  if (accounts === undefined) c.set("asker", personAtMachine);
  else if (rule.least !== "anyone") {
    await identify(c, access, accounts);
    checkRule(c, rule);
  }
  await next();
}

function checkRule(c: Context<Env>, { least, limited, byKey }: Rule): void {
  const asker = c.get("asker");
  if (asker.session !== undefined && !isReading(c) && c.req.header("x-annua") !== "1") refuse("write-header-missing", {});
  if (least !== "anyone" && !(byKey === true && asker.key !== undefined)) mustBe(asker, least);
  if (asker.rows.length > 0 && limited !== true) refuse("rows-limited", { what: c.req.path, rows: [...asker.rows], why: "it is of the whole book" });
}

const isReading = (c: Context<Env>): boolean => c.req.method === "GET" || c.req.method === "HEAD";

/** The rule of the route that will answer; of what is not there too, so that nobody learns what is. */
function ruleFor(c: Context<Env>): Rule {
  const route = matchedRoutes(c).findLast(({ method }) => method !== "ALL");
  return route === undefined ? { least: "viewer", limited: true } : (ruleOf(route.method, route.path) ?? strictest);
}

/** Finds out who asks, by key or by session; refuses whoever it can't. */
async function identify(c: Context<Env>, access: Access, accounts: Accounts): Promise<void> {
  const [, key] = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (key !== undefined) return identifyKey(c, key, accounts, addressOf(c, access));
  const token = getCookie(c, sessionCookie);
  const session = token === undefined ? undefined : await accounts.sessions.find(token);
  if (session === undefined) return refuse("sign-in-needed", {});
  const { name, role, rows, token_hash } = session;
  c.set("asker", { name, role, rows, session: token_hash });
}

async function identifyKey(c: Context<Env>, text: string, accounts: Accounts, address: string): Promise<void> {
  const found = await accounts.keys.find(text);
  if (found === undefined) {
    await accounts.attempts.check({ address });
    await accounts.attempts.failed({ address });
    c.set("asker", { ...nobody, name: "unknown key", key: 0 });
    return refuse("key-refused", { reason: "unknown" });
  }
  const { key: { id, name, role, rows, made_by: maker }, state, isFirstToday } = found;
  const who = `key ${id} (${name})`;
  c.set("asker", state === "valid" ? { name: who, role, rows, key: id, maker } : { ...nobody, name: who, key: id });
  if (state !== "valid") refuse("key-refused", { reason: state });
  if (isFirstToday) await accounts.audit.add({ who, role, address, request_id: c.get("requestId"), deed: "key", outcome: "done", subject: "first use of the day" });
}

/** Writes down what was done or refused; what merely could not be read, or is asked by nobody at all, is not. */
async function keep(c: Context<Env>, { log }: Serving, access: Access): Promise<void> {
  const { accounts } = access;
  const asker: Asker = c.get("asker");
  const rule = ruleFor(c);
  const { status } = c.res;
  // an answer that came before was written down then
  if (c.res.headers.has("idempotency-replayed")) return;
  const isRefused = status === 401 || status === 403;
  const isExport = rule.exports === true && status === 200 && !/^application\/json/.test(c.res.headers.get("content-type") ?? "");
  const deed = rule.deed ?? (isExport ? "export" : isRefused && asker.key !== undefined ? "key" : undefined);
  if (accounts === undefined || deed === undefined || (asker === nobody && deed !== "sign-in") || !(c.res.ok || isRefused)) return;
  const subject = c.get("subject") ?? `${c.req.method} ${c.req.path}${new URL(c.req.url).search}`;
  const entry = { who: asker.name, role: asker === nobody ? "" : asker.role, address: addressOf(c, access), request_id: c.get("requestId"), deed, subject } as const;
  const add = (outcome: Entry["outcome"]): Promise<void> => accounts.audit.add({ ...entry, outcome }).catch((error: unknown) => log.error({ request_id: entry.request_id, err: error }, "an entry of the audit log could not be kept"));
  const job = c.get("job");
  if (job !== undefined) void job.ended.then(() => add(job.state === "done" ? "done" : "failed"));
  await add(isRefused ? "refused" : job === undefined ? "done" : "begun");
}
