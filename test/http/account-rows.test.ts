/** Rows of an account or key are held against the book: a column that no line has is refused, a value that nobody has is told of. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../../src/index.js";
import type { ServedBook } from "../../src/engine/served-book.js";
import type { Accounts } from "../../src/http/accounts/index.js";
import { typed } from "../cli/typed.js";
import { exampleBook, exampleLines } from "./example-book.js";
import { appOf, ask, openAccounts, type App, type Said, type Told } from "./served.js";

describe("over HTTP", () => {
  let book: ServedBook;
  let accounts: Accounts;
  let app: App;
  let headers: Record<string, string>;

  beforeAll(async () => {
    book = await exampleBook();
    accounts = await openAccounts();
    app = appOf(book, { accounts });
    await accounts.users.add({ name: "olga", role: "owner", password: "four words and a day" });
    const { key } = await accounts.keys.add({ name: "o", role: "owner" }, { name: "local", role: "owner" });
    headers = { authorization: `Bearer ${key}` };
  });
  afterAll(async () => {
    await book.close();
    await accounts.close();
  });

  const say = (path: string, body: unknown, method = "POST"): Promise<Told> => ask(app, `/api/v1/${path}`, { method, headers, body } satisfies Said);
  const omar = { name: "omar", role: "analyst", password: "another four words" };

  test("people and keys", async () => {
    const refused = await say("users", { ...omar, rows: ["cms=Omar"] });
    expect([refused.status, refused.codes]).toEqual([400, ["column-unknown"]]);
    expect(refused.text).toContain("csm");
    expect((await say("users", { ...omar, rows: ["csm=Omer"] })).json).toMatchObject({ name: "omar", problems: [{ code: "value-unknown", severity: "warning" }] });
    expect((await say("users/omar", { rows: ["segmint=smb"] }, "PATCH")).codes).toEqual(["column-unknown"]);
    const mended = await say("users/omar", { rows: ["csm=Omar"] }, "PATCH");
    expect(mended.json).toMatchObject({ rows: ["csm=Omar"] });
    expect(mended.json).not.toHaveProperty("problems");
    expect((await say("keys", { name: "k", role: "viewer", rows: ["cms=Omar"] })).codes).toEqual(["column-unknown"]);
    expect((await say("keys", { name: "k", role: "editor", rows: ["cms=Omar"] })).codes).toEqual(["rows-for-role"]);
    expect((await say("keys", { name: "k", role: "viewer", rows: ["csm=Nobody"] })).json).toMatchObject({ problems: [{ code: "value-unknown" }] });
    expect((await accounts.keys.list()).length).toBe(2);
  });
});

test("on the command line, before a password is asked for or a file is made", async () => {
  const folder = mkdtempSync(join(tmpdir(), "annua-account-rows-"));
  const path = join(folder, "acme.annua");
  const book = await openBook({ path });
  await book.import(exampleLines);
  await book.close();
  const add = (...words: string[]) => typed(["key", "add", "k", "--role", "viewer", ...words, "--book", path]);
  const refused = await add("--rows", "cms=Omar");
  expect([refused.status, refused.err]).toEqual([2, expect.stringMatching(/column-unknown[^]*csm/)]);
  expect(existsSync(join(folder, "acme.accounts"))).toBe(false);
  const told = await add("--rows", "csm=Omer");
  expect([told.status, told.err]).toEqual([0, expect.stringMatching(/Omer[^]*Omar/)]);
  rmSync(folder, { recursive: true });
});
