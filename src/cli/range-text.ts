/** The headline of a snapshot: ARR, how many questions are open, and between what ARR lies while they are. */
import type { Book } from "../engine/book.js";
import type { ArrRangeView } from "../engine/question-report.js";
import { decimalText } from "../domain/money.js";
import { grouped, readDecimalText } from "../export/number-text.js";

/** "ARR 40,213,400.00 · 14 open questions · between 39.4M and 40.9M" */
export function rangeText({ arr, open_questions, lowest, highest, currency }: ArrRangeView): string {
  const open = open_questions === 0 ? "no open questions" : `${grouped(String(open_questions))} open question${open_questions === 1 ? "" : "s"}`;
  const between = lowest === highest ? [] : [`between ${short(lowest, "down")} and ${short(highest, "up")}`];
  return [`ARR ${currency} ${grouped(arr)}`, open, ...between].join(" · ");
}

/** Millions with one decimal, rounded outwards so that ARR does lie between the two; smaller amounts as they are. */
function short(amount: string, towards: "down" | "up"): string {
  const { digits, places } = readDecimalText(amount);
  const tenth = 10n ** BigInt(5 + places);
  if (digits > -10n * tenth && digits < 10n * tenth) return grouped(amount);
  const rest = ((digits % tenth) + tenth) % tenth;
  const floor = (digits - rest) / tenth;
  return `${grouped(decimalText(towards === "up" && rest > 0n ? floor + 1n : floor, 1))}M`;
}

/** With more lines than this, working out every choice would keep the reader waiting for some seconds: `annua questions` does it when asked. */
export const mostRanged = 200_000;

/** The headline of a snapshot, which is of the whole book; none where only a part was asked for, or there are very many lines. */
export async function headlineOf(book: Book, { on, where, set, known_on, currency }: Record<string, unknown>): Promise<string[]> {
  if (where !== undefined || known_on !== undefined || (await book.contents()).lines > mostRanged) return [];
  return [rangeText(await book.range({ ...(on === undefined ? {} : { on }), ...(set === undefined ? {} : { set: set as Record<string, unknown> }), ...(currency === undefined ? {} : { currency }) }))];
}
