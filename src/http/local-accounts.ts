/** What the command line does to the accounts of a served book, whose file the server holds: method by method. */
import { refuse } from "../domain/problem.js";
import type { Accounts } from "./accounts/index.js";

const methods = {
  users: ["add", "list", "remove", "user", "change"],
  keys: ["add", "list", "revoke"],
  attempts: ["succeeded"],
  audit: ["add"],
} as const;

export type AccountPart = keyof typeof methods;

/** The part of accounts that the command line works with. */
export type AccountDesk = { [Part in AccountPart]: Pick<Accounts[Part], (typeof methods)[Part][number] & keyof Accounts[Part]> };

export interface AccountCall {
  part: string;
  method: string;
  args: unknown[];
}

/** What a call is answered with; `none`: the server has no accounts, and their file is free. */
export type AccountAnswer = { done: unknown } | { none: true };

export async function answerAccounts(accounts: Accounts | undefined, { part, method, args }: AccountCall): Promise<AccountAnswer> {
  if (accounts === undefined) return { none: true };
  const known: readonly string[] = Object.hasOwn(methods, part) ? methods[part as AccountPart] : [];
  if (!known.includes(method)) return refuse("route-unknown", { method: "POST", path: `/local/accounts ${part}.${method}` });
  const desk = accounts[part as AccountPart] as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  return { done: (await desk[method]!(...args)) ?? null };
}

/** The same desk at the other end of a line. */
export function deskOver(call: (asked: AccountCall) => Promise<unknown>): AccountDesk {
  const partOf = (part: string, names: readonly string[]) => [part, Object.fromEntries(names.map((method) => [method, (...args: unknown[]) => call({ part, method, args })]))];
  return Object.fromEntries(Object.entries(methods).map(([part, names]) => partOf(part, names))) as AccountDesk;
}
