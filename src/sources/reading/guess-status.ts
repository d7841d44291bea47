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
      if (!isOurs) relyOnEnds(guess, look, states);
      guess.assume(`${look.name} says ${words} (first in row ${guess.rows[dead[0]!]!.row}); such rows are read like all others.`, `To leave them out altogether, also from the past: ${flag}.`);
      continue;
    }
    const sentence = `${look.name} says ${words} (first in row ${guess.rows[endless[0]!]!.row}), and nothing says when such rows ended; read like all others they would count as ARR.`;
    guess.ask("rows", sentence, [look], flag, [flag, "--keep all"]);
    return;
  }
}

const isStage = (look: ColumnLook): boolean => / (?:stage|deleted|archived|stagename|dealstage) /.test(look.words);

/** What each value says; undefined where they are no states: neither most values are, nor the values of most rows. */
function statesOf(look: ColumnLook): Map<string, "live" | "dead"> | undefined {
  const values = [...new Set(look.texts.filter((text) => text !== ""))];
  const isBad = / (?:churn|churned|cancelled|canceled|deleted|archived|inactive|lost) /.test(look.words);
  const isGood = / (?:active|won|live) /.test(look.words);
  const states = new Map<string, "live" | "dead">();
  for (const value of values) {
    const truth = isBad || isGood ? truthOf(value) : undefined;
    const state = truth === undefined ? stateOf(value) : truth === isGood ? "live" : "dead";
    if (state !== undefined) states.set(value, state);
  }
  if (values.length <= 30 && states.size * 2 >= values.length) return states;
  return look.texts.filter((text) => states.has(text)).length * 2 >= look.filled ? states : undefined;
}

const rowsOf = (look: ColumnLook, states: Map<string, string>, wanted: string): number[] => look.texts.flatMap((text, row) => (states.get(text) === wanted ? [row] : []));

/** The column of ends, or of terms. */
function endLook(guess: Guessing): ColumnLook | undefined {
  const source = guess.profile.columns["end_date"];
  if (source === undefined || !("from" in source)) return undefined;
  const months = "months" in source && typeof source.months === "object" ? source.months.from : undefined;
  return guess.named(months ?? source.from);
}

const hasEnd = (guess: Guessing, row: number): boolean => (endLook(guess)?.texts[row] ?? "") !== "";

/** That each row which says that it ended has an end. */
function relyOnEnds(guess: Guessing, look: ColumnLook, states: Map<string, "live" | "dead">): void {
  const end = endLook(guess);
  if (end !== undefined) guess.rely([look, end], ([state, ends], row) => states.get(state!.texts[row]!) === "dead" && ends!.texts[row] === "");
}
