/** The commands `annua user` and `annua key` and what they take. */
import { Option, type Command } from "commander";
import { addBook, addShowing, type Options } from "./options.js";
import type { Shell } from "./shell.js";

const collected = (value: string, before: string[] = []): string[] => [...before, value];

/** @param described a command of the catalogue by its name */
export function addAccounts(shell: Shell, described: (name: "user" | "key") => Command): void {
  const load = () => import("./account-commands.js");
  const user = described("user");
  const add = user.command("add").argument("<name>", "The name by which they sign in.").description("Give somebody an account; the password is asked for, or read from standard input.");
  add.action(async (name: string) => (await load()).addUser(shell, name, add.opts<Options>()));
  const list = user.command("list", { isDefault: true }).description("Who has an account.");
  list.action(async () => (await load()).listUsers(shell, list.opts<Options>()));
  const remove = user.command("remove").argument("<name>", "Whose account.").description("End an account, its sessions and the keys that it made.");
  remove.action(async (name: string) => (await load()).removeUser(shell, name, remove.opts<Options>()));
  const password = user.command("password").argument("<name>", "Whose password.").description("Give a new password, asked for or read from standard input; it ends every session.");
  password.action(async (name: string) => (await load()).changePassword(shell, name, password.opts<Options>()));

  const key = described("key");
  const make = key.command("add").argument("<name>", "What the key is for.").description("Make a key for a script; it is shown once.");
  make.addOption(new Option("--expires <when>", "Until when it holds: days such as 90d, a day, or never; a year.").helpGroup("Who may:"));
  make.action(async (name: string) => (await load()).addKey(shell, name, make.opts<Options>()));
  const keys = key.command("list", { isDefault: true }).description("The keys, without what they are.");
  keys.action(async () => (await load()).listKeys(shell, keys.opts<Options>()));
  const revoke = key.command("revoke").argument("<id>", "Its number, as the list shows it.").description("Make a key hold no longer.");
  revoke.action(async (id: string) => (await load()).revokeKey(shell, id, revoke.opts<Options>()));

  for (const one of [add, make]) {
    const role = new Option("--role <role>", "What they may: viewer (sums alone), analyst (every report), editor (imports, answers, closes), owner (accounts and policy, too).").helpGroup("Who may:");
    one.addOption(role.makeOptionMandatory());
    one.addOption(new Option("--rows <condition>", "Only these rows, totals included, such as csm=Jane; for viewers and analysts; repeatable.").argParser(collected).helpGroup("Who may:"));
  }
  for (const one of [add, list, remove, password, make, keys, revoke]) {
    addBook(one);
    addShowing(one, false);
  }
}
