/** The state of a guess: which column has been given which meaning, what was assumed on the way, and what has to be asked. */
import { amountPers } from "../../domain/contract.js";
import { nearest, problem, type Problem } from "../../domain/problem.js";
import { loose } from "../loose.js";
import { allFields, fieldNamed } from "../profile/fields.js";
import type { FieldSource, Profile } from "../profile/profile.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { isNumbers, samplesOf, type ColumnLook } from "./column-look.js";
import type { Assumption, GuessedColumn, Hints, Question } from "./guess-types.js";
import { spanOf } from "./value-words.js";

interface Claim {
  field: string;
  sureness: number;
  why: string;
}

/** Something that holds between columns in the rows looked at; a row further down in which it does not would have changed the guess. */
export interface Reliance {
  looks: readonly ColumnLook[];
  /** Whether it breaks in a row, by the same columns with the texts of other rows. */
  isBroken: (looks: readonly ColumnLook[], row: number) => boolean;
}

export class Guessing {
  readonly reliances: Reliance[] = [];
  readonly assumptions: Assumption[] = [];
  readonly questions: Question[] = [];
  readonly problems: Problem[] = [];
  readonly profile: Profile;
  /** The column in which ends were found, where the list has none under our own name. */
  endColumn: string | undefined;
  readonly #claims = new Map<number, Claim>();
  readonly #ignored = new Map<number, string>();
  readonly #mapped = new Set<string>();

  constructor(readonly looks: ColumnLook[], readonly rows: readonly TableRow[], readonly hints: Hints) {
    this.profile = { name: "guess", ...hints.profile, columns: { ...hints.profile?.columns } };
    for (const [field, source] of Object.entries(this.profile.columns)) this.#obey(field, source);
    for (const [field, value] of Object.entries(hints.constants ?? {})) this.#fix(field, value);
    for (const [field, column] of Object.entries(hints.map ?? {})) this.#map(field, column);
  }

  /** Columns that hold something and have no meaning yet. */
  free(): ColumnLook[] {
    return this.looks.filter((look) => look.name !== "" && look.filled > 0 && !this.#claims.has(look.position) && !this.#ignored.has(look.position));
  }

  /** Something gives this column of the line, or someone is asked for it. */
  has(field: string): boolean {
    return Object.hasOwn(this.profile.columns, field) || this.questions.some((question) => question.field === field);
  }

  /** The column that --map gave to `field`. */
  mapped(field: string): ColumnLook | undefined {
    return this.#mapped.has(field) ? this.lookOf(field) : undefined;
  }

  /** The column that gives `field`, if one does. */
  lookOf(field: string): ColumnLook | undefined {
    const source = this.profile.columns[field];
    return source === undefined || !("from" in source) ? undefined : this.named(source.from);
  }

  /** By its name; `#1` is the first column, if it has none. */
  named(column: string): ColumnLook | undefined {
    const place = /^#(\d{1,4})$/.exec(column.trim());
    const nameless = place === null ? undefined : this.looks.find((look) => look.name === "" && look.position + 1 === Number(place[1]));
    return nameless ?? this.looks.find((look) => look.name === column.trim()) ?? this.looks.find((look) => look.name !== "" && loose(look.name) === loose(column));
  }

  claim(look: ColumnLook, field: string, sureness: number, why: string, source: FieldSource = { from: look.name }): void {
    this.profile.columns[field] = source;
    this.#claims.set(look.position, { field, sureness, why });
  }

  /** A column that helps to read another, and is no attribute. */
  spend(look: ColumnLook, field: string, sureness: number, why: string): void {
    if (!this.#claims.has(look.position)) this.#claims.set(look.position, { field, sureness, why });
  }

  constant(field: string, value: string): void {
    this.profile.columns[field] = { const: value };
  }

  ignore(look: ColumnLook, why: string): void {
    this.#ignored.set(look.position, why);
  }

  assume(sentence: string, remedy: string): void {
    this.assumptions.push({ sentence, remedy });
  }

  rely(looks: readonly ColumnLook[], isBroken: Reliance["isBroken"]): void {
    this.reliances.push({ looks, isBroken });
  }

  ask(field: string, sentence: string, candidates: readonly ColumnLook[], flag: string, choices: string[] = []): void {
    this.questions.push({ field, sentence, candidates: candidates.map((look) => ({ column: look.name, samples: samplesOf(look) })), choices, flag });
  }

  /** What every column came to be. */
  guessed(): GuessedColumn[] {
    return this.looks.map((look) => ({ name: look.name, samples: samplesOf(look), ...this.#roleOf(look) }));
  }

  #roleOf(look: ColumnLook): Pick<GuessedColumn, "role" | "sureness" | "why"> {
    const claim = this.#claims.get(look.position);
    if (claim !== undefined) return { role: { field: claim.field }, sureness: claim.sureness, why: claim.why };
    const ignored = this.#ignored.get(look.position);
    if (ignored !== undefined) return { role: "ignored", sureness: 1, why: ignored };
    if (look.name === "") return { role: "ignored", sureness: 1, why: "it has no name" };
    if (look.filled === 0) return { role: "ignored", sureness: 1, why: "it is empty" };
    if (this.profile.attributes === "none") return { role: "ignored", sureness: 1, why: "the profile keeps no attributes" };
    return { role: "attribute", sureness: isNumbers(look) ? 0.6 : 0.8, why: "nothing in it says that it is more" };
  }

  #obey(field: string, source: FieldSource): void {
    const look = "from" in source ? this.named(source.from) : undefined;
    if (look !== undefined) this.#claims.set(look.position, { field, sureness: 1, why: "the profile says so" });
  }

  #fix(field: string, value: string): void {
    const wanted = fieldNamed(field);
    if (wanted === undefined) {
      this.problems.push(problem("constant-field-unknown", { field, nearest: nearest(field, allFields), known: allFields.join(", ") }, this.#at));
      return;
    }
    const span = wanted === "amount_per" && !(amountPers as readonly string[]).includes(value) ? spanOf(value) : undefined;
    this.constant(wanted, span === undefined || span === "once" || span.every !== 1 ? value : span.per);
  }

  #map(field: string, column: string): void {
    const known = allFields;
    const at = this.#at;
    const wanted = known.find((name) => loose(name) === loose(field));
    const look = this.named(column);
    if (wanted === undefined) {
      this.problems.push(problem("map-field-unknown", { field, nearest: nearest(field, known), known: known.join(", ") }, at));
    } else if (look === undefined) {
      const names = this.looks.map((each) => safeText(each.name)).filter((name) => name !== "");
      this.problems.push(problem("map-column-unknown", { field, column, nearest: nearest(column, names), others: names.slice(0, 30).join(", ") }, at));
    } else {
      this.claim(look, wanted, 1, "you said so");
      this.#mapped.add(wanted);
    }
  }

  get #at(): { file?: string } {
    return this.hints.file === undefined ? {} : { file: this.hints.file };
  }
}

/** A column's name as it is pasted after --map. */
export const flagOf = (field: string, look: ColumnLook): string => mapFlag(field, look.name);

/** Quoted as a shell takes it. */
export const mapFlag = (field: string, column: string): string => `--map ${field}="${safeText(column).replace(/["$`\\]/g, "\\$&")}"`;
