/** What each knob does to the ARR of a book: one other value at a time, everything else as it is. */
import { knobNames, knobs, type KnobName, type Policy } from "../domain/policy.js";
import { ProblemError } from "../domain/problem.js";
import type { Book } from "../engine/book.js";
import { decimalText } from "../domain/money.js";
import { readDecimalText } from "../export/number-text.js";

export interface KnobEffect {
  knob: KnobName;
  instead: unknown;
  arr: string;
  difference: string;
}

/** Other values of knobs whose values can't be listed. */
const tried: Partial<Record<KnobName, readonly unknown[]>> = {
  include_kinds: [["recurring"], ["recurring", "usage"], ["recurring", "one_time"], ["recurring", "services"]],
  weeks_per_year: ["52", "365/7"],
  days_per_year: ["365", "365.25"],
  term_snap_days: [0, 4],
  grace_days: [0, 30, 90],
};

/** The largest effects first; knobs that would change nothing are left out. */
export async function knobEffects(book: Book, policy: Policy, set: Record<string, unknown>, tell: (done: number, total: number) => void): Promise<KnobEffect[]> {
  const others = knobNames.flatMap((knob) => valuesOf(knob).filter((value) => JSON.stringify(value) !== JSON.stringify(policy[knob])).map((instead) => ({ knob, instead })));
  const now = await book.arrUnder(set);
  const effects: KnobEffect[] = [];
  for (const [done, { knob, instead }] of others.entries()) {
    tell(done, others.length);
    const arr = await book.arrUnder({ ...set, [knob]: instead }).catch((error: unknown) => {
      if (error instanceof ProblemError) return undefined;
      throw error;
    });
    if (arr !== undefined && arr !== now) effects.push({ knob, instead, arr, difference: difference(arr, now) });
  }
  const size = (effect: KnobEffect) => Math.abs(Number(effect.difference));
  return effects.sort((a, b) => size(b) - size(a));
}

function valuesOf(knob: KnobName): readonly unknown[] {
  if (knobs[knob].later) return [];
  return (knob === "week_start" ? undefined : knobs[knob].choices) ?? tried[knob] ?? [];
}

function difference(a: string, b: string): string {
  const [one, other] = [readDecimalText(a), readDecimalText(b)];
  return decimalText(one.digits - other.digits, one.places);
}
