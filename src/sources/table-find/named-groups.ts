/** Rows that give the lines below them a name, `Charlie` above `Charlie East` and `Charlie West`: `Total Charlie` repeats what came since. */
import { looksLikeAmount } from "./cell-kind.js";
import type { RunningSums, Sums } from "./running-sums.js";

/** Names that are remembered; a table with more is no report of groups. */
const MOST_NAMES = 20_000;

interface Named {
  /** The sums of all lines above the row of that name. */
  above: Sums;
  /** Lines with amounts above it. */
  lines: number;
  hasAmounts: boolean;
}

export class NamedGroups {
  readonly #named = new Map<string, Named>();
  #lines = 0;

  constructor(private readonly amounts: ReadonlySet<number>) {}

  /** To be called with each row that names something, before its amounts are added to the sums. */
  look(cells: readonly string[], sums: RunningSums): void {
    const hasAmounts = [...this.amounts].some((column) => /[1-9]/.test(cells[column] ?? ""));
    const name = (cells.find((cell) => cell.trim() !== "") ?? "").trim().toLowerCase();
    if (name !== "" && name.length < 120 && !looksLikeAmount(name) && (this.#named.has(name) || this.#named.size < MOST_NAMES)) {
      this.#named.set(name, { above: sums.soFar(), lines: this.#lines, hasAmounts });
    }
    if (hasAmounts) this.#lines += 1;
  }

  /** Whether a row has, wherever it has an amount, the sum of the lines from the row of that name on: of two at least, as one line may have what another has; one will do below a name that has no amounts itself. */
  isSumOf(name: string, cells: readonly string[], sums: RunningSums): boolean {
    const named = this.#named.get(name);
    return named !== undefined && this.#lines - named.lines >= (named.hasAmounts ? 2 : 1) && sums.isSumSince(named.above, cells);
  }
}
