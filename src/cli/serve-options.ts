/** The command `annua serve` and what it takes. */
import { Option, type Command } from "commander";
import { addBook, type Options } from "./options.js";
import type { Shell } from "./shell.js";

const collected = (value: string, before: string[] = []): string[] => [...before, value];

/** As `http/log.ts` has them, which is loaded when something is served. */
const levels = ["silent", "error", "warn", "info", "debug"];

export function addServe(shell: Shell, command: Command): void {
  addBook(command);
  const where = "Where it listens, and who may ask:";
  const limits = "How much it takes:";
  const watching = "How it is watched and stopped:";
  const options: [string, string, string][] = [
    [where, "--host <address>", "The address; another than 127.0.0.1 needs accounts (annua user add)."],
    [where, "--port <n>", "The port, 7417; 0: any that is free."],
    [where, "--new", "Begin an empty book where there is none; its first list may then be sent."],
    [where, "--accounts <file>", "The file of accounts. Default: beside the book."],
    [where, "--behind-proxy", "A proxy stands before it, whose X-Forwarded-For and X-Forwarded-Proto are believed."],
    [limits, "--readers <n>", "Questions that are worked on at once; one for each core."],
    [limits, "--most-waiting <n>", "Questions that wait in line; one more is told to come again (429); 100."],
    [limits, "--time-limit <seconds>", "How long a question may take; 60."],
    [limits, "--max-rows <n>", "Rows of one answer; 100000."],
    [limits, "--max-body <size>", "A body that is no file; 1MB."],
    [limits, "--max-upload <size>", "A file that is sent; 2GB."],
    [limits, "--max-uploads <n>", "Requests whose files are received at once; one more is told to come again (429); 8."],
    [limits, "--max-connections <n>", "Connections that are held at once; 1000."],
    [limits, "--memory <size>", "What the engine may hold before it spills to disk; 1GB."],
    [watching, "--log-level <level>", "One line a request at info, also what was asked at debug; info."],
    [watching, "--metrics-open", "Whoever reaches it may read /metrics; else owners and keys, where there are accounts."],
    [watching, "--patience <seconds>", "How long work may go on after Ctrl-C or SIGTERM before it is stopped; 10."],
  ];
  for (const [group, flags, text] of options) {
    const option = new Option(flags, text).helpGroup(group);
    if (flags.startsWith("--log-level")) option.argChoices = levels;
    command.addOption(option);
  }
  command.addOption(new Option("--allow-host <name>", "A name under which it may be asked, such as arr.acme.example; repeatable.").argParser(collected).helpGroup(where));
  command.addHelpOption(new Option("-h, --help", "This help.").helpGroup(watching));
  command.action(async () => (await import("./serve-command.js")).runServe(shell, command.opts<Options>()));
}
