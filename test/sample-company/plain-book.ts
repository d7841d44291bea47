/** The sample company's ARR worked out the long way, without the engine: an independent check for the few rules that its lines use. */

export type Row = Record<string, string>;

export interface PlainLine extends Row {
  /** First day without cover after `replaces` has cut it; open-ended: 9999. */
  stops: string;
}

const perYear: Record<string, number> = { month: 12, quarter: 4, half_year: 2, year: 1, week: 52 };
const usd: Record<string, number> = { USD: 1, EUR: 1.1, GBP: 1.27 };
const notRecurring = /\b(setup|onboarding|implementation|training|migration|consulting|professional services|hardware|one-time|one-off|overage|usage|metered)\b/i;

/** The last version of each line that nobody took out again. */
export function presentRows(rows: readonly Row[]): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const known = last.get(row["line_id"]!);
    if (!known || known["recorded_on"]! < row["recorded_on"]!) last.set(row["line_id"]!, row);
  }
  return [...last.values()].filter((row) => row["superseded_on"] === "");
}

/** The recurring lines of the present view, cut where another replaces them. */
export function recurringLines(rows: readonly Row[]): PlainLine[] {
  const recurring = presentRows(rows).filter((row) => row["kind"] === "recurring" || (row["kind"] === "" && !notRecurring.test(row["product"]!)));
  const lines = new Map(recurring.map((row) => [row["line_id"]!, { ...row, stops: row["end_date"] || "9999" } as PlainLine]));
  for (const line of lines.values()) {
    if (line["replaces"] === "") continue;
    const old = lines.get(line["replaces"]!);
    if (!old) throw new Error(`${line["line_id"]} replaces a line that is not there`);
    const cut = line["start_date"]! > old["start_date"]! ? line["start_date"]! : old["start_date"]!;
    if (cut < old.stops) old.stops = cut;
  }
  return [...lines.values()];
}

/** Dollars a year of a line on a day on which it is active; a float, for ratios. */
export function yearly(line: Row, day: string): number {
  const list = Number(line["amount"]) * Number(line["quantity"]);
  const discounted = line["discount_until"] === "" || day < line["discount_until"]!;
  const net = discounted ? (list * (100 - Number(line["discount_percent"] || 0))) / 100 - Number(line["discount_amount"] || 0) : list;
  const term = months(line["end_date"]!) - months(line["start_date"]!);
  const periods = line["amount_per"] === "term" ? 12 / term : perYear[line["amount_per"]!]! / Number(line["amount_every"] || 1);
  return net * periods * usd[line["currency"]!]!;
}

/** ARR by customer at the close of a day, customers without any left out. */
export function arrByCustomer(lines: readonly PlainLine[], day: string): Map<string, number> {
  const arr = new Map<string, number>();
  for (const line of lines) {
    if (line["start_date"]! > day || line.stops <= day) continue;
    arr.set(line["customer_id"]!, (arr.get(line["customer_id"]!) ?? 0) + yearly(line, day));
  }
  for (const [customer, amount] of arr) if (amount === 0) arr.delete(customer);
  return arr;
}

export interface Retention {
  nrr: number;
  grr: number;
}

/** Of the customers at the opening, what they pay at the closing: all of it, and no more than before. */
export function retention(opening: ReadonlyMap<string, number>, closing: ReadonlyMap<string, number>): Retention {
  let base = 0;
  let now = 0;
  let kept = 0;
  for (const [customer, before] of opening) {
    if (before <= 0) continue;
    const after = closing.get(customer) ?? 0;
    base += before;
    now += after;
    kept += Math.max(0, Math.min(before, after));
  }
  return { nrr: now / base, grr: kept / base };
}

export const total = (arr: ReadonlyMap<string, number>): number => [...arr.values()].reduce((sum, amount) => sum + amount, 0);

const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
