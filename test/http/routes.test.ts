/** Who gets through to which route: every route that the application has, asked by everybody there is, with sessions and with keys. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reports, type Report } from "../../src/catalogue/index.js";
import { ServedBook } from "../../src/engine/served-book.js";
import { ruleOf } from "../../src/http/access-rules.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { roles, type Role } from "../../src/http/asker.js";
import { appOf, ask, openAccounts, passwordOf, signedIn, type App } from "./served.js";

let book: ServedBook;
let accounts: Accounts;
let app: App;

interface Somebody {
  who: string;
  role: Role | undefined;
  isLimited: boolean;
  headers: () => Promise<Record<string, string>>;
}
const everybody: Somebody[] = [{ who: "nobody", role: undefined, isLimited: false, headers: () => Promise.resolve({}) }];

beforeAll(async () => {
  book = await ServedBook.open({ path: ":memory:", readers: 1 });
  accounts = await openAccounts();
  app = appOf(book, { accounts });
  const limits = [...roles.map((role) => [role, []] as const), ["viewer", ["csm=Jane"]] as const, ["analyst", ["csm=Jane"]] as const];
  await accounts.users.add({ name: "first", role: "owner", password: passwordOf("first") });
  for (const [role, rows] of limits) {
    const name = `${role}${rows.length === 0 ? "" : "-of-rows"}`;
    await accounts.users.add({ name, role, rows, password: passwordOf(name) });
    const { key } = await accounts.keys.add({ name, role, rows }, { name: "first", role: "owner" });
    const session = await signedIn(app, name);
    everybody.push({ who: `${name}, signed in`, role, isLimited: rows.length > 0, headers: () => Promise.resolve(session) });
    everybody.push({ who: `${name}, by key`, role, isLimited: rows.length > 0, headers: () => Promise.resolve({ authorization: `Bearer ${key}` }) });
  }
});
afterAll(async () => {
  await book.close();
  await accounts.close();
});

/** What there is to ask, as the application itself knows it; what stands before every route answers nothing. */
const routesOf = (of: App): string[] => [...new Set(of.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`))];

/** Codes by which somebody is kept out, whatever the request says. */
const kept = new Set(["sign-in-needed", "not-allowed", "rows-limited"]);

/** Asks so that nothing is worked out or changed: in a format that there is none of, of a name that there is none of. */
async function getsThrough(of: App, route: string, { headers }: Somebody): Promise<boolean> {
  const [method = "", path = ""] = route.split(" ");
  const { codes, status } = await ask(of, `${path.replace(/:\w+(\{[^}]*\})?/g, "none-such")}?format=none`, { method, headers: await headers(), ...(method === "GET" || method === "DELETE" ? {} : { body: "{" }) });
  expect(status).not.toBe(500);
  return !codes.some((code) => kept.has(code));
}

test("there are routes to ask: every report under each of its names, and what accounts need", () => {
  const names = (reports as readonly Report[]).flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  expect(routesOf(appOf(book))).toEqual(expect.arrayContaining([...names.map((name) => `GET /api/v1/reports/${name}`), "POST /api/v1/session", "GET /api/v1/audit", "DELETE /api/v1/keys/:id"]));
});

test("every route has a rule", () => {
  expect(routesOf(appOf(book)).filter((route) => ruleOf(...(route.split(" ") as [string, string])) === undefined)).toEqual([]);
});

test("by every route those get through who may, signed in or by key, and nobody else", async () => {
  for (const route of routesOf(app).filter((one) => one !== "DELETE /api/v1/session")) {
    const { least, limited, byKey } = ruleOf(...(route.split(" ") as [string, string]))!;
    const through: string[] = [];
    for (const one of everybody) if (await getsThrough(app, route, one)) through.push(one.who);
    const may = everybody.filter(({ who, role, isLimited }) => least === "anyone" || (role !== undefined && (roles.indexOf(role) >= roles.indexOf(least) || (byKey === true && who.endsWith("by key"))) && (!isLimited || limited === true)));
    expect({ route, through }).toEqual({ route, through: may.map(({ who }) => who) });
  }
});

describe("said once more in plain words", () => {
  const owners = ["owner, signed in", "owner, by key"];
  test.each([
    ["GET /api/v1/users", owners], ["POST /api/v1/users", owners], ["PATCH /api/v1/users/:name", owners], ["DELETE /api/v1/users/:name", owners], ["GET /api/v1/keys", owners], ["POST /api/v1/keys", owners], ["DELETE /api/v1/keys/:id", owners],
    ["GET /api/v1/audit", owners],
  ])("%s is for owners alone", async (route, who) => {
    const through: string[] = [];
    for (const one of everybody) if (await getsThrough(app, route, one)) through.push(one.who);
    expect(through).toEqual(who);
  });

  test("without a word nobody learns what is there", async () => {
    for (const path of ["/api/v1/reports", "/api/v1/reports/waterfall", "/api/v1/nowhere", "/nowhere", "/api/v1/users"]) {
      const { status, codes, headers } = await ask(app, path);
      expect({ path, status, codes, asks: headers.get("www-authenticate") }).toEqual({ path, status: 401, codes: ["sign-in-needed"], asks: "Bearer" });
    }
    expect((await ask(app, "/healthz")).status).toBe(200);
  });

  test("the roles of issue and design: rules of routes that only some may ask", () => {
    const rules = Object.fromEntries(["GET /api/v1/explain", "GET /api/v1/questions", "POST /api/v1/imports", "POST /api/v1/answers", "POST /api/v1/closes", "POST /api/v1/events", "POST /api/v1/policy", "GET /api/v1/policy", "GET /metrics"].map((route) => [route, ruleOf(...(route.split(" ") as [string, string]))?.least]));
    expect(rules).toEqual({
      "GET /api/v1/explain": "analyst", "GET /api/v1/questions": "analyst", "POST /api/v1/imports": "editor", "POST /api/v1/answers": "editor", "POST /api/v1/closes": "editor", "POST /api/v1/events": "editor", "POST /api/v1/policy": "owner", "GET /api/v1/policy": "viewer", "GET /metrics": "owner",
    });
  });
});

test("what is not there, and what fails, is told as a problem, without what is inside", async () => {
  const broken = appOf(book);
  broken.get("/api/v1/broken", () => {
    throw new Error("a word of the inside");
  });
  expect(await ask(broken, "/api/v1/nowhere")).toMatchObject({ status: 404, codes: ["route-unknown"] });
  const { status, codes, text, json } = await ask(broken, "/api/v1/broken", { headers: { "x-request-id": "seen-1" } });
  expect({ status, codes, ok: json["ok"], id: json["request_id"] }).toEqual({ status: 500, codes: ["server-fault"], ok: false, id: "seen-1" });
  expect(text).not.toContain("inside");
});

test("a route that nobody thought of is found, and is for owners alone", async () => {
  const grown = appOf(book, { accounts });
  grown.get("/api/v1/novelty", (c) => c.json({ ok: true }));
  expect(routesOf(grown).filter((route) => ruleOf(...(route.split(" ") as [string, string])) === undefined)).toEqual(["GET /api/v1/novelty"]);
  const through: string[] = [];
  for (const one of everybody) if (await getsThrough(grown, "GET /api/v1/novelty", one)) through.push(one.who);
  expect(through).toEqual(["owner, signed in", "owner, by key"]);
});

test("whatever the API answers is kept by no cache for others", async () => {
  const { headers } = everybody.find(({ who }) => who === "owner, signed in")!;
  for (const path of ["questions", "imports", "closes", "policy", "inputs", "jobs", "me", "users", "audit", "reports/snapshot", "imports/7", "nothing"]) {
    expect({ path, cache: (await ask(app, `/api/v1/${path}`, { headers: await headers() })).headers.get("cache-control") }).toEqual({ path, cache: expect.stringMatching(/^private, no-cache$|^no-store$/) as string });
  }
});
