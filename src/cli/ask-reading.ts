/** Asking whoever sits at the terminal what only a person can say of a file; the answers are the flags that would say the same. */
import type { ReadingAnswer, ReadingOptions } from "../engine/table-rows.js";
import { filtersOfText, flagsOf, type Question } from "../sources/reading/index.js";
import { visible } from "../export/visible.js";
import { canAsk } from "./confirm.js";
import type { Shell } from "./shell.js";

/** Undefined where nobody can be asked: then the flag to give is printed. */
export function readingAsker(shell: Shell): ReadingOptions["ask"] {
  if (!canAsk(shell)) return undefined;
  return async (question) => {
    const { isCancel, select } = await import("@clack/prompts");
    const flags = flagsOf(question);
    if (flags.length === 0) return undefined;
    const chosen = await select({ message: visible(question.sentence), options: flags.map((flag) => ({ value: flag, label: visible(flag), ...hintOf(question, flag) })), output: process.stderr });
    return isCancel(chosen) ? undefined : answerOf(chosen);
  };
}

/** The first values of the column that a flag names. */
function hintOf({ candidates }: Question, flag: string): { hint?: string } {
  const named = candidates.find(({ column }) => flag.includes(`"${column}"`));
  return named === undefined ? {} : { hint: visible(named.samples.slice(0, 5).join(" · ")) };
}

/** What a flag says. */
export function answerOf(flag: string): ReadingAnswer | undefined {
  const parts = /^--(\S+)\s+(?:"([^"]*)"|(.*))$/s.exec(flag);
  const text = parts?.[2] ?? parts?.[3] ?? "";
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const bare = value?.replace(/^"(.*)"$/s, "$1") ?? "";
  if (parts?.[1] === "keep") return { rows: filtersOfText(text) };
  if (parts?.[1] === "measure") return { measure: text as ReadingAnswer["measure"] };
  if (parts?.[1] === "fill-down") return { fillDown: text };
  if (parts?.[1] === "amounts-in") return { amountsIn: text as ReadingAnswer["amountsIn"] };
  if (name === undefined) return undefined;
  if (parts?.[1] === "map") return { map: { [name]: bare } };
  return parts?.[1] === "const" ? { constants: { [name]: bare } } : undefined;
}
