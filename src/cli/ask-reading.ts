/** Asking whoever sits at the terminal what only a person can say of a file; the answers are the flags that would say the same. */
import type { ReadingAnswer, ReadingOptions } from "../engine/table-reading.js";
import { filtersOfText, flagsOf, type Question } from "../sources/reading/index.js";
import { visible } from "../export/visible.js";
import { canAsk } from "./confirm.js";
import { beforeWriting, type Shell } from "./shell.js";

/** Undefined where nobody can be asked: then the flag to give is printed. @param answered told of each flag that is chosen */
export function readingAsker(shell: Shell, answered: (flag: string) => void): ReadingOptions["ask"] {
  if (!canAsk(shell)) return undefined;
  return async (question) => {
    const { isCancel, select } = await import("@clack/prompts");
    const flags = flagsOf(question);
    if (flags.length === 0) return undefined;
    // a bar of progress would draw over the question
    for (const withdraw of beforeWriting) withdraw();
    const chosen = await select({ message: visible(question.sentence), options: flags.map((flag) => ({ value: flag, label: visible(labelOf(flag)), ...hintOf(question, flag) })), output: process.stderr });
    if (isCancel(chosen)) return undefined;
    answered(chosen);
    return answerOf(chosen);
  };
}

/** The flag, and beside it what it says in words. */
export function labelOf(flag: string): string {
  const meaning = meaningOf(flag);
  return meaning === undefined ? flag : `${flag}   ${meaning}`;
}

const spans: Record<string, string> = { month: "the price of a month", quarter: "the price of a quarter", half_year: "the price of half a year", year: "the price of a year", term: "the price of the whole term" };
const said: Record<string, string> = {
  "--keep all": "every row counts", "--measure mrr": "a month's money in each cell", "--measure arr": "a year's money in each cell",
  "--amounts-in cents": "4900 is 49.00", "--amounts-in units": "amounts as they stand", "--amounts-in thousands": "12.5 is 12,500", "--amounts-in millions": "12.5 is 12,500,000",
  "--fill-down none": "rows without one are refused", "--date-order dmy": "03/04 is 3 April", "--date-order mdy": "03/04 is 4 March",
  "--decimal .": "1.200 is one and a fifth", "--decimal ,": "1.200 is one thousand two hundred", "--const quantity=1": "the amount is of the whole line",
};

function meaningOf(flag: string): string | undefined {
  const answer = answerOf(flag);
  const [pair] = Object.entries(answer?.constants ?? {});
  const [mapped] = Object.entries(answer?.map ?? {});
  const filter = answer?.rows?.[0];
  if (said[flag] !== undefined) return said[flag];
  if (pair?.[0] === "amount_per") return spans[pair[1]];
  if (pair !== undefined) return "the same in every row";
  if (mapped !== undefined) return mapped[0] === "quantity" ? "the amount is the price of one" : `the column of ${mapped[0]}`;
  if (answer?.fillDown !== undefined) return "an empty one is that of the row above";
  if (filter === undefined || "empty" in filter) return undefined;
  return "is" in filter ? "only these rows count" : "all rows but these count";
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
  if (parts?.[1] === "date-order") return { dateOrder: text as ReadingAnswer["dateOrder"] };
  if (parts?.[1] === "decimal") return { decimal: text as ReadingAnswer["decimal"] };
  if (parts?.[1] === "fill-down") return { fillDown: text };
  if (parts?.[1] === "amounts-in") return { amountsIn: text as ReadingAnswer["amountsIn"] };
  if (name === undefined) return undefined;
  if (parts?.[1] === "map") return { map: { [name]: bare } };
  return parts?.[1] === "const" ? { constants: { [name]: bare } } : undefined;
}
