/** The server's log: lines of JSON for programs, or a line that a person reads at a terminal. Secrets are blotted out wherever they stand. */
import { pino, type Logger } from "pino";
import { secrets } from "./secrets.js";

export const logLevels = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level?: LogLevel | undefined;
  write?: ((text: string) => void) | undefined;
  /** For a person at a terminal. */
  isReadable?: boolean | undefined;
}

export function makeLog({ level = "info", write = (text) => void process.stderr.write(text), isReadable = false }: LogOptions): Logger {
  const named = { level: (label: string) => ({ level: label }) };
  const options = { level, base: null, redact: [...secrets], timestamp: pino.stdTimeFunctions.isoTime, formatters: named };
  return pino(options, { write: (line: string) => write(isReadable ? readable(line) : line) });
}

interface Entry {
  time: string;
  level: string;
  msg: string;
  [more: string]: unknown;
}

/** Control characters are for the terminal alone; whoever asks may send some. */
const harmless = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "?");

function readable(line: string): string {
  const { time, level, msg, ...rest } = JSON.parse(line) as Entry;
  const at = new Date(time).toTimeString().slice(0, 8);
  const { err, ...more } = rest as { err?: { message?: string; stack?: string } } & Record<string, unknown>;
  if (msg === "request") return `${at} ${harmless(requestText(more))}\n`;
  const said = Object.entries(more).map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  return `${at} ${harmless([level === "info" ? "" : `${level}: `, msg, ...said.map((one) => ` ${one}`)].join(""))}${err === undefined ? "" : `\n${harmless(err.stack ?? String(err.message))}`}\n`;
}

function requestText({ request_id, method, route, status, ms, asker, rows, codes, url, left }: Record<string, unknown>): string {
  const told = [`${String(status)} ${String(method)} ${String(url ?? route)}`, `${String(ms)} ms`];
  if (rows !== undefined) told.push(`${String(rows)} rows`);
  if (Array.isArray(codes)) told.push(codes.join(" "));
  if (left !== undefined) told.push(String(left));
  return [...told, `by ${String(asker)}`, String(request_id)].join("  ");
}
