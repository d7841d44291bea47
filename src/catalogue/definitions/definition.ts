/** What Annua means by a word of the field. `annua define` and DEFINITIONS.md are made of these and of nothing else. */
import { calculations } from "../../domain/calc/calc.js";
import { writtenOut } from "../../domain/calc/calculation.js";
import type { KnobName } from "../../domain/policy.js";

export interface Definition {
  /** As columns, knobs and reports spell it: nrr, arr_per_customer. */
  term: string;
  /** Other words for the same thing, other columns that hold it. Case, spaces and dashes don't count when one is looked up. */
  aliases: readonly string[];
  title: string;
  /** Whole sentences that need no other page. */
  definition: string;
  /** One line a figure. */
  formula?: string;
  /** Public practice or a filing that counts so. */
  source?: string;
  /** Knobs of the policy that change the figure; empty for words that no knob touches. */
  knobs: readonly KnobName[];
  /** Terms that a reader wants next. */
  see: readonly string[];
}

export interface Topic {
  title: string;
  definitions: readonly Definition[];
  /** Words that belong to the topic and are defined under another, to be listed with it. */
  elsewhere?: readonly string[];
}

type Rest = Partial<Pick<Definition, "aliases" | "formula" | "source" | "knobs" | "see">>;

/** A definition; what is left out is empty. */
export function define(term: string, title: string, definition: string, rest: Rest = {}): Definition {
  return { term, title, definition, aliases: [], knobs: [], see: [], ...rest };
}

/** The formula of a figure of the calculator, where the calculator has one; so that a formula stands in one place. */
export function formulaOf(calculation: string, figure: string): string {
  const found = calculations.find((known) => known.name === calculation)?.figures.find((known) => known.name === figure);
  if (found === undefined || !("formula" in found)) throw new Error(`the calculator has no formula ${calculation}.${figure}`);
  return writtenOut(found);
}
