/** People and keys of a served book, from the machine that holds it. */
import { existsSync } from "node:fs";
import { label, type Column } from "../catalogue/define.js";
import type { ReportRow } from "../catalogue/index.js";
import { objectOf } from "../export/json.js";
import type { Sheet } from "../export/sheet.js";
import type { AccountDesk } from "../http/local-accounts.js";
import type { Entry } from "../http/accounts/audit.js";
import type { Key } from "../http/accounts/keys.js";
import type { User } from "../http/accounts/users.js";
import { askPassword } from "./ask-password.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { give, showingOf } from "./showing.js";
import type { Shell } from "./shell.js";
import { tell } from "./telling.js";
import { withBook } from "./with-book.js";
import { withAccounts } from "./with-accounts.js";

const userColumns: Column[] = [label("name", "Name"), label("role", "Role"), label("rows", "Rows"), label("made_at", "Since (UTC)")];
const keyColumns: Column[] = [label("id", "No."), label("name", "Name"), label("role", "Role"), label("rows", "Rows"), label("made_by", "Made by"), label("expires_at", "Until (UTC)"), label("used_on", "Last used"), label("revoked_at", "Revoked (UTC)")];

export async function addUser(shell: Shell, name: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await checkRows(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const user = await accounts.users.add({ name, role: String(options["role"]), rows: rowsOf(options), password: await askPassword(shell, name) });
    await note(accounts, "user", `added ${user.name} as ${user.role}`);
    const notes = ["A server that is running without accounts takes them up when it is started anew."];
    await give(shell, showing, { sheet: () => users("Account added", [user], notes), json: () => objectOf({ ...user }) });
  }, true);
}

export async function listUsers(shell: Shell, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const found = await accounts.users.list();
    await give(shell, showing, { sheet: () => users("Accounts", found, []), json: () => objectOf({ users: found }) });
  });
}

export async function removeUser(shell: Shell, name: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const user = await accounts.users.remove(name);
    await note(accounts, "user", `removed ${user.name}`);
    await give(shell, showing, { sheet: () => users("Account removed", [user], ["The keys that it made hold no longer."]), json: () => objectOf({ ...user }) });
  });
}

export async function changePassword(shell: Shell, name: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const { name: known } = await accounts.users.user(name);
    const user = await accounts.users.change(known, { password: await askPassword(shell, known) });
    await accounts.attempts.succeeded(known);
    await note(accounts, "password", `gave ${known} a new password`);
    await give(shell, showing, { sheet: () => users("Password changed", [user], ["Whoever was signed in under this name is signed out."]), json: () => objectOf({ ...user }) });
  });
}

export async function addKey(shell: Shell, name: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await checkRows(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const made = await accounts.keys.add({ name, role: String(options["role"]), rows: rowsOf(options), expires: options["expires"] as string | undefined }, { name: "local", role: "owner" });
    await note(accounts, "key", `made key ${made.id} (${made.name}) as ${made.role}`);
    const notes = [`The key, shown this once: ${made.key}`, "Send it as: Authorization: Bearer annua_…"];
    await give(shell, showing, { sheet: () => keys("Key made", [made], notes), json: () => objectOf({ ...made }) });
  }, true);
}

export async function listKeys(shell: Shell, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const found = await accounts.keys.list();
    await give(shell, showing, { sheet: () => keys("Keys", found, []), json: () => objectOf({ keys: found }) });
  });
}

export async function revokeKey(shell: Shell, id: string, options: Options): Promise<void> {
  const showing = showingOf(shell, options);
  await withAccounts(shell, options, async (accounts) => {
    const key = await accounts.keys.revoke(id);
    await note(accounts, "key", `revoked key ${key.id} (${key.name})`);
    await give(shell, showing, { sheet: () => keys("Key revoked", [key], []), json: () => objectOf({ ...key }) });
  });
}

const rowsOf = (options: Options): string[] => (options["rows"] as string[] | undefined) ?? [];

/** Before anything is asked or made: columns of --rows that the book lacks are refused, and values that nobody has are told. */
async function checkRows(shell: Shell, options: Options): Promise<void> {
  const path = options.book ?? bookOf(shell);
  if (rowsOf(options).length === 0 || !existsSync(path)) return;
  const { checkedRows } = await import("../http/accounts/checked-rows.js");
  await tell(shell, await withBook(shell, { path, readOnly: true }, (book) => checkedRows(book, String(options["role"]), rowsOf(options))));
}

/** The person at the machine is written down, too. */
const note = (accounts: AccountDesk, deed: Entry["deed"], subject: string): Promise<void> =>
  accounts.audit.add({ who: "local", role: "owner", address: "this machine", request_id: "", deed, outcome: "done", subject });

const users = (title: string, found: readonly User[], notes: string[]): Sheet => sheetOf(title, userColumns, found.map(({ rows, ...user }) => ({ ...user, rows: rows.join(" and ") })), notes);

const keys = (title: string, found: readonly Key[], notes: string[]): Sheet => sheetOf(title, keyColumns, found.map(({ rows, id, ...key }) => ({ ...key, id: String(id), rows: rows.join(" and "), expires_at: key.expires_at ?? "never" })), notes);

const sheetOf = (title: string, columns: Column[], rows: ReportRow[], notes: string[]): Sheet => ({ title, scope: [], currency: null, columns, rows, shape: "plain", notes, empty: "There are none." });
