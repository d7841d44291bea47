/** The bytes of a file in order, in constant memory. */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const BLOCK = 256 * 1024;

/**
 * Plain bytes, gunzipped where needed. A block is only valid until the next is asked for.
 * `onRaw` sees the bytes as they are on disk. Throws what the file system or zlib throws.
 */
export function blocksOf(path: string, gzip: boolean, onRaw?: (raw: Buffer) => void): AsyncGenerator<Buffer> {
  return gzip ? unzipped(path, onRaw) : plain(path, onRaw);
}

export function isBrokenGzip(error: unknown): error is Error {
  return error instanceof Error && "code" in error && (error.code === "Z_DATA_ERROR" || error.code === "Z_BUF_ERROR");
}

/** Two buffers take turns, so that the next block is read while this one is looked at. */
async function* plain(path: string, onRaw?: (raw: Buffer) => void): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  let [now, next] = [Buffer.allocUnsafeSlow(BLOCK), Buffer.allocUnsafeSlow(BLOCK)];
  let position = 0;
  const readInto = (buffer: Buffer) => {
    const result = file.read(buffer, 0, BLOCK, position);
    result.catch(() => undefined); // it is awaited one block later; until then nobody else hears of a failure
    return result;
  };
  let reading = readInto(now);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      position += bytesRead;
      reading = readInto(next);
      const block = now.subarray(0, bytesRead);
      onRaw?.(block);
      yield block;
      [now, next] = [next, now];
    }
  } finally {
    await reading.catch(() => undefined);
    await file.close();
  }
}

async function* unzipped(path: string, onRaw?: (raw: Buffer) => void): AsyncGenerator<Buffer> {
  const raw = createReadStream(path, { highWaterMark: BLOCK });
  const seen = onRaw ? Readable.from(watched(raw, onRaw), { objectMode: false }) : raw;
  // the callback is where an error of either stream ends; the loop below meets the same error and throws it
  const unzip = pipeline(seen, createGunzip({ chunkSize: BLOCK }), () => undefined);
  yield* unzip as AsyncIterable<Buffer>;
}

async function* watched(raw: AsyncIterable<Buffer>, onRaw: (raw: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const block of raw) {
    onRaw(block);
    yield block;
  }
}
