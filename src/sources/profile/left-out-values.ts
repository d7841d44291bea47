/** What the rows that filters leave out say in the columns that the filters look at: `Closed Lost` is as it should be, `Closed Won (EMEA)` may not be. */
import { problem, type Place, type Problem } from "../../domain/problem.js";
import { safeText } from "../safe-text.js";
import type { TableRow } from "../table.js";
import type { HeaderColumns } from "./header-columns.js";
import type { RowFilter } from "./profile.js";
import { filterColumns, filterText, rowTest, type RowTest } from "./row-filter.js";

interface Filter {
  test: RowTest;
  column: string;
  position: number;
  /** Rows by what they say. */
  leftOut: Map<string, number>;
}

const MOST_VALUES = 1000;
const MOST_TOLD = 5;

/** A filter that names the rows which count, and not those that don't. */
const namesWhatCounts = (filter: RowFilter): boolean => "is" in filter || "begins" in filter;

export class RowFilters {
  readonly #filters: Filter[];
  /** Filters that name what counts, and whose column the table lacks. */
  readonly #idle: RowFilter[] = [];

  constructor(filters: readonly RowFilter[], columns: HeaderColumns, isUsedUp: boolean) {
    this.#filters = filters.flatMap((filter) => {
      const test = rowTest(filter, columns, isUsedUp);
      if (test === undefined) {
        if (namesWhatCounts(filter)) this.#idle.push(filter);
        return [];
      }
      const looked = filterColumns(filter).flatMap(({ column, or }) => columns.find(column, "a row filter", { ...(or === undefined ? {} : { or }), optional: true }) ?? []);
      const position = looked[0] ?? 0;
      return [{ test, column: columns.names[position] ?? "", position, leftOut: new Map<string, number>() }];
    });
  }

  keeps(row: TableRow): boolean {
    const filter = this.#filters.find(({ test }) => !test(row));
    if (filter === undefined) return true;
    const value = safeText((row.cells[filter.position] ?? "").trim());
    if (filter.leftOut.has(value) || filter.leftOut.size < MOST_VALUES) filter.leftOut.set(value, (filter.leftOut.get(value) ?? 0) + 1);
    return false;
  }

  /** Where the column is lacking that tells which rows count, all of them do: lost deals among them. */
  warnings(at: Place): Problem[] {
    return this.#idle.map((filter) => {
      const { column } = filterColumns(filter)[0];
      return problem("profile-filter-idle", { column, condition: filterText(filter) }, { ...at, column });
    });
  }

  /** One sentence for each column by which rows were left out: the commonest values first. */
  told(): string[] {
    return this.#filters.filter(({ leftOut }) => leftOut.size > 0).map(({ column, leftOut }) => {
      const values = [...leftOut].sort(([, a], [, b]) => b - a);
      const rows = values.reduce((sum, [, many]) => sum + many, 0);
      const named = values.slice(0, MOST_TOLD).map(([value, many]) => `${value === "" ? "empty" : value} (${many})`).join(", ");
      const more = values.length > MOST_TOLD ? `, and ${values.length - MOST_TOLD} more` : "";
      return `${rows} ${rows === 1 ? "row is" : "rows are"} left out by ${safeText(column) || "its first column"}: ${named}${more}.`;
    });
  }
}
