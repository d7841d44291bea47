/** A profile laid on a table: rows of text go in, lines with the columns of a line come out, as text too. */
import { problem, type Problem } from "../../domain/problem.js";
import type { TableRow } from "../table.js";
import type { Spell } from "./field-reader.js";
import { notBeforeStart } from "./not-before-start.js";
import { matchedName } from "./fields.js";
import { fillDownOf } from "./fill-down.js";
import { gridReader } from "./grid-reader.js";
import { RowFilters } from "./left-out-values.js";
import { firstCells, Laying, readCells } from "./laying.js";
import { monthOfText, monthsOfHeader } from "./month-text.js";
import type { Profile } from "./profile.js";
import { neededFields } from "./read-profile.js";
import type { LineReader, Reader, ReadRow } from "./reader.js";
import { yearsReader } from "./years-reader.js";
import { filterColumns, filterText, rowTest } from "./row-filter.js";

export interface ApplyOptions {
  /** Numbers and dates in the plain form that landing reads, by position of the column. Default: as they stand. */
  spell?: Spell;
  /** The first day of the month that a cell names. Default: {@link monthOfText}. */
  monthOf?: (text: string) => string | undefined;
  /** The headers that name months, each with its first day, where a grid does not list them. Default: {@link monthOfText} of each. */
  monthsOf?: (header: string[]) => { column: string; month: string }[];
  /** The zone in which an instant has its day, where a date is shifted from it: the policy's `time_zone`. */
  reporting_zone?: string;
  /** Months that it is in, or that come after, may be empty because nobody was there yet to fill them. Default: no month is still to come. */
  today?: string;
  /** Named in problems. */
  file?: string;
}

/** Lays `profile` on a table with this header. Problems are those of the columns: one that is not there, or is there twice. */
export function applyProfile(profile: Profile, header: string[], options: ApplyOptions = {}): { reader: Reader } | { problems: Problem[] } {
  const laying = new Laying(profile, header, options);
  for (const field of neededFields(profile)) {
    if (!(field in profile.columns)) laying.columns.problems.push(problem("profile-field-missing", { field }, laying.at));
  }
  const filling = fillDownOf(profile, laying.columns);
  const isDown = profile.grid?.layout === "down";
  const filters = new RowFilters(profile.rows ?? [], laying.columns, isDown);
  const notices = (profile.notice ?? []).flatMap((filter) => {
    const test = rowTest(filter, laying.columns, isDown);
    return test === undefined ? [] : [{ filter, test, rows: 0, first: [] as number[] }];
  });
  const ofList = () => (profile.years === undefined ? rowReader(laying) : yearsReader(laying, profile.years));
  const lines = profile.grid === undefined ? ofList() : gridReader(laying, profile.grid, { monthOf: options.monthOf ?? monthOfText, monthsOf: options.monthsOf ?? monthsOfHeader });
  if (laying.columns.problems.length > 0) return { problems: laying.columns.problems };
  const passed = laying.passedOver();
  return {
    reader: {
      ...lines,
      header: lines.fields.map((field) => field.replace(/^attribute:/, "")),
      filteredBy: () => filters.told(),
      filledDown: () => filling?.rows ?? 0,
      read(given) {
        const row = filling === undefined ? given : filling.fill(given);
        if (!filters.keeps(row)) return leftOutByFilter(row, lines.unnamed?.(row));
        for (const notice of notices) {
          if (!notice.test(row)) continue;
          notice.rows += 1;
          if (notice.first.length < MOST_NAMED) notice.first.push(row.row);
        }
        return lines.read(row);
      },
      warnings: () => [
        ...passed,
        ...filters.warnings(laying.at),
        ...lines.warnings(),
        ...notices.filter((notice) => notice.rows > 0).map(({ filter, rows, first }) =>
          problem("profile-rows-noticed", { rows, condition: filterText(filter), first: `${rows === 1 ? "row" : "rows"} ${first.join(", ")}${rows > first.length ? " …" : ""}` }, { ...laying.at, row: first[0]!, column: filterColumns(filter)[0].column })),
      ],
    },
  };
}

const MOST_NAMED = 20;

const leftOutByFilter = (row: TableRow, cells: string[] | undefined): ReadRow => ({ leftOut: "filtered", text: firstCells(row), ...(cells === undefined ? {} : { cells }) });

/** One row, one line. */
function rowReader(laying: Laying): LineReader {
  const id = laying.profile.columns["line_id"];
  const lacksId = id !== undefined && "from" in id && id.optional === true && laying.columns.find(id.from, "line_id", id) === undefined;
  const named = laying.namedFields(lacksId ? ["line_id"] : []);
  const key = laying.keyParts();
  const fields = [...named, ...laying.otherFields(named.map(({ field }) => field))];
  const hasId = named.some(({ field }) => field === "line_id");
  const keyFields = ["customer_id", "product", "start_date"].map((name) => fields.findIndex(({ field }) => field === name)).filter((at) => at >= 0);
  const bounded = notBeforeStart(laying, fields);
  const saysItself = fields.some(({ field }) => field === "end_convention");
  const convention = saysItself ? undefined : laying.profile.end_convention;
  return {
    fields: [...(hasId ? [] : ["line_id"]), ...fields.map(({ field }) => matchedName(field))],
    ...(convention === undefined ? {} : { end_convention: convention }),
    isOneLineARow: true,
    read(row): ReadRow {
      const cells = readCells(row, fields);
      if (!Array.isArray(cells)) return { refused: cells };
      bounded(cells);
      if (!hasId) cells.unshift(laying.names.nameOf(key === undefined ? keyFields.map((at) => cells[at]!) : key.map((part) => part(row))));
      return { lines: [cells] };
    },
    unnamed(row) {
      const cells = readCells(row, fields);
      if (Array.isArray(cells)) bounded(cells);
      return Array.isArray(cells) ? [...(hasId ? [] : [""]), ...cells] : undefined;
    },
    end: () => [],
    warnings: () => [],
  };
}
