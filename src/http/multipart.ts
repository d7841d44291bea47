/** The parts of a multipart/form-data body, one after the other, without ever holding a whole file in memory. */
import { refuse } from "../domain/problem.js";

export interface PartHead {
  /** The name of its field. */
  name: string;
  /** Undefined for a field that is no file. */
  file: string | undefined;
}

/** Where the bytes of a part go. */
export type PartSink = (head: PartHead) => Promise<(chunk: Buffer) => Promise<void>>;

/** Bytes of the lines above a part. */
const longestHead = 16_384;

export async function readParts(bytes: AsyncIterable<Uint8Array>, boundary: string, sink: PartSink): Promise<void> {
  const stream = new MarkedStream(bytes);
  const mark = Buffer.from(`\r\n--${boundary}`);
  await stream.through(mark, async () => undefined);
  while (!(await stream.startsWith("--"))) {
    if (!(await stream.startsWith("\r\n"))) refuse("upload-broken", { reason: "a line in it begins as the boundary between its parts does" });
    const put = await sink(headOf(await stream.text(Buffer.from("\r\n\r\n"))));
    await stream.through(mark, put);
  }
}

class MarkedStream {
  private readonly bytes: AsyncIterator<Uint8Array>;
  /** The first boundary needs no line before it. */
  private held: Buffer = Buffer.from("\r\n");

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.bytes = bytes[Symbol.asyncIterator]();
  }

  /** Gives away what stands before a mark, and steps over the mark. */
  async through(mark: Buffer, put: (chunk: Buffer) => Promise<void>): Promise<void> {
    for (;;) {
      const at = this.held.indexOf(mark);
      const sure = at >= 0 ? at : Math.max(0, this.held.length - mark.length + 1);
      if (sure > 0) await put(this.held.subarray(0, sure));
      this.held = this.held.subarray(at >= 0 ? at + mark.length : sure);
      if (at >= 0) return;
      await this.more();
    }
  }

  async text(mark: Buffer): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    await this.through(mark, async (chunk) => {
      length += chunk.length;
      if (length > longestHead) refuse("upload-broken", { reason: "the head of a part is too long" });
      chunks.push(Buffer.from(chunk));
    });
    return Buffer.concat(chunks).toString("utf8");
  }

  async startsWith(word: string): Promise<boolean> {
    while (this.held.length < word.length) await this.more();
    return this.held.subarray(0, word.length).toString("latin1") === word;
  }

  private async more(): Promise<void> {
    const { value, done } = await this.bytes.next();
    if (done === true) refuse("upload-broken", { reason: "it ends in the middle of a part" });
    this.held = Buffer.concat([this.held, value]);
  }
}

function headOf(text: string): PartHead {
  const line = text.split("\r\n").find((one) => /^content-disposition:/i.test(one)) ?? "";
  const name = quoted(line, "name");
  if (name === undefined) return refuse("upload-broken", { reason: "a part of it has no name" });
  const spelled = /;\s*filename\*=UTF-8''([^;]+)/i.exec(line)?.[1];
  return { name, file: spelled === undefined ? quoted(line, "filename") : decoded(spelled) };
}

/** Quotes inside of it are written %22 by browsers, and with a backslash by others. */
const quoted = (line: string, name: string): string | undefined => new RegExp(`;\\s*${name}="((?:\\\\.|[^"\\\\])*)"`, "i").exec(line)?.[1]?.replaceAll('\\"', '"').replaceAll("%22", '"') ?? new RegExp(`;\\s*${name}=([^";\\s]+)`, "i").exec(line)?.[1];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
