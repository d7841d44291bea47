/** Files that are sent: streamed to a folder of their own, which goes when they have been read, and at most so large. */
import { createHash, type Hash } from "node:crypto";
import { mkdir, open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { Context } from "hono";
import { ProblemError, problem, refuse } from "../domain/problem.js";
import { passingFolder } from "../sources/passing-folder.js";
import { readParts } from "./multipart.js";
import type { Env, Limits } from "./serving.js";

export interface SentFile {
  /** The field in which it was sent; "file" for a body that is one. */
  field: string;
  /** As its sender calls it. */
  name: string;
  path: string;
}

export interface Upload {
  files: SentFile[];
  /** Fields that are no files, and the words behind the question mark. */
  fields: Record<string, string[]>;
  /** The hash of all that was sent. */
  sent: string;
  remove: () => Promise<void>;
}

/** Bytes of a field that is no file, and how many parts there may be. */
const [longestField, mostParts] = [100_000, 1000];

/** Requests whose files are being received, of each server's limits. */
const receiving = new WeakMap<Limits, number>();

export async function receive(c: Context<Env>, limits: Limits): Promise<Upload> {
  if (Number(c.req.header("content-length") ?? 0) > limits.file) refuse("upload-too-large", { most: limits.file });
  const now = receiving.get(limits) ?? 0;
  if (now >= limits.uploads) refuse("uploads-busy", { most: limits.uploads });
  receiving.set(limits, now + 1);
  try {
    return await received(c, limits);
  } finally {
    receiving.set(limits, receiving.get(limits)! - 1);
  }
}

async function received(c: Context<Env>, { file: most, silence }: Limits): Promise<Upload> {
  const folder = await passingFolder();
  const receiver = new Receiver(folder.path, most, c.req.queries());
  try {
    const type = c.req.header("content-type") ?? "";
    const boundary = /^multipart\/form-data\b.*;\s*boundary="?([^";]+)"?/i.exec(type)?.[1];
    if (/^multipart\//i.test(type) && boundary === undefined) refuse("upload-broken", { reason: "its Content-Type has no boundary" });
    const bytes = whileTheyCome((c.req.raw.body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>, silence);
    if (boundary === undefined) await receiver.whole(bytes, rawName(c, type));
    else await readParts(bytes, boundary, (head) => (head.file === undefined ? receiver.field(head.name) : receiver.file(head.name, head.file)));
    return { ...(await receiver.done()), remove: folder.remove };
  } catch (error) {
    await receiver.closeFile();
    await folder.remove();
    if (error instanceof ProblemError || !c.req.raw.signal.aborted) throw error;
    throw new ProblemError([problem("asker-gone", {})]);
  }
}

/** The bytes of a body, for as long as some come every now and then: nobody holds a place by sending slowly for ever. */
async function* whileTheyCome(body: ReadableStream<Uint8Array>, silence: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      let timer: NodeJS.Timeout | undefined;
      const silent = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new ProblemError([problem("upload-broken", { reason: `nothing more of it came for ${silence / 1000} seconds` })])), silence)));
      const { done, value } = await Promise.race([reader.read(), silent]).finally(() => clearTimeout(timer));
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/spreadsheetml/i, "xlsx"], [/parquet/i, "parquet"], [/jsonl|ndjson/i, "jsonl"], [/json/i, "json"], [/tab-separated/i, "tsv"], [/csv/i, "csv"],
];

function rawName(c: Context<Env>, type: string): string {
  const said = c.req.query("name");
  const ending = endings.find(([pattern]) => pattern.test(type))?.[1] ?? "csv";
  return said === undefined || said === "" ? `upload.${ending}` : said;
}

class Receiver {
  private readonly files: SentFile[] = [];
  private readonly hash: Hash = createHash("sha256");
  private readonly texts: { name: string; chunks: Buffer[] }[] = [];
  private handle: FileHandle | undefined;
  private bytes = 0;
  private parts = 0;

  constructor(private readonly folder: string, private readonly most: number, private readonly query: Record<string, string[]>) {}

  async whole(bytes: AsyncIterable<Uint8Array>, name: string): Promise<void> {
    const put = await this.file("file", name);
    for await (const chunk of bytes) await put(Buffer.from(chunk));
  }

  async file(field: string, said: string): Promise<(chunk: Buffer) => Promise<void>> {
    await this.begin(field, said);
    const name = fileName(said);
    // each in a folder of its own: a file is known by its name
    const path = join(this.folder, String(this.files.length), name);
    await mkdir(join(path, ".."));
    const handle = await open(path, "w", 0o600);
    this.handle = handle;
    this.files.push({ field, name, path });
    return async (chunk) => {
      this.count(chunk);
      // all of it: write() alone may stop short where a disk is nearly full
      await handle.appendFile(chunk);
    };
  }

  async field(name: string): Promise<(chunk: Buffer) => Promise<void>> {
    await this.begin(name, "");
    const text = { name, chunks: [] as Buffer[], length: 0 };
    this.texts.push(text);
    return async (chunk) => {
      this.count(chunk);
      text.length += chunk.length;
      if (text.length > longestField) refuse("upload-broken", { reason: `the field ${name.slice(0, 100)} is longer than ${longestField} bytes` });
      text.chunks.push(Buffer.from(chunk));
    };
  }

  async done(): Promise<Omit<Upload, "remove">> {
    await this.closeFile();
    const fields: Record<string, string[]> = { ...this.query };
    for (const { name, chunks } of this.texts) fields[name] = [...(fields[name] ?? []), Buffer.concat(chunks).toString("utf8")];
    return { files: this.files, fields, sent: this.hash.digest("hex") };
  }

  async closeFile(): Promise<void> {
    const { handle } = this;
    this.handle = undefined;
    await handle?.close();
  }

  private async begin(field: string, name: string): Promise<void> {
    if (++this.parts > mostParts) refuse("upload-broken", { reason: `it has more than ${mostParts} parts` });
    await this.closeFile();
    this.hash.update(JSON.stringify([field, name]));
  }

  private count(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.most) refuse("upload-too-large", { most: this.most });
    this.hash.update(chunk);
  }
}

/** The last part of whatever path its sender has, as a name that every file system takes. */
function fileName(said: string): string {
  const last = said.split(/[/\\]/).at(-1)!.replaceAll(/[\u0000-\u001f\u007f:*?"<>|]/g, "_").trim();
  return last === "" || /^\.+$/.test(last) ? "upload.csv" : Buffer.from(last).length > 200 ? `upload${/\.\w{1,8}$/.exec(last)?.[0] ?? ""}` : last;
}
