/** Which column of a file is which column of a line. */
import { knownAttributes, lineColumns, requiredColumns } from "../domain/contract.js";
import { nearest, problem, type Place, type Problem } from "../domain/problem.js";
import { likeliestColumn } from "./likeliest-column.js";
import { loose } from "./loose.js";
import { safeText } from "./safe-text.js";

export interface ColumnMatch {
  /** For each position: a column of the line, `attribute:<name>`, or null for a column without a name. */
  fields: (string | null)[];
  problems: Problem[];
  /** Names of the columns that became attributes, in the order of the file. */
  attributes: string[];
}

const fieldOf = new Map<string, string>([
  ...lineColumns.map((column): [string, string] => [loose(column), column]),
  ...knownAttributes.map((name): [string, string] => [loose(name), `attribute:${name}`]),
]);

/** What a file of rejected rows says of each, in front of the row's own columns (and behind the file, where there are several). */
export const rejectColumns = ["row", "reason", "remedy"] as const;

/** How many columns of a file are such words: it was mended and comes back, and they are no attributes. */
function wordsInFront(header: string[]): number {
  return [0, 1].find((from) => rejectColumns.every((name, i) => header[from + i] === name) && (from === 0 || header[0] === "file")) === undefined ? 0 : header.indexOf("remedy") + 1;
}

/**
 * Matches names loosely: case, spaces and punctuation do not count. `map` (field -> the file's name for it) goes first,
 * and the column that it passes over becomes an attribute; so does every column that has no meaning here.
 */
export function matchColumns(header: string[], map: Record<string, string> = {}, file?: string): ColumnMatch {
  const matching = new Matching(header, file === undefined ? {} : { file });
  for (const [field, column] of Object.entries(map)) matching.choose(field, column);
  const passedOver = wordsInFront(header);
  header.forEach((_, position) => position >= passedOver && matching.guess(position));
  for (const column of requiredColumns) matching.require(column);
  return matching.result();
}

class Matching {
  readonly #names: string[];
  readonly #at: Place;
  readonly #problems: Problem[] = [];
  /** Field -> the position that gives it. */
  readonly #taken = new Map<string, number>();
  readonly #fields: (string | null)[];
  readonly #chosen = new Set<string>();

  constructor(header: string[], at: Place) {
    this.#names = header.map((name) => name.trim());
    this.#fields = header.map(() => null);
    this.#at = at;
  }

  /** Obeys `--map field=column`. */
  choose(field: string, column: string): void {
    const wanted = fieldOf.get(loose(field));
    if (wanted === undefined) {
      const known = [...lineColumns, ...knownAttributes];
      this.#problems.push(problem("map-field-unknown", { field, nearest: nearest(field, known), known: known.join(", ") }, this.#at));
      return;
    }
    this.#chosen.add(wanted);
    const [position, second] = this.#positionsOf(column);
    if (position === undefined) {
      this.#problems.push(problem("map-column-unknown", { field, column, nearest: nearest(column, this.#names.map(safeText)), others: this.#list() }, this.#at));
    } else if (second !== undefined) {
      this.#twice(wanted, position, second);
    } else if (this.#fields[position] !== null) {
      const first = shown(this.#fields[position]!);
      this.#problems.push(problem("map-column-twice", { column, first, second: shown(wanted) }, { ...this.#at, column }));
    } else {
      this.#take(wanted, position);
    }
  }

  /** Tells the field by the name of the column. */
  guess(position: number): void {
    const name = this.#names[position]!;
    if (this.#fields[position] !== null || name === "") return;
    const known = fieldOf.get(loose(name));
    this.#take(known === undefined || this.#chosen.has(known) ? `attribute:${name}` : known, position);
  }

  /** Misses the column if nothing gave it. */
  require(column: string): void {
    if (this.#taken.has(column) || this.#chosen.has(column)) return;
    const free = this.#names.filter((name, i) => name !== "" && isFree(this.#fields[i]!));
    const near = likeliestColumn(column, free.map(safeText));
    this.#problems.push(problem("column-missing", { column, nearest: near, others: this.#list() }, { ...this.#at, column }));
  }

  result(): ColumnMatch {
    const attributes = this.#fields.flatMap((field) => (field?.startsWith("attribute:") ? [shown(field)] : []));
    return { fields: this.#fields, problems: this.#problems, attributes };
  }

  #take(field: string, position: number): void {
    const before = this.#taken.get(field);
    if (before !== undefined) {
      this.#twice(field, before, position);
      return;
    }
    this.#taken.set(field, position);
    this.#fields[position] = field;
  }

  #twice(field: string, first: number, second: number): void {
    const both = { first: this.#shownAt(first), second: this.#shownAt(second) };
    const name = shown(field);
    const at = { ...this.#at, column: name };
    this.#problems.push(field === name ? problem("column-twice", { column: name, ...both }, at) : problem("attribute-twice", { attribute: name, ...both }, at));
  }

  /** By exact name, else loosely. */
  #positionsOf(column: string): number[] {
    const where = (same: (name: string) => boolean) => this.#names.flatMap((name, i) => (same(name) ? [i] : []));
    const exact = where((name) => name === column.trim());
    return exact.length > 0 ? exact : where((name) => name !== "" && loose(name) === loose(column));
  }

  #shownAt(position: number): string {
    return `'${safeText(this.#names[position]!)}' (column ${position + 1})`;
  }

  #list(): string {
    const named = this.#names.filter((name) => name !== "").map(safeText);
    const more = named.length > MOST_LISTED ? `, and ${named.length - MOST_LISTED} more` : "";
    return named.slice(0, MOST_LISTED).join(", ") + more;
  }
}

const MOST_LISTED = 30;

const shown = (field: string): string => field.replace(/^attribute:/, "");

/** Attributes and columns that a line can do without may turn out to be the one that is missing. */
function isFree(field: string | null): boolean {
  return field === null || !(requiredColumns as readonly string[]).includes(field);
}
