/** The parts of a workbook file, judged by the archive's own list before anything is unpacked. */
import type { Readable } from "node:stream";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { problem, ProblemError, type Problem } from "../../domain/problem.js";

/** What a workbook may unpack to. */
export interface Limits {
  /** Bytes of all parts together. */
  unpacked: number;
  /** Bytes of the shared texts, which are held in memory. */
  texts: number;
  /** How many times larger than packed a part of over 64 MB may be; tables of text come to 10 to 40. */
  ratio: number;
}

const usualLimits: Limits = { unpacked: 2 * 1024 ** 3, texts: 256 * 1024 ** 2, ratio: 200 };

const LARGE = 64 * 1024 ** 2;
const MOST_PARTS = 10_000;

export interface Archive {
  file: string;
  /** Names of all parts, in small letters and without a leading slash. */
  names: string[];
  /** Bytes of a part, unpacked; 0 if there is none. */
  sizeOf(name: string): number;
  /** The bytes of a part; undefined if there is none. A part that unpacks to more than its entry says is an error of the stream. */
  open(name: string): Promise<Readable | undefined>;
  /** Throws a ProblemError where the part, which holds the texts that cells share, is larger than may be held in memory. */
  checkTexts(name: string): void;
  close(): void;
}

/** Throws a ProblemError where the archive is broken, locked or too large to be a workbook. */
export async function openArchive(path: string, file: string, limits: Limits = usualLimits): Promise<Archive> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true });
    const entries = await entriesOf(zip, file);
    const unfit = tooLarge([...entries.values()], file, limits);
    if (unfit) throw new ProblemError([unfit]);
    return archiveOf(zip, entries, file, limits);
  } catch (error) {
    zip?.close();
    throw brokenWorkbook(error, file);
  }
}

/** What a broken archive or part throws, as a ProblemError. */
export function brokenWorkbook(error: unknown, file: string): ProblemError {
  if (error instanceof ProblemError) return error;
  const said = error instanceof Error ? error.message : String(error);
  return new ProblemError([problem("workbook-broken", { file, reason: said.split("\n")[0]!.slice(0, 150) }, { file })]);
}

async function entriesOf(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName.toLowerCase(), entry);
    if (entry.isEncrypted()) throw new ProblemError([problem("workbook-locked", { file }, { file })]);
    if (entries.size > MOST_PARTS) throw new ProblemError([problem("workbook-too-large", { file, reason: `it has over ${MOST_PARTS} parts` }, { file })]);
  }
  return entries;
}

function archiveOf(zip: ZipFile, entries: Map<string, Entry>, file: string, limits: Limits): Archive {
  const sizeOf = (name: string): number => entries.get(name)?.uncompressedSize ?? 0;
  return {
    file,
    names: [...entries.keys()],
    sizeOf,
    open: async (name) => {
      const entry = entries.get(name);
      return entry === undefined ? undefined : zip.openReadStreamPromise(entry);
    },
    checkTexts: (name) => {
      const bytes = sizeOf(name);
      if (bytes > limits.texts) throw new ProblemError([refused(file, `its texts are ${megabytes(bytes)}, the limit is ${megabytes(limits.texts)}`)]);
    },
    close: () => zip.close(),
  };
}

function tooLarge(entries: Entry[], file: string, limits: Limits): Problem | undefined {
  const all = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (all > limits.unpacked) return refused(file, `${megabytes(all)}, the limit is ${megabytes(limits.unpacked)}`);
  const packed = entries.find((entry) => entry.uncompressedSize > LARGE && entry.uncompressedSize > limits.ratio * entry.compressedSize);
  return packed && refused(file, `${packed.fileName} is ${megabytes(packed.uncompressedSize)}, packed into ${megabytes(packed.compressedSize)}`);
}

const refused = (file: string, reason: string): Problem => problem("workbook-too-large", { file, reason }, { file });

const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
