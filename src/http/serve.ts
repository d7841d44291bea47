/** The server: a book, its application and a port, until somebody stops it. */
import { serve as listen, type ServerType } from "@hono/node-server";
import { randomBytes } from "node:crypto";
import { statSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { problem, ProblemError } from "../domain/problem.js";
import { spillFolder } from "../engine/book-file.js";
import { ServedBook, type ServedOptions } from "../engine/served-book.js";
import { passIn } from "../sources/passing-folder.js";
import { openAccess, type AccessOptions } from "./access.js";
import { makeApp } from "./app.js";
import { leaveAddress, takeAddress } from "./local-words.js";
import { makeLog } from "./log.js";
import { usualLimits, type Limits, type ServerState } from "./serving.js";

export interface ServeOptions extends ServedOptions, AccessOptions {
  host?: string | undefined;
  /** 0: any that is free. */
  port?: number | undefined;
  limits?: Partial<Limits> | undefined;
  log?: Logger | undefined;
  /** Milliseconds in which requests and changes at work may end when the server is stopped; then they are stopped. */
  patience?: number | undefined;
}

export interface Server {
  url: string;
  /** Whether there are accounts; without, only the person at the machine may ask. */
  hasAccounts: boolean;
  /** Takes no more requests, lets those at work end or stops them after a while, and closes the book. */
  stop: () => Promise<void>;
}

/** Milliseconds in which a request, with whatever file it sends, has to be there. */
const longestUpload = 3_600_000;
/** Milliseconds in which the head of a request has to be there. */
const longestHead = 20_000;

export async function serve({ host = "127.0.0.1", port = 7417, limits = {}, log = makeLog({}), patience = 10_000, ...options }: ServeOptions): Promise<Server> {
  const access = await openAccess(options.path, host, options);
  let book: ServedBook | undefined;
  let aside: Aside | undefined;
  try {
    book = await ServedBook.open(options);
    aside = await layAside(options.path);
    const local = { secret: randomBytes(32).toString("base64url") };
    const state: ServerState = { isClosing: false };
    const most = { ...usualLimits, ...limits };
    const app = makeApp({ book, name: options.path, limits: most, log, access, local, state });
    const { server, address } = await listening(app.fetch, host, port);
    boundConnections(server, most.connections, log);
    access.port = address.port;
    const takeLocal = openToLocal(options.path, address, local.secret);
    const opened = { server, book, state, patience };
    if (access.accounts !== undefined && isOpenToOthers(options.path)) log.warn({ file: options.path }, "other users of this machine can read the book past its accounts; chmod 600 keeps them out");
    const closeAll = async (): Promise<void> => {
      await stopped(opened);
      takeLocal();
      await access.accounts?.close();
      await aside?.remove();
    };
    let stopping: Promise<void> | undefined;
    return { url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`, hasAccounts: access.accounts !== undefined, stop: () => (stopping ??= closeAll()) };
  } catch (error) {
    await book?.close();
    await access.accounts?.close();
    await aside?.remove();
    throw error;
  }
}

/** Who may read the file sees every line, whatever the accounts say. */
const isOpenToOthers = (path: string): boolean => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;

interface Aside {
  remove: () => Promise<void>;
}

/** Files that are sent lie beside the book while they are read, where whoever opens it next finds and removes what a killed server left. */
async function layAside(book: string): Promise<Aside> {
  if (book === ":memory:") return { remove: async () => undefined };
  const folder = spillFolder(book);
  await mkdir(folder, { mode: 0o700 });
  passIn(folder);
  return {
    remove: async () => {
      passIn(undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Tells the command line of the same user where the book is served. @returns takes that back */
function openToLocal(book: string, { address, port, family }: AddressInfo, secret: string): () => void {
  if (book === ":memory:") return () => undefined;
  const host = ["0.0.0.0", "::"].includes(address) ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address;
  const local = { url: `http://${host}:${port}`, pid: process.pid, secret };
  leaveAddress(book, local);
  return () => takeAddress(book, local);
}

function listening(fetch: (request: Request) => Response | Promise<Response>, hostname: string, port: number): Promise<{ server: ServerType; address: AddressInfo }> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, hostname, port, serverOptions: { requestTimeout: longestUpload, headersTimeout: longestHead } }, (address) => resolve({ server, address }));
    server.once("error", (error: NodeJS.ErrnoException) => reject(unheard(error, hostname, port)));
  });
}

/** Whoever opens one connection more is hung up on; the log says so once a minute. */
function boundConnections(server: ServerType, most: number, log: Logger): void {
  server.maxConnections = most;
  let told = 0;
  server.on("drop", () => {
    if (Date.now() - told < 60_000) return;
    told = Date.now();
    log.warn({ connections: most }, "connections were refused: as many as may be are open");
  });
}

/** Why nobody can be heard there, as a problem. */
function unheard(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE") return new ProblemError([problem("port-taken", { host, port })]);
  return error.syscall === "listen" || error.syscall === "getaddrinfo" ? new ProblemError([problem("address-refused", { host, port, reason: error.code ?? error.message })]) : error;
}

/** Milliseconds in which what was stopped may still say so. */
const lastWords = 2000;

async function stopped({ server, book, state, patience }: { server: ServerType; book: ServedBook; state: ServerState; patience: number }): Promise<void> {
  state.isClosing = true;
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  const isPlain = "closeIdleConnections" in server;
  // a connection that answered its last request is let go by its client, or here
  const idle = setInterval(() => isPlain && server.closeIdleConnections(), 100);
  if (isPlain) server.closeIdleConnections();
  const stop = setTimeout(() => book.stopAll(), patience);
  // nobody can hold the book by sending for ever
  const cut = setTimeout(() => isPlain && server.closeAllConnections(), patience + lastWords);
  try {
    await ended;
    await book.close();
  } finally {
    clearInterval(idle);
    clearTimeout(stop);
    clearTimeout(cut);
  }
}
