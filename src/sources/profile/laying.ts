/** A profile and a header brought together: readers of fields, positions of columns, names of lines. */
import { lineColumns } from "../../domain/contract.js";
import { problem, type Place, type Problem } from "../../domain/problem.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import { fieldReader, type FieldContext, type FieldReader, type Spell } from "./field-reader.js";
import { attributeField, isDateField, lineColumnNamed, matchedName } from "./fields.js";
import { HeaderColumns } from "./header-columns.js";
import { LineNames } from "./line-names.js";
import type { Profile } from "./profile.js";

export interface NamedReader {
  field: string;
  read: FieldReader;
}

const scales = { cents: -2, units: 0, thousands: 3, millions: 6 } as const;

/** The first cells that are not empty, for showing. */
export const firstCells = (row: TableRow): string => safeText(row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "").slice(0, 4).join(", "));

export class Laying {
  readonly columns: HeaderColumns;
  readonly names = new LineNames();
  /** What someone should look at, found while the columns were. */
  readonly warnings: Problem[] = [];
  readonly at: Place;
  readonly context: FieldContext;
  /** The first day of the month that is not over. */
  readonly thisMonth: string | undefined;

  constructor(readonly profile: Profile, header: string[], options: { spell?: Spell; reporting_zone?: string; today?: string; file?: string }) {
    this.thisMonth = options.today === undefined ? undefined : `${options.today.slice(0, 7)}-01`;
    this.at = options.file === undefined ? {} : { file: options.file };
    this.columns = new HeaderColumns(header, this.at);
    this.context = { columns: this.columns, spell: options.spell ?? ((_, text) => text), scale: scales[profile.amounts_in ?? "units"], time_zone: profile.time_zone, reporting_zone: options.reporting_zone };
  }

  /** Readers of what the profile names, but for `without`: columns of a line in their order, then attributes. */
  namedFields(without: string[] = []): NamedReader[] {
    const order = (field: string): number => (lineColumns as readonly string[]).indexOf(field) >>> 0;
    const named = Object.entries(this.profile.columns).filter(([field]) => !without.includes(field)).sort(([a], [b]) => order(a) - order(b));
    return named.map(([field, source]) => ({ field, read: fieldReader(field, source, this.context) }));
  }

  /** Readers of the columns that become attributes because nothing names them; to be called when everything else has its columns. */
  otherFields(taken: string[]): NamedReader[] {
    const wanted = this.profile.attributes ?? "all";
    const listed = Array.isArray(wanted) ? wanted.map((name) => this.columns.find(name, "an attribute")) : undefined;
    const given = new Set(taken.map(matchedName));
    return this.columns.names.flatMap((name, position) => {
      if (name === "" || wanted === "none" || (listed === undefined ? this.columns.used.has(position) : !listed.includes(position))) return [];
      let field = matchedName(attributeField(name));
      for (let turn = 2; given.has(field); turn += 1) field = `attribute:${name} (${turn})`;
      given.add(field);
      return [{ field, read: (row: TableRow) => (row.cells[position] ?? "").trim() }];
    });
  }

  /** Parts of the key that the profile names, from columns of the table; days in their plain form, so that a line keeps its name when an export spells them otherwise. */
  keyParts(): ((row: TableRow) => string)[] | undefined {
    return this.profile.key?.map((name) => {
      const position = this.columns.find(name, "the key");
      const isDay = position !== undefined && this.#dayColumns().has(this.columns.names[position]!);
      const textOf = (row: TableRow): string => (position === undefined ? "" : (row.cells[position] ?? "").trim());
      return isDay ? (row: TableRow) => this.context.spell(position, textOf(row)) : textOf;
    });
  }

  #dayColumns(): Set<string> {
    return new Set(Object.entries(this.profile.columns).flatMap(([field, source]) => (isDateField(field) && "from" in source ? [source.from.trim()] : [])));
  }

  /** Columns that are called like one of a line which the profile reads from nowhere. */
  passedOver(): Problem[] {
    return this.columns.names.flatMap((name, position) => {
      const field = lineColumnNamed(name);
      if (field === undefined || field in this.profile.columns || this.columns.used.has(position)) return [];
      if ((field === "line_id" && this.profile.key !== undefined) || this.profile.grid !== undefined) return [];
      return [problem("profile-column-passed-over", { column: safeText(name), field }, { ...this.at, column: name })];
    });
  }
}

/** The texts of a row's fields, or the first problem. */
export function readCells(row: TableRow, fields: { read: FieldReader }[]): string[] | Problem {
  const cells: string[] = [];
  for (const { read } of fields) {
    const text = read(row);
    if (typeof text !== "string") return text;
    cells.push(text);
  }
  return cells;
}
