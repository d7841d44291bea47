/** The command line of a golden case, read into what the library takes. */
import { reports } from "../../src/catalogue/index.js";
import { readPolicyText } from "../../src/sources/policy-file.js";

export interface Command {
  /** The whole command without its "annua ". */
  text: string;
  /** What follows `annua` and is no flag: a report or command, and what it is about. */
  words: string[];
  /** Flags in the words of the library. */
  flags: Record<string, string | true>;
  /** Each `--where`. */
  where: string[];
  /** Each `--set knob=value`. */
  set: Record<string, unknown>;
  /** Each `--map field=column`. */
  map: Record<string, string>;
}

const grainOf: Record<string, string> = { "-D": "day", "-W": "week", "-M": "month", "-Q": "quarter", "-Y": "year", "-T": "total" };

const switches = new Set([
  "allow_rejects", "dry_run", "withdraw", "full", "yes", "accept_jump", "accept_restatement", "again", "reverse",
  ...reports.flatMap((report) => report.params.filter((param) => param.type === "switch").map((param) => param.name)),
]);

export function readCommand(text: string): Command {
  const [program, ...rest] = shellWords(text);
  if (program !== "annua") throw new Error(`A command begins with annua: ${text}`);
  const command: Command = { text: text.slice("annua ".length), words: [], flags: {}, where: [], set: {}, map: {} };
  while (rest.length > 0) readWord(command, rest.shift()!, rest);
  return command;
}

function readWord(command: Command, word: string, rest: string[]): void {
  const grain = grainOf[word];
  if (grain !== undefined) command.flags["grain"] = grain;
  else if (!word.startsWith("--")) command.words.push(word);
  else {
    const flag = word.slice(2).replaceAll("-", "_");
    if (flag === "withdraw" && command.words[0] === "adjust") command.flags["number"] = rest.shift() ?? "";
    else if (switches.has(flag)) command.flags[flag] = true;
    else readFlag(command, flag, rest.shift() ?? "");
  }
}

function readFlag(command: Command, flag: string, value: string): void {
  if (flag === "where") command.where.push(value);
  else if (flag === "set") Object.assign(command.set, readSetting(value));
  else if (flag === "map") command.map[value.slice(0, value.indexOf("="))] = value.slice(value.indexOf("=") + 1);
  else command.flags[flag] = value;
}

/** `knob=value`, the value as it would stand in a policy file. */
export function readSetting(text: string): Record<string, unknown> {
  const at = text.indexOf("=");
  return readPolicyText(`${text.slice(0, at)}: ${text.slice(at + 1)}`, "--set").words;
}

/** Words as a shell splits them: spaces outside quotes. */
export function shellWords(text: string): string[] {
  const words = text.match(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ""));
}
