/** What the user should know beside the answer goes to standard error. */
import type { Problem } from "../domain/problem.js";
import { jsonOfProblems } from "../export/json.js";
import { problemsText } from "../export/problem-text.js";
import { onOwnBook } from "./own-book.js";
import { guessedFormat } from "./showing.js";
import { paintFor, write, type Shell } from "./shell.js";

/** Problems and warnings, if there are any, set off from what follows. */
export async function tell(shell: Shell, problems: readonly Problem[], currency?: string): Promise<void> {
  if (problems.length === 0) return;
  await write(shell.stderr, textOf(shell, problems, currency));
  await write(shell.stderr, "\n");
}

function textOf(shell: Shell, problems: readonly Problem[], currency?: string): Iterable<string> {
  const told = problems.map((each): Problem => ({ ...each, message: onOwnBook(shell, each.message), remedy: onOwnBook(shell, asTypedHere(each.remedy)) }));
  return problemsText(told, { paint: paintFor(shell, shell.stderr), width: shell.stderr.isTTY ? shell.stderr.columns : undefined }, currency);
}

/** The end of a command without an answer: for people on standard error, and where JSON was asked for on standard output as well. */
export async function tellFailure(shell: Shell, problems: readonly Problem[]): Promise<void> {
  await write(shell.stderr, textOf(shell, problems));
  if (guessedFormat(shell) === "json") await write(shell.stdout, jsonOfProblems(problems));
}

/** Names that only a program of the library types say nothing at a prompt. */
const asTypedHere = (remedy: string): string => remedy.replace(/ \(\w+ in the library\)/g, "");
