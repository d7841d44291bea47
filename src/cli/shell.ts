/** What the program meets at its edge: where it writes, and what is known of the reader there. */
import { coloured, plain, type Paint } from "../export/paint.js";
import type { Page } from "../export/text.js";

export interface Stream {
  write(text: string, done?: (error?: Error | null) => void): boolean;
  isTTY?: boolean;
  columns?: number;
}

export interface Shell {
  args: readonly string[];
  stdout: Stream;
  stderr: Stream;
  env: Readonly<Record<string, string | undefined>>;
}

/** Colours on a terminal, unless NO_COLOR, --no-color or a dumb terminal speak against it. */
export function paintFor(shell: Shell, stream: Stream): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = shell.env;
  if (shell.args.includes("--no-color") || (NO_COLOR !== undefined && NO_COLOR !== "")) return plain;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return coloured;
  return stream.isTTY === true && TERM !== "dumb" ? coloured : plain;
}

/** What was typed after an option, as far as the words tell. */
export function optionValue({ args }: Shell, option: string): string | undefined {
  const at = args.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
  return at < 0 ? undefined : args[at] === option ? args[at + 1] : args[at]!.slice(option.length + 1);
}

/** A page of the terminal on standard output, or one without limits where it is none. */
export function pageFor(shell: Shell): Page {
  const { COLUMNS } = shell.env;
  const said = COLUMNS !== undefined && /^[1-9]\d{0,3}$/.test(COLUMNS) ? Number(COLUMNS) : undefined;
  return { paint: paintFor(shell, shell.stdout), unicode: knowsUnicode(shell), width: shell.stdout.isTTY ? (shell.stdout.columns || (said ?? 80)) : said };
}

/** A page of a file: no colours, no limits. */
export const filePage: Page = { paint: plain, unicode: true, width: undefined };

function knowsUnicode({ env }: Shell): boolean {
  if (process.platform === "win32") return true;
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return locale === "" ? env["TERM"] !== "linux" : /utf-?8/i.test(locale);
}

/** What must leave the terminal before anything is written to it: a progress bar. */
export const beforeWriting = new Set<() => void>();

/** Writes all of it, waiting where the reader is slower. */
export async function write(stream: Stream, chunks: Iterable<string> | string): Promise<void> {
  for (const clear of beforeWriting) clear();
  let held = "";
  for (const chunk of typeof chunks === "string" ? [chunks] : chunks) {
    held += chunk;
    if (held.length < 65_536) continue;
    await flush(stream, held);
    held = "";
  }
  if (held !== "") await flush(stream, held);
}

async function flush(stream: Stream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
}
