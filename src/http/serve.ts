/** The server: a book, its application and a port, until somebody stops it. */
import { serve as listen, type ServerType } from "@hono/node-server";
import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { pino, type Logger } from "pino";
import { ServedBook, type ServedOptions } from "../engine/served-book.js";
import { openAccess, type AccessOptions } from "./access.js";
import { makeApp } from "./app.js";
import { leaveAddress, takeAddress } from "./local-words.js";
import { secrets } from "./secrets.js";
import { usualLimits, type Limits } from "./serving.js";

export interface ServeOptions extends ServedOptions, AccessOptions {
  host?: string | undefined;
  /** 0: any that is free. */
  port?: number | undefined;
  limits?: Partial<Limits> | undefined;
  log?: Logger | undefined;
}

export interface Server {
  url: string;
  /** Takes no more requests, lets those at work end or stops them after a while, and closes the book. */
  stop: () => Promise<void>;
}

/** Milliseconds in which requests at work may end when the server is stopped. */
const patience = 10_000;
/** Milliseconds in which a request, with whatever file it sends, has to be there. */
const longestUpload = 3_600_000;

export async function serve({ host = "127.0.0.1", port = 7417, limits = {}, log = pino({ redact: [...secrets] }), ...options }: ServeOptions): Promise<Server> {
  const access = await openAccess(options.path, host, options);
  let book: ServedBook | undefined;
  try {
    const opened = (book = await ServedBook.open(options));
    const local = { secret: randomBytes(32).toString("base64url") };
    const app = makeApp({ book: opened, name: options.path, limits: { ...usualLimits, ...limits }, log, access, local });
    const { server, address } = await listening(app.fetch, host, port);
    access.port = address.port;
    server.once("close", openToLocal(options.path, address, local.secret));
    return { url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`, stop: () => stopped(server, opened).then(() => access.accounts?.close()) };
  } catch (error) {
    await book?.close();
    await access.accounts?.close();
    throw error;
  }
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
    const server = listen({ fetch, hostname, port, serverOptions: { requestTimeout: longestUpload } }, (address) => resolve({ server, address }));
    server.once("error", reject);
  });
}

async function stopped(server: ServerType, book: ServedBook): Promise<void> {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()));
  if ("closeIdleConnections" in server) server.closeIdleConnections();
  const timer = setTimeout(() => book.stopAll(), patience);
  await ended;
  // a job that nobody waits for is at work still
  await book.close();
  clearTimeout(timer);
}
