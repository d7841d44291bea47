/** The server on standard input and output, until the client hangs up. Nothing but the protocol goes to standard output. */
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Book } from "../engine/book.js";
import type { Progress } from "../engine/derive.js";
import { AskedBook } from "./asked-book.js";
import { makeServer } from "./server.js";

export interface StdioOptions {
  /** Opens the book so that nothing is written to it. */
  open: (progress: Progress) => Promise<Book>;
  /** Told of what is a fault of ours, for the client's log. */
  fault: (error: unknown, request: string) => void;
}

export async function serveOverStdio({ open, fault }: StdioOptions): Promise<void> {
  const book = new AskedBook(open);
  const handle = serveStdio(() => makeServer(book, fault), { transport: new StdioServerTransport(), onerror: (error) => fault(error, "of the protocol") });
  const stopped = new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) process.stdin.once(event, () => resolve());
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve());
  });
  await stopped;
  await handle.close();
  process.stdin.pause();
  await book.close();
}
