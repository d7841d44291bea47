/** Commands and options as problems name them, in the words of another surface: those of the command line are the one spelling in which remedies are written. */

/** A command as it is typed: `annua imports undo 3 --dry-run`. */
export interface TypedCommand {
  /** What stands before the options, each word. */
  words: string[];
  options: Map<string, string>;
}

/** What a surface says in the place of a command; undefined where it has nothing that does it. */
export type Spelling = (command: TypedCommand) => string | undefined;

/** Options that take no value. */
const switches: readonly string[] = ["dry-run", "full", "ratios", "again"];

const unquoted = (word: string): string => word.replace(/^'(.*)'$|^"(.*)"$/, "$1$2");

export function readCommand(text: string): TypedCommand {
  const said = text.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? [];
  const command: TypedCommand = { words: [], options: new Map() };
  for (let at = 0; at < said.length; at++) {
    const option = /^--([a-z][a-z-]*)(?:=(.*))?$/.exec(said[at]!);
    if (option === null) {
      command.words.push(unquoted(said[at]!));
      continue;
    }
    const next = said[at + 1];
    const takesNext = option[2] === undefined && next !== undefined && !next.startsWith("--") && !switches.includes(option[1]!);
    command.options.set(option[1]!.replaceAll("-", "_"), unquoted(option[2] ?? (takesNext ? said[++at]! : "")));
  }
  return command;
}

/** Words behind an option that are a value, where letters alone could as well go on with the sentence. */
const choices = "dmy|mdy|ymd|inclusive|exclusive|close|target|previous|last_year|lines|causes|utf-8|utf-16";
const value = `[.,](?=\\s|$)|\\w+=(?:'[^']*'|"[^"]*"|[^\\s;:)]*[^\\s.,;:)])|'[^']*'|"[^"]*"|[^\\s;:)'"\`]*[A-Z0-9=…%](?:[^\\s;:)'"\`]*[^\\s.,;:)'"\`])?|[\\w-]+\\.[a-z]{2,5}\\b|(?:${choices})\\b`;
const option = new RegExp(`(?<![\\w-])--([a-z][a-z-]*)(?:(?:\\s+|=)(${value}))?`, "g");

/** `--max-ended 40` as `max_ended=40`. */
const withoutDashes = (text: string): string => text.replace(option, (_, name: string, said: string | undefined) => `${name.replaceAll("-", "_")}${said === undefined ? "" : `=${said}`}`);

/** "--again (again in the library)" names one thing for two surfaces; on a third it is the option's own name. */
const inLibrary = / \(\w+ in the library\)/g;

/** A sentence in the words of a surface; commands that it has no other way for stay as they are typed. */
export function spelled(text: string, spelling: Spelling): string {
  // in quotes, or as the example that ends a sentence
  const pieces = text.split(/(`annua [^`]*`|(?<=: )annua .*$)/);
  return pieces.map((piece) => {
    const [, quote, typed] = /^(`?)annua ([^`]*)`?$/.exec(piece) ?? [];
    if (typed === undefined) return withoutDashes(piece);
    const other = spelling(readCommand(typed));
    return other === undefined ? piece : `${quote}${other}${quote}`;
  }).join("").replace(inLibrary, "");
}

interface Said {
  code: string;
  message: string;
  remedy: string;
}

const isProblem = (value: object): value is Said => "code" in value && "remedy" in value && "message" in value && typeof value.remedy === "string" && typeof value.message === "string";

/** The same answer with its problems in the words of a surface, wherever in it they stand. */
export function spelledIn<T>(answer: T, spelling: Spelling): T {
  if (typeof answer !== "object" || answer === null) return answer;
  if (Array.isArray(answer)) return answer.map((one: unknown) => spelledIn(one, spelling)) as T;
  if (isProblem(answer)) return { ...answer, message: spelled(answer.message, spelling), remedy: spelled(answer.remedy, spelling) };
  return Object.fromEntries(Object.entries(answer).map(([name, one]) => [name, spelledIn(one as unknown, spelling)])) as T;
}
