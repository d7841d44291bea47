/** Accounts that several change at once, and what stays of those who made keys. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ServedBook } from "../../src/engine/served-book.js";
import { openAccess } from "../../src/http/access.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { appOf, ask, codesOf, openAccounts, passwordOf, signedIn, type App, type Told } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-at-once-"));
let book: ServedBook;
let accounts: Accounts;
let app: App;
const headers: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  book = await ServedBook.open({ path: ":memory:", readers: 1 });
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  accounts = await openAccounts();
  app = appOf(book, { accounts });
  for (const name of ["olga", "otto"]) {
    await accounts.users.add({ name, role: "owner", password: passwordOf(name) });
    headers[name] = await signedIn(app, name);
  }
});
afterEach(() => accounts.close());

const as = (name: string, method: string, path: string, body?: unknown): Promise<Told> => ask(app, `/api/v1/${path}`, { method, headers: headers[name]!, body });
const roles = async (): Promise<string[]> => (await accounts.users.list()).map(({ name, role }) => `${name} ${role}`);

test("two owners who take the role from each other at once leave one of them", async () => {
  const told = await Promise.all([as("olga", "PATCH", "users/otto", { role: "viewer" }), as("otto", "PATCH", "users/olga", { role: "viewer" })]);
  expect(told.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await roles()).filter((one) => one.endsWith("owner")).length).toBe(1);
});

test("two owners who remove each other at once leave one of them", async () => {
  await Promise.all([as("olga", "DELETE", "users/otto"), as("otto", "DELETE", "users/olga")]);
  expect((await roles()).length).toBe(1);
});

test("of two who add the same name at once one is told that it is taken", async () => {
  const told = await Promise.all(["viewer", "owner"].map((role) => as("olga", "POST", "users", { name: "twin", role, password: passwordOf("twin") })));
  expect(told.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await roles()).filter((one) => one.startsWith("twin")).length).toBe(1);
});

test("a key that was made by a key falls with the account of whoever made the first", async () => {
  const first = (await as("olga", "POST", "keys", { name: "first", role: "owner" })).json;
  const bearer = (key: unknown) => ({ authorization: `Bearer ${String(key)}` });
  const second = (await ask(app, "/api/v1/keys", { method: "POST", headers: bearer(first["key"]), body: { name: "second", role: "owner" } })).json;
  expect(second["made_by"]).toBe("olga");
  await accounts.users.change("olga", { role: "viewer" });
  expect((await ask(app, "/api/v1/users", { headers: bearer(second["key"]) })).status).toBe(403);
  await as("otto", "DELETE", "users/olga");
  for (const { key } of [first, second]) expect((await ask(app, "/api/v1/reports/snapshot", { headers: bearer(key) })).status).toBe(401);
});

test("questions that wait as jobs take no room from those who change the book", async () => {
  for (const [name, role] of [["vera", "viewer"], ["ed", "editor"]] as const) {
    await accounts.users.add({ name, role, password: passwordOf(name) });
    headers[name] = await signedIn(app, name);
  }
  let letGo = (): void => undefined;
  const held = book.read(() => new Promise<void>((resolve) => (letGo = resolve)));
  const later = { ...headers["vera"]!, prefer: "respond-async" };
  const told = await Promise.all(Array.from({ length: 120 }, () => ask(app, "/api/v1/reports/snapshot", { headers: later })));
  const change = await as("ed", "POST", "adjustments", { customer: "acme", amount: "1", from: "2026-01", reason: "none" });
  letGo();
  await held;
  expect([...new Set(told.map(({ status }) => status))].sort()).toEqual([202, 429]);
  expect(change.codes).not.toContain("server-busy");
  for (const { json } of told.filter(({ status }) => status === 202)) await ask(app, `/api/v1/jobs/${String(json["id"])}`, { headers: { ...headers["vera"]!, prefer: "wait=5" } });
});

test("a file of accounts that is named and not there is a slip, and lets nobody in", async () => {
  expect(await codesOf(() => openAccess(join(folder, "acme.annua"), "127.0.0.1", { accounts: join(folder, "typo.accounts") }))).toEqual(["accounts-unreadable"]);
});
