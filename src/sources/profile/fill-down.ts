/** Names that stand only in the first of their rows, as pivot tables write them, carried to the rows below. */
import type { TableRow } from "../table.js";
import type { HeaderColumns } from "./header-columns.js";
import type { Profile } from "./profile.js";

/**
 * Fills empty cells from the row right above: those of the leading column, those of columns to its right where it is empty, and those to its
 * left, which name groups, in every row. A row that stands under nothing, or under a gap, stays as it is: it is then refused by name, as
 * nothing says whose it is.
 */
export class FillDown {
  /** Rows that got the leading column's text. */
  rows = 0;
  #above: TableRow | undefined;

  /** Positions from 0. */
  constructor(private readonly leading: number, private readonly others: readonly number[]) {}

  fill(row: TableRow): TableRow {
    const above = this.#above?.row === row.row - 1 ? this.#above : undefined;
    const isBelow = above !== undefined && isEmpty(row, this.leading) && !isEmpty(above, this.leading);
    const wanted = above === undefined ? [] : [...this.others.filter((position) => isBelow || position < this.leading), ...(isBelow ? [this.leading] : [])].filter((position) => isEmpty(row, position));
    if (isBelow) this.rows += 1;
    if (wanted.length === 0) return (this.#above = row);
    const cells = [...row.cells];
    for (const position of wanted) cells[position] = above!.cells[position] ?? "";
    return (this.#above = { row: row.row, cells });
  }
}

const isEmpty = (row: TableRow, position: number): boolean => (row.cells[position] ?? "").trim() === "";

/** By a profile; the column that the customer is read from leads, else the first. Undefined where the profile names none. */
export function fillDownOf({ fill_down, columns: fields }: Profile, columns: HeaderColumns): FillDown | undefined {
  const positions = (fill_down ?? []).flatMap((name) => columns.find(name, "fill_down") ?? []);
  const customer = fields["customer_id"];
  const leading = fill_down === undefined || customer === undefined || !("from" in customer) ? undefined : positions.find((position) => columns.names[position] === customer.from);
  const first = leading ?? positions[0];
  return first === undefined ? undefined : new FillDown(first, positions.filter((position) => position !== first));
}
