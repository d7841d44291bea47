import type { Row } from "./index.js";

/** One thing done to the list, by its number in the log of the book that was told of it. */
export interface Act {
  import_id: number;
  /** By line_id, the rows that stand from then on. */
  brought: Map<string, Row[]>;
  /** Lines that stand no longer. */
  ended: string[];
  /** What it takes back, where that is all it does. */
  takesBack?: Act;
}

/** The list of lines as a person keeps it who writes down what each import brought or ended, and crosses out what is taken back. */
export class ToldList {
  private readonly acts: Act[] = [];

  /** Nothing is added where nothing was kept. */
  add(act: Omit<Act, "import_id"> & { import_id: number | null }): void {
    if (act.import_id !== null) this.acts.push({ ...act, import_id: act.import_id });
  }

  /** What can be taken back, the first import before all others. */
  get standing(): Act[] {
    return this.acts.filter((act) => !this.isTakenBack(act));
  }

  /** Of each line what the last act says that was not taken back. */
  get rows(): Row[] {
    const rows = new Map<string, Row[]>();
    for (const { brought, ended } of this.standing) {
      for (const line of ended) rows.delete(line);
      for (const [line, written] of brought) rows.set(line, written);
    }
    return [...rows.values()].flat();
  }

  private isTakenBack(act: Act): boolean {
    return this.acts.some((other) => other.takesBack === act && !this.isTakenBack(other));
  }
}

export function byLine(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(`${row["line_id"]}`, [...(found.get(`${row["line_id"]}`) ?? []), row]);
  return found;
}
