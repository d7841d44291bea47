/** Columns that say whether a row still counts: named, and never obeyed in silence. */
import { columnsRead, fallbackOf } from "../profile/columns-read.js";
import { bestNamed, statusNames } from "./field-names.js";
import type { ColumnLook } from "./column-look.js";
import type { Guessing } from "./guessing.js";
import { hasLeft, stateOf, truthOf } from "./value-words.js";

const NOTICED = "taken for their notice, too: nobody asks whether they renewed.";

/** Takes the end of rows that say they left for their notice, and asks which rows count where some ended and nothing says when. */
export function guessStatus(guess: Guessing): void {
  for (const { look } of bestNamed(guess.free(), statusNames)) {
    const states = statesOf(look);
    if (states === undefined) continue;
    const dead = rowsOf(look, states, "dead");
    if (dead.length === 0) continue;
    const isNoticed = !isStage(look) && takeEndAsNotice(guess, look, states);
    if (guess.hints.profile?.rows !== undefined) {
      if (isNoticed) guess.assume(`Where ${look.name} says that a customer left, the end is ${NOTICED}`, "To say otherwise: cancelled_on in a profile.");
      continue;
    }
    const live = [...states].filter(([, state]) => state === "live").map(([value]) => value);
    const endless = isStage(look) ? dead : dead.filter((row) => !hasEnd(guess, row));
    const gone = [...new Set((endless.length === 0 ? dead : endless).map((row) => look.texts[row]!))];
    const without = `--keep "${look.name}!=${gone.join(",")}"`;
    const flag = isStage(look) && live.length > 0 ? `--keep "${look.name}=${live.join(",")}"` : without;
    const words = gone.join(", ");
    if (endless.length === 0 && !isStage(look)) {
      relyOnEnds(guess, look, states);
      const told = isNoticed ? `such rows count until their end, which is ${NOTICED}` : "such rows are read like all others.";
      guess.assume(`${look.name} says ${words} (first in row ${guess.rows[dead[0]!]!.row}); ${told}`, `To leave them out altogether, also from the past: ${flag}.`);
      continue;
    }
    const said = `${look.name} says ${words} (first in row ${guess.rows[endless[0]!]!.row}), and nothing says when`;
    if (isStage(look)) guess.ask("rows", `${said} such rows ended; read like all others they would count as ARR.`, [look], flag, [flag, "--keep all"]);
    else askOfEndless(guess, look, { said, without, isOfAll: dead.every((row) => !gone.includes(look.texts[row]!) || endless.includes(row)) });
    return;
  }
}

/** Rows that say when they ended keep their past; of any other it is lost with them. */
function askOfEndless(guess: Guessing, look: ColumnLook, { said, without, isOfAll }: { said: string; without: string; isOfAll: boolean }): void {
  if (isOfAll) {
    const sentence = `${said} such rows ended; read like all others they would count as ARR, and left out they are missing from the past, too, unless a column has their end (--map end_date="…").`;
    guess.ask("rows", sentence, [look], without, [without, "--keep all"]);
    return;
  }
  const withEnd = `${without.slice(0, -1)}${endLooks(guess).map((end) => `|${end.name}!=`).join("")}"`;
  const sentence = `${said} some of these rows ended; read like all others they would count as ARR. The others keep their past where only rows without an end are left out.`;
  guess.ask("rows", sentence, [look], withEnd, [withEnd, without, "--keep all"]);
}

/** Whoever left had given notice by the end; answers whether a row says so. */
function takeEndAsNotice(guess: Guessing, look: ColumnLook, states: ReadonlyMap<string, string>): boolean {
  const end = guess.profile.columns["end_date"];
  const isOfLeaving = / (?:churn|churned|cancelled|canceled|lost) /.test(look.words);
  const left = [...states].filter(([value, state]) => state === "dead" && (hasLeft(value) || (isOfLeaving && truthOf(value) === true))).map(([value]) => value);
  const source = guess.profile.columns["cancelled_on"];
  if (left.length === 0 || end === undefined || !("from" in end) || source !== undefined) return source !== undefined && "where" in source;
  guess.profile.columns["cancelled_on"] = { ...end, where: { column: look.name, is: left } };
  return true;
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

/** The columns of ends, or of terms: a row has an end where one of them is filled. */
function endLooks(guess: Guessing): ColumnLook[] {
  const source = guess.profile.columns["end_date"];
  if (source === undefined || !("from" in source)) return [];
  const months = "months" in source && typeof source.months === "object" ? source.months.from : undefined;
  const fallback = fallbackOf(source);
  return [months ?? source.from, ...(fallback === undefined ? [] : columnsRead(fallback))].flatMap((name) => guess.named(name) ?? []);
}

const hasEnd = (guess: Guessing, row: number): boolean => endLooks(guess).some((end) => end.texts[row] !== "");

/** That each row which says that it ended has an end. */
function relyOnEnds(guess: Guessing, look: ColumnLook, states: Map<string, "live" | "dead">): void {
  guess.rely([look, ...endLooks(guess)], ([state, ...ends], row) => states.get(state!.texts[row]!) === "dead" && ends.every((end) => end.texts[row] === ""));
}
