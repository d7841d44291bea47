import { dayText, readDay } from "./calendar.js";
import type { Row } from "./index.js";

/** Books that say the same in other rows. */

/** All amounts a hundredfold; what is no number stays as it is. */
export function timesHundred(rows: Row[]): Row[] {
  const moved = (text: string | undefined): string | undefined => {
    const parts = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text ?? "");
    if (!parts) return text;
    const decimals = (parts[3] ?? "").padEnd(2, "0");
    const rest = decimals.slice(2);
    return `${parts[1]}${parts[2]}${decimals.slice(0, 2)}${rest ? `.${rest}` : ""}`;
  };
  return rows.map((row) => ({ ...row, amount: moved(row["amount"]), discount_amount: moved(row["discount_amount"]) }));
}

const OPEN_DAYS = 40;

/**
 * Every line that can be cut in two in time without meaning something else, whole and in parts:
 * a rate, no ramp, no versions, not linked, and read as recurring in both books.
 */
export function cutInTwo(rows: Row[]): { whole: Row[]; parts: Row[] } {
  const cuts = rows.map((row) => {
    const cut = isPlain(row, rows) ? middleOf(row) : undefined;
    const whole = cut === undefined ? row : { ...row, kind: "recurring" };
    const parts = [{ ...whole, end_date: cut }, { ...whole, line_id: `${row["line_id"]}-later`, start_date: cut }];
    return { whole, parts: cut === undefined ? [row] : parts };
  });
  return { whole: cuts.map(({ whole }) => whole), parts: cuts.flatMap(({ parts }) => parts) };
}

function middleOf(row: Row): string | undefined {
  const start = readDay(row["start_date"] ?? "");
  const end = readDay(row["end_date"] ?? "");
  if (start === undefined) return undefined;
  const cut = end === undefined ? start + OPEN_DAYS : Math.floor((start + end) / 2);
  return cut > start ? dayText(cut) : undefined;
}

const LINKS = ["contract_id", "replaces", "origin", "recorded_on", "superseded_on"];

function isPlain(row: Row, rows: Row[]): boolean {
  const named = rows.filter((other) => other["line_id"] === row["line_id"] || other["replaces"] === row["line_id"]);
  const isDated = (row["end_date"] ?? "") === "" || readDay(row["end_date"] ?? "") !== undefined;
  return named.length === 1 && isDated && row["amount_per"] !== "term" && LINKS.every((column) => !row[column]);
}
