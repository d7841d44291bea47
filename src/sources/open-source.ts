/** From a path as given to bytes on disk that can be read as often as needed. */
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { problem, type Problem } from "../domain/problem.js";
import { isBrokenGzip } from "./blocks.js";
import { passingFolder, type PassingFolder } from "./passing-folder.js";

export interface OpenSource {
  path: string;
  file: string;
  readFrom: string;
  bytes: number;
  dispose(): Promise<void>;
}

/** Finds the file, or spools what can be read only once (standard input, a pipe) to a temporary file. */
export async function openSource(path: string, stdin: Readable): Promise<OpenSource | { problems: Problem[] }> {
  if (path === "-") return spool(path, "standard input", stdin);
  const file = basename(path);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return { problems: [problem("file-is-folder", { file: path }, { file })] };
    if (!found.isFile()) return await spool(path, file, createReadStream(path));
    return { path, file, readFrom: path, bytes: found.size, dispose: async () => {} };
  } catch (error) {
    return { problems: [problemOfReading(error, { path, file })] };
  }
}

/** What the operating system or gunzip said about a file, as a problem; anything else is our bug and thrown on. */
export function problemOfReading(error: unknown, { path, file }: { path: string; file: string }): Problem {
  if (isBrokenGzip(error)) return problem("gzip-broken", { file, reason: error.message }, { file });
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return problem("file-missing", { file: path }, { file });
  return problem("file-unreadable", { file: path, reason: reasons[code] ?? code }, { file });
}

const reasons: Record<string, string> = {
  EACCES: "you have no permission to read it",
  EPERM: "you have no permission to read it",
  EIO: "the disk failed to deliver it",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
};

async function spool(path: string, file: string, from: Readable): Promise<OpenSource | { problems: Problem[] }> {
  let folder: PassingFolder | undefined;
  try {
    folder = await passingFolder();
    const readFrom = join(folder.path, "spooled");
    await pipeline(from, createWriteStream(readFrom, { mode: 0o600 }));
    return { path, file, readFrom, bytes: (await stat(readFrom)).size, dispose: folder.remove };
  } catch (error) {
    await folder?.remove();
    const reason = error instanceof Error ? error.message : String(error);
    return { problems: [problem("spool-failed", { file, folder: tmpdir(), reason }, { file })] };
  }
}
