/** What the server has at hand, and what it knows of a request. */
import type { Logger } from "pino";
import type { ServedBook } from "../engine/served-book.js";
import type { Access } from "./access.js";
import type { Asker } from "./asker.js";
import type { Job } from "./jobs.js";

/** How much one request may take. */
export interface Limits {
  /** Milliseconds that a question may be worked on. */
  time: number;
  /** Rows of one answer. */
  rows: number;
  /** Bytes of a body that is no file. */
  body: number;
  /** Bytes of a file that is imported. */
  file: number;
  /** Requests whose files are being received at once; each lies on the disk until it is read. */
  uploads: number;
  /** Milliseconds for which a file may bring nothing more while it is received. */
  silence: number;
  /** Connections that are held at once. */
  connections: number;
}

export const usualLimits: Limits = { time: 60_000, rows: 100_000, body: 1_000_000, file: 2_000_000_000, uploads: 8, silence: 60_000, connections: 1000 };

export interface ServerState {
  /** It ends what is asked, and takes no more. */
  isClosing: boolean;
}

export interface Serving {
  book: ServedBook;
  /** The book's file, as people call it. */
  name: string;
  limits: Limits;
  log: Logger;
  /** Who may ask; without it the person at the machine alone. */
  access?: Access | undefined;
  /** By what the command line of the same user is known. */
  local?: { secret: string } | undefined;
  /** What it does as a whole. */
  state?: ServerState | undefined;
}

/** What middleware finds out and routes use. */
export interface Env {
  Variables: {
    requestId: string;
    asker: Asker;
    /** What a change was made to, for the audit log; default: the request's line. */
    subject?: string | undefined;
    /** Rows of the answer, and codes of problems in it, for the log. */
    rows?: number | undefined;
    codes?: readonly string[] | undefined;
    /** The hash of its Idempotency-Key, and whose it is. */
    requestKey?: string | undefined;
    /** Whoever asked went before the whole answer was sent. */
    left?: boolean | undefined;
    /** What goes on after the answer. */
    job?: Job | undefined;
  };
}
