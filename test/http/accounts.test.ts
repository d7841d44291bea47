/** Accounts and the door: passwords, sessions, keys, waits, where requests come from, and what is written down. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBook } from "../../src/engine/book.js";
import { Database } from "../../src/engine/database.js";
import { ServedBook } from "../../src/engine/served-book.js";
import { sqlFile } from "../../src/engine/sql-file.js";
import { hashOf } from "../../src/http/accounts/secret.js";
import { Accounts } from "../../src/http/accounts/index.js";
import { secrets } from "../../src/http/secrets.js";
import { serve } from "../../src/http/serve.js";
import { filesUnder } from "../tidy/source-file.js";
import { appOf, ask, cheap, codesOf, openAccounts, passwordOf, signedIn, type App } from "./served.js";

const folder = mkdtempSync(join(tmpdir(), "annua-accounts-"));
let book: ServedBook;
let accounts: Accounts;
let app: App;
let now = new Date("2026-05-04T09:00:00Z");
const later = (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds));
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

beforeAll(async () => {
  book = await ServedBook.open({ path: ":memory:", readers: 1 });
});
afterAll(async () => {
  await book.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  accounts = await openAccounts({ now: () => now });
  app = appOf(book, { accounts });
  await accounts.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  await accounts.users.add({ name: "anna", role: "analyst", password: passwordOf("anna") });
});
afterEach(() => accounts.close());

const signIn = (name: string, password: string, headers = {}) => ask(app, "/api/v1/session", { method: "POST", headers, body: { name, password } });
const entries = async () => (await accounts.audit.list({ limit: 100 })).map(({ who, deed, outcome, subject }) => `${who}: ${deed} ${outcome}: ${subject}`).reverse();

describe("signing in", () => {
  test("gives a cookie that no script reads and no foreign page sends; of token and password hashes alone are kept", async () => {
    const { status, json, headers } = await signIn("Olga", passwordOf("olga"));
    expect({ status, json }).toEqual({ status: 201, json: { name: "olga", role: "owner", rows: [] } });
    const cookie = headers.get("set-cookie")!;
    expect(cookie).toMatch(/^annua_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect((await ask(app, "/api/v1/me", { headers: { cookie: cookie.split(";")[0]! } })).json).toEqual({ name: "olga", role: "owner", rows: [], by: "session" });
    const proxied = appOf(book, { accounts, behindProxy: true });
    const [secure, plain] = await Promise.all([proxied, app].map((one) => ask(one, "/api/v1/session", { method: "POST", headers: { "x-forwarded-proto": "https" }, body: { name: "olga", password: passwordOf("olga") } })));
    expect([secure!, plain!].map((told) => [/; Secure/.test(told.headers.get("set-cookie")!), told.headers.has("strict-transport-security")])).toEqual([[true, true], [false, false]]);
  });

  test("fails alike for a wrong password and for nobody's name", async () => {
    const [wrong, nobodys] = [await signIn("olga", "not the password"), await signIn("peter", "not the password")];
    for (const { status, codes } of [wrong, nobodys]) expect({ status, codes }).toEqual({ status: 401, codes: ["sign-in-failed"] });
    expect(wrong.text.replace(/"request_id":"[^"]*"/, "")).toBe(nobodys.text.replace(/"request_id":"[^"]*"/, ""));
    expect(wrong.headers.get("set-cookie")).toBeNull();
    expect(await entries()).toEqual(["olga: sign-in refused: tried to sign in as olga", "unknown name: sign-in refused: tried to sign in as unknown name"]);
  });

  test("takes as long for nobody's name", async () => {
    const dear = await openAccounts({ cost: { memoryCost: 19_456, timeCost: 2 } });
    await dear.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
    const timeOf = async (name: string): Promise<number> => {
      const begin = process.cpuUsage();
      expect(await dear.users.checked(name, "not the password")).toBeUndefined();
      const { user, system } = process.cpuUsage(begin);
      return user + system;
    };
    await timeOf("nobody");
    const [known, unknown] = [Math.min(await timeOf("olga"), await timeOf("olga")), Math.min(await timeOf("peter"), await timeOf("peter"))];
    expect(unknown / known).toBeGreaterThan(0.4);
    await dear.close();
  });

  test("is slowed down by failures, by name and by address, also after a restart, and not for those who know the password long after", async () => {
    const path = join(folder, "slow.accounts");
    const open = (): Promise<Accounts> => openAccounts({ now: () => now }, path);
    let kept = await open();
    await kept.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
    const attempt = (password: string, address = "10.0.0.1") => kept.signIn("olga", password, address).then(() => "in", (error: { problems: { code: string }[]; seconds?: number }) => `${error.problems[0]!.code}${error.seconds === undefined ? "" : ` ${error.seconds}`}`);
    for (let failure = 1; failure <= 5; failure++) expect(await attempt("wrong")).toBe("sign-in-failed");
    expect(await attempt(passwordOf("olga"))).toBe("sign-in-slow 1");
    later(1000);
    expect(await attempt("wrong")).toBe("sign-in-failed");
    await kept.close();
    kept = await open();
    expect(await attempt(passwordOf("olga"), "10.0.0.2")).toBe("sign-in-slow 2");
    later(2000);
    expect(await attempt(passwordOf("olga"))).toBe("in");
    expect(await attempt("wrong")).toBe("sign-in-failed");
    for (let failure = 1; failure <= 25; failure++) await kept.signIn(`name${failure}`, "wrong", "10.9.9.9").catch(() => undefined);
    expect(await attempt(passwordOf("olga"), "10.9.9.9")).toBe("sign-in-slow 1");
    await kept.close();
  });

  test("tells by a header how long to wait", async () => {
    for (let failure = 1; failure <= 5; failure++) await signIn("olga", "wrong");
    const { status, codes, headers } = await signIn("olga", passwordOf("olga"));
    expect({ status, codes, wait: headers.get("retry-after") }).toEqual({ status: 429, codes: ["sign-in-slow"], wait: "1" });
  });

  test("many attempts at once are no more than one after the other", async () => {
    const told = await Promise.all(Array.from({ length: 12 }, () => signIn("olga", "wrong")));
    expect(told.filter(({ codes }) => codes[0] === "sign-in-failed").length).toBe(5);
  });
});

describe("a session", () => {
  test("ends after hours without use, after days whatever happens, and by signing out", async () => {
    const me = async (headers: Record<string, string>) => (await ask(app, "/api/v1/me", { headers })).status;
    const idle = await signedIn(app, "anna");
    later(7 * hour);
    expect(await me(idle)).toBe(200);
    later(7 * hour);
    expect(await me(idle)).toBe(200);
    later(9 * hour);
    expect(await me(idle)).toBe(401);
    const used = await signedIn(app, "anna");
    for (let hours = 0; hours < 7 * 24 - 7; hours += 7) {
      later(7 * hour);
      expect(await me(used)).toBe(200);
    }
    later(7 * hour + minute);
    expect(await me(used)).toBe(401);
    const left = await signedIn(app, "anna");
    expect((await ask(app, "/api/v1/session", { method: "DELETE", headers: left })).headers.get("set-cookie")).toMatch(/annua_session=; Max-Age=0/);
    expect(await me(left)).toBe(401);
  });

  test("ends everywhere by a new password, one's own or one that an owner gives, and with the account", async () => {
    const [here, there, owner] = [await signedIn(app, "anna"), await signedIn(app, "anna"), await signedIn(app, "olga")];
    const change = (current: string, password: string) => ask(app, "/api/v1/me", { method: "PATCH", headers: here, body: { current, password } });
    expect((await change("not it", "a whole new sentence")).codes).toEqual(["sign-in-failed"]);
    expect((await change(passwordOf("anna"), "short")).codes).toEqual(["password-weak"]);
    expect((await change(passwordOf("anna"), "a whole new sentence")).status).toBe(200);
    for (const headers of [here, there]) expect((await ask(app, "/api/v1/me", { headers })).codes).toEqual(["sign-in-needed"]);
    const again = await signedIn(app, "anna", "a whole new sentence");
    expect((await ask(app, "/api/v1/users/anna", { method: "PATCH", headers: owner, body: { password: "yet another sentence" } })).status).toBe(200);
    expect((await ask(app, "/api/v1/me", { headers: again })).status).toBe(401);
    const last = await signedIn(app, "anna", "yet another sentence");
    expect((await ask(app, "/api/v1/users/anna", { method: "DELETE", headers: owner })).status).toBe(200);
    expect((await ask(app, "/api/v1/me", { headers: last })).status).toBe(401);
  });

  test("of another role, or of other rows, from the next request on", async () => {
    const headers = await signedIn(app, "anna");
    await accounts.users.change("anna", { role: "viewer", rows: ["csm=Jane"] });
    expect((await ask(app, "/api/v1/me", { headers })).json).toMatchObject({ role: "viewer", rows: ["csm=Jane"] });
  });

  test("can't be guessed, nor changed into another", async () => {
    for (const token of ["", "x", "a".repeat(43), `${"a".repeat(43)}' or 1=1`]) expect((await ask(app, "/api/v1/me", { headers: { cookie: `annua_session=${token}` } })).status).toBe(401);
  });
});

describe("a foreign page", () => {
  test("changes nothing by a visitor's cookie: without our header, and from another origin even with it", async () => {
    const headers = await signedIn(app, "olga");
    const body = { name: "mallory", role: "owner", password: "let me in, please" };
    const { cookie } = headers as { cookie: string };
    expect((await ask(app, "/api/v1/users", { method: "POST", headers: { cookie }, body })).codes).toEqual(["write-header-missing"]);
    for (const origin of ["http://evil.example", "null", "http://localhost:3000", "http://localhost.evil.example"]) expect((await ask(app, "/api/v1/users", { method: "POST", headers: { ...headers, origin }, body })).codes).toEqual(["origin-foreign"]);
    expect((await ask(app, "/api/v1/reports", { headers: { ...headers, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" } })).codes).toEqual(["origin-foreign"]);
    expect((await signIn("olga", passwordOf("olga"), { origin: "http://evil.example" })).codes).toEqual(["origin-foreign"]);
    expect((await accounts.users.list()).map(({ name }) => name)).toEqual(["anna", "olga"]);
    expect((await ask(app, "/api/v1/users", { method: "POST", headers: { ...headers, origin: "http://localhost" }, body: { ...body, role: "viewer" } })).status).toBe(201);
  });

  test("reads nothing where there are no accounts: neither by its own name nor by an origin, nor through a proxy", async () => {
    const alone = appOf(book, { port: 7417 });
    const asked = async (host: string, more: Record<string, string> = {}) => (await ask(alone, "/api/v1/reports", { headers: { host, ...more } })).codes[0] ?? "answered";
    for (const host of ["127.0.0.1:7417", "localhost:7417", "[::1]:7417", "LOCALHOST:7417"]) expect(await asked(host)).toBe("answered");
    for (const host of ["evil.example", "evil.example:7417", "localhost", "localhost:80", "localhost:7417.evil.example", "127.0.0.1.evil.example:7417", "0.0.0.0:7417", "127.0.0.2:7417", ""]) expect(await asked(host)).toBe("host-foreign");
    expect(await asked("localhost:7417", { origin: "http://localhost:7417" })).toBe("answered");
    for (const origin of ["http://evil.example", "null", "http://localhost:3000", "http://127.0.0.1:7417"]) expect(await asked("localhost:7417", { origin })).toBe("origin-foreign");
    for (const header of ["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host"]) expect(await asked("localhost:7417", { [header]: "1.1.1.1" })).toBe("host-foreign");
    expect((await ask(alone, "/healthz", { headers: { host: "evil.example" } })).status).toBe(403);
  });

  test("with accounts other names are taken as far as they are allowed", async () => {
    const headers = await signedIn(app, "anna");
    const named = appOf(book, { accounts, hosts: ["arr.acme.example"] });
    const asked = async (host: string, more = {}) => (await ask(named, "/api/v1/me", { headers: { ...headers, host, ...more } })).status;
    expect([await asked("arr.acme.example"), await asked("ARR.acme.example:443"), await asked("localhost:7417"), await asked("evil.example")]).toEqual([200, 200, 200, 403]);
    expect([await asked("localhost:7417", { origin: "https://arr.acme.example" }), await asked("localhost:7417", { origin: "https://evil.example" })]).toEqual([200, 403]);
    expect((await ask(app, "/api/v1/me", { headers: { ...headers, host: "any.example" } })).status).toBe(200);
  });

  test("gets headers that let it frame nothing, load nothing, and read nothing", async () => {
    for (const path of ["/healthz", "/api/v1/me", "/nowhere"]) {
      const { headers } = await ask(app, path);
      expect(headers.get("content-security-policy")).toBe("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
      expect(Object.fromEntries(["x-frame-options", "x-content-type-options", "referrer-policy", "cross-origin-resource-policy", "cross-origin-opener-policy", "access-control-allow-origin"].map((name) => [name, headers.get(name)]))).toEqual({
        "x-frame-options": "DENY", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin", "cross-origin-opener-policy": "same-origin", "access-control-allow-origin": null,
      });
    }
  });
});

describe("a key", () => {
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  test("is shown once, kept as its hash, used without our header, and holds until it ends or is revoked", async () => {
    const owner = await signedIn(app, "olga");
    const made = await ask(app, "/api/v1/keys", { method: "POST", headers: owner, body: { name: "nightly", role: "editor", expires: "90d" } });
    const key = String(made.json["key"]);
    expect(key).toMatch(/^annua_[\w-]{43}$/);
    expect(made.json).toMatchObject({ id: 1, name: "nightly", role: "editor", made_by: "olga", revoked_at: null, used_on: null });
    const list = await ask(app, "/api/v1/keys", { headers: owner });
    expect(list.text).not.toContain(key);
    expect(list.text).not.toContain(hashOf(key));
    expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).json).toEqual({ name: "key 1 (nightly)", role: "editor", rows: [], by: "key" });
    later(91 * day);
    expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).codes).toEqual(["key-refused"]);
    const second = await accounts.keys.add({ name: "other", role: "viewer", expires: "never" }, { name: "olga", role: "owner" });
    const again = await signedIn(app, "olga");
    expect((await ask(app, "/api/v1/me", { headers: bearer(second.key) })).status).toBe(200);
    expect((await ask(app, "/api/v1/keys/2", { method: "DELETE", headers: again })).status).toBe(200);
    expect((await ask(app, "/api/v1/me", { headers: bearer(second.key) })).json).toMatchObject({ problems: [{ code: "key-refused", message: "This API key was revoked." }] });
    for (const id of ["2", "9", "x", "1e1"]) expect((await ask(app, `/api/v1/keys/${id}`, { method: "DELETE", headers: again })).codes).toEqual(["key-unknown"]);
  });

  test("does no more than its maker may, now and later, and ends with the maker's account", async () => {
    expect(await codesOf(() => accounts.keys.add({ name: "k", role: "owner" }, { name: "anna", role: "analyst" }))).toEqual(["role-above"]);
    await accounts.users.add({ name: "otto", role: "owner", password: passwordOf("otto") });
    const { key } = await accounts.keys.add({ name: "k", role: "owner" }, { name: "otto", role: "owner" });
    expect((await ask(app, "/api/v1/users", { headers: bearer(key) })).status).toBe(200);
    await accounts.users.change("otto", { role: "viewer" });
    expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).json).toMatchObject({ role: "viewer" });
    await accounts.users.remove("otto");
    expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).codes).toEqual(["key-refused"]);
  });

  test("that there is none of is refused, and guessing is slowed down", async () => {
    for (const key of ["annua_x", `annua_${"a".repeat(43)}`, "x", `annua_${"a".repeat(42)}'`]) expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).codes).toEqual(["key-refused"]);
    for (let failure = 5; failure <= 20; failure++) await ask(app, "/api/v1/me", { headers: bearer("annua_x") });
    expect((await ask(app, "/api/v1/me", { headers: bearer("annua_x") })).codes).toEqual(["sign-in-slow"]);
    const { key } = await accounts.keys.add({ name: "k", role: "viewer" }, { name: "local", role: "owner" });
    expect((await ask(app, "/api/v1/me", { headers: bearer(key) })).status).toBe(200);
  });

  test.each(["0d", "tomorrow", "2020-01-01", "2026-02-30", "-5d", ""])("can't hold until %j", async (expires) => {
    expect(await codesOf(() => accounts.keys.add({ name: "k", role: "viewer", expires }, { name: "local", role: "owner" }))).toEqual(["key-expiry"]);
  });
});

describe("people", () => {
  test.each([
    [{ name: "olga", role: "viewer" }, "user-exists"], [{ name: "OLGA", role: "viewer" }, "user-exists"], [{ name: "local", role: "viewer" }, "account-name"], [{ name: "a b", role: "viewer" }, "account-name"], [{ name: "", role: "viewer" }, "account-name"],
    [{ name: "x", role: "king" }, "account-role"], [{ name: "x", role: "editor", rows: ["csm=Jane"] }, "rows-for-role"], [{ name: "x", role: "viewer", rows: ["csm"] }, "param-value"],
    [{ name: "x", role: "viewer", password: "short" }, "password-weak"], [{ name: "x", role: "viewer", password: "aaaaaaaaaaaaaaa" }, "password-weak"], [{ name: "jane.miller", role: "viewer", password: "jane.miller1" }, "password-weak"],
    [{ name: "x", role: "viewer", password: "y".repeat(1001) }, "password-weak"],
  ])("%j can't be: %s", async (given, code) => {
    const { codes, status } = await ask(app, "/api/v1/users", { method: "POST", headers: await signedIn(app, "olga"), body: { password: "a sentence of words", ...given } });
    expect({ codes, isRefused: status >= 400 && status < 500 }).toEqual({ codes: [code], isRefused: true });
  });

  test("of a body that has no end are not waited for", async () => {
    let sent = 0;
    const endless = new ReadableStream({ pull: (stream) => (sent++, stream.enqueue(new Uint8Array(1024))) });
    const response = await app.request("/api/v1/session", { method: "POST", body: endless, duplex: "half" } as RequestInit);
    expect({ status: response.status, isShort: sent < 1100 }).toEqual({ status: 413, isShort: true });
  });

  test("keep an owner", async () => {
    const headers = await signedIn(app, "olga");
    expect((await ask(app, "/api/v1/users/olga", { method: "DELETE", headers })).codes).toEqual(["owner-last"]);
    expect((await ask(app, "/api/v1/users/olga", { method: "PATCH", headers, body: { role: "viewer" } })).codes).toEqual(["owner-last"]);
    expect((await ask(app, "/api/v1/users/olgo", { method: "DELETE", headers })).json).toMatchObject({ problems: [{ code: "user-unknown", remedy: "Did you mean olga?" }] });
  });

  test.each(["", "{", "[]", "7", "null", '{"name":"x"}', '{"name":"x","role":"viewer","password":"a sentence of words","roll":1}', '{"name":7,"role":"viewer","password":"a sentence of words"}', `{"name":"${"x".repeat(20_000)}"}`, '{"name":"x","role":"viewer","password":"a sentence of words","rows":"csm=Jane"}'])(
    "of a body that can't be used: %#", async (body) => {
      const { status, codes } = await ask(app, "/api/v1/users", { method: "POST", headers: { ...(await signedIn(app, "olga")), "content-type": "application/json" }, body });
      expect({ status, codes }).toEqual({ status: 400, codes: ["account-body"] });
    },
  );

  test("without accounts there are none to change, and the person at the machine is who they are", async () => {
    const alone = appOf(book);
    for (const path of ["/api/v1/users", "/api/v1/keys", "/api/v1/audit"]) expect((await ask(alone, path)).codes).toEqual(["accounts-none"]);
    expect((await ask(alone, "/api/v1/me")).json).toMatchObject({ name: "local", role: "owner", by: "machine" });
  });
});

describe("the audit log", () => {
  test("holds who did what, when, from where and under which request, for owners, by pages and as CSV", async () => {
    const proxied = appOf(book, { accounts, behindProxy: true });
    app = proxied;
    const owner = { ...(await signedIn(app, "olga")), "x-forwarded-for": "6.6.6.6, 203.0.113.9" };
    await ask(app, "/api/v1/users", { method: "POST", headers: { ...owner, "x-request-id": "one-1" }, body: { name: "carl", role: "viewer", rows: ["csm=Carl"], password: "a sentence of words" } });
    const { json } = await ask(app, "/api/v1/keys", { method: "POST", headers: owner, body: { name: "k", role: "viewer" } });
    const key = { authorization: `Bearer ${String(json["key"])}` };
    await ask(app, "/api/v1/reports/benchmarks?format=csv", { headers: key });
    await ask(app, "/api/v1/reports/benchmarks", { headers: key });
    await ask(app, "/api/v1/users", { headers: key });
    await ask(app, "/api/v1/users/carl", { method: "DELETE", headers: key });
    await ask(app, "/api/v1/users", { method: "POST", body: { name: "x" } });
    const told = ["olga: sign-in done: signed in", "olga: user done: added carl as viewer for csm=Carl", "olga: key done: made key 1 (k) as viewer", "key 1 (k): key done: first use of the day", "key 1 (k): export done: GET /api/v1/reports/benchmarks?format=csv", "key 1 (k): key refused: GET /api/v1/users", "key 1 (k): user refused: DELETE /api/v1/users/carl"];
    expect(await entries()).toEqual(told);
    const first = await ask(app, "/api/v1/audit?limit=3", { headers: owner });
    expect(first.json["rows"]).toMatchObject([{ audit_id: 7 }, { audit_id: 6 }, { audit_id: 5 }]);
    const next = await ask(app, `/api/v1/audit?cursor=${String(first.json["next_cursor"])}&deed=user`, { headers: owner });
    expect(next.json["rows"]).toEqual([{ audit_id: 2, done_at: `${now.toISOString().slice(0, 19)}Z`, who: "olga", role: "owner", address: "203.0.113.9", request_id: "one-1", deed: "user", outcome: "done", subject: "added carl as viewer for csm=Carl" }]);
    const csv = await ask(app, "/api/v1/audit?format=csv&who=olga", { headers: owner });
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect(csv.text.split("\r\n").map((line) => line.split(",")[0])).toEqual(["audit_id", "3", "2", "1", ""]);
    expect((await entries()).at(-1)).toBe("olga: export done: GET /api/v1/audit?format=csv&who=olga");
    for (const query of ["deed=x", "limit=0", "cursor=x", "from=soon", "format=xml"]) expect((await ask(app, `/api/v1/audit?${query}`, { headers: owner })).codes).toEqual(["param-value"]);
    expect((await ask(app, "/api/v1/audit?form=x", { headers: owner })).codes).toEqual(["param-unknown"]);
  });

  test("is never changed: no text of the accounts does, and each text is one that the engine takes", async () => {
    const db = await Database.start();
    await db.run("attach ':memory:' as accounts (type duckdb); set search_path = 'accounts'");
    await db.runFile("accounts/table");
    const names = filesUnder("src/sql/accounts", ".sql").map((path) => path.slice("src/sql/".length, -".sql".length));
    expect(names.length).toBeGreaterThan(15);
    const everything = [...names.flatMap((name) => [...sqlFile(name).matchAll(/\$(\w+)/g)].map(([, param]) => param!))];
    const nothing = Object.fromEntries(everything.map((param) => [param, null]));
    for (const name of names) {
      expect(sqlFile(name)).not.toMatch(/(update|delete\s+from|drop\s+table|alter\s+table|truncate)\s+audit/i);
      for (const statement of sqlFile(name).split(/;\n/).filter((text) => text.trim() !== "")) await db.rows(`explain ${statement}`, nothing);
    }
    db.close();
  });
});

describe("nothing secret", () => {
  test("stands in a log", () => {
    const lines: string[] = [];
    const log = pino({ redact: [...secrets] }, { write: (line: string) => void lines.push(line) });
    const hidden = { authorization: "Bearer s3cr3t", cookie: "s3cr3t", "set-cookie": "s3cr3t", password: "s3cr3t", token: "s3cr3t", key: "s3cr3t" };
    log.info(hidden, "one");
    log.info({ headers: hidden }, "two");
    log.info({ req: { headers: hidden, body: { password: "s3cr3t" } } }, "three");
    expect(lines.length).toBe(3);
    expect(lines.join("")).not.toContain("s3cr3t");
    expect(lines[1]).toContain("[Redacted]");
  });

  test("stands in the file, which its owner alone can read, and which is no book", async () => {
    const path = join(folder, "kept.accounts");
    const kept = await openAccounts({}, path);
    await kept.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
    const { token } = await kept.signIn("olga", passwordOf("olga"), "10.0.0.1");
    const { key } = await kept.keys.add({ name: "k", role: "viewer" }, { name: "olga", role: "owner" });
    await kept.signIn("hunter2 is my password", "x", "10.0.0.1").catch(() => undefined);
    expect([path, `${path}.wal`].map((file) => statSync(file).mode & 0o077)).toEqual([0, 0]);
    await kept.close();
    const bytes = readFileSync(path, "latin1");
    for (const secret of [passwordOf("olga"), token, key, key.slice(6), "hunter2"]) expect(bytes).not.toContain(secret);
    expect(bytes).toContain("$argon2id$v=19$m=64,t=1,p=1$");
    expect(await codesOf(() => openBook({ path }))).toEqual(["book-not-a-book"]);
  });

  test("is read from what is no file of accounts", async () => {
    writeFileSync(join(folder, "odd.accounts"), "no database".repeat(1000));
    expect(await codesOf(() => openAccounts({}, join(folder, "odd.accounts")))).toEqual(["accounts-unreadable"]);
    const path = join(folder, "book.annua");
    await (await openBook({ path })).close();
    expect(await codesOf(() => openAccounts({}, path))).toEqual(["accounts-unreadable"]);
  });
});

describe("a port", () => {
  const quiet = { readers: 1, port: 0, log: pino({ level: "silent" }) };

  test("of this machine is served without accounts, to names of this machine; another is refused until there are accounts", async () => {
    const path = join(folder, "acme.annua");
    await (await openBook({ path })).close();
    const alone = await serve({ path, ...quiet });
    expect((await fetch(`${alone.url}/api/v1/me`)).status).toBe(200);
    expect((await fetch(alone.url.replace("127.0.0.1", "localhost") + "/api/v1/me").catch(() => ({ status: 200 }))).status).toBe(200);
    expect((await fetch(`${alone.url}/api/v1/me`, { headers: { origin: "http://evil.example" } })).status).toBe(403);
    await alone.stop();
    expect(await codesOf(() => serve({ path, host: "0.0.0.0", ...quiet }))).toEqual(["accounts-missing"]);
    const made = await Accounts.open(join(folder, "acme.accounts"), { cost: cheap });
    await made.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
    await made.close();
    const open = await serve({ path, host: "0.0.0.0", ...quiet });
    const url = open.url.replace("0.0.0.0", "127.0.0.1");
    expect((await fetch(`${url}/api/v1/me`)).status).toBe(401);
    const signed = await fetch(`${url}/api/v1/session`, { method: "POST", body: JSON.stringify({ name: "olga", password: passwordOf("olga") }) });
    expect(signed.status).toBe(201);
    const headers = { cookie: signed.headers.get("set-cookie")!.split(";")[0]! };
    expect((await fetch(`${url}/api/v1/me`, { headers })).status).toBe(200);
    expect(await (await fetch(`${url}/api/v1/audit`, { headers })).json()).toMatchObject({ rows: [{ who: "olga", address: "127.0.0.1", deed: "sign-in" }] });
    await open.stop();
    const again = await serve({ path, ...quiet });
    expect((await fetch(`${again.url}/api/v1/me`, { headers })).status).toBe(200);
    await again.stop();
  });
});
