/** A file in another encoding, written out in UTF-8 in a folder that goes with the source. */
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { blocksOf } from "./blocks.js";
import type { OpenSource } from "./open-source.js";
import { passingFolder } from "./passing-folder.js";
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
  const folder = await passingFolder();
  const dispose = async () => {
    await folder.remove();
    await source.dispose();
  };
  try {
    const readFrom = join(folder.path, "utf8");
    await pipeline(Readable.from(decoded(source, encoding)), createWriteStream(readFrom, { mode: 0o600 }));
    return { ...source, readFrom, bytes: (await stat(readFrom)).size, dispose };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

async function* decoded(source: OpenSource, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const block of blocksOf(source.readFrom, await isGzip(source.readFrom))) yield decoder.decode(block, { stream: true });
  yield decoder.decode();
}
