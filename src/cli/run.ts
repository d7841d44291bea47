/** One run of the program: words in, output and an exit status out. */
import { existsSync } from "node:fs";
import { CommanderError, type Command } from "commander";
import { findCommand } from "../catalogue/command.js";
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
import { asTyped } from "./as-typed.js";
import { Ended, statusOf, type ExitStatus } from "./exit-status.js";
import { helpWidth, makeProgram } from "./program.js";
import { write, type Shell } from "./shell.js";

export async function run(shell: Shell): Promise<ExitStatus> {
  const program = makeProgram(shell);
  const printed: string[] = [];
  for (const command of withSubcommands(program)) {
    command.exitOverride().configureOutput({ writeOut: (text) => void printed.push(text), writeErr: () => undefined, getOutHelpWidth: () => helpWidth(shell) });
  }
  try {
    await program.parseAsync(withPolicyNamed(shell.args), { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.status;
    const unknown = error instanceof CommanderError && /^commander\.help/.test(error.code) ? unknownCommand(program, shell.args) : undefined;
    if (error instanceof CommanderError && error.exitCode === 0 && unknown === undefined) {
      await write(shell.stdout, printed.join(""));
      return 0;
    }
    const problems = unknown !== undefined ? [unknown] : error instanceof ProblemError ? error.problems.map(asTyped) : error instanceof CommanderError ? [usageProblem(error, program, shell)] : undefined;
    if (problems === undefined) throw error;
    await (await import("./telling.js")).tellFailure(shell, problems);
    return statusOf(problems);
  }
}

/** `annua definitions` is a report; with a word of `annua policy` behind it, it is that command by its other name. */
function withPolicyNamed(args: readonly string[]): string[] {
  const isPolicy = args[0] === "definitions" && ["show", "set", "diff", "presets"].includes(args[1] ?? "");
  return isPolicy ? ["policy", ...args.slice(1)] : [...args];
}

/** Help of a command that there is none of, which the parser takes for help of everything: `annua help account`, `annua account --help`. */
function unknownCommand(program: Command, [first = "", second = ""]: readonly string[]): Problem | undefined {
  const command = first === "help" ? second : first;
  const known = ["help", ...program.commands.flatMap((one) => [one.name(), ...one.aliases()])];
  if (command === "" || command.startsWith("-") || known.includes(command) || /[./\\]/.test(command) || existsSync(command)) return undefined;
  return problem("command-unknown", { command, nearest: nearest(command, known), known });
}

const withSubcommands = (command: Command): Command[] => [command, ...command.commands.flatMap(withSubcommands)];

/** What the parser found wrong, in our own words. */
function usageProblem(error: CommanderError, program: Command, shell: Shell): Problem {
  const command = meantCommand(program, shell.args);
  const name = command === program || command.name() === "overview" ? "annua" : fullName(command);
  const unknown = /unknown option '(-[^']*)'/.exec(error.message)?.[1];
  if (unknown !== undefined) {
    const known = command.options.filter((option) => !option.hidden).flatMap((option) => [option.long ?? "", option.short ?? ""]).filter(Boolean);
    return problem("option-unknown", { option: unknown, command: name, nearest: nearest(unknown, known) });
  }
  return problem("command-line", { said: saidOf(error, command, name), command: name, example: exampleOf(command) });
}

/** As commander spells it where we have no words of our own. */
function saidOf(error: CommanderError, command: Command, name: string): string {
  const quoted = /'([^']+)'/.exec(error.message)?.[1] ?? "";
  if (error.code === "commander.missingArgument") return `${name} needs ${argumentText(command, quoted)}, and none was given.`;
  if (error.code === "commander.optionMissingArgument") return `${quoted} stands without a value.`;
  if (error.code === "commander.excessArguments") {
    const most = command.registeredArguments.length;
    const taken = most === 0 ? "no words" : most === 1 ? "one word" : `${most} words`;
    return `${name} takes ${taken} beside its options, and was given ${/got (\d+)/.exec(error.message)?.[1] ?? "more"}.`;
  }
  const said = error.message.replace(/^error: /, "").split("\n")[0]!.replace(/\.+$/, "");
  return `${said[0]!.toUpperCase()}${said.slice(1)}.`;
}

/** `<line_ids...>` as a reader says it: the sentence of the argument, else its name. */
function argumentText(command: Command, name: string): string {
  const argument = command.registeredArguments.find((one) => one.name() === name);
  const text = argument?.description.replace(/\.$/, "") ?? "";
  return text === "" ? `its ${name.replaceAll("_", " ")}` : `${text[0]!.toLowerCase()}${text.slice(1)}`;
}

function exampleOf(command: Command): string | undefined {
  const path = fullName(command).split(" ");
  const known = findCommand(path[1] ?? "")?.examples ?? [];
  return known.find((example) => path.every((word) => example.split(" ").includes(word)));
}

/** The command that the words lead to, as far as they do. */
function meantCommand(program: Command, args: readonly string[]): Command {
  let command = program;
  for (const word of args) {
    const next = command.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (!next) break;
    command = next;
  }
  return command === program ? (program.commands.find((one) => one.name() === "overview") ?? program) : command;
}

const fullName = (command: Command): string => (command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name());
