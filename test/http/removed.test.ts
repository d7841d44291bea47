/** The audit log tells what was removed from a dry run of it. */
import { expect, test } from "vitest";
import { appOf, ask, openAccounts, passwordOf, servedBook, signedIn } from "./served.js";

test("a dry run of a removal is called one", async () => {
  const [book, accounts] = [await servedBook(), await openAccounts()];
  const app = appOf(book, { accounts });
  await accounts.users.add({ name: "olga", role: "owner", password: passwordOf("olga") });
  const headers = await signedIn(app, "olga");
  await ask(app, "/api/v1/events", { method: "POST", headers, body: { date: "2026-01-01", title: "one" } });
  for (const query of ["?dry_run", ""]) expect((await ask(app, `/api/v1/events/1${query}`, { method: "DELETE", headers })).status).toBe(200);
  const entries = await accounts.audit.list({ limit: 100 });
  expect(entries.slice(0, 2).map(({ subject }) => subject)).toEqual(["removed event 1", "dry run of removing event 1"]);
  await Promise.all([book.close(), accounts.close()]);
});
