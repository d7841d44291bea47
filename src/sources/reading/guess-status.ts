/** Columns that say whether a row still counts: named, and never obeyed in silence. */
import { bestNamed, statusNames } from "./field-names.js";
import type { ColumnLook } from "./column-look.js";
import type { Guessing } from "./guessing.js";
import { stateOf, truthOf } from "./value-words.js";

/** Asks which rows count where some say that they ended and nothing says when. */
export function guessStatus(guess: Guessing, isOurs: boolean): void {
  // A list in our own columns is complete by itself: an end is what ends a line there.
  if (guess.hints.profile?.rows !== undefined) return;
  for (const { look } of bestNamed(guess.free(), statusNames)) {
    const states = statesOf(look);
    if (states === undefined) continue;
    const dead = rowsOf(look, states, "dead");
    if (dead.length === 0) continue;
    const live = [...states].filter(([, state]) => state === "live").map(([value]) => value);
    const endless = isStage(look) ? dead : dead.filter((row) => !hasEnd(guess, row));
    const gone = [...new Set((endless.length === 0 || isOurs ? dead : endless).map((row) => look.texts[row]!))];
    const flag = isStage(look) && live.length > 0 ? `--keep "${look.name}=${live.join(",")}"` : `--keep "${look.name}!=${gone.join(",")}"`;
    const words = gone.join(", ");
    if ((isOurs || endless.length === 0) && !isStage(look)) {
      guess.assume(`${look.name} says ${words} in ${dead.length} of ${look.filled} rows looked at; they are read like all others.`, `To leave them out altogether, also from the past: ${flag}.`);
      continue;
    }
    const sentence = `${look.name} says ${words} in ${endless.length} of ${look.filled} rows looked at, and nothing says when they ended; read like all others they would count as ARR.`;
    guess.ask("rows", sentence, [look], flag, [flag, "--keep all"]);
    return;
  }
}

const isStage = (look: ColumnLook): boolean => / (?:stage|deleted|archived|stagename|dealstage) /.test(look.words);

/** What each value says; undefined where they are no states. */
function statesOf(look: ColumnLook): Map<string, "live" | "dead"> | undefined {
  const values = [...new Set(look.texts.filter((text) => text !== ""))];
  if (values.length > 30) return undefined;
  const isBad = / (?:churn|churned|cancelled|canceled|deleted|archived|inactive|lost) /.test(look.words);
  const isGood = / (?:active|won|live) /.test(look.words);
  const states = new Map<string, "live" | "dead">();
  for (const value of values) {
    const truth = isBad || isGood ? truthOf(value) : undefined;
    const state = truth === undefined ? stateOf(value) : truth === isGood ? "live" : "dead";
    if (state !== undefined) states.set(value, state);
  }
  return states.size * 2 < values.length ? undefined : states;
}

const rowsOf = (look: ColumnLook, states: Map<string, string>, wanted: string): number[] => look.texts.flatMap((text, row) => (states.get(text) === wanted ? [row] : []));

/** Whether the row has an end, by a date or by a term. */
function hasEnd(guess: Guessing, row: number): boolean {
  const source = guess.profile.columns["end_date"];
  if (source === undefined || !("from" in source)) return false;
  const months = "months" in source && typeof source.months === "object" ? source.months.from : undefined;
  return guess.named(months ?? source.from)?.texts[row] !== "";
}
