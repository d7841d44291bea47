/** What the document of the API says of sessions, people, keys and the audit log. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { bodies } from "./account-routes.js";
import { deeds, outcomes } from "./accounts/audit.js";
import { roles } from "./asker.js";
import { answers, describeRoute, inPath, takes } from "./describe.js";
import type { Env } from "./serving.js";

const rows = z.array(z.string()).meta({ description: "Conditions that every question of theirs is under, such as csm=Jane; none: the whole book." });
const time = z.string().nullable();
const who = { name: z.string(), role: z.enum(roles), rows };
const me = z.strictObject({ ...who, by: z.enum(["machine", "session", "key"]) });
const problems = z.array(z.looseObject({ code: z.string() })).optional().meta({ description: "Values of its rows that nobody has." });
const user = z.strictObject({ ...who, made_at: time, changed_at: time, problems });
const key = z.strictObject({ id: z.int(), ...who, made_by: z.string(), made_at: time, expires_at: time, revoked_at: time, used_on: time, problems });
const madeKey = key.extend({ key: z.string().meta({ description: "The key itself, shown this once." }) });
const entry = z.strictObject({ audit_id: z.int(), done_at: z.string(), who: z.string(), role: z.string(), address: z.string(), request_id: z.string(), deed: z.enum(deeds), outcome: z.enum(outcomes), subject: z.string() });
const done = z.strictObject({ ok: z.literal(true) });

const example = (text: string): unknown => JSON.parse(text);
const body = ({ schema, example: text }: { schema: z.ZodType; example: string }) => takes(schema, example(text));

export function describeAccounts(app: OpenAPIHono<Env>): void {
  const tags = ["Accounts"];
  const of = (path: string) => ({ path: `/api/v1/${path}`, tags });
  describeRoute(app, { ...of("session"), method: "post", operationId: "signIn", summary: "Sign in", description: "Answers with a cookie of the session.", request: { body: body(bodies.signIn) }, responses: { 201: answers("Who signed in.", z.strictObject(who)) } });
  describeRoute(app, { ...of("session"), method: "delete", operationId: "signOut", summary: "Sign out", responses: { 200: answers("The session has ended.", done) } });
  describeRoute(app, { ...of("me"), method: "get", operationId: "me", summary: "Who asks", responses: { 200: answers("The asker, and how they are known.", me) } });
  describeRoute(app, { ...of("me"), method: "patch", operationId: "changePassword", summary: "Change one's own password", description: "Ends all sessions of one's own.", request: { body: body(bodies.ownPassword) }, responses: { 200: answers("It is changed.", done) } });
  describeRoute(app, { ...of("users"), method: "get", operationId: "users", summary: "People", responses: { 200: answers("Everyone with an account.", z.strictObject({ users: z.array(user) })) } });
  describeRoute(app, { ...of("users"), method: "post", operationId: "addUser", summary: "Add somebody", request: { body: body(bodies.user) }, responses: { 201: answers("Who was added.", user) } });
  describeRoute(app, { ...of("users/{name}"), method: "patch", operationId: "changeUser", summary: "Change role, rows or password of somebody", request: { params: inPath({ name: "Of the person." }), body: body(bodies.userChange) }, responses: { 200: answers("As they are now.", user) } });
  describeRoute(app, { ...of("users/{name}"), method: "delete", operationId: "removeUser", summary: "Remove somebody", request: { params: inPath({ name: "Of the person." }) }, responses: { 200: answers("Who was removed.", user) } });
  describeRoute(app, { ...of("keys"), method: "get", operationId: "keys", summary: "Keys", description: "Without the keys themselves, of which only hashes are kept.", responses: { 200: answers("Every key.", z.strictObject({ keys: z.array(key) })) } });
  describeRoute(app, { ...of("keys"), method: "post", operationId: "addKey", summary: "Make a key for a program", request: { body: body(bodies.key) }, responses: { 201: answers("The key, shown this once.", madeKey) } });
  describeRoute(app, { ...of("keys/{id}"), method: "delete", operationId: "revokeKey", summary: "Revoke a key", request: { params: inPath({ id: "The number of the key." }) }, responses: { 200: answers("The key, revoked.", key) } });
  describeAudit(app, tags);
}

function describeAudit(app: OpenAPIHono<Env>, tags: string[]): void {
  const day = z.iso.date();
  const query = z.object({
    from: day.optional(), to: day.optional(), who: z.string().optional(), deed: z.enum(deeds).optional(), limit: z.int().min(1).optional(),
    cursor: z.string().optional().meta({ description: "The next_cursor of the page before." }), format: z.enum(["json", "csv"]).default("json").optional(),
  });
  const columns = z.array(z.object({ name: z.string(), title: z.string() }));
  describeRoute(app, {
    method: "get", path: "/api/v1/audit", tags, operationId: "audit", summary: "The audit log", description: "Who signed in, imported, decided, closed, exported, and what was refused; the last first.", request: { query },
    responses: { 200: { description: "Entries.", content: { "application/json": { schema: z.strictObject({ columns, rows: z.array(entry), next_cursor: z.string().nullable() }) }, "text/csv": { schema: { type: "string" } } } } },
  });
}
