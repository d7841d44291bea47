/** Signing in and out, and for owners: people, keys and the audit log. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { deleteCookie, setCookie } from "hono/cookie";
import { z } from "zod";
import { count, label } from "../catalogue/define.js";
import { isDate } from "../domain/calendar.js";
import { nearest, refuse, type Problem } from "../domain/problem.js";
import { csvOf } from "../export/csv.js";
import { addressOf, isSecure } from "./access.js";
import type { Accounts } from "./accounts/index.js";
import { deeds, type AuditRow } from "./accounts/audit.js";
import { checkedRows } from "./accounts/checked-rows.js";
import { ask, checkOnce } from "./asking.js";
import { nobody } from "./asker.js";
import { accessOf, sessionCookie } from "./guard.js";
import { inRequests } from "./request-words.js";
import type { Env, Serving } from "./serving.js";

export function addAccountRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  const short = bodyLimit({ maxSize: longest, onError: () => refuse("account-body", { reason: `it is longer than ${longest} bytes`, example: bodies.signIn.example }) });
  for (const path of ["/api/v1/session", "/api/v1/me", "/api/v1/users/*", "/api/v1/keys/*"]) app.use(path, short);
  addOwnRoutes(app, serving);
  addUserRoutes(app, serving);
  addKeyRoutes(app, serving);
  app.get("/api/v1/audit", (c) => answerAudit(c, accountsOf(serving)));
}

const accountsOf = (serving: Serving): Accounts => accessOf(serving).accounts ?? refuse("accounts-none", { book: serving.name });

const [name, password, role, rows] = [z.string().max(64), z.string().max(4_000), z.string().max(20), z.array(z.string().max(500)).max(20)];
export const bodies = {
  signIn: { schema: z.strictObject({ name: z.string().max(200), password }), example: '{ "name": "jane", "password": "…" }' },
  ownPassword: { schema: z.strictObject({ current: password, password }), example: '{ "current": "…", "password": "…" }' },
  user: { schema: z.strictObject({ name, role, rows: rows.optional(), password }), example: '{ "name": "jane", "role": "analyst", "rows": ["csm=Jane"], "password": "…" }' },
  userChange: { schema: z.strictObject({ role: role.optional(), rows: rows.optional(), password: password.optional() }), example: '{ "role": "editor", "rows": [] }' },
  key: { schema: z.strictObject({ name, role, rows: rows.optional(), expires: z.string().max(20).optional() }), example: '{ "name": "nightly", "role": "editor", "expires": "90d" }' },
};

/** Bytes; such bodies are a few words. */
const longest = 16_384;

async function readBody<T extends z.ZodRawShape>(c: Context<Env>, { schema, example }: { schema: z.ZodObject<T, z.core.$strict>; example: string }): Promise<z.infer<typeof schema>> {
  const found = schema.safeParse(read(await c.req.text(), example));
  if (found.success) return found.data;
  return refuse("account-body", { reason: found.error.issues.map((issue) => reasonOf(issue, Object.keys(schema.shape))).join("; "), example });
}

function read(text: string, example: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("account-body", { reason: "it is no JSON", example });
  }
}

function reasonOf(issue: z.core.$ZodIssue, known: readonly string[]): string {
  if (issue.code !== "unrecognized_keys") return `${issue.path.length === 0 ? "the body" : issue.path.join(".")}: ${issue.message}`;
  return issue.keys.map((key) => ({ key, near: nearest(key, known) })).map(({ key, near }) => `there is no ${key.slice(0, 50)}${near === undefined ? "" : `, did you mean ${near}`}`).join("; ");
}

/** Signing in and out, who one is, and one's own password. */
function addOwnRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  const access = accessOf(serving);
  app.post("/api/v1/session", async (c) => {
    const accounts = accountsOf(serving);
    const given = await readBody(c, bodies.signIn);
    // what is no name of an account may be a password that was typed in its place
    const isKnown = (await accounts.users.list()).some((user) => user.name === given.name.toLowerCase());
    const tried = isKnown ? given.name.toLowerCase() : "unknown name";
    c.set("asker", { ...nobody, name: tried });
    c.set("subject", `tried to sign in as ${tried}`);
    const { user, token } = await accounts.signIn(given.name, given.password, addressOf(c, access));
    c.set("asker", { name: user.name, role: user.role, rows: user.rows });
    c.set("subject", "signed in");
    setCookie(c, sessionCookie, token, { httpOnly: true, sameSite: "Strict", secure: isSecure(c, access), path: "/", maxAge: Math.floor(accounts.sessions.life.whole / 1000) });
    return unstored(c).json({ name: user.name, role: user.role, rows: user.rows }, 201);
  });
  app.delete("/api/v1/session", async (c) => {
    const { session } = c.get("asker");
    if (session !== undefined) await accountsOf(serving).sessions.end(session);
    deleteCookie(c, sessionCookie, { path: "/" });
    c.set("subject", "signed out");
    return unstored(c).json({ ok: true });
  });
  app.get("/api/v1/me", (c) => {
    const { name: own, role: is, rows: sees, key } = c.get("asker");
    return unstored(c).json({ name: own, role: is, rows: sees, by: access.accounts === undefined ? "machine" : key === undefined ? "session" : "key" });
  });
  app.patch("/api/v1/me", async (c) => {
    const accounts = accountsOf(serving);
    const { current, password: next } = await readBody(c, bodies.ownPassword);
    // a key has no password, and is no account
    const { name: own } = await accounts.users.user(c.get("asker").name);
    c.set("subject", "own password");
    await accounts.confirm(own, current, addressOf(c, access));
    await accounts.users.change(own, { password: next });
    deleteCookie(c, sessionCookie, { path: "/" });
    return unstored(c).json({ ok: true });
  });
}

function addUserRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/users", async (c) => unstored(c).json({ users: await accountsOf(serving).users.list() }));
  app.post("/api/v1/users", async (c) => {
    const accounts = accountsOf(serving);
    const asked = await readBody(c, bodies.user);
    const problems = await rowsChecked(c, serving, asked.role, asked.rows);
    const user = await accounts.users.add(asked);
    c.set("subject", `added ${user.name} as ${user.role}${ofRows(user.rows)}`);
    return unstored(c).json({ ...user, ...problems }, 201);
  });
  app.patch("/api/v1/users/:name", async (c) => {
    const { users } = accountsOf(serving);
    const change = await readBody(c, bodies.userChange);
    const problems = change.rows === undefined ? {} : await rowsChecked(c, serving, change.role ?? (await users.user(c.req.param("name"))).role, change.rows);
    const user = await users.change(c.req.param("name"), change);
    c.set("subject", `changed ${user.name}: ${Object.keys(change).join(", ")}; now ${user.role}${ofRows(user.rows)}`);
    return unstored(c).json({ ...user, ...problems });
  });
  app.delete("/api/v1/users/:name", async (c) => {
    const user = await accountsOf(serving).users.remove(c.req.param("name"));
    c.set("subject", `removed ${user.name}`);
    return unstored(c).json(user);
  });
}

function addKeyRoutes(app: OpenAPIHono<Env>, serving: Serving): void {
  app.get("/api/v1/keys", async (c) => unstored(c).json({ keys: await accountsOf(serving).keys.list() }));
  app.post("/api/v1/keys", async (c) => {
    const { name: own, role: is, maker = own } = c.get("asker");
    const { keys } = accountsOf(serving);
    const asked = await readBody(c, bodies.key);
    const problems = await rowsChecked(c, serving, asked.role, asked.rows);
    const key = await keys.add(asked, { name: maker, role: is });
    c.set("subject", `made key ${key.id} (${key.name}) as ${key.role}${ofRows(key.rows)}`);
    return unstored(c).json({ ...key, ...problems }, 201);
  });
  app.delete("/api/v1/keys/:id", async (c) => {
    const key = await accountsOf(serving).keys.revoke(c.req.param("id"));
    c.set("subject", `revoked key ${key.id} (${key.name})`);
    return unstored(c).json(key);
  });
}

/** Warnings of values that nobody has, where there are some. */
async function rowsChecked(c: Context<Env>, serving: Serving, role: string, limit: readonly string[] = []): Promise<{ problems?: Problem[] }> {
  if (limit.length === 0) return {};
  const problems = await ask(c, serving, (book) => checkedRows(book, role, limit));
  return problems.length === 0 ? {} : { problems: inRequests(problems) };
}

const ofRows = (limit: readonly string[]): string => (limit.length === 0 ? "" : ` for ${limit.join(" and ")}`);

/** What no cache may keep. */
function unstored(c: Context<Env>): Context<Env> {
  c.header("Cache-Control", "no-store");
  return c;
}

const auditColumns = [
  count("audit_id", "stock", "No."), label("done_at", "At (UTC)"), label("who", "Who"), label("role", "Role"), label("address", "Address"), label("request_id", "Request"), label("deed", "Deed"), label("outcome", "Outcome"),
  label("subject", "What"),
];

/** Entries of a page, and of an export where nobody says how many. */
const [usualPage, mostRows] = [100, 100_000];

async function answerAudit(c: Context<Env>, accounts: Accounts): Promise<Response> {
  checkOnce(c.req.queries());
  const { from, to, who, deed, limit, cursor, format = "json", ...others } = c.req.query();
  const known = ["from", "to", "who", "deed", "limit", "cursor", "format"];
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) refuse("param-unknown", { report: "audit", param: unknown, known, nearest: nearest(unknown, known) });
  if (format !== "json" && format !== "csv") refuse("param-value", { param: "format", value: format, expected: "json, csv" });
  if (deed !== undefined && !(deeds as readonly string[]).includes(deed)) refuse("param-value", { param: "deed", value: deed, expected: deeds.join(", ") });
  const page = whole("limit", limit) ?? (format === "csv" ? mostRows : usualPage);
  const entries = await accounts.audit.list({ from: day("from", from), to: day("to", to), who, deed, before: whole("cursor", cursor), limit: Math.min(page, mostRows) + 1 });
  const shown = entries.slice(0, Math.min(page, mostRows));
  const next_cursor = entries.length > shown.length ? String(shown.at(-1)!.audit_id) : null;
  if (format === "csv") return csvAnswer(c, shown, next_cursor);
  return unstored(c).json({ columns: auditColumns, rows: shown, next_cursor });
}

function csvAnswer(c: Context<Env>, entries: readonly AuditRow[], next: string | null): Response {
  c.header("Content-Type", "text/csv; charset=utf-8; header=present");
  c.header("Content-Disposition", 'attachment; filename="audit.csv"');
  if (next !== null) c.header("Link", `<?format=csv&cursor=${next}>; rel="next"`);
  return unstored(c).body([...csvOf({ columns: auditColumns, rows: entries.map((entry) => ({ ...entry })) })].join(""));
}

const day = (param: string, value: string | undefined): string | undefined =>
  value === undefined || isDate(value) ? value : refuse("param-value", { param, value, expected: "a day such as 2026-03-31" });

function whole(param: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  return /^[1-9]\d{0,8}$/.test(value) ? Number(value) : refuse("param-value", { param, value, expected: param === "cursor" ? "the next_cursor of the page before" : "a whole number from 1" });
}
