/** Finds the columns of a table that a profile names, and tells which are not there. */
import { nearest, problem, type Place, type Problem } from "../../domain/problem.js";
import { likeliestColumn } from "../likeliest-column.js";
import { loose } from "../loose.js";
import { safeText } from "../safe-text.js";
import type { NamedColumn } from "./profile.js";

export class HeaderColumns {
  readonly problems: Problem[] = [];
  readonly names: string[];
  /** Positions that something was read from; what is left over may become attributes. */
  readonly used = new Set<number>();

  constructor(header: string[], readonly at: Place) {
    this.names = header.map((name) => name.trim());
  }

  /** The position of a column by its first name that the table has; undefined where it may be lacking or was told as missing. `asked` says what it is read for. */
  find(column: string, asked: string, named: NamedColumn = {}): number | undefined {
    for (const name of [column, ...(named.or ?? [])]) {
      const [position, second] = this.#positionsOf(name);
      if (second !== undefined) {
        this.problems.push(problem("profile-column-twice", { column: name, asked }, { ...this.at, column: name }));
        return undefined;
      }
      if (position !== undefined) return position;
    }
    if (!named.optional) this.#missing(column, asked);
    return undefined;
  }

  /** As {@link find}, and the column is then no attribute of itself. */
  use(column: string, asked: string, named: NamedColumn = {}): number | undefined {
    const position = this.find(column, asked, named);
    if (position !== undefined) this.used.add(position);
    return position;
  }

  list(): string {
    const named = this.names.filter((name) => name !== "").map(safeText);
    return named.slice(0, MOST_LISTED).join(", ") + (named.length > MOST_LISTED ? `, and ${named.length - MOST_LISTED} more` : "");
  }

  /** By exact name, else by number, else loosely. */
  #positionsOf(column: string): number[] {
    const where = (same: (name: string) => boolean) => this.names.flatMap((name, i) => (same(name) ? [i] : []));
    const exact = where((name) => name === column.trim());
    if (exact.length > 0) return exact;
    const numbered = /^#(\d{1,4})$/.exec(column.trim());
    if (numbered !== null) return Number(numbered[1]) >= 1 && Number(numbered[1]) <= this.names.length ? [Number(numbered[1]) - 1] : [];
    return where((name) => name !== "" && loose(name) !== "" && loose(name) === loose(column));
  }

  #missing(column: string, asked: string): void {
    const near = nearest(column, this.names.filter((name) => name !== "")) ?? likeliestColumn(asked, this.names.filter((name) => name !== ""));
    this.problems.push(problem("profile-column-missing", { column, asked, nearest: near === undefined ? undefined : safeText(near), others: this.list() }, { ...this.at, column }));
  }
}

const MOST_LISTED = 30;
