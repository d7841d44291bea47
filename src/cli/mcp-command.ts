/** A book for an assistant on the same machine, over standard input and output. */
import { existsSync } from "node:fs";
import { refuse } from "../domain/problem.js";
import { serveOverStdio } from "../mcp/serve.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { write, type Shell } from "./shell.js";
import { openedOrServed } from "./with-book.js";

export async function runMcp(shell: Shell, options: Options): Promise<void> {
  const path = options.book ?? bookOf(shell);
  if (!existsSync(path)) refuse("book-missing", { book: path }, { file: path });
  await serveOverStdio({
    open: (progress) => openedOrServed({ path, readOnly: true, create: false, progress }),
    fault: (error, request) => void write(shell.stderr, `annua mcp: request ${request}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
  });
}
