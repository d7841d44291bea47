/** Changes that restate closed periods: accepted by an option, or by whoever sits at the terminal, who is told by how much first. */
import { problem } from "../domain/problem.js";
import type { ClosedChange, RestatementOptions } from "../engine/closed-watch.js";
import { canAsk, saysYes } from "./confirm.js";
import type { Options } from "./options.js";
import { write, type Shell } from "./shell.js";

export function acceptingOf(shell: Shell, options: Options): RestatementOptions {
  return { acceptRestatement: options["acceptRestatement"] === true, confirmRestatement: async (changes) => confirmed(shell, changes) };
}

async function confirmed(shell: Shell, changes: ClosedChange[]): Promise<boolean> {
  if (!canAsk(shell)) return false;
  await write(shell.stderr, `\n${problem("closed-period-changed", { changes, kept: false }).message}\n`);
  return saysYes(shell, `Restate ${changes.length === 1 ? "it" : "them"}? What was reported stays on record.`);
}

/** What a change by hand did to closed periods, for the foot of a table. */
export function restatedText({ restated, kept }: { restated: ClosedChange[]; kept: boolean }): string[] {
  if (restated.length === 0) return [];
  const told = problem("closed-period-changed", { changes: restated, kept });
  return [told.message, told.remedy];
}
