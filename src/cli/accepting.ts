/** Changes that restate closed periods: accepted by an option, or by whoever sits at the terminal, who is told by how much first. */
import { problem } from "../domain/problem.js";
import type { ClosedChange, RestatementOptions } from "../engine/closed-watch.js";
import { canAsk, saysYes } from "./confirm.js";
import type { Options } from "./options.js";
import { write, type Shell } from "./shell.js";
import { tell } from "./telling.js";

/** For changes whose answer tells what they restate. */
export function acceptingOf(shell: Shell, options: Options): RestatementOptions {
  return { acceptRestatement: options["acceptRestatement"] === true, confirmRestatement: async (changes) => confirmed(shell, changes) };
}

/** For changes whose answer does not: it is told also where the option accepts it. */
export function tellingOf(shell: Shell, options: Options): RestatementOptions {
  if (options["acceptRestatement"] !== true) return acceptingOf(shell, options);
  return { confirmRestatement: async (changes) => (await tell(shell, [told(changes, true)], changes[0]!.currency), true) };
}

const told = (changes: ClosedChange[], kept: boolean) => problem("closed-period-changed", { changes, kept });

async function confirmed(shell: Shell, changes: ClosedChange[]): Promise<boolean> {
  if (!canAsk(shell)) return false;
  await write(shell.stderr, `\n${told(changes, false).message}\n`);
  return saysYes(shell, `Restate ${changes.length === 1 ? "it" : "them"}? What was reported stays on record.`);
}

/** What a change by hand did to closed periods, for the foot of a table. */
export function restatedText({ restated, kept }: { restated: ClosedChange[]; kept: boolean }): string[] {
  if (restated.length === 0) return [];
  const { message, remedy } = told(restated, kept);
  return [message, remedy];
}
