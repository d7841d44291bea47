/** Asking whoever sits at the terminal for a yes. */
import { createInterface } from "node:readline/promises";
import { write, type Shell } from "./shell.js";

/** True where somebody can be asked. */
export const canAsk = (shell: Shell): boolean => process.stdin.isTTY === true && shell.stderr.isTTY === true;

/** Anything but a yes is a no; so is Ctrl-C, and the end of the input. */
export async function saysYes(shell: Shell, question: string): Promise<boolean> {
  await write(shell.stderr, `${question} [y/N] `);
  // not a terminal to the reader of lines, so that Ctrl-C stays a signal
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise<boolean>((resolve) => {
    const decide = (answer: string) => {
      process.off("SIGINT", stop);
      // first, as closing is an end of the input, which is a no
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      lines.close();
    };
    const stop = () => decide("");
    process.once("SIGINT", stop);
    lines.once("line", decide);
    lines.once("close", stop);
  });
}
