/**
 * The last months of a table across in which no row says anything, not even 0, are months to come where they are not over yet: a report of a fiscal year
 * has a column for each. Taken as months without an amount they would be a loss of every customer at once.
 */
import type { GridLine } from "./grid.js";
import type { LineOfRow } from "./reader.js";

interface Held extends LineOfRow {
  end: string;
}

export class MonthsToCome {
  /** Lines that ended where no row has said anything since, in the rows so far. */
  #held: Held[] = [];
  #lastSaid = "";

  /** @param months all months of the table in order. @param thisMonth the first day of the month that is not over, where that is known */
  constructor(private readonly months: readonly string[], private readonly thisMonth: string | undefined) {}

  /** To be called with each row's months that say something, before its lines are held. */
  look(said: readonly string[]): void {
    const last = said.at(-1);
    if (last !== undefined && last > this.#lastSaid) this.#lastSaid = last;
  }

  /** No row has said anything from there on so far, and those months are not over. */
  #maybeToCome(end: string): boolean {
    return this.thisMonth !== undefined && end > this.#lastSaid && end >= this.thisMonth;
  }

  /** Whether the line is kept back until every row was read. */
  holds(line: GridLine, { row, cells }: LineOfRow): boolean {
    if (!line.isOver || !this.#maybeToCome(line.end)) return false;
    this.#held.push({ row, cells, end: line.end });
    return true;
  }

  /** What was kept back, each as `reopen` makes it where it ended only because the months after it are still to come. */
  released(reopen: (cells: string[]) => string[]): LineOfRow[] {
    const isToCome = this.toCome().length > 0;
    return this.#held.map(({ row, cells, end }) => ({ row, cells: isToCome && this.#maybeToCome(end) ? reopen(cells) : cells }));
  }

  /** Months that no row says anything of, where more than one line would end with them: one alone may well have ended. */
  toCome(): string[] {
    const ending = this.#held.filter(({ end }) => this.#maybeToCome(end)).length;
    return ending < 2 ? [] : this.months.filter((month) => month > this.#lastSaid);
  }
}
