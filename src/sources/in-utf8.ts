/** A file in another encoding, written out in UTF-8 in a folder that goes with the source. */
import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { blocksOf } from "./blocks.js";
import type { OpenSource } from "./open-source.js";
import { isGzip } from "./probe.js";

/** Whether there is an encoding of that name (WHATWG): windows-1252, windows-1250, macintosh, utf-16le, shift_jis, … */
export function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}

/** The same text as UTF-8; bytes that mean nothing in `encoding` become the replacement character. The given source passes into the keeping of the new one. */
export async function inUtf8(source: OpenSource, encoding: string): Promise<OpenSource> {
  const folder = await mkdtemp(join(tmpdir(), "annua-"));
  // a program that exits before it disposes (Ctrl-C) leaves no copy of someone's contracts behind
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeAtExit);
  const dispose = async () => {
    process.removeListener("exit", removeAtExit);
    await rm(folder, { recursive: true, force: true });
    await source.dispose();
  };
  try {
    const readFrom = join(folder, "utf8");
    await pipeline(Readable.from(decoded(source, encoding)), createWriteStream(readFrom, { mode: 0o600 }));
    return { ...source, readFrom, bytes: (await stat(readFrom)).size, dispose };
  } catch (error) {
    process.removeListener("exit", removeAtExit);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function* decoded(source: OpenSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocksOf(source.readFrom, await isGzip(source.readFrom))) yield decoder.decode(block, { stream: true });
  yield decoder.decode();
}
