/** Tables of amounts by quarter, half or year: said to be none that can be read, before each of their columns is asked for as something else. */
import { problem } from "../../domain/problem.js";
import { isNoAmount } from "../profile/grid.js";
import { safeText } from "../safe-text.js";
import { amountNameOf } from "./amount-names.js";
import { isDates, isNumbers, type ColumnLook } from "./column-look.js";
import type { Guessing } from "./guessing.js";

const PERIOD = /^(?:(?:fy|cy) ?(?:20)?\d\d|(?:19|20)\d\d|(?:q[1-4]|h[12])[-/' ]*(?:(?:fy|cy) ?)?(?:20)?\d\d|(?:(?:fy|cy) ?)?(?:19|20)\d\d[-/ ]?(?:q[1-4]|h[12]))$/i;
const MEASURE = /\b(?:c?mrr|c?arr|acv|revenue|recurring|sum of)\b/gi;

const isPeriod = (text: string): boolean => PERIOD.test(text.replace(MEASURE, " ").trim());

/** Whether the table is one, across or down: told as a problem, as an amount of a quarter says neither its months nor what it is. */
export function refusesPeriods(guess: Guessing): boolean {
  if (guess.has("amount") || guess.has("start_date") || guess.profile.years !== undefined) return false;
  const names = periodsOf(guess);
  if (names.length < 2) return false;
  const at = { ...(guess.hints.file === undefined ? {} : { file: guess.hints.file }), value: safeText(names[0]!) };
  guess.problems.push(problem("periods-of-months", { periods: names.slice(0, 4).map(safeText).join(", ") + (names.length > 4 ? ", …" : "") }, at));
  return true;
}

function periodsOf(guess: Guessing): string[] {
  const across = guess.free().filter((look) => isPeriod(look.name) && areAmounts(look));
  const others = guess.free().filter((look) => !across.includes(look));
  const isList = others.some((look) => (isDates(look) && !isNumbers(look)) || (isNumbers(look) && (amountNameOf(look)?.sureness ?? 0) >= 0.9));
  if (across.length >= 2) return isList ? [] : across.map((look) => look.name);
  const [first, ...rest] = guess.looks.filter((look) => look.filled > 0);
  const down = first?.texts.filter((text) => text !== "") ?? [];
  return down.every(isPeriod) && rest.length > 1 && rest.every(areAmounts) ? down : [];
}

const areAmounts = (look: ColumnLook): boolean => isNumbers(look) || look.texts.every(isNoAmount);
