/** Small books of clean lines, which nobody could read in two ways once they are read right. */
import { addDays, addMonths } from "../../src/domain/calendar.js";
import type { Dice } from "./dice.js";

export type Per = "month" | "quarter" | "year" | "term";

export interface SmallLine {
  line_id: string;
  customer_id: string;
  product: string;
  start_date: string;
  /** The first day without service; "" where it goes on. */
  end_date: string;
  /** The price of one, in hundredths. */
  cents: number;
  quantity: number;
  amount_per: Per;
}

const names = ["Acme Corp", "Beta GmbH", "Cedar & Sons", "Delta, Inc.", "Échelon SA", "Foxtrot Ltd", "Grün AG", 'The "Hub" LLC', "Iota 365", "Juno-Lee"];
const products = ["Core", "Analytics", "Mobile App", "Archive"];

/** Hundredths as a plain number. */
export const plainAmount = (cents: number): string => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

/** Lines of any terms, and of one price period or of several. */
export function termLines(dice: Dice, per: Per | "mixed", units: boolean): SmallLine[] {
  const lines: SmallLine[] = [];
  const taken = new Set<string>();
  for (let count = dice.between(4, 14); lines.length < count;) {
    const [customer_id, product] = [dice.one(names), dice.one(products)];
    const start_date = addDays("2022-01-01", dice.often(30) ? dice.below(36) * 31 : dice.below(1200));
    const key = [customer_id, product, start_date].join("|");
    if (taken.has(key)) continue;
    taken.add(key);
    const amount_per = per === "mixed" ? dice.one<Per>(["month", "quarter", "year"]) : per;
    const length = dice.often(75) ? addMonths(start_date, dice.one([1, 3, 6, 12, 12, 12, 24, 36])) : addDays(start_date, dice.between(20, 700));
    lines.push({
      line_id: `L-${lines.length + 101}`, customer_id, product, start_date, end_date: amount_per !== "term" && dice.often(20) ? "" : length,
      cents: dice.often(40) ? dice.between(1, 40) * 10_000 : dice.between(100, 30_000_000), quantity: units ? dice.between(1, 40) : 1, amount_per,
    });
  }
  return lines;
}

export interface MonthBook {
  lines: SmallLine[];
  /** First days of the months that the grid shows. */
  months: string[];
}

/** Lines of whole months with a price a month, all within the months that a grid shows. */
export function monthLines(dice: Dice): MonthBook {
  const first = addMonths("2022-01-01", dice.below(30));
  const months = Array.from({ length: dice.between(4, 20) }, (_, month) => addMonths(first, month));
  const lines = Array.from({ length: dice.between(3, 10) }, (_, at): SmallLine => {
    const from = dice.below(months.length - 1);
    const to = dice.between(from + 1, months.length);
    return {
      line_id: `L-${at + 1}`, customer_id: names[at % names.length]!, product: dice.one(products), start_date: months[from]!, end_date: to === months.length ? "" : months[to]!,
      cents: dice.often(50) ? dice.between(1, 90) * 10_000 : dice.between(100, 900_000), quantity: 1, amount_per: "month",
    };
  });
  return { lines, months };
}

/** The same lines as they are given to the library. */
export const asObjects = (lines: readonly SmallLine[]): Record<string, string>[] =>
  lines.map((line) => ({
    line_id: line.line_id, customer_id: line.customer_id, product: line.product, start_date: line.start_date, end_date: line.end_date,
    amount: plainAmount(line.cents), quantity: String(line.quantity), amount_per: line.amount_per,
  }));
