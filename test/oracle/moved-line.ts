import { addMonths, dayText, mustReadDay } from "./calendar.js";
import type { Row } from "./index.js";

/** A line moved to other dates, with what depends on them. */

export function sameCover(line: Row): Row {
  return { customer_id: line["customer_id"], product: line["product"] };
}

/** The price of a line in a form that needs no end. */
export function openPrice(line: Row): Row {
  const per = line["amount_per"] === "term" ? "year" : line["amount_per"];
  return { amount: line["amount"], quantity: line["quantity"], amount_per: per, amount_every: line["amount_every"] };
}

/** What turns a line into one without an end, starting so many days after its old end. */
export function openEnded(line: Row, gap: number): Row {
  const dates = { start_date: shifted(line["end_date"], gap), end_date: undefined, signed_on: undefined, live_on: undefined };
  return { ...dates, ...openPrice(line) };
}

/** The line with its own end if that is near, else so many months after its start. */
export function withEnd(line: Row, months: number): Row {
  return endsSoon(line) ? line : { ...line, end_date: dayText(addMonths(day(line["start_date"]), months)) };
}

export function endsSoon(line: Row): boolean {
  return line["end_date"] !== undefined && line["end_date"] < "2099";
}

/** The line with another start, and its other dates as far from it as they were. */
export function startingOn(line: Row, start: string): Row {
  const days = day(start) - day(line["start_date"]);
  const moved = ["end_date", "signed_on", "live_on", "discount_until"].map((column) => [
    column,
    line[column] ? shifted(line[column], days) : undefined,
  ]);
  return { ...line, ...Object.fromEntries(moved), start_date: start };
}

export function shifted(date: string | undefined, days: number): string {
  return dayText(Math.min(day(date) + days, LAST_DAY));
}

const LAST_DAY = mustReadDay("9999-12-31");

/** The day of a date or timestamp as it is written. */
export function day(date: string | undefined): number {
  return mustReadDay((date ?? "").slice(0, 10));
}
