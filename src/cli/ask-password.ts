/** A password is typed at a terminal, or comes by standard input; it is never a word of the command, which others on the machine can read. */
import { problem, ProblemError } from "../domain/problem.js";
import { canAsk } from "./confirm.js";
import { Ended } from "./exit-status.js";
import type { Shell } from "./shell.js";

/** More is no password. */
const longest = 10_000;

export async function askPassword(shell: Shell, name: string): Promise<string> {
  if (!canAsk(shell)) return firstLine();
  const { isCancel, password } = await import("@clack/prompts");
  const ask = async (message: string): Promise<string> => {
    const typed = await password({ message, output: process.stderr });
    if (isCancel(typed)) throw new Ended(130);
    return typed;
  };
  const first = await ask(`Password of ${name}`);
  if ((await ask("The same again")) !== first) throw new ProblemError([problem("password-weak", { reason: "the two were not the same" })]);
  return first;
}

async function firstLine(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += String(chunk);
    if (text.includes("\n") || text.length > longest) break;
  }
  return text.split(/\r?\n/)[0]!;
}
