/** By what names a server with accounts may be asked, beside those that it was given. */
import { expect, test } from "vitest";
import { appOf, openAccounts, servedBook } from "./served.js";

test("where names are allowed, the address at which a request arrives is one as well", async () => {
  const [book, accounts] = [await servedBook(), await openAccounts()];
  const named = appOf(book, { accounts, hosts: ["arr.acme.example"] });
  const asked = async (host: string, localAddress: string) => (await named.request("/healthz", { headers: { host } }, { incoming: { socket: { localAddress, remoteAddress: "10.0.0.9" } } })).status;
  expect(await asked("10.0.0.5:7417", "::ffff:10.0.0.5")).toBe(200);
  expect(await asked("[fd00::5]:7417", "fd00::5")).toBe(200);
  expect(await asked("10.0.0.6:7417", "10.0.0.5")).toBe(403);
  expect(await asked("10.0.0.5.evil.example", "10.0.0.5")).toBe(403);
  await accounts.close();
  await book.close();
});
