/** What every reading by a profile has in common. */
import type { Problem } from "../../domain/problem.js";
import type { LeftOut, TableRow } from "../table.js";

/** What a row of the table comes to. */
export type ReadRow =
  /** Lines, each with one text for each of `fields`. One for a row of a list; any number for a row of a grid, none yet where lines show only at the end. */
  | { lines: string[][] }
  /** `cells`: what the line would have said, where a row gives one. */
  | { leftOut: LeftOut; text: string; cells?: string[] }
  /** The row can't be read; its place has the row, the column and the value. */
  | { refused: Problem };

/** A line and the row of the table that it begins in. */
export interface LineOfRow {
  row: number;
  cells: string[];
}

/** What shows when every row was read: a line, or what could not be read of rows that were passed by. */
export type EndedRow = LineOfRow | { refused: Problem };

export interface Reader {
  /** What each cell of a line is, as column matching writes it: a column of a line, or `attribute:NAME`. */
  fields: string[];
  /** The same for showing: attributes by their name alone. */
  header: string[];
  /** How the ends of these lines are meant; undefined: as a column of theirs or the policy says. */
  end_convention?: "exclusive" | "inclusive";
  /** Whether a row gives one line; if not, lines outnumber rows or are fewer, and one that is refused says where it began. */
  isOneLineARow: boolean;
  read(row: TableRow): ReadRow;
  /** Lines that show only when every row was read: grids with months down, and long ones. */
  end(): EndedRow[];
  /** What filters left out so far, in sentences. */
  filteredBy(): string[];
  /** Rows that took their customer from the row above, so far. */
  filledDown(): number;
  /** What someone should look at, once every row was read. */
  warnings(): Problem[];
}

/** What reads rows that filters have kept. */
export interface LineReader extends Omit<Reader, "header" | "filledDown" | "filteredBy"> {
  /** The line of a row that filters leave out, under no name: its money is told. Undefined where it can't be read. */
  unnamed?(row: TableRow): string[] | undefined;
}
