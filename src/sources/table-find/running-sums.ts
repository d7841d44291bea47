/**
 * Sums of the columns so far, only to recognise a row that repeats them: no figure comes from here, and a spelling that can't be told
 * (`1.200`) at worst leaves a totals row to be refused.
 */
const PLACES = 6;
const ZEROS = "000000";

/** An amount in millionths; undefined where the text is none. */
function roughAmount(text: string): bigint | undefined {
  if (text === "") return undefined;
  if (/^-?\d+(?:\.\d{1,6})?$/.test(text)) {
    const mark = text.indexOf(".");
    return mark === -1 ? BigInt(text + ZEROS) : BigInt(text.slice(0, mark) + text.slice(mark + 1) + ZEROS.slice(text.length - mark - 1));
  }
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

/** How far a sum of rounded cents may be off: a cent, and half a cent for each cell. */
const near = (cells: number): bigint => 10_000n + 5_000n * BigInt(cells);

interface Sum {
  total: bigint;
  /** Cells that were added. */
  cells: number;
}

/** Sums by column. */
export type Sums = ReadonlyMap<number, Readonly<Sum>>;

/** Ends of groups that are remembered: groups within groups stand closer than this. */
const MOST_STARTS = 64;

export class RunningSums {
  /** Since the last subtotal, and of all rows. */
  #group = new Map<number, Sum>();
  #all = new Map<number, Sum>();
  /** The sums of all rows at the end of each group; those of groups long gone are forgotten. */
  readonly #starts: Map<number, Sum>[] = [];
  #hasForgotten = false;

  constructor(private readonly columns: readonly number[]) {}

  add(cells: string[]): void {
    for (const column of this.columns) {
      const amount = roughAmount(cells[column] ?? "");
      if (amount === undefined) continue;
      for (const sums of [this.#group, this.#all]) {
        const sum = sums.get(column);
        if (sum === undefined) sums.set(column, { total: amount, cells: 1 });
        else {
          sum.total += amount;
          sum.cells += 1;
        }
      }
    }
  }

  endGroup(): void {
    this.#group = new Map();
    this.#starts.push(copyOf(this.#all));
    if (this.#starts.length > MOST_STARTS) this.#hasForgotten = this.#starts.shift() !== undefined;
  }

  /**
   * The first column that is added up and in which the row has not what the lines above come to; undefined where the row is the sum of all of
   * them, or of those since the end of some group, or where nothing stands above. `isOfAll` says which sum is told.
   */
  difference(cells: string[], isAdded: (column: number) => boolean, isOfAll: boolean): { column: number; said: string; sum: string } | undefined {
    if (this.#all.size === 0 || this.#hasForgotten) return undefined;
    const said = this.columns.flatMap((column) => {
      const amount = isAdded(column) && !(cells[column] ?? "").includes("%") ? roughAmount(cells[column] ?? "") : undefined;
      return amount === undefined ? [] : [{ column, amount }];
    });
    const offSince = (start: Map<number, Sum> | undefined) => said.find(({ column, amount }) => {
      const { total, cells: added } = since(this.#all.get(column), start?.get(column));
      const off = amount - total;
      return off > near(added) || off < -near(added);
    });
    if ([undefined, ...this.#starts].some((start) => offSince(start) === undefined)) return undefined;
    const start = isOfAll ? undefined : this.#starts.at(-1);
    const { column, amount } = offSince(start)!;
    return { column, said: roughText(amount), sum: roughText(since(this.#all.get(column), start?.get(column)).total) };
  }

  soFar(): Sums {
    return copyOf(this.#all);
  }

  /** Whether the row has, wherever it has an amount, what came since then. */
  isSumSince(start: Sums, cells: readonly string[]): boolean {
    const said = this.columns.flatMap((column) => {
      const amount = roughAmount(cells[column] ?? "");
      return amount === undefined ? [] : [{ column, amount }];
    });
    return said.some(({ amount }) => amount !== 0n) && said.every(({ column, amount }) => {
      const { total, cells: added } = since(this.#all.get(column), start.get(column));
      return amount - total <= near(added) && total - amount <= near(added);
    });
  }

  /** The same sums, with a group that begins. */
  copy(): RunningSums {
    const copy = new RunningSums(this.columns);
    copy.#all = copyOf(this.#all);
    return copy;
  }

  /** Whether the row has the sum of all lines wherever it has an amount that is added up; one line is its own sum. */
  isOfAll(cells: string[], isAdded: (column: number) => boolean): boolean {
    const said = this.columns.filter((column) => isAdded(column) && !(cells[column] ?? "").includes("%") && roughAmount(cells[column] ?? "") !== undefined);
    return said.some((column) => roughAmount(cells[column]!) !== 0n) && said.every((column) => {
      const { total, cells: added } = this.#all.get(column) ?? none;
      const off = roughAmount(cells[column]!)! - total;
      return off <= near(added) && off >= -near(added);
    });
  }

  /** Which sums the row repeats in every amount that it has, one of them of two cells at least. */
  repeatedBy(cells: string[]): "group" | "all" | undefined {
    if (this.#equals(cells, this.#all)) return "all";
    return this.#equals(cells, this.#group) ? "group" : undefined;
  }

  #equals(cells: string[], sums: Map<number, Sum>): boolean {
    let isSum = false;
    for (const column of this.columns) {
      const amount = roughAmount(cells[column] ?? "");
      if (amount === undefined) continue;
      const { total, cells: added } = sums.get(column) ?? { total: 0n, cells: 0 };
      const off = amount - total;
      if (off > near(added) || off < -near(added)) return false;
      if (amount !== 0n && added > 1) isSum = true;
    }
    return isSum;
  }
}

const copyOf = (sums: Sums): Map<number, Sum> => new Map([...sums].map(([column, sum]) => [column, { ...sum }]));

/** Whether of each pair one amount is twelve times the other, always the same one: a year of months, or a month of a year. */
export function isTwelvefold(pairs: readonly (readonly [string, string])[]): boolean {
  const amounts = pairs.map(([a, b]) => [roughAmount(a), roughAmount(b)] as const);
  const isTimes = (more: bigint | undefined, less: bigint | undefined): boolean => more !== undefined && less !== undefined && more - less * 12n <= 12n * near(1) && less * 12n - more <= 12n * near(1);
  const isAny = amounts.some(([a, b]) => a !== undefined && b !== undefined && a !== 0n && b !== 0n);
  return isAny && (amounts.every(([a, b]) => isTimes(a, b)) || amounts.every(([a, b]) => isTimes(b, a)));
}

/** What was added after `start`. */
const since = (all: Sum = none, start: Sum = none): Sum => ({ total: all.total - start.total, cells: all.cells - start.cells });
const none: Sum = { total: 0n, cells: 0 };

/** Millionths as people write them: 1234500000 is 1,234.5. */
function roughText(amount: bigint): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(PLACES + 1, "0");
  const decimals = digits.slice(-PLACES).replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -PLACES).replace(/\B(?=(\d{3})+$)/g, ",")}${decimals === "" ? "" : `.${decimals}`}`;
}
