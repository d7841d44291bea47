/** Serving a book until somebody stops it. */
import { existsSync } from "node:fs";
import { refuse } from "../domain/problem.js";
import type { LogLevel } from "../http/log.js";
import type { ServeOptions, Server } from "../http/serve.js";
import { bookOf } from "./lines-source.js";
import type { Options } from "./options.js";
import { shellWord } from "./overview.js";
import { write, type Shell } from "./shell.js";

export async function runServe(shell: Shell, options: Options): Promise<void> {
  const path = options.book ?? bookOf(shell);
  const isNew = !existsSync(path);
  if (isNew && options["new"] !== true) refuse("book-missing", { book: path, isServed: true }, { file: path });
  const patience = wholeOf(options, "patience", 3600) ?? 10;
  const given = serveOptionsOf(options);
  const level = levelOf(options);
  const [{ serve }, { makeLog }] = await Promise.all([import("../http/serve.js"), import("../http/log.js")]);
  const log = makeLog({ level, write: (text) => void shell.stderr.write(text), isReadable: shell.stderr.isTTY === true });
  // whoever waits for the address may stop it at once
  const stop = new Stop(shell, patience);
  try {
    const server = await serve({ ...given, path, patience: patience * 1000, log });
    await write(shell.stdout, `${isNew ? `${path} is a new, empty book: its first list may come by POST /api/v1/imports, or by annua import --book ${shellWord(path)}.\n` : ""}${served(path, given, server)}`);
    await stop.asked;
    await server.stop();
    await write(shell.stdout, `Stopped; ${path} is closed.\n`);
  } finally {
    stop.done();
  }
}

function serveOptionsOf(options: Options): Omit<ServeOptions, "path"> {
  const port = wholeOf(options, "port", 65_535, 0);
  const limits = { time: wholeOf(options, "timeLimit", 86_400), rows: wholeOf(options, "maxRows", 100_000_000), body: sizeOf(options, "maxBody"), file: sizeOf(options, "maxUpload"), uploads: wholeOf(options, "maxUploads", 1000), connections: wholeOf(options, "maxConnections", 100_000) };
  const memory = sizeOf(options, "memory");
  return {
    host: options["host"] as string | undefined, port,
    readers: wholeOf(options, "readers", 256), mostWaiting: wholeOf(options, "mostWaiting", 100_000, 0),
    ...(memory === undefined ? {} : { memoryLimit: `${Math.ceil(memory / 1e6)}MB` }),
    limits: Object.fromEntries(Object.entries({ ...limits, time: limits.time === undefined ? undefined : limits.time * 1000 }).filter(([, value]) => value !== undefined)),
    accounts: options["accounts"] as string | undefined, allowHosts: options["allowHost"] as string[] | undefined,
    behindProxy: options["behindProxy"] === true, metricsOpen: options["metricsOpen"] === true,
  };
}

const typedName = (name: string): string => `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function wholeOf(options: Options, name: string, most: number, least = 1): number | undefined {
  const value = options[name] as string | undefined;
  if (value === undefined) return undefined;
  const whole = /^\d{1,9}$/.test(value) ? Number(value) : -1;
  return whole >= least && whole <= most ? whole : refuse("option-value", { option: typedName(name), value, expected: `a whole number from ${least} to ${most}` });
}

const units: Readonly<Record<string, number>> = { "": 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** 500MB -> 500000000 */
function sizeOf(options: Options, name: string): number | undefined {
  const value = options[name] as string | undefined;
  if (value === undefined) return undefined;
  const [, amount, unit = ""] = /^(\d{1,12})\s*([kmg]?b)?$/i.exec(value) ?? [];
  const size = Number(amount) * units[unit.toLowerCase()]!;
  return size > 0 ? size : refuse("option-value", { option: typedName(name), value, expected: "a size such as 500MB or 2GB" });
}

function levelOf(options: Options): LogLevel {
  const known: readonly LogLevel[] = ["silent", "error", "warn", "info", "debug"];
  const value = options["logLevel"] as string | undefined;
  return known.find((level) => level === (value ?? "info")) ?? refuse("option-value", { option: "--log-level", value: value!, expected: known.join(", ") });
}

function served(path: string, { host = "127.0.0.1", metricsOpen }: Omit<ServeOptions, "path">, { url, hasAccounts }: Server): string {
  const who = hasAccounts
    ? `Whoever has an account or a key may ask${metricsOpen === true ? "; anybody may read /metrics" : ""}.`
    : `There are no accounts, so only the person at this machine may ask. For others: annua user add NAME --role owner --book ${shellWord(path)}`;
  const open = hasAccounts && !/^(?:127\.|localhost$|::1$)/.test(host) ? ["It speaks plain HTTP: put a proxy with TLS before it."] : [];
  return [`${path} is served at ${url}`, `  reports   ${url}/api/v1/reports`, `  health    ${url}/readyz, ${url}/metrics`, who, ...open, "Commands with --book go on working, through this server. Ctrl-C stops it.", ""].join("\n");
}

/** The first Ctrl-C or SIGTERM lets work end, the second one does not. */
class Stop {
  readonly asked: Promise<void>;
  private isAsked = false;
  private answer: () => void = () => undefined;

  constructor(private readonly shell: Shell, private readonly patience: number) {
    this.asked = new Promise((resolve) => (this.answer = resolve));
    process.on("SIGINT", this.ask);
    process.on("SIGTERM", this.ask);
  }

  done(): void {
    process.off("SIGINT", this.ask);
    process.off("SIGTERM", this.ask);
  }

  private readonly ask = (): void => {
    // what was not kept is not in the book, as after Ctrl-C in any command
    if (this.isAsked) process.exit(130);
    this.isAsked = true;
    this.shell.stdout.write(`Stopping: what is at work has ${this.patience} s to end. Once more stops it at once.\n`);
    this.answer();
  };
}
