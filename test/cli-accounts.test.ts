/** `annua user` and `annua key`: accounts from the machine that holds the book. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBook } from "../src/index.js";
import { pino } from "pino";
import { Accounts } from "../src/http/accounts/index.js";
import { serve } from "../src/http/serve.js";
import { asked, typed } from "./cli/typed.js";
import { cheap } from "./http/served.js";

const main = new URL("../dist/cli/main.js", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "annua-cli-accounts-"));
const book = join(folder, "acme.annua");
const file = join(folder, "acme.accounts");
const codes = async (...words: string[]): Promise<string[]> => ((await asked<{ problems?: { code: string }[] }>([...words, "--book", book])).problems ?? []).map(({ code }) => code);

beforeAll(async () => (await openBook({ path: book })).close());
afterAll(() => rmSync(folder, { recursive: true }));

/** The program in a process of its own, with a password on standard input. */
function withInput(words: readonly string[], input: string): Promise<{ status: number | null; out: string }> {
  const child = spawn(process.execPath, [main, ...words, "--book", book, "--format", "json"], { stdio: ["pipe", "pipe", "ignore"] });
  let out = "";
  child.stdout.on("data", (text) => (out += String(text)));
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, out })));
}

test("without accounts there is nothing to list, and no file is made by looking; a book that is not there is a slip", async () => {
  expect(await codes("user", "list")).toEqual(["accounts-none"]);
  expect(await codes("key", "revoke", "1")).toEqual(["accounts-none"]);
  expect(existsSync(file)).toBe(false);
  expect((await asked<{ problems: { code: string }[] }>(["key", "add", "k", "--role", "viewer", "--book", join(folder, "none.annua")])).problems[0]!.code).toBe("book-missing");
});

test("a person is added with a password from standard input, given another, and removed", async () => {
  const { status, out } = await withInput(["user", "add", "Jane", "--role", "owner"], "four words and a day\nand more\n");
  expect({ status, added: JSON.parse(out) as unknown }).toMatchObject({ status: 0, added: { name: "jane", role: "owner", rows: [] } });
  expect(out).not.toContain("argon2");
  expect(JSON.parse((await withInput(["user", "add", "omar", "--role", "analyst", "--rows", "csm=Omar"], "another four words")).out)).toMatchObject({ role: "analyst", rows: ["csm=Omar"] });
  expect(JSON.parse((await withInput(["user", "add", "carl", "--role", "viewer"], "")).out)).toMatchObject({ problems: [{ code: "password-weak" }] });
  expect((await withInput(["user", "password", "omar"], "a third set of words\n")).status).toBe(0);
  const { out: table } = await typed(["user", "list", "--book", book, "--format", "table"]);
  expect(table).toMatch(/jane +owner/);
  expect(table).toMatch(/omar +analyst +csm=Omar/);
  expect(await codes("user", "remove", "jane")).toEqual(["owner-last"]);
  expect(await codes("user", "remove", "omer")).toEqual(["user-unknown"]);
  const accounts = await Accounts.open(file, { cost: cheap });
  expect((await accounts.signIn("omar", "a third set of words", "x")).user.name).toBe("omar");
  expect((await accounts.audit.list({ limit: 10 })).map(({ who, deed, subject }) => `${who} ${deed} ${subject}`)).toEqual(["local password gave omar a new password", "local user added omar as analyst", "local user added jane as owner"]);
  await accounts.close();
  expect(await asked(["user", "remove", "omar", "--book", book])).toMatchObject({ name: "omar" });
});

test("at a terminal the password is asked for twice, and never shown", async () => {
  const command = [process.execPath, main, "user", "add", "tessa", "--role", "viewer", "--book", book].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qfec", `stty cols 200; ${command}`, "/dev/null"], { env: { ...process.env, TERM: "xterm", LANG: "C.UTF-8" } });
  const left = [["Password of tessa", "a song of six words\r"], ["The same again", "a song of six words\r"]];
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    const next = left[0];
    if (next === undefined || !shown.includes(next[0]!)) return;
    left.shift();
    child.stdin.write(next[1]!);
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  expect(shown).toContain("Account added");
  expect(shown).not.toContain("a song");
  expect(await asked(["user", "remove", "tessa", "--book", book])).toMatchObject({ role: "viewer" });
});

test("a key is shown once, listed without itself, and revoked", async () => {
  const { out } = await typed(["key", "add", "nightly", "--role", "editor", "--expires", "90d", "--book", book, "--format", "table"]);
  const [key] = /annua_[\w-]{43}/.exec(out)!;
  const { out: list } = await typed(["key", "list", "--book", book, "--format", "json"]);
  expect(list).not.toContain(key);
  expect(JSON.parse(list)).toMatchObject({ keys: [{ id: 1, name: "nightly", role: "editor", made_by: "local", revoked_at: null }] });
  expect(await codes("key", "add", "k", "--role", "king")).toEqual(["account-role"]);
  expect(await codes("key", "add", "k", "--role", "editor", "--rows", "csm=Jane")).toEqual(["rows-for-role"]);
  expect(await codes("key", "add", "k", "--role", "viewer", "--expires", "soon")).toEqual(["key-expiry"]);
  expect((await asked(["key", "revoke", "1", "--book", book]))["revoked_at"]).toMatch(/^2/);
  expect(await codes("key", "revoke", "1")).toEqual(["key-unknown"]);
  expect((await typed(["key", "add", "k", "--book", book])).err).toContain("--role");
});

test("while a server holds the accounts, the commands say what to do", async () => {
  const script = `import { Accounts } from ${JSON.stringify(new URL("../dist/http/accounts/index.js", import.meta.url).href)}; await Accounts.open(${JSON.stringify(file)}); console.log("open"); setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  expect(await codes("user", "list")).toEqual(["accounts-locked"]);
  child.kill();
  await new Promise((resolve) => child.on("close", resolve));
  expect(await codes("user", "list")).toEqual([]);
});

test("while the book is served the commands go through the server, and hold at once", async () => {
  const server = await serve({ path: book, port: 0, readers: 1, log: pino({ level: "silent" }) });
  try {
    expect(server.hasAccounts).toBe(true);
    const signIn = async (password: string): Promise<number> => (await fetch(`${server.url}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name: "rita", password }) })).status;
    expect(await signIn("ten green bottles on a wall")).toBe(401);
    expect(JSON.parse((await withInput(["user", "add", "rita", "--role", "analyst", "--rows", "csm=Rita"], "ten green bottles on a wall\n")).out)).toMatchObject({ name: "rita", rows: ["csm=Rita"] });
    expect(await signIn("ten green bottles on a wall")).toBe(201);
    expect((await withInput(["user", "password", "rita"], "nine green bottles on a wall\n")).status).toBe(0);
    expect([await signIn("ten green bottles on a wall"), await signIn("nine green bottles on a wall")]).toEqual([401, 201]);
    const made = JSON.parse((await withInput(["key", "add", "loader", "--role", "analyst"], "")).out) as { id: number; key: string };
    const me = async (): Promise<number> => (await fetch(`${server.url}/api/v1/me`, { headers: { authorization: `Bearer ${made.key}` } })).status;
    expect(await me()).toBe(200);
    expect(JSON.parse((await withInput(["key", "revoke", String(made.id)], "")).out)).toMatchObject({ id: made.id, name: "loader" });
    expect(await me()).toBe(401);
    expect(JSON.parse((await withInput(["user", "remove", "rita"], "")).out)).toMatchObject({ name: "rita" });
    expect(JSON.parse((await withInput(["user", "remove", "rita"], "")).out)).toMatchObject({ problems: [{ code: "user-unknown" }] });
    expect((JSON.parse((await withInput(["user", "list"], "")).out) as { users: { name: string }[] }).users.map(({ name }) => name)).toEqual(["jane"]);
  } finally {
    await server.stop();
  }
  const accounts = await Accounts.open(file);
  expect((await accounts.audit.list({ limit: 20 })).map(({ who, subject }) => `${who} ${subject}`)).toContain("local made key 2 (loader) as analyst");
  await accounts.close();
}, 120_000);
