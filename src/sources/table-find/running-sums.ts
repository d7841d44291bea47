/**
 * Sums of the columns so far, only to recognise a row that repeats them: no figure comes from here, and a spelling that can't be told
 * (`1.200`) at worst leaves a totals row to be refused.
 */
const PLACES = 6;

/** An amount in millionths; undefined where the text is none. */
export function roughAmount(text: string): bigint | undefined {
  const bare = text.replace(/[^\d.,()-]/g, "");
  if (!/\d/.test(bare)) return undefined;
  const negative = /^\(|-/.test(bare);
  const digits = bare.replace(/[()-]/g, "");
  const mark = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  const isGroup = mark !== -1 && digits[mark] === "," && digits.length - mark === 4 && !digits.includes(".");
  const whole = (mark === -1 || isGroup ? digits : digits.slice(0, mark)).replace(/[.,]/g, "");
  const decimals = mark === -1 || isGroup ? "" : digits.slice(mark + 1);
  const value = BigInt((whole + decimals.slice(0, PLACES).padEnd(PLACES, "0")) || "0");
  return negative ? -value : value;
}

/** Rounded cents of many rows: a sum that is off by less than this is the same. */
const NEAR = 10n ** BigInt(PLACES);

export class RunningSums {
  /** Since the last subtotal, and of all rows. */
  #group = new Map<number, bigint>();
  #groupRows = 0;
  readonly #all = new Map<number, bigint>();
  #allRows = 0;

  constructor(private readonly columns: readonly number[]) {}

  add(cells: string[]): void {
    this.#groupRows += 1;
    this.#allRows += 1;
    for (const column of this.columns) {
      const amount = roughAmount(cells[column] ?? "");
      if (amount === undefined) continue;
      this.#group.set(column, (this.#group.get(column) ?? 0n) + amount);
      this.#all.set(column, (this.#all.get(column) ?? 0n) + amount);
    }
  }

  endGroup(): void {
    this.#group = new Map();
    this.#groupRows = 0;
  }

  /** Which sum the row repeats in every amount that it has, of two rows at least. */
  repeatedBy(cells: string[]): "group" | "all" | undefined {
    if (this.#allRows > 1 && this.#equals(cells, this.#all)) return "all";
    return this.#groupRows > 1 && this.#equals(cells, this.#group) ? "group" : undefined;
  }

  #equals(cells: string[], sums: Map<number, bigint>): boolean {
    let matched = 0;
    for (const column of this.columns) {
      const amount = roughAmount(cells[column] ?? "");
      if (amount === undefined) continue;
      const off = amount - (sums.get(column) ?? 0n);
      if (off > NEAR || off < -NEAR) return false;
      if (amount !== 0n) matched += 1;
    }
    return matched > 0;
  }
}
