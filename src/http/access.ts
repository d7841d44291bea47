/** Where requests may come from, and the accounts of those who may ask. */
import { existsSync } from "node:fs";
import type { Context } from "hono";
import { refuse } from "../domain/problem.js";
import { Accounts } from "./accounts/index.js";
import { accountsFileOf } from "./accounts/store.js";
import type { Env } from "./serving.js";

export interface Access {
  /** None: only the person at the machine asks. */
  accounts?: Accounts | undefined;
  /** Where the server listens, once it does. */
  port?: number | undefined;
  /** Names under which it may be asked, beside those of the machine itself; with accounts and none: any. */
  hosts: readonly string[];
  /** A proxy stands before it, whose X-Forwarded headers are believed. */
  behindProxy: boolean;
  /** Anybody who can reach it may read how it fares. */
  metricsOpen?: boolean | undefined;
}

export interface AccessOptions {
  /** The file of accounts; default: beside the book. */
  accounts?: string | undefined;
  allowHosts?: readonly string[] | undefined;
  behindProxy?: boolean | undefined;
  metricsOpen?: boolean | undefined;
}

const machine: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];
const isOfMachine = (host: string): boolean => machine.includes(host) || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);

/** Opens the accounts of a book, where it has some; an address that others can reach is refused without. */
export async function openAccess(book: string, host: string, { accounts: said, allowHosts = [], behindProxy = false, metricsOpen }: AccessOptions): Promise<Access> {
  const file = said ?? accountsFileOf(book);
  // a slip in its name must not let everybody in
  if (said !== undefined && !existsSync(said)) refuse("accounts-unreadable", { file: said, reason: "there is no such file" }, { file: said });
  const accounts = existsSync(file) ? await Accounts.open(file) : undefined;
  if (accounts !== undefined && (await accounts.hasAnybody())) return { accounts, hosts: allowHosts, behindProxy, metricsOpen };
  await accounts?.close();
  // whoever had accounts does not mean to let everybody at the machine in
  if (accounts !== undefined) refuse("accounts-nobody", { file, book }, { file });
  if (!isOfMachine(host)) refuse("accounts-missing", { host, book });
  return { hosts: [], behindProxy: false };
}

/** Refuses a name that is not the server's, and pages of others: a page of a stranger can have its own name lead here. */
export function checkWhereFrom(c: Context<Env>, access: Access): void {
  const host = (c.req.header("host") ?? new URL(c.req.url).host).toLowerCase();
  const own = access.accounts === undefined;
  if (own ? !isMachineAt(host, access.port) || isForwarded(c) : access.hosts.length > 0 && !isNamed(host, [...access.hosts, ...addressesOf(c)])) refuse("host-foreign", { host: host.slice(0, 100) });
  const origin = c.req.header("origin")?.toLowerCase();
  if (origin !== undefined && !isOwnOrigin(origin, host, own ? [] : access.hosts)) refuse("origin-foreign", { origin: origin.slice(0, 100) });
  const [site, mode] = [c.req.header("sec-fetch-site"), c.req.header("sec-fetch-mode")];
  if (site !== undefined && site !== "same-origin" && site !== "none" && mode !== "navigate") refuse("origin-foreign", { origin: `a ${site.slice(0, 20)} page` });
}

/** A name of the machine, with the port at which the server listens. */
function isMachineAt(host: string, port: number | undefined): boolean {
  const [, name = "", said = "80"] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  return machine.includes(name) && (port === undefined || said === String(port));
}

const isNamed = (host: string, hosts: readonly string[]): boolean => {
  const name = host.replace(/:\d+$/, "");
  return machine.includes(name) || hosts.some((one) => [host, name].includes(one.toLowerCase()));
};

/** The address at which the request arrived: those who watch a server ask by it, and no page of a stranger has a number for its name. */
function addressesOf(c: Context<Env>): string[] {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { localAddress?: string } } };
  const address = incoming?.socket?.localAddress?.replace(/^::ffff:/, "");
  return address === undefined ? [] : [address.includes(":") ? `[${address}]` : address];
}

const isOwnOrigin = (origin: string, host: string, hosts: readonly string[]): boolean => {
  const [, from] = /^https?:\/\/([^/]+)$/.exec(origin) ?? [];
  return from !== undefined && (from === host || (hosts.length > 0 && hosts.some((one) => one.toLowerCase() === from || one.toLowerCase() === from.replace(/:\d+$/, ""))));
};

/** A proxy that somebody put before a server without accounts would let everyone in. */
const isForwarded = (c: Context<Env>): boolean => ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"].some((name) => c.req.header(name) !== undefined);

/** Where the request came from; of a chain of addresses the last is the one that the proxy saw itself. */
export function addressOf(c: Context<Env>, { behindProxy }: Access): string {
  const forwarded = behindProxy ? c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return (forwarded ?? incoming?.socket?.remoteAddress ?? "local").slice(0, 64);
}

/** Whether nobody on the way could read it. */
export function isSecure(c: Context<Env>, { behindProxy }: Access): boolean {
  const said = behindProxy ? c.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim() : undefined;
  return (said ?? new URL(c.req.url).protocol.replace(":", "")) === "https";
}
