/** Completion scripts, and the candidates that they ask for while somebody types. */
import tab from "@bomb.sh/tab/commander";
import type { RootCommand } from "@bomb.sh/tab";
import { definitions } from "../catalogue/definitions/index.js";
import { calculations } from "../domain/calc/calc.js";
import { presets } from "../domain/policy.js";
import { nearest, refuse } from "../domain/problem.js";
import { makeCommands } from "./program.js";
import { write, type Shell } from "./shell.js";

const shells = ["bash", "zsh", "fish", "powershell"] as const;
const unlisted = "print-completion";

export async function printCompletion(shell: Shell, name: string): Promise<void> {
  if (!shells.some((known) => known === name)) refuse("option-value", { option: "The shell", value: name, expected: shells.join(", "), nearest: nearest(name, shells) });
  const root = candidates(shell);
  const script = said(() => root.setup("annua", "annua", name));
  await write(shell.stdout, name === "bash" ? forPlainBash(script) : script);
}

/** The library's script needs the package bash-completion, offers no files, and may be read once only: it does without, does, and may be read again. */
function forPlainBash(script: string): string {
  const words = `if declare -F _get_comp_words_by_ref >/dev/null; then
        _get_comp_words_by_ref -n "=:" cur prev words cword
    else
        cur=\${COMP_WORDS[COMP_CWORD]} words=("\${COMP_WORDS[@]}")
    fi`;
  return script.replace(/^readonly /gm, "").replace('_get_comp_words_by_ref -n "=:" cur prev words cword', () => words).replace("complete -F ", "complete -o default -F ");
}

/** Answers a script: one candidate a line, then what the shell is to do where there are none. */
export async function complete(shell: Shell, words: string[]): Promise<void> {
  const root = candidates(shell);
  const lines = said(() => root.parse(words));
  // the library never lets a shell offer files, but files are what most of our commands take
  await write(shell.stdout, lines.startsWith(":") ? ":0\n" : lines);
}

function candidates(shell: Shell): RootCommand {
  const program = makeCommands(shell);
  const choices = (command: string, values: string[]) => {
    const argument = program.commands.find((one) => one.name() === command)?.registeredArguments[0];
    if (argument) argument.argChoices = values;
  };
  choices("calc", calculations.map((calculation) => calculation.name));
  choices("define", definitions.map((definition) => definition.term));
  choices("policy diff", Object.keys(presets));
  choices("policy set", Object.keys(presets));
  const root = tab(program, { completionCommandName: unlisted });
  root.commands.delete(unlisted);
  root.command("completion", "Print a script that completes commands and options in your shell").argument("shell", (offer) => shells.forEach((name) => offer(name, "")));
  return root;
}

/** What the library prints. */
function said(work: () => void): string {
  const lines: string[] = [];
  const log = console.log;
  console.log = (...parts: unknown[]) => void lines.push(parts.join(" "));
  try {
    work();
  } finally {
    console.log = log;
  }
  return `${lines.join("\n")}\n`;
}
