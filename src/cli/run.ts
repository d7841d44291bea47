/** One run of the program: words in, output and an exit status out. */
import { CommanderError, type Command } from "commander";
import { nearest, problem, ProblemError, type Problem } from "../domain/problem.js";
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
    await program.parseAsync(shell.args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof Ended) return error.status;
    if (error instanceof CommanderError && error.exitCode === 0) {
      await write(shell.stdout, printed.join(""));
      return 0;
    }
    const problems = error instanceof ProblemError ? error.problems : error instanceof CommanderError ? [usageProblem(error, program, shell)] : undefined;
    if (problems === undefined) throw error;
    await (await import("./telling.js")).tellFailure(shell, problems);
    return statusOf(problems);
  }
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
  const said = error.message.replace(/^error: /, "").split("\n")[0]!;
  return problem("command-line", { said: `${said[0]!.toUpperCase()}${said.slice(1)}.`, command: name });
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
