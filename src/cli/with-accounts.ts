/** Opening the accounts beside a book for the length of a command. */
import { existsSync, rmSync } from "node:fs";
import { refuse } from "../domain/problem.js";
import type { AccountDesk } from "../http/local-accounts.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import type { Shell } from "./shell.js";

/**
 * Runs `work` on the accounts of a book and closes them, whatever happens. A server that is running holds the file: then it does the work.
 * @param makes whether the file is made where there is none
 */
export async function withAccounts<T>(shell: Shell, options: Options, work: (accounts: AccountDesk) => Promise<T>, makes = false): Promise<T> {
  const book = options.book ?? bookOf(shell);
  if (!existsSync(book)) refuse("book-missing", { book }, { file: book });
  const served = await (await import("./served-proxy.js")).servedAccounts(book);
  if (served !== undefined) return work(served);
  const [{ Accounts: Opened }, { accountsFileOf }] = await Promise.all([import("../http/accounts/index.js"), import("../http/accounts/store.js")]);
  const file = accountsFileOf(book);
  if (!makes && !existsSync(file)) refuse("accounts-none", { book }, { file });
  const isNew = !existsSync(file);
  const accounts = await Opened.open(file);
  let isOfUse = !isNew;
  try {
    const done = await work(accounts);
    isOfUse = true;
    return done;
  } finally {
    await accounts.close();
    // an account that was not made leaves no accounts without anybody behind
    if (!isOfUse) for (const made of [file, `${file}.wal`]) rmSync(made, { force: true });
  }
}
