import { describe, expect, it } from "vitest";
import { addMonths, dayText, mustReadDay, wholeMonths } from "./calendar.js";
import { type OracleBook, readBook, type Row } from "./index.js";
import { judge } from "./judged.js";
import { RULE_CASES } from "./rule-cases.js";
import { type Ask, line, WORKED_CASES } from "./worked-cases.js";

function answer(book: OracleBook, ask: Ask): Ask["expect"] {
  const figure = (["arr", "mrr", "customers"] as const).find((name) => ask[name]);
  if (figure) return figureOn(book, ask, figure);
  if (ask.logos) return withoutNoAdjustment(book.logos(...ask.logos, ask.method ?? "net"));
  const rows = book.waterfall(...(ask.waterfall as [string, string]), ask.method ?? "net");
  return Object.fromEntries(Object.entries(rows).filter(([row, amount]) => row.endsWith("ing") || /[1-9]/.test(amount)));
}

/** Hardly any case has one: it is told only where there is. */
function withoutNoAdjustment({ adjustment, ...counts }: Record<string, number>): Record<string, number> {
  return adjustment === 0 || adjustment === undefined ? counts : { adjustment, ...counts };
}

function figureOn(book: OracleBook, ask: Ask, figure: "arr" | "mrr" | "customers"): Ask["expect"] {
  const rows = book.snapshot(ask[figure] as string, ask.by === undefined ? [] : [ask.by]);
  if (ask.by === undefined) return rows[0]?.[figure] as string;
  return Object.fromEntries(rows.map((row) => [row[ask.by as string], row[figure] as string]));
}

describe("the worked cases", () => judge(WORKED_CASES, answer));
describe("the other rules", () => judge(RULE_CASES, answer));

describe("the calendar", () => {
  it("clamps added months to the month's end", () => {
    const added = (day: string, months: number): string => dayText(addMonths(mustReadDay(day), months));
    expect(added("2024-01-31", 1)).toBe("2024-02-29");
    expect(added("2025-01-31", 1)).toBe("2025-02-28");
    expect(added("2025-11-30", 3)).toBe("2026-02-28");
  });

  it("knows whole months", () => {
    const months = (start: string, end: string, snap = 0): number | undefined =>
      wholeMonths(mustReadDay(start), mustReadDay(end), snap);
    expect(months("2025-01-31", "2025-02-28")).toBe(1);
    expect(months("2025-01-31", "2025-03-01")).toBe(1);
    expect(months("2025-02-28", "2025-03-31")).toBeUndefined();
    expect(months("2025-08-31", "2025-10-01")).toBe(1);
    expect(months("2025-01-01", "2028-01-01")).toBe(36);
    expect(months("2025-01-01", "2025-01-01")).toBeUndefined();
  });

  it("snaps to the nearest whole months, the longer at equal distance, never to none", () => {
    const snapped = (end: string, snap: number): number | undefined =>
      wholeMonths(mustReadDay("2025-01-01"), mustReadDay(end), snap);
    expect(snapped("2025-02-15", 14)).toBe(2);
    expect(snapped("2025-02-14", 15)).toBe(1);
    expect(snapped("2025-02-15", 13)).toBeUndefined();
    expect(snapped("2025-01-02", 15)).toBeUndefined();
    expect(snapped("2025-01-02", 30)).toBe(1);
  });
});

describe("refused rows", () => {
  const good = line("L1", "a", "2025-01-01", "2026-01-01", "100", "year");
  const refusal = (cells: Row): string | undefined => readBook([{ ...good, ...cells }], {}).refused[0]?.why;

  it("accepts what is merely odd", () => {
    for (const cells of [{}, { end_date: "2025-01-01" }, { amount: "0" }, { amount: "+5.50" }, { quantity: "-1" }, { discount_percent: "150" }]) {
      expect(refusal(cells), JSON.stringify(cells)).toBeUndefined();
    }
  });

  it("refuses what cannot be read, or would be wrong unseen", () => {
    const wrong: [Row, string][] = [
      [{ start_date: "" }, "no start"],
      [{ start_date: "2025-02-30" }, "unreadable start_date"],
      [{ start_date: "2025-01-01T25:00:00Z" }, "unreadable start_date"],
      [{ end_date: "2024-12-31" }, "end before start"],
      [{ amount: "" }, "no amount"],
      [{ amount: "1,000" }, "unreadable amount"],
      [{ quantity: "1/3" }, "unreadable quantity"],
      [{ discount_amount: "1e3" }, "unreadable discount_amount"],
      [{ amount_per: "" }, "no amount_per"],
      [{ amount_per: "decade" }, "unknown amount_per"],
      [{ kind: "rental" }, "unknown kind"],
      [{ billing: "weekly" }, "unknown billing"],
      [{ auto_renew: "yes" }, "unknown auto_renew"],
      [{ amount_every: "0" }, "amount_every is no whole number of 1 or more"],
      [{ amount_every: "1.5" }, "amount_every is no whole number of 1 or more"],
      [{ renewal_term_months: "-1" }, "renewal_term_months is no whole number of 1 or more"],
      [{ amount_per: "term", amount_every: "2" }, "amount_every with a term amount"],
      [{ amount_per: "term", end_date: "" }, "term amount without a term"],
      [{ amount_per: "term", end_date: "2025-01-01" }, "term amount without a term"],
      [{ amount_per: "term", end_date: "9999-12-31" }, "term amount with a far end"],
      [{ amount: "1234567890123456.7890123456789", quantity: "01" }, "more than 30 digits"],
      [{ customer_id: "" }, "no customer_id"],
    ];
    for (const [cells, why] of wrong) expect(refusal(cells), JSON.stringify(cells)).toBe(why);
  });

  it("refuses both of two different rows with one line_id and recorded_on, and keeps an earlier version", () => {
    const rows = [good, { ...good, amount: "5" }, { ...good, line_id: "L2" }, { ...good, line_id: "L2", amount: "x", recorded_on: "2025-05-05" }];
    const book = readBook(rows, {});
    expect(book.refused.map(({ index }) => index)).toEqual([0, 1, 3]);
    expect(book.arrOn("2025-01-01")).toEqual([{ line_id: "L2", customer_id: "a", arr: "100.00" }]);
  });

  it("judges ends after the convention: one day before the start is then empty, not refused", () => {
    const rows = [{ ...good, end_date: "2024-12-31" }, { ...good, line_id: "L2", end_date: "2024-12-30" }];
    expect(readBook(rows, { end_date_convention: "inclusive" }).refused.map(({ index }) => index)).toEqual([1]);
  });
});
